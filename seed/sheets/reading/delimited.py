"""CSV and TSV to a raw sheet, row by row. Runs in the child process of reader.py only."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from seed.problems import files as refusals
from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.reading.encodings import encoding_of
from seed.sheets.reading.limits import Limits
from seed.sheets.tables import Cell, RawSheet, column_letter
from seed.sheets.texts import unguarded

DELIMITERS = ",\t;"
# Characters from which the delimiter is told: some hundred rows.
SAMPLE = 64 * 1024
# Rows refused for their form before the file is given up: it is no table.
BAD_ROWS = 1_000

Row = list[Cell] | Problem


def read_delimited(path: Path, file: str, limits: Limits) -> Iterator[RawSheet | Problem]:
    """The file as one sheet without a name. Raises Refused when its encoding is not known."""
    place = Place(file)
    encoding = encoding_of(path, place)
    with path.open(encoding=encoding, newline="") as lines:
        sample = lines.read(SAMPLE)
        lines.seek(0)
        delimiter, first_row = _stated(sample), 1
        if delimiter:
            lines.readline()
            first_row = 2
        delimiter = delimiter or _sniffed(sample, path.suffix.lower())
        rows = _Rows(_Lines(lines), delimiter, place, limits, first_row)
        yield RawSheet(file, None, False, first_row, iter(rows))


def _stated(sample: str) -> str | None:
    """The delimiter of a first line `sep=;`, which Excel itself obeys."""
    line = sample.split("\n", 1)[0].strip().strip('"')
    return line[4] if len(line) == 5 and line.lower().startswith("sep=") else None


def _sniffed(sample: str, suffix: str) -> str:
    """The delimiter by which the most rows of the sample have one and the same width above 1."""
    whole = sample if len(sample) < SAMPLE else sample[: sample.rfind("\n") + 1] or sample
    order = "\t,;" if suffix == ".tsv" else DELIMITERS
    return max(order, key=lambda delimiter: _evenness(whole, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    reader = csv.reader(sample.splitlines(keepends=True), delimiter=delimiter)
    try:
        widths.update(len(fields) for fields in reader)
    except csv.Error:
        return 0, 0
    return max(((rows, width) for width, rows in widths.items() if width > 1), default=(0, 0))


class _Lines:
    """The lines of a file, of which the last read can be given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.read: list[str] = []

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.read.append(line)
        return line

    def give_back(self) -> str:
        """Keeps the first of the lines read, which is returned; the others come once more."""
        first, *others = self.read
        self._again.extendleft(reversed(others))
        self.read = []
        return first


class _Rows:
    """The rows, each a list of cells, or the Problem that stands in a row's place."""

    def __init__(
        self, lines: _Lines, delimiter: str, place: Place, limits: Limits, first_row: int
    ) -> None:
        self._lines, self._delimiter = lines, delimiter
        # Strict, for it alone says that a quote stands where none should.
        self._reader = csv.reader(lines, delimiter=delimiter, strict=True)
        self._place, self._limits = place, limits
        self._first_row = first_row
        self._width = 0
        csv.field_size_limit(limits.cell_characters)

    def __iter__(self) -> Iterator[Row]:
        bad = 0
        for number in range(self._first_row, self._first_row + self._limits.sheet_rows):
            self._lines.read.clear()
            try:
                fields = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                row = self._unreadable(number, error)
            else:
                row = self._checked(number, fields)
            bad += isinstance(row, Problem)
            yield row
            if bad >= BAD_ROWS:
                yield _given_up(self._at(number))
                return
        yield refusals.too_many_rows(self._place, self._limits.sheet_rows)

    def _at(self, number: int) -> Place:
        return self._place._replace(row=number)

    def _checked(self, number: int, fields: list[str]) -> Row:
        if len(fields) > self._limits.sheet_columns:
            return refusals.too_many_columns(
                self._at(number), len(fields), self._limits.sheet_columns
            )
        if len(self._lines.read) > 1 and self._swallows(fields):
            return self._alone(number)
        # That of the row before: a title has fewer cells than the table below it.
        self._width = len(fields)
        return [unguarded(text) or None for text in fields]

    def _swallows(self, fields: list[str]) -> bool:
        """Whether a row of several lines holds whole rows: its quote was never closed."""
        expected = max(self._width - 1, 1)
        more = (line for text in fields for line in text.split("\n")[1:])
        return len(fields) < self._width or any(
            line.count(self._delimiter) >= expected for line in more
        )

    def _unreadable(self, number: int, error: csv.Error) -> Row:
        """A row that cannot be read; what an open quote made part of it comes as rows again."""
        lines = self._lines.read
        if len(lines) > 1 or (lines and lines[0].count('"') % 2 == 1):
            return self._alone(number)
        if lines and "field larger" not in str(error):
            # 张三,"甲"公司: the quotes stand oddly, and yet each cell has its own.
            return self._checked(number, next(csv.reader(lines, delimiter=self._delimiter)))
        return _unreadable_row(self._at(number), error, self._limits)

    def _alone(self, number: int) -> Row:
        """The line whose quote is not closed, by itself: its quotes are characters like others."""
        line = self._lines.give_back().rstrip("\r\n")
        place = self._at(number)
        fields = line.split(self._delimiter)
        column = next((i for i, text in enumerate(fields) if text.startswith('"')), 0)
        return _open_quote(place._replace(column=column_letter(column)), line)


def _unreadable_row(place: Place, error: csv.Error, limits: Limits) -> Problem:
    return place.problem(
        "row_unreadable",
        f"The row cannot be read ({error}); a cell holds at most"
        f" {limits.cell_characters:,} characters.",
        f"该行无法读取({error});单元格上限 {limits.cell_characters:,} 字符。",
        ("Shorten the cell, or save as .xlsx.", "请缩短该单元格,或另存为 .xlsx。"),
    )


def _open_quote(place: Place, line: str) -> Problem:
    return place.problem(
        "quote_not_closed",
        "A quote that is not closed begins on this row; the row was not taken, those below were.",
        "该行有未闭合的引号,未导入该行;其后各行已照常读取。",
        ("Close or remove the quote.", "请补全或删除该引号。"),
        value=line,
    )


def _given_up(place: Place) -> Problem:
    return place.problem(
        "not_a_table",
        f"More than {BAD_ROWS:,} rows cannot be read; the rest of the file was left.",
        f"超过 {BAD_ROWS:,} 行无法读取,其余未再读取。",
        ("Save it as .xlsx.", "请另存为 .xlsx。"),
    )
