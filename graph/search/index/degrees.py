"""Relationships counted by the access of their other end: anybody's degrees are a sum of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph.search.index.runs import Places, places_of
from graph.search.index.segment import Flags, Slots
from graph.viewer import Access

Days = npt.NDArray[np.int32]

_SPARE = 4_096  # rows to come, at the least: a write brings a few


class DegreeColumns(NamedTuple):
    """The relationships that entities have to those of one access. Side by side: the ids, how many,
    and the date of the latest, "" where none is known."""

    access: Access
    ids: Sequence[str]
    counts: Sequence[int]
    latest: Sequence[str]


class DegreeRows(NamedTuple):
    """Side by side: a slot, the number of an access, relationships to it, day of the latest or 0."""

    slots: Slots
    accesses: npt.NDArray[np.uint16]
    counts: npt.NDArray[np.int32]
    latest: Days

    def at(self, places: slice | Places) -> DegreeRows:
        """The rows at these places."""
        return DegreeRows(
            self.slots[places], self.accesses[places], self.counts[places], self.latest[places]
        )


class Degrees:
    """Rows of every slot. Not safe to change while read.

    A slot's rows lie side by side. New ones are put behind all others, and the old ones count
    nothing from then on: a write costs as much as what it brings.
    """

    def __init__(self) -> None:
        self._rows = _room(0)
        self._used = 0
        self._first: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self._length: npt.NDArray[np.int32] = np.empty(0, np.int32)

    def replace(self, slots: Slots, rows: DegreeRows, size: int) -> None:
        """Takes these rows for all that were known of the slots. `size`: how many slots there are."""
        more = size - len(self._first)
        self._first, self._length = (np.pad(a, (0, more)) for a in (self._first, self._length))
        self._drop(slots)
        self._make_room(len(rows.slots))
        self._append(rows.at(np.argsort(rows.slots, kind="stable")))

    def counted(self, seen: Flags) -> npt.NDArray[np.int32]:
        """By slot: relationships to what is seen. `seen`: by number of access."""
        rows = self._present()
        sums = np.zeros(len(self._first), np.int32)
        # Twice as quick as bincount, which counts in floats.
        np.add.at(sums, rows.slots, rows.counts * np.take(seen, rows.accesses))
        return sums

    def latest(self, seen: Flags) -> Days:
        """By slot: the day on which the latest of them began, 0 where none is known."""
        rows = self._present()
        dated = np.flatnonzero((rows.latest > 0) & np.take(seen, rows.accesses))
        days = np.zeros(len(self._first), np.int32)
        np.maximum.at(days, rows.slots[dated], rows.latest[dated])
        return days

    def latest_of(self, slot: int, seen: Flags) -> int:
        """As `latest`, of one slot."""
        first = int(self._first[slot])
        own = slice(first, first + int(self._length[slot]))
        days = self._rows.latest[own] * seen[self._rows.accesses[own]]
        return int(days.max(initial=0))

    def _present(self) -> DegreeRows:
        return self._rows.at(slice(self._used))

    def _drop(self, slots: Slots) -> None:
        places = places_of(self._first[slots], self._length[slots])
        self._rows.counts[places] = 0
        self._rows.latest[places] = 0
        self._length[slots] = 0

    def _append(self, rows: DegreeRows) -> None:
        """Rows of which each slot's lie side by side."""
        start, end = self._used, self._used + len(rows.slots)
        self._rows.slots[start:end] = rows.slots
        self._rows.accesses[start:end] = rows.accesses
        self._rows.counts[start:end] = rows.counts
        self._rows.latest[start:end] = rows.latest
        firsts = np.flatnonzero(np.diff(rows.slots, prepend=-1))
        slots = rows.slots[firsts]
        self._first[slots] = start + firsts
        self._length[slots] = np.diff(firsts, append=len(rows.slots))
        self._used = end

    def _make_room(self, more: int) -> None:
        """Room for so many rows, in longer arrays; those that count nothing are left behind then."""
        if self._used + more <= len(self._rows.slots):
            return
        present = self._rows.at(np.flatnonzero(self._rows.counts[: self._used]))
        self._rows = _room(len(present.slots) + more)
        self._used = 0
        self._append(present)


def _room(rows: int) -> DegreeRows:
    length = rows + max(_SPARE, rows // 16)
    return DegreeRows(
        np.zeros(length, np.int32),
        np.zeros(length, np.uint16),
        np.zeros(length, np.int32),
        np.zeros(length, np.int32),
    )
