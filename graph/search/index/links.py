"""Where entities lie, what they know, where they learnt and work: ties as arrays of slots."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from graph.search.index.segment import Flags, Slots

DEPTH = 6  # places nest: a quarter in a city in a province in a country

_FEW = 500  # from more slots on, reading all ties once is quicker than looking each up


class Tie(IntEnum):
    """What a tie says of the entity that it starts from."""

    PLACE = 0
    NATIVE = 1
    FIELD = 2
    SCHOOL = 3
    WORK = 4


TIES = {
    "LOCATED_IN": Tie.PLACE,
    "NATIVE_OF": Tie.NATIVE,
    "HAS_EXPERTISE": Tie.FIELD,
    "ALUMNUS_OF": Tie.SCHOOL,
    "STUDIES_AT": Tie.SCHOOL,
    "WORKS_AT": Tie.WORK,
    "LEADS": Tie.WORK,
    "FOUNDED": Tie.WORK,
    "APPOINTED_BY": Tie.WORK,
}


class Links:
    """Ties from slot to slot, sorted by the slot they start from. Not safe to change while read."""

    def __init__(self) -> None:
        self._from: Slots = np.empty(0, np.int32)
        self._to: Slots = np.empty(0, np.int32)
        self._kind: npt.NDArray[np.uint8] = np.empty(0, np.uint8)
        self._above: dict[int, list[int]] | None = None

    def replace(
        self, slots: Iterable[int], ties: Iterable[tuple[int, Tie, int]], size: int
    ) -> None:
        """Takes `ties`, as (from, tie, to), for all that started from the slots."""
        replaced = np.zeros(size, np.bool_)
        replaced[np.fromiter(slots, np.int32)] = True
        kept = ~replaced[self._from]
        rows = np.array(sorted(ties), np.int32).reshape(-1, 3)
        starts = self._from[kept]
        places = np.searchsorted(starts, rows[:, 0])
        self._from = np.insert(starts, places, rows[:, 0])
        self._kind = np.insert(self._kind[kept], places, rows[:, 1].astype(np.uint8))
        self._to = np.insert(self._to[kept], places, rows[:, 2])
        self._above = None

    def without(self, slots: Flags) -> Links:
        """What is left when these slots and their ties are taken away."""
        left = Links()
        kept = ~(slots[self._from] | slots[self._to])
        left._from, left._to, left._kind = self._from[kept], self._to[kept], self._kind[kept]
        return left

    def starting(self, slot: int) -> list[tuple[Tie, int]]:
        """The ties that start from a slot."""
        first, last = np.searchsorted(self._from, [slot, slot + 1]).tolist()
        kinds, ends = self._kind[first:last].tolist(), self._to[first:last].tolist()
        return [(Tie(kind), end) for kind, end in zip(kinds, ends, strict=True)]

    def leading_to(self, ends: Flags, *ties: Tie) -> Flags:
        """The slots with a tie of these kinds to one of `ends`."""
        wanted = np.zeros(len(Tie), np.bool_)
        wanted[list(ties)] = True
        chosen = np.flatnonzero(ends[self._to])
        found = np.zeros_like(ends)
        found[self._from[chosen[wanted[self._kind[chosen]]]]] = True
        return found

    def inside(self, places: Flags) -> Flags:
        """What lies in these places, or in places in them; the places themselves only if they do."""
        return self.leading_to(self.with_nested(places), Tie.PLACE)

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
            lies = self._kind == Tie.PLACE
            is_place = np.zeros(
                max(self._from.max(initial=0), self._to.max(initial=0)) + 1, np.bool_
            )
            is_place[self._to[lies]] = True
            nested = lies & is_place[self._from]
            made: dict[int, list[int]] = {}
            for low, high in zip(
                self._from[nested].tolist(), self._to[nested].tolist(), strict=True
            ):
                made.setdefault(low, []).append(high)
            self._above = made
        return self._above

    def ends(self, slots: Slots, tie: Tie) -> tuple[Slots, Slots]:
        """The ties of one kind that start from these slots: their starts and their ends."""
        if len(slots) > _FEW:
            wanted = np.zeros(self._from.max(initial=0) + 1, np.bool_)
            wanted[slots[slots < len(wanted)]] = True
            rows = np.flatnonzero(wanted[self._from])
        else:
            rows = self._rows(slots)
        rows = rows[self._kind[rows] == tie]
        return self._from[rows], self._to[rows]

    def _rows(self, slots: Slots) -> npt.NDArray[np.int64]:
        first = np.searchsorted(self._from, slots, side="left")
        counts = np.searchsorted(self._from, slots, side="right") - first
        offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        rows: npt.NDArray[np.int64] = np.repeat(first, counts) + offsets
        return rows
