"""The entities in memory: their records, their columns, and the segments that find them.

An entity keeps its slot for good. Its keys lie in one of three segments, each far larger than the
next: a write goes to the last, which is small; a full segment is merged into the one before it. So a
write costs as much as the small one, and the large one is made anew only after very many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy

import numpy as np
import numpy.typing as npt

from graph.search.index.links import TIES, Links
from graph.search.index.record import Keys, Record, keys_of
from graph.search.index.segment import Builder, Flags, Segment, Slots, hashes_of
from graph.search.spelling.text import compact

# Entities in the last segment, which every write makes anew: some milliseconds.
FRESH_LIMIT = 200
# Entities in the middle one, made anew once in FRESH_LIMIT writes: a tenth of a second or two.
MIDDLE_LIMIT = 20_000
BASE, MIDDLE, FRESH, NOWHERE = range(4)
CONTEXT_LABELS = ("Place", "Country", "Field")

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
        self.offices: dict[str, int] = {"": 0}
        self._office_texts = [""]  # by code, as recorded
        self.links = Links()
        self.alive: Flags = np.empty(0, np.bool_)
        self.degrees: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self.labels: npt.NDArray[np.int64] = np.empty(0, np.int64)
        self.office: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self.since: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self.segments: list[Segment] = [Builder().segment() for _ in range(NOWHERE)]
        self._limits = {FRESH: fresh, MIDDLE: middle}
        # The segment that holds an entity's present keys; what others hold of it is out of date.
        self._home: npt.NDArray[np.uint8] = np.empty(0, np.uint8)
        self._fresh_keys: dict[int, Keys] = {}
        self._contexts: Slots | None = None

    def load(self, records: Iterable[Record], ties: Iterable[TieRow]) -> None:
        """Fills an empty index."""
        self._store(list(records))
        builder = Builder()
        for slot in range(len(self.records)):
            record = self.record(slot)
            builder.add(slot, keys_of(record), record.summary or "")
        self.segments[BASE] = builder.segment()
        self._home[:] = BASE
        self._link(self.slots, ties)

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

    def without(self, ids: Iterable[str], neighbours: Iterable[Record]) -> Index:
        """What is left for who may not see these entities; for reading, until the next change.

        `neighbours`: the records of those tied to them, as they are without those ties.
        """
        left = copy(self)
        left.records, left.segments = list(self.records), list(self.segments)
        for name in ("alive", "degrees", "labels", "office", "since", "_home"):
            setattr(left, name, getattr(self, name).copy())
        left._fresh_keys = {}
        gone = [self.slots[id_] for id_ in ids if id_ in self.slots]
        for slot in gone:
            left._forget(slot)
        left.links = self.links.without(self.flags(gone))
        left._store([record for record in neighbours if left._lives(record.id)])
        return left

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

    def _used(self) -> list[tuple[int, Segment]]:
        segments = list(enumerate(self.segments))
        return [(level, each) for level, each in segments if level == BASE or len(each.slots)]

    def record(self, slot: int) -> Record:
        """The record of a living slot."""
        found = self.records[slot]
        if found is None:
            raise LookupError(slot)
        return found

    def office_of(self, record: Record) -> str | None:
        """The name of the office that owns an entity, whether its name or its id was recorded."""
        return self._name_of(record.office) if record.office else None

    def offices_holding(self, part: str) -> list[int]:
        """The codes of the offices whose name holds a compact text."""
        names = (compact(self._name_of(text)) for text in self._office_texts)
        return [code for code, name in enumerate(names) if name and part in name]

    def contexts(self) -> Slots:
        """The places, countries and fields."""
        if self._contexts is None:
            bits = sum(self.bits.get(label, 0) for label in CONTEXT_LABELS)
            known = (self.labels & bits != 0) & self.alive
            self._contexts = np.flatnonzero(known).astype(np.int32)
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

    def _name_of(self, office: str) -> str:
        record = self.records[self.slots[office]] if self._lives(office) else None
        return record.name if record is not None else office

    def _lives(self, id_: str) -> bool:
        return id_ in self.slots and bool(self.alive[self.slots[id_]])

    def _grow(self) -> None:
        more = len(self.records) - len(self.alive)
        if more:
            self.alive = np.pad(self.alive, (0, more))
            self._home = np.pad(self._home, (0, more), constant_values=NOWHERE)
            self.degrees, self.office, self.since = (
                np.pad(column, (0, more)) for column in (self.degrees, self.office, self.since)
            )
            self.labels = np.pad(self.labels, (0, more))

    def _forget(self, slot: int) -> None:
        self.records[slot] = None
        self._contexts = None
        self.alive[slot] = False
        self._home[slot] = NOWHERE
        self._fresh_keys.pop(slot, None)

    def _refresh(self) -> None:
        """Makes the fresh segment anew, and merges what has grown too large."""
        builder = Builder()
        for slot, keys in self._fresh_keys.items():
            builder.add(slot, keys, self.record(slot).summary or "")
        self.segments[FRESH] = builder.segment()
        self._home[list(self._fresh_keys)] = FRESH
        for level in (FRESH, MIDDLE):
            if np.count_nonzero(self._home == level) > self._limits[level]:
                self._merge_down(level)

    def _merge_down(self, level: int) -> None:
        below = level - 1
        merged = self.segments[below].merged(self.segments[level], self._home, below, level)
        self.segments[below] = merged
        self.segments[level] = Builder().segment()
        self._home[self._home == level] = below
        if level == FRESH:
            self._fresh_keys = {}

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
        text = record.office or ""
        code = self.offices.setdefault(compact(text), len(self.offices))
        if code == len(self._office_texts):
            self._office_texts.append(text)
        return code


def day_number(date: str | None) -> int:
    """A date, which may be partial, as a number that sorts: 2009-05 is 20090501; none is 0."""
    return int((date + "-01-01")[:10].replace("-", "")) if date else 0


def _texts(record: Record) -> tuple[object, ...]:
    return (
        tuple(record.texts()),
        record.summary,
        record.is_person,
        record.is_organisation,
    )
