"""The topology after any writes is the one that a fresh start would build."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.log.revision import Changed
from graph.routes.question import Question
from graph.topology import build as topology_build
from graph.topology import topology as topology_module
from graph.topology import update as topology_update
from graph.topology import views as topology_views
from graph.topology.build import compacted
from graph.topology.node_ids import NodeIds, id_array, keys_of
from graph.topology.tie import Tie
from graph.topology.topology import Topology
from graph.viewer import EVERYTHING, HIDDEN, OWN, PUBLISHED, WORKING, Viewer
from tests.graph.routes.test_routes_exact import check_equal
from tests.support.routes.plain_graph import SCHEMA, PlainGraph, content, seen_content, tie
from tests.support.routes.route_strategies import (
    ACCESSES,
    LABELS,
    NODES,
    graph_of,
    graphs,
    questions,
    tie_parts,
    viewers,
)

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
SOME = ["a", "n3x", "n31", "z9", *NODES]  # ids that come before, between and after those known


@pytest.fixture(autouse=True)
def _short_pieces() -> Iterator[None]:
    """Rows in pieces of three ties, so that small graphs have long ones; the like for views."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(topology_views, "_WRITES_APART", 3)
        patch.setattr(topology_views, "_FEW_TOUCHED", 8)
        patch.setattr(topology_module, "_AT_ONCE", 5)
        for module in (topology_build, topology_update):
            patch.setattr(module, "LONG_ROW", 3)
        yield


writes = st.lists(
    st.one_of(
        st.tuples(st.just("tie"), st.integers(0, 40), tie_parts),
        st.tuples(st.just("drop_tie"), st.integers(0, 40)),
        st.tuples(st.just("entity"), st.sampled_from(SOME), st.sampled_from(LABELS), st.booleans()),
        st.tuples(st.just("access"), st.sampled_from(SOME), st.sampled_from(ACCESSES)),
        st.tuples(st.just("drop_entity"), st.sampled_from(SOME)),
        st.tuples(st.just("compact")),
    ),
    max_size=14,
)


def written(graph: PlainGraph, write: tuple) -> tuple[PlainGraph, Changed]:
    """The graph after a write, and what the log says of it."""
    kind, *rest = write
    labels, declined = dict(graph.labels), set(graph.declined)
    access = dict(graph.access)
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
    elif kind == "access":
        access[rest[0]] = rest[1]
        entity_ids.add(rest[0])
    elif kind == "drop_entity":
        labels.pop(rest[0], None)
        declined.discard(rest[0])
        touched = [one for one in ties.values() if rest[0] in (one.from_, one.to)]
        ties = {id_: one for id_, one in ties.items() if one not in touched}
        entity_ids.add(rest[0])
    for one in touched:
        entity_ids |= {one.from_, one.to}
    changed = Changed(frozenset(entity_ids), frozenset(one.id for one in touched))
    new = PlainGraph(labels, frozenset(declined), tuple(ties.values()), access)
    return new, changed


def after(
    graph: PlainGraph, steps: list[tuple], asked: Sequence[Viewer] = ()
) -> tuple[PlainGraph, Topology]:
    """Graph and topology after the writes. Each viewer asked looks after every one that has the
    viewer's turn, and so at a view that is one write old, or several."""
    topology = graph.topology()
    for number, write in enumerate(steps):
        looking = [viewer for turn, viewer in enumerate(asked, 1) if number % turn == 0]
        fresh = graph.topology()
        for viewer in looking:
            assert seen_content(topology, viewer) == seen_content(fresh, viewer)
        if write[0] == "compact":
            topology = compacted(SCHEMA, topology)
        else:
            graph, changed = written(graph, write)
            topology = graph.updated(topology, changed)
    return graph, topology


@settings(max_examples=800, deadline=None, suppress_health_check=SLOW)
@given(graphs, writes, questions, st.lists(viewers, min_size=1, max_size=4))
def test_after_any_writes_it_equals_a_fresh_one(
    graph: PlainGraph, steps: list[tuple], question: Question, asked: list[Viewer]
) -> None:
    graph, topology = after(graph, steps, [EVERYTHING, *asked])
    fresh = graph.topology()
    assert content(topology) == content(fresh)
    for viewer in (EVERYTHING, *asked):
        alone = graph.seen_by(viewer)
        assert seen_content(topology, viewer) == seen_content(fresh, viewer)
        assert seen_content(topology, viewer) == seen_content(alone.topology())
    known = graph.seen_by(asked[0]).labels
    if {"n0", "n1"} <= set(known):
        check_equal(graph, question, asked[0], topology)


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(graphs, writes, viewers)
def test_a_view_that_is_done_after_a_write_is_handed_on(
    graph: PlainGraph, steps: list[tuple], viewer: Viewer
) -> None:
    """Whoever looks at an older state saves those who look at the newest from counting anew."""
    old = graph.topology()
    topology = old
    for write in steps:
        if write[0] == "compact":
            topology = compacted(SCHEMA, topology)
        else:
            graph, changed = written(graph, write)
            topology = graph.updated(topology, changed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(topology_views, "_FEW_TOUCHED", 1_000)
        old.view(viewer)
    if [write[0] for write in steps].count("compact") < 2:
        assert topology.views.find(viewer.mask) is not None
    assert seen_content(topology, viewer) == seen_content(graph.topology(), viewer)


def test_views_are_kept_by_mask_and_within_their_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    topology = graph_of([], {}, set(), {"n0"}, {}).topology()
    north, south = (Viewer(OWN, frozenset({office})) for office in ("north", "south"))
    first = topology.view(north)
    assert topology.view(replace(north, level=HIDDEN)) is first
    visitor = topology.view(Viewer(WORKING, frozenset({"north"})))
    assert topology.view(Viewer(WORKING, frozenset({"south"}))) is visitor
    assert visitor is not topology.view(Viewer(PUBLISHED))
    monkeypatch.setattr(topology_views, "BYTES_KEPT", 2 * first.size)
    topology.view(north)
    topology.view(south)
    assert topology.view(north) is first
    assert topology.view(Viewer(PUBLISHED)) is not visitor
    assert topology.views.find(south) is None


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
