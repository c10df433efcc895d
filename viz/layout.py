"""Coordinates for a subgraph, the same for the same subgraph every time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

import numpy as np

from graph.models import Subgraph
from viz.room import ROOM, Array, apart, side_by_side
from viz.spring import spring

Positions = dict[str, tuple[float, float]]
Layout = Literal["force", "layered", "radial", "country"]

_BLOCK_GAP = (1.6 * ROOM[0], 1.8 * ROOM[1])  # between blocks: a block's title stands above it
_COLUMN_GAP = 1.7  # columns' distance, in rooms: relationships' names stand between them


def positions(
    subgraph: Subgraph,
    layout: Layout = "force",
    *,
    centre: str | None = None,
    groups: Mapping[str, str] | None = None,
) -> Positions:
    """Coordinates per node id, in which no two nodes' boxes of `ROOM` overlap, centred on (0, 0), y
    downwards.

    `force`: force-directed, each component by itself, side by side. `layered`: columns by hops from
    `centre`; `radial`: rings by hops round it; without a centre, the node with most relationships.
    `country`: a block per value of `groups` (id → country), the largest first, and one for those in
    none.
    """
    ids = sorted(node.id for node in subgraph.nodes)
    if not ids:
        return {}
    places = apart(_places(ids, subgraph, layout, centre, groups or {}))
    places -= places.mean(axis=0)
    return {
        id_: (round(x, 1), round(y, 1)) for id_, (x, y) in zip(ids, places.tolist(), strict=True)
    }


def _places(
    ids: list[str],
    subgraph: Subgraph,
    layout: Layout,
    centre: str | None,
    groups: Mapping[str, str],
) -> Array:
    if layout == "force":
        index = {id_: position for position, id_ in enumerate(ids)}
        return spring(
            len(ids), ((index[tie.from_], index[tie.to]) for tie in subgraph.relationships)
        )
    if layout == "country":
        return _blocks(ids, groups)
    rings = _rings(ids, subgraph, centre)
    return _columns(ids, rings) if layout == "layered" else _circles(ids, rings)


def _rings(ids: list[str], subgraph: Subgraph, centre: str | None) -> list[list[str]]:
    """The nodes by hops from the centre, each ring in the order of who leads to it; then the rest."""
    joined: dict[str, set[str]] = {id_: set() for id_ in ids}
    for tie in subgraph.relationships:
        joined[tie.from_].add(tie.to)
        joined[tie.to].add(tie.from_)
    start = centre if centre in joined else min(ids, key=lambda id_: (-len(joined[id_]), id_))
    rings, seen = [[start]], {start}
    while rings[-1]:
        reached = [other for id_ in rings[-1] for other in sorted(joined[id_] - seen)]
        rings.append(list(dict.fromkeys(reached)))
        seen.update(reached)
    return [*rings[:-1], [id_ for id_ in ids if id_ not in seen]]


def _columns(ids: list[str], rings: list[list[str]]) -> Array:
    at = {
        id_: (column * ROOM[0] * _COLUMN_GAP, (row - (len(ring) - 1) / 2) * ROOM[1])
        for column, ring in enumerate(rings)
        for row, id_ in enumerate(ring)
    }
    return np.array([at[id_] for id_ in ids], dtype=float)


def _circles(ids: list[str], rings: list[list[str]]) -> Array:
    at: Positions = {}
    radius = 0.0
    for hops, ring in enumerate(rings):
        # Wide enough for all of a ring side by side, and clear of the ring within.
        least = 1.2 * len(ring) * ROOM[0] / (2 * math.pi)
        radius = max(radius + 1.5 * ROOM[0], least) if hops else 0.0
        for place, id_ in enumerate(ring):
            angle = 2 * math.pi * (place + 0.5 * (hops % 2)) / len(ring)
            at[id_] = (radius * math.cos(angle), radius * math.sin(angle))
    return np.array([at[id_] for id_ in ids], dtype=float)


def _blocks(ids: list[str], groups: Mapping[str, str]) -> Array:
    members: dict[str, list[int]] = defaultdict(list)
    for index, id_ in enumerate(ids):
        members[groups.get(id_, "")].append(index)
    order = sorted(members, key=lambda group: (group == "", -len(members[group]), group))
    blocks = side_by_side([_block(len(members[group])) for group in order], _BLOCK_GAP)
    places = np.empty((len(ids), 2))
    for group, block in zip(order, blocks, strict=True):
        places[members[group]] = block
    return places


def _block(size: int) -> Array:
    """So many places in rows, about as wide on paper as they are high."""
    index = np.arange(size)
    width = max(1, round(math.sqrt(size * ROOM[1] / ROOM[0])))
    places: Array = np.column_stack([index % width, index // width]) * np.array(ROOM)
    return places
