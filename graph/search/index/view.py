"""The index as one viewer sees it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph.search.index.degrees import Days
from graph.search.index.index import BASE, NOWHERE, Index
from graph.search.index.record import Record
from graph.search.index.segment import NO_SLOTS, Flags, Segment, Slots, hashes_of
from graph.search.spelling.text import compact
from graph.viewer import Viewer

CONTEXT_LABELS = ("Place", "Country", "Field")


class View:
    """What is there for a viewer, until the next change of the index; all is by slot.

    What they may not see is not `alive`, has no keys, and counts in no degree. Who sees everything
    looks at the arrays of the index itself; for others only what they see is made: some
    milliseconds at a province's size. `labels` and `office` also hold what is not there.
    """

    def __init__(self, index: Index, viewer: Viewer) -> None:
        self._index = index
        self.size = len(index.records)
        self.bits, self.labels = index.bits, index.labels
        self.offices, self.office = index.offices, index.office
        self.alive, self.links, self._home = index.alive, index.links, index.home
        # By number of access, whether they see it; None where they see all there is.
        self._seen: Flags | None = None
        if not viewer.sees_all:
            seen = index.accesses.seen_by(viewer)
            if not seen.all():
                self._hide(seen)

    def _hide(self, seen: Flags) -> None:
        self._seen = seen
        self.alive = self.alive & np.take(seen, self._index.access)
        self.links = self.links.among(self.alive)
        self._home = np.where(self.alive, self._home, np.uint8(NOWHERE))

    @cached_property
    def degrees(self) -> npt.NDArray[np.int32]:
        """Relationships but provenance."""
        if self._seen is None:
            return self._index.degrees
        return self._index.degrees_by_access.counted(self._seen)

    @cached_property
    def since(self) -> Days:
        """The latest day on which something of it began, as a number; 0 where none is known."""
        if self._seen is None:
            return self._index.since
        return np.maximum(self._index.began, self._index.degrees_by_access.latest(self._seen))

    def since_of(self, slot: int) -> int:
        """As `since`, of one slot."""
        if self._seen is None:
            return int(self._index.since[slot])
        latest = self._index.degrees_by_access.latest_of(slot, self._seen)
        return max(latest, int(self._index.began[slot]))

    @cached_property
    def contexts(self) -> Slots:
        """The places, countries and fields."""
        bits = self._index.bits_of(*CONTEXT_LABELS)
        return np.flatnonzero((self.labels & bits != 0) & self.alive).astype(np.int32)

    def record(self, slot: int) -> Record:
        """The record of a slot that was found. Raises LookupError for one that is not there."""
        found = self.at(slot)
        if found is None:
            raise LookupError(slot)
        return found

    def at(self, slot: int) -> Record | None:
        """What is there in a slot."""
        return self._index.records[slot] if self.alive[slot] else None

    def slot_of(self, id_: str) -> int | None:
        """The slot of what has this id and is there."""
        slot = self._index.slots.get(id_)
        return slot if slot is not None and self.alive[slot] else None

    def by_keys(self, texts: Iterable[str]) -> tuple[Slots, npt.NDArray[np.uint8]]:
        """The slots, and kinds of key, of every key that is one of the texts."""
        asked = hashes_of(texts)
        found = [(level, *segment.by_hashes(asked)) for level, segment in self._used()]
        kept = [(slots, kinds, self._home[slots] == level) for level, slots, kinds in found]
        return (
            np.concatenate([slots[live] for slots, _, live in kept]),
            np.concatenate([kinds[live] for _, kinds, live in kept]),
        )

    def opening_with(self, text: str) -> Slots:
        """The slots of the openings that begin with a text."""
        found = [(level, segment.opening_with(text)) for level, segment in self._used()]
        return np.concatenate([slots[self._home[slots] == level] for level, slots in found])

    def holding(self, part: str) -> tuple[Slots, Flags]:
        """The slots of the names that hold a part, and which of them begin with it."""
        found = [(level, *segment.holding(part)) for level, segment in self._used()]
        kept = [(slots, begins, self._home[slots] == level) for level, slots, begins in found]
        return (
            np.concatenate([slots[live] for slots, _, live in kept]),
            np.concatenate([begins[live] for _, begins, live in kept]),
        )

    def summaries_holding(self, part: str) -> Slots:
        """The slots of the summaries that hold a part."""
        found = [(level, s.summaries.holding(part)[0]) for level, s in self._used()]
        return np.concatenate([slots[self._home[slots] == level] for level, slots in found])

    def office_of(self, record: Record) -> str | None:
        """The name of the office that owns an entity, whether its name or its id was recorded."""
        return self.office_named(record.office) if record.office else None

    def office_named(self, text: str) -> str:
        """The name of the office whose id was recorded, if it is there; else what was recorded."""
        slot = self.slot_of(text)
        return text if slot is None else self.record(slot).name

    def of_offices_holding(self, part: str) -> Slots:
        """The slots of what belongs to an office whose name holds a compact text."""
        names = (compact(self.office_named(text)) for text in self.offices.texts)
        codes = [code for code, name in enumerate(names) if name and part in name]
        if not codes:
            return NO_SLOTS
        return np.flatnonzero(np.isin(self.office, codes) & self.alive).astype(np.int32)

    def flags(self, slots: Iterable[int]) -> Flags:
        """A flag per slot, set for these."""
        made = np.zeros(self.size, np.bool_)
        made[np.fromiter(slots, np.int32)] = True
        return made

    def _used(self) -> list[tuple[int, Segment]]:
        segments = list(enumerate(self._index.segments))
        return [(level, each) for level, each in segments if level == BASE or len(each.slots)]
