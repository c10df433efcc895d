"""Which entities a search may find at all: by label, place, office, field and date."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from graph.errors import InvalidInput
from graph.schema import Schema
from graph.search.index.index import day_number
from graph.search.index.links import LinkType
from graph.search.index.record import Kind
from graph.search.index.segment import Flags
from graph.search.index.view import IndexView
from graph.search.ranking.question import SearchQuestion
from graph.search.spelling.text import compact

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True)
class Filters:
    """Each given one must hold. `country`, `field`: an id or a name. `since`: a date, may be partial."""

    label: str | None = None
    country: str | None = None
    office: str | None = None
    field: str | None = None
    since: str | None = None

    def with_typed(self, asked: SearchQuestion) -> list[Filters]:
        """These, and those typed in the box, which narrow them."""
        return [self, *(replace(Filters(), **{key: value}) for key, value in asked.qualifiers)]


def passing(view: IndexView, schema: Schema, filters: Filters) -> Flags:
    """The slots that pass. Raises InvalidInput for a `since` that is no date."""
    kept = view.alive.copy()
    tests: tuple[tuple[str | None, Callable[[str], Flags]], ...] = (
        (filters.label, lambda value: _labelled(view, schema, value)),
        (
            filters.country,
            lambda value: view.links.inside(_called(view, value, "Country", "Place")),
        ),
        (filters.office, lambda value: _of_office(view, value)),
        (filters.field, lambda value: _knowing(view, value)),
        (filters.since, lambda value: view.since >= _day(value)),
    )
    for value, test in tests:
        if value is not None:
            kept &= test(value)
    return kept


def _labelled(view: IndexView, schema: Schema, value: str) -> Flags:
    wanted = compact(value)
    bits = sum(
        view.bits[name]
        for name, label in schema.labels.items()
        if wanted in (compact(name), compact(label.zh), compact(label.en))
    )
    return _any_bit(view, bits)


def _of_office(view: IndexView, value: str) -> Flags:
    wanted = {compact(value)}
    for slot in np.flatnonzero(_called(view, value, "Organisation")).tolist():
        record = view.record(slot)
        wanted |= {compact(record.id), compact(record.name)}
    return np.isin(view.office, view.offices.written_as(wanted))


def _knowing(view: IndexView, value: str) -> Flags:
    return view.links.leading_to(_called(view, value, "Field"), LinkType.FIELD)


def _called(view: IndexView, value: str, *labels: str) -> Flags:
    """The entities with one of the labels whose id or one of whose names is the value."""
    slot = view.slot_of(value)
    if slot is not None:
        return view.flags([slot])
    bits = sum(view.bits[label] for label in labels if label in view.bits)
    found = view.flags([])
    slots, kinds = view.by_keys([compact(value)])
    found[slots[kinds <= Kind.ALIAS]] = True
    return found & _any_bit(view, bits) & view.alive


def _any_bit(view: IndexView, bits: int) -> Flags:
    flags: Flags = (view.labels & bits) != 0
    return flags


def is_date(value: str) -> bool:
    """Whether a text is a date, which may be partial."""
    return _DATE.fullmatch(value) is not None


def _day(value: str) -> int:
    if not is_date(value):
        raise InvalidInput(
            f"since: {value} is not a date; write 2020, 2020-05 or 2020-05-21.",
            f"since:{value} 不是日期;请写成 2020、2020-05 或 2020-05-21。",
            field="since",
        )
    return day_number(value)
