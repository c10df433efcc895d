"""What other hosts, other sites and oversized requests get from a local server: nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.http.guard import BODY_BYTES, QUERY_BYTES
from graph.settings import load_settings
from tests.support.api_client import is_problem, load_family, serving

HOME = "http://127.0.0.1:8765"
DRAFT = json.dumps({"name": "某人", "labels": ["Person"]})


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = load_settings(
        data=tmp_path_factory.mktemp("guard"), allowed_hosts="Qiaotu.Example.org,office"
    )
    with serving(load_family(settings)) as opened:
        yield opened


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8765",
        "127.0.0.1",
        "localhost:1",
        "LocalHost",
        "[::1]:8765",
        "[::1]",
        "qiaotu.example.org",
        "QIAOTU.example.org:8443",
        "office:80",
    ],
)
def test_our_own_names_are_served(client, host):
    for path in ("/api/stats", "/healthz"):
        assert client.get(path, headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:8765",
        "127.0.0.1@evil.example",
        "evil.example#127.0.0.1",
        "localhost:8765:80",
        "localhost, evil.example",
        "[::2]",
        "0.0.0.0",
        "sub.qiaotu.example.org",
        "office.",
    ],
)
def test_another_host_name_gets_nothing(client, host):
    for path in ("/api/stats", "/", "/docs", "/healthz", "/openapi.json", "/metrics"):
        answer = client.get(path, headers={"host": host})
        assert is_problem(answer, 421, "misdirected_request")


def test_two_host_names_are_none(client):
    twice = [("host", "127.0.0.1"), ("host", "evil.example")]
    assert is_problem(client.get("/api/stats", headers=twice), 421, "misdirected_request")


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        "http://127.0.0.1:8766",
        "http://localhost:8765",
        "http://127.0.0.1:8765.evil.example",
        "http://127.0.0.1:8765/",
        "file://",
        "",
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/entities"),
        ("PATCH", "/api/entities/zhao"),
        ("DELETE", "/api/entities/zhao?detach=true"),
        ("POST", "/api/relationships"),
        ("DELETE", "/api/relationships/li-knows-chen"),
        ("POST", "/api/imports"),
        ("POST", "/api/imports/any/undo"),
    ],
)
def test_another_site_cannot_write(client, method, path, origin):
    headers = {"origin": origin, "content-type": "application/json"}
    answer = client.request(method, path, content=DRAFT, headers=headers)
    assert is_problem(answer, 403, "foreign_origin")


def test_our_own_page_can_write(client):
    headers = {"origin": HOME, "content-type": "application/json; charset=UTF-8"}
    created = client.post("/api/entities", content=DRAFT, headers=headers)
    assert created.status_code == 201
    assert client.delete(created.headers["location"], headers={"origin": HOME}).status_code == 204


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=gbk",
        "application/json, text/plain",
        "application/ld+json",
        "text/plain; application/json",
    ],
)
def test_a_write_needs_json(client, kind):
    headers = {"content-type": kind} if kind else {}
    answer = client.post("/api/entities", content=DRAFT, headers=headers)
    assert is_problem(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain; multipart/form-data",
        "multipart/mixed; boundary=x",
        "multipart/form-data",
    ],
)
def test_an_upload_needs_a_form(client, kind):
    headers = {"content-type": kind} if kind else {}
    answer = client.post("/api/imports", content=b"--x--", headers=headers)
    assert is_problem(answer, 415, "unsupported_media_type")


def test_only_uploads_may_be_forms(client):
    headers = {"content-type": "multipart/form-data; boundary=x"}
    for path in ("/api/imports/", "/api/imports/any/run", "/api/imports/any/undo", "/api/match"):
        answer = client.post(path, content=b"--x--\r\n", headers=headers)
        assert is_problem(answer, 415, "unsupported_media_type")


def test_a_body_has_a_limit_whether_announced_or_not(client):
    headers = {"content-type": "application/json"}
    whole = json.dumps({"name": "某人", "labels": ["Person"], "properties": {"summary": "x"}})
    fits = whole.encode() + b" " * (BODY_BYTES - len(whole.encode()))
    assert client.post("/api/entities", content=fits, headers=headers).status_code == 201
    over = fits + b" "
    assert is_problem(client.post("/api/entities", content=over, headers=headers), 413, "too_large")

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(over), 65536):
            yield over[start : start + 65536]

    answer = client.post("/api/entities", content=pieces(), headers=headers)
    assert "content-length" not in answer.request.headers
    assert is_problem(answer, 413, "too_large")


def test_a_query_has_a_limit(client):
    fits = f"/api/search?q=a&x={'a' * (QUERY_BYTES - 6)}"
    assert is_problem(client.get(fits), 422, "invalid_input", "x")
    assert is_problem(client.get(fits + "a"), 414, "query_too_long")


@pytest.mark.parametrize(
    "path", ["/api/stats", "/api/nothing", "/", "/docs", "/docs/start.js", "/healthz", "/nothing"]
)
def test_every_answer_carries_the_security_headers(client, path):
    answer = client.get(path, headers={"origin": "http://evil.example"})
    policy = dict(
        part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert (answer.headers.get("cache-control") == "no-store") >= path.startswith("/api")


def test_a_sane_request_id_is_taken_over_and_another_is_made(client):
    sane = client.get("/api/nothing", headers={"x-request-id": "trace-0123.abc"})
    assert sane.headers["x-request-id"] == "trace-0123.abc"
    assert sane.json()["instance"] == "urn:qiaotu:request:trace-0123.abc"
    for other in ("short", "a" * 65, "has space", "quote\"'", ""):
        made = client.get("/api/nothing", headers={"x-request-id": other})
        assert made.headers["x-request-id"] != other
        assert is_problem(made, 404, "not_found")
