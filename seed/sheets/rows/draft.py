"""A row while its cells are read: what it gives so far, and what is wrong with it."""

from __future__ import annotations

from typing import Any, NamedTuple

from graph.records import EntityRecord
from graph.schema import Property
from graph.values import MAP_LIMIT
from seed.problems.cells import Fault, Read, cell_fault, refusal
from seed.problems.places import Where
from seed.problems.problem import Problem
from seed.sheets.headers.plans import JOINED_KEYS, JOINED_KINDS, Column
from seed.sheets.headers.targets import Link
from seed.sheets.tables import Cell
from seed.sheets.texts import EXPONENT, clean_lines, text_of
from seed.sheets.values.dates import OPEN_END
from seed.sheets.values.lists import JOINER

BAD_ID = refusal(
    "bad_id",
    "An id is 1 to 64 of A-Z, a-z, 0-9, _ and -.",
    "编号只能由 1 至 64 个英文字母、数字、下划线、连字符组成。",
    "Mend the id, or leave it empty to have one made.",
    "请更正编号,或留空由系统生成。",
)
EXTRA_FULL = cell_fault(
    "extra_too_long",
    f"The row's further data are longer than {MAP_LIMIT} characters in all; this cell was left out.",
    f"本行“其他”内容合计超过 {MAP_LIMIT} 个字符,此单元格未导入。",
    "Shorten the cells that no property takes.",
    "请缩短不能对应属性的单元格。",
)


# Their cells hold nothing that a reader could use later: 至今 without a date, invented digits.
_SAYS_NOTHING = frozenset({OPEN_END, EXPONENT})


class Pending:
    """A reference whose details and place stand in other cells of the row."""

    __slots__ = ("column", "given", "items", "link", "properties", "target", "whole")

    def __init__(
        self,
        column: Column,
        link: Link,
        whole: str,
        items: tuple[str, ...],
        target: EntityRecord | None = None,
    ) -> None:
        self.column, self.link, self.whole, self.items = column, link, whole, items
        self.target = target
        self.properties: dict[str, Any] = {"role": link.role} if link.role else {}
        self.given: dict[str, tuple[Column, Cell]] = {}


class Unit(NamedTuple):
    """The unit that stood beside a number, or in its header."""

    unit: str
    number: str  # the number's property
    column: Column
    cell: Cell
    in_cell: bool


class Draft:
    """A row that is being read."""

    __slots__ = (
        "details",
        "extra",
        "extra_length",
        "fields",
        "given",
        "pending",
        "problems",
        "properties",
        "refused",
        "units",
        "where",
    )

    def __init__(self, where: Where) -> None:
        self.where = where
        self.fields: dict[str, Any] = {}  # id, name, labels, ends: what is no property
        self.properties: dict[str, Any] = {}
        self.given: dict[str, tuple[Column, Cell]] = {}  # the cells of dates, by their property
        self.extra: dict[str, Any] = {}
        self.extra_length = 0
        self.pending: list[Pending] = []
        self.details: list[tuple[Column, str, str, Any, str]] = []
        self.units: dict[str, Unit] = {}  # by the property of the unit
        self.problems: list[Problem] = []
        self.refused = False

    def tell(self, fault: Fault, column: Column | None, cell: Cell) -> None:
        """Notes a fault; a cell's text goes to extra, where it is not lost."""
        header = column.header if column else None
        self.problems.append(fault.at(self.where, header, text_of(cell) or None))
        if fault.severity == "refused":
            self.refused = True
        elif fault.severity == "cell" and column and fault not in _SAYS_NOTHING:
            self.keep(column, cell)

    def keep(self, column: Column, cell: Cell) -> None:
        """Keeps a cell's text under its header."""
        text = clean_lines(text_of(cell)).value
        if not text:
            return
        # As JSON: quotes and backslashes count twice.
        self.extra_length += len(text) + text.count('"') + text.count("\\") + len(column.key) + 8
        if self.extra_length > MAP_LIMIT:
            self.problems.append(EXTRA_FULL.at(self.where, column.header, text))
        else:
            self.extra[column.key] = text

    def take(self, read: Read, column: Column, cell: Cell) -> Any:
        """The value that a cell was read as, its fault noted."""
        value, fault = read
        if fault is not None and value is not None:
            self.problems.append(fault.at(self.where, column.header, text_of(cell) or None))
        elif fault is not None:
            self.tell(fault, column, cell)
        return value

    def put(self, key: str, value: Any, rule: Property) -> None:
        """Sets a property; a second column of the same is joined to the first."""
        present = self.properties.get(key)
        if present is None or present == value:
            self.properties[key] = value
        elif rule.kind in JOINED_KINDS:
            self.properties[key] = present + [item for item in value if item not in present]
        elif key in JOINED_KEYS:
            self.properties[key] = f"{present}{JOINER}{value}"
        else:
            self.properties[key] = value
