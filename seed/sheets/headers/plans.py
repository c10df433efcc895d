"""A table's header resolved: what each column is for, and what is to be said of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.further_data import class_of
from graph.schema import Privacy, Property
from seed.problems.cells import Fault, note
from seed.problems.places import Where
from seed.problems.problem import Problem
from seed.sheets.headers.forbidden import TARGET as FORBIDDEN
from seed.sheets.headers.forbidden import forbidden
from seed.sheets.headers.headers import Headers, folded
from seed.sheets.headers.targets import EXTRA, Detail, Field, Link, Target
from seed.sheets.shape.which_kind import kind_column
from seed.sheets.tables import RELATIONSHIPS, Table, column_letter

# Properties of which several columns may give a part: 手机 and 座机, 曾用名 and 别名.
JOINED_KINDS = frozenset({"texts", "sources"})
JOINED_KEYS = frozenset({"phone", "email", "labels"})
OFFICE = "所属单位"  # in our own sheets the owning office; elsewhere mostly a person's employer
EMPLOYER = Link("WORKS_AT", "out", ("Organisation",))

UNKNOWN = note(
    "unknown_column",
    "The column is not known; its cells were kept among the record's further data (extra).",
    "不认识此列,其内容已原样存入“其他”。",
    "Rename it to a known header, or map it with --map.",
    "如需导入为属性,请改用已知表头,或用 --map 指定对应关系。",
)
UNKNOWN_OF_TIE = note(
    "unknown_column",
    "The column is not known; relationships keep no further data, so it was left out.",
    "不认识此列;关系没有“其他”栏,其内容未导入。",
    "Rename it to a known header, or map it with --map.",
    "请改用已知表头,或用 --map 指定对应关系。",
)
DOUBLED = note(
    "doubled_header",
    "The header stands twice in this sheet.",
    "此表头在表中重复出现。",
    "Name the columns apart.",
    "请把两列的表头改成不同名称。",
)
SECOND = note(
    "second_column",
    "Another column gives the same property; the cells of this one were kept in extra.",
    "另有一列对应同一属性,本列内容存入“其他”。",
    "Keep one of the two columns, or map this one with --map.",
    "请只保留其中一列,或用 --map 指定本列的对应关系。",
)
LONE_DETAIL = note(
    "detail_without_column",
    "The column tells of a relationship that no column of this sheet names; it was kept in extra.",
    "此列说明的是某种关系,但表中没有相应的列;内容存入“其他”。",
    "Add the column that it belongs to, such as 所属社团 beside 入会时间.",
    "请补上它所属的列,例如“入会时间”须有“所属社团”。",
)
READ_AS_EMPLOYER = note(
    "office_read_as_employer",
    "所属单位 was read as the place of work, for the sheet has no other column for it.",
    "本表没有“工作单位”列,“所属单位”已按工作单位读取。",
    "If the owning office is meant, name the column 归口单位.",
    "如指归口单位,请把表头改为“归口单位”。",
)


# How the further data of a column are treated, by the class that its header suggests.
_CLASSES: dict[Privacy, tuple[str, str]] = {
    "public": ("", ""),
    "internal": ("按内部信息处理。", " They are told as internal."),
    "contact": ("按联系方式处理。", " They are told as contact data."),
    "sensitive": ("按敏感信息处理。", " They are told as sensitive."),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header as shown, the key it has in extra, and what it is for."""

    index: int
    header: str
    target: Target | str
    key: str
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns of a table for one kind of row. `unknown`: what is said of one not known."""

    columns: Mapping[int, Column]
    problems: tuple[Problem, ...]
    unknown: Fault

    def header(self, *keys: str) -> str | None:
        """The header of the first column that gives one of these fields; None where none does."""
        for key in keys:
            for column in self.columns.values():
                if isinstance(column.target, Field) and column.target.key == key:
                    return column.header
        return None


def _told(fault: Fault, column: Column, table: Table) -> Problem:
    """What is said of a column: of a refused one as a whole, not of the row of the headers."""
    row = table.header_row if fault.severity == "note" else 0
    return fault.at(Where(table.file, table.sheet, row), column.header, None)


def unnamed(index: int, headers: Sequence[str]) -> Column:
    """A column that was not resolved; it is told of when a cell of it is met."""
    letter = column_letter(index)
    header = headers[index] if index < len(headers) else ""
    return Column(index, header or letter, EXTRA, header or f"列{letter}", unknown=True)


class Planner:
    """Resolves the headers of tables, by an office's mapping first."""

    def __init__(self, headers: Headers, mapping: Mapping[str, str] | None = None) -> None:
        self._headers = headers
        self._mapping = {folded(header): meaning for header, meaning in (mapping or {}).items()}

    def plan(self, table: Table, kind: str) -> Plan:
        """The plan for rows of this kind. Raises InvalidInput for a mapping that means nothing."""
        faults: list[tuple[Column, Fault]] = []
        columns = list(self._columns(table.headers, kind, faults))
        if not table.verbatim and kind != RELATIONSHIPS:
            columns = list(_employers(columns, self._headers.schema.base_of(kind), faults))
        rules = self._rules(kind)
        columns = list(_single(columns, rules, faults))
        columns = list(_attached(columns, faults))
        problems = tuple(_told(fault, column, table) for column, fault in faults)
        return Plan({column.index: column for column in columns}, problems, _unknown(kind))

    def _rules(self, kind: str) -> Mapping[str, Property]:
        schema = self._headers.schema
        if kind == RELATIONSHIPS:
            return schema.relationship_properties
        return schema.properties_of([kind])

    def _columns(
        self, headers: Sequence[str], kind: str, faults: list[tuple[Column, Fault]]
    ) -> Iterator[Column]:
        seen: Counter[str] = Counter()
        rules = self._rules(kind)
        kinds = kind_column(headers)
        for index, header in enumerate(headers):
            # A 类别 cell that was understood is no longer in its row; another is told of there.
            if not header.strip() or (index == kinds and kind != RELATIONSHIPS):
                continue
            shown = " ".join(header.split())
            seen[shown] += 1
            key = shown if seen[shown] == 1 else f"{shown} ({column_letter(index)})"
            refused = forbidden(shown)
            if refused:
                column = Column(index, shown, FORBIDDEN, key)
                faults.append((column, refused))
                yield column
                continue
            target = self._target(header, kind)
            unknown = target is None or _is_automatic(target, rules)
            column = Column(index, shown, EXTRA if unknown else target or EXTRA, key, unknown)
            if unknown:
                faults.append((column, _unknown(kind, shown)))
            if seen[shown] == 2:
                faults.append((column, DOUBLED))
            yield column

    def _target(self, header: str, kind: str) -> Target | str | None:
        meaning = self._mapping.get(folded(header))
        if meaning is None:
            return self._headers.target(header, kind)
        return self._headers.mapped(meaning, kind)


