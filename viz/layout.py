"""Coordinates for a subgraph, the same for the same subgraph every time."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import rustworkx
from numpy.typing import NDArray

from graph.models import Subgraph

Positions = dict[str, tuple[float, float]]

# Canvas units (CSS pixels at zoom 1): a node with its two-line name needs about this much room.
ROOM = (170.0, 100.0)
_ITERATIONS = 300  # of the spring model: settled for 800 nodes
_PUSHES = 200  # rounds of moving overlapping nodes apart; most graphs need under 50
_LOOK_EVERY = 10  # rounds between looks at all pairs
_SEED = 20230703  # any fixed number gives a fixed picture

Array = NDArray[np.float64]


def positions(subgraph: Subgraph) -> Positions:
    """Coordinates per node id from a force-directed layout (Fruchterman, Reingold 1991) in which
    no two nodes' boxes of `ROOM` overlap, centred on (0, 0), y downwards."""
    ids = sorted(node.id for node in subgraph.nodes)
    if not ids:
        return {}
    places = _apart(_spring(ids, subgraph))
    places -= places.mean(axis=0)
    return {
        id_: (round(x, 1), round(y, 1)) for id_, (x, y) in zip(ids, places.tolist(), strict=True)
    }


def _spring(ids: Sequence[str], subgraph: Subgraph) -> Array:
    index = {id_: position for position, id_ in enumerate(ids)}
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(list(ids))
    pairs = sorted((index[tie.from_], index[tie.to]) for tie in subgraph.relationships)
    graph.add_edges_from_no_data([pair for pair in pairs if pair[0] != pair[1]])
    layout = rustworkx.spring_layout(graph, num_iter=_ITERATIONS, seed=_SEED)
    places = np.array([layout[position] for position in range(len(ids))], dtype=float)
    # The layout fills a square of side 2 whatever the number of nodes.
    spread: Array = places * np.array(ROOM) * math.sqrt(len(ids)) * 0.9
    return spread


def _apart(places: Array) -> Array:
    """Moves nodes whose boxes overlap apart along the axis that needs the smaller move."""
    for round_ in range(_PUSHES):
        if round_ % _LOOK_EVERY == 0:
            one, other = _near(places)
        gaps = places[one] - places[other]
        overlap: Array = np.array(ROOM) - np.abs(gaps)
        touching: NDArray[np.bool_] = np.all(overlap > 0, axis=1)
        if not touching.any():
            if round_ % _LOOK_EVERY == 0:
                break
            continue
        # Two nodes in one spot part by their order.
        sign = np.where(gaps == 0, 1.0, np.sign(gaps))
        share: Array = overlap / np.array(ROOM)
        along_x = share[:, 0] < share[:, 1]
        chosen = np.stack([along_x, ~along_x], axis=1) & touching[:, None]
        moves = np.where(chosen, sign * (overlap / 2 + 0.5), 0.0)
        np.add.at(places, one, moves)
        np.add.at(places, other, -moves)
    return places


def _near(places: Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of nodes close enough to touch within the next rounds."""
    gaps: Array = np.abs(places[:, None, :] - places[None, :, :])
    near = (gaps < 2 * np.array(ROOM)).all(axis=2)
    one, other = np.nonzero(np.triu(near, 1))
    return one, other
