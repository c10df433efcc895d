"""The entities in memory: their records, their columns, and the segments that find them.

An entity keeps its slot for good. What was written since the last merge lies in a small fresh
segment, so that one write costs as much as the fresh segment, never as much as the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from graph.search.links import TIES, Links
from graph.search.record import Record, keys_of
from graph.search.segment import Builder, Flags, Slots
from graph.search.text import compact

# Rebuilding the fresh segment of so many takes some ten milliseconds per write.
FRESH_LIMIT = 1_000
CONTEXT_LABELS = ("Place", "Country", "Field")

TieRow = tuple[str, str, str]  # id, relationship type, id of the other end


class Index:
    """Records by slot. Not safe to change while it is searched."""

    def __init__(self, labels: Sequence[str]) -> None:
        """`labels`: every label that an entity may have; at most 63."""
        self.bits = {label: 1 << place for place, label in enumerate(labels)}
        self.records: list[Record | None] = []
        self.slots: dict[str, int] = {}
        self.offices: dict[str, int] = {"": 0}
        self.links = Links()
        self.alive: Flags = np.empty(0, np.bool_)
        self.degrees: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self.labels: npt.NDArray[np.int64] = np.empty(0, np.int64)
        self.office: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self.since: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self.base = Builder().segment()
        self.fresh = Builder().segment()
        self.stale: Flags = np.empty(0, np.bool_)
        self._fresh_slots: set[int] = set()
        self._contexts: Slots | None = None

    def load(self, records: Iterable[Record], ties: Iterable[TieRow]) -> None:
        """Fills an empty index."""
        self._store(list(records))
        builder = Builder()
        for slot, record in enumerate(self.records):
            _add(builder, slot, record)
        self.base = builder.segment()
        self._link(self.slots, ties)

    def update(self, ids: Iterable[str], records: Sequence[Record], ties: Iterable[TieRow]) -> None:
        """Takes these records and ties for all that is known of the ids; the others are gone."""
        touched = set(ids)
        renewed = [record for record in records if self._texts_differ(record)]
        gone = touched - {record.id for record in records}
        self._store(records)
        for id_ in gone & set(self.slots):
            self._forget(id_)
        self._refresh({self.slots[record.id] for record in renewed})
        self._link(touched & set(self.slots), ties)

    def record(self, slot: int) -> Record:
        """The record of a living slot."""
        found = self.records[slot]
        if found is None:
            raise LookupError(slot)
        return found

    def contexts(self) -> Slots:
        """The places, countries and fields."""
        if self._contexts is None:
            bits = sum(self.bits.get(label, 0) for label in CONTEXT_LABELS)
            self._contexts = np.flatnonzero(self.labels & bits).astype(np.int32)
        return self._contexts

    def flags(self, slots: Iterable[int]) -> Flags:
        """A flag per slot, set for these."""
        made = np.zeros(len(self.records), np.bool_)
        made[np.fromiter(slots, np.int32)] = True
        return made

    def _store(self, records: Sequence[Record]) -> None:
        for record in records:
            if record.id not in self.slots:
                self.slots[record.id] = len(self.records)
                self.records.append(None)
        self._grow()
        places = np.fromiter((self.slots[r.id] for r in records), np.int32, len(records))
        for slot, record in zip(places.tolist(), records, strict=True):
            self.records[slot] = record
        self.alive[places] = True
        self.degrees[places] = [record.degree for record in records]
        self.labels[places] = [self._label_bits(record) for record in records]
        self.office[places] = [self._office_code(record) for record in records]
        self._contexts = None
        self.since[places] = [day_number(record.since) for record in records]

    def _grow(self) -> None:
        more = len(self.records) - len(self.alive)
        if more:
            self.alive, self.stale = (np.pad(a, (0, more)) for a in (self.alive, self.stale))
            self.degrees, self.office, self.since = (
                np.pad(column, (0, more)) for column in (self.degrees, self.office, self.since)
            )
            self.labels = np.pad(self.labels, (0, more))

    def _forget(self, id_: str) -> None:
        slot = self.slots[id_]
        self.records[slot] = None
        self.alive[slot] = False
        self.stale[slot] = True
        self._fresh_slots.discard(slot)

    def _refresh(self, slots: set[int]) -> None:
        self._fresh_slots |= slots
        self.stale[list(slots)] = True
        builder = Builder()
        for slot in self._fresh_slots:
            _add(builder, slot, self.records[slot])
        self.fresh = builder.segment()
        if len(self._fresh_slots) > FRESH_LIMIT:
            self.base = self.base.merged(self.fresh, self.stale)
            self.fresh = Builder().segment()
            self._fresh_slots = set()
            self.stale = np.zeros_like(self.stale)

    def _link(self, ids: Iterable[str], ties: Iterable[TieRow]) -> None:
        known = self.slots
        rows = (
            (known[a], TIES[type_], known[b]) for a, type_, b in ties if a in known and b in known
        )
        self.links.replace((known[id_] for id_ in ids), rows, len(self.records))

    def _texts_differ(self, record: Record) -> bool:
        slot = self.slots.get(record.id)
        old = None if slot is None else self.records[slot]
        return old is None or _texts(old) != _texts(record)

    def _label_bits(self, record: Record) -> int:
        return sum(self.bits[label] for label in record.labels if label in self.bits)

    def _office_code(self, record: Record) -> int:
        return self.offices.setdefault(compact(record.office or ""), len(self.offices))


def day_number(date: str | None) -> int:
    """A date, which may be partial, as a number that sorts: 2009-05 is 20090501; none is 0."""
    return int((date + "-01-01")[:10].replace("-", "")) if date else 0


def _add(builder: Builder, slot: int, record: Record | None) -> None:
    if record is not None:
        builder.add(slot, keys_of(record), record.summary or "")


def _texts(record: Record) -> tuple[object, ...]:
    return (
        tuple(record.texts()),
        record.summary,
        record.is_person,
        record.is_organisation,
    )
