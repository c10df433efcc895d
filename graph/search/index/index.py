"""The entities in memory: their records, their columns, and the segments that find them.

It holds everything, for every viewer; a `View` of it is what one of them may look at.

An entity keeps its slot for good. Its keys lie in one of three segments, each far larger than the
next: a write goes to the last, which is small; a full segment is merged into the one before it. So a
write costs as much as the small one, and the large one is made anew only after very many.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from graph.search.index.degrees import Days, DegreeColumns, DegreeRows, Degrees
from graph.search.index.links import TIES, Links
from graph.search.index.offices import Offices
from graph.search.index.record import Keys, Record, keys_of
from graph.search.index.segment import Builder, Flags, Segment
from graph.viewer import Accesses

# Entities in the last segment, which every write makes anew: some milliseconds.
FRESH_LIMIT = 200
# Entities in the middle one, made anew once in FRESH_LIMIT writes: a tenth of a second or two.
MIDDLE_LIMIT = 20_000
BASE, MIDDLE, FRESH, NOWHERE = range(4)

PLACE_LABELS = ("Place", "Country")
TieRow = tuple[str, str, str]  # id, relationship type, id of the other end


class Index:
    """Records by slot. Not safe to change while it is searched."""

    def __init__(
        self, labels: Sequence[str], *, fresh: int = FRESH_LIMIT, middle: int = MIDDLE_LIMIT
    ) -> None:
        """`labels`: every label that an entity may have; at most 63. The others: see above."""
        self.bits = {label: 1 << place for place, label in enumerate(labels)}
        self.records: list[Record | None] = []
        self.slots: dict[str, int] = {}
        self.offices = Offices()
        self.accesses = Accesses()
        self.links = Links()
        self.alive: Flags = np.empty(0, np.bool_)
        self.access: npt.NDArray[np.uint16] = np.empty(0, np.uint16)
        self.labels: npt.NDArray[np.int64] = np.empty(0, np.int64)
        self.office: npt.NDArray[np.int32] = np.empty(0, np.int32)
        # The day of the latest of its own dates, and of these and all its relationships; 0 for none.
        self.began: Days = np.empty(0, np.int32)
        self.since: Days = np.empty(0, np.int32)
        self.degrees: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self.degrees_by_access = Degrees()
        self.segments: list[Segment] = [Builder().segment() for _ in range(NOWHERE)]
        # The segment that holds an entity's present keys; what others hold of it is out of date.
        self.home: npt.NDArray[np.uint8] = np.empty(0, np.uint8)
        self._limits = {FRESH: fresh, MIDDLE: middle}
        self._fresh_keys: dict[int, Keys] = {}

    def load(
        self,
        records: Iterable[Record],
        ties: Iterable[TieRow],
        degrees: Iterable[DegreeColumns] = (),
    ) -> None:
        """Fills an empty index."""
        self._store(list(records))
        builder = Builder()
        for slot in range(len(self.records)):
            record = self.record(slot)
            builder.add(slot, keys_of(record), record.context())
        self.segments[BASE] = builder.segment()
        self.home[:] = BASE
        self._link(self.slots, ties)
        self.recount(self.slots, degrees)

    def update(self, ids: Iterable[str], records: Sequence[Record], ties: Iterable[TieRow]) -> None:
        """Takes these records and ties for all that is known of the ids; the others are gone."""
        touched = set(ids)
        renewed = [record for record in records if self._texts_differ(record)]
        gone = touched - {record.id for record in records}
        self._store(records)
        for id_ in gone:
            if id_ in self.slots:
                self._forget(self.slots[id_])
        for record in renewed:
            self._fresh_keys[self.slots[record.id]] = keys_of(record)
        self._refresh()
        self._link((id_ for id_ in touched if id_ in self.slots), ties)

    def recount(self, ids: Iterable[str], degrees: Iterable[DegreeColumns]) -> None:
        """Takes these degrees for all that is known of the ids."""
        rows = self._degree_rows(degrees)
        slots = np.unique(np.fromiter(self._known(ids), np.int32))
        self.degrees_by_access.replace(slots, rows, len(self.records))
        self.degrees[slots], self.since[slots] = 0, self.began[slots]
        np.add.at(self.degrees, rows.slots, rows.counts)
        np.maximum.at(self.since, rows.slots, rows.latest)

    def moved(self, records: Iterable[Record]) -> list[str]:
        """The ids of those that are known as there for others than these say."""
        return [
            record.id
            for record in records
            if (known := self._known_as(record.id)) is not None and known.access != record.access
        ]

    def bits_of(self, *labels: str) -> int:
        """The bits of several labels; those that are none have none."""
        return sum(self.bits.get(label, 0) for label in labels)

    def record(self, slot: int) -> Record:
        """The record of a living slot."""
        found = self.records[slot]
        if found is None:
            raise LookupError(slot)
        return found

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
        self.access[places] = self.accesses.numbers(record.access for record in records)
        self.labels[places] = [self._label_bits(record) for record in records]
        self.office[places] = [self.offices.code(record.office or "") for record in records]
        self.began[places] = [day_number(record.began) for record in records]

    def _grow(self) -> None:
        more = len(self.records) - len(self.alive)
        if more:
            self.alive = np.pad(self.alive, (0, more))
            self.home = np.pad(self.home, (0, more), constant_values=NOWHERE)
            self.access = np.pad(self.access, (0, more))
            self.labels = np.pad(self.labels, (0, more))
            self.office, self.began, self.since, self.degrees = (
                np.pad(column, (0, more))
                for column in (self.office, self.began, self.since, self.degrees)
            )

    def _forget(self, slot: int) -> None:
        self.records[slot] = None
        self.alive[slot] = False
        self.home[slot] = NOWHERE
        self._fresh_keys.pop(slot, None)

    def _refresh(self) -> None:
        """Makes the fresh segment anew, and merges what has grown too large."""
        builder = Builder()
        for slot, keys in self._fresh_keys.items():
            builder.add(slot, keys, self.record(slot).context())
        self.segments[FRESH] = builder.segment()
        self.home[list(self._fresh_keys)] = FRESH
        for level in (FRESH, MIDDLE):
            if np.count_nonzero(self.home == level) > self._limits[level]:
                self._merge_down(level)

    def _merge_down(self, level: int) -> None:
        below = level - 1
        merged = self.segments[below].merged(self.segments[level], self.home, below, level)
        self.segments[below] = merged
        self.segments[level] = Builder().segment()
        self.home[self.home == level] = below
        if level == FRESH:
            self._fresh_keys = {}

    def _link(self, ids: Iterable[str], ties: Iterable[TieRow]) -> None:
        known = self.slots
        rows = (
            (known[a], TIES[type_], known[b]) for a, type_, b in ties if a in known and b in known
        )
        is_place = (self.labels & self.bits_of(*PLACE_LABELS)) != 0
        self.links.replace((known[id_] for id_ in ids), rows, is_place)

    def _degree_rows(self, degrees: Iterable[DegreeColumns]) -> DegreeRows:
        slots, accesses, counts, latest = array("i"), array("H"), array("i"), array("i")
        for column in degrees:
            places = [self.slots.get(id_, -1) for id_ in column.ids]
            slots.extend(places)
            accesses.extend([self.accesses.number(column.access)] * len(places))
            counts.extend(column.counts)
            latest.extend(map(day_number, column.latest))
        rows = DegreeRows(
            np.array(slots, np.int32),
            np.array(accesses, np.uint16),
            np.array(counts, np.int32),
            np.array(latest, np.int32),
        )
        return rows.at(np.flatnonzero(rows.slots >= 0))

    def _known(self, ids: Iterable[str]) -> Iterator[int]:
        return (self.slots[id_] for id_ in ids if id_ in self.slots)

    def _known_as(self, id_: str) -> Record | None:
        slot = self.slots.get(id_)
        return None if slot is None else self.records[slot]

    def _texts_differ(self, record: Record) -> bool:
        old = self._known_as(record.id)
        return old is None or _texts(old) != _texts(record)

    def _label_bits(self, record: Record) -> int:
        return sum(self.bits[label] for label in record.labels if label in self.bits)


def day_number(date: str | None) -> int:
    """A date, which may be partial, as a number that sorts: 2009-05 is 20090501; none is 0."""
    return int((date + "-01-01")[:10].replace("-", "")) if date else 0


def _texts(record: Record) -> tuple[object, ...]:
    return (
        tuple(record.texts()),
        record.context(),
        record.is_person,
        record.is_organisation,
    )
