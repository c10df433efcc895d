"""The search over arrays; compiled by graph/kernels/compiled.py, else run as it is.

For each length the search knows the exact least cost of a walk of r hops from a node to the
target. A depth-first walk from the start, shorter routes first and neighbours in the order of
their ids, is cut where cost and bound reach the k-th best. As routes of equal cost come in rank
order, the cut may be at the k-th best itself.
"""

from __future__ import annotations

from graph.kernels.arrays import (
    LEVELS,
    OVERFLOW,
    PROVEN,
    STOPPED,
    AskedArrays,
    FoundArrays,
    GraphArrays,
    ScratchArrays,
)
from graph.kernels.bounds import prepare
from graph.kernels.walk import walk


def search(graph: GraphArrays, asked: AskedArrays, work: ScratchArrays, found: FoundArrays) -> None:
    """Fills `found`, shorter routes first; `found.count[PROVEN]` says up to which length."""
    for target in asked.targets:
        work.level[0, target] = 1
        work.mark[target] |= 1
    for hops in range(1, asked.max_hops + 1):
        prepare(graph, asked, work, found, hops)
        for start in asked.starts:
            walk(graph, asked, work, found, hops, start)
        if work.count[STOPPED] or found.count[OVERFLOW]:
            return
        found.count[PROVEN] = hops


def clean(asked: AskedArrays, work: ScratchArrays) -> None:
    """Makes the scratch space as it was before the search."""
    for row in range((1 << asked.vias) * LEVELS):
        for index in range(work.touched_count[row]):
            node = work.touched[row, index]
            work.level[row, node] = 0
            work.mark[node] = 0
        work.touched_count[row] = 0
    for row in range(2):
        for index in range(work.near_count[row]):
            work.mark[work.near_touched[row, index]] = 0
        work.near_count[row] = 0
    for index in range(work.lead_count[1]):
        left, node = work.lead_touched[index, 0], work.lead_touched[index, 1]
        work.lead_rows[left, node, 1] = 0
    work.lead_count[0] = work.lead_count[1] = 0
    for target in asked.targets:
        work.level[0, target] = 0
        work.mark[target] = 0
