"""What an .xlsx holds beside the values that calamine gives, found without reading it whole.

calamine lays a sheet out as a full rectangle before anybody can ask how large it is, and gives an
empty text for #N/A and for a formula that was never calculated. Both are seen here first.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from seed.sheets.reading.limits import MIB, Limits
from seed.sheets.reading.merges import Merges, merges_of
from seed.sheets.reading.number_formats import Code, shown, telling_styles
from seed.sheets.tables import CellError, column_letter

CHUNK = MIB
# Of workbook.xml and its relations: names of sheets, not their cells.
DIRECTORY_BYTES = 16 * MIB
# Cells with errors that are remembered; a sheet with more says the same of the rest.
ERROR_LIMIT = 200_000

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW_END = b"row>"  # with or without a prefix
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\s+ref=["'](?:[A-Z]+\d+:)?([A-Z]+)(\d+)["']""")
# A cell that closes itself holds only a format, which makes no rectangle larger.
_REFERENCE = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")
_COLUMN_RANGE = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s[^>]*>")
_STYLE = re.compile(rb"""\bs=["'](\d+)["']""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*\bhidden=["'](?:1|true)["']""")
# Plain strings, for each stretch of every sheet is searched for them: formulas and error values.
_SUSPECTS = (b"<f", b":f>", b":f ", b't="e"', b"t='e'")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)(?<!/)>(.*?)</(?:\w+:)?c\s*>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?f\s*>)", re.DOTALL)
_LINK_FORMULA = re.compile(r'HYPERLINK\(\s*"([^"]+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</(?:\w+:)?v\s*>", re.DOTALL)
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)


@dataclass(slots=True)
class Scan:
    """How far a sheet reaches, and its cells that show no value, by (row from 1, column from 0)."""

    rows: int = 0
    columns: int = 0
    hidden_rows: int = 0
    hidden_columns: list[str] = field(default_factory=list)
    errors: dict[tuple[int, int], CellError] = field(default_factory=dict)
    # What the number format shows, and where a hyperlink leads, by the same places.
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def far_cell(self) -> str:
        """The corner of the used range, as Excel names it."""
        return f"{column_letter(max(self.columns - 1, 0))}{self.rows}"


