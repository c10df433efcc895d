"""The routes that a search keeps: the best so far, and those that might be."""

from __future__ import annotations

from graph.kernels.arrays import (
    ENTRIES,
    EQUAL,
    INFINITE,
    KINDS,
    LIMIT,
    LONGEST,
    NODE,
    OVERFLOW,
    AskedArrays,
    FoundArrays,
    ScratchArrays,
)


def record(
    asked: AskedArrays, work: ScratchArrays, found: FoundArrays, hops: int, target: int, cost: int
) -> None:
    """Keeps a route, and lowers the limit when it is among the best."""
    first = work.trail[0, NODE]
    if hops == 1 and first == asked.excluded_start and target == asked.excluded_target:
        return
    if found.count[ENTRIES] == len(found.cost):
        _forget(found)
    entry = found.count[ENTRIES]
    if entry == len(found.cost) or found.count[KINDS] == len(found.best):
        found.count[OVERFLOW] = 1
        return
    for index in range(hops):
        found.paths[entry, index] = work.trail[index, NODE]
    found.paths[entry, hops] = target
    found.hops[entry] = hops
    found.cost[entry] = cost
    kind = _kind(asked, found, entry)
    if kind < 0:
        kind = found.count[KINDS]
        found.count[KINDS] += 1
        _rank(asked, found, INFINITE, cost)
    elif cost < found.best[kind]:
        _rank(asked, found, found.best[kind], cost)
    else:
        return  # after another of its kind in every ranking
    found.best[kind] = cost
    found.kind[entry] = kind
    found.count[ENTRIES] = entry + 1
    found.count[LIMIT] = found.top[asked.k - 1]


def _kind(asked: AskedArrays, found: FoundArrays, entry: int) -> int:
    """The kind of an earlier route that this one is an alternative to, or -1."""
    hops = found.hops[entry]
    for earlier in range(entry - 1, -1, -1):
        if found.hops[earlier] != hops:
            return -1  # shorter ones came before
        if found.paths[earlier, 0] != found.paths[entry, 0]:
            continue
        if found.paths[earlier, hops] != found.paths[entry, hops]:
            continue
        if _alike(asked, found, earlier, entry, hops):
            return int(found.kind[earlier])
    return -1


def _alike(asked: AskedArrays, found: FoundArrays, one: int, other: int, hops: int) -> bool:
    for index in range(1, hops):
        node = found.paths[one, index]
        same = found.paths[other, index] == node
        if asked.diverse:
            for place in range(1, hops):
                same = same or found.paths[other, place] == node
        if not same:
            return False
    return True


def _rank(asked: AskedArrays, found: FoundArrays, old: int, new: int) -> None:
    """Puts `new` among the k least costs, in the place of `old` when that is one of them."""
    last = asked.k - 1
    if old != INFINITE:
        for index in range(asked.k):
            if found.top[index] == old:
                last = index
                break
    if new >= found.top[last]:
        return
    while last > 0 and found.top[last - 1] > new:
        found.top[last] = found.top[last - 1]
        last -= 1
    found.top[last] = new


def _forget(found: FoundArrays) -> None:
    """Drops the routes that can no longer be among the best."""
    kept = 0
    for entry in range(found.count[ENTRIES]):
        if found.cost[entry] > found.count[LIMIT] + EQUAL:
            continue
        for index in range(LONGEST + 1):
            found.paths[kept, index] = found.paths[entry, index]
        found.hops[kept] = found.hops[entry]
        found.cost[kept] = found.cost[entry]
        found.kind[kept] = found.kind[entry]
        kept += 1
    found.count[ENTRIES] = kept
