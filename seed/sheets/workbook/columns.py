"""The columns of our own sheets, and a record's cells in them; seed/sheets/rows reads them back.

Values stand as they are stored: what a verbatim sheet of these cells says is the record again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Property, Schema
from graph.values import Source
from seed.sheets.values.lists import UNWRITABLE, as_json, format_list
from seed.sheets.values.numbers import format_boolean, format_number
from seed.sheets.workbook.writer import CellValue, SheetLayout

ID, NAME, PERSON_NAME = "编号", "名称", "姓名"
OTHER_LABELS = "其他标签"
# Properties of an entity's further labels, which its sheet has no columns for, as a JSON object.
OTHERS = "其他标签的属性"
RELATIONSHIPS_NAME = "关系"
START_ID, START, TYPE, END_ID, END = "起点编号", "起点", "关系", "终点编号", "终点"
# The order of a 关系 sheet; properties that the schema gains later follow.
_TIE_ORDER = (
    "role",
    "end_role",
    "since",
    "until",
    "last_contact",
    "strength",
    "confidence",
    "verified_at",
)
_LAST = ("sources", "unlinked", "extra")

_WIDTHS = {
    "texts": 24,
    "sources": 30,
    "map": 24,
    "date": 12,
    "number": 12,
    "share": 8,
    "level": 8,
    "boolean": 8,
}
_WIDE = {"summary": 40, "address": 30, "email": 24, "website": 24}
_USUAL_WIDTH = 16


@dataclass(frozen=True, slots=True)
class Column:
    """A column of ours: its header, and the property that it holds."""

    header: str
    key: str
    rule: Property

    @property
    def width(self) -> int:
        """Its width in characters."""
        return _WIDE.get(self.key) or _WIDTHS.get(self.rule.kind, _USUAL_WIDTH)


class EntityLayout:
    """The sheet of a label: 编号, 姓名 or 名称, its properties, 其他标签, 来源, 其他."""

    def __init__(self, schema: Schema, label: str) -> None:
        self.schema, self.label = schema, label
        rules = schema.properties_of([label])
        special = {key: rule for key, rule in rules.items() if key not in schema.entity_properties}
        self.columns = _columns(special | rules)
        self.last = _last_columns(rules)
        self._cells = [
            (column.key, formatter(schema, column.rule)) for column in (*self.columns, *self.last)
        ]
        self._own = {key for key, _ in self._cells}

    @property
    def name_header(self) -> str:
        """What the column of names is called."""
        return PERSON_NAME if self.schema.base_of(self.label) == "Person" else NAME

    def sheet(self) -> SheetLayout:
        """The layout of the sheet."""
        headers = [ID, self.name_header, *(column.header for column in self.columns)]
        headers += [OTHER_LABELS, *(column.header for column in self.last), OTHERS]
        widths = [20, 16, *(column.width for column in self.columns)]
        widths += [16, *(column.width for column in self.last), 16]
        return SheetLayout(self.schema.labels[self.label].zh, headers, widths)

    def cells(self, record: EntityRecord) -> list[CellValue]:
        """The record's row, in the order of the headers."""
        values = record.properties
        found = [
            form(values[key]) if values.get(key) is not None else None for key, form in self._cells
        ]
        at = len(self.columns)
        head: list[CellValue] = [record.id, format_text(record.name)]
        return [*head, *found[:at], self._labels(record), *found[at:], self._others(values)]

    def _labels(self, record: EntityRecord) -> str | None:
        own = (self.label, self.schema.base_of(self.label))
        others = [label for label in record.labels if label not in own]
        return format_list([self.schema.labels[label].zh for label in others]) if others else None

    def _others(self, values: Mapping[str, Any]) -> str | None:
        """What the sheet has no column for; the program's own properties are left out."""
        rules = self.schema.entity_properties
        others = {
            key: value
            for key, value in values.items()
            if key not in self._own and not (key in rules and rules[key].automatic)
        }
        return as_json(others) if others else None


class RelationshipLayout:
    """The sheet 关系: both ends by id and name, the type in Chinese, and the properties."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        rules = schema.relationship_properties
        first = {key: rules[key] for key in _TIE_ORDER if key in rules}
        self.columns = [*_columns(first | dict(rules)), *_last_columns(rules)]
        self._cells = [(column.key, formatter(schema, column.rule)) for column in self.columns]

    def sheet(self) -> SheetLayout:
        """The layout of the sheet."""
        headers = [ID, START_ID, START, TYPE, END_ID, END, *(each.header for each in self.columns)]
        widths = [24, 20, 16, 12, 20, 20, *(column.width for column in self.columns)]
        return SheetLayout(RELATIONSHIPS_NAME, headers, widths)

    def cells(self, record: RelationshipRecord, start: str, end: str) -> list[CellValue]:
        """The record's row; `start` and `end` are its ends' names."""
        values = record.properties
        found = [
            form(values[key]) if values.get(key) is not None else None for key, form in self._cells
        ]
        type_ = self.schema.relationships[record.type].zh
        ends: list[CellValue] = [record.from_, format_text(start), type_]
        return [record.id, *ends, record.to, format_text(end), *found]


def home_label(schema: Schema, labels: tuple[str, ...]) -> str:
    """The label whose sheet an entity stands in: the first with properties of its own, else the first."""
    ordered = schema.in_order(labels)
    special = [label for label in ordered if schema.labels[label].base is not None] or ordered
    return next((label for label in special if schema.labels[label].properties), special[0])


def formatter(schema: Schema, rule: Property) -> Callable[[Any], CellValue]:
    """What makes a cell of a value of this kind."""
    if rule.kind == "enum":
        return {name: status.zh for name, status in schema.statuses.items()}.__getitem__
    return _FORMATTERS.get(rule.kind, format_text)


def format_text(value: str) -> str:
    """A text as it is; as a JSON string where a cell could not tell it or not hold it."""
    if not value or UNWRITABLE.search(value) or json_text(value) is not None:
        return as_json(value)
    return value


def json_text(text: str) -> str | None:
    """The text that a JSON string stands for; None where the text is no such string."""
    if not (text.startswith('"') and text.endswith('"') and len(text) > 1):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, str) else None


def _format_sources(value: list[Any]) -> str:
    return format_list([str(Source.model_validate(source)) for source in value])


_FORMATTERS: dict[str, Callable[[Any], CellValue]] = {
    "texts": format_list,
    "sources": _format_sources,
    "map": as_json,
    "number": format_number,
    "share": format_number,
    "integer": format_number,
    "level": format_number,
    "boolean": format_boolean,
}


def _columns(rules: Mapping[str, Property]) -> list[Column]:
    """The columns of properties, but for those that come last or that the program keeps itself."""
    keys = [key for key, rule in rules.items() if not rule.automatic and key not in _LAST]
    return [Column(rules[key].zh, key, rules[key]) for key in keys]


def _last_columns(rules: Mapping[str, Property]) -> list[Column]:
    return [Column(rules[key].zh, key, rules[key]) for key in _LAST if key in rules]
