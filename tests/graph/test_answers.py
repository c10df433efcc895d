"""Search, entities, neighbours, networks, routes and stats over the twelve people, on every engine."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graph.errors import InvalidInput, NotFound
from graph.log.follower import Follower
from graph.reading import entities
from graph.reading.stats import stats
from graph.routes.finder import RouteFinder
from graph.routes.models import Routes
from graph.routes.question import Question
from graph.schema import Schema
from graph.search.mirror import SearchMirror
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.topology.mirror import TopologyMirror
from graph.viewer import EVERYTHING
from graph.writing.drafts import EntityChange, EntityDraft, RelationshipDraft
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.routes.plain_graph import content
from tests.support.viewpoints import over

AS_OF = date(2026, 1, 1)
ASKED = Question("office", "zhao", AS_OF)


class Network:
    """The family in a store, with what is kept in memory."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self.store, self.schema = store, schema
        self.writer = Writer(store, schema)
        self.writer.load(ENTITIES, RELATIONSHIPS, "tests")
        self.names, self.ties = SearchMirror(store, schema), TopologyMirror(store, schema)
        self.follower = Follower(store, [self.names, self.ties])
        self.follower.follow()

    def hits(self, query: str, **filters: Any) -> list[str]:
        return [hit.id for hit in self.names.search(query, EVERYTHING, **filters).hits]

    def routes(self, question: Question) -> Routes:
        finder = RouteFinder(over(self.store, self.schema, self.ties.topology, timeout=10))
        return finder.find(question)

    def paths(self, question: Question) -> list[str]:
        found = self.routes(question).routes
        return [" ".join(node.id for node in route.nodes) for route in found]

    def wrote(self) -> None:
        self.follower.note_write()
        self.follower.follow()


@pytest.fixture
def network(store: Store, schema: Schema) -> Network:
    return Network(store, schema)


def test_search_tiers_come_in_order(network: Network) -> None:
    network.writer.create_entity(EntityDraft(id="b", name="海州", labels=["Place"]), "t")
    network.writer.create_entity(
        EntityDraft(id="c", name="甲", labels=["Place"], properties={"aliases": ["海州"]}), "t"
    )
    network.wrote()
    hits = network.names.search("海州", EVERYTHING).hits
    # Exact, alias, prefix by degree then name, substring.
    assert [hit.id for hit in hits] == ["b", "c", "university", "office", "expo", "club"]
    assert [hit.matched_on.tier for hit in hits] == ["exact", "alias", *["prefix"] * 3, "substring"]
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_search_says_what_matched_and_forgives_width_and_case(network: Network) -> None:
    hit = network.names.search("ｗａｎｇ  haigui", EVERYTHING).hits[0]
    assert (hit.id, hit.matched_on.field, hit.matched_on.text) == (
        "wang",
        "english_name",
        "Wang Haigui",
    )
    assert network.hits("TAN KA") == ["chen"]
    assert network.hits("侨") == ["office", "ma"]
    assert network.hits("zhao") == ["zhao"]
    assert network.hits("没有这个人") == []
    assert network.hits("  。，！ ") == []
    assert network.hits(".*") == []


def test_search_filters_and_pages(network: Network) -> None:
    assert network.hits("海州", label="University") == ["university"]
    assert network.hits("海州", country="malaysia") == ["club"]
    assert network.hits("海州", office="nobody") == []
    everything = network.names.search("海州", EVERYTHING, limit=2, offset=1)
    assert (everything.total, len(everything.hits)) == (4, 2)
    assert network.hits("海州", country="atlantis") == []


def test_an_entity_counts_its_relationships(network: Network) -> None:
    zhao = entities.entity(Sight(network.store, network.schema, EVERYTHING), "zhao")
    counts = {(count.type, count.direction): count.count for count in zhao.counts}
    assert counts == {
        ("KIN_OF", "in"): 1,
        ("KNOWS", "in"): 2,
        ("CLASSMATE_OF", "in"): 1,
        ("ALUMNUS_OF", "out"): 1,
        ("ATTENDED", "out"): 1,
    }
    assert zhao.degree == 6


