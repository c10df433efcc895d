"""What the cells of a row say of each other, and of the calendar: an end before its start, a birth to come.

Which of two cells is wrong nobody knows, so neither is stored as a date; their texts stay in extra.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from seed.problems.cells import cell_fault
from seed.sheets.headers.plans import Column
from seed.sheets.rows.draft import Draft
from seed.sheets.tables import Cell
from seed.sheets.values.spans import REVERSED, is_before

IN_FUTURE = cell_fault(
    "date_in_future",
    "The date lies in the future, where it cannot.",
    "日期在将来,不合常理。",
    "Check the date.",
    "请核对日期。",
)
BEFORE_BIRTH = cell_fault(
    "before_birth",
    "The date lies before the person's birth.",
    "日期早于出生日期。",
    "Check both dates.",
    "请核对两个日期。",
)

# A beginning and its end, by property; what is held has its day before the end.
_PAIRS = (("starts", "ends"), ("since", "until"), ("held_on", "ends"))
_PAST = ("birth_date", "last_contact", "verified_at")
_BIRTH = "birth_date"
# Of a person, what comes after the birth.
_IN_LIFE = ("graduation", "since", "until", "last_contact")
# The office's clock may be ahead of the machine's.
_GRACE = timedelta(days=1)

Given = Mapping[str, tuple[Column, Cell]]


class _Dates(NamedTuple):
    """Properties with dates, and the cells that gave them."""

    properties: dict[str, Any]
    given: Given


def check(draft: Draft) -> None:
    """Takes out of a row the dates that cannot be, and says so."""
    own = _Dates(draft.properties, draft.given)
    groups = [own, *(_Dates(each.properties, each.given) for each in draft.pending)]
    birth = draft.properties.get(_BIRTH)
    for dates in groups:
        for fault, *keys in _faults(dates.properties, birth):
            for key in keys:
                if dates.properties.pop(key, None) is not None and key in dates.given:
                    draft.tell(fault, *dates.given[key])


def _faults(properties: Mapping[str, Any], birth: str | None) -> Iterator[tuple[Any, ...]]:
    """Each fault with the properties that it takes away."""
    latest = (datetime.now(UTC).date() + _GRACE).isoformat()
    known = {key: value for key, value in properties.items() if isinstance(value, str)}
    for key in _PAST:
        if key in known and is_before(latest, known[key]):
            yield IN_FUTURE, key
    for start, end in _PAIRS:
        if start in known and end in known and is_before(known[end], known[start]):
            yield REVERSED, start, end
    for key in _IN_LIFE:
        if birth and key in known and is_before(known[key], birth):
            yield BEFORE_BIRTH, key
