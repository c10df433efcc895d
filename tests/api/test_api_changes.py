"""Writes through the API are seen at once, whole, on every engine."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from graph.settings import Settings
from tests.support.api_client import is_problem, load_family, serving


@pytest.fixture
def empty(engine_settings: Settings) -> Iterator[TestClient]:
    with serving(engine_settings.model_copy(update={"seed_on_start": False})) as opened:
        yield opened


def person(id_: str, name: str, **properties: object) -> dict[str, object]:
    return {"id": id_, "name": name, "labels": ["Person"], "properties": properties}


def test_a_new_entity_is_found_at_once_changed_and_gone(empty):
    created = empty.post("/api/entities", json=person("new", "新来者", summary="初稿"))
    assert created.status_code == 201
    assert created.headers["location"] == "/api/entities/new"
    assert created.json()["properties"]["recorded_by"] == "local"
    assert empty.get("/api/search?q=新来者").json()["total"] == 1

    change = {"name": "改名者", "labels": ["Talent"], "properties": {"summary": None}}
    changed = empty.patch("/api/entities/new", json=change)
    assert changed.status_code == 200
    assert changed.json()["labels"] == ["Person", "Talent"]
    assert "summary" not in changed.json()["properties"]
    assert empty.get("/api/search?q=新来者").json()["total"] == 0
    assert empty.get("/api/search?q=改名者").json()["total"] == 1

    gone = empty.delete("/api/entities/new")
    assert (gone.status_code, gone.content) == (204, b"")
    assert is_problem(empty.get("/api/entities/new"), 404, "not_found", "id")
    assert empty.get("/api/search?q=改名者").json()["total"] == 0


def test_a_new_relationship_makes_a_route_at_once_and_its_end_ends_it(empty):
    for id_ in ("a", "b"):
        empty.post("/api/entities", json=person(id_, id_))
    tie = {"id": "t", "from": "a", "to": "b", "type": "KNOWS"}
    created = empty.post("/api/relationships", json=tie)
    assert created.status_code == 201
    assert created.headers["location"] == "/api/relationships/t"
    assert empty.get("/api/routes?from=a&to=b").json()["total"] == 1

    properties = {"strength": 0.5, "until": "2001"}
    changed = empty.patch("/api/relationships/t", json={"properties": properties})
    assert changed.json()["properties"]["strength"] == 0.5
    assert empty.get("/api/routes?from=a&to=b").json()["total"] == 0
    assert empty.get("/api/routes?from=a&to=b&include_past=true").json()["total"] == 1

    assert empty.delete("/api/relationships/t").status_code == 204
    assert empty.get("/api/routes?from=a&to=b&include_past=true").json()["total"] == 0
    assert is_problem(empty.delete("/api/relationships/t"), 404, "not_found")


def test_an_entity_with_relationships_is_deleted_with_them_only_when_asked(empty):
    for id_ in ("a", "b"):
        empty.post("/api/entities", json=person(id_, id_))
    empty.post("/api/relationships", json={"from": "a", "to": "b", "type": "KNOWS"})
    assert is_problem(empty.delete("/api/entities/a"), 409, "conflict")
    assert is_problem(empty.delete("/api/entities/a?detach=false"), 409, "conflict")
    assert empty.delete("/api/entities/a?detach=true").status_code == 204
    assert empty.get("/api/entities/b").json()["degree"] == 0


def test_a_taken_id_is_a_conflict(empty):
    assert empty.post("/api/entities", json=person("a", "甲")).status_code == 201
    assert is_problem(empty.post("/api/entities", json=person("a", "乙")), 409, "conflict", "id")
    tie = {"id": "t", "from": "a", "to": "a", "type": "KNOWS"}
    assert empty.post("/api/relationships", json=tie).status_code == 201
    assert is_problem(empty.post("/api/relationships", json=tie), 409, "conflict", "id")


def test_names_and_texts_come_back_to_the_code_point(empty):
    # A decomposed é, an ideograph beyond the first plane, a joined emoji, right-to-left, spaces.
    name = " e\u0301 \U00020bb7野家 \U0001f468\u200d\U0001f469 שלום \u3000x\u2028 "
    empty.post("/api/entities", json=person("u", name, aliases=[name], summary=name))
    got = empty.get("/api/entities/u").json()
    properties = got["properties"]
    assert [got["name"], properties["summary"], *properties["aliases"]] == [name] * 3


def test_readers_meanwhile_see_every_write_whole(empty):
    """Deletions between the reads of one answer neither break it nor make it a 404."""
    for id_ in ("a", "z"):
        empty.post("/api/entities", json=person(id_, id_))
    paths = (
        "/api/search?q=临时",
        "/api/routes?from=a&to=z",
        "/api/network?ids=a&depth=2",
        "/api/entities/a/neighbours",
    )
    done = threading.Event()
    seen: Counter[int] = Counter()

    def read(path: str) -> None:
        while not done.is_set():
            seen[empty.get(path).status_code] += 1

    def write() -> None:
        for number in range(15):
            id_ = f"m{number}"
            empty.post("/api/entities", json=person(id_, f"临时{number}"))
            for end in ("a", "z"):
                empty.post("/api/relationships", json={"from": id_, "to": end, "type": "KNOWS"})
            assert empty.delete(f"/api/entities/{id_}?detach=true").status_code == 204

    readers = [threading.Thread(target=read, args=(path,)) for path in paths]
    for reader in readers:
        reader.start()
    try:
        write()
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert set(seen) == {200}
    assert empty.get("/api/stats").json()["revision"] == 2 + 15 * 4


def test_our_own_office_is_told_when_it_is_in_the_network(engine_settings):
    ours = load_family(engine_settings).model_copy(update={"office": "office"})
    with serving(ours) as client:
        assert client.get("/api/schema").json()["office"] == {"id": "office", "name": "海州市侨联"}
