"""Force-directed places (Fruchterman, Reingold 1991) from a start that already knows the distances.

The start is that of pivot MDS (Brandes, Pich: Eigensolver Methods for Progressive Multidimensional
Scaling of Large Data, 2006): it unfolds the graph, so that few rounds of the spring model do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import rustworkx

from viz.room import ROOM, Array, apart, evened, side_by_side

_ROUNDS = 70  # of the spring model, from that start; more change next to nothing
_PIVOTS = 50  # nodes from which distances count; Brandes and Pich find no gain past 50
_SPREAD = 0.9  # half a picture's width, in rooms for each root of a node
_SEED = 20230703  # any fixed number gives a fixed picture


def spring(size: int, pairs: Iterable[tuple[int, int]]) -> Array:
    """Places of so many nodes, joined by these pairs: each component by itself, side by side."""
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data(sorted(pair for pair in pairs if pair[0] != pair[1]))
    components = [sorted(nodes) for nodes in rustworkx.connected_components(graph)]
    components.sort()
    places = np.zeros((size, 2))
    blocks = side_by_side([_component(graph.subgraph(nodes)) for nodes in components])
    for nodes, block in zip(components, blocks, strict=True):
        places[nodes] = block
    return places


def _component(graph: rustworkx.PyGraph[int, None]) -> Array:
    size = len(graph)
    if size == 1:
        return np.zeros((1, 2))
    start = dict(enumerate(_start(graph).tolist()))
    settled = rustworkx.spring_layout(graph, pos=start, num_iter=_ROUNDS, seed=_SEED)
    # The layout fills a square of side 2 whatever the number of nodes.
    unit = np.array([settled[node] for node in range(size)])
    return apart(evened(unit * np.array(ROOM) * math.sqrt(size) * _SPREAD))


def _start(graph: rustworkx.PyGraph[int, None]) -> Array:
    """The two widest dimensions of the distances from some nodes far from each other."""
    distances = rustworkx.distance_matrix(graph)
    pivots = [int(distances.sum(axis=1).argmin())]
    nearest = distances[pivots[0]]
    while len(pivots) < _PIVOTS and nearest.any():
        pivots.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, distances[pivots[-1]])
    squares = distances[:, pivots] ** 2
    centred = squares - squares.mean(axis=0)
    centred -= centred.mean(axis=1, keepdims=True)
    _, directions = np.linalg.eigh(centred.T @ centred)
    places: Array = centred @ directions[:, -1:-3:-1]
    places /= np.abs(places).max()
    return places
