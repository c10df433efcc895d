"""The least cost of a walk of r hops from a node to the target, for every node that needs it.

Pushed from the target for the first half of a route, pulled over the start's surroundings for the
rest. Walks include all simple paths, so a bound never exceeds the truth.

A row is read from its costs on: where a tie alone costs more than what is left, nothing else of it
is looked at. What then is read out of order is one byte per neighbour, and more only where that
says so: memory is what these searches wait for.
"""

from __future__ import annotations

from graph.kernels.arrays import (
    AVOIDED,
    EXPLORED,
    INFINITE,
    LEVELS,
    LIMIT,
    NEAR,
    NEVER,
    SPECIAL,
    START,
    TARGET,
    VIA,
    AskedArrays,
    FoundArrays,
    GraphArrays,
    ScratchArrays,
    is_passable,
    is_stopped,
    via_bit,
)


def prepare(
    graph: GraphArrays, asked: AskedArrays, work: ScratchArrays, found: FoundArrays, hops: int
) -> None:
    """The bounds that a walk of `hops` asks for."""
    if hops == 1:
        work.low[LEVELS] = _least_first_step(graph, asked, work)
        work.low[1] = INFINITE
        for target in asked.targets:
            _scatter(graph, asked, work, target, 0, 1, INFINITE)
    elif hops == 3:
        _push(graph, asked, work, found, 2, 3)
    elif hops == 5:
        _push(graph, asked, work, found, 3, 5)
    elif hops == 6:
        _spread(graph, asked, work, found)
        _pull_near(graph, asked, work, found)


def _least_first_step(graph: GraphArrays, asked: AskedArrays, work: ScratchArrays) -> int:
    """The least cost of a step from a start and of passing who it leads to."""
    low = INFINITE
    for start in asked.starts:
        at, stop, chunk = graph.rows[start, 0], graph.rows[start, 1], graph.rows[start, 2]
        work.count[EXPLORED] += graph.degrees[start]
        while True:
            for place in range(at, stop):
                step = graph.cost[place]
                if step < low:
                    step += asked.extra[graph.kind[place]] + graph.passing[graph.target[place]]
                    if step < NEVER:
                        low = min(low, step)
            if chunk < 0:
                break
            at, stop = graph.chunks[chunk, 0], graph.chunks[chunk, 1]
            chunk = graph.chunks[chunk, 2]
    return low


def _push(
    graph: GraphArrays,
    asked: AskedArrays,
    work: ScratchArrays,
    found: FoundArrays,
    left: int,
    hops: int,
) -> None:
    """Level `left` from the one below, without what no route of `hops` or more can use."""
    # The first step, and those between it and the node that is pushed to.
    ahead = work.low[LEVELS] + (hops - left - 1) * graph.cheapest
    work.low[left] = INFINITE
    for missing in range(1 << asked.vias):
        row = missing * LEVELS + left - 1
        for index in range(work.touched_count[row]):
            node = work.touched[row, index]
            above = row + 1
            if work.mark[node] & SPECIAL:
                role = work.role[node]
                bit = via_bit(role)
                if role in (START, TARGET, AVOIDED) or missing & bit:
                    continue
                above += bit * LEVELS
            onward = work.level[row, node] - 1 + graph.passing[node]
            space = found.count[LIMIT] - onward - ahead
            if space <= graph.cheapest or not is_passable(graph, asked, node):
                continue
            _scatter(graph, asked, work, node, onward, above, space)
            if is_stopped(work):
                return


def _scatter(
    graph: GraphArrays,
    asked: AskedArrays,
    work: ScratchArrays,
    node: int,
    onward: int,
    row: int,
    space: int,
) -> None:
    """Offers each neighbour the way over `node`, where the tie costs less than `space`."""
    left = row % LEVELS
    bit, low = 1 << left, work.low[left]
    at, stop, chunk = graph.rows[node, 0], graph.rows[node, 1], graph.rows[node, 2]
    work.count[EXPLORED] += graph.degrees[node]
    count = work.touched_count[row]
    while True:
        for place in range(at, stop):
            step = graph.cost[place]
            if step >= space:
                continue
            step += asked.extra[graph.kind[place]]
            if step >= NEVER:
                continue
            offer = step + onward + 1
            other = graph.target[place]
            mark, known = work.mark[other], 0
            if mark & bit:
                known = work.level[row, other]
            elif graph.hides and graph.hidden[other]:
                continue  # no route goes on from there, and its cost would show in the bounds
            else:
                work.mark[other] = mark | bit
            if known == 0:
                work.touched[row, count] = other
                count += 1
            if known == 0 or offer < known:
                work.level[row, other] = offer
                low = min(low, offer - 1)
        if chunk < 0:
            break
        at, stop, chunk = graph.chunks[chunk, 0], graph.chunks[chunk, 1], graph.chunks[chunk, 2]
    work.touched_count[row] = count
    work.low[left] = low


