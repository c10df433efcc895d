"""Where entities lie, what they know, where they learnt and work: ties as arrays of slots."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from graph.search.segment import Flags, Slots

DEPTH = 6  # places nest: a quarter in a city in a province in a country


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
    """Ties from slot to slot. Not safe to change while it is read."""

    def __init__(self) -> None:
        self._from: Slots = np.empty(0, np.int32)
        self._to: Slots = np.empty(0, np.int32)
        self._kind: npt.NDArray[np.uint8] = np.empty(0, np.uint8)

    def replace(
        self, slots: Iterable[int], ties: Iterable[tuple[int, Tie, int]], size: int
    ) -> None:
        """Takes `ties`, as (from, tie, to), for all that started from the slots."""
        replaced = np.zeros(size, np.bool_)
        replaced[np.fromiter(slots, np.int32)] = True
        kept = ~replaced[self._from]
        rows = np.array(list(ties), np.int32).reshape(-1, 3)
        self._from = np.concatenate([self._from[kept], rows[:, 0]])
        self._kind = np.concatenate([self._kind[kept], rows[:, 1].astype(np.uint8)])
        self._to = np.concatenate([self._to[kept], rows[:, 2]])

    def starting(self, slot: int) -> list[tuple[Tie, int]]:
        """The ties that start from a slot."""
        found = np.flatnonzero(self._from == slot)
        kinds, ends = self._kind[found].tolist(), self._to[found].tolist()
        return [(Tie(kind), end) for kind, end in zip(kinds, ends, strict=True)]

    def leading_to(self, ends: Flags, *ties: Tie) -> Flags:
        """The slots with a tie of these kinds to one of `ends`."""
        chosen = np.isin(self._kind, [int(tie) for tie in ties]) & ends[self._to]
        found = np.zeros_like(ends)
        found[self._from[chosen]] = True
        return found

    def inside(self, places: Flags) -> Flags:
        """What lies in these places, or in places in them; the places themselves only if they do."""
        found = np.zeros_like(places)
        frontier = places
        for _ in range(DEPTH):
            reached = self.leading_to(frontier, Tie.PLACE) & ~found
            if not reached.any():
                break
            found |= reached
            frontier = reached
        return found

    def ends(self, slots: Flags, tie: Tie) -> tuple[Slots, Slots]:
        """The ties of one kind that start from these slots: their starts and their ends."""
        chosen = (self._kind == tie) & slots[self._from]
        return self._from[chosen], self._to[chosen]