def _unknown(kind: str, header: str = "") -> Fault:
    """What is said of a column that is not known, with the class that its further data get."""
    if kind == RELATIONSHIPS:
        return UNKNOWN_OF_TIE
    zh, en = _CLASSES[class_of(header)]
    return replace(UNKNOWN, zh=f"{UNKNOWN.zh}{zh}", en=f"{UNKNOWN.en}{en}")


def _is_automatic(target: Target | str | None, rules: Mapping[str, Property]) -> bool:
    """Whether the program keeps this property itself: 录入时间 and 录入人."""
    return isinstance(target, Field) and target.key in rules and rules[target.key].automatic


def _employers(
    columns: list[Column], base: str, faults: list[tuple[Column, Fault]]
) -> Iterator[Column]:
    """Persons' 所属单位 as their employer, unless another column names that."""
    named = any(isinstance(c.target, Link) and c.target.type == "WORKS_AT" for c in columns)
    for column in columns:
        if base == "Person" and not named and folded(column.header) == OFFICE:
            faults.append((column, READ_AS_EMPLOYER))
            yield replace(column, target=EMPLOYER)
        else:
            yield column


def _single(
    columns: list[Column], rules: Mapping[str, Property], faults: list[tuple[Column, Fault]]
) -> Iterator[Column]:
    """Of several columns for one property the one with the schema's own name, else the first."""
    rivals: dict[Target, list[Column]] = defaultdict(list)
    for column in columns:
        if isinstance(column.target, Field | Detail) and not _is_joined(column.target, rules):
            rivals[column.target].append(column)
    for column in columns:
        claimants = rivals[column.target] if isinstance(column.target, Field | Detail) else []
        if len(claimants) > 1 and column != _best(claimants, rules):
            faults.append((column, SECOND))
            yield replace(column, target=EXTRA)
        else:
            yield column


def _is_joined(target: Target, rules: Mapping[str, Property]) -> bool:
    if not isinstance(target, Field):
        return False
    rule = rules.get(target.key)
    return target.key in JOINED_KEYS or (rule is not None and rule.kind in JOINED_KINDS)


def _best(claimants: list[Column], rules: Mapping[str, Property]) -> Column:
    def rank(column: Column) -> bool:
        target = column.target
        rule = rules.get(target.key) if isinstance(target, Field) else None
        return rule is None or folded(column.header) != folded(rule.zh)

    return min(claimants, key=rank)


def _attached(columns: list[Column], faults: list[tuple[Column, Fault]]) -> Iterator[Column]:
    """Details only of relationships that a column names."""
    types = {column.target.type for column in columns if isinstance(column.target, Link)}
    for column in columns:
        if isinstance(column.target, Detail) and column.target.type not in types:
            faults.append((column, LONE_DETAIL))
            yield replace(column, target=EXTRA)
        else:
            yield column
