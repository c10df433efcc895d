"""The connecting network: it connects, and no network costs less than what is said."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis.between import BetweenFinder, Regions
from graph.errors import InvalidInput, NotFound
from graph.schema import Schema
from graph.store.protocol import Store
from graph.topology.mirror import TopologyMirror
from graph.viewer import Viewer
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.routes.plain_graph import PlainGraph
from tests.support.routes.route_strategies import AS_OF, NODES, graphs, viewers
from tests.support.viewpoints import over

ASKED = date(2026, 1, 1)


def least(nodes: Iterable[int], steps: dict[frozenset[int], int], terminals: list[int]) -> float:
    """The least cost of a connecting network: a spanning tree over each set of further nodes."""
    others = [node for node in nodes if node not in terminals]
    best = math.inf
    for count in range(len(others) + 1):
        for more in combinations(others, count):
            best = min(best, spanning({*terminals, *more}, steps))
    return best


def spanning(nodes: set[int], steps: dict[frozenset[int], int]) -> float:
    inside = {min(nodes)}
    total = 0.0
    while inside != nodes:
        crossing = [(c, p) for p, c in steps.items() if len(p & inside) == 1 and p <= nodes]
        if not crossing:
            return math.inf
        cost, pair = min(crossing, key=lambda one: one[0])
        inside |= pair
        total += cost
    return total


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs, viewers, st.sets(st.sampled_from(NODES), min_size=2, max_size=4))
def test_it_is_within_its_bound(graph: PlainGraph, viewer: Viewer, asked: set[str]) -> None:
    known = sorted(set(NODES) & set(graph.seen_by(viewer).labels))
    asked &= set(known)
    if len(asked) < 2:
        return
    topology = graph.topology()
    terminals = sorted(topology.number(id_) for id_ in asked)
    regions = Regions(topology, topology.graph(AS_OF, viewer), terminals)
    assert regions.grow(math.inf)
    ties = regions.tree()
    numbers = [topology.number(id_) for id_ in known]
    steps: dict[frozenset[int], int] = {}
    for node in numbers:
        for cost, other in regions._steps(node):
            if other in numbers:
                pair = frozenset((node, other))
                steps[pair] = min(cost, steps.get(pair, cost))
    optimum = least(numbers, steps, terminals)
    network = {node for _, one, other in ties for node in (one, other)}
    chosen = {frozenset((one, other)): step for step, one, other in ties}
    if math.isinf(optimum):
        assert math.isinf(spanning(network | set(terminals), chosen))
        return
    cost = sum(step for step, _, _ in ties)
    bound = 2 * (1 - 1 / len(terminals))
    assert regions.connected == set(terminals)
    assert optimum <= cost <= bound * optimum + 1
    assert regions.closure / bound <= optimum + 1
    assert spanning(network, chosen) == cost


@pytest.fixture
def finder(store: Store, schema: Schema) -> BetweenFinder:
    Writer(store, schema).load(ENTITIES, RELATIONSHIPS, "tests")
    mirror = TopologyMirror(store, schema)
    mirror.rebuild()
    return BetweenFinder(over(store, schema, mirror.topology, timeout=10))


def test_the_network_between_three(finder: BetweenFinder) -> None:
    found = finder.between(["office", "sun", "ma"], ASKED)
    ids = {node.id for node in found.subgraph.nodes}
    assert ids == {"office", "huang", "sun", "zhao", "ma"}
    assert len(found.subgraph.relationships) == 4
    assert found.complete
    assert found.at_least <= found.cost
    assert found.apart == []


def test_what_nothing_connects_is_named(finder: BetweenFinder) -> None:
    found = finder.between(["office", "li", "malaysia"], ASKED)
    assert found.apart == ["malaysia"]
    assert [one.id for one in found.subgraph.relationships] == ["li-works_at-office"]


def test_who_to_connect_is_checked(finder: BetweenFinder) -> None:
    with pytest.raises(InvalidInput, match="ids"):
        finder.between(["office", "office"], ASKED)
    with pytest.raises(NotFound, match="nobody"):
        finder.between(["office", "nobody"], ASKED)
