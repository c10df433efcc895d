"""More like these: equal to counting shared neighbours one by one."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.analysis import similar
from graph.analysis.similar import LikenessScores, SimilarFinder
from graph.errors import NotFound
from graph.schema import Schema
from graph.store.protocol import Store
from graph.topology.mirror import TopologyMirror
from graph.viewer import EVERYTHING, Viewer
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.routes.plain_graph import SCHEMA, WORDS, PlainGraph, tie
from tests.support.routes.route_strategies import NODES, graphs, viewers
from tests.support.viewpoints import over

BASES = [name for name, label in SCHEMA.labels.items() if not label.base]
BITS = [WORDS.bits([name]) for name in BASES]


def with_bases(graph: PlainGraph) -> PlainGraph:
    """As the store has it: every entity carries its base label too."""
    labels = {id_: own | {base_of(own)} for id_, own in graph.labels.items()}
    return replace(graph, labels=labels)


def base_of(labels: frozenset[str]) -> str:
    return next(SCHEMA.labels[name].base or name for name in sorted(labels - {"Entity"}))


def near(graph: PlainGraph, id_: str) -> set[str]:
    """Its neighbours."""
    return {one.other(id_) for one in graph.ties.get(id_, ())} - {id_}


def counted(graph: PlainGraph, asked: set[str]) -> tuple[dict[str, float], dict[str, set[str]]]:
    """Scores by definition, and what each shares with any of those asked."""
    scores: dict[str, float] = defaultdict(float)
    shared: dict[str, set[str]] = {}
    for other in set(graph.labels) - asked:
        for one in asked:
            if base_of(graph.labels[one]) == base_of(graph.labels[other]):
                both = near(graph, one) & near(graph, other)
                scores[other] += sum(1 / math.log(len(near(graph, each))) for each in both)
                shared[other] = shared.get(other, set()) | both
    return {id_: score for id_, score in scores.items() if score}, shared


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs.map(with_bases), viewers, st.sets(st.sampled_from(NODES), min_size=1, max_size=3))
def test_scores_and_reasons_are_those_of_the_definition(
    graph: PlainGraph, viewer: Viewer, asked: set[str]
) -> None:
    there = graph.seen_by(viewer)
    asked &= set(there.labels)
    topology = graph.topology()
    numbers = [topology.number(id_) for id_ in sorted(asked)]
    found = LikenessScores(topology, viewer, BITS, numbers, math.inf)
    scores, shared = counted(there, asked)
    ranked = [topology.ids.id(number) for number in found.ranked()]
    assert ranked == sorted(scores, key=lambda id_: (-round(scores[id_], 9), id_))
    for id_ in ranked:
        number = topology.number(id_)
        assert found.scores[number] == pytest.approx(scores[id_], abs=1e-8)
        assert {topology.ids.id(other) for other in found.shared(number)} == shared[id_]
    assert found.complete


def test_small_blocks_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    ties = tuple(tie(f"t{n}", f"n{n % 7}", f"n{n % 5}x", "KNOWS") for n in range(35))
    ids = {end for one in ties for end in (one.from_, one.to)}
    graph = with_bases(PlainGraph({id_: frozenset({"Talent"}) for id_ in ids}, frozenset(), ties))
    topology = graph.topology()

    def scores() -> list[float]:
        found = LikenessScores(topology, EVERYTHING, BITS, [topology.number("n0")], math.inf)
        return [float(score) for score in found.scores]

    whole = scores()
    monkeypatch.setattr(similar, "_BLOCK", 1)
    assert scores() == whole
    assert sum(score > 0 for score in whole) == 6


@pytest.fixture
def finder(store: Store, schema: Schema) -> SimilarFinder:
    Writer(store, schema).load(ENTITIES, RELATIONSHIPS, "tests")
    mirror = TopologyMirror(store, schema)
    mirror.rebuild()
    return SimilarFinder(over(store, schema, mirror.topology, timeout=10))


def test_alumni_are_alike_and_it_says_why(finder: SimilarFinder) -> None:
    found = finder.similar(["lin"])
    assert [one.id for one in found.similar] == ["he", "zhao"]
    assert {one.score for one in found.similar} == {round(1 / math.log(3), 9)}
    assert [(each.id, each.name) for each in found.similar[0].shared] == [
        ("university", "海州大学")
    ]
    assert (found.total, found.similar[0].shared_total, found.complete) == (2, 1, True)


def test_several_are_asked_together_and_left_out(finder: SimilarFinder) -> None:
    found = finder.similar(["huang", "li", "huang"], limit=1)
    assert found.ids == ["huang", "li"]
    # gu shares the office with both; xu knows li alone.
    assert [one.id for one in found.similar] == ["gu"]
    assert found.similar[0].score == pytest.approx(2 / math.log(3))
    assert found.total > 1


def test_only_the_same_kind_is_alike(finder: SimilarFinder) -> None:
    # What the club shares with others are people, and those are people as well.
    assert finder.similar(["club"]).similar == []
    assert finder.similar(["malaysia"]).total == 0


def test_an_unknown_id_is_named(finder: SimilarFinder) -> None:
    with pytest.raises(NotFound, match="nobody"):
        finder.similar(["li", "nobody"])


def test_out_of_time_it_says_so(finder: SimilarFinder) -> None:
    late = replace(finder.viewpoint, route_timeout=-1)
    found = SimilarFinder(late).similar(["li"])
    assert (found.similar, found.complete) == ([], False)
