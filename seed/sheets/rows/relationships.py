"""Rows of a 关系 sheet to relationships: both ends by id or name, the type in Chinese or English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from graph.schema import ANY, Schema
from graph.values import ID_PATTERN
from seed.problems.cells import Fault, cell_fault, refusal
from seed.problems.places import Where
from seed.problems.problem import Problem
from seed.sheets.headers.forbidden import TARGET as FORBIDDEN
from seed.sheets.headers.headers import Headers
from seed.sheets.headers.plans import Column, Planner, unnamed
from seed.sheets.headers.targets import EXTRA, IGNORED, Field
from seed.sheets.parsed import End, ParsedTie
from seed.sheets.rows import consistency, roles
from seed.sheets.rows.draft import BAD_ID, Draft
from seed.sheets.rows.handlers import (
    EXAMPLE,
    EXAMPLE_CELL,
    EXAMPLE_ROW,
    Handler,
    Handlers,
    ignored,
    keeper,
    span_handler,
)
from seed.sheets.rows.hyperlinks import followed
from seed.sheets.rows.parsers import BLANKS, WORDS_LIMIT, verbatim_text
from seed.sheets.rows.screening import screened
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import RELATIONSHIPS, Cell, CellError, Linked, SheetRow, Table
from seed.sheets.texts import clean, clean_name, text_of

NO_ENDS = refusal(
    "no_ends_columns",
    "The sheet lacks a column: it needs 起点 and 终点, or 起点编号 and 终点编号, and 关系.",
    "关系表缺少必要的列:起点(或起点编号)、关系、终点(或终点编号)。",
    "Name the columns so, or map them with --map.",
    "请补齐或更改表头,或用 --map 指定。",
)
MISSING_END = refusal(
    "missing_end",
    "An end of the relationship is missing; the other end is the value named.",
    "关系缺少一端(“内容”为另一端),未导入本行。",
    "Fill in the name or the id of both ends.",
    "请填写两端的名称或编号。",
)
MISSING_TYPE = refusal(
    "missing_type",
    "The row does not say what the relationship is.",
    "本行没有写明是什么关系。",
    "Fill in a type, such as 任职.",
    "请填写关系类型,例如:任职。",
)
UNKNOWN_TYPE = refusal(
    "unknown_type",
    "No type of relationship has this name.",
    "没有这种关系类型。",
    "Choose one from the template's list; qiaotu template writes it.",
    "请从模板的下拉列表中选择(qiaotu template 可生成模板)。",
)
TO_ITSELF = refusal(
    "tie_to_itself",
    "The relationship leads from a record to itself.",
    "关系的两端是同一条记录。",
    "Check both ends.",
    "请核对两端。",
)
UNKNOWN_LABEL = cell_fault(
    "unknown_label",
    "No kind of record has this name.",
    "没有这种类别。",
    "Write a label such as 人才, or leave the cell empty.",
    "请填写类别名称,例如:人才;或留空。",
)
LONG_REMARK = cell_fault(
    "remark_too_long",
    f"The remark is longer than {WORDS_LIMIT} characters; a relationship keeps no more.",
    f"备注超过 {WORDS_LIMIT} 个字符,关系无法保存。",
    "Shorten it.",
    "请缩短后重新导入。",
)

_ID = re.compile(ID_PATTERN, re.ASCII)
_NUMBERS = (Field("strength"), Field("confidence"))


class TieRows:
    """Parses the rows of one table that are relationships."""

    def __init__(
        self, table: Table, headers: Headers, names: KindNames, mapping: Mapping[str, str] | None
    ) -> None:
        self._table, self._headers, self._names = table, headers, names
        self._schema: Schema = headers.schema
        self._handlers = Handlers(headers, names, verbatim=table.verbatim)
        self._ends = {
            type_: (self._narrowed(type_, 0), self._narrowed(type_, 1))
            for type_ in self._schema.relationships
        }
        self._plan = plan = Planner(headers, mapping).plan(table, RELATIONSHIPS)
        self._problems = list(plan.problems)
        self._columns = dict(plan.columns)
        self._readers = {i: self._handler(column) for i, column in self._columns.items()}
        needed = (("start", "start_id"), ("type",), ("end", "end_id"))
        self._complete = all(plan.header(*keys) for keys in needed)
        if not self._complete:
            where = Where(table.file, table.sheet, table.header_row)
            self._problems.append(NO_ENDS.at(where, None, None))

    def parse(self, row: SheetRow) -> Iterator[ParsedTie | Problem]:
        """The row's relationship, after what is to be said of its cells."""
        problems, self._problems = self._problems, []
        yield from problems
        if not self._complete:
            return
        draft = Draft(Where(self._table.file, self._table.sheet, row.number))
        for index, cell in row.cells.items():
            self._read(index, draft, cell)
        tie = self._finished(draft, row)
        yield from draft.problems
        if tie is not None:
            yield tie

    def _read(self, index: int, draft: Draft, cell: Cell) -> None:
        handle = self._readers.get(index)
        if handle is None:
            self._columns[index] = column = unnamed(index, self._table.headers)
            handle = self._readers[index] = keeper(column)
            draft.problems.append(self._plan.unknown.at(draft.where, column.header, text_of(cell)))
        if handle is ignored:
            return
        if self._table.verbatim and type(cell) is not CellError:
            handle(draft, cell)
            return
        given, fault = screened(cell, number=self._columns[index].target in _NUMBERS)
        if fault is not None:
            header = self._columns[index].header
            draft.problems.append(fault.at(draft.where, header, text_of(cell)))
        if type(given) is Linked:
            given = followed(draft, self._columns[index], given)
        if given is not None and not (isinstance(given, str) and _says_nothing(given)):
            handle(draft, given)

    def _finished(self, draft: Draft, row: SheetRow) -> ParsedTie | None:
        fields = draft.fields
        if str(fields.get("start", "")).startswith(EXAMPLE):
            draft.problems = [EXAMPLE_ROW.at(draft.where, None, fields["start"])]
            return None
        start, end = self._end(draft, "start", 0), self._end(draft, "end", 1)
        type_ = fields.get("type")
        if type_ is None and not draft.refused:
            self._refuse(draft, MISSING_TYPE, "type")
        if start is None or end is None or type_ is None or draft.refused:
            return None
        if fields.get("word_role"):
            draft.properties.setdefault("role", fields["word_role"])
        if not self._table.verbatim:
            roles.settle_tie(draft, type_, self._schema)
        # What the API was once given comes back as it went out.
        if start.id and start.id == end.id and not self._table.verbatim:
            self._refuse(draft, TO_ITSELF, "end_id", "end", value=start.id)
            return None
        if not self._table.verbatim:
            consistency.check(draft)
        self._keep_extra(draft)
        taken = (i for i in row.cells if self._columns[i].target != FORBIDDEN)
        texts = {self._columns[index].key: text_of(row.cells[index]) for index in taken}
        id_ = fields.get("id")
        said = draft.properties
        return ParsedTie(draft.where, id_, start, type_, end, said, texts, self._table.verbatim)

    def _end(self, draft: Draft, side: str, index: int) -> End | None:
        """One end of the row; None, and the row refused, where it is missing."""
        fields = draft.fields
        id_, name = fields.get(f"{side}_id"), fields.get(side)
        column = fields.get(f"{side}_column")
        if not (id_ or name):
            if not draft.refused:
                other = "end" if side == "start" else "start"
                known = fields.get(other) or fields.get(f"{other}_id")
                self._refuse(draft, MISSING_END, side, f"{side}_id", value=known)
            return None
        labels = (
            fields.get(f"{side}_label") or self._ends.get(fields.get("type", ""), ((), ()))[index]
        )
        return End(id_, name, column.header if column else side, labels)

    def _refuse(self, draft: Draft, fault: Fault, *keys: str, value: str | None = None) -> None:
        draft.problems.append(fault.at(draft.where, self._plan.header(*keys), value))
        draft.refused = True

    def _narrowed(self, type_: str, side: int) -> tuple[str, ...]:
        """The labels that an end of such a relationship may have; () is any."""
        pairs = self._schema.relationships[type_].ends
        labels = tuple(dict.fromkeys(label for pair in pairs for label in pair[side]))
        return () if ANY in labels else labels

    def _keep_extra(self, draft: Draft) -> None:
        """Further data, where the schema has a place for them; else a remark is a source's words."""
        if not draft.extra:
            return
        if "extra" in self._schema.relationship_properties:
            draft.properties["extra"] = draft.extra
            return
        columns = {column.key: column for column in self._columns.values()}
        for key, text in draft.extra.items():
            column = columns[key]
            if column.target != EXTRA or column.unknown:
                continue
            if len(text) > WORDS_LIMIT:
                draft.problems.append(LONG_REMARK.at(draft.where, column.header, text))
            else:
                draft.properties.setdefault("sources", []).append({"words": text})

    def _handler(self, column: Column) -> Handler:
        target = column.target
        rules = self._schema.relationship_properties
        if not isinstance(target, Field):
            return ignored if target in (IGNORED, FORBIDDEN) else keeper(column)
        if target.until is not None:
            return span_handler(column, target.key, target.until, rules)
        if target.key == "id":
            return self._handlers.id(column)
        if target.key in rules:
            return self._handlers.property(column, target.key, rules[target.key])
        return self._fields(column)[target.key]()

    def _fields(self, column: Column) -> dict[str, Callable[[], Handler]]:
        """What takes the cells that are no properties."""
        return {
            "start": lambda: self._name(column, "start"),
            "end": lambda: self._name(column, "end"),
            "start_id": lambda: _id(column, "start"),
            "end_id": lambda: _id(column, "end"),
            "start_label": lambda: self._label(column, "start_label"),
            "end_label": lambda: self._label(column, "end_label"),
            "type": lambda: self._type(column),
            roles.EITHER: lambda: self._either_role(column),
        }

    def _name(self, column: Column, side: str) -> Handler:
        verbatim = self._table.verbatim

        def handle(draft: Draft, cell: Cell) -> None:
            text = verbatim_text(cell).value if verbatim else clean_name(text_of(cell))
            draft.fields[side] = text
            draft.fields.setdefault(f"{side}_column", column)

        return handle

    def _either_role(self, column: Column) -> Handler:
        def handle(draft: Draft, cell: Cell) -> None:
            if value := clean(text_of(cell)).value:
                draft.fields[roles.EITHER] = value, column, cell

        return handle

    def _label(self, column: Column, key: str) -> Handler:
        def handle(draft: Draft, cell: Cell) -> None:
            found = self._names.listed(text_of(cell))
            if found and found[0] != RELATIONSHIPS:
                draft.fields[key] = found
            else:
                draft.tell(UNKNOWN_LABEL, column, cell)

        return handle

    def _type(self, column: Column) -> Handler:
        def handle(draft: Draft, cell: Cell) -> None:
            word = self._headers.type(text_of(cell))
            if word is None:
                draft.tell(UNKNOWN_TYPE, column, cell)
            else:
                draft.fields |= {"type": word.type, "word_role": word.role}

        return handle


def _id(column: Column, side: str) -> Handler:
    def handle(draft: Draft, cell: Cell) -> None:
        text = clean(text_of(cell)).value
        if _ID.fullmatch(text):
            draft.fields[f"{side}_id"] = text
            draft.fields[f"{side}_column"] = column
        else:
            draft.tell(BAD_ID, column, cell)

    return handle


def _says_nothing(cell: str) -> bool:
    """Whether a cell says that nothing is known, or was left from the template's example."""
    return cell.strip() in BLANKS or cell.endswith(EXAMPLE_CELL)
