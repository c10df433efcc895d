"""That an answer says which write it is as new as, and when a bulk load is yet to be shown in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from time import monotonic

import pytest
from starlette.testclient import TestClient

from graph.log import follower
from graph.network import Network
from graph.search.mirror import Names
from graph.settings import Settings
from graph.writing.drafts import EntityDraft
from tests.support.api_client import load_family, serving

PATIENCE = 60  # seconds; a bound for a defect, never reached otherwise
NUMBERED = (
    "/api/search?q=赵",
    "/api/suggest?q=赵",
    "/api/entities/zhao",
    "/api/entities/zhao/neighbours",
    "/api/entities/zhao/history",
    "/api/network?ids=zhao",
    "/api/network.html?ids=zhao",
    "/api/routes?from=office&to=zhao",
    "/api/reach?from=office",
    "/api/connectors",
    "/api/between?ids=office&ids=zhao",
    "/api/similar?ids=zhao",
    "/api/overview",
    "/api/freshness",
)
UNNUMBERED = (
    *("/api/schema", "/api/stats", "/api/base-map"),
    *("/healthz", "/docs", "/api/search", "/api/nothing"),
)


@pytest.fixture
def client(engine_settings: Settings) -> Iterator[TestClient]:
    with serving(load_family(engine_settings)) as opened:
        yield opened


def network_of(client: TestClient) -> Network:
    opened: Network | None = client.app.state.connection.opened  # type: ignore[attr-defined]
    assert opened is not None
    return opened


def shown(client: TestClient, path: str) -> tuple[str | None, str | None]:
    headers = client.get(path).headers
    return headers.get("qiaotu-revision"), headers.get("qiaotu-behind")


def people_in_groups(client: TestClient) -> int:
    groups = client.get("/api/overview").json()["groups"]
    return sum(group["count"] for group in groups if group["label"] == "Person")


def test_every_answer_of_the_network_is_numbered(client: TestClient) -> None:
    assert {path: shown(client, path) for path in NUMBERED} == dict.fromkeys(NUMBERED, ("1", None))
    assert {path: shown(client, path) for path in UNNUMBERED} == dict.fromkeys(
        UNNUMBERED, (None, None)
    )
    draft = {"id": "new", "name": "新人", "labels": ["Person"]}
    assert client.post("/api/entities", json=draft).status_code == 201
    assert shown(client, "/api/search?q=新人") == ("2", None)
    listed = client.post("/api/match", json={"names": [{"name": "新人"}]})
    assert listed.headers["qiaotu-revision"] == "2"
    assert client.head("/api/entities/new").headers["qiaotu-revision"] == "2"


def test_the_reference_tells_of_the_headers(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    answers = {
        path: each["get"]["responses"]["200"] for path, each in paths.items() if "get" in each
    }
    told = {
        path for path, answer in answers.items() if "Qiaotu-Revision" in answer.get("headers", {})
    }
    asked = {path.split("?")[0].replace("zhao", "{id}") for path in NUMBERED}
    assert told == asked | {"/api/views/{id}"}


def test_while_a_load_is_read_answers_say_that_they_are_older(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, rebuild = threading.Event(), Names.rebuild

    def gated(names: Names) -> None:
        assert gate.wait(PATIENCE)
        rebuild(names)

    monkeypatch.setattr(follower, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(Names, "rebuild", gated)
    network, before = network_of(client), people_in_groups(client)
    load = [EntityDraft(id="bulk", name="批量", labels=["Person"], properties={})]
    network.write(lambda writer: writer.load(load, [], "tests"))
    for path in ("/api/search?q=批量", "/api/routes?from=office&to=zhao"):
        assert shown(client, path) == ("2", "true")
    # The last whole one stands.
    assert shown(client, "/api/overview") == ("1", None)
    assert client.get("/api/search?q=批量").json()["hits"] == []
    # Read from the store, which always has the newest.
    assert shown(client, "/api/entities/bulk") == ("2", None)
    gate.set()
    deadline = monotonic() + PATIENCE
    while shown(client, "/api/search?q=批量") != ("2", None):
        assert monotonic() < deadline
    assert [hit["id"] for hit in client.get("/api/search?q=批量").json()["hits"]] == ["bulk"]
    while shown(client, "/api/overview") != ("2", None):
        assert monotonic() < deadline
    assert people_in_groups(client) == before + 1
