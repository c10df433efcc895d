"""The order of hits: by tier, then by connectedness, then by name, then by id."""

from __future__ import annotations

import numpy as np

from graph.search.index.segment import Slots
from graph.search.index.view import IndexView
from graph.search.ranking.ranks import Ranks

_DEGREE_BITS = 32


def page(view: IndexView, found: Slots, ranks: Ranks, limit: int, offset: int) -> list[int]:
    """The slots from `offset` on, at most `limit`, of the found ones in order.

    Only as many as may stand on the page are put in order; ties are broken by name and id, so a
    page never holds what another page of the same state holds.
    """
    last = min(offset + limit, len(found))
    if offset >= last:
        return []
    weights = (ranks[found].astype(np.int64) << _DEGREE_BITS) - view.degrees[found]
    bound = np.partition(weights, last - 1)[last - 1]
    near = weights <= bound
    keyed = [
        (weight, *_name(view, slot), slot)
        for weight, slot in zip(weights[near].tolist(), found[near].tolist(), strict=True)
    ]
    return [key[-1] for key in sorted(keyed)[offset:last]]


def _name(view: IndexView, slot: int) -> tuple[str, str]:
    record = view.record(slot)
    return record.name, record.id
