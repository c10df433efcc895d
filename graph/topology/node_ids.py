"""Ids of entities and the numbers that stand for them in arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

ID_BYTES = 64  # ids are at most so many ASCII characters: see graph/values.py


@dataclass(frozen=True)
class NodeIds:
    """Numbers in the order of the ids by code point, then those added since, as they came."""

    base: NDArray[np.bytes_]
    added: tuple[str, ...] = ()
    _added_numbers: dict[str, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.base) + len(self.added)

    def number(self, id_: str) -> int:
        """The number of an id, or -1."""
        if id_ in self._added_numbers:
            return self._added_numbers[id_]
        try:
            wanted = np.bytes_(id_.encode("ascii"))
        except UnicodeEncodeError:
            return -1
        place = int(np.searchsorted(self.base, wanted))
        found = place < len(self.base) and self.base[place] == wanted
        return place if found else -1

    def id(self, number: int) -> str:
        """The id of a number."""
        if number < len(self.base):
            return str(self.base[number], "ascii")
        return self.added[number - len(self.base)]

    def with_added(self, ids: Sequence[str]) -> NodeIds:
        """The same numbers, and further ones for `ids`."""
        if not ids:
            return self
        numbers = {id_: len(self) + index for index, id_ in enumerate(ids)}
        return NodeIds(self.base, (*self.added, *ids), self._added_numbers | numbers)

    def all(self) -> NDArray[np.bytes_]:
        """The ids by number."""
        if not self.added:
            return self.base
        return np.concatenate([self.base, np.array(self.added, np.bytes_)])

    def in_order(self) -> NDArray[np.int64]:
        """Every number, in the order of the ids."""
        if not self.added:
            return np.arange(len(self.base))
        added = np.array(self.added, np.bytes_)
        order = np.argsort(added)
        places = np.searchsorted(self.base, added[order])
        return np.insert(np.arange(len(self.base)), places, order + len(self.base))


def id_array(ids: Iterable[str]) -> NDArray[np.bytes_]:
    """Ids as one array of bytes, in the order given."""
    listed = list(ids)
    return np.array(listed, np.bytes_) if listed else np.empty(0, "S1")


def keys_of(ids: Sequence[str]) -> NDArray[np.uint64]:
    """A 64-bit hash per id (splitmix64 over its bytes), the same in every process.

    Two of three million ids share one with a probability of 2.4e-7, and it matters only when both
    are at one entity and one of them is written.
    """
    if not ids:
        return np.empty(0, np.uint64)
    words = np.array(ids, f"S{ID_BYTES}").view(np.uint64).reshape(len(ids), -1)
    key = np.zeros(len(ids), np.uint64)
    for column in words.T:
        key = (key ^ column) + np.uint64(0x9E3779B97F4A7C15)
        key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        key ^= key >> np.uint64(31)
    return key
