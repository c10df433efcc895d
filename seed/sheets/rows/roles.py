"""Whose role a cell tells: 与侨胞关系 what the row's person is, 与本人关系 what the other is to them."""

from __future__ import annotations

from typing import Any

from graph.kinship import Sex, inverse, is_mutual, told_sex
from graph.roles import END_ROLE, ROLE, completed, turned
from graph.schema import Schema
from seed.problems.cells import cell_fault
from seed.sheets.headers.plans import Column
from seed.sheets.rows.draft import Draft
from seed.sheets.tables import Cell

# What a column is for whose header does not say whose role it tells: 亲属关系.
EITHER = "either_role"

WHOSE = cell_fault(
    "whose_role",
    "The header does not say whose role this is; the relationship was made without it.",
    "列名没有说明这是哪一方的身份(例如“女儿”是谁),关系已建立,未写身份。",
    "Name the column 与侨胞关系 (what the row's person is) or 与本人关系 (what the other is).",
    "请把列名改为“与侨胞关系”(本行的人是对方的什么人)或“与本人关系”(对方是本行的人的什么人)。",
)


def settle(draft: Draft, schema: Schema) -> None:
    """Gives the relationships of equals that a row makes both their roles, as far as they are known."""
    sex = told_sex(draft.extra)
    for each in draft.pending:
        if schema.relationships[each.link.type].directed:
            continue
        told = each.properties.pop(EITHER, None)
        if told is not None:
            _either(draft, each.properties, told, *each.given[EITHER])
        each.properties = both(each.properties, sex)
        if each.link.direction == "in":
            each.properties = turned(each.properties)


def both(properties: dict[str, Any], sex: Sex | None = None) -> dict[str, Any]:
    """The properties with both roles; `sex` is the start's, where it is known."""
    end = properties.get(END_ROLE)
    if end and ROLE not in properties and (found := inverse(end, sex)):
        return {**properties, ROLE: found}
    return completed(properties)


def settle_tie(draft: Draft, type_: str, schema: Schema) -> None:
    """The same for a row of a 关系 sheet; of other types a lone role is the start's."""
    told = draft.fields.get(EITHER)
    if schema.relationships[type_].directed:
        if told is not None:
            draft.properties.setdefault(ROLE, told[0])
        return
    if told is not None:
        _either(draft, draft.properties, *told)
    draft.properties = both(draft.properties)


def _either(
    draft: Draft, properties: dict[str, Any], word: str, column: Column, cell: Cell
) -> None:
    if ROLE in properties or END_ROLE in properties:
        draft.keep(column, cell)
    elif is_mutual(word):
        properties |= {ROLE: word, END_ROLE: word}
    else:
        draft.tell(WHOSE, column, cell)
