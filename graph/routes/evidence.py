"""The relationships behind the steps of routes, read from the store with their factors."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.models import Factors, Node, Relationship
from graph.reading.entities import nodes_there
from graph.routes.models import Step
from graph.routes.question import Path, Question
from graph.store.protocol import Row
from graph.store.rows import whole
from graph.store.sight import Sight
from graph.topology.factors import TieFactors, hub, product
from graph.topology.tie import Tie, tie_of
from graph.topology.topology import Topology
from graph.viewer import Viewer

EQUAL = 1e-9  # scores within this share of each other are equal (docs/routes.md#answer)
# Far more than rounding makes of a product of some twenty factors, far less than a changed one.
_ROUNDING = 1e-6

Pair = frozenset[str]
Weighed = tuple[Tie, Factors, Relationship]


@dataclass(frozen=True)
class Evidence:
    """Names and relationships of some routes, as the store has them now."""

    nodes: Mapping[str, Node]
    ties: Mapping[Pair, Sequence[Weighed]]
    degrees: Mapping[str, int]

    def steps(self, path: Path) -> list[Step]:
        """A route's steps in order. Raises KeyError when a tie or an entity is gone."""
        return [self._step(one, other, last=other == path[-1]) for one, other in pairwise(path)]

    def _step(self, one: str, other: str, *, last: bool) -> Step:
        (tie, factors, relationship), *parallel = self.ties[frozenset((one, other))]
        return Step(
            from_=one,
            to=other,
            type=tie.type,
            direction="out" if tie.from_ == one else "in",
            factor=product(factors),
            factors=factors,
            hub=1.0 if last else hub(self.degrees[other]),
            relationship=relationship,
            parallel=[further for _, _, further in parallel],
        )

    def bears(self, score: float, path: Path) -> bool:
        """Whether the store still has what the search reckoned with."""
        return self.has(path) and abs(self.score(path) - score) <= _ROUNDING * score

    def has(self, path: Path) -> bool:
        """Whether every tie and entity of the path is there."""
        pairs = [frozenset(pair) for pair in pairwise(path)]
        return all(pair in self.ties for pair in pairs) and set(path) <= set(self.nodes)

    def score(self, path: Path) -> float:
        """The path's score by what is there."""
        return math.prod(step.factor * step.hub for step in self.steps(path))


def read_evidence(
    sight: Sight,
    topology: Topology,
    question: Question,
    paths: Iterable[Path],
) -> Evidence:
    """What stands behind these paths; what is gone meanwhile is left out."""
    listed = list(paths)
    pairs = {frozenset(pair): pair for path in listed for pair in pairwise(path)}
    asked = []
    for one, other in pairs.values():
        fewer, more = sorted((one, other), key=topology.degree)
        asked.append({"one": fewer, "other": more})
    types = list(topology.words.types)
    rows = sight.read("relationships_between", pairs=asked, types=types) if asked else []
    ids = sorted({id_ for path in listed for id_ in path})
    return Evidence(
        nodes=nodes_there(sight, ids),
        ties=_weighed(whole(rows), question, sight),
        degrees=_seen_degrees(topology, sight.viewer, ids),
    )


def _seen_degrees(topology: Topology, viewer: Viewer, ids: Iterable[str]) -> dict[str, int]:
    degrees = topology.view(viewer).degrees
    numbers = {id_: topology.number(id_) for id_ in ids}
    return {id_: int(degrees[number]) if number >= 0 else 0 for id_, number in numbers.items()}


def _weighed(rows: Iterable[Row], question: Question, sight: Sight) -> dict[Pair, list[Weighed]]:
    """Per pair the ties that may carry the step, best first: by factor, then by id."""
    factors = TieFactors(
        sight.schema, question.as_of, types=question.types, include_past=question.include_past
    )
    found: dict[Pair, list[Weighed]] = defaultdict(list)
    for row in rows:
        tie = tie_of(row)
        weighed = factors.of(tie)
        if weighed is not None:
            relationship = sight.relationship(row)
            found[frozenset((tie.from_, tie.to))].append((tie, weighed, relationship))
    return {pair: _best_first(ties) for pair, ties in found.items()}


def _best_first(ties: list[Weighed]) -> list[Weighed]:
    best = max(product(factors) for _, factors, _ in ties)
    # Those within EQUAL of the best are equal: the smallest id carries the step.
    by_id = sorted(ties, key=lambda one: one[0].id)
    return sorted(by_id, key=lambda one: -min(best * (1 - EQUAL), product(one[1])))
