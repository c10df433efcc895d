"""A topology from columns of entities and ties, or from another one, compacted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import UNIT
from graph.schema import Schema
from graph.topology.costs import NO_DAY, Days
from graph.topology.node_ids import NodeIds, id_array, keys_of
from graph.topology.pool import EDGE_ARRAYS, Pool, enlarged, spare
from graph.topology.topology import Topology
from graph.topology.vocabulary import DECLINED, GONE, Vocabulary
from graph.viewer import Accesses

Columns = Mapping[str, Sequence[Any]]
LONG_ROW = 4_096  # ties in a piece of a row: what a write to a hub copies at most


@dataclass(frozen=True)
class EntityArrays:
    """n entities in the order of their ids, as a topology has them."""

    ids: NDArray[np.bytes_]
    bits: NDArray[np.int64]
    access: NDArray[np.uint16]
    accesses: Accesses


@dataclass
class EdgeReader:
    """Turns columns of ties into arrays."""

    schema: Schema
    words: Vocabulary
    _days: Days = field(default_factory=Days)

    def __post_init__(self) -> None:
        weights = self.schema.weights | self.schema.weights_on_request
        costs = [-math.log(weights[type_]) * UNIT for type_ in self.words.types]
        self._type_costs = np.array(costs or [0.0])

    def arrays(self, ties: Columns) -> dict[str, NDArray[Any]]:
        """The `edge` arrays of a pool for these ties."""
        numbers = self.words.number
        types = np.array([numbers[type_] for type_ in ties["type"]], np.uint8)
        shares = [_negative_logs(ties[name]) for name in ("strength", "confidence")]
        static = np.rint(self._type_costs[types] + (shares[0] + shares[1]) * UNIT)
        last = self._read(ties["last_contact"])
        return {
            "key": keys_of(ties["id"]),
            "static": static.astype(np.int64),
            "seen": np.where(last == NO_DAY, self._read(ties["verified_at"]), last),
            "since": self._read(ties["since"]),
            "until": self._read(ties["until"]),
            "type": types,
        }

    def _read(self, column: Sequence[str | None]) -> NDArray[np.int32]:
        days = self._days
        return np.array([days[text] for text in column], np.int32)


def _negative_logs(column: Sequence[float | None]) -> NDArray[np.float64]:
    # Absent ones are None, or 0 in columns.
    shares = np.array([share or 1.0 for share in column], np.float64)
    return np.asarray(-np.log(shares))


def build(schema: Schema, words: Vocabulary, ends: Columns, batches: Iterable[Columns]) -> Topology:
    """A topology of entities (`id`, `labels`, `declined`, `access`) and ties in batches of columns.

    A tie whose end is not among the entities is left out: it came while the ends were read, and
    the log of writes tells of it again.
    """
    ids = id_array(ends["id"])
    order = np.argsort(ids)
    bits = entity_bits(words, ends)
    accesses = Accesses()
    access = accesses.numbers(ends["access"])
    numbers = {ends["id"][place]: number for number, place in enumerate(order.tolist())}
    reader = EdgeReader(schema, words)
    sides, parts = [np.empty((2, 0), np.int32)], [_no_edges()]
    for ties in batches:
        pair = [[numbers.get(id_, -1) for id_ in ties[side]] for side in ("from", "to")]
        both = np.array(pair, np.int32).reshape(2, -1)
        known = (both >= 0).all(axis=0)
        sides.append(both[:, known])
        parts.append({name: array[known] for name, array in reader.arrays(ties).items()})
    edges = {name: np.concatenate([part[name] for part in parts]) for name in EDGE_ARRAYS}
    parts.clear()
    one, other = np.concatenate(sides, axis=1)
    entities = EntityArrays(ids[order], bits[order], access[order], accesses)
    return assemble(schema, words, entities, one, other, edges)


def entity_bits(words: Vocabulary, ends: Columns) -> NDArray[np.int64]:
    """The bits of entities by their labels, and of who declined."""
    pairs = zip(ends["labels"], ends["declined"], strict=True)
    bits = (words.bits(labels) | (DECLINED if declined else 0) for labels, declined in pairs)
    return np.fromiter(bits, np.int64)


def assemble(
    schema: Schema,
    words: Vocabulary,
    entities: EntityArrays,
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    edges: dict[str, NDArray[Any]],
) -> Topology:
    """A topology from arrays; `one` and `other` are numbers of ends, `edges` as in a pool."""
    count, nodes = len(one), len(entities.ids)
    loop = one == other
    source = np.concatenate([one, other[~loop]])
    target = np.concatenate([other, one[~loop]])
    edge = np.concatenate([np.arange(count, dtype=np.int32), np.flatnonzero(~loop)])
    order = np.argsort(source.astype(np.int64) << 32 | target, kind="stable")
    lengths = np.bincount(source, minlength=nodes)
    counted = words.counted[edges["type"][edge]] if count else np.empty(0, np.bool_)
    degrees = np.bincount(source[counted], minlength=nodes).astype(np.int32)
    target, edge = target[order], edge[order].astype(np.int32)
    rows, chunks = _rows(lengths)
    return Topology(
        words=words,
        ids=NodeIds(entities.ids),
        bits=entities.bits,
        access=entities.access,
        accesses=entities.accesses,
        rows=rows,
        degrees=degrees,
        pool=_pool(schema, words, {"target": target, "edge": edge}, edges, chunks),
        places=len(target),
    )


def compacted(schema: Schema, old: Topology) -> Topology:
    """The same entities and ties without what updates left behind, numbered in order anew."""
    order = old.ids.in_order()
    order = order[old.bits[order] & GONE == 0]
    renumbered = np.full(len(old.ids), -1, np.int32)
    renumbered[order] = np.arange(len(order))
    places, lengths = old.rows_of(order)
    edge = old.pool.place["edge"][places]
    used = np.zeros(old.pool.edges, np.bool_)
    used[edge] = True
    place = {
        "target": renumbered[old.pool.place["target"][places]],
        "edge": (np.cumsum(used) - 1)[edge].astype(np.int32),
    }
    edges = {name: array[: old.pool.edges][used] for name, array in old.pool.edge.items()}
    in_use, access = np.unique(old.access[order], return_inverse=True)
    listed = old.accesses.listed()
    new_rows, chunks = _rows(lengths)
    return Topology(
        words=old.words,
        ids=NodeIds(old.ids.all()[order]),
        bits=old.bits[order],
        access=access.astype(np.uint16),
        accesses=Accesses.of(listed[number] for number in in_use),
        rows=new_rows,
        degrees=old.degrees[order],
        pool=_pool(schema, old.words, place, edges, chunks),
        places=len(places),
        views=old.views.compacted(order, renumbered),
    )


def _rows(lengths: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Rows one after another, the long ones in pieces, and those pieces."""
    stops = np.cumsum(lengths)
    rows = np.empty((len(lengths), 3), np.int32)
    rows[:, 0], rows[:, 1], rows[:, 2] = stops - lengths, stops, -1
    chunks: list[tuple[int, int, int]] = []
    for number in np.flatnonzero(lengths > LONG_ROW):
        start, stop, _ = rows[number]
        rows[number] = pieces_of(int(start), int(stop), chunks, len(chunks))
    return rows, np.array(chunks, np.int32).reshape(-1, 3)


