"""What a view finds under keys, marked in ranks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from graph.search.index.record import Kind
from graph.search.index.view import IndexView
from graph.search.ranking.ranks import NONE, Ranks, Tier, rank, unranked


def mark_keys(
    view: IndexView,
    ranks: Ranks,
    texts: Iterable[str],
    tiers: Mapping[Kind, Tier],
    closeness: int = 0,
) -> None:
    """Ranks what has one of the texts as a key, by the key's kind, unless it has a better rank."""
    wanted = [text for text in texts if text]
    if not wanted:
        return
    slots, kinds = view.by_keys(wanted)
    found = _ranks_of(tiers, closeness)[kinds]
    known = found != NONE
    np.minimum.at(ranks, slots[known], found[known])


def _ranks_of(tiers: Mapping[Kind, Tier], closeness: int) -> Ranks:
    table = unranked(len(Kind))
    for kind, tier in tiers.items():
        table[kind] = rank(tier, closeness)
    return table