class Package:
    """The parts of an .xlsx. Raises zipfile.BadZipFile or OSError when it is none."""

    def __init__(self, data: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(data)
        names = self._zip.namelist()
        self.has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        self.has_external_links = any("/externalLinks/" in name for name in names)
        self.unpacked_bytes = sum(info.file_size for info in self._zip.infolist())
        self._parts = self._sheet_parts()
        self._styles = self._telling_styles()

    def close(self) -> None:
        """Closes the file."""
        self._zip.close()

    def merges(self) -> Merges:
        """The merged ranges of an .ods or .xlsb, by sheet; calamine tells those of an .xlsx."""
        return merges_of(self._zip)

    def scan(self, sheet: str, limits: Limits) -> Scan | None:
        """What a pass over the sheet's XML finds; None when its part is not where it should be.

        A stated range within the limits is believed: a lie costs the reading process alone.
        """
        part = self._parts.get(sheet)
        if part is None:
            return None
        found = Scan()
        believed: bool | None = None
        for chunk in self._rows_of(part):
            if believed is None:
                believed = _states_a_range_within(chunk, found, limits)
            if not believed:
                _measure(chunk, found)
            if b"hidden=" in chunk:
                found.hidden_rows += len(_HIDDEN_ROW.findall(chunk))
            if any(suspect in chunk for suspect in _SUSPECTS):
                _find_errors(chunk, found)
            if self._styles:
                _find_shown(chunk, self._styles, found)
            if b"hyperlink " in chunk:
                _find_links(chunk, self._link_targets(part), found)
            if b"<cols" in chunk:
                found.hidden_columns += _hidden_columns(chunk)
        return found

    def _rows_of(self, part: str) -> Iterator[bytes]:
        rest = b""
        with self._zip.open(part) as stream:
            while chunk := stream.read(CHUNK):
                rest += chunk
                end = rest.rfind(_ROW_END) + len(_ROW_END)
                if end >= len(_ROW_END):
                    yield rest[:end]
                    rest = rest[end:]
        yield rest

    def _sheet_parts(self) -> dict[str, str]:
        """The part of each sheet by the sheet's name; empty when the directory is not as usual."""
        try:
            book = self._directory("xl/workbook.xml")
            relations = self._directory("xl/_rels/workbook.xml.rels")
        except KeyError:
            return {}
        targets = {
            found.get("Id", ""): str(PurePosixPath("/xl") / found.get("Target", "")).lstrip("/")
            for found in map(_attributes, _RELATION.findall(relations))
        }
        held = set(self._zip.namelist())
        sheets = map(_attributes, _SHEET.findall(book))
        pairs = ((s.get("name", ""), targets.get(s.get("r:id", ""), "")) for s in sheets)
        return {name: part for name, part in pairs if part in held}

    def _telling_styles(self) -> dict[int, Code]:
        try:
            return telling_styles(self._directory("xl/styles.xml"))
        except KeyError:
            return {}

    def _link_targets(self, part: str) -> dict[str, str]:
        """The addresses of a sheet's relations, by their ids."""
        folder, _, name = part.rpartition("/")
        try:
            relations = self._directory(f"{folder}/_rels/{name}.rels")
        except KeyError:
            return {}
        found = map(_attributes, _RELATION.findall(relations))
        return {each.get("Id", ""): each.get("Target", "") for each in found}

    def _directory(self, part: str) -> bytes:
        with self._zip.open(part) as stream:
            return stream.read(DIRECTORY_BYTES)


def _attributes(element: bytes) -> dict[str, str]:
    return {
        name.decode(): html.unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(element)
    }


def _states_a_range_within(chunk: bytes, found: Scan, limits: Limits) -> bool:
    """Takes the range that the sheet states, unless it is none or beyond the limit.

    A range may be far too large for cells that hold only a format; those are looked at one by one.
    """
    stated = _DIMENSION.search(chunk)
    if not stated:
        return False
    columns, rows = _column(stated[1]), int(stated[2])
    if columns > limits.sheet_columns or columns * rows > limits.sheet_cells:
        return False
    found.columns, found.rows = columns, rows
    return True


def _measure(chunk: bytes, found: Scan) -> None:
    references = _REFERENCE.findall(chunk)
    if references:
        found.columns = max(found.columns, *map(_column, {letters for letters, _ in references}), 0)
        found.rows = max(found.rows, *(int(row) for row in {row for _, row in references}), 0)


def _column(letters: bytes) -> int:
    """How many columns there are up to this one: A is 1."""
    count = 0
    for letter in letters:
        count = count * 26 + letter - ord("A") + 1
    return count


def _hidden_columns(chunk: bytes) -> list[str]:
    """The letters of hidden columns: C, or F–H."""
    found = map(_attributes, _COLUMN_RANGE.findall(chunk))
    hidden = [each for each in found if each.get("hidden") in ("1", "true")]
    ends = [(int(each["min"]) - 1, int(each["max"]) - 1) for each in hidden]
    return [
        column_letter(first) if first == last else f"{column_letter(first)}–{column_letter(last)}"
        for first, last in ends
    ]


def _find_shown(chunk: bytes, styles: dict[int, Code], found: Scan) -> None:
    """Numbers that their format shows as another text."""
    for attributes, content in _CELL.findall(chunk):
        style = _STYLE.search(attributes)
        code = styles.get(int(style[1])) if style else None
        if code is None or len(found.shown) >= ERROR_LIMIT:
            continue
        given, value = _attributes(attributes), _VALUE.search(content)
        place = _REF.fullmatch(given.get("r", ""))
        if value is None or place is None or given.get("t", "n") != "n":
            continue
        text = shown(_text(value[1]), code)
        if text is not None:
            found.shown[_place(place)] = text


def _find_links(chunk: bytes, targets: dict[str, str], found: Scan) -> None:
    for attributes in map(_attributes, _LINK.findall(chunk)):
        place = _REF.fullmatch(attributes.get("ref", "").partition(":")[0])
        address = targets.get(attributes.get("r:id", ""), "")
        if place and address and len(found.links) < ERROR_LIMIT:
            found.links[_place(place)] = address


def _place(match: re.Match[str]) -> tuple[int, int]:
    """The row from 1 and the column from 0 of a reference such as B2."""
    return int(match[2]), _column(match[1].encode()) - 1


def _find_errors(chunk: bytes, found: Scan) -> None:
    for attributes, content in _CELL.findall(chunk):
        if len(found.errors) >= ERROR_LIMIT:
            return
        error, address = _error(attributes, content), _address(content)
        place = _REF.fullmatch(_attributes(attributes).get("r", "")) if error or address else None
        if place and error:
            found.errors[_place(place)] = error
        elif place:
            found.links[_place(place)] = address


def _error(attributes: bytes, content: bytes) -> CellError | None:
    value = _VALUE.search(content)
    shown = _text(value[1]) if value else ""
    kind = _attributes(attributes).get("t", "n")
    if kind == "e":
        return CellError(shown or "#?")
    formula = _FORMULA.search(content)
    # A formula whose value is an empty text says so by t="str".
    if formula is None or shown or kind == "str":
        return None
    return CellError("=" + _text(formula[1] or b""), "formula_without_value")


def _address(content: bytes) -> str:
    """Where =HYPERLINK("…", "…") leads; empty for any other cell."""
    formula = _FORMULA.search(content) if b"HYPERLINK(" in content else None
    match = _LINK_FORMULA.match(_text(formula[1] or b"")) if formula else None
    return match[1] if match else ""


def _text(raw: bytes) -> str:
    return html.unescape(raw.decode("utf-8", "replace")).strip()
