"""The topology after any writes is the one that a fresh start would build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.log.revision import Changed
from graph.routes.question import Question
from graph.topology import build as topology_build
from graph.topology import update as topology_update
from graph.topology.build import compacted
from graph.topology.node_ids import NodeIds, id_array, keys_of
from graph.topology.tie import Tie
from graph.topology.topology import Topology
from tests.graph.routes.test_routes_exact import check_equal
from tests.support.plain_graph import SCHEMA, PlainGraph, content, tie
from tests.support.route_strategies import LABELS, NODES, graphs, questions, tie_parts

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
SOME = ["a", "n3x", "n31", "z9", *NODES]  # ids that come before, between and after those known


@pytest.fixture(autouse=True)
def _short_pieces() -> Iterator[None]:
    """Rows in pieces of three ties, so that small graphs have long ones."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (topology_build, topology_update):
            patch.setattr(module, "LONG_ROW", 3)
        yield


writes = st.lists(
    st.one_of(
        st.tuples(st.just("tie"), st.integers(0, 40), tie_parts),
        st.tuples(st.just("drop_tie"), st.integers(0, 40)),
        st.tuples(st.just("entity"), st.sampled_from(SOME), st.sampled_from(LABELS), st.booleans()),
        st.tuples(st.just("drop_entity"), st.sampled_from(SOME)),
        st.tuples(st.just("compact")),
    ),
    max_size=14,
)


def written(graph: PlainGraph, write: tuple) -> tuple[PlainGraph, Changed]:
    """The graph after a write, and what the log says of it."""
    kind, *rest = write
    labels, declined = dict(graph.labels), set(graph.declined)
    ties = {one.id: one for one in graph.all_ties}
    entity_ids: set[str] = set()
    touched: list[Tie] = []
    if kind in ("tie", "drop_tie"):
        id_ = f"t{rest[0]:02}"
        touched += [ties.pop(id_)] if id_ in ties else []
        if kind == "tie":
            one, other, type_, dated = rest[1]
            if {one, other} <= set(labels):
                ties[id_] = tie(id_, one, other, type_, **dated)
                touched.append(ties[id_])
    elif kind == "entity":
        id_, label, declines = rest
        labels[id_] = frozenset({"Entity", label})
        (declined.add if declines else declined.discard)(id_)
        entity_ids.add(id_)
    elif kind == "drop_entity":
        labels.pop(rest[0], None)
        declined.discard(rest[0])
        touched = [one for one in ties.values() if rest[0] in (one.from_, one.to)]
        ties = {id_: one for id_, one in ties.items() if one not in touched}
        entity_ids.add(rest[0])
    for one in touched:
        entity_ids |= {one.from_, one.to}
    changed = Changed(frozenset(entity_ids), frozenset(one.id for one in touched))
    new = PlainGraph(labels, frozenset(declined), tuple(ties.values()), graph.hidden)
    return new, changed


def after(graph: PlainGraph, steps: list[tuple]) -> tuple[PlainGraph, Topology]:
    topology = graph.topology()
    topology.view()  # carried over from state to state once it is there
    for write in steps:
        if write[0] == "compact":
            topology = compacted(SCHEMA, topology)
            continue
        graph, changed = written(graph, write)
        mask = topology.mask(graph.hidden)
        topology.view(mask)
        old, topology = topology, graph.updated(topology, changed)
        if len(topology.ids) == len(old.ids):
            check_mask(topology, mask)
        check_mask(topology, topology.mask(graph.hidden))
        check_mask(topology, topology.mask({"n2", "n5"} & set(graph.labels)))
    return graph, topology


def check_mask(topology: Topology, mask: NDArray[np.bool_]) -> None:
    """What was carried over for a mask is what a fresh look gives."""
    carried, fresh = topology.view(mask), topology.counted_anew(mask)
    assert carried.degrees.tolist() == fresh.degrees.tolist()
    assert carried.passing.tolist() == fresh.passing.tolist()


@settings(max_examples=800, deadline=None, suppress_health_check=SLOW)
@given(graphs, writes, questions)
def test_after_any_writes_it_equals_a_fresh_one(
    graph: PlainGraph, steps: list[tuple], question: Question
) -> None:
    graph, topology = after(graph, steps)
    fresh = graph.topology()
    assert content(topology) == content(fresh)
    passing = {topology.ids.id(n): int(c) for n, c in enumerate(topology.view().passing)}
    assert {
        fresh.ids.id(n): int(c) for n, c in enumerate(fresh.view().passing)
    }.items() <= passing.items()
    if {"n0", "n1"} <= set(graph.labels):
        known = frozenset(graph.labels)
        check_equal(
            graph,
            replace(question, via=question.via & known, avoid=question.avoid & known),
            topology,
        )


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(graphs, writes, writes)
def test_an_older_state_stays_as_it_was(
    graph: PlainGraph, first: list[tuple], second: list[tuple]
) -> None:
    graph, topology = after(graph, first)
    before = content(topology)
    for write in second:
        if write[0] != "compact":
            graph, changed = written(graph, write)
            graph.updated(topology, changed)
    assert content(topology) == before


def test_ids_are_numbered_in_order_and_found() -> None:
    ids = NodeIds(id_array(["b", "d"])).with_added(["e", "a"]).with_added(["c"])
    assert [ids.number(id_) for id_ in "abcdefé"] == [3, 0, 4, 1, 2, -1, -1]
    assert [ids.id(number) for number in ids.in_order().tolist()] == list("abcde")


def test_keys_do_not_depend_on_who_else_is_hashed() -> None:
    ids = [f"r{number}" for number in range(10_000)]
    keys = keys_of(ids)
    assert len(set(keys.tolist())) == len(ids)
    assert keys_of(ids[-1:])[0] == keys[-1]
