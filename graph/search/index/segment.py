"""Keys of many entities in flat arrays: found by hash, by beginning, by part. Immutable."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.search.index.record import Keys
from graph.search.spelling.text import compact, is_latin

Slots = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
# Longer beginnings are compared by these; names that agree so far are told apart by their tie.
OPENING_WIDTH = 24
NO_SLOTS: Slots = np.empty(0, np.int32)


# A byte each where all is ASCII, four where it is not.
Codes = npt.NDArray[np.uint8] | npt.NDArray[np.uint32]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Lines:
    """Texts one below the other, and where each character stands.

    `codes`: the characters of all lines, each line after a line break. `places`: where they
    stand, by character; the places of `alphabet[i]` are places[runs[i]:runs[i + 1]].
    """

    codes: Codes
    alphabet: npt.NDArray[np.uint32]
    runs: npt.NDArray[np.int64]
    places: Places
    starts: Places
    slots: Slots

    @staticmethod
    def of(pairs: Iterable[tuple[int, str]]) -> Lines:
        """Lines from slots and compact texts."""
        listed = list(pairs)
        text = "".join(f"\n{line}" for _, line in listed)
        codes = _codes(text)
        alphabet, counts = np.unique(codes, return_counts=True)
        lengths = np.fromiter((len(line) + 1 for _, line in listed), np.int32, len(listed))
        return Lines(
            codes=codes,
            alphabet=alphabet.astype(np.uint32),
            runs=np.concatenate([[0], np.cumsum(counts)]),
            places=np.argsort(codes, kind="stable").astype(np.int32),
            starts=(np.cumsum(lengths) - lengths + 1).astype(np.int32),
            slots=np.fromiter((slot for slot, _ in listed), np.int32, len(listed)),
        )

    def holding(self, part: str) -> tuple[Slots, Flags]:
        """The slots of the lines that hold a part, and which of them begin with it."""
        places = self._places_of(part)
        lines = np.searchsorted(self.starts, places, side="right") - 1
        return self.slots[lines], self.starts[lines] == places

    def pairs(self, kept: Flags) -> Iterator[tuple[int, str]]:
        """Slots and texts of the slots to be kept."""
        text = self.codes.astype(np.uint32).tobytes().decode("utf-32-le")
        ends = np.append(self.starts[1:] - 1, len(text)).tolist()
        for slot, start, end in zip(self.slots.tolist(), self.starts.tolist(), ends, strict=False):
            if kept[slot]:
                yield slot, text[start:end]

    def _places_of(self, part: str) -> Places:
        """Where the part begins: from its rarest character, the others are compared."""
        runs = [self._run(ord(character)) for character in part]
        rarest = min(range(len(part)), key=lambda place: len(runs[place]))
        places = runs[rarest] - np.int32(rarest)
        for place, character in enumerate(part):
            if place != rarest:
                # Below 0 only for a part that cannot fit before the first line's end.
                places = places[(places >= 0) & (places + place < len(self.codes))]
                places = places[self.codes[places + place] == ord(character)]
        return places

    def _run(self, code: int) -> Places:
        found = int(np.searchsorted(self.alphabet, np.uint32(code)))
        if found == len(self.alphabet) or self.alphabet[found] != code:
            return self.places[:0]
        return self.places[self.runs[found] : self.runs[found + 1]]


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

    def by_hashes(self, asked: npt.NDArray[np.int64]) -> tuple[Slots, npt.NDArray[np.uint8]]:
        """The slots, and kinds of key, of every key with one of the hashes."""
        low = np.searchsorted(self.hashes, asked, side="left")
        known = low < len(self.hashes)
        known[known] = self.hashes[low[known]] == asked[known]
        if not known.any():
            return NO_SLOTS, np.empty(0, np.uint8)
        high = np.searchsorted(self.hashes, asked[known], side="right")
        runs = [slice(a, b) for a, b in zip(low[known].tolist(), high.tolist(), strict=True)]
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

    def merged(self, newer: Segment, home: npt.NDArray[np.uint8], *levels: int) -> Segment:
        """This segment and the newer one as one, of what has its home in the level of each."""
        kept = [home[s.slots] == level for s, level in zip((self, newer), levels, strict=True)]
        opened = [
            home[s.opening_slots] == level for s, level in zip((self, newer), levels, strict=True)
        ]
        return _sorted(
            np.concatenate([self.hashes[kept[0]], newer.hashes[kept[1]]]),
            np.concatenate([self.slots[kept[0]], newer.slots[kept[1]]]),
            np.concatenate([self.kinds[kept[0]], newer.kinds[kept[1]]]),
            np.concatenate([self.openings[opened[0]], newer.openings[opened[1]]]),
            np.concatenate([self.opening_slots[opened[0]], newer.opening_slots[opened[1]]]),
            *(
                Lines.of([*a.pairs(home == levels[0]), *b.pairs(home == levels[1])])
                for a, b in zip(self._lines(), newer._lines(), strict=True)
            ),
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

    def add(self, slot: int, keys: Keys, context: str) -> None:
        """Adds an entity's keys, and the text in which it is found last."""
        self._hashes.extend(hash(text) for _, text in keys.keys)
        self._slots.extend([slot] * len(keys.keys))
        self._kinds.extend(kind for kind, _ in keys.keys)
        self._openings.extend(text.encode()[:OPENING_WIDTH] for text in keys.openings)
        self._opening_slots.extend([slot] * len(keys.openings))
        for line in keys.lines:
            (self._latin if is_latin(line) else self._other).append((slot, line))
        if plain := compact(context):
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


def hashes_of(texts: Iterable[str]) -> npt.NDArray[np.int64]:
    """The hashes of texts, in order: neighbours find their place in what was read just before."""
    return np.sort(np.fromiter(map(hash, texts), np.int64))


def _codes(text: str) -> Codes:
    if text.isascii():
        return np.frombuffer(text.encode("ascii"), np.uint8)
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)
