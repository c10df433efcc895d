"""Exact search for the best chains of introductions.

Best-first over partial simple paths. A path's bound is its cost so far plus the least cost of any
walk of the hops left that ends at the target and still passes every via; walks include all simple
paths, so the bound never exceeds the truth and routes come out in order of score (A*: Hart,
Nilsson, Raphael 1968). A cost is −ln of a factor: costs add where factors multiply.
"""

from __future__ import annotations

import heapq
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from graph.factors import TieFactors, hub, product
from graph.models import Factors
from graph.schema import Schema
from graph.topology import Tie, Topology

EQUAL = 1e-9  # scores within this share of each other are equal (DESIGN §5)
_CHECK_CLOCK_EVERY = 32  # expansions between looks at the clock: about a millisecond

Path = tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What is asked: the ends, how long and how many, and what may be on the way."""

    from_: str
    to: str
    as_of: date
    k: int = 5
    max_hops: int = 4
    types: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    include_past: bool = False
    diverse: bool = True


@dataclass(frozen=True)
class Found:
    """Paths by rank with their scores; `complete` unless the time ran out first."""

    paths: list[tuple[float, Path]]
    complete: bool
    explored: int


@dataclass
class RouteSearch:
    """One question over one topology."""

    topology: Topology
    schema: Schema
    question: Question
    deadline: float = math.inf
    excluded: Path | None = None
    _steps: dict[str, dict[str, float]] = field(default_factory=dict)
    _explored: int = 0

    def __post_init__(self) -> None:
        question = self.question
        self._factors = TieFactors(
            self.schema, question.as_of, types=question.types, include_past=question.include_past
        )
        ends = {question.from_, question.to}
        self._via = sorted(question.via - ends)
        self._bit = {id_: 1 << position for position, id_ in enumerate(self._via)}
        self._all = (1 << len(self._via)) - 1

    def ties_between(self, one: str, other: str) -> list[tuple[Tie, Factors]]:
        """The ties that may carry a step, best first: by factor, then by id."""
        found = [
            (tie, factors)
            for tie in self.topology.ties.get(one, ())
            if tie.other(one) == other and (factors := self._factors.of(tie))
        ]
        found.sort(key=lambda pair: pair[0].id)
        best = max((product(factors) for _, factors in found), default=0.0)
        # Those within EQUAL of the best are equal: the smallest id carries the step.
        found.sort(key=lambda pair: -min(best * (1 - EQUAL), product(pair[1])))
        return found

    def run(self) -> Found:
        """The best paths. Exact unless the deadline passed."""
        if len(self._via) >= self.question.max_hops:
            return Found([], True, 0)
        paths: list[tuple[float, Path]] = []
        complete = True
        try:
            paths.extend(self._in_order())
        except TimeoutError:
            complete = False
        return Found(self._ranked(paths), complete, self._explored)

    def _in_order(self) -> Iterator[tuple[float, Path]]:
        """Complete paths by cost, until no further one can be among the answers."""
        question = self.question
        bounds = self._bounds()
        limit = math.inf
        kinds: set[frozenset[str] | Path] = set()
        start = bounds[self._all][question.max_hops].get(question.from_)
        queue: list[tuple[float, float, Path, int]] = []
        if start is not None:
            queue.append((start, 0.0, (question.from_,), self._all))
        while queue:
            bound, cost, path, missing = heapq.heappop(queue)
            if bound > limit:
                return
            if path[-1] == question.to:
                if path != self.excluded:
                    yield cost, path
                    kinds.add(frozenset(path[1:-1]) if question.diverse else path)
                    if len(kinds) == question.k and limit == math.inf:
                        limit = cost + 2 * EQUAL
                continue
            self._tick()
            left = question.max_hops - len(path)
            for neighbour, step in self._steps_from(path[-1]).items():
                if neighbour in path:
                    continue
                still = missing & ~self._bit.get(neighbour, 0)
                rest = bounds[still][left].get(neighbour)
                if rest is not None:
                    total = cost + step + self._pass_cost(neighbour)
                    heapq.heappush(queue, (total + rest, total, (*path, neighbour), still))

    def _bounds(self) -> list[list[dict[str, float]]]:
        """bounds[missing][r][v]: least cost of a walk of at most r hops from v to the target that
        passes every via in the bit set `missing`, v's own passing not counted."""
        question = self.question
        reachable = self._hops_from_start()
        bounds: list[list[dict[str, float]]] = [[{}] for _ in range(self._all + 1)]
        bounds[0][0][question.to] = 0.0
        for hops in range(1, question.max_hops + 1):
            for missing in range(self._all + 1):
                bounds[missing].append(dict(bounds[missing][-1]))
            for missing in range(self._all + 1):
                for node, rest in bounds[missing][hops - 1].items():
                    if node == question.to and (hops > 1 or missing):
                        continue
                    self._tick()
                    before = missing | self._bit.get(node, 0)
                    onward = rest + self._pass_cost(node)
                    layer = bounds[before][hops]
                    for neighbour, step in self._steps_from(node).items():
                        if reachable.get(neighbour, question.max_hops) + hops > question.max_hops:
                            continue
                        if onward + step < layer.get(neighbour, math.inf):
                            layer[neighbour] = onward + step
        return bounds

    def _hops_from_start(self) -> dict[str, int]:
        """Fewest hops from the start, for entities that leave room for one more."""
        question = self.question
        hops = {question.from_: 0}
        frontier = [question.from_]
        for distance in range(1, question.max_hops):
            following = []
            for node in frontier:
                self._tick()
                for neighbour in self._steps_from(node):
                    if neighbour not in hops and neighbour != question.to:
                        hops[neighbour] = distance
                        following.append(neighbour)
            frontier = following
        return hops

    def _steps_from(self, node: str) -> dict[str, float]:
        """Cost of the best step to each neighbour that may be on a route."""
        steps = self._steps.get(node)
        if steps is None:
            steps = {}
            for tie in self.topology.ties.get(node, ()):
                neighbour = tie.other(node)
                if neighbour == node or not self._may_pass(neighbour):
                    continue
                factors = self._factors.of(tie)
                if factors is not None:
                    cost = -math.log(product(factors))
                    steps[neighbour] = min(cost, steps.get(neighbour, math.inf))
            self._steps[node] = steps
        return steps

    def _may_pass(self, node: str) -> bool:
        question = self.question
        if node in (question.from_, question.to):
            return True
        if node in question.avoid or node in self.topology.declined:
            return False
        return not question.labels or bool(question.labels & self.topology.labels[node])

    def _pass_cost(self, node: str) -> float:
        if node in (self.question.from_, self.question.to):
            return 0.0
        return -math.log(hub(self.topology.degree(node)))

    def _ranked(self, paths: list[tuple[float, Path]]) -> list[tuple[float, Path]]:
        """By score, equal ones by hops, then by ids; one path per set of intermediates if diverse."""
        ranked: list[tuple[float, Path]] = []
        group: list[tuple[float, Path]] = []
        for cost, path in sorted(paths):
            if group and cost > group[0][0] + EQUAL:
                ranked += sorted(group, key=_by_length)
                group = []
            group.append((cost, path))
        ranked += sorted(group, key=_by_length)
        if self.question.diverse:
            first = {frozenset(path[1:-1]): (c, path) for c, path in reversed(ranked)}
            ranked = [pair for pair in ranked if first[frozenset(pair[1][1:-1])] == pair]
        return [(math.exp(-cost), path) for cost, path in ranked[: self.question.k]]

    def _tick(self) -> None:
        self._explored += 1
        if self._explored % _CHECK_CLOCK_EVERY == 0 and time.monotonic() > self.deadline:
            raise TimeoutError


def _by_length(pair: tuple[float, Path]) -> tuple[int, Path]:
    return len(pair[1]), pair[1]
