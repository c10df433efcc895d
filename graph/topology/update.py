"""A topology after some entities and ties changed, sharing with the one before what did not."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.topology.build import LONG_ROW, Columns, EdgeReader, entity_bits
from graph.topology.node_ids import NodeIds, keys_of
from graph.topology.pool import Pool, enlarged
from graph.topology.topology import Topology
from graph.topology.vocabulary import GONE

Piece = tuple[int, int]
_NO_ROW = np.array([0, 0, -1], np.int32)


@dataclass(frozen=True)
class Fresh:
    """What the store now holds of what was touched."""

    entity_ids: frozenset[str]
    relationship_ids: frozenset[str]
    ends: Columns
    ties: Columns


def updated(old: Topology, fresh: Fresh, reader: EdgeReader) -> Topology:
    """`old` with what was touched as it now is. Every end of a touched tie is an entity given."""
    topology = _with_entities(old, fresh)
    gone, touched = _old_places(topology, fresh)
    new = _new_edges(topology, fresh, reader)
    affected = sorted(touched | set(new.by_node))
    if not affected:
        return topology
    change = _Change(topology, gone, new)
    return change.applied(affected)


def _with_entities(old: Topology, fresh: Fresh) -> Topology:
    """The entities' own facts: new ones, labels, who declined, who is gone, for whom each is."""
    known = [id_ for id_ in fresh.ends["id"] if old.ids.number(id_) < 0]
    ids = old.ids.with_added(known)
    now = _entity_facts(old, ids, fresh)
    if not known and all((old.bits[n], old.access[n]) == facts for n, facts in now.items()):
        return old
    bits, access = enlarged(old.bits, len(ids)), enlarged(old.access, len(ids))
    if now:
        bits[list(now)], access[list(now)] = zip(*now.values(), strict=True)
    new = replace(old, ids=ids, bits=bits, access=access, views=old.views.after(now))
    if not known:
        return new
    rows = np.concatenate([old.rows, np.tile(_NO_ROW, (len(known), 1))])
    return replace(new, rows=rows, degrees=enlarged(old.degrees, len(ids)))


def _entity_facts(old: Topology, ids: NodeIds, fresh: Fresh) -> dict[int, tuple[int, int]]:
    """Bits and access of those touched, by number: who is not in the store any more is gone."""
    touched = (ids.number(id_) for id_ in fresh.entity_ids)
    there = [number for number in touched if 0 <= number < len(old.ids)]
    now = {number: (int(old.bits[number]) | GONE, int(old.access[number])) for number in there}
    numbers = map(ids.number, fresh.ends["id"])
    bits = entity_bits(old.words, fresh.ends).tolist()
    access = old.accesses.numbers(fresh.ends["access"]).tolist()
    return now | dict(zip(numbers, zip(bits, access, strict=True), strict=True))


def _old_places(topology: Topology, fresh: Fresh) -> tuple[dict[int, list[int]], set[int]]:
    """Per node the places of ties that were touched, and all nodes that have such."""
    pool = topology.pool
    keys = keys_of(sorted(fresh.relationship_ids))
    numbers = [n for id_ in fresh.entity_ids if (n := topology.ids.number(id_)) >= 0]
    gone: dict[int, list[int]] = defaultdict(list)
    if not len(keys):
        return gone, set()
    for number in numbers:
        places = topology.row(number)
        found = places[np.isin(pool.edge["key"][pool.place["edge"][places]], keys)]
        if len(found):
            gone[number] = found.tolist()
    return gone, set(gone)


@dataclass(frozen=True)
class _NewEdges:
    arrays: dict[str, NDArray[Any]]
    by_node: dict[int, list[tuple[int, int]]]  # (other end, index in `arrays`)


def _new_edges(topology: Topology, fresh: Fresh, reader: EdgeReader) -> _NewEdges:
    by_node: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, (one_id, other_id) in enumerate(
        zip(fresh.ties["from"], fresh.ties["to"], strict=True)
    ):
        one, other = topology.number(one_id), topology.number(other_id)
        if one < 0 or other < 0:
            continue
        by_node[one].append((other, index))
        if other != one:
            by_node[other].append((one, index))
    return _NewEdges(reader.arrays(fresh.ties), by_node)