def test_neighbours_are_filtered_sorted_and_paged(network: Network) -> None:
    def asked(**filters: Any) -> list[str]:
        found = entities.neighbours(
            Sight(network.store, network.schema, EVERYTHING), "zhao", **filters
        )
        assert found.total >= len(found.neighbours)
        return [neighbour.relationship.id for neighbour in found.neighbours]

    assert asked(types=["KNOWS"]) == ["sun-knows-zhao", "gu-knows-zhao"]
    assert asked(labels=["Person"], direction="out") == []
    assert asked(labels=["University"]) == ["zhao-alumnus_of-university"]
    assert asked(sort="last_contact")[:2] == ["gu-knows-zhao", "wang-classmate_of-zhao"]
    assert asked(limit=2, offset=1) == asked()[1:3]
    with pytest.raises(NotFound):
        entities.neighbours(Sight(network.store, network.schema, EVERYTHING), "nobody")


def test_neighbours_are_counted_by_label_each_once(network: Network) -> None:
    def asked(**more: Any) -> dict[str, int]:
        found = entities.neighbours(
            Sight(network.store, network.schema, EVERYTHING), "zhao", limit=1, **more
        )
        return {each.label: each.count for each in found.labels}

    everyone = {"Person": 4, "Talent": 1, "Returnee": 1, "Representative": 1, "Relative": 1}
    bodies = {"Organisation": 1, "University": 1, "Affair": 1, "Event": 1}
    assert asked() == everyone | bodies
    tie = RelationshipDraft(from_="zhao", to="wang", type="KNOWS")
    network.writer.create_relationship(tie, "t")
    assert asked() == everyone | bodies
    assert asked(labels=["Returnee"]) == {"Person": 1, "Returnee": 1}
    assert asked(types=["ATTENDED"]) == {"Affair": 1, "Event": 1}


def test_a_network_grows_by_hops_and_says_what_it_leaves_out(network: Network) -> None:
    def asked(*ids: str, **more: int) -> tuple[list[str], int, int]:
        found = entities.network(Sight(network.store, network.schema, EVERYTHING), ids, **more)
        return [node.id for node in found.nodes], found.total, len(found.relationships)

    assert asked("club", depth=0) == (["club"], 1, 0)
    ids, total, relationships = asked("club", depth=1)
    assert (set(ids), total, relationships) == ({"club", "chen", "sun", "penang"}, 4, 3)
    ids, total, _ = asked("club", depth=2, limit=5)
    assert (ids[0], len(ids), total) == ("club", 5, 9)
    assert asked("zhao", "club", depth=0)[2] == 0
    with pytest.raises(NotFound, match="ids"):
        asked("club", "nobody")


def test_a_network_takes_neighbours_in_turns_of_their_ties(network: Network) -> None:
    for number in range(30):
        met = EntityDraft(id=f"met-{number}", name=f"旧识{number}", labels=["Person"])
        network.writer.create_entity(met, "t")
        tie = RelationshipDraft(from_="zhao", to=f"met-{number}", type="KNOWS")
        network.writer.create_relationship(tie, "t")

    def asked(limit: int) -> list[str]:
        found = entities.network(
            Sight(network.store, network.schema, EVERYTHING), ["zhao"], limit=limit
        )
        return [node.id for node in found.nodes]

    weights, best = (
        network.schema.weights,
        ["KIN_OF", "KNOWS", "CLASSMATE_OF", "ALUMNUS_OF", "ATTENDED"],
    )
    assert best == sorted(best, key=lambda type_: -weights[type_])
    # Of each type one, the strongest first; then the second acquaintance.
    assert asked(7) == ["zhao", "ma", "gu", "wang", "university", "expo", "met-0"]
    assert asked(5) == asked(7)[:5]
    assert len(asked(50)) == 37


def test_routes_by_eye(network: Network) -> None:
    answer = network.routes(ASKED)
    assert network.paths(ASKED) == ["office li chen wang zhao", "office huang sun zhao"]
    best = answer.routes[0]
    # weight · strength · recency of each step, no confidence given and no hubs on the way.
    last_met = [date(2025, 12, 1), date(2025, 6, 1), date(2019, 1, 1), date(2024, 1, 1)]
    weights = [0.6 * 1, 0.8 * 0.9, 0.8 * 0.8, 0.7]
    factors = [
        weight * 0.5 ** ((AS_OF - met).days / 365.25 / 8)
        for weight, met in zip(weights, last_met, strict=True)
    ]
    assert [step.factor for step in best.steps] == pytest.approx(factors)
    assert best.score == pytest.approx(math.prod(factors))
    assert [step.direction for step in best.steps] == ["in", "out", "out", "out"]
    assert best.weakest == 2
    assert "陈嘉庚甲 — 王海归" in best.sentence.zh
    assert answer.independent == answer.routes[1]
    assert [route.independent for route in answer.routes] == [False, True]
    assert best.steps[0].relationship.properties["sources"] == [{"words": "合成数据"}]


