"""What the route search computes with: arrays, and the small rules both of its halves share.

Costs are whole numbers, round(−ln factor · 2^48), so sums are exact in any order.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Array = Any  # a numpy array; uncompiled, a memoryview of one

UNIT = 1 << 48  # the cost of a factor of 1/e
NEVER = 1 << 61  # cost of a tie that is no step; past every sum of real costs
INFINITE = 1 << 62
EQUAL = 281_475  # 1e-9 of UNIT: scores this close are equal (docs/routes.md#answer)
UNSEEN = 1 << 60 | 1 << 61  # bits of an entity that declined, or that is gone
LEVELS = 5  # hops left, 0 to 4, of the bounds
LONGEST = 6
LONG = 256  # ties of a row that is worth looking over once for all

ORDINARY, AVOIDED, START, TARGET, VIA = 0, 1, 2, 3, 4
# Bits of `work.mark` above those of the levels that hold the node, 1 << hops left: held by `near`,
# 32 << row; has a role.
NEAR, SPECIAL = 32, 128
# Places in `work.count`; EXPLORED: of those looked at, the degrees. A row's length would tell of ties
# that the viewer may not see.
STOPPED, EXPLORED = 0, 1
# Places in `found.count`.
ENTRIES, KINDS, LIMIT, PROVEN, OVERFLOW = 0, 1, 2, 3, 4
# Places in a line of `work.trail`.
AT, STOP, CHUNK, COST, MISSING, NODE = 0, 1, 2, 3, 4, 5
OF_LEADS = -2  # as CHUNK: AT and STOP are places in `work.leads`


class GraphArrays(NamedTuple):
    """The ties as one viewer sees them: a row of places in `target`, `cost` and `kind` per node,
    perhaps in chunks. Ties to whom they may not see are in the rows too, and lead nowhere."""

    rows: Array  # [node] first place, place after the last, next chunk or -1
    chunks: Array  # as rows
    target: Array
    cost: Array
    kind: Array
    degrees: Array  # [node] its ties to those whom the viewer sees
    passing: Array  # [node] cost of passing it; NEVER where the viewer may not
    hidden: Array  # [node] whether the viewer may not see it
    hides: int  # whether there may be such a node
    bits: Array  # [node] its labels, and UNSEEN
    cheapest: int  # no step costs less


class AskedArrays(NamedTuple):
    """A question in numbers."""

    extra: Array  # [kind] added to a tie's cost; NEVER excludes the kind
    starts: Array
    targets: Array
    wanted: int  # label bits of which an intermediate has one; 0: any
    vias: int
    k: int
    max_hops: int
    diverse: bool
    excluded_start: int  # the route of one hop that is not wanted, or -1
    excluded_target: int


class ScratchArrays(NamedTuple):
    """Scratch space, clean between searches. Levels hold cost + 1; 0 stands for unknown."""

    level: Array  # [missing vias · LEVELS + hops left, node]
    touched: Array  # [the same, n] the nodes that a level holds
    touched_count: Array
    near: Array  # [0 and 1, node] least cost from a start over one and two hops, the node passed
    near_touched: Array
    near_count: Array
    low: Array  # [hops left] no level is less; [LEVELS] the same for the first step, passing included
    mark: Array  # [node] one byte that says where there is more to read of it
    role: Array  # [node]
    leads: Array  # places of long rows that lead on, row by row
    lead_rows: Array  # [hops left, node] first of `leads`, one after the last + 1; 0: not looked at
    lead_touched: Array  # [n] those two
    lead_count: Array  # leads, rows of them
    trail: Array
    count: Array
    stop: Array  # set by the watch when the time is over


class FoundArrays(NamedTuple):
    """The routes within reach of the best k so far."""

    paths: Array
    hops: Array
    cost: Array
    kind: Array  # [entry] routes of one kind are alternatives to each other
    best: Array  # [kind] least cost
    top: Array  # the k least of `best`, in order
    count: Array


def via_bit(role: int) -> int:
    """The bit of a via, or 0."""
    return 1 << (role - VIA) if role >= VIA else 0


def is_passable(graph: GraphArrays, asked: AskedArrays, node: int) -> bool:
    """Whether the node may be between the ends, as far as the viewer and its labels go."""
    if graph.passing[node] >= NEVER:
        return False
    return asked.wanted == 0 or graph.bits[node] & asked.wanted != 0


def is_stopped(work: ScratchArrays) -> bool:
    """Whether the time is over."""
    if work.stop[0]:
        work.count[STOPPED] = 1
        return True
    return False
