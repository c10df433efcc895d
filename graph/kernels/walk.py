"""The walk over simple paths from a start."""

from __future__ import annotations

from graph.kernels.arrays import (
    AT,
    AVOIDED,
    CHUNK,
    COST,
    LEVELS,
    LIMIT,
    LONG,
    MISSING,
    NEVER,
    NODE,
    OF_LEADS,
    OVERFLOW,
    SPECIAL,
    START,
    STOP,
    TARGET,
    AskedArrays,
    FoundArrays,
    GraphArrays,
    ScratchArrays,
    is_passable,
    is_stopped,
    via_bit,
)
from graph.kernels.keeping import record


def walk(
    graph: GraphArrays,
    asked: AskedArrays,
    work: ScratchArrays,
    found: FoundArrays,
    hops: int,
    start: int,
) -> None:
    """Every simple path of exactly `hops` from `start` whose cost is under the limit."""
    trail = work.trail
    depth = 0
    missing = (1 << asked.vias) - 1
    if hops == 1 and len(asked.targets) == 1:
        _end(asked, work, found, 1, 0, start, 0, missing)
        return
    _enter(graph, work, hops, 0, start, 0, missing)
    while depth >= 0 and not found.count[OVERFLOW]:
        place = _next(graph, asked, work, found, hops, depth)
        if place >= 0:
            depth = _take(graph, asked, work, found, hops, depth, place)
        elif trail[depth, CHUNK] >= 0:
            _turn(graph, work, depth, trail[depth, CHUNK])
        else:
            depth -= 1
            if is_stopped(work):
                return


def _next(
    graph: GraphArrays,
    asked: AskedArrays,
    work: ScratchArrays,
    found: FoundArrays,
    hops: int,
    depth: int,
) -> int:
    """The next place in this piece of the row that may lead to a route, or -1.

    One call runs over many places: compiled, calling is what costs.
    """
    trail, missing = work.trail, work.trail[depth, MISSING]
    left = hops - depth - 1
    room = found.count[LIMIT] - trail[depth, COST]
    level, marks = work.level, work.mark
    row = missing * LEVELS + left
    # After the first of four steps or more there is no level: a row is read sooner than twice.
    known = depth > 0 or left < 3
    low = work.low[left] if known else graph.cheapest + work.low[left - 1]
    leads = trail[depth, CHUNK] == OF_LEADS
    for index in range(trail[depth, AT], trail[depth, STOP]):
        place = work.leads[index] if leads else index
        step = graph.cost[place]
        if step + low >= room:
            continue
        other = graph.target[place]
        mark = marks[other]
        if known and not mark >> left & 1:
            continue
        here = row
        if mark & SPECIAL:
            role = work.role[other]
            if role in (START, AVOIDED) or (role == TARGET and left > 0):
                continue
            here = (missing & ~via_bit(role)) * LEVELS + left
        rest = level[here, other] - 1 if known else low
        if rest < 0:
            continue
        step += asked.extra[graph.kind[place]]
        if left > 0:
            step += graph.passing[other]
        if step < NEVER and step + rest < room:
            trail[depth, AT] = index + 1
            return place
    trail[depth, AT] = trail[depth, STOP]
    return -1


def _take(
    graph: GraphArrays,
    asked: AskedArrays,
    work: ScratchArrays,
    found: FoundArrays,
    hops: int,
    depth: int,
    place: int,
) -> int:
    """Goes over the tie at `place`, unless it leads back; the depth of the trail then."""
    other = graph.target[place]
    total = work.trail[depth, COST] + graph.cost[place] + asked.extra[graph.kind[place]]
    if depth + 1 == hops:
        record(asked, work, found, hops, other, total)
        return depth
    if not is_passable(graph, asked, other) or _on_trail(work, depth, other):
        return depth
    missing = work.trail[depth, MISSING] & ~via_bit(work.role[other])
    total += graph.passing[other]
    if depth + 2 == hops and len(asked.targets) == 1:
        _end(asked, work, found, hops, depth + 1, other, total, missing)
        return depth
    _enter(graph, work, hops, depth + 1, other, total, missing)
    return depth + 1


def _end(
    asked: AskedArrays,
    work: ScratchArrays,
    found: FoundArrays,
    hops: int,
    depth: int,
    node: int,
    cost: int,
    missing: int,
) -> None:
    """The last step to the only target: the node's first level is its cost, so that the row, which
    may be a hub's, need not be looked at."""
    rest = work.level[missing * LEVELS + 1, node]
    if rest > 0 and cost + rest - 1 < found.count[LIMIT]:
        work.trail[depth, NODE] = node
        record(asked, work, found, hops, asked.targets[0], cost + rest - 1)


def _enter(
    graph: GraphArrays,
    work: ScratchArrays,
    hops: int,
    depth: int,
    node: int,
    cost: int,
    missing: int,
) -> None:
    trail, left = work.trail, hops - depth - 1
    at, stop, chunk = graph.rows[node, 0], graph.rows[node, 1], graph.rows[node, 2]
    if depth > 0 and left > 0 and (chunk >= 0 or stop - at > LONG):
        if work.lead_rows[left, node, 1] == 0:
            _collect(graph, work, node, left)
        if work.lead_rows[left, node, 1] > 0:
            at, stop = work.lead_rows[left, node, 0], work.lead_rows[left, node, 1] - 1
            chunk = OF_LEADS
    trail[depth, AT] = at
    trail[depth, STOP] = stop
    trail[depth, CHUNK] = chunk
    trail[depth, COST] = cost
    trail[depth, MISSING] = missing
    trail[depth, NODE] = node


def _collect(graph: GraphArrays, work: ScratchArrays, node: int, left: int) -> None:
    """Notes which ties of a long row lead to the level asked for; many routes pass a hub."""
    first = count = work.lead_count[0]
    at, stop, chunk = graph.rows[node, 0], graph.rows[node, 1], graph.rows[node, 2]
    while True:
        for place in range(at, stop):
            if work.mark[graph.target[place]] >> left & 1:
                if count == len(work.leads):
                    return  # no room: the row itself is read then
                work.leads[count] = place
                count += 1
        if chunk < 0:
            break
        at, stop, chunk = graph.chunks[chunk, 0], graph.chunks[chunk, 1], graph.chunks[chunk, 2]
    rows = work.lead_count[1]
    if rows == len(work.lead_touched):
        return
    work.lead_touched[rows, 0] = left
    work.lead_touched[rows, 1] = node
    work.lead_rows[left, node, 0] = first
    work.lead_rows[left, node, 1] = count + 1
    work.lead_count[0] = count
    work.lead_count[1] = rows + 1


def _turn(graph: GraphArrays, work: ScratchArrays, depth: int, chunk: int) -> None:
    """Goes on with the next chunk of a long row."""
    work.trail[depth, AT] = graph.chunks[chunk, 0]
    work.trail[depth, STOP] = graph.chunks[chunk, 1]
    work.trail[depth, CHUNK] = graph.chunks[chunk, 2]


def _on_trail(work: ScratchArrays, depth: int, node: int) -> bool:
    for index in range(depth + 1):  # noqa: SIM110 - a generator does not compile
        if work.trail[index, NODE] == node:
            return True
    return False
