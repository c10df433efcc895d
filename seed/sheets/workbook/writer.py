"""Workbooks of ours, written row by row: memory does not grow with their rows.

Every text is a text cell, never a formula, a link or a number, whatever it begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

import xlsxwriter

ROWS_LIMIT = 1_048_576  # rows of a sheet, its header included: the file format's
CELL_LIMIT = 32_767  # characters of a cell, in UTF-16 as Excel counts them
NAME_LIMIT = 31  # characters of a sheet's name
GUIDE = "说明"  # the sheet that explains; its mark below tells importers to take texts verbatim
VERBATIM = ("取值", "原样")

_NOT_IN_NAMES = re.compile(r"[\[\]:*?\\\x00-\x1f]")
_FORMULA_STARTS = ("=", "+", "-", "@")
_GUIDE_WIDTHS = (24, 90)
_USUAL_WIDTH = 16

CellValue = str | int | float | bool | None


@dataclass(frozen=True)
class SheetLayout:
    """A sheet's name and headers; `widths` of columns in characters; `required` headers stand out."""

    name: str
    headers: Sequence[str]
    widths: Sequence[int] = ()
    required: frozenset[str] = frozenset()


class SheetWriter:
    """A sheet, and the further ones (名 2, 名 3) that it runs over into."""

    def __init__(self, book: WorkbookWriter, layout: SheetLayout, rows_limit: int) -> None:
        self._book = book
        self._layout = layout
        self._rows_limit = rows_limit
        self._next = self._parts = 0
        self._begin()

    @property
    def sheet(self) -> Any:
        """XlsxWriter's worksheet that is being written."""
        return self._sheet

    def row(self, values: Sequence[CellValue]) -> tuple[int, ...]:
        """Adds a row. Returns the columns (from 0) whose texts no cell can hold; they stay empty."""
        if self._next >= self._rows_limit:
            self._begin()
        too_long = tuple(
            column for column, value in enumerate(values) if not self._put(column, value)
        )
        self._next += 1
        return too_long

    def _begin(self) -> None:
        self._parts += 1
        mark = f" {self._parts}" if self._parts > 1 else ""
        formats = self._book.formats
        self._sheet = self._book.add_sheet(self._layout.name, mark)
        self._sheet.freeze_panes(1, 2)
        for column, header in enumerate(self._layout.headers):
            style = formats.required if header in self._layout.required else formats.header
            self._sheet.write_string(0, column, header, style)
            width = self._layout.widths[column] if self._layout.widths else _USUAL_WIDTH
            self._sheet.set_column(column, column, width, formats.text)
        self._next = 1

    def _put(self, column: int, value: CellValue) -> bool:
        """Writes a cell; false where its text is too long."""
        if value is None:
            return True
        if isinstance(value, bool):
            self._sheet.write_boolean(self._next, column, value)
        elif isinstance(value, int | float):
            self._sheet.write_number(self._next, column, value, self._book.formats.number)
        else:
            return self._put_text(column, value)
        return True

    def _put_text(self, column: int, text: str) -> bool:
        if len(text) * 2 > CELL_LIMIT and _units(text) > CELL_LIMIT:
            return False
        formats = self._book.formats
        style = formats.quoted if text.startswith(_FORMULA_STARTS) else formats.text
        self._sheet.write_string(self._next, column, text, style)
        return True


class _Formats:
    """Text cells have the format of text, so that Excel turns nothing typed into a date or number."""

    def __init__(self, book: Any) -> None:
        heading = {"bold": True, "border": 1, "valign": "top", "text_wrap": True}
        self.header = book.add_format(heading | {"bg_color": "#e8edf2"})
        self.required = book.add_format(heading | {"bg_color": "#fbe3d6"})
        self.text = book.add_format({"num_format": "@"})
        self.quoted = book.add_format({"num_format": "@", "quote_prefix": True})
        self.number = book.add_format({"num_format": "General"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold = book.add_format({"bold": True, "valign": "top"})


class WorkbookWriter:
    """A workbook being written. Use it in a `with`: only at its end the file is there, and whole.

    Several sheets may be open at once; each holds its rows on disk, beside `path`, until the end.
    """

    def __init__(self, path: Path, *, rows_limit: int = ROWS_LIMIT) -> None:
        self._rows = TemporaryDirectory(prefix=".rows-", dir=path.parent)
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": self._rows.name,
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        self._book.use_zip64()  # a province's sheets may pass 4 GiB before they are packed
        self.formats = _Formats(self._book)
        self._rows_limit = rows_limit
        self._names = {"history"}  # Excel keeps this name for itself

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self._abandon()

    def open_sheet(self, layout: SheetLayout) -> SheetWriter:
        """A new sheet with its header."""
        return SheetWriter(self, layout, self._rows_limit)

    def add_guide(self, lines: Iterable[Sequence[str]], *, verbatim: bool = False) -> None:
        """The sheet 说明: a line's first cell is bold. `verbatim`: our own export says so here."""
        sheet = self.add_sheet(GUIDE)
        for column, width in enumerate(_GUIDE_WIDTHS):
            sheet.set_column(column, column, width)
        marked = [*([VERBATIM] if verbatim else []), *lines]
        for row, line in enumerate(marked):
            for column, text in enumerate(line):
                style = self.formats.wrapped if column else self.formats.bold
                sheet.write_string(row, column, text, style)

    def add_sheet(self, name: str, mark: str = "") -> Any:
        """An empty worksheet of XlsxWriter, its name made fit and unlike every other."""
        number = 1
        wanted = sheet_name(name, mark)
        while wanted.casefold() in self._names:
            number += 1
            wanted = sheet_name(name, f"{mark} ({number})")
        self._names.add(wanted.casefold())
        return self._book.add_worksheet(wanted)

    def _abandon(self) -> None:
        """Ends without a file."""
        for sheet in self._book.worksheets():
            if sheet.row_data_fh:
                sheet.row_data_fh.close()
        self._rows.cleanup()

    def close(self) -> None:
        """Ends the file."""
        try:
            self._book.close()
        finally:
            self._rows.cleanup()


def sheet_name(name: str, mark: str = "") -> str:
    """A name that Excel takes: 校友会/同学会 becomes 校友会·同学会; `mark` stands at its end."""
    plain = _NOT_IN_NAMES.sub(" ", name.replace("/", "·")).strip(" '")
    return (plain or "Sheet")[: NAME_LIMIT - len(mark)].rstrip(" '") + mark


def _units(text: str) -> int:
    return len(text) + sum(sign > "\uffff" for sign in text)
