"""Who carries best routes: equal to counting them one by one."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from graph.analysis.connectors import ConnectorFinder, carried
from graph.analysis.reach import spread_from
from graph.schema import Schema
from graph.store.protocol import Store
from graph.topology.mirror import TopologyMirror
from graph.viewer import Viewer
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.kernels import PLAIN
from tests.support.routes.plain_graph import PlainGraph
from tests.support.routes.route_strategies import AS_OF, graphs, viewers
from tests.support.viewpoints import over

ASKED = date(2026, 1, 1)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs, viewers)
def test_counts_are_those_of_the_paths(graph: PlainGraph, viewer: Viewer) -> None:
    topology = graph.topology()
    source = topology.number("n0")
    found = spread_from(topology, topology.graph(AS_OF, viewer), [source], 4, math.inf, PLAIN)
    wanted = (found.final > 0) & topology.there(viewer)
    wanted[source] = False
    passing, load = carried(found, wanted, source)
    paths = [found.path(number) for number in wanted.nonzero()[0].tolist()]
    over = Counter(number for path in paths for number in path[1:-1])
    first = Counter(path[1] for path in paths if len(path) > 2)
    assert {n: int(c) for n, c in enumerate(passing) if c} == over
    assert {n: int(c) for n, c in enumerate(load) if c} == first


@pytest.fixture
def finder(store: Store, schema: Schema) -> ConnectorFinder:
    Writer(store, schema).load(ENTITIES, RELATIONSHIPS, "tests")
    mirror = TopologyMirror(store, schema)
    mirror.rebuild()
    return ConnectorFinder(over(store, schema, mirror.topology, timeout=20))


def test_the_offices_connectors(finder: ConnectorFinder) -> None:
    found = finder.connectors(ASKED, from_="office", label="Person")
    by_id = {one.id: one for one in found.connectors}
    # li, huang, gu; chen, sun, xu; wang, zhao; and ma are reached within four hops.
    assert (found.sources, found.targets, found.sampled, found.complete) == (1, 9, False, True)
    li = by_id["li"]
    assert (li.load, li.error) == (4, 0)
    assert li.share == pytest.approx(4 / 9)
    # Without li, xu is not reached; chen is, over sun's club.
    assert li.lost == pytest.approx(1 / 8)
    assert li.weakened is not None
    assert 0 < li.weakened < 1


def test_a_sample_says_its_error(finder: ConnectorFinder) -> None:
    found = finder.connectors(ASKED, limit=3)
    assert len(found.connectors) == 3
    assert not found.sampled  # the family is smaller than a sample
    assert [one.error for one in found.connectors] == [0, 0, 0]
