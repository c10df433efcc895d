"""Whether a row and a record of its name are one: what agrees, what differs, what is new.

The rule (DECISIONS.md, 2026-11-30): they are one where something agrees that hardly two of a name
share, and nothing differs. They are two where something differs, and nothing of that strength
agrees. Everything else is a question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from seed.imports.identity.marks import (
    ACTORS,
    AFFAIR,
    BIRTH,
    CODE,
    COUNTRY,
    DATES,
    DOCUMENT_NUMBER,
    EMAIL,
    GENDER,
    OFFICE_ID,
    ORGANISATION,
    PERSON,
    PHONE,
    PLACE,
    REGISTRATION,
    SCHOOL,
    UNIT,
)

Kinds = Mapping[str, frozenset[str]]

FULL_DATE = len("1970-01-01")
YEAR = len("1970")
# Labels that are a vocabulary: what has one name is one thing, unless it lies elsewhere.
VOCABULARY = frozenset({"Country", "Place", "Industry", "Field"})


class Verdict(IntEnum):
    """Whether two are one."""

    OTHER = 0
    UNSURE = 1  # nothing tells
    DOUBT = 2  # something strong agrees, and something differs
    SAME = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row beside a record: kinds that agree, that differ, and that only the row tells."""

    verdict: Verdict
    agreed: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def compared(domain: str, row: Kinds, record: Kinds) -> Comparison:
    """A row beside a record of the same name and domain."""
    agreed, differing, added = [], [], []
    for kind, values in row.items():
        theirs = record.get(kind)
        if theirs is None:
            added.append(kind)
        elif _agree(kind, values, theirs):
            agreed.append(kind)
            if _says_more(kind, values, theirs):
                added.append(kind)
        elif not _near(kind, values, theirs):
            differing.append(kind)
        else:
            added.append(kind)
    rule = _RULES.get(domain, _vocabulary if domain in VOCABULARY else _affair)
    verdict = rule(frozenset(agreed), frozenset(differing), row, record)
    return Comparison(verdict, tuple(agreed), tuple(differing), tuple(added))


def is_identifying(domain: str, row: Kinds) -> bool:
    """Whether a row by itself tells who or what it is: the same cells again are the same."""
    every = frozenset(row)
    if domain == PERSON:
        return _strong_person(every, row, row)
    if domain == ORGANISATION:
        return _strong_organisation(every)
    return domain in VOCABULARY or _strong_affair(every, row, row)


def _person(
    agreed: frozenset[str], differing: frozenset[str], row: Kinds, record: Kinds
) -> Verdict:
    strong = _strong_person(agreed, row, record)
    # A person has several telephones; beside the same full birth date another one is no doubt.
    certain = _full(row, record, BIRTH)
    contrary = differing - {PHONE} if certain else differing
    if strong:
        return Verdict.DOUBT if contrary else Verdict.SAME
    if UNIT in agreed and _year(row) & _year(record):
        return Verdict.DOUBT
    # A new telephone, e-mail or country may be the same person's, a new country with one of the
    # others hardly.
    moved = COUNTRY in differing and not differing.isdisjoint({PHONE, EMAIL})
    definite = differing & {BIRTH, OFFICE_ID, GENDER, UNIT, SCHOOL}
    return Verdict.OTHER if definite or moved else Verdict.UNSURE


def _organisation(
    agreed: frozenset[str],
    differing: frozenset[str],
    row: Kinds,  # noqa: ARG001
    record: Kinds,  # noqa: ARG001
) -> Verdict:
    # Bodies have several telephones and addresses, too.
    contrary = differing & {REGISTRATION, COUNTRY, PLACE}
    if _strong_organisation(agreed):
        return Verdict.DOUBT if contrary else Verdict.SAME
    return Verdict.OTHER if contrary else Verdict.UNSURE


def _affair(
    agreed: frozenset[str], differing: frozenset[str], row: Kinds, record: Kinds
) -> Verdict:
    if DOCUMENT_NUMBER in agreed and differing:
        return Verdict.DOUBT
    if differing:
        return Verdict.OTHER
    return Verdict.SAME if _strong_affair(agreed, row, record) else Verdict.UNSURE


def _vocabulary(
    agreed: frozenset[str],  # noqa: ARG001
    differing: frozenset[str],
    row: Kinds,  # noqa: ARG001
    record: Kinds,  # noqa: ARG001
) -> Verdict:
    return Verdict.OTHER if differing else Verdict.SAME


def _strong_person(agreed: frozenset[str], row: Kinds, record: Kinds) -> bool:
    if not agreed.isdisjoint({PHONE, EMAIL, OFFICE_ID}) or {UNIT, SCHOOL} <= agreed:
        return True
    return BIRTH in agreed and _full(row, record, BIRTH)


def _strong_organisation(agreed: frozenset[str]) -> bool:
    return not agreed.isdisjoint({REGISTRATION, PLACE, PHONE, EMAIL})


def _strong_affair(agreed: frozenset[str], row: Kinds, record: Kinds) -> bool:
    """A full date, a document's number, or two things of which one is who did it."""
    if not agreed.isdisjoint({DOCUMENT_NUMBER, CODE}):
        return True
    dated = [date for date in DATES if date in agreed]
    if any(_full(row, record, date) for date in dated):
        return True
    actors = agreed & frozenset(ACTORS)
    return bool(actors) and len(agreed & {*ACTORS, *DATES, PLACE}) > 1


def _full(row: Kinds, record: Kinds, kind: str) -> bool:
    """Whether both tell the same whole day."""
    both = row.get(kind, frozenset()) & record.get(kind, frozenset())
    return any(len(value) >= FULL_DATE for value in both)


def _year(kinds: Kinds) -> set[str]:
    return {value[:YEAR] for value in kinds.get(BIRTH, ())}


def _agree(kind: str, values: frozenset[str], theirs: frozenset[str]) -> bool:
    if kind in _DATED:
        return any(_begins(a, b) for a in values for b in theirs)
    return not values.isdisjoint(theirs)


def _says_more(kind: str, values: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether a row adds to what a record has of a kind on which both agree."""
    if kind in _DATED:
        return max(map(len, values)) > max(map(len, theirs))
    # The other names of a body are no news.
    return kind in _COUNTED and not values <= theirs


def _near(kind: str, values: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether one is a part of the other: a department of a unit, a town of a province."""
    if kind not in _NESTED:
        return False
    return any(a in b or b in a for a in values for b in theirs)


def _begins(one: str, other: str) -> bool:
    """Whether one date is the other, less exactly told."""
    return one.startswith(other) or other.startswith(one)


_DATED = frozenset({BIRTH, *DATES})
_COUNTED = frozenset({PHONE, EMAIL, OFFICE_ID})
_NESTED = frozenset({UNIT, SCHOOL, PLACE, *ACTORS})

_Rule = Callable[[frozenset[str], frozenset[str], Kinds, Kinds], Verdict]
_RULES: dict[str, _Rule] = {PERSON: _person, ORGANISATION: _organisation, AFFAIR: _affair}
