"""The overview: counts that a reader can check by eye, on every engine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.settings import Settings
from graph.store.protocol import Row, Store
from tests.support.api_client import is_problem, load_family, serving
from tests.support.family import ENTITIES, RELATIONSHIPS


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
    assert {kind["change"] for kind in overview["kinds"]} == {None}
    assert overview["survey"] is None
    assert (overview["newest"], overview["base_map"]) == (True, None)


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


def test_shows_the_next_write_and_what_has_changed_since_the_last_round(client, overview):
    round_ = {
        "name": "第一轮摸底",
        "labels": ["SurveyRound"],
        "properties": {"starts": "2026-02", "ends": "2026-05", "office": "office"},
    }
    added = client.post("/api/entities", json=round_)
    assert added.status_code == 201
    person = {"name": "新来者", "labels": ["Talent"]}
    assert client.post("/api/entities", json=person).status_code == 201
    assert client.delete("/api/entities/xu?detach=true").status_code == 204
    found = newest(client)
    assert found["entities"] == overview["entities"] + 1
    told = {"id": added.json()["id"], "name": "第一轮摸底", "starts": "2026-02", "ends": "2026-05"}
    assert found["survey"] == {**told, "others": 0}
    changes = {kind["label"]: kind["change"] for kind in found["kinds"]}
    assert changes["Talent"] == {"added": 1, "unseen": 0, "deleted": 0}
    assert changes["Person"] == {"added": 1, "unseen": 0, "deleted": 1}
    assert changes["University"] == {"added": 0, "unseen": 0, "deleted": 0}
    assert changes["Country"] is None


def newest(client: TestClient) -> dict[str, Any]:
    """The overview, once it shows the last write."""
    while not (found := client.get("/api/overview").json())["newest"]:
        pass
    return dict(found)


class SlowStore:
    """A store whose overview does not come before it is let go; the rest comes at once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.let_go = threading.Event()
        self.let_go.set()

    def read(self, query: str, **parameters: Any) -> list[Row]:
        if query == "industry_counts":
            assert self.let_go.wait(60)
        return self._store.read(query, **parameters)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


def test_the_last_overview_is_told_while_a_newer_one_is_worked_out(engine_settings, monkeypatch):
    monkeypatch.setattr("graph.overview.kept.PATIENCE_SECONDS", 0.05)
    app = create_app(load_family(engine_settings))
    with TestClient(app, base_url="http://127.0.0.1:8765") as client:
        network = app.state.connection.opened
        slow = SlowStore(network.store)
        app.state.connection.opened = replace(network, store=slow)
        first = client.get("/api/overview").json()
        assert first["newest"]
        slow.let_go.clear()
        client.post("/api/entities", json={"name": "新来者", "labels": ["Talent"]})
        stale = client.get("/api/overview").json()
        assert (stale["newest"], stale["entities"]) == (False, first["entities"])
        assert stale["as_of"] <= first["as_of"]
        slow.let_go.set()
        assert newest(client)["entities"] == first["entities"] + 1


def test_takes_no_parameters(client):
    assert is_problem(client.get("/api/overview?x=1"), 422, "invalid_input", "x")
