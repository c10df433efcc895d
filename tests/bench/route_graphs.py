"""Synthetic topologies of a city and a province, heavy-tailed; the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import UNIT
from graph.schema import Schema
from graph.topology.build import EntityArrays, assemble
from graph.topology.costs import NO_DAY
from graph.topology.node_ids import id_array
from graph.topology.topology import Topology
from graph.topology.vocabulary import Vocabulary
from graph.viewer import EVERYTHING, OWN, Access, Accesses, Viewer

AS_OF = date(2026, 1, 1)
SEED = 7
# Exponent of the tail of degrees, and the share of all ends that the largest hub may have.
_TAIL, _LARGEST = 1.5, 0.02


@dataclass(frozen=True)
class Size:
    """Nodes and relationships of a benchmark's graph."""

    name: str
    nodes: int
    ties: int


# Everybody is of one of three offices; nine in ten are shared with a fourth.
OFFICES = ("north", "south", "west")
_SHARED_WITH, _SHARED = "all", 0.9
VIEWERS = {
    "an office of three": Viewer(OWN, frozenset({OFFICES[0]})),
    "a tenth hidden": Viewer(OWN, frozenset({_SHARED_WITH})),
}

SIZES = {"S": Size("S", 24_000, 120_000), "M": Size("M", 500_000, 3_000_000)}


def ends(size: Size) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The two ends of every tie: half of them by turns, the others by preference for the busy."""
    random = np.random.default_rng(SEED)
    busy = 1 + random.pareto(_TAIL, size.nodes)
    busy = np.minimum(busy, _LARGEST * busy.sum())
    preferred = random.choice(size.nodes, (2, size.ties), p=busy / busy.sum())
    by_turns = random.permutation(size.nodes)[np.arange(size.ties) % size.nodes]
    one = np.where(random.random(size.ties) < 0.5, by_turns, preferred[0])
    return one.astype(np.int32), preferred[1].astype(np.int32)


def facts(size: Size, schema: Schema, words: Vocabulary) -> dict[str, NDArray[Any]]:
    """Types, strengths and dates of the ties, mixed as an office's are: three in ten undated."""
    random = np.random.default_rng(SEED + 1)
    count, today = size.ties, AS_OF.toordinal()
    type_ = random.integers(0, len(words.types) - len(words.on_request), count)
    weights = np.array([schema.weights.get(name, 1.0) for name in words.types])
    shares = random.choice([1, 0.9, 0.8, 0.6, 0.5, 0.3], count) * random.choice([1, 1, 0.8], count)
    seen = np.where(random.random(count) < 0.3, NO_DAY, today - random.integers(0, 6_000, count))
    until = np.where(random.random(count) < 0.1, today - random.integers(1, 3_000, count), NO_DAY)
    return {
        "key": random.integers(0, 1 << 62, count).astype(np.uint64),
        "static": np.rint(-np.log(weights[type_] * shares) * UNIT).astype(np.int64),
        "seen": seen.astype(np.int32),
        "since": np.full(count, NO_DAY, np.int32),
        "until": until.astype(np.int32),
        "type": type_.astype(np.uint8),
    }


def topology(size: Size, schema: Schema) -> Topology:
    """The graph as the search has it."""
    words = Vocabulary.of(schema)
    one, other = ends(size)
    ids = id_array(f"p{number:07}" for number in range(size.nodes))
    person, body = words.bits(["Person"]), words.bits(["Organisation"])
    bits = np.where(np.arange(size.nodes) % 10 == 0, body, person).astype(np.int64)
    entities = EntityArrays(ids, bits, *accesses(size))
    return assemble(schema, words, entities, one, other, facts(size, schema, words))


def accesses(size: Size) -> tuple[NDArray[np.uint16], Accesses]:
    """For whom everybody is."""
    random = np.random.default_rng(SEED + 2)
    own = [Access(OWN, (office,)) for office in OFFICES]
    shared = [Access(OWN, (_SHARED_WITH, office)) for office in OFFICES]
    office = random.integers(0, len(OFFICES), size.nodes)
    numbers = office + len(OFFICES) * (random.random(size.nodes) < _SHARED)
    return numbers.astype(np.uint16), Accesses.of([*own, *shared])


def megabytes(graph: Topology) -> float:
    """Size of the arrays that a topology holds, its costs as of one date included, in MiB."""
    pool = graph.pool
    search = graph.graph(AS_OF, EVERYTHING)
    arrays = [*pool.place.values(), *pool.edge.values(), pool.chunks, graph.ids.base, graph.rows]
    arrays += [graph.bits, graph.access, graph.degrees, search.cost, search.kind, search.passing]
    return float(sum(array.nbytes for array in arrays)) / 2**20
