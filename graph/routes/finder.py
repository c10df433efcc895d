"""Who connects whom: the best routes, each step with its evidence."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.errors import InvalidInput, NotFound
from graph.reading.entities import nodes_there
from graph.routes.advice import advice, runner_up
from graph.routes.evidence import Evidence, read_evidence
from graph.routes.misses import loosened, miss
from graph.routes.models import Miss, Route, Routes, Sentence, Tried
from graph.routes.question import Ends, Path, Question
from graph.routes.search import NOTHING, FoundRoutes, RouteSearch
from graph.routes.sentences import no_route, route_sentence
from graph.topology.topology import Topology
from graph.viewer import Viewer
from graph.viewpoint import Viewpoint

# A write may fall between the search and the reading of its evidence; then the search is repeated.
_ATTEMPTS = 4

Scored = tuple[float, Path]


@dataclass(frozen=True)
class RouteFinder:
    """Answers questions about routes; names and evidence come from the store.

    To the viewer whom they may not see is not there: no end, no step, in no degree.
    """

    viewpoint: Viewpoint

    def find(self, question: Question) -> Routes:
        """The best routes, and the best that shares no intermediate with the first.

        Should every attempt be overtaken by writes, the routes found last are scored as they now
        are, and the answer is not `complete`. Raises NotFound for an unknown id; InvalidInput when
        the ends meet or one is avoided.
        """
        mirrors = self.viewpoint.mirrors
        topology = mirrors.topology()
        for _ in range(_ATTEMPTS):
            answer = _Answer(self.viewpoint, topology, question).full()
            if answer is not None:
                return answer
            topology = mirrors.newest_topology()
        return _Answer(self.viewpoint, topology, question).settled()


@dataclass(frozen=True)
class _Answer:
    """One attempt at an answer, over one state of the ties."""

    viewpoint: Viewpoint
    topology: Topology
    question: Question

    def full(self) -> Routes | None:
        """The answer; None when what was found is no longer in the store."""
        found, second = self._searched()
        pairs = found.paths + [pair for pair in second.paths if pair not in found.paths]
        evidence = self._evidence(self.question, [path for _, path in pairs])
        if not all(evidence.bears(*pair) for pair in pairs):
            return None
        return self._told(found, second, evidence)

    def settled(self) -> Routes:
        """The answer as the store has it now, whatever the search reckoned with."""
        found, second = self._searched()
        paths = [path for _, path in found.paths + second.paths]
        evidence = self._evidence(self.question, paths)
        scored = [
            sorted(
                ((evidence.score(path), path) for _, path in search.paths if evidence.has(path)),
                key=lambda pair: (-pair[0], len(pair[1]), pair[1]),
            )
            for search in (found, second)
        ]
        found = replace(found, paths=scored[0], complete=False)
        return self._told(found, replace(second, paths=scored[1]), evidence)

    def _searched(self) -> tuple[FoundRoutes, FoundRoutes]:
        check_ends(self.question, self.topology, self.viewpoint.viewer)
        found = self._run(self.question)
        return found, self._independent(found)

    def _told(self, found: FoundRoutes, second: FoundRoutes, evidence: Evidence) -> Routes:
        question = self.question
        pairs = found.paths + [pair for pair in second.paths if pair not in found.paths]
        routes = [self._route(evidence, pair, pair in second.paths) for pair in pairs]
        best = routes[: len(found.paths)]
        complete = found.complete and second.complete
        misses = self._misses() if complete and not routes else []
        tried = _tried(question, found)
        return Routes(
            from_=_shown(question.from_),
            to=_shown(question.to),
            total=len(best),
            complete=complete,
            routes=best,
            independent=next((route for route in routes if route.independent), None),
            tried=tried,
            explanation=None if routes else self._why_none(tried, misses, complete),
            runner_up=runner_up(best[0], best[1], self.viewpoint.schema) if len(best) > 1 else None,
            misses=misses,
        )

    def _run(self, question: Question, excluded: Path | None = None) -> FoundRoutes:
        deadline = time.monotonic() + self.viewpoint.route_timeout
        return RouteSearch(self.topology, question, self.viewpoint.viewer, deadline, excluded).run()

    def _independent(self, found: FoundRoutes) -> FoundRoutes:
        """The best route that shares no intermediate with the first, searched for by itself."""
        if not found.paths:
            return NOTHING
        first = found.paths[0][1]
        avoid = self.question.avoid | set(first[1:-1])
        return self._run(replace(self.question, k=1, avoid=avoid), excluded=first)

    def _evidence(self, question: Question, paths: Iterable[Path]) -> Evidence:
        return read_evidence(self.viewpoint, self.topology, question, paths)

    def _route(self, evidence: Evidence, pair: Scored, independent: bool) -> Route:
        score, path = pair
        steps = evidence.steps(path)
        weakest = min(range(len(steps)), key=lambda index: (steps[index].factor, index))
        nodes = [evidence.nodes[id_] for id_ in path]
        return Route(
            score=score,
            hops=len(steps),
            nodes=nodes,
            steps=steps,
            weakest=weakest,
            independent=independent,
            sentence=route_sentence(nodes, steps, weakest, self.viewpoint.schema),
            advice=advice(nodes, steps, weakest, score),
        )

    def _misses(self) -> list[Miss]:
        """What one loosened condition at a time would have given, best first."""
        misses = []
        for condition, question in loosened(self.question):
            for score, path in self._run(question).paths:
                evidence = self._evidence(question, [path])
                if evidence.bears(score, path):
                    nodes = [evidence.nodes[id_] for id_ in path]
                    steps = evidence.steps(path)
                    misses.append(
                        miss(condition, self.question, score, nodes, steps, self.viewpoint.schema)
                    )
        return sorted(misses, key=lambda one: -one.score)

    def _why_none(self, tried: Tried, misses: list[Miss], complete: bool) -> Sentence:
        ends = [sorted(side) for side in (self.question.starts, self.question.targets)]
        names = [
            "、".join(node.name for node in nodes_there(self.viewpoint, side).values())
            for side in ends
        ]
        return no_route(names[0], names[1], tried, misses, complete)


def check_ends(question: Question, topology: Topology, viewer: Viewer) -> None:
    """Raises NotFound for an unknown id; InvalidInput when the ends meet or one is avoided."""
    starts, targets = question.starts, question.targets
    fields = {"from": starts, "to": targets, "via": question.via, "avoid": question.avoid}
    for field, ids in fields.items():
        for id_ in sorted(ids):
            check_known(field, id_, topology, viewer)
    if starts & targets or not starts or not targets:
        raise InvalidInput(
            "to: is the same as from; a route needs two ends.",
            "to:与 from 相同;牵线需要两个不同的对象。",
            field="to",
        )
    for field, ids in (("from", starts), ("to", targets)):
        for id_ in sorted(ids & question.avoid):
            raise InvalidInput(
                f"avoid: holds {id_}, which is the route's {field}.",
                f"avoid:包含了路线的一端 {id_}。",
                field="avoid",
            )


def check_known(field: str, id_: str, topology: Topology, viewer: Viewer) -> None:
    """Raises NotFound: what a viewer may not see is to them as if it were not there."""
    if topology.seen_number(id_, viewer) < 0:
        raise NotFound(
            f"{field}: there is no entity with the id {id_}.",
            f"{field}:没有编号为 {id_} 的实体。",
            field=field,
        )


def _tried(question: Question, found: FoundRoutes) -> Tried:
    return Tried(
        max_hops=question.max_hops,
        types=sorted(question.types),
        labels=sorted(question.labels),
        include_past=question.include_past,
        as_of=question.as_of.isoformat(),
        explored=found.explored,
        proven_hops=question.max_hops if found.complete else found.proven_hops,
    )


def _shown(ends: Ends) -> str | list[str]:
    return ends if isinstance(ends, str) else sorted(ends)
