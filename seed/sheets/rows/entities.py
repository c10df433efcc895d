"""Rows of a table to entities: every cell by its column, every fault named by its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from graph.schema import Schema
from seed.problems.cells import note, refusal
from seed.problems.places import Where
from seed.problems.problem import Problem
from seed.sheets.headers.forbidden import TARGET as FORBIDDEN
from seed.sheets.headers.headers import Headers
from seed.sheets.headers.plans import Column, Plan, Planner, unnamed
from seed.sheets.headers.targets import IGNORED, Field
from seed.sheets.parsed import ParsedEntity
from seed.sheets.rows import consistency, roles
from seed.sheets.rows import references as links
from seed.sheets.rows.draft import Draft
from seed.sheets.rows.handlers import (
    EXAMPLE,
    EXAMPLE_CELL,
    EXAMPLE_ROW,
    Handler,
    Handlers,
    fill_units,
    ignored,
    keeper,
)
from seed.sheets.rows.hyperlinks import followed
from seed.sheets.rows.parsers import BLANK, BLANKS, NUMBERS
from seed.sheets.rows.screening import PICTURE, screened
from seed.sheets.rows.several import read_below
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import Cell, CellError, Linked, SheetRow, Table
from seed.sheets.texts import text_of

Kinds = tuple[str, ...]

NO_NAME_COLUMN = refusal(
    "no_name_column",
    "The sheet has no column of names.",
    "工作表没有“姓名”或“名称”列。",
    "Name the column 姓名 or 名称, or map it with --map.",
    "请把该列表头改为“姓名”或“名称”,或用 --map 指定。",
)
MISSING_NAME = refusal(
    "missing_name",
    "The row has no name; it was not taken.",
    "本行缺少姓名或名称,未导入。",
    "Fill in the name, or delete the row.",
    "请补填,或删除本行。",
)
MISSING = refusal(
    "required_missing",
    "A cell that this kind of record must have is empty or not understood.",
    "本类数据必填的单元格为空,或无法识别。",
    "Fill it in.",
    "请补填。",
)
UNFILLED = note("unfilled_row", "The row holds nothing but its number.", "本行只有序号,已跳过。")


class EntityRows:
    """Parses the rows of one table that are about entities."""

    def __init__(
        self, table: Table, headers: Headers, names: KindNames, mapping: Mapping[str, str] | None
    ) -> None:
        self._table = table
        self._schema: Schema = headers.schema
        self._planner = Planner(headers, mapping)
        self._plans: dict[Kinds, _Plan | None] = {}
        self._handlers = Handlers(headers, names, verbatim=table.verbatim)
        self._told: set[tuple[str, str | None]] = set()  # what is said once per column

    def parse(self, row: SheetRow) -> Iterator[ParsedEntity | Problem]:
        """The row's entity, after what is to be said of its cells."""
        where = Where(self._table.file, self._table.sheet, row.number)
        if row.kinds not in self._plans:
            yield from self._prepare(row.kinds)
        plan = self._plans[row.kinds]
        if plan is None:
            return
        draft = Draft(where)
        for index, cell in row.cells.items():
            plan.read(index, draft, cell)
        if row.below:
            read_below(draft, row, plan.plan, plan.rules, plan.read)
        entity = self._finished(draft, plan, row)
        yield from self._fresh(draft.problems)
        if entity is not None:
            yield entity

    def _prepare(self, kinds: Kinds) -> Iterator[Problem]:
        """Resolves the columns for rows of these kinds; the sheet's notes come with the first."""
        plan = self._planner.plan(self._table, kinds[0])
        yield from self._fresh(plan.problems)
        if plan.header("name"):
            self._plans[kinds] = _Plan(self._schema, plan, kinds, self._handlers, self._table)
        else:
            self._plans[kinds] = None
            where = Where(self._table.file, self._table.sheet, self._table.header_row)
            yield NO_NAME_COLUMN.at(where, None, None)

    def _fresh(self, problems: Sequence[Problem]) -> Iterator[Problem]:
        """The problems, without what was said of a column before."""
        for problem in problems:
            key = (problem.code, problem.column)
            if problem.code in _ONCE:
                if key in self._told:
                    continue
                self._told.add(key)
            yield problem

    def _finished(self, draft: Draft, plan: _Plan, row: SheetRow) -> ParsedEntity | None:
        """The entity, if nothing refuses it."""
        name = draft.fields.get("name")
        if not name:
            only_counts = not (draft.properties or draft.pending or draft.extra or draft.problems)
            fault = UNFILLED if only_counts else MISSING_NAME
            named = plan.plan.header("name")
            draft.problems.append(fault.at(draft.where, named, draft.fields.get("id")))
            return None
        if name.startswith(EXAMPLE):
            draft.problems = [EXAMPLE_ROW.at(draft.where, None, name)]
            return None
        links.attach_details(draft)
        roles.settle(draft, self._schema)
        fill_units(draft)
        if not self._table.verbatim:
            consistency.check(draft)
        labels = tuple(dict.fromkeys((*row.kinds, *draft.fields.get("labels", ()))))
        self._check_required(draft, labels, plan)
        if draft.refused:
            return None
        if draft.extra:
            draft.properties["extra"] = draft.extra
        return ParsedEntity(
            where=draft.where,
            id=draft.fields.get("id"),
            name=name,
            labels=labels,
            properties=draft.properties,
            references=links.references(draft),
            distinguishing=links.distinguishing(draft),
            cells=plan.texts(row.cells),
            verbatim=self._table.verbatim,
        )

    def _check_required(self, draft: Draft, labels: Kinds, plan: _Plan) -> None:
        rules = plan.rules if labels == plan.kinds else self._schema.properties_of(labels)
        for key, rule in rules.items():
            if rule.required and key not in draft.properties:
                draft.problems.append(MISSING.at(draft.where, rule.zh, None))
                draft.refused = True


