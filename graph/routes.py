"""Who connects whom: the best routes, each step with its evidence."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.entities import nodes_by_ids
from graph.errors import InvalidInput
from graph.factors import hub, product
from graph.models import Node, Relationship, Route, Routes, Step, Tried
from graph.route_search import Found, Path, Question, RouteSearch
from graph.rows import relationship_of
from graph.schema import Schema
from graph.sentences import no_route, route_sentence
from graph.store import Store
from graph.topology import Topology


@dataclass(frozen=True)
class RouteFinder:
    """Answers questions about routes over one topology; names and evidence come from the store."""

    store: Store
    schema: Schema
    topology: Topology
    timeout: float

    def find(self, question: Question) -> Routes:
        """The best routes, and the best that shares no intermediate with the first.

        Raises NotFound for an unknown id; InvalidInput when the ends are the same or avoided.
        """
        names = self._check(question)
        search = self._search(question)
        found = search.run()
        second = self._independent(question, found)
        paths = found.paths + [pair for pair in second.paths if pair not in found.paths]
        evidence = self._evidence(search, [path for _, path in paths])
        nodes = {node.id: node for node in self._nodes(paths)}
        routes = [
            self._route(search, pair, nodes, evidence, independent=pair in second.paths)
            for pair in paths
        ]
        complete = found.complete and second.complete
        tried = self._tried(question, found)
        return Routes(
            from_=question.from_,
            to=question.to,
            total=len(found.paths),
            complete=complete,
            routes=routes[: len(found.paths)],
            independent=next((route for route in routes if route.independent), None),
            tried=tried,
            explanation=None if routes else no_route(names, tried, self._miss(question), complete),
        )

    def _check(self, question: Question) -> tuple[Node, Node]:
        ends = [("from", question.from_), ("to", question.to)]
        nodes = [nodes_by_ids(self.store, self.schema, [id_], field)[0] for field, id_ in ends]
        for field, ids in (("via", question.via), ("avoid", question.avoid)):
            nodes_by_ids(self.store, self.schema, sorted(ids), field)
        if question.from_ == question.to:
            raise InvalidInput(
                "to: is the same as from; a route needs two ends.",
                "to:与 from 相同;牵线需要两个不同的对象。",
                field="to",
            )
        for field, id_ in ends:
            if id_ in question.avoid:
                raise InvalidInput(
                    f"avoid: holds {id_}, which is the route's {field}.",
                    f"avoid:包含了路线的一端 {id_}。",
                    field="avoid",
                )
        return nodes[0], nodes[1]

    def _search(self, question: Question, excluded: Path | None = None) -> RouteSearch:
        deadline = time.monotonic() + self.timeout
        return RouteSearch(self.topology, self.schema, question, deadline, excluded)

    def _independent(self, question: Question, found: Found) -> Found:
        """The best route that shares no intermediate with the first, searched for by itself."""
        if not found.paths:
            return Found([], True, 0)
        first = found.paths[0][1]
        others = replace(question, k=1, avoid=question.avoid | set(first[1:-1]))
        return self._search(others, excluded=first).run()

    def _evidence(self, search: RouteSearch, paths: Iterable[Path]) -> Mapping[str, Relationship]:
        ids, ends = set(), set()
        for path in paths:
            for one, other in pairwise(path):
                ends |= {one, other}
                ids |= {tie.id for tie, _ in search.ties_between(one, other)}
        rows = self.store.read("relationships_by_ids_at", entity_ids=sorted(ends), ids=sorted(ids))
        return {row["id"]: relationship_of(row, self.schema) for row in rows}

    def _nodes(self, paths: list[tuple[float, Path]]) -> list[Node]:
        return nodes_by_ids(self.store, self.schema, (id_ for _, path in paths for id_ in path))

    def _route(
        self,
        search: RouteSearch,
        pair: tuple[float, Path],
        nodes: Mapping[str, Node],
        evidence: Mapping[str, Relationship],
        *,
        independent: bool,
    ) -> Route:
        score, path = pair
        steps = [
            self._step(search, one, other, evidence, last=other == path[-1])
            for one, other in pairwise(path)
        ]
        weakest = min(range(len(steps)), key=lambda index: (steps[index].factor, index))
        passed = [nodes[id_] for id_ in path]
        return Route(
            score=score,
            hops=len(steps),
            nodes=passed,
            steps=steps,
            weakest=weakest,
            independent=independent,
            sentence=route_sentence(passed, steps, weakest, self.schema),
        )

    def _step(
        self,
        search: RouteSearch,
        one: str,
        other: str,
        evidence: Mapping[str, Relationship],
        *,
        last: bool,
    ) -> Step:
        (tie, factors), *parallel = search.ties_between(one, other)
        return Step(
            from_=one,
            to=other,
            type=tie.type,
            direction="out" if tie.from_ == one else "in",
            factor=product(factors),
            factors=factors,
            hub=1.0 if last else hub(self.topology.degree(other)),
            relationship=evidence[tie.id],
            parallel=[evidence[tie.id] for tie, _ in parallel],
        )

    def _tried(self, question: Question, found: Found) -> Tried:
        return Tried(
            max_hops=question.max_hops,
            types=sorted(question.types),
            labels=sorted(question.labels),
            include_past=question.include_past,
            as_of=question.as_of.isoformat(),
            explored=found.explored,
        )

    def _miss(self, question: Question) -> str | None:
        """What one loosened condition would have given a route: its name, or None."""
        nearest = replace(question, k=1, max_hops=min(question.max_hops + 1, 6))
        for name, loosened in (
            ("include_past", replace(question, k=1, include_past=True)),
            ("max_hops", nearest),
            ("types", replace(question, k=1, types=frozenset())),
            ("labels", replace(question, k=1, labels=frozenset())),
        ):
            if loosened != replace(question, k=1) and self._search(loosened).run().paths:
                return name
        return None