def _spread(
    graph: GraphArrays, asked: AskedArrays, work: ScratchArrays, found: FoundArrays
) -> None:
    """Least cost from a start over two hops, where a route of six may still be good enough."""
    onward = 2 * graph.cheapest + work.low[3]
    for start in asked.starts:
        _offer_near(graph, asked, work, start, 0, 0, found.count[LIMIT] - onward)
    for index in range(work.near_count[0]):
        node = work.near_touched[0, index]
        cost = work.near[0, node]
        space = found.count[LIMIT] - onward - cost + graph.cheapest
        if space > graph.cheapest and is_passable(graph, asked, node):
            _offer_near(graph, asked, work, node, cost, 1, space)
            if is_stopped(work):
                return


def _offer_near(
    graph: GraphArrays,
    asked: AskedArrays,
    work: ScratchArrays,
    node: int,
    cost: int,
    row: int,
    space: int,
) -> None:
    at, stop, chunk = graph.rows[node, 0], graph.rows[node, 1], graph.rows[node, 2]
    work.count[EXPLORED] += graph.degrees[node]
    bit = NEAR << row
    while True:
        for place in range(at, stop):
            step = graph.cost[place]
            if step >= space:
                continue
            other = graph.target[place]
            mark = work.mark[other]
            step += asked.extra[graph.kind[place]] + graph.passing[other]
            if step >= space or step >= NEVER:
                continue
            if mark & SPECIAL and work.role[other] < VIA:
                continue
            if not mark & bit:
                work.mark[other] = mark | bit
                work.near_touched[row, work.near_count[row]] = other
                work.near_count[row] += 1
            elif work.near[row, other] <= cost + step:
                continue
            work.near[row, other] = cost + step
        if chunk < 0:
            return
        at, stop, chunk = graph.chunks[chunk, 0], graph.chunks[chunk, 1], graph.chunks[chunk, 2]


def _pull_near(
    graph: GraphArrays, asked: AskedArrays, work: ScratchArrays, found: FoundArrays
) -> None:
    """Level 4 of the nodes two hops from a start, where a route may still be good enough."""
    low = INFINITE
    for index in range(work.near_count[1]):
        node = work.near_touched[1, index]
        space = found.count[LIMIT] - work.near[1, node] - work.low[3]
        if space <= graph.cheapest or not is_passable(graph, asked, node):
            continue
        low = min(low, _pull(graph, asked, work, node, 4, space) + graph.passing[node])
        if is_stopped(work):
            return
    work.low[4] = low


def _pull(
    graph: GraphArrays, asked: AskedArrays, work: ScratchArrays, node: int, left: int, space: int
) -> int:
    """The node's level `left` from its neighbours' level below; the least over all vias missing."""
    least = INFINITE
    below = 1 << left - 1
    at, stop, chunk = graph.rows[node, 0], graph.rows[node, 1], graph.rows[node, 2]
    work.count[EXPLORED] += graph.degrees[node]
    while True:
        for place in range(at, stop):
            step = graph.cost[place]
            if step >= space:
                continue
            other = graph.target[place]
            mark = work.mark[other]
            if not mark & below:
                continue
            bit = 0
            if mark & SPECIAL:
                role = work.role[other]
                if role < VIA:
                    continue
                bit = via_bit(role)
            step += asked.extra[graph.kind[place]] + graph.passing[other]
            if step >= NEVER or not is_passable(graph, asked, other):
                continue
            least = min(least, _lower_all(asked, work, node, left, other, bit, step))
        if chunk < 0:
            return least
        at, stop, chunk = graph.chunks[chunk, 0], graph.chunks[chunk, 1], graph.chunks[chunk, 2]


def _lower_all(
    asked: AskedArrays, work: ScratchArrays, node: int, left: int, other: int, bit: int, step: int
) -> int:
    """Offers the node the way over `other`, whose via's bit is `bit`; the least offer."""
    least = INFINITE
    for missing in range(1 << asked.vias):
        rest = work.level[(missing & ~bit) * LEVELS + left - 1, other]
        if rest > 0 and (bit == 0 or missing & bit):
            least = min(least, step + rest - 1)
            _lower(work, missing * LEVELS + left, node, step + rest)
    return least


def _lower(work: ScratchArrays, row: int, node: int, offer: int) -> None:
    known = work.level[row, node]
    if known == 0:
        work.touched[row, work.touched_count[row]] = node
        work.touched_count[row] += 1
        work.mark[node] |= 1 << row % LEVELS
    if known == 0 or offer < known:
        work.level[row, node] = offer
