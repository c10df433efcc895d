"""Alive, ready, counted; a store that is away, a fault of ours."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import structlog
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from graph.errors import ConfigurationError, QueryFault, StoreUnavailable
from graph.settings import load_settings
from tests.conftest import server_settings
from tests.support.api_client import is_problem, load_family, serving

PATHS = ("/api/stats", "/api/search?q=a", "/api/entities/zhao", "/api/schema", "/readyz")
PATIENCE = 60  # seconds: a Neo4j on a busy machine takes half of it to start


def test_it_is_alive_and_ready_and_says_on_what(engine, engine_settings):
    with serving(load_family(engine_settings)) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        ready = client.get("/readyz").json()
    assert (ready["status"], ready["engine"], ready["revision"]) == (
        "ready",
        engine.split("-")[0],
        1,
    )
    assert ready["version"]


def test_requests_are_counted_by_route_not_by_address(tmp_path):
    with serving(load_family(load_settings(data=tmp_path))) as client:
        for path in ("/api/entities/zhao", "/api/entities/li", "/api/entities/no", "/a/b"):
            client.get(path)
        client.request("BREW", "/api/stats")
        text = client.get("/metrics").text
    for line in (
        'qiaotu_requests_total{method="GET",route="/api/entities/{id}",status="200"} 2.0',
        'qiaotu_requests_total{method="GET",route="/api/entities/{id}",status="404"} 1.0',
        'qiaotu_requests_total{method="GET",route="none",status="404"} 1.0',
        'qiaotu_requests_total{method="other",route="/api/stats",status="405"} 1.0',
        'qiaotu_request_seconds_count{route="/api/entities/{id}"} 3.0',
        "qiaotu_revision 1.0",
        "qiaotu_store_up 1.0",
    ):
        assert f"{line}\n" in text
    assert "zhao" not in text


def test_a_request_is_logged_without_its_query(tmp_path):
    with serving(load_settings(data=tmp_path)) as client, structlog.testing.capture_logs() as logs:
        client.get("/api/search?q=赵院士", headers={"x-request-id": "looked-for"})
    (line,) = [line for line in logs if line["event"] == "request"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/api/search", 200)
    assert line["ms"] > 0
    assert "赵院士" not in str(logs)


@pytest.mark.parametrize("fault", [RuntimeError, lambda words: QueryFault(words, words)])
def test_a_fault_of_ours_is_told_without_its_inside(tmp_path, fault):
    app = create_app(load_settings(data=tmp_path))

    def broken() -> None:
        raise fault("kglite at /srv/someone")

    app.add_api_route("/api/broken", broken)
    with (
        TestClient(app, base_url="http://localhost") as client,
        structlog.testing.capture_logs() as logs,
    ):
        answer = client.get("/api/broken")
    assert is_problem(answer, 500, "internal_error")
    assert "kglite" not in answer.text
    assert "someone" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert [line["event"] for line in logs][-2:] == ["unexpected_error", "request"]
    # Whoever reads the log finds the reason and where it arose, under the request's id.
    assert logs[-2]["exc_info"]


def test_documents_are_loaded_into_an_empty_store_once(tmp_path):
    settings = load_settings(data=tmp_path)
    with serving(settings) as client:
        first = client.get("/api/stats").json()
        assert first["entities"] > 300
        assert client.get("/api/search?q=许崇育").json()["hits"][0]["name"] == "许崇育"
    with serving(settings) as client:
        assert client.get("/api/stats").json() == first


def test_documents_stay_out_when_they_are_not_wanted(tmp_path):
    with serving(load_settings(data=tmp_path, seed_on_start=False)) as client:
        assert client.get("/api/stats").json()["entities"] == 0


def test_a_second_process_on_the_same_folder_is_told_so(tmp_path):
    settings = load_settings(data=tmp_path)
    with serving(settings), pytest.raises(ConfigurationError, match="in use"):
        create_app(settings).state.connection.start()


def test_a_closed_store_is_away(tmp_path):
    with serving(load_settings(data=tmp_path)) as client:
        store = client.app.state.connection.network().store  # type: ignore[attr-defined]
        store.close()
        for path in PATHS:
            answer = client.get(path)
            assert is_problem(answer, 503, "store_unavailable")
            assert int(answer.headers["retry-after"]) > 0
        assert client.get("/healthz").status_code == 200
        assert "qiaotu_store_up 0.0\n" in client.get("/metrics").text


def recovered(client: TestClient, path: str) -> int:
    """The status once the store is back, or the last seen when patience ends."""
    deadline = time.monotonic() + PATIENCE
    status = 503
    while status == 503 and time.monotonic() < deadline:
        status = client.get(path).status_code
    return status


def test_a_neo4j_that_stops_is_away_and_comes_back_by_itself(neo4j_server):
    """For an application that was up before, and for one that starts meanwhile."""
    settings = load_family(server_settings(neo4j_server))
    route = "/api/routes?from=office&to=zhao&as_of=2026-01-01"
    with serving(settings) as early:
        before = early.get(route).json()
        neo4j_server.stop()
        with serving(settings) as late:
            for client in (early, late):
                for path in ("/api/stats", "/api/search?q=a", "/readyz"):
                    answer = client.get(path)
                    assert is_problem(answer, 503, "store_unavailable")
                    assert int(answer.headers["retry-after"]) > 0
                    assert "eo4j" not in answer.text
                assert client.get("/healthz").status_code == 200
            draft = {"name": "某人", "labels": ["Person"]}
            assert is_problem(early.post("/api/entities", json=draft), 503, "store_unavailable")
            neo4j_server.start()
            for client in (early, late):
                assert recovered(client, "/readyz") == 200
                assert client.get(route).json() == before


def test_two_that_start_together_load_the_documents_once(neo4j_server):
    settings = server_settings(neo4j_server)
    with ThreadPoolExecutor() as threads:
        apps = [create_app(settings), create_app(settings)]
        for done in [threads.submit(app.state.connection.start) for app in apps]:
            done.result()
    revisions = [app.state.connection.network().revision() for app in apps]
    for app in apps:
        app.state.connection.close()
    assert revisions == [1, 1]


def test_a_closed_application_stays_closed(tmp_path):
    connection = create_app(load_settings(data=tmp_path, seed_on_start=False)).state.connection
    connection.start()
    connection.close()
    connection.close()
    with pytest.raises(StoreUnavailable):
        connection.network()


def test_a_wrong_password_is_no_server_that_is_away(neo4j_server):
    settings = server_settings(neo4j_server).model_copy(
        update={"neo4j_password": SecretStr("wrong-password")}
    )
    with pytest.raises(ConfigurationError, match="QIAOTU_NEO4J_PASSWORD"):
        create_app(settings).state.connection.start()


def test_nothing_listens_there(tmp_path):
    app = create_app(load_settings(store="bolt://127.0.0.1:9", data=tmp_path))
    app.state.connection.start()
    with pytest.raises(StoreUnavailable):
        app.state.connection.network()
