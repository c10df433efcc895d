"""The empty workbook that offices fill in: made from the schema, with lists, notes and an example."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graph.schema import Property, Schema
from seed.sheets.headers.headers import Headers
from seed.sheets.headers.targets import Detail, Link
from seed.sheets.rows.handlers import EXAMPLE, EXAMPLE_CELL
from seed.sheets.values.countries import LABEL as COUNTRY
from seed.sheets.values.countries import all_countries
from seed.sheets.workbook.columns import (
    END,
    END_ID,
    ID,
    OTHER_LABELS,
    RELATIONSHIPS_NAME,
    START,
    START_ID,
    TYPE,
    EntityLayout,
    RelationshipLayout,
)
from seed.sheets.workbook.writer import ROWS_LIMIT, CellValue, SheetLayout, WorkbookWriter

TEMPLATE_FILE = Path(__file__).with_name("template.yaml")
# Columns that people do not fill in by hand.
_NOT_ASKED = frozenset({"unlinked", "extra"})
_LISTS = "下拉列表"  # the hidden sheet that holds what is too long for a list of its own
_LIST_LIMIT = 255  # characters that the file format allows for a list written out
_YES_NO = ("是", "否")
_NOTE_SCALE = 2
_USUAL, _NARROW = 16, 12  # characters of a column's width
_NARROW_KINDS = frozenset({"date", "boolean", "share", "enum"})


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the template."""

    header: str
    width: int
    note: str
    example: CellValue = None
    choices: Sequence[str] = ()
    required: bool = False

    @property
    def shown(self) -> str:
        """The header with its asterisk where the column must be filled in."""
        return f"{self.header}*" if self.required else self.header


def write_template(path: Path, schema: Schema) -> None:
    """Writes the template: 说明, a sheet per label, 关系."""
    making = _Making(schema)
    with WorkbookWriter(path) as book:
        book.add_guide([*making.words["guide"], ("", ""), *_kinds(schema)])
        lists = _Lists(book)
        for label in schema.labels:
            _write(book, schema.labels[label].zh, list(making.entity(label)), lists)
        _write(book, RELATIONSHIPS_NAME, list(making.relationship()), lists)
        lists.write()


def example_name(schema: Schema, label: str) -> str:
    """The name in a label's example row, which no record has."""
    return f"{EXAMPLE}{schema.labels[label].zh}甲"


class _Lists:
    """Lists of choices; long ones stand in a hidden sheet of their own."""

    def __init__(self, book: WorkbookWriter) -> None:
        self._book = book
        self._long: dict[tuple[str, ...], int] = {}

    def source(self, choices: Sequence[str]) -> list[str] | str:
        """What a drop-down list takes its choices from."""
        if len(",".join(choices)) <= _LIST_LIMIT:
            return list(choices)
        column = self._long.setdefault(tuple(choices), len(self._long))
        letter = chr(ord("A") + column)
        return f"={_LISTS}!${letter}$1:${letter}${len(choices)}"

    def write(self) -> None:
        """The hidden sheet, once all lists are known."""
        sheet = self._book.add_sheet(_LISTS)
        for row in range(max(map(len, self._long), default=0)):
            for choices, column in self._long.items():
                if row < len(choices):
                    sheet.write_string(row, column, choices[row])
        sheet.hide()


def _write(book: WorkbookWriter, name: str, columns: list[_Column], lists: _Lists) -> None:
    required = frozenset(column.shown for column in columns if column.required)
    shown = [column.shown for column in columns]
    layout = SheetLayout(name, shown, [column.width for column in columns], required)
    writer = book.open_sheet(layout)
    for index, column in enumerate(columns):
        writer.sheet.write_comment(
            0, index, column.note, {"x_scale": _NOTE_SCALE, "author": "侨图"}
        )
        if column.choices:
            _offer(writer.sheet, index, lists.source(column.choices))
    writer.row([column.example for column in columns])


def _offer(sheet: Any, column: int, source: list[str] | str) -> None:
    """A drop-down list that proposes and does not forbid: several labels may stand in one cell."""
    rule = {"validate": "list", "source": source, "error_type": "information"}
    sheet.data_validation(1, column, ROWS_LIMIT - 1, column, rule)


