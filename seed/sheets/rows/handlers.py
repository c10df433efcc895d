"""What takes the cells of a column of entities: a property, a name, a list of labels, a detail."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from graph.roles import ROLE
from graph.schema import Property
from seed.problems.cells import cell_fault, note, refusal
from seed.sheets.headers.forbidden import TARGET as FORBIDDEN
from seed.sheets.headers.forbidden import forbidden
from seed.sheets.headers.headers import Headers, hint
from seed.sheets.headers.plans import Column
from seed.sheets.headers.targets import EXTRA, IGNORED, Detail, Field, Link
from seed.sheets.rows import references as links
from seed.sheets.rows.draft import Draft, Unit
from seed.sheets.rows.ids import Ids
from seed.sheets.rows.parsers import Parser, parse_map, parser, valid, verbatim_text
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import Cell
from seed.sheets.texts import NAME_LIMIT, clean_name, text_of
from seed.sheets.values.dates import OTHER_CALENDAR
from seed.sheets.values.names import odd
from seed.sheets.values.numbers import UNIT, parse_measured
from seed.sheets.values.spans import parse_span

Handler = Callable[[Draft, Cell], None]

# A column of such dates: nothing in its cells tells them from the usual ones.
_OTHER_CALENDAR = re.compile(r"^(?!.*公历).*(?:农历|阴历|旧历|民国)")

EXAMPLE = "【示例】"  # how the names of a template's example rows begin
EXAMPLE_CELL = "（示例）"  # how its other texts end
# Numbers whose unit is a property of its own: 500万元 and 投资额(万元) give both.
UNITS = {"investment": "investment_unit", "value": "unit"}

# The day of what may take several: its first, with the beginning and end beside it.
HELD = frozenset({"held_on"})

LONG_NAME = refusal(
    "name_too_long",
    f"The name is longer than {NAME_LIMIT} characters.",
    f"名称超过 {NAME_LIMIT} 个字符。",
    "Shorten it.",
    "请缩短后重新导入。",
)
EXAMPLE_ROW = note(
    "example_row", "The template's example row; it was left out.", "模板的示例行,已跳过。"
)
OTHER_LABELS = cell_fault(
    "not_labels",
    "This names something else than labels of the same base.",
    "不是同一基类的标签。",
    "Write labels such as 人才、侨眷.",
    "请填写标签名称,例如:人才、侨眷。",
)
OTHERS = cell_fault(
    "not_other_properties",
    "This is not a JSON object of properties of the further labels.",
    "不是其他标签属性的 JSON 对象。",
    "Leave the column as it was exported.",
    "请保留导出时的内容。",
)


class Handlers:
    """Makes the handlers of one table's columns."""

    def __init__(self, headers: Headers, names: KindNames, *, verbatim: bool) -> None:
        self._headers, self._names, self._verbatim = headers, names, verbatim
        self._schema = headers.schema
        self._ids = Ids(verbatim=verbatim)

    def of(self, column: Column, kind: str, rules: Mapping[str, Property]) -> Handler:
        """What takes the cells of a column, for rows of this kind."""
        match column.target:
            case Link() as link:
                return links.handler(column, link)
            case Detail() as detail:
                return self._detail(column, detail)
            case Field() as field:
                return self._field(column, field, kind, rules)
        return ignored if column.target in (IGNORED, FORBIDDEN) else keeper(column)

    def _field(
        self, column: Column, field: Field, kind: str, rules: Mapping[str, Property]
    ) -> Handler:
        if field.until is not None:
            return span_handler(column, field.key, field.until, rules)
        own = {
            "id": lambda: self.id(column),
            "name": lambda: self._name(column, kind),
            "labels": lambda: self._labels(column, kind),
            "others": lambda: self._others(column),
        }
        if field.key in own:
            return own[field.key]()
        known = field.key in rules
        return self.property(column, field.key, rules[field.key]) if known else keeper(column)

    def id(self, column: Column) -> Handler:
        """Takes ids of ours."""

        def handle(draft: Draft, cell: Cell) -> None:
            self._ids.read(draft, column, cell)

        return handle

    def _name(self, column: Column, kind: str) -> Handler:
        verbatim, person = self._verbatim, self._schema.base_of(kind) == "Person"

        def handle(draft: Draft, cell: Cell) -> None:
            name = verbatim_text(cell).value if verbatim else clean_name(text_of(cell))
            if name and len(name) > NAME_LIMIT:
                draft.tell(LONG_NAME, column, cell)
            elif name and not verbatim and (fault := odd(name, person)):
                draft.problems.append(fault.at(draft.where, column.header, name))
            draft.fields["name"] = name

        return handle

    def property(self, column: Column, key: str, rule: Property) -> Handler:
        """Takes the values of a property."""
        read = parser(key, rule, self._headers, verbatim=self._verbatim)
        if rule.kind == "date" and _OTHER_CALENDAR.search(column.header):
            return other_calendar(column)
        if key in HELD and not self._verbatim:
            return held_handler(column, key, rule)
        if key in UNITS:
            return _measured(column, key, rule, read)
        dated = rule.kind == "date"

        def handle(draft: Draft, cell: Cell) -> None:
            value = draft.take(read(cell), column, cell)
            if value is not None:
                draft.put(key, value, rule)
                if dated:
                    draft.given[key] = column, cell

        return handle

    def _labels(self, column: Column, kind: str) -> Handler:
        base = self._schema.base_of(kind)

        def handle(draft: Draft, cell: Cell) -> None:
            found = self._names.listed(text_of(cell))
            if found and self._names.base(found[0]) == base:
                draft.fields["labels"] = (*draft.fields.get("labels", ()), *found)
            else:
                draft.tell(OTHER_LABELS, column, cell)

        return handle

    def _others(self, column: Column) -> Handler:
        """Properties of further labels, as our own export writes them."""

        def handle(draft: Draft, cell: Cell) -> None:
            found = _json_object(text_of(cell))
            known = self._schema.properties_of(self._schema.labels)
            if found is None or not all(
                key in known and not known[key].automatic and self._fits(value, known[key])
                for key, value in found.items()
            ):
                draft.tell(OTHERS, column, cell)
            else:
                draft.properties |= found

        return handle

    def _fits(self, value: object, rule: Property) -> bool:
        return value in self._schema.statuses if rule.kind == "enum" else valid(value, rule)

    def _detail(self, column: Column, detail: Detail) -> Handler:
        """A property of the relationship that another cell of the row makes."""
        rules = self._schema.relationship_properties
        keys = [detail.key, *([detail.until] if detail.until else [])]
        verbatim = self._verbatim
        readers = [
            parser(key, rules.get(key, rules[ROLE]), self._headers, verbatim=verbatim)
            for key in keys
        ]

        def handle(draft: Draft, cell: Cell) -> None:
            reads = parse_span(cell) if detail.until else [readers[0](cell)]
            for key, read in zip(keys, reads, strict=True):
                value = draft.take(read, column, cell)
                if value is not None:
                    draft.details.append((column, detail.type, key, value, text_of(cell)))

        return handle