def test_who_declined_carries_no_route_but_can_be_asked_for(network: Network) -> None:
    assert all("gu" not in path.split()[1:-1] for path in network.paths(ASKED))
    assert network.paths(replace(ASKED, to="gu"))[0] == "office gu"
    network.writer.change_entity("gu", EntityChange(properties={"declined": None}), "t")
    network.wrote()
    assert network.paths(ASKED)[0] == "office gu zhao"


def test_filters_of_routes(network: Network) -> None:
    def asked(**changes: Any) -> list[str]:
        return network.paths(replace(ASKED, **changes))

    assert asked(avoid=frozenset({"sun"})) == ["office li chen wang zhao"]
    assert asked(via=frozenset({"chen"})) == ["office li chen wang zhao"]
    assert asked(via=frozenset({"club"}), max_hops=5) == ["office li chen club sun zhao"]
    assert asked(max_hops=3) == ["office huang sun zhao"]
    assert asked(labels=frozenset({"Ambassador", "Representative"})) == ["office huang sun zhao"]
    assert asked(types=frozenset({"KNOWS"})) == []
    assert asked(types=frozenset({"LOCATED_IN"})) == []
    assert asked(k=1) == ["office li chen wang zhao"]
    assert asked(as_of=date(2021, 1, 1)) == ["office li chen wang zhao"]


def test_past_colleagues_only_when_asked(network: Network) -> None:
    past = Question("tan", "li", AS_OF)
    none = network.routes(past)
    assert (none.routes, none.total) == ([], 0)
    assert none.explanation is not None
    assert "计入已结束的关系则有路线" in none.explanation.zh
    assert network.paths(replace(past, include_past=True)) == ["tan firm xu li"]
    # Graduates stay alumni.
    assert network.paths(Question("lin", "zhao", AS_OF)) == ["lin university zhao"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": "office"}, "to"),
        ({"avoid": frozenset({"zhao"})}, "avoid"),
        ({"avoid": frozenset({"office"})}, "avoid"),
    ],
)
def test_senseless_questions_are_refused(
    network: Network, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        network.routes(replace(ASKED, **changes))
    assert refusal.value.field == field


@pytest.mark.parametrize("field", ["from_", "to", "via", "avoid"])
def test_unknown_ids_are_named(network: Network, field: str) -> None:
    value: Any = frozenset({"nobody"}) if field in ("via", "avoid") else "nobody"
    with pytest.raises(NotFound, match=f"{field.rstrip('_')}: .*nobody"):
        network.routes(replace(ASKED, **{field: value}))


def test_every_write_shows_in_the_next_answer(network: Network) -> None:
    writer = network.writer
    writer.create_relationship(
        RelationshipDraft(id="short", from_="li", to="zhao", type="KIN_OF"), "t"
    )
    network.wrote()
    assert network.paths(ASKED)[0] == "office li zhao"
    writer.delete_relationship("short", "t")
    network.wrote()
    assert network.paths(ASKED)[0] == "office li chen wang zhao"
    writer.delete_entity("wang", "t", detach=True)
    network.wrote()
    assert network.paths(ASKED) == ["office huang sun zhao"]
    assert network.hits("王海归") == []
    fresh = TopologyMirror(network.store, network.schema)
    fresh.rebuild()
    assert content(network.ties.topology) == content(fresh.topology)


def test_stats_count_everything(network: Network) -> None:
    found = stats(Sight(network.store, network.schema, EVERYTHING))
    assert (found.entities, found.relationships) == (len(ENTITIES), len(RELATIONSHIPS))
    labels = {count.label: count.count for count in found.labels}
    assert (labels["Person"], labels["Talent"], labels["Policy"]) == (12, 3, 0)
    assert {count.status: count.count for count in found.statuses}["planned"] == 1
