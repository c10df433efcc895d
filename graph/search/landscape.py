"""Where everything lies: the entities in memory by base label and country, office and field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.search.facets import countries_of, entity_facets, office_facets
from graph.search.index.links import LinkType
from graph.search.index.segment import Flags, Slots
from graph.search.index.view import IndexView
from graph.search.models import Facet

BASES = ("Person", "Organisation", "Affair")  # what lies somewhere; a context is where
GROUPS_LIMIT = 36  # super-nodes that a reader can tell apart; the smaller ones are put together
BEST_LIMIT = 12  # bodies in the list of the best connected


@dataclass(frozen=True)
class Group:
    """Entities of one base label in one country; None: in no country that is told, or elsewhere."""

    base: str
    country: str | None
    count: int


@dataclass(frozen=True)
class Landscape:
    """`countries`: id → number per base label. `best`: ids and degrees of the best-connected bodies.

    `number`: the group of each entity by its id.
    """

    countries: dict[str, dict[str, int]]
    offices: list[Facet]
    fields: list[Facet]
    best: list[tuple[str, int]]
    groups: list[Group]
    number: dict[str, int]


def landscape(view: IndexView) -> Landscape:
    """The landscape of all that is there."""
    alive = np.flatnonzero(view.alive).astype(np.int32)
    home = _countries(view, alive)
    kinds = [np.flatnonzero(view.alive & _has(view, base)).astype(np.int32) for base in BASES]
    groups, of_slot = _groups(view, kinds, home)
    records = [view.record(slot) for slot in alive.tolist()]
    return Landscape(
        countries=_by_country(view, kinds, home),
        offices=office_facets(view, alive),
        fields=entity_facets(view, *view.links.ends(alive, LinkType.FIELD)),
        best=_best(view, kinds[BASES.index("Organisation")]),
        groups=groups,
        number={
            record.id: group
            for record, group in zip(records, of_slot[alive].tolist(), strict=True)
            if group >= 0
        },
    )


def countries(view: IndexView, ids: Iterable[str]) -> dict[str, str]:
    """The name of the first country of each, for those that lie in one or are one."""
    slots = (view.slot_of(id_) for id_ in ids)
    living = np.array([slot for slot in slots if slot is not None], np.int32)
    home = _countries(view, np.unique(living))
    own = living[_has(view, "Country")[living]]
    home[own] = own
    return {
        view.record(slot).id: view.record(int(home[slot])).name
        for slot in living.tolist()
        if home[slot] >= 0
    }


def _has(view: IndexView, label: str) -> Flags:
    flags: Flags = (view.labels & view.bits.get(label, 0)) != 0
    return flags


def _countries(view: IndexView, alive: Slots) -> npt.NDArray[np.int32]:
    """The first country of each slot, or -1."""
    home = np.full(view.size, -1, np.int32)
    starts, places = countries_of(view, alive)
    # The last assignment stands, so the first country is assigned last.
    home[starts[::-1]] = places[::-1]
    return home


def _by_country(
    view: IndexView, kinds: list[Slots], home: npt.NDArray[np.int32]
) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for base, slots in zip(BASES, kinds, strict=True):
        values, counts = np.unique(home[slots], return_counts=True)
        for value, count in zip(values.tolist(), counts.tolist(), strict=True):
            if value >= 0:
                found.setdefault(view.record(value).id, {})[base] = count
    return found


def _best(view: IndexView, bodies: Slots) -> list[tuple[str, int]]:
    """The bodies with the most relationships; of equals the first by id."""
    most = bodies[np.argsort(-view.degrees[bodies], kind="stable")][: 4 * BEST_LIMIT].tolist()
    degrees = [(view.record(slot).id, int(view.degrees[slot])) for slot in most]
    return sorted(degrees, key=lambda pair: (-pair[1], pair[0]))[:BEST_LIMIT]


def _groups(
    view: IndexView, kinds: list[Slots], home: npt.NDArray[np.int32]
) -> tuple[list[Group], npt.NDArray[np.int32]]:
    """The groups, largest first, and the group of each slot; -1 for what is in none."""
    sizes: dict[tuple[str, int], int] = {}
    for base, slots in zip(BASES, kinds, strict=True):
        values, counts = np.unique(home[slots], return_counts=True)
        sizes |= {
            (base, value): count
            for value, count in zip(values.tolist(), counts.tolist(), strict=True)
        }
    largest = sorted(sizes, key=lambda key: (-sizes[key], key))[:GROUPS_LIMIT]
    keys = [*largest, *((base, -1) for base in BASES if (base, -1) not in largest)]
    number = {key: place for place, key in enumerate(keys)}
    of_slot = np.full(view.size, -1, np.int32)
    for base, slots in zip(BASES, kinds, strict=True):
        table = {
            value: number.get((base, value), number[base, -1]) for value in _values(home, slots)
        }
        of_slot[slots] = [table[value] for value in home[slots].tolist()]
    counts = np.bincount(of_slot[of_slot >= 0], minlength=len(keys)).tolist()
    groups = [
        Group(base, None if country < 0 else view.record(country).id, count)
        for (base, country), count in zip(keys, counts, strict=True)
    ]
    return groups, of_slot


def _values(home: npt.NDArray[np.int32], slots: Slots) -> list[int]:
    values: list[int] = np.unique(home[slots]).tolist()
    return values