class _Plan:
    """The handlers of a table's columns for rows of some kinds."""

    def __init__(
        self, schema: Schema, plan: Plan, kinds: Kinds, handlers: Handlers, table: Table
    ) -> None:
        self.kinds, self.plan, self._table = kinds, plan, table
        self.rules = schema.properties_of(kinds)
        self._tolerant = not table.verbatim
        self._columns = dict(plan.columns)
        self._handlers = {
            index: handlers.of(column, kinds[0], self.rules)
            for index, column in plan.columns.items()
        }
        self._numbers = {i for i, column in self._columns.items() if self._is_number(column)}
        self._answers = {i for i, column in self._columns.items() if self._answers_blank(column)}

    def read(self, index: int, draft: Draft, cell: Cell) -> None:
        """Reads one cell into the draft."""
        handle = self._handlers.get(index)
        if handle is ignored:
            return
        if handle is None:
            handle = self._unnamed(index)
            draft.problems.append(
                self.plan.unknown.at(draft.where, self._columns[index].header, text_of(cell))
            )
        if self._tolerant or type(cell) is CellError:
            column = self._columns[index]
            given, fault = screened(cell, number=index in self._numbers)
            if fault is None and isinstance(cell, str) and self._says_nothing(index, cell):
                given, fault = None, BLANK
            if fault is not None:
                draft.problems.append(fault.at(draft.where, column.header, text_of(cell)))
            if given is None:
                return
        if type(cell) is Linked:
            cell = followed(draft, self._columns[index], cell)
        handle(draft, cell)

    def texts(self, cells: Mapping[int, Cell]) -> dict[str, str]:
        """The row's texts as given, by header."""
        taken = (i for i in cells if self._columns[i].target != FORBIDDEN)
        return {self._columns[index].key: text_of(cells[index]) for index in taken}

    def _says_nothing(self, index: int, cell: str) -> bool:
        """Whether a cell says that nothing is known, or was left from the template's example."""
        if cell.strip() in BLANKS:
            return index not in self._answers
        return cell.endswith(EXAMPLE_CELL)

    def _unnamed(self, index: int) -> Handler:
        self._columns[index] = column = unnamed(index, self._table.headers)
        self._handlers[index] = keeper(column)
        return self._handlers[index]

    def _is_number(self, column: Column) -> bool:
        target = column.target
        rule = self.rules.get(target.key) if isinstance(target, Field) else None
        return rule is not None and rule.kind in NUMBERS

    def _answers_blank(self, column: Column) -> bool:
        """Whether 无 or - in this column is an answer, or of no account."""
        target = column.target
        rule = self.rules.get(target.key) if isinstance(target, Field) else None
        return target == IGNORED or (rule is not None and rule.kind == "boolean")


# What needs no repeating for every row of a column.
_ONCE = frozenset(
    {
        *(BLANK.code, PICTURE.code, "unknown_column", "doubled_header", "second_column"),
        *("detail_without_column", "office_read_as_employer", "old_country_name"),
        *("no_name_column", "forbidden_column"),
    }
)
