"""Workbooks (.xlsx, .xlsb, .xls, .ods) to raw sheets. Runs in the child process of reader.py only."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, NamedTuple

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from seed.problems import files as refusals
from seed.problems.files import Refused
from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.reading.as_shown import as_shown
from seed.sheets.reading.default_password import decrypted, is_encrypted
from seed.sheets.reading.limits import Limits
from seed.sheets.reading.merges import Merges
from seed.sheets.reading.wire import Begin
from seed.sheets.reading.xls_errors import error_cells
from seed.sheets.reading.xls_formats import shown_cells
from seed.sheets.reading.xlsx_package import Package, Scan
from seed.sheets.tables import Cell, CellError, Merge, RawSheet

# Sheets that explain and hold no records; ours carries the mark of a workbook we exported.
GUIDES = frozenset({"说明", "填表说明", "填报说明", "填写说明", "使用说明", "readme", "guide"})
VERBATIM_MARK = ("取值", "原样")
EXACT_WHOLE = 2**53  # beyond it a float no longer tells whole numbers apart

Errors = dict[tuple[int, int], CellError]


def read_workbook(
    path: Path, file: str, limits: Limits, first: int = 0
) -> Iterator[RawSheet | Problem | Begin]:
    """The visible sheets from the `first` on; each is announced before it is laid out in memory.

    Formulas are never evaluated: their cached values are read. Raises Refused for the whole file.
    """
    book = _opened(path, Place(file))
    package = _package(book.data)
    try:
        book.data.seek(0)
        beside = {} if package else _beside(book.data.read())
        reading = _Reading(book.workbook, package, beside, file, limits)
        if first == 0:
            yield from reading.remarks()
        yield from reading.sheets(first)
    finally:
        if package:
            package.close()


class _Book(NamedTuple):
    """An open workbook, and the file that it was read from, without its password."""

    workbook: CalamineWorkbook
    data: IO[bytes]


def _beside(data: bytes) -> dict[int, Scan]:
    """What an .xls holds beside the values that calamine gives, by the sheets from 0."""
    errors, shown = error_cells(data), shown_cells(data)
    return {
        index: Scan(errors=errors.get(index, {}), shown=shown.get(index, {}))
        for index in errors.keys() | shown.keys()
    }


def _opened(path: Path, place: Place) -> _Book:
    """The workbook, freed of the password that everybody has. Raises Refused."""
    try:
        # By content, not by extension: an .xls that was renamed .xlsx is read as what it is.
        return _Book(CalamineWorkbook.from_filelike(path.open("rb")), path.open("rb"))
    except (CalamineError, OSError) as error:
        # Asked only now, for calamine calls every workbook behind a password unknown.
        if is_encrypted(path):
            return _decrypted(path, place)
        raise Refused(refusals.unreadable(place, str(error))) from None


def _decrypted(path: Path, place: Place) -> _Book:
    data = decrypted(path, place)
    try:
        return _Book(CalamineWorkbook.from_filelike(io.BytesIO(data)), io.BytesIO(data))
    except CalamineError as error:
        raise Refused(refusals.unreadable(place, str(error))) from None


def _package(data: IO[bytes]) -> Package | None:
    try:
        return Package(data) if zipfile.is_zipfile(data) else None
    except (zipfile.BadZipFile, OSError, NotImplementedError):
        return None


class _Reading:
    def __init__(
        self,
        workbook: CalamineWorkbook,
        package: Package | None,
        beside: dict[int, Scan],
        file: str,
        limits: Limits,
    ) -> None:
        self._workbook, self._package, self._beside = workbook, package, beside
        self._file, self._limits = file, limits
        self._merges: Merges = {}

    def remarks(self) -> Iterator[Problem]:
        """What is to be said of the workbook as a whole. Raises Refused."""
        place, package = Place(self._file), self._package
        if package and package.unpacked_bytes > self._limits.file_bytes:
            raise Refused(_swollen(place, package.unpacked_bytes, self._limits.file_bytes))
        if package and package.has_macros:
            yield place.note(
                "macros_ignored",
                "The workbook holds macros; they were not run.",
                "工作簿含有宏,未运行。",
            )
        if package and package.has_external_links:
            yield place.note(
                "external_links",
                "Formulas refer to other workbooks; the values last saved here were read.",
                "公式引用了其他工作簿,已按最近保存的数值读取。",
            )

    def sheets(self, first: int) -> Iterator[RawSheet | Problem | Begin]:
        """The sheets from this place on, in the workbook's order."""
        every = list(self._workbook.sheets_metadata)
        verbatim = self._is_verbatim([sheet.name for sheet in every])
        self._merges = self._package.merges() if self._package else {}
        for index, sheet in enumerate(every):
            if index < first or sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            if index >= self._limits.sheets:
                yield _too_many_sheets(Place(self._file), len(every), self._limits.sheets)
                return
            yield Begin(index, sheet.name)
            place = Place(self._file, sheet.name)
            if sheet.visible != SheetVisibleEnum.Visible:
                yield _hidden(place)
            elif _is_guide(sheet.name):
                yield _guide(place)
            else:
                scan = self._scan(sheet.name, index)
                yield from self._sheet(place, sheet.name, scan, verbatim)

    def _scan(self, name: str, index: int) -> Scan:
        """What was found beside the values; nothing where the file is damaged, as calamine says."""
        if self._package is None:
            return self._beside.get(index) or Scan()
        try:
            return self._package.scan(name, self._limits) or Scan()
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError):
            return Scan()

    def _sheet(
        self, place: Place, name: str, scan: Scan, verbatim: bool
    ) -> Iterator[RawSheet | Problem]:
        problem = _beyond(place, scan.rows, scan.columns, self._limits)
        if problem:
            yield problem
            return
        try:
            sheet = self._workbook.get_sheet_by_name(name)
        except (CalamineError, OSError) as error:
            yield refusals.unreadable(place, str(error))
            return
        problem = _beyond(place, sheet.total_height + 1, sheet.total_width + 1, self._limits)
        if problem:
            yield problem
            return
        if scan.hidden_rows:
            yield _hidden_rows(place, scan.hidden_rows)
        if scan.hidden_columns:
            yield _hidden_columns(place, scan.hidden_columns)
        merged = _merges(sheet) or self._merges.get(name, ())
        rows = _rows(sheet, scan.errors)
        if not verbatim:
            rows = as_shown(rows, scan)
        yield RawSheet(self._file, name, False, 1, rows, merged, verbatim)

    def _is_verbatim(self, names: list[str]) -> bool:
        """Whether the 说明 sheet says that texts are to be taken as they stand."""
        index = next((i for i, name in enumerate(names) if _is_guide(name)), None)
        if index is None:
            return False
        scan = self._scan(names[index], index)
        if _beyond(Place(self._file), scan.rows, scan.columns, self._limits):
            return False
        try:
            rows = self._workbook.get_sheet_by_name(names[index]).iter_rows()
        except (CalamineError, OSError):
            return False
        return any(pair == VERBATIM_MARK for row in rows for pair in pairwise(row))


