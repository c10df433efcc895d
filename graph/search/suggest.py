"""Answers while a name is still being typed."""

from __future__ import annotations

import numpy as np

from graph.schema import Schema
from graph.search.filters import Filters, is_date, passing
from graph.search.index.view import IndexView
from graph.search.models import Suggestion, SuggestionGroup, Suggestions
from graph.search.namesakes import apart
from graph.search.ranking.order import page
from graph.search.ranking.question import SearchQuestion, asked
from graph.search.ranking.ranks import NONE
from graph.search.ranking.tiers import Ranked, Ranking
from graph.search.search import matches

SUGGESTIONS_LIMIT = 8  # what a list under the search box shows without scrolling


def suggest(view: IndexView, schema: Schema, query: str) -> Suggestions:
    """At most SUGGESTIONS_LIMIT entities that what is typed so far may become.

    Raises InvalidInput for a query over the limit.
    """
    question = asked(query)
    if question.is_empty:
        return Suggestions(query=query, groups=[])
    ranked = Ranking(view).half_typed(question, SUGGESTIONS_LIMIT)
    ranks = ranked.best
    for filters in Filters().with_typed(question):
        # A date that is still being typed narrows nothing yet.
        if filters.since is None or is_date(filters.since):
            ranks[~passing(view, schema, filters)] = NONE
    found = np.flatnonzero(ranks != NONE).astype(np.int32)
    groups: dict[str, list[Suggestion]] = {}
    for slot in page(view, found, ranks, SUGGESTIONS_LIMIT, 0):
        made = _suggestion(view, slot, question, ranked)
        groups.setdefault(made.labels[0], []).append(made)
    return Suggestions(
        query=query,
        groups=[SuggestionGroup(kind=kind, suggestions=made) for kind, made in groups.items()],
    )


def _suggestion(view: IndexView, slot: int, question: SearchQuestion, ranked: Ranked) -> Suggestion:
    record = view.record(slot)
    order = [label for label in view.bits if label in record.labels]
    return Suggestion(
        id=record.id,
        name=record.name,
        labels=order,
        matched_on=matches(view, question, ranked, slot)[0],
        apart=apart(view, slot),
    )
