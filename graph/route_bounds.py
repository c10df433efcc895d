"""The least cost of a walk of r hops from a node to the target, for every node that needs it.

Pushed from the target for the first half of a route, pulled over the start's surroundings for the
rest. Walks include all simple paths, so a bound never exceeds the truth.
"""

from __future__ import annotations

from graph.route_arrays import (
    AVOIDED,
    EXPLORED,
    INFINITE,
    LEVELS,
    LIMIT,
    NEVER,
    ORDINARY,
    START,
    TARGET,
    VIA,
    Asked,
    Found,
    Graph,
    Work,
    is_blocked,
    is_stopped,
    via_bit,
)


def prepare(graph: Graph, asked: Asked, work: Work, found: Found, hops: int) -> None:
    """The bounds that a walk of `hops` asks for."""
    if hops == 1:
        _spread_starts(graph, asked, work)
        _push(graph, asked, work, found, 1, 1)
    elif hops == 3:
        _push(graph, asked, work, found, 2, 3)
    elif hops == 4:
        _pull_near(graph, asked, work, found, 0, 3)
    elif hops == 5:
        _push(graph, asked, work, found, 3, 5)
        _pull_near(graph, asked, work, found, 0, 4)
    elif hops == 6:
        _spread_further(graph, asked, work, found)
        _pull_near(graph, asked, work, found, 1, 4)
        _pull_near(graph, asked, work, found, 0, 5)


def _push(graph: Graph, asked: Asked, work: Work, found: Found, left: int, hops: int) -> None:
    """Level `left` from the one below, without what no route of `hops` or more can use."""
    ahead = work.low[LEVELS] + (hops - left) * graph.cheapest  # the first step, and those between
    low = INFINITE
    for missing in range(1 << asked.vias):
        row = missing * LEVELS + left - 1
        if left == 1 and missing == 0:
            for target in asked.targets:
                low = min(low, _scatter(graph, asked, work, target, 0, 1))
            continue
        for index in range(work.touched_count[row]):
            node = work.touched[row, index]
            role = work.role[node]
            bit = via_bit(role)
            if role in (START, TARGET, AVOIDED) or missing & bit:
                continue
            onward = work.level[row, node] - 1 + graph.passing[node]
            if onward + ahead >= found.count[LIMIT] or is_blocked(graph, asked, node):
                continue
            above = (missing | bit) * LEVELS + left
            low = min(low, _scatter(graph, asked, work, node, onward, above))
            if is_stopped(work):
                return
    work.low[left] = low


def _scatter(graph: Graph, asked: Asked, work: Work, node: int, onward: int, row: int) -> int:
    """Offers each neighbour the way over `node`; the least offer."""
    low = INFINITE
    at, stop, chunk = graph.rows[node, 0], graph.rows[node, 1], graph.rows[node, 2]
    work.count[EXPLORED] += stop - at
    while True:
        for place in range(at, stop):
            step = graph.cost[place] + asked.extra[graph.kind[place]]
            if step >= NEVER:
                continue
            other = graph.target[place]
            known = work.level[row, other]
            offer = step + onward + 1
            low = min(low, offer - 1)
            if known == 0:
                work.touched[row, work.touched_count[row]] = other
                work.touched_count[row] += 1
                work.level[row, other] = offer
            elif offer < known:
                work.level[row, other] = offer
        if chunk < 0:
            return low
        at, stop, chunk = graph.chunks[chunk, 0], graph.chunks[chunk, 1], graph.chunks[chunk, 2]


def _spread_starts(graph: Graph, asked: Asked, work: Work) -> None:
    """Least cost from a start to each of its neighbours."""
    for start in asked.starts:
        _offer_near(graph, asked, work, start, 0, 0)
    low = INFINITE
    for index in range(work.near_count[0]):
        low = min(low, work.near[0, work.near_touched[0, index]] - 1)
    work.low[LEVELS] = low


def _spread_further(graph: Graph, asked: Asked, work: Work, found: Found) -> None:
    """Least cost from a start over two hops, where a route of six may still be good enough."""
    onward = 2 * graph.cheapest + work.low[3]
    for index in range(work.near_count[0]):
        node = work.near_touched[0, index]
        cost = work.near[0, node] - 1
        if cost + onward < found.count[LIMIT] and not is_blocked(graph, asked, node):
            _offer_near(graph, asked, work, node, cost, 1)
            if is_stopped(work):
                return


def _offer_near(graph: Graph, asked: Asked, work: Work, node: int, cost: int, row: int) -> None:
    at, stop, chunk = graph.rows[node, 0], graph.rows[node, 1], graph.rows[node, 2]
    work.count[EXPLORED] += stop - at
    while True:
        for place in range(at, stop):
            step = graph.cost[place] + asked.extra[graph.kind[place]]
            other = graph.target[place]
            role = work.role[other]
            if step >= NEVER or (role != ORDINARY and role < VIA):
                continue
            known = work.near[row, other]
            offer = cost + step + graph.passing[other] + 1
            if known == 0:
                work.near_touched[row, work.near_count[row]] = other
                work.near_count[row] += 1
            if known == 0 or offer < known:
                work.near[row, other] = offer
        if chunk < 0:
            return
        at, stop, chunk = graph.chunks[chunk, 0], graph.chunks[chunk, 1], graph.chunks[chunk, 2]


def _pull_near(graph: Graph, asked: Asked, work: Work, found: Found, row: int, left: int) -> None:
    """Level `left` of the nodes near a start, where a route may still be good enough."""
    onward = graph.cheapest + work.low[left - 1]
    low = INFINITE
    for index in range(work.near_count[row]):
        node = work.near_touched[row, index]
        cost = work.near[row, node] - 1
        if cost + onward >= found.count[LIMIT] or is_blocked(graph, asked, node):
            continue
        least = _pull(graph, asked, work, node, left)
        low = min(low, least + graph.passing[node])
        if is_stopped(work):
            return
    work.low[left] = low


def _pull(graph: Graph, asked: Asked, work: Work, node: int, left: int) -> int:
    """The node's level `left` from its neighbours' level below; the least over all vias missing."""
    least = INFINITE
    at, stop, chunk = graph.rows[node, 0], graph.rows[node, 1], graph.rows[node, 2]
    work.count[EXPLORED] += stop - at
    while True:
        for place in range(at, stop):
            other = graph.target[place]
            role = work.role[other]
            if role != ORDINARY and role < VIA:
                continue
            bit = via_bit(role)
            for missing in range(1 << asked.vias):
                rest = work.level[(missing & ~bit) * LEVELS + left - 1, other]
                if rest == 0 or (bit and not missing & bit):
                    continue
                step = graph.cost[place] + asked.extra[graph.kind[place]]
                if step >= NEVER or is_blocked(graph, asked, other):
                    break
                offer = step + graph.passing[other] + rest
                least = min(least, offer - 1)
                _lower(work, missing * LEVELS + left, node, offer)
        if chunk < 0:
            return least
        at, stop, chunk = graph.chunks[chunk, 0], graph.chunks[chunk, 1], graph.chunks[chunk, 2]


def _lower(work: Work, row: int, node: int, offer: int) -> None:
    known = work.level[row, node]
    if known == 0:
        work.touched[row, work.touched_count[row]] = node
        work.touched_count[row] += 1
    if known == 0 or offer < known:
        work.level[row, node] = offer
