"""The route search equals brute force on any graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.route_search import Question, RouteSearch
from graph.schema import Schema, load_schema
from graph.topology import Tie, Topology
from tests.brute_force import all_routes, expected

SCHEMA: Schema = load_schema()
AS_OF = date(2026, 1, 1)
NODES = [f"n{number}" for number in range(8)]
TYPES = ["KIN_OF", "KNOWS", "WORKS_AT", "MEMBER_OF", "ALUMNUS_OF", "CLASSMATE_OF", "NATIVE_OF"]
DATES = ["2010", "2019-05", "2025-12-31", "2026-01-01", "2026-06-01", None]
LABELS = ["Talent", "Federation", "University"]

EXAMPLES = 1500  # random graphs per run: minutes stay seconds, and no fault found survived 300

node = st.sampled_from(NODES)
shares = st.sampled_from([None, 0.3, 0.5, 1.0])
dates = st.sampled_from(DATES)


def topology(
    ties: list[Tie], labels: dict[str, str], declined: set[str], hubs: set[str]
) -> Topology:
    """A topology; entities in `hubs` get 60 more acquaintances who know nobody else."""
    every = list(ties)
    for hub in sorted(hubs):
        every += [tie(f"{hub}-{n}", hub, f"{hub}x{n}", "KNOWS") for n in range(60)]
    near: dict[str, list[Tie]] = defaultdict(list)
    for one in every:
        near[one.from_].append(one)
        if one.to != one.from_:
            near[one.to].append(one)
    known = {id_: frozenset({"Entity", labels.get(id_, "Talent")}) for id_ in {*NODES, *near}}
    return Topology(
        labels=known,
        declined=frozenset(declined),
        ties={id_: tuple(found) for id_, found in near.items()},
        on_request=frozenset(SCHEMA.weights_on_request),
    )


def tie(id_: str, one: str, other: str, type_: str, **dated: object) -> Tie:
    fields = dict.fromkeys(
        ("since", "until", "strength", "confidence", "last_contact", "verified_at")
    )
    return Tie(id=id_, from_=one, to=other, type=type_, **(fields | dated))


ties = st.lists(
    st.builds(
        lambda one, other, type_, **dated: (one, other, type_, dated),
        node,
        node,
        st.sampled_from(TYPES),
        since=dates,
        until=dates,
        strength=shares,
        confidence=shares,
        last_contact=dates,
        verified_at=dates,
    ),
    max_size=26,
).map(lambda found: [tie(f"t{n}", a, b, t, **d) for n, (a, b, t, d) in enumerate(found)])

graphs = st.builds(
    topology,
    ties,
    st.dictionaries(node, st.sampled_from(LABELS)),
    st.sets(node, max_size=1),
    st.sets(node, max_size=2),
)

questions = st.builds(
    Question,
    from_=st.just("n0"),
    to=st.just("n1"),
    as_of=st.just(AS_OF),
    k=st.integers(1, 6),
    max_hops=st.integers(1, 6),
    types=st.frozensets(st.sampled_from(TYPES), max_size=3),
    labels=st.frozensets(st.sampled_from(LABELS), max_size=2),
    avoid=st.frozensets(st.sampled_from(NODES[2:]), max_size=2),
    via=st.frozensets(node, max_size=2),
    include_past=st.booleans(),
    diverse=st.booleans(),
)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs, questions)
def test_routes_equal_brute_force(graph: Topology, question: Question) -> None:
    found = RouteSearch(graph, SCHEMA, question).run()
    wanted = expected(graph, SCHEMA, question)
    assert found.complete
    assert [path for _, path in found.paths] == [path for _, path in wanted]
    assert [score for score, _ in found.paths] == pytest.approx([score for score, _ in wanted])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs, questions)
def test_independent_route_is_found_whenever_it_exists(graph: Topology, question: Question) -> None:
    routes = all_routes(graph, SCHEMA, question)
    if not routes:
        return
    first = routes[0][1]
    disjoint = [pair for pair in routes[1:] if not set(pair[1][1:-1]) & set(first[1:-1])]
    others = replace(question, k=1, avoid=question.avoid | set(first[1:-1]))
    found = RouteSearch(graph, SCHEMA, others, excluded=first).run().paths
    assert [path for _, path in found] == [path for _, path in disjoint[:1]]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs, questions)
def test_routes_are_the_same_the_other_way_round(graph: Topology, question: Question) -> None:
    back = replace(question, from_=question.to, to=question.from_, k=50, diverse=False)
    there = RouteSearch(graph, SCHEMA, replace(question, k=50, diverse=False)).run()
    again = RouteSearch(graph, SCHEMA, back).run()
    if len(there.paths) < 50:
        assert {path for _, path in there.paths} == {path[::-1] for _, path in again.paths}


def test_a_passed_deadline_is_said() -> None:
    clique = [
        tie(f"{a}-{b}", f"n{a}", f"n{b}", "KNOWS") for a in range(60) for b in range(a + 1, 60)
    ]
    question = Question("n0", "n1", AS_OF, k=50, max_hops=6)
    found = RouteSearch(topology(clique, {}, set(), set()), SCHEMA, question, deadline=0.0).run()
    assert not found.complete
