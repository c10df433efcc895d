"""A list of names against the network: candidates with scores and reasons. Links nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graph.search.index.links import LinkType
from graph.search.index.view import IndexView
from graph.search.models import ListedName, Match, Reason
from graph.search.ranking.explain import explain
from graph.search.ranking.order import page
from graph.search.ranking.question import asked
from graph.search.ranking.ranks import NONE, Tier, of_tiers, tier_of
from graph.search.ranking.tiers import Ranking
from graph.search.search import SCORES
from graph.search.spelling.organisations import canonical

LISTED_LIMIT = 1_000  # names per request: a sheet of an officer's list, seconds of work
CANDIDATES_LIMIT = 5
# A name alone is never certain: it earns this much at most, each agreement a tenth more.
NAME_POINTS = 0.7
DETAIL_POINTS = 0.1
# Looked at before details decide; namesakes beyond it are counted in `total`.
POOL = 50
# A list holds whole names; beginnings, initials and surroundings would match too much.
_LEFT_OUT = (Tier.INITIALS, Tier.PINYIN_PREFIX, Tier.CONTEXT)
_BASES = ("Person", "Organisation")


Detail = Literal["country", "school", "office"]


@dataclass(frozen=True)
class Likely:
    """A candidate by slot."""

    slot: int
    score: float
    match: Match
    reasons: list[Reason]


def match(view: IndexView, listed: ListedName) -> tuple[int, list[Likely]]:
    """How many entities the name may mean, and the likeliest of them, best first.

    Raises InvalidInput for a name over the limit of a query.
    """
    question = asked(listed.name)
    ranks = Ranking(view).whole(question.text)
    ranks[of_tiers(ranks, *_LEFT_OUT) | ~view.alive] = NONE
    bits = sum(view.bits.get(label, 0) for label in _BASES)
    ranks[(view.labels & bits) == 0] = NONE
    found = np.flatnonzero(ranks != NONE).astype(np.int32)
    slots = page(view, found, ranks, POOL, 0)
    likely = [_likely(view, listed, slot, tier_of(int(ranks[slot]))) for slot in slots]
    # Sorting is stable: among equal scores the order of the search stays.
    likely.sort(key=lambda each: -each.score)
    return len(found), likely[:CANDIDATES_LIMIT]


def _likely(view: IndexView, listed: ListedName, slot: int, tier: Tier) -> Likely:
    told = explain(view, slot, listed.name, tier)
    points = round(NAME_POINTS * SCORES[tier], 3)
    reasons = [Reason(on="name", verdict="agrees", points=points, text=told.text)]
    reasons += _details(view, listed, slot)
    total = sum(reason.points for reason in reasons)
    return Likely(slot, round(min(1.0, max(0.0, total)), 3), told, reasons)


def _details(view: IndexView, listed: ListedName, slot: int) -> Iterator[Reason]:
    if listed.country:
        yield _reason("country", listed.country, list(_places(view, slot)))
    if listed.school:
        yield _reason("school", listed.school, list(_ends(view, slot, LinkType.SCHOOL)))
    if listed.office:
        office = view.office_of(view.record(slot))
        known = ([office] if office else []) + list(_ends(view, slot, LinkType.WORK))
        yield _reason("office", listed.office, known)


def _reason(on: Detail, value: str, known: list[str]) -> Reason:
    """Agrees when one of the known names is the value, under one form or as a part of it."""
    wanted = canonical(value)
    agreeing = next((text for text in known if _same(wanted, canonical(text))), None)
    if agreeing is not None:
        return Reason(on=on, verdict="agrees", points=DETAIL_POINTS, text=agreeing)
    if known:
        return Reason(on=on, verdict="differs", points=-DETAIL_POINTS, text=known[0])
    return Reason(on=on, verdict="unknown", points=0.0, text=None)


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _ends(view: IndexView, slot: int, tie: LinkType) -> Iterator[str]:
    for kind, end in view.links.starting(slot):
        record = view.at(end)
        if kind == tie and record is not None:
            yield from (text for _, text in record.texts())
            yield record.id


def _places(view: IndexView, slot: int) -> Iterator[str]:
    """The names and ids of its places and of those around them."""
    above = view.links.above()
    around = [end for tie, end in view.links.starting(slot) if tie == LinkType.PLACE]
    for place in around:
        around += [outer for outer in above.get(place, ()) if outer not in around]
        record = view.at(place)
        if record is not None:
            yield from (text for _, text in record.texts())
            yield record.id
