"""Least costs from some entities to all others; compiled by graph/kernels/compiled.py, else run as is.

The least cost of a walk of at most so many hops is that of a simple path: leaving a circle out
makes a walk shorter and no dearer.
"""

from __future__ import annotations

from graph.kernels.arrays import NEVER, Array, AskedArrays, GraphArrays, is_passable


def spread(
    graph: GraphArrays, asked: AskedArrays, cost: Array, parent: Array, reached: Array, stop: Array
) -> int:
    """Fills `cost[h, node]` (+ 1, 0 for unreached) and `parent[h, node]` for every number of hops.

    `reached[h]` lists the nodes whose least cost over at most `h` hops takes exactly `h`. Returns
    how many layers are whole.
    """
    size = 0
    for start in asked.starts:
        cost[0, start] = 1
        parent[0, start] = -1
        reached[0, size] = start
        size += 1
    for hops in range(1, asked.max_hops + 1):
        if stop[0]:
            return hops - 1
        size = _layer(graph, asked, cost, parent, reached, hops, size)
    return asked.max_hops


def _layer(
    graph: GraphArrays,
    asked: AskedArrays,
    cost: Array,
    parent: Array,
    reached: Array,
    hops: int,
    size: int,
) -> int:
    """One more hop from those that the last one improved; how many this one improves."""
    _keep(cost, parent, hops)
    improved = 0
    for index in range(size):
        node = reached[hops - 1, index]
        if hops > 1 and not is_passable(graph, asked, node):
            continue
        onward = cost[hops - 1, node]
        if hops > 1:
            onward += graph.passing[node]
        at, stop, chunk = graph.rows[node, 0], graph.rows[node, 1], graph.rows[node, 2]
        while True:
            improved = _offer(
                graph, asked, cost, parent, reached, hops, improved, node, onward, at, stop
            )
            if chunk < 0:
                break
            at, stop = graph.chunks[chunk, 0], graph.chunks[chunk, 1]
            chunk = graph.chunks[chunk, 2]
    return improved


def _keep(cost: Array, parent: Array, hops: int) -> None:
    for node in range(cost.shape[1]):
        cost[hops, node] = cost[hops - 1, node]
        parent[hops, node] = -2  # as with one hop less


def _offer(
    graph: GraphArrays,
    asked: AskedArrays,
    cost: Array,
    parent: Array,
    reached: Array,
    hops: int,
    improved: int,
    node: int,
    onward: int,
    at: int,
    stop: int,
) -> int:
    """Offers the neighbours at these places the way over `node`."""
    for place in range(at, stop):
        step = graph.cost[place] + asked.extra[graph.kind[place]]
        if step >= NEVER:
            continue
        other = graph.target[place]
        known = cost[hops, other]
        offer = onward + step
        if known == 0 or offer < known:
            if parent[hops, other] == -2:
                reached[hops, improved] = other
                improved += 1
            cost[hops, other] = offer
            parent[hops, other] = node
    return improved
