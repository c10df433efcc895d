"""An independent reading of docs/routes.md: every simple path, scored one by one. Slow and plain."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from graph.routes.question import Question
from graph.schema import Schema
from graph.topology.tie import Tie
from tests.support.routes.plain_graph import PlainGraph


def all_routes(
    topology: PlainGraph, schema: Schema, question: Question
) -> list[tuple[float, tuple]]:
    """Every allowed simple path with its score, in rank order, without the diverse rule or k."""
    scored = []
    for path in _paths(topology, question):
        middle = path[1:-1]
        if not all(_allowed(topology, question, node) for node in middle):
            continue
        if not set(question.via) <= set(path):
            continue
        factors = [best(topology, schema, question, a, b) for a, b in pairwise(path)]
        if None in factors:
            continue
        hubs = [_hub(topology, schema, node) for node in middle]
        scored.append((math.prod(filter(None, factors)) * math.prod(hubs), path))
    return ranked(scored)


def expected(topology: PlainGraph, schema: Schema, question: Question) -> list[tuple[float, tuple]]:
    """The answer: `k` routes, and with `diverse` one per set of intermediates."""
    kept, seen = [], set()
    for score, path in all_routes(topology, schema, question):
        kind = (path[0], frozenset(path[1:-1]), path[-1]) if question.diverse else path
        if kind not in seen:
            seen.add(kind)
            kept.append((score, path))
    return kept[: question.k]


def best(
    topology: PlainGraph, schema: Schema, question: Question, one: str, other: str
) -> float | None:
    """The best factor of a tie between two entities, or None."""
    factors = [
        factor
        for tie in topology.ties.get(one, ())
        if {tie.from_, tie.to} == {one, other}
        and (factor := _factor(tie, schema, question)) is not None
    ]
    return max(factors, default=None)


def ranked(scored: list[tuple[float, tuple]]) -> list[tuple[float, tuple]]:
    """By score; those within 1e-9 of the group's best by hops, then by the ids in order."""
    left = sorted(scored, key=lambda pair: -pair[0])
    order = []
    while left:
        top = left[0][0]
        group = [pair for pair in left if pair[0] >= top * (1 - 1e-9)]
        order += sorted(group, key=lambda pair: (len(pair[1]), pair[1]))
        left = left[len(group) :]
    return order


def _paths(topology: PlainGraph, question: Question) -> Iterator[tuple[str, ...]]:
    starts, targets = sorted(question.starts), question.targets
    stack: list[tuple[str, ...]] = [(start,) for start in starts]
    while stack:
        path = stack.pop()
        if path[-1] in targets:
            yield path
            continue
        if len(path) > question.max_hops:
            continue
        near = {t.other(path[-1]) for t in topology.ties.get(path[-1], ())}
        stack += [(*path, node) for node in near if node not in path and node not in starts]


def _allowed(topology: PlainGraph, question: Question, node: str) -> bool:
    if node in question.avoid or node in topology.declined:
        return False
    return not question.labels or bool(set(question.labels) & topology.labels[node])


def _factor(tie: Tie, schema: Schema, question: Question) -> float | None:
    kind = schema.relationships[tie.type]
    weight = kind.weight
    if question.types:
        if tie.type not in question.types:
            return None
        weight = kind.weight or kind.weight_on_request
    if weight is None or (tie.since and _day(tie.since) > question.as_of):
        return None
    value = weight * (1 if tie.strength is None else tie.strength)
    value *= 1 if tie.confidence is None else tie.confidence
    seen = tie.last_contact or tie.verified_at
    if seen is None:
        value *= 0.7
    else:
        years = max((question.as_of - _day(seen)).days, 0) / 365.25
        value *= max(0.4, 0.5 ** (years / 8))
    if tie.until and not kind.lasting and _day(tie.until) < question.as_of:
        if not question.include_past:
            return None
        value *= 0.5
    return value


def _hub(topology: PlainGraph, schema: Schema, node: str) -> float:
    ties = {t.id for t in topology.ties.get(node, ()) if schema.relationships[t.type].weight}
    return 1.0 if len(ties) <= 50 else math.sqrt(50 / len(ties))


def _day(text: str) -> date:
    parts = [int(part) for part in text.split("-")] + [1, 1]
    return date(*parts[:3])
