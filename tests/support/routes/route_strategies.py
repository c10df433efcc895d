"""Random small graphs and questions, for tests that compare answers."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import strategies as st

from graph.routes.question import Question
from graph.topology.tie import Tie
from graph.viewer import HIDDEN, OWN, PUBLISHED, WORKING, Access, Viewer
from tests.support.routes.plain_graph import PlainGraph, tie

AS_OF = date(2026, 1, 1)
NODES = [f"n{number}" for number in range(8)]
TYPES = ["KIN_OF", "KNOWS", "WORKS_AT", "MEMBER_OF", "ALUMNUS_OF", "CLASSMATE_OF", "NATIVE_OF"]
DATES = ["2010", "2019-05", "2025-12-31", "2026-01-01", "2026-06-01", None]
LABELS = ["Talent", "Federation", "University"]
OFFICES = ["north", "south", "west"]
ACCESSES = [
    *map(Access, (PUBLISHED, WORKING, OWN, HIDDEN)),
    *(Access(OWN, (office,)) for office in OFFICES),
    Access(OWN, ("north", "south")),
]

node = st.sampled_from(NODES)
shares = st.sampled_from([None, 0.3, 0.5, 1.0])
dates = st.sampled_from(DATES)


def graph_of(
    ties: list[Tie],
    labels: dict[str, str],
    declined: set[str],
    hubs: set[str],
    access: dict[str, Access],
) -> PlainGraph:
    """A graph; entities in `hubs` get 60 more acquaintances who know nobody else, and of whom each
    office has twenty. n0 and n1 are for everybody."""
    every = list(ties)
    for hub in sorted(hubs):
        every += [tie(f"{hub}-{n}", hub, f"{hub}x{n}", "KNOWS") for n in range(60)]
    ids = {*NODES, *(end for one in every for end in (one.from_, one.to))}
    known = {id_: frozenset({"Entity", labels.get(id_, "Talent")}) for id_ in ids}
    accesses = {f"{hub}x{n}": Access(OWN, (OFFICES[n % 3],)) for hub in hubs for n in range(60)}
    accesses |= {id_: one for id_, one in access.items() if id_ not in ("n0", "n1")}
    return PlainGraph(known, frozenset(declined), tuple(every), accesses)


def large_graph(seed: int) -> PlainGraph:
    """Sixty people, a third of them hidden: long routes between n00 and n01, with much to prune."""
    chosen = random.Random(seed)
    ids = [f"n{number:02}" for number in range(60)]
    every = []
    for number in range(160):
        one, other = chosen.sample(ids, 2)
        type_ = chosen.choice(["KNOWS", "KIN_OF", "MEMBER_OF"])
        strength = chosen.choice([None, 0.1, 0.3, 0.6])
        seen = chosen.choice([None, "2025-12-31", "2019"])
        every.append(tie(f"t{number:03}", one, other, type_, strength=strength, last_contact=seen))
    hidden = {id_: Access(HIDDEN) for id_ in ids[2:] if chosen.random() < 0.35}
    labels = {id_: frozenset({"Talent"}) for id_ in ids}
    return PlainGraph(labels, frozenset(), tuple(every), hidden)


# Few ties of few kinds make ties of score likely, many make long routes likely.
tie_parts = st.builds(
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
)
nothing: dict[str, object] = {}
plain_parts = st.tuples(node, node, st.just("KNOWS"), st.just(nothing))
ties = (st.lists(tie_parts, max_size=26) | st.lists(plain_parts, max_size=26)).map(
    lambda found: [tie(f"t{n:02}", a, b, t, **d) for n, (a, b, t, d) in enumerate(found)]
)

graphs = st.builds(
    graph_of,
    ties,
    st.dictionaries(node, st.sampled_from(LABELS)),
    st.sets(node, max_size=1),
    st.sets(node, max_size=2),
    st.dictionaries(node, st.sampled_from(ACCESSES), max_size=5),
)

viewers = st.builds(
    Viewer,
    st.integers(PUBLISHED, HIDDEN),
    st.none() | st.frozensets(st.sampled_from(OFFICES)),
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
