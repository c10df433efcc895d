"""What is read from spreadsheets: raw sheets of cells, and tables whose shape is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from seed.problems.problem import Problem

RELATIONSHIPS = "relationships"  # the kind of a 关系 sheet; every other kind is an entity label


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows no value: `text` is `#N/A` and its like, or the formula without a value."""

    text: str
    kind: Literal["error_value", "formula_without_value"] = "error_value"


class Linked(str):
    """A text that a hyperlink leads from, and where to."""

    address: str

    def __new__(cls, text: str, address: str) -> Linked:
        made = super().__new__(cls, text)
        made.address = address
        return made


# Numbers that are whole come as int; a date without a time of day as date; an empty cell as None.
# From CSV every cell is a str or None.
Cell = str | int | float | bool | date | datetime | time | timedelta | CellError | None


class Merge(NamedTuple):
    """A merged range: rows as Excel counts them (from 1), columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class RawSheet:
    """A sheet as it lies in its file, before its shape is known.

    `rows` may be read once and only before the next sheet is asked for; a Problem in it says why
    no further row comes, or that a row was refused. The first row has Excel's number `first_row`.
    `kind`: what a file of its form holds, where neither name nor title tells more.
    """

    file: str
    name: str | None  # a CSV has no sheets
    hidden: bool
    first_row: int
    rows: Iterator[list[Cell] | Problem]
    merged: tuple[Merge, ...] = ()
    verbatim: bool = False
    kind: str | None = None


class SheetRow(NamedTuple):
    """A row of data: Excel's number (from 1), and its cells that are not empty, by column (from 0).

    `kinds`: the table's kind, or what the row's own 类别 cell says: labels of one base, or
    `relationships` alone. `below`: what further rows say of the same record, whose name is merged
    over them: another post, school or relative.
    """

    number: int
    cells: dict[int, Cell]
    kinds: tuple[str, ...]
    below: tuple[dict[int, Cell], ...] = ()


@dataclass(slots=True)
class Table:
    """A sheet whose header is known. `rows` may be read once, before the next table is asked for.

    `kind` is an entity label or `relationships`; None when each row's 类别 cell tells its own.
    `headers[i]` is the header of column i, empty when the column has none. `notes` tell what
    stands above the header; what is met later (totals, footnotes, refused rows) comes as a
    Problem among `rows`. `verbatim`: the sheet is of our own making, its texts are taken to the
    code point. `in_place`: columns are those of the sheet; of a form's labels they are counted.
    """

    file: str
    sheet: str | None
    kind: str | None
    headers: list[str]
    header_row: int
    rows: Iterator[SheetRow | Problem]
    notes: tuple[Problem, ...] = ()
    verbatim: bool = False
    in_place: bool = True


def column_letter(index: int) -> str:
    """Excel's name of a column counted from 0: A, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
