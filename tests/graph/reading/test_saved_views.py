"""Views that are kept: opened as they were, with what has changed since, on every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.settings import Settings
from tests.support.api_client import is_problem, load_family, serving

VIEW = {
    "name": "赵院士身边",
    "address": "#/entity/zhao?show=zhao.wang.sun",
    "ids": ["zhao", "wang", "sun"],
    "moved": {"zhao": {"x": 1.5, "y": -2}},
    "notes": [{"text": "先联系孙会长", "x": 0, "y": 10}],
}


@pytest.fixture
def settings(empty_engine: Callable[[Path], Settings], tmp_path: Path) -> Settings:
    return load_family(empty_engine(tmp_path).model_copy(update={"data": tmp_path / "data"}))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with serving(settings) as opened:
        yield opened


def test_a_view_opens_as_it_was_kept(client):
    kept = client.post("/api/views", json=VIEW)
    assert kept.status_code == 201, kept.text
    opened = client.get(kept.headers["location"]).json()
    assert {name: opened[name] for name in ("name", "address", "moved", "notes")} == {
        name: VIEW[name] for name in ("name", "address", "moved", "notes")
    }
    assert opened["changes"] == {"added": [], "gone": [], "changed": []}
    listed = client.get("/api/views").json()
    assert (listed["total"], listed["views"][0]["nodes"]) == (1, 3)


def test_a_view_says_what_has_changed_since(client):
    address = client.post("/api/views", json=VIEW).headers["location"]
    client.patch("/api/entities/sun", json={"properties": {"position": "名誉会长"}})
    tie = {"from": "wang", "to": "sun", "type": "KNOWS"}
    added = client.post("/api/relationships", json=tie).json()["id"]
    gone = "wang-classmate_of-zhao"
    assert client.delete(f"/api/relationships/{gone}").status_code == 204
    changes = client.get(address).json()["changes"]
    assert changes == {"added": [added], "gone": [gone], "changed": ["sun"]}
    client.delete("/api/entities/sun?detach=true")
    assert "sun" in client.get(address).json()["changes"]["gone"]


def test_a_view_outlives_a_restart_and_is_forgotten_when_deleted(settings):
    with serving(settings) as first:
        address = first.post("/api/views", json=VIEW).headers["location"]
    with serving(settings) as second:
        assert second.get(address).status_code == 200
        assert second.delete(address).status_code == 204
        assert is_problem(second.get(address), 404, "not_found")
        assert is_problem(second.delete(address), 404, "not_found")
        assert second.get("/api/views").json() == {"total": 0, "views": []}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"address": "https://elsewhere.example/#/"}, "address"),
        ({"ids": []}, "ids"),
        ({"ids": ["a b"]}, "ids"),
        ({"notes": [{"text": "", "x": 0, "y": 0}]}, "notes.text"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_is_no_view_is_refused(client, change, field):
    answer = client.post("/api/views", json=VIEW | change)
    assert is_problem(answer, 422, "invalid_input", field)
    assert client.get("/api/views").json()["total"] == 0


def test_a_view_of_what_is_not_there_is_refused(client):
    assert is_problem(
        client.post("/api/views", json=VIEW | {"ids": ["nobody"]}), 404, "not_found", "ids"
    )


@pytest.mark.parametrize("id_", ["nothing", "..%2f..%2fsecret", "0" * 32])
def test_an_unknown_view_is_not_found(client, id_):
    assert client.get(f"/api/views/{id_}").status_code in {404, 422}


def test_a_damaged_file_is_passed_over(client, settings):
    client.post("/api/views", json=VIEW)
    (settings.data / "views" / f"{'1' * 32}.json").write_text("{", encoding="utf-8")
    assert client.get("/api/views").json()["total"] == 1
    assert is_problem(client.get(f"/api/views/{'1' * 32}"), 404, "not_found")
