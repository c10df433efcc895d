"""The ties of all entities in a few long arrays that are only ever appended to.

A topology points into them. One made later may point to places appended since; one made earlier
never looks at those, so nobody has to wait for anybody.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import NEVER
from graph.topology.costs import dated_costs

T = TypeVar("T", bound=np.generic)

PAST_KIND = 128  # added to a tie's type when it is past: types are fewer
WEIGHTS_KEPT = 3  # dates whose costs are kept: today, and what two people look back at
_SPARE = 65_536  # places for ties to come, at the least

PLACE_ARRAYS = {"target": np.int32, "edge": np.int32}
EDGE_ARRAYS = {
    "key": np.uint64,
    "static": np.int64,
    "seen": np.int32,
    "since": np.int32,
    "until": np.int32,
    "type": np.uint8,
}


@dataclass(frozen=True)
class Weights:
    """What every place is worth as of a date.

    `cost` [place] int64: in units of 2^-48, NEVER before the tie began. `kind` [place] uint8: the
    tie's type, + PAST_KIND when past.
    """

    cost: NDArray[np.int64]
    kind: NDArray[np.uint8]


@dataclass
class Pool:
    """`place` arrays hold a tie at either of its ends, `edge` arrays each tie once.

    `place`, each [place] int32: `target`, the entity at the other end, and `edge`. `edge`, each
    [edge]: `key` uint64, the hash of the tie's id; `static` int64, its cost but for recency, in
    units of 2^-48; `seen` (the last contact, or verification), `since` and `until` int32, in days
    from 0001-01-01 as 1, or NO_DAY; `type` uint8. `chunks` [chunk, 3] int32, the further pieces of
    long rows: first place, place after the last, next chunk or -1. `lasting` [type] bool: `until`
    never makes it past. `places`, `edges` and `chunk_count` are in use; behind them is room.
    """

    place: dict[str, NDArray[np.int32]]
    edge: dict[str, NDArray[Any]]
    chunks: NDArray[np.int32]
    lasting: NDArray[np.bool_]
    places: int
    edges: int
    chunk_count: int = 0
    _weights: OrderedDict[date, tuple[int, Weights]] = field(default_factory=OrderedDict)
    _weighing: threading.Lock = field(default_factory=threading.Lock)

    def weights(self, as_of: date, places: int) -> Weights:
        """What places are worth as of a date, the first `places` at least."""
        with self._weighing:
            done, weights = self._weights.pop(as_of, (0, None))
            if weights is None:
                cost = np.empty(len(self.place["target"]), np.int64)
                weights = Weights(cost, np.empty(len(cost), np.uint8))
            if done < places:
                self._weigh(weights, as_of, done, places)
            self._weights[as_of] = max(done, places), weights
            while len(self._weights) > WEIGHTS_KEPT:
                self._weights.popitem(last=False)
            return weights

    def _weigh(self, weights: Weights, as_of: date, done: int, places: int) -> None:
        edges = self.place["edge"][done:places]
        if done == 0:
            cost, kind = self._weighed(slice(0, self.edges), as_of)
            np.take(cost, edges, out=weights.cost[:places])
            np.take(kind, edges, out=weights.kind[:places])
        else:
            cost, kind = self._weighed(edges, as_of)
            weights.cost[done:places], weights.kind[done:places] = cost, kind

    def _weighed(
        self, edges: slice | NDArray[np.int32], as_of: date
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        part = {name: array[edges] for name, array in self.edge.items()}
        cost = dated_costs(part["static"], part["seen"], part["since"], as_of, NEVER)
        until = part["until"]
        past = (until > 0) & (until < as_of.toordinal()) & ~self.lasting[part["type"]]
        return cost, (part["type"] + np.where(past, PAST_KIND, 0)).astype(np.uint8)

    def has_room(self, places: int, edges: int, chunks: int) -> bool:
        """Whether so many more fit."""
        return (
            self.places + places <= len(self.place["target"])
            and self.edges + edges <= len(self.edge["static"])
            and self.chunk_count + chunks <= len(self.chunks)
        )

    def with_room(self, places: int, edges: int, chunks: int) -> Pool:
        """A copy in which so many more fit, and some to spare; this one stays as it is."""
        room = self.places + places + spare(self.places)
        edge_room = self.edges + edges + spare(self.edges)
        chunk_room = self.chunk_count + chunks + spare(self.chunk_count)
        return Pool(
            place={n: enlarged(a[: self.places], room) for n, a in self.place.items()},
            edge={n: enlarged(a[: self.edges], edge_room) for n, a in self.edge.items()},
            chunks=enlarged(self.chunks[: self.chunk_count], chunk_room),
            lasting=self.lasting,
            places=self.places,
            edges=self.edges,
            chunk_count=self.chunk_count,
        )


def spare(used: int) -> int:
    """Room to leave behind `used` entries."""
    return max(_SPARE, used // 20)


def enlarged(array: NDArray[T], length: int) -> NDArray[T]:
    """The array's content at the start of a longer one, or of one as long."""
    if length == len(array):
        return array.copy()
    longer = np.zeros((length, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer
