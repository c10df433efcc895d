"""The route search equals brute force on any graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.kernels import workspace
from graph.kernels.compiled import Kernels
from graph.routes.question import Question
from graph.routes.search import RouteSearch
from graph.topology import build as topology_build
from graph.topology.topology import Topology
from graph.viewer import EVERYTHING, OWN, Viewer
from tests.support.kernels import PLAIN, compiled
from tests.support.routes.brute_force import all_routes, expected
from tests.support.routes.plain_graph import SCHEMA, PlainGraph, tie
from tests.support.routes.route_strategies import (
    AS_OF,
    NODES,
    graph_of,
    graphs,
    large_graph,
    questions,
    tie_parts,
    viewers,
)

EXAMPLES = 5_000  # random graphs per run, compiled
PLAIN_EXAMPLES = 1_000  # plain Python takes ten times as long
KNOWN_EXAMPLES = 300
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def search(
    graph: PlainGraph,
    question: Question,
    viewer: Viewer = EVERYTHING,
    topology: Topology | None = None,
    kernels: Kernels = PLAIN,
) -> RouteSearch:
    return RouteSearch(topology or graph.topology(), question, viewer, kernels=kernels)


def check_equal(
    graph: PlainGraph,
    question: Question,
    viewer: Viewer,
    topology: Topology | None = None,
    kernels: Kernels = PLAIN,
) -> None:
    """The answer is that of the definition over the graph without the hidden, and it took what it
    takes there."""
    found = search(graph, question, viewer, topology, kernels).run()
    there = graph.seen_by(viewer)
    wanted = expected(there, SCHEMA, question)
    assert found.complete
    assert [path for _, path in found.paths] == [path for _, path in wanted]
    assert [score for score, _ in found.paths] == pytest.approx([score for score, _ in wanted])
    assert found == search(there, question, kernels=kernels).run()


@pytest.fixture(scope="module")
def kernels() -> Kernels:
    return compiled()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(graphs, questions, viewers)
def test_compiled_routes_equal_brute_force(
    kernels: Kernels, graph: PlainGraph, question: Question, viewer: Viewer
) -> None:
    check_equal(graph, question, viewer, kernels=kernels)


@settings(max_examples=PLAIN_EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(graphs, questions, viewers)
def test_plain_routes_equal_brute_force(
    graph: PlainGraph, question: Question, viewer: Viewer
) -> None:
    check_equal(graph, question, viewer)


@settings(max_examples=PLAIN_EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(graphs, questions, viewers, st.sampled_from([(1 << 20, 1 << 14), (4, 2), (0, 0)]))
def test_routes_over_rows_in_pieces_equal_brute_force(
    kernels: Kernels,
    graph: PlainGraph,
    question: Question,
    viewer: Viewer,
    room: tuple[int, int],
) -> None:
    """Rows in pieces are looked over once for all, where there is room to note what was found."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(topology_build, "LONG_ROW", 2)
        patch.setattr(workspace, "_LEADS", room[0])
        patch.setattr(workspace, "_LEAD_ROWS", room[1])
        patch.setattr(workspace.SPACES, "_free", [])
        check_equal(graph, question, viewer, kernels=kernels)


ends = st.frozensets(st.sampled_from(NODES), min_size=1, max_size=3)


@settings(max_examples=KNOWN_EXAMPLES * 3, deadline=None, suppress_health_check=SLOW)
@given(graphs, questions, viewers, ends, ends)
def test_the_best_pair_of_two_sets_wins(
    graph: PlainGraph,
    question: Question,
    viewer: Viewer,
    starts: frozenset[str],
    targets: frozenset[str],
) -> None:
    known = frozenset(graph.seen_by(viewer).labels)
    starts, targets = starts & known, targets & known
    if starts & targets or not starts or not targets:
        return
    asked = replace(question, from_=starts, to=targets, avoid=question.avoid - starts - targets)
    check_equal(graph, asked, viewer)


@settings(max_examples=KNOWN_EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(graphs, questions)
def test_independent_route_is_found_whenever_it_exists(
    graph: PlainGraph, question: Question
) -> None:
    routes = all_routes(graph, SCHEMA, question)
    if not routes:
        return
    first = routes[0][1]
    disjoint = [pair for pair in routes[1:] if not set(pair[1][1:-1]) & set(first[1:-1])]
    others = replace(question, k=1, avoid=question.avoid | set(first[1:-1]))
    asked = search(graph, others)
    asked.excluded = first
    assert [path for _, path in asked.run().paths] == [path for _, path in disjoint[:1]]


@settings(max_examples=KNOWN_EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(graphs, questions)
def test_routes_are_the_same_the_other_way_round(graph: PlainGraph, question: Question) -> None:
    back = replace(question, from_=question.to, to=question.from_, k=50, diverse=False)
    there = search(graph, replace(question, k=50, diverse=False)).run()
    again = search(graph, back).run()
    if len(there.paths) < 50:
        assert {path for _, path in there.paths} == {path[::-1] for _, path in again.paths}


@pytest.mark.parametrize("seed", range(150))
def test_how_much_was_explored_does_not_tell_of_the_hidden(seed: int) -> None:
    """In small graphs what the hidden would cost changes no bound; in some of these it does."""
    graph, viewer = large_graph(seed), Viewer(OWN)
    question = Question("n00", "n01", AS_OF, k=1, max_hops=6)
    found = search(graph, question, viewer).run()
    assert found == search(graph.seen_by(viewer), question).run()


def test_a_passed_deadline_is_said() -> None:
    clique = [
        tie(f"{a}-{b}", f"n{a}", f"n{b}", "KNOWS") for a in range(60) for b in range(a + 1, 60)
    ]
    question = Question("n0", "n1", AS_OF, k=50, max_hops=6)
    asked = search(graph_of(clique, {}, set(), set(), {}), question)
    asked.deadline = 0.0
    found = asked.run()
    assert not found.complete
    assert found.proven_hops < question.max_hops


@settings(max_examples=KNOWN_EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(graphs, questions, tie_parts)
def test_a_further_tie_never_lowers_the_best_score_but_by_a_hub(
    graph: PlainGraph, question: Question, further: tuple
) -> None:
    """The law: with the same question, one more tie leaves the best score or raises it, unless it
    raises the degree of an entity above 50, whose introductions then count less."""
    one, other, type_, dated = further
    more = replace(graph, all_ties=(*graph.all_ties, tie("u", one, other, type_, **dated)))
    asked = replace(question, k=1)
    before, after = (search(each, asked).run().paths for each in (graph, more))
    arrays = more.topology()
    if before and max(arrays.degree(one), arrays.degree(other)) <= 50:
        assert after[0][0] >= before[0][0] * (1 - 1e-9)
