"""Keys of many entities in flat arrays: found by hash, by beginning, by part. Immutable."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.search.record import Keys
from graph.search.text import compact, is_latin

Slots = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
# Longer beginnings are compared by these; names that agree so far are told apart by their tie.
OPENING_WIDTH = 24
_NO_SLOTS: Slots = np.empty(0, np.int32)


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts one below the other in one long string, which is quicker to search than many."""

    text: str
    starts: npt.NDArray[np.int64]
    slots: Slots

    @staticmethod
    def of(pairs: Iterable[tuple[int, str]]) -> Lines:
        """Lines from slots and texts."""
        listed = list(pairs)
        lengths = np.fromiter((len(text) + 1 for _, text in listed), np.int64, len(listed))
        return Lines(
            text="".join(f"\n{text}" for _, text in listed),
            starts=np.cumsum(lengths) - lengths + 1,
            slots=np.fromiter((slot for slot, _ in listed), np.int32, len(listed)),
        )

    def holding(self, part: str) -> tuple[Slots, Flags]:
        """The slots of the lines that hold a part, and which of them begin with it."""
        found = array("q", self._places(part))
        if not found:
            return _NO_SLOTS, np.empty(0, np.bool_)
        places = np.frombuffer(found, np.int64)
        lines = np.searchsorted(self.starts, places, side="right") - 1
        return self.slots[lines], self.starts[lines] == places

    def pairs(self, dropped: Flags) -> Iterator[tuple[int, str]]:
        """Slots and texts, without those of the slots to be dropped."""
        ends = np.append(self.starts[1:] - 1, len(self.text)) if len(self.starts) else self.starts
        kept = np.flatnonzero(~dropped[self.slots])
        for line in kept.tolist():
            yield int(self.slots[line]), self.text[self.starts[line] : ends[line]]

    def _places(self, part: str) -> Iterator[int]:
        """One place in each line that holds the part."""
        find = self.text.find
        place = find(part)
        while place >= 0:
            yield place
            line_end = find("\n", place)
            place = find(part, line_end) if line_end >= 0 else -1


@dataclass(frozen=True, slots=True)
class Segment:
    """Sorted keys. `openings` are sorted too; `summaries` are lines of what is no name."""

    hashes: npt.NDArray[np.int64]
    slots: Slots
    kinds: npt.NDArray[np.uint8]
    openings: npt.NDArray[np.bytes_]
    opening_slots: Slots
    latin: Lines
    other: Lines
    summaries: Lines

    def by_keys(self, texts: Iterable[str]) -> tuple[Slots, npt.NDArray[np.uint8]]:
        """The slots, and kinds of key, of every key that is one of the texts."""
        asked = np.fromiter(map(hash, texts), np.int64)
        low = np.searchsorted(self.hashes, asked, side="left")
        high = np.searchsorted(self.hashes, asked, side="right")
        runs = [slice(a, b) for a, b in zip(low.tolist(), high.tolist(), strict=True) if a < b]
        if not runs:
            return _NO_SLOTS, np.empty(0, np.uint8)
        return (
            np.concatenate([self.slots[run] for run in runs]),
            np.concatenate([self.kinds[run] for run in runs]),
        )

    def opening_with(self, text: str) -> Slots:
        """The slots of the openings that begin with a text."""
        low = text.encode()[:OPENING_WIDTH]
        asked = np.array([low, low[:-1] + bytes([low[-1] + 1])], f"S{OPENING_WIDTH}")
        first, last = np.searchsorted(self.openings, asked, side="left").tolist()
        return self.opening_slots[first:last]

    def holding(self, part: str) -> tuple[Slots, Flags]:
        """The slots of the names that hold a part, and which of them begin with it."""
        found = [self.other.holding(part)]
        if is_latin(part):
            found.append(self.latin.holding(part))
        slots, begins = zip(*found, strict=True)
        return np.concatenate(slots), np.concatenate(begins)

    def merged(self, newer: Segment, dropped: Flags) -> Segment:
        """This segment without the dropped slots, and the newer one, as one."""
        kept, opened = ~dropped[self.slots], ~dropped[self.opening_slots]
        return _sorted(
            np.concatenate([self.hashes[kept], newer.hashes]),
            np.concatenate([self.slots[kept], newer.slots]),
            np.concatenate([self.kinds[kept], newer.kinds]),
            np.concatenate([self.openings[opened], newer.openings]),
            np.concatenate([self.opening_slots[opened], newer.opening_slots]),
            *(_joined(a, b, dropped) for a, b in zip(self._lines(), newer._lines(), strict=True)),
        )

    def _lines(self) -> tuple[Lines, Lines, Lines]:
        return self.latin, self.other, self.summaries


class Builder:
    """Gathers keys for a segment."""

    def __init__(self) -> None:
        self._hashes, self._slots, self._kinds = array("q"), array("i"), bytearray()
        self._openings: list[bytes] = []
        self._opening_slots = array("i")
        self._latin: list[tuple[int, str]] = []
        self._other: list[tuple[int, str]] = []
        self._summaries: list[tuple[int, str]] = []

    def add(self, slot: int, keys: Keys, summary: str) -> None:
        """Adds an entity's keys, and the text in which it is found last."""
        self._hashes.extend(hash(text) for _, text in keys.keys)
        self._slots.extend([slot] * len(keys.keys))
        self._kinds.extend(kind for kind, _ in keys.keys)
        self._openings.extend(text.encode()[:OPENING_WIDTH] for text in keys.openings)
        self._opening_slots.extend([slot] * len(keys.openings))
        for line in keys.lines:
            (self._latin if is_latin(line) else self._other).append((slot, line))
        if plain := compact(summary):
            self._summaries.append((slot, plain))

    def segment(self) -> Segment:
        """What was gathered, sorted."""
        return _sorted(
            np.array(self._hashes, np.int64),
            np.array(self._slots, np.int32),
            np.frombuffer(bytes(self._kinds), np.uint8),
            np.array(self._openings, f"S{OPENING_WIDTH}"),
            np.array(self._opening_slots, np.int32),
            Lines.of(self._latin),
            Lines.of(self._other),
            Lines.of(self._summaries),
        )


def _sorted(
    hashes: npt.NDArray[np.int64],
    slots: Slots,
    kinds: npt.NDArray[np.uint8],
    openings: npt.NDArray[np.bytes_],
    opening_slots: Slots,
    latin: Lines,
    other: Lines,
    summaries: Lines,
) -> Segment:
    order, opened = np.argsort(hashes), np.argsort(openings)
    return Segment(
        hashes[order],
        slots[order],
        kinds[order],
        openings[opened],
        opening_slots[opened],
        latin,
        other,
        summaries,
    )


def _joined(old: Lines, new: Lines, dropped: Flags) -> Lines:
    nothing = np.zeros_like(dropped)
    return Lines.of([*old.pairs(dropped), *new.pairs(nothing)])
