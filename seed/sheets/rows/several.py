"""A record that several rows tell of, its name merged over them: every post, school and relative."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from graph.schema import Property
from seed.problems.cells import cell_fault
from seed.sheets.headers.plans import JOINED_KEYS, JOINED_KINDS, Plan
from seed.sheets.rows import references as links
from seed.sheets.rows.draft import Draft
from seed.sheets.tables import Cell, SheetRow
from seed.sheets.values.lists import JOINER

Read = Callable[[int, Draft, Cell], None]

POST, EMPLOYER = "position", "WORKS_AT"
# Of which a record has one for each row: 教授 here, 董事 there.
_EACH_ROW = frozenset({POST})

SECOND_VALUE = cell_fault(
    "second_value",
    "A row above says otherwise of the same record, whose name is merged over both; the first was "
    "taken.",
    "姓名合并的几行中,上一行的此项内容不同,已采用上一行的。",
    "Correct one of the two, or unmerge the name if they are two records.",
    "请更正其中一行;若是两条记录,请取消合并。",
)


def read_below(
    draft: Draft, row: SheetRow, plan: Plan, rules: Mapping[str, Property], read: Read
) -> None:
    """Adds to a row that is read what the rows below say of the same record."""
    _attach(draft)
    for cells in row.below:
        more = Draft(draft.where)
        for index, cell in cells.items():
            read(index, more, cell)
        _attach(more)
        _join(draft, more, plan, rules)


def _attach(draft: Draft) -> None:
    """Gives a row's details to its own references: to its employer the post beside it."""
    links.attach_details(draft)
    draft.details.clear()
    employers = [each for each in draft.pending if each.link.type == EMPLOYER]
    if len(employers) == 1 and POST in draft.properties:
        employers[0].properties.setdefault("role", draft.properties[POST])


def _join(draft: Draft, more: Draft, plan: Plan, rules: Mapping[str, Property]) -> None:
    said = [(each.link, each.whole, each.properties) for each in draft.pending]
    draft.pending += [p for p in more.pending if (p.link, p.whole, p.properties) not in said]
    draft.problems += more.problems
    draft.refused |= more.refused
    for key, value in more.properties.items():
        _put(draft, key, value, plan, rules)
    for key, text in more.extra.items():
        draft.extra[key] = _both(draft.extra.get(key), text)
    for key, value in more.fields.items():
        if draft.fields.setdefault(key, value) != value:
            _tell(draft, plan, key, value)
    for key, unit in more.units.items():
        draft.units.setdefault(key, unit)


def _put(draft: Draft, key: str, value: object, plan: Plan, rules: Mapping[str, Property]) -> None:
    present, rule = draft.properties.get(key), rules.get(key)
    if present is None or present == value:
        draft.properties[key] = value
    elif key in _EACH_ROW | JOINED_KEYS:
        draft.properties[key] = _both(present, value)
    elif rule is not None and rule.kind in JOINED_KINDS:
        draft.put(key, value, rule)
    else:
        _tell(draft, plan, key, value)


def _both(present: object, text: object) -> object:
    """Both texts; one that is there already only once."""
    if present is None or str(text) in _items(present):
        return text if present is None else present
    return f"{present}{JOINER}{text}"


def _items(text: object) -> Iterable[str]:
    return str(text).split(JOINER)


def _tell(draft: Draft, plan: Plan, key: str, value: object) -> None:
    draft.problems.append(SECOND_VALUE.at(draft.where, plan.header(key), value))
    header = plan.header(key) or key
    draft.extra[header] = _both(draft.extra.get(header), value)