def pieces_of(
    start: int, stop: int, chunks: list[tuple[int, int, int]], first_chunk: int
) -> tuple[int, int, int]:
    """The first piece of a row; the others are appended to `chunks`, numbered from `first_chunk`."""
    following = -1
    cuts = list(range(start, stop, LONG_ROW))[1:]
    end = stop
    for number, cut in enumerate(reversed(cuts)):
        chunks.append((cut, end, following))
        following, end = first_chunk + number, cut
    return start, end, following


def _pool(
    schema: Schema,
    words: Vocabulary,
    place: dict[str, NDArray[np.int32]],
    edges: dict[str, NDArray[Any]],
    chunks: NDArray[np.int32],
) -> Pool:
    places, count = len(place["target"]), len(edges["static"])
    return Pool(
        place={name: enlarged(array, places + spare(places)) for name, array in place.items()},
        edge={name: enlarged(array, count + spare(count)) for name, array in edges.items()},
        chunks=enlarged(chunks, len(chunks) + spare(len(chunks))),
        lasting=np.array([type_ in schema.lasting for type_ in words.types], np.bool_),
        places=places,
        edges=count,
        chunk_count=len(chunks),
    )


def _no_edges() -> dict[str, NDArray[Any]]:
    return {name: np.empty(0, dtype) for name, dtype in EDGE_ARRAYS.items()}