class _Making:
    """Makes the columns of each sheet from the schema and template.yaml."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._headers = Headers(schema)
        self.words: dict[str, Any] = yaml.safe_load(TEMPLATE_FILE.read_text(encoding="utf-8"))

    def entity(self, label: str) -> Iterator[_Column]:
        """The columns of a label: its own, those that name other entities, those of every entity."""
        schema, entry = self._schema, self._schema.labels[label]
        notes = self.words["notes"]
        name_header = EntityLayout(schema, label).name_header
        own = {
            key: rule
            for key, rule in schema.properties_of([label]).items()
            if not rule.automatic and key not in _NOT_ASKED
        }
        general = [key for key in own if key in schema.entity_properties]
        yield _Column(ID, 14, notes["id"])
        yield _Column(name_header, 20, notes["name"], example_name(schema, label), (), True)
        yield from (self._property(key, own[key]) for key in own if key not in general)
        yield from self._links(label, {rule.zh for rule in own.values()})
        yield from (self._property(key, own[key]) for key in general)
        base = entry.base or label
        others = [each.zh for each in schema.labels.values() if each.base == base and each != entry]
        yield _Column(OTHER_LABELS, 16, notes["labels"], None, others)

    def relationship(self) -> Iterator[_Column]:
        """The columns of the sheet 关系."""
        schema, notes = self._schema, self.words["notes"]
        labels = [entry.zh for entry in schema.labels.values()]
        types = [rule.zh for rule in schema.relationships.values() if not rule.provenance]
        example = schema.relationships["WORKS_AT"].zh
        person, body = (example_name(schema, base) for base in ("Person", "Organisation"))
        yield _Column(START_ID, 16, notes["end_id"])
        yield _Column(START, 20, notes["start"], person, (), True)
        yield _Column("起点类别", 14, notes["end_label"], None, labels)
        yield _Column(TYPE, 14, notes["type"], example, types, True)
        yield _Column(END_ID, 16, notes["end_id"])
        yield _Column(END, 20, notes["end"], body, (), True)
        yield _Column("终点类别", 14, notes["end_label"], None, labels)
        for column in RelationshipLayout(schema).columns:
            if column.key not in _NOT_ASKED:
                yield self._property(column.key, column.rule)
        yield _Column("备注", 20, notes["remark"])

    def _property(self, key: str, rule: Property) -> _Column:
        statuses = [status.zh for status in self._schema.statuses.values()]
        choices: dict[str, Sequence[str]] = {"enum": statuses, "boolean": _YES_NO}
        examples = self.words["examples"]
        example = examples.get(key, examples.get(rule.kind, rule.zh))
        if rule.kind in ("text", "prose", "texts", "sources") and example:
            example = f"{example}{EXAMPLE_CELL}"
        note = f"{self.words['forms'][rule.kind]}\n{rule.en}"
        note += f"\n{self.words['notes']['required']}" if rule.required else ""
        width = _NARROW if rule.kind in _NARROW_KINDS else _USUAL
        return _Column(rule.zh, width, note, example, choices.get(rule.kind, ()), rule.required)

    def _links(self, label: str, taken: set[str]) -> Iterator[_Column]:
        """Columns that name other entities, where this label has them and no property is called so."""
        seen: set[object] = set()
        examples, notes = self.words["examples"], self.words["notes"]
        for header in self.words["links"]:
            target = self._headers.target(header, label)
            if header in taken or target in seen:
                continue
            if isinstance(target, Detail):
                yield _Column(header, _NARROW, self.words["forms"]["date"], examples["date"])
            elif isinstance(target, Link):
                seen.add(target)
                kinds = "、".join(self._schema.labels[each].zh for each in target.labels)
                example = examples.get(header, f"{header}{EXAMPLE_CELL}")
                note = f"{notes['link']}\n{kinds}"
                yield _Column(header, _USUAL, note, example, _choices(target))


def _choices(link: Link) -> Sequence[str]:
    """What may be chosen from: countries, where a column takes nothing else."""
    if link.labels != (COUNTRY,):
        return ()
    return [country.name for country in all_countries().values()]


def _kinds(schema: Schema) -> Iterator[tuple[str, str]]:
    """What each sheet is for."""
    for base in schema.bases:
        labels = [entry for entry in schema.labels.values() if entry.base == base]
        entry = schema.labels[base]
        listed = "、".join(f"{each.zh}({each.en})" for each in labels)
        yield f"{entry.zh} {entry.en}", listed