def fill_units(draft: Draft) -> None:
    """Units that stood beside numbers, where no cell of their own says otherwise."""
    for key, unit in draft.units.items():
        if draft.properties.setdefault(key, unit.unit) != unit.unit and unit.in_cell:
            del draft.properties[unit.number]
            draft.tell(UNIT, unit.column, unit.cell)


def _measured(column: Column, key: str, rule: Property, read: Parser) -> Handler:
    """Takes numbers that may have their unit beside them, in the cell or in its header."""
    header_unit = hint(column.header)

    def handle(draft: Draft, cell: Cell) -> None:
        measured = parse_measured(cell) if isinstance(cell, str) else None
        fits = measured is not None and header_unit in (None, measured.unit)
        if measured is None or not fits:
            number, unit = draft.take(read(cell), column, cell), header_unit
        else:
            number, unit = measured
        if number is not None:
            draft.put(key, number, rule)
        if number is not None and unit:
            draft.units[UNITS[key]] = Unit(unit, key, column, cell, in_cell=measured is not None)

    return handle


def span_handler(column: Column, since: str, until: str, rules: Mapping[str, Property]) -> Handler:
    """Takes cells that give the beginning and the end."""

    def handle(draft: Draft, cell: Cell) -> None:
        for key, read in zip((since, until), parse_span(cell), strict=True):
            value = draft.take(read, column, cell)
            if value is not None and key in rules and key not in draft.properties:
                draft.properties[key] = value
                draft.given[key] = column, cell

    return handle


def other_calendar(column: Column) -> Handler:
    """Takes no date: the header says that all of them are of another calendar."""

    def handle(draft: Draft, cell: Cell) -> None:
        draft.tell(OTHER_CALENDAR, column, cell)

    return handle


def held_handler(column: Column, key: str, rule: Property) -> Handler:
    """Takes cells that give one day, or the first and the last: 2023年5月1日至3日."""

    def handle(draft: Draft, cell: Cell) -> None:
        since, until = parse_span(cell)
        value = draft.take(since, column, cell)
        if value is None:
            return
        draft.put(key, value, rule)
        draft.given[key] = column, cell
        if until.value is not None:
            draft.properties.setdefault("starts", value)
            draft.properties.setdefault("ends", until.value)

    return handle


def keeper(column: Column) -> Handler:
    """Keeps a cell under its header; our own 其他 holds all that was kept, as JSON."""

    def handle(draft: Draft, cell: Cell) -> None:
        whole = column.target == EXTRA and not column.unknown and text_of(cell).startswith("{")
        found = parse_map(cell).value if whole else None
        if found is None:
            draft.keep(column, cell)
        else:
            refused = {key: fault for key in found if (fault := forbidden(key))}
            draft.problems += [f.at(draft.where, key, None) for key, f in refused.items()]
            draft.extra |= {key: value for key, value in found.items() if key not in refused}
            draft.properties["extra"] = draft.extra

    return handle


def ignored(draft: Draft, cell: Cell) -> None:
    """A running number."""


def _json_object(text: str) -> dict[str, object] | None:
    if not text.lstrip().startswith("{"):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
