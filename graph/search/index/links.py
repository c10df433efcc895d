"""Where entities lie, what they know, where they learnt and work: ties as arrays of slots."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from graph.search.index.runs import Places, places_of
from graph.search.index.segment import Flags, Slots

DEPTH = 6  # places nest: a quarter in a city in a province in a country

_FEW = 500  # from more slots on, reading all ties once is quicker than looking each up


class LinkType(IntEnum):
    """What a tie says of the entity that it starts from."""

    PLACE = 0
    NATIVE = 1
    FIELD = 2
    SCHOOL = 3
    WORK = 4


TIES = {
    "LOCATED_IN": LinkType.PLACE,
    "NATIVE_OF": LinkType.NATIVE,
    "HAS_EXPERTISE": LinkType.FIELD,
    "ALUMNUS_OF": LinkType.SCHOOL,
    "STUDIES_AT": LinkType.SCHOOL,
    "WORKS_AT": LinkType.WORK,
    "LEADS": LinkType.WORK,
    "FOUNDED": LinkType.WORK,
    "APPOINTED_BY": LinkType.WORK,
}


class Links:
    """Ties from slot to slot, sorted by the slot they start from. Not safe to change while read."""

    def __init__(self) -> None:
        self._from: Slots = np.empty(0, np.int32)
        self._to: Slots = np.empty(0, np.int32)
        self._kind: npt.NDArray[np.uint8] = np.empty(0, np.uint8)
        self._is_place: Flags = np.empty(0, np.bool_)
        # By slot: what is there; None where everything is.
        self._there: Flags | None = None
        self._nested: Places | None = None
        self._above: dict[int, list[int]] | None = None

    def replace(
        self, slots: Iterable[int], ties: Iterable[tuple[int, LinkType, int]], is_place: Flags
    ) -> None:
        """Takes `ties`, as (from, tie, to), for all that started from the slots. `is_place`: by slot."""
        replaced = np.zeros(len(is_place), np.bool_)
        replaced[np.fromiter(slots, np.int32)] = True
        kept = ~replaced[self._from]
        rows = np.array(sorted(ties), np.int32).reshape(-1, 3)
        starts = self._from[kept]
        places = np.searchsorted(starts, rows[:, 0])
        self._from = np.insert(starts, places, rows[:, 0])
        self._kind = np.insert(self._kind[kept], places, rows[:, 1].astype(np.uint8))
        self._to = np.insert(self._to[kept], places, rows[:, 2])
        self._is_place, self._nested, self._above = is_place, None, None

    def among(self, there: Flags) -> Links:
        """The ties between those that are there, until the next change; asked of those only."""
        self._nesting()
        left = copy(self)
        left._there, left._above = there, None
        return left

    def starting(self, slot: int) -> list[tuple[LinkType, int]]:
        """The ties that start from a slot."""
        first, last = np.searchsorted(self._from, [slot, slot + 1]).tolist()
        rows = self._to_those_there(np.arange(first, last))
        kinds, ends = self._kind[rows].tolist(), self._to[rows].tolist()
        return [(LinkType(kind), end) for kind, end in zip(kinds, ends, strict=True)]

    def leading_to(self, ends: Flags, *ties: LinkType) -> Flags:
        """The slots with a tie of these kinds to one of `ends`."""
        wanted = np.zeros(len(LinkType), np.bool_)
        wanted[list(ties)] = True
        chosen = np.flatnonzero(ends[self._to])
        found = np.zeros_like(ends)
        found[self._from[chosen[wanted[self._kind[chosen]]]]] = True
        return found if self._there is None else found & self._there

    def inside(self, places: Flags) -> Flags:
        """What lies in these places, or in places in them; the places themselves only if they do."""
        return self.leading_to(self.with_nested(places), LinkType.PLACE)

    def with_nested(self, places: Flags) -> Flags:
        """The places, and every place in them."""
        found = places.copy()
        for _ in range(DEPTH - 1):
            nested = [
                low for low, high in self.above().items() if found[high].any() and not found[low]
            ]
            if not nested:
                break
            found[nested] = True
        return found

    def above(self) -> dict[int, list[int]]:
        """For each place that lies in others: those."""
        if self._above is None:
            made: dict[int, list[int]] = {}
            rows = self._to_those_there(self._nesting())
            if self._there is not None:
                rows = rows[self._there[self._from[rows]]]
            pairs = zip(self._from[rows].tolist(), self._to[rows].tolist(), strict=True)
            for low, high in pairs:
                made.setdefault(low, []).append(high)
            self._above = made
        return self._above

    def ends(self, slots: Slots, tie: LinkType) -> tuple[Slots, Slots]:
        """The ties of one kind that start from these slots: their starts and their ends."""
        if len(slots) > _FEW:
            wanted = np.zeros(self._from.max(initial=0) + 1, np.bool_)
            wanted[slots[slots < len(wanted)]] = True
            rows = np.flatnonzero(wanted[self._from])
        else:
            first = np.searchsorted(self._from, slots, side="left")
            rows = places_of(first, np.searchsorted(self._from, slots, side="right") - first)
        rows = self._to_those_there(rows[self._kind[rows] == tie])
        return self._from[rows], self._to[rows]

    def _nesting(self) -> Places:
        """The ties of places that lie in others, whoever sees them: few, so that masks are quick."""
        if self._nested is None:
            lies = np.flatnonzero(self._kind == LinkType.PLACE)
            self._nested = lies[self._is_place[self._from[lies]]]
        return self._nested

    def _to_those_there(self, rows: Places) -> Places:
        return rows if self._there is None else rows[self._there[self._to[rows]]]
