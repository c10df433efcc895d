"""CSV and TSV to a raw sheet, row by row. Runs in the child process of reader.py only."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

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
        rows = _Rows(csv.reader(lines, delimiter=delimiter), delimiter, place, limits, first_row)
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


class _Rows:
    """The rows, each a list of cells, or the Problem that stands in a row's place."""

    def __init__(
        self,
        reader: Iterator[list[str]],
        delimiter: str,
        place: Place,
        limits: Limits,
        first_row: int,
    ) -> None:
        self._reader, self._delimiter = reader, delimiter
        self._place, self._limits = place, limits
        self._first_row = first_row
        self._width = 0
        csv.field_size_limit(limits.cell_characters)

    def __iter__(self) -> Iterator[Row]:
        bad = 0
        for number in range(self._first_row, self._first_row + self._limits.sheet_rows):
            try:
                fields = next(self._reader)
            except StopIteration:
                return
            except csv.Error as error:
                row: Row = _unreadable_row(self._at(number), error, self._limits)
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
        self._width = self._width or len(fields)
        for index, text in enumerate(fields):
            if "\n" in text and self._swallows(text):
                return _open_quote(self._at(number)._replace(column=column_letter(index)), text)
        return [unguarded(text) or None for text in fields]

    def _swallows(self, text: str) -> bool:
        """Whether a cell of several lines holds whole rows: its quote was never closed."""
        expected = max(self._width - 1, 1)
        return any(line.count(self._delimiter) >= expected for line in text.split("\n")[1:])


def _unreadable_row(place: Place, error: csv.Error, limits: Limits) -> Problem:
    return place.problem(
        "row_unreadable",
        f"The row cannot be read ({error}); a cell holds at most"
        f" {limits.cell_characters:,} characters. A quote may be left open.",
        f"该行无法读取({error});单元格上限 {limits.cell_characters:,} 字符,可能是引号未闭合。",
        ("Close the quotes, or save as .xlsx.", "请补全引号,或另存为 .xlsx。"),
    )


def _open_quote(place: Place, text: str) -> Problem:
    lines = text.count("\n")
    return place.problem(
        "quote_not_closed",
        f"A quote that is not closed makes the {lines:,} lines after it part of this cell;"
        " none of them was taken.",
        f"引号未闭合,其后 {lines:,} 行被并入该单元格,均未导入。",
        ("Close or remove the quote.", "请补全或删除该引号。"),
        value=text,
    )


def _given_up(place: Place) -> Problem:
    return place.problem(
        "not_a_table",
        f"More than {BAD_ROWS:,} rows cannot be read; the rest of the file was left.",
        f"超过 {BAD_ROWS:,} 行无法读取,其余未再读取。",
        ("Save it as .xlsx.", "请另存为 .xlsx。"),
    )
