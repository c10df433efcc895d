"""A search from the words typed to the page of slots, with facets; no store is asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.schema import Schema
from graph.search.facets import facets
from graph.search.filters import Filters, passing
from graph.search.index.view import IndexView
from graph.search.models import Facets, Match
from graph.search.ranking.explain import explain
from graph.search.ranking.order import page
from graph.search.ranking.question import SearchQuestion, asked
from graph.search.ranking.ranks import NONE, Tier, tier_of
from graph.search.ranking.ranks import rank as rank_of
from graph.search.ranking.tiers import Ranked, Ranking

# Scores fall by tier; only their order has a meaning.
SCORES = {
    Tier.EXACT: 1.0,
    Tier.ALIAS: 0.95,
    Tier.PREFIX: 0.85,
    Tier.PINYIN: 0.8,
    Tier.SPELLING: 0.75,
    Tier.READING: 0.7,
    Tier.INITIALS: 0.65,
    Tier.PINYIN_PREFIX: 0.6,
    Tier.SUBSTRING: 0.5,
    Tier.CONTEXT: 0.35,
    Tier.SOUND: 0.3,
    Tier.TYPO: 0.25,
}


@dataclass(frozen=True)
class SearchPage:
    """A page of slots with their tiers, and the whole result in numbers."""

    total: int
    slots: list[int]
    tiers: list[Tier]
    matches: list[list[Match]]
    facets: Facets


def search(
    view: IndexView, schema: Schema, query: str, filters: Filters, limit: int, offset: int
) -> SearchPage:
    """Entities that match, best first; none when only spaces and punctuation were typed.

    Qualifiers alone find all that pass them. Raises InvalidInput.
    """
    question = asked(query)
    ranked = rank(view, question)
    ranks = ranked.best
    for each in filters.with_typed(question):
        ranks[~passing(view, schema, each)] = NONE
    found = np.flatnonzero(ranks != NONE).astype(np.int32)
    slots = page(view, found, ranks, limit, offset)
    return SearchPage(
        total=len(found),
        slots=slots,
        tiers=[tier_of(rank) for rank in ranks[slots].tolist()],
        matches=[matches(view, question, ranked, slot) for slot in slots],
        facets=facets(view, found),
    )


def rank(view: IndexView, question: SearchQuestion) -> Ranked:
    """The tiers of every slot for a question."""
    if not question.is_empty:
        return Ranking(view).of(question)
    tier = rank_of(Tier.CONTEXT) if question.qualifiers else NONE
    ranks = np.full(view.size, tier, np.uint8)
    return Ranked(ranks, ranks, [])


def matches(view: IndexView, question: SearchQuestion, ranked: Ranked, slot: int) -> list[Match]:
    """What the entity matched: that which decided the tier first, then the other words'."""
    if ranked.whole[slot] == ranked.best[slot]:
        return [explain(view, slot, question.text, tier_of(int(ranked.best[slot])))]
    found = [(tier_of(int(ranks[slot])), word) for word, ranks in ranked.words]
    found.sort(key=lambda pair: -pair[0])
    return [explain(view, slot, word, tier) for tier, word in found]
