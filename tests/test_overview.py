"""The overview: counts that a reader can check by eye, on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.settings import Settings
from tests.api_client import is_problem, load_family, serving
from tests.family import ENTITIES, RELATIONSHIPS


@pytest.fixture(scope="module")
def client(
    empty_engine: Callable[[Path], Settings], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    settings = empty_engine(tmp_path_factory.mktemp("overview"))
    with serving(load_family(settings)) as opened:
        yield opened


@pytest.fixture(scope="module")
def overview(client):
    """The overview of the twelve people and their bodies, taken before any test writes."""
    return client.get("/api/overview").json()


def test_counts_every_kind(overview):
    assert (overview["entities"], overview["relationships"]) == (len(ENTITIES), len(RELATIONSHIPS))
    counts = {kind["label"]: kind["count"] for kind in overview["kinds"]}
    assert (counts["Person"], counts["Talent"], counts["Organisation"]) == (12, 3, 4)
    assert {kind["recent"] for kind in overview["kinds"]} == {None}


def test_tells_countries_through_their_places(overview):
    told = [
        (c["id"], c["iso_code"], c["people"], c["organisations"]) for c in overview["countries"]
    ]
    assert told == [("malaysia", "MY", 0, 1)]


def test_lists_the_bodies_with_the_most_relationships(overview):
    told = [(body["id"], body["degree"]) for body in overview["best_connected"]]
    assert told == [("club", 3), ("office", 3), ("university", 3), ("firm", 2)]


def test_groups_hold_everyone_once_and_count_what_joins_them(overview):
    groups = {(g["label"], g["country"]): g["count"] for g in overview["groups"]}
    assert groups == {
        ("Person", None): 12,
        ("Organisation", None): 3,
        ("Organisation", "malaysia"): 1,
        ("Affair", None): 1,
    }
    names = [(g["label"], g["country"]) for g in overview["groups"]]
    links = {
        frozenset((names[link["from"]], names[link["to"]])): link["count"]
        for link in overview["links"]
    }
    assert links == {
        # li, huang and gu at the office; lin, he and zhao at the university; xu and tan at the firm.
        frozenset({("Person", None), ("Organisation", None)}): 8,
        frozenset({("Person", None), ("Organisation", "malaysia")}): 2,
        frozenset({("Person", None), ("Affair", None)}): 1,
    }


def test_shows_the_next_write_and_what_is_new_since_the_last_round(client, overview):
    round_ = {
        "name": "第一轮摸底",
        "labels": ["SurveyRound"],
        "properties": {"starts": "2026-02", "office": "office"},
    }
    assert client.post("/api/entities", json=round_).status_code == 201
    person = {"name": "新来者", "labels": ["Talent"]}
    assert client.post("/api/entities", json=person).status_code == 201
    found = client.get("/api/overview").json()
    assert found["entities"] == overview["entities"] + 2
    assert found["survey"]["name"] == "第一轮摸底"
    recent = {kind["label"]: kind["recent"] for kind in found["kinds"]}
    assert (recent["Talent"], recent["Returnee"]) == (1, 0)


def test_takes_no_parameters(client):
    assert is_problem(client.get("/api/overview?x=1"), 422, "invalid_input", "x")
