"""Answers while a name is still being typed."""

from __future__ import annotations

import numpy as np

from graph.search.explain import explain
from graph.search.index import Index
from graph.search.namesakes import apart
from graph.search.order import page
from graph.search.question import asked
from graph.search.tiers import NONE, Ranking, Tier
from graph.search_models import Suggestion, SuggestionGroup, Suggestions

SUGGESTIONS_LIMIT = 8  # what a list under the search box shows without scrolling


def suggest(index: Index, query: str) -> Suggestions:
    """At most SUGGESTIONS_LIMIT entities that what is typed so far may become.

    Raises InvalidInput for a query over the limit.
    """
    question = asked(query)
    if question.is_empty:
        return Suggestions(query=query, groups=[])
    ranks = Ranking(index).half_typed(question)
    found = np.flatnonzero(ranks != NONE).astype(np.int32)
    groups: dict[str, list[Suggestion]] = {}
    for slot in page(index, found, ranks, SUGGESTIONS_LIMIT, 0):
        made = _suggestion(index, slot, question.text, Tier(int(ranks[slot])))
        groups.setdefault(made.labels[0], []).append(made)
    return Suggestions(
        query=query,
        groups=[SuggestionGroup(kind=kind, suggestions=made) for kind, made in groups.items()],
    )


def _suggestion(index: Index, slot: int, text: str, tier: Tier) -> Suggestion:
    record = index.record(slot)
    order = [label for label in index.bits if label in record.labels]
    return Suggestion(
        id=record.id,
        name=record.name,
        labels=order,
        matched_on=explain(index, slot, text, tier),
        apart=apart(index, slot),
    )