class _Change:
    """Appends the rows that changed to the pool."""

    def __init__(self, topology: Topology, gone: dict[int, list[int]], new: _NewEdges) -> None:
        self._topology = topology
        self._gone = gone
        self._new = new
        self._rows = topology.rows.copy()
        self._degrees = topology.degrees.copy()

    def applied(self, affected: list[int]) -> Topology:
        """The topology with the affected rows replaced."""
        old = self._topology
        pool = self._with_room(affected)
        first_edge = pool.edges
        count = len(self._new.arrays["static"])
        for name, array in self._new.arrays.items():
            pool.edge[name][first_edge : first_edge + count] = array
        pool.edges += count
        for number in affected:
            self._replace(pool, number, first_edge)
        return replace(
            old,
            rows=self._rows,
            degrees=self._degrees,
            pool=pool,
            places=pool.places,
            views=old.views.after(affected),
        )

    def _with_room(self, affected: list[int]) -> Pool:
        pool = self._topology.pool
        places, chunks = 0, 0
        for number in affected:
            new = len(self._new.by_node.get(number, ()))
            changed_pieces = new + len(self._gone.get(number, ()))
            pieces = self._pieces(number)
            length = sum(stop - start for start, stop in pieces)
            places += min(length, changed_pieces * LONG_ROW) + new
            chunks += len(pieces) + new + 1
        edges = len(self._new.arrays["static"])
        if pool.has_room(places, edges, chunks):
            return pool
        return pool.with_room(places, edges, chunks)

    def _pieces(self, number: int) -> list[Piece]:
        start, stop, chunk = (int(value) for value in self._topology.rows[number])
        pieces = [(start, stop)]
        while chunk >= 0:
            start, stop, chunk = (int(value) for value in self._topology.pool.chunks[chunk])
            pieces.append((start, stop))
        return pieces

    def _replace(self, pool: Pool, number: int, first_edge: int) -> None:
        """Writes the row anew: its changed pieces at the pool's end, the others where they are."""
        gone = set(self._gone.get(number, ()))
        added = self._new.by_node.get(number, [])
        pieces = self._pieces(number)
        share = self._shared_out(pieces, added)
        result: list[Piece] = []
        for index, (start, stop) in enumerate(pieces):
            dropped = [place for place in gone if start <= place < stop]
            if dropped or share[index]:
                result += self._rewritten(pool, (start, stop), dropped, share[index], first_edge)
            elif stop > start:
                result.append((start, stop))
        self._link(pool, number, result)
        counted = self._topology.words.counted
        types = self._topology.pool.edge["type"]
        edges = self._topology.pool.place["edge"]
        lost = sum(bool(counted[types[edges[place]]]) for place in gone)
        won = sum(bool(counted[self._new.arrays["type"][index]]) for _, index in added)
        self._degrees[number] += won - lost

    def _shared_out(
        self, pieces: list[Piece], added: list[tuple[int, int]]
    ) -> list[list[tuple[int, int]]]:
        """The new ties by the piece they belong in."""
        share: list[list[tuple[int, int]]] = [[] for _ in pieces]
        ids, target = self._topology.ids, self._topology.pool.place["target"]
        firsts = [ids.id(int(target[start])) for start, stop in pieces[1:] if stop > start]
        for other, index in added:
            place = bisect_left(firsts, ids.id(other)) if firsts else 0
            share[place].append((other, index))
        return share

    def _rewritten(
        self,
        pool: Pool,
        piece: Piece,
        dropped: list[int],
        added: list[tuple[int, int]],
        first_edge: int,
    ) -> list[Piece]:
        """The piece without `dropped` and with `added`, in order, at the pool's end."""
        ids = self._topology.ids
        places = np.setdiff1d(np.arange(*piece), dropped, assume_unique=True)
        target, edge = pool.place["target"][places], pool.place["edge"][places]
        order = sorted(added, key=lambda tie: ids.id(tie[0]))
        others = _Ids(self._topology, target)
        spots = [bisect_left(others, ids.id(other)) for other, _ in order]
        target = np.insert(target, spots, [other for other, _ in order])
        edge = np.insert(edge, spots, [first_edge + index for _, index in order])
        start = pool.places
        pool.place["target"][start : start + len(target)] = target
        pool.place["edge"][start : start + len(target)] = edge
        pool.places += len(target)
        cuts = [*range(start, pool.places, LONG_ROW), pool.places]
        return list(pairwise(cuts))

    def _link(self, pool: Pool, number: int, pieces: list[Piece]) -> None:
        """Points the row at its pieces, in order."""
        following = -1
        for start, stop in reversed(pieces[1:]):
            pool.chunks[pool.chunk_count] = start, stop, following
            following = pool.chunk_count
            pool.chunk_count += 1
        start, stop = pieces[0] if pieces else (0, 0)
        self._rows[number] = start, stop, following


@dataclass(frozen=True)
class _Ids(Sequence[str]):
    """The ids of numbers, looked up only where asked."""

    topology: Topology
    numbers: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        return self.topology.ids.id(int(self.numbers[index]))
