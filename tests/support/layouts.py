"""What a layout is judged by, and networks of a generated city to lay out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

import numpy as np
import rustworkx

from graph.records import RelationshipRecord
from graph.schema import Schema
from seed.city.generate import records
from seed.city.sizes import SIZES
from seed.city.world import make_world
from viz.room import ROOM, Array

Pairs = list[tuple[int, int]]

_SAMPLE = 200_000  # pairs of lines looked at for crossings
_NEAREST_TOUCH = 1.0  # canvas units: places are rounded


@dataclass(frozen=True)
class Quality:
    """`stress`: how far drawn distances are from hops, relative and squared, at the best scale (0 is
    perfect). `crossings`: per cent of pairs of lines. `overlaps`: pairs of nodes without room.
    """

    stress: float
    crossings: float
    overlaps: int


def crowd(schema: Schema, size: int, name: str = "city", seed: int = 5) -> Pairs:
    """The relationships among the best-connected of a generated city, as far as they hang together;
    its nodes are numbered from 0."""
    made = records(make_world(SIZES[name], seed))
    ties = [
        tie for tie in made if isinstance(tie, RelationshipRecord) and tie.type in schema.weights
    ]
    degrees = Counter(end for tie in ties for end in (tie.from_, tie.to))
    best = sorted(degrees, key=lambda id_: (-degrees[id_], id_))[:size]
    rank = {id_: position for position, id_ in enumerate(best)}
    found = [(rank[tie.from_], rank[tie.to]) for tie in ties if {tie.from_, tie.to} <= rank.keys()]
    whole = max(rustworkx.connected_components(graph_of(size, found)), key=len)
    number = {node: position for position, node in enumerate(sorted(whole))}
    joined = {(number[one], number[other]) for one, other in found if one in number}
    return sorted({(min(pair), max(pair)) for pair in joined if pair[0] != pair[1]})


def graph_of(size: int, pairs: Pairs) -> rustworkx.PyGraph[int, None]:
    graph: rustworkx.PyGraph[int, None] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data(pairs)
    return graph


def quality(places: Array, pairs: Pairs) -> Quality:
    gaps = np.abs(places[:, None] - places)
    apart = (gaps >= np.array(ROOM) - _NEAREST_TOUCH).any(axis=2)
    overlaps = int((~apart).sum() - len(places)) // 2
    return Quality(_stress(places, pairs), _crossings(places, np.array(pairs)), overlaps)


def _stress(places: Array, pairs: Pairs) -> float:
    hops = rustworkx.distance_matrix(graph_of(len(places), pairs))
    far = np.hypot(*np.moveaxis(places[:, None] - places, 2, 0))
    joined = hops > 0
    share = far[joined] / hops[joined]
    scale = share.sum() / (share**2).sum()
    return float(((scale * share - 1) ** 2).mean())


def _crossings(places: Array, pairs: Array) -> float:
    chance = np.random.default_rng(1)
    one, other = (pairs[chance.integers(0, len(pairs), _SAMPLE)] for _ in range(2))
    a, b, c, d = places[one[:, 0]], places[one[:, 1]], places[other[:, 0]], places[other[:, 1]]
    crossing = (_side(a, b, c) != _side(a, b, d)) & (_side(c, d, a) != _side(c, d, b))
    disjoint = (one[:, :, None] != other[:, None, :]).all(axis=(1, 2))
    return float(100 * (crossing & disjoint).mean())


def _side(start: Array, end: Array, point: Array) -> Array:
    (along, up), (right, above) = (end - start).T, (point - start).T
    side: Array = np.sign(along * above - up * right)
    return side


def worked(act: Callable[[], Array]) -> tuple[float, Array]:
    """Seconds of this process's work, and what the act returned."""
    before = process_time()
    value = act()
    return process_time() - before, value
