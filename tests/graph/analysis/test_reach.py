"""Who is reached best: equal to asking for the best route to each, filtered and paged."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from graph.analysis.reach import ReachFinder, spread_from
from graph.errors import NotFound
from graph.kernels.arrays import UNIT
from graph.kernels.compiled import Kernels
from graph.routes.question import Question
from graph.schema import Schema
from graph.store.protocol import Store
from graph.topology.mirror import TopologyMirror
from graph.viewer import Viewer
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.kernels import PLAIN, compiled
from tests.support.routes.brute_force import all_routes
from tests.support.routes.plain_graph import SCHEMA, PlainGraph
from tests.support.routes.route_strategies import AS_OF, NODES, graphs, viewers
from tests.support.viewpoints import over

ASKED = date(2026, 1, 1)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture(scope="module", params=["plain", "compiled"])
def kernels(request: pytest.FixtureRequest) -> Kernels:
    return PLAIN if request.param == "plain" else compiled()


@pytest.mark.parametrize("max_hops", [1, 3, 6])
@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(graph=graphs, viewer=viewers)
def test_each_score_is_that_of_the_best_route(
    kernels: Kernels, max_hops: int, graph: PlainGraph, viewer: Viewer
) -> None:
    topology, there = graph.topology(), graph.seen_by(viewer)
    start, arrays = topology.number("n0"), topology.graph(AS_OF, viewer)
    found = spread_from(topology, arrays, [start], max_hops, math.inf, kernels)
    for node in set(NODES[1:]) & set(there.labels):
        routes = all_routes(there, SCHEMA, Question("n0", node, AS_OF, max_hops=max_hops))
        number = topology.number(node)
        cost = int(found.final[number])
        assert (cost > 0) == bool(routes)
        if routes:
            assert math.exp(-(cost - 1) / UNIT) == pytest.approx(routes[0][0])
            path = tuple(topology.ids.id(step) for step in found.path(number))
            scores = {other: score for score, other in routes}
            assert scores[path] == pytest.approx(routes[0][0])


@pytest.fixture
def finder(store: Store, schema: Schema) -> ReachFinder:
    Writer(store, schema).load(ENTITIES, RELATIONSHIPS, "tests")
    mirror = TopologyMirror(store, schema)
    mirror.rebuild()
    return ReachFinder(over(store, schema, mirror.topology, timeout=10))


def test_people_are_ranked_by_their_best_route(finder: ReachFinder) -> None:
    found = finder.reach("office", ASKED, label="Talent")
    assert [one.id for one in found.reached] == ["gu", "zhao"]
    zhao = found.reached[1]
    assert (zhao.hops, zhao.path) == (4, ["office", "li", "chen", "wang", "zhao"])
    assert (found.total, found.complete) == (2, True)
    second = finder.reach("office", ASKED, label="Talent", limit=1, offset=1)
    assert [one.id for one in second.reached] == ["zhao"]
    assert second.total == 2


def test_filters_by_country_and_unknown_ids(finder: ReachFinder) -> None:
    assert [one.id for one in finder.reach("li", ASKED, country="malaysia").reached] == ["club"]
    assert finder.reach("li", ASKED, field="penang").reached == []
    with pytest.raises(NotFound, match="country"):
        finder.reach("li", ASKED, country="atlantis")