def _is_guide(name: str) -> bool:
    return name.strip().lower() in GUIDES


def _beyond(place: Place, rows: int, columns: int, limits: Limits) -> Problem | None:
    """Why a sheet that reaches so far is not read."""
    corner = Scan(rows, columns).far_cell
    if rows * columns > limits.sheet_cells:
        return refusals.too_many_cells(place, corner, rows * columns, limits.sheet_cells)
    if columns > limits.sheet_columns:
        return refusals.too_many_columns(place, columns, limits.sheet_columns)
    return None


def _merges(sheet: CalamineSheet) -> tuple[Merge, ...]:
    ranges = sheet.merged_cell_ranges or []
    return tuple(Merge(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)


def _rows(sheet: CalamineSheet, errors: Errors) -> Iterator[list[Cell]]:
    """Rows from the first of the sheet; calamine leaves out the empty columns on the left."""
    margin: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    by_row: dict[int, list[tuple[int, CellError]]] = {}
    for (row, column), error in errors.items():
        by_row.setdefault(row, []).append((column, error))
    number = 0
    for number, values in enumerate(sheet.iter_rows(), start=1):
        yield _marked(margin + [_cell(value) for value in values], by_row.pop(number, []))
    # calamine's rectangle ends where the last value stands; an error may stand below it.
    for later in range(number + 1, max(by_row, default=number) + 1):
        yield _marked([], by_row.get(later, []))


def _cell(value: Any) -> Cell:
    if value == "":
        return None
    if type(value) is float and value.is_integer() and abs(value) <= EXACT_WHOLE:
        return int(value)
    return value  # type: ignore[no-any-return]  # the kinds that calamine lists


def _marked(row: list[Cell], errors: list[tuple[int, CellError]]) -> list[Cell]:
    for column, error in errors:
        row += [None] * (column + 1 - len(row))
        if row[column] is None:
            row[column] = error
    return row


def _hidden(place: Place) -> Problem:
    return place.problem(
        "hidden_sheet",
        "The sheet is hidden; it was left out.",
        "工作表已隐藏,未导入。",
        ("To import it, unhide it and save.", "如需导入,请取消隐藏后保存。"),
        severity="note",
    )


def _hidden_rows(place: Place, count: int) -> Problem:
    return place.note(
        "hidden_rows",
        f"{count:,} rows are hidden, by a filter or by hand; they were read like the others.",
        f"有 {count:,} 行被隐藏(筛选或手动),已一并读取。",
    )


def _hidden_columns(place: Place, letters: list[str]) -> Problem:
    named = "、".join(letters)
    return place.note(
        "hidden_columns",
        f"Hidden columns ({', '.join(letters)}) were read like the others.",
        f"隐藏的列({named})已一并读取。",
        value=named,
    )


def _guide(place: Place) -> Problem:
    return place.note(
        "guide_sheet",
        "The sheet explains the workbook; it holds no records.",
        "该工作表为说明,不含数据。",
    )


def _swollen(place: Place, size: int, limit: int) -> Problem:
    return place.problem(
        "file_too_big",
        f"The workbook unpacks to {size:,} bytes, over the limit of {limit:,}.",
        f"工作簿解压后为 {size:,} 字节,超过上限 {limit:,} 字节。",
        refusals.SPLIT_UP,
    )


def _too_many_sheets(place: Place, count: int, limit: int) -> Problem:
    return place.problem(
        "too_many_sheets",
        f"The workbook has {count:,} sheets; those after the limit of {limit:,} were not read.",
        f"工作簿共有 {count:,} 张工作表,超过上限 {limit:,} 张,其余未读取。",
        refusals.SPLIT_UP,
    )
