"""The page's addresses and files, and the reference: everything from this host."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.testclient import TestClient

from api.app import create_app
from api.http.page import DIST
from graph.schema import load_schema
from graph.settings import load_settings
from tests.support.api_client import is_problem, load_family, serving
from tests.support.places import ROOT

INDEX = '<!doctype html><script type="module" src="/assets/index-DA3c2LWQ.js"></script>'


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    dist = tmp_path_factory.mktemp("dist")
    (dist / "assets").mkdir()
    (dist / "index.html").write_text(INDEX, encoding="utf-8")
    (dist / "assets" / "index-DA3c2LWQ.js").write_text("export {}", encoding="utf-8")
    (dist / "assets" / "seal.svg").write_text("<svg/>", encoding="utf-8")
    (dist / "secret.txt").write_text("not an asset", encoding="utf-8")
    settings = load_settings(data=tmp_path_factory.mktemp("pages"))
    with serving(load_family(settings), dist) as opened:
        yield opened


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/search",
        "/route",
        "/route/a/b",
        "/entity/zhao",
        "/entity/zhao/ties",
        "/overview",
        "/archive/a",
    ],
)
def test_each_of_the_pages_addresses_gives_the_page(client, address):
    answer = client.get(address)
    assert (answer.status_code, answer.text) == (200, INDEX)
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"


def test_a_hashed_file_is_kept_for_ever_and_another_asked_for_again(client):
    hashed = client.get("/assets/index-DA3c2LWQ.js")
    assert hashed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert hashed.headers["content-type"].startswith("text/javascript")
    plain = client.get("/assets/seal.svg")
    assert (plain.status_code, plain.headers["cache-control"]) == (200, "no-cache")
    again = client.get("/assets/seal.svg", headers={"if-none-match": plain.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        "/assets/nothing.js",
        "/assets/../secret.txt",
        "/assets/%2e%2e/secret.txt",
        "/assets/..%2fsecret.txt",
        "/assets/%00",
        "/secret.txt",
        "/nothing",
        "/docs/assets/../../app.py",
    ],
)
def test_nothing_else_is_given_away(client, address):
    assert client.get(address).status_code == 404


def test_without_a_built_page_it_says_how_to_build_it(tmp_path):
    with serving(load_settings(data=tmp_path / "data"), tmp_path / "dist") as bare:
        answer = bare.get("/")
        assert answer.status_code == 503
        assert "make setup" in answer.text
        assert bare.get("/api/stats").status_code == 200


class References(HTMLParser):
    """What a page loads, and the scripts that stand in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        address = found.get("src") or (found.get("href") if tag == "link" else None)
        if address:
            self.addresses.append(address)
        self.inline += tag == "script" and "src" not in found


def test_the_reference_loads_everything_from_this_host(client):
    page = References(client.get("/docs").text)
    assert page.inline == 0
    local = [address for address in page.addresses if not address.startswith("data:")]
    assert len(local) == 3
    for address in local:
        assert address.startswith("/docs/")
        assert client.get(address).status_code == 200
    assert "'/openapi.json'" in client.get("/docs/start.js").text


@pytest.fixture(scope="module")
def document(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def routes() -> Iterator[RouteContext]:
    """Every endpoint of the API and of those who operate it."""
    for route in iter_route_contexts(create_app(load_settings()).routes):
        if isinstance(route.original_route, APIRoute) and route.include_in_schema:
            yield route


def test_the_document_describes_every_operation(document):
    told = dict(operations(document))
    asked = {
        f"{method} {route.path_format}" for route in routes() for method in route.methods or ()
    }
    assert set(told) == asked
    for name, operation in told.items():
        assert operation["summary"], name
        assert operation["description"], name
        assert len(operation["tags"]) == 1, name
    # What is searched for comes first, what operators ask for last.
    assert [next(iter(told)), [*told][-1]] == ["GET /api/search", "GET /metrics"]


def test_every_reference_in_the_document_resolves(document):
    names = re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document))
    assert names
    assert set(names) <= set(document["components"]["schemas"])


def test_every_error_in_the_document_is_a_problem(document):
    for name, operation in operations(document):
        for status, answer in operation["responses"].items():
            if status >= "400":
                assert list(answer["content"]) == ["application/problem+json"], name
        assert ("422" in operation["responses"]) == (" /api/" in name)


def test_the_documents_enums_are_the_schemas_words(document):
    schema = load_schema()
    words = {
        "label": list(schema.labels),
        "labels": list(schema.labels),
        "types": list(schema.relationships),
    }
    seen = set()
    for _, operation in operations(document):
        for parameter in operation.get("parameters", []):
            if parameter["name"] in words:
                described = parameter["schema"]
                enum = described.get("items", described)["enum"]
                assert enum == words[parameter["name"]]
                seen.add(parameter["name"])
    assert seen == set(words)


def test_the_documents_ranges_are_those_that_are_held(document):
    routes = dict(operations(document))["GET /api/routes"]["parameters"]
    ranges = {p["name"]: p["schema"] for p in routes}
    assert (ranges["k"]["minimum"], ranges["k"]["maximum"], ranges["k"]["default"]) == (1, 50, 5)
    hops = ranges["max_hops"]
    assert (hops["minimum"], hops["maximum"], hops["default"]) == (1, 6, 4)


def bodies(document: dict[str, Any]) -> dict[str, Any]:
    """The example of each operation that has one for its body."""
    return {
        name: content["example"]
        for name, operation in operations(document)
        for content in operation.get("requestBody", {}).get("content", {}).values()
        if "example" in content
    }


def test_an_example_answer_has_the_shape_of_answers(document):
    models = {
        route.path_format: route.response_model
        for route in routes()
        if "GET" in (route.methods or ())
    }
    found = 0
    for path, methods in document["paths"].items():
        answers = methods.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        for example in (content["example"] for content in answers.values() if "example" in content):
            assert models[path].model_validate(example).model_dump(mode="json") == example
            found += 1
    assert found >= 2


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("GET /api/search", {"404", "422", "503"}),
        ("GET /api/suggest", {"422", "503"}),
        ("POST /api/entities", {"409", "422", "503"}),
        ("PATCH /api/entities/{id}", {"404", "422", "503"}),
        ("GET /api/base-map", {"404", "422"}),
        ("POST /api/match/file", {"422", "429"}),
        ("GET /api/exports/{format}", {"404", "422", "429", "503"}),
        ("GET /readyz", {"503"}),
        ("GET /healthz", set()),
    ],
)
def test_the_errors_of_an_endpoint_follow_from_what_it_takes_and_says(document, name, statuses):
    responses = dict(operations(document))[name]["responses"]
    assert {status for status in responses if status >= "4"} == statuses


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serving(load_settings(data=tmp_path_factory.mktemp("seeded"))) as opened:
        yield opened


def test_the_example_parameters_find_something_in_the_documents(document, seeded):
    for name, total in (("search", 1), ("routes", 1), ("network", 10)):
        parameters = document["paths"][f"/api/{name}"]["get"]["parameters"]
        query = {p["name"]: p["example"] for p in parameters if p["required"]}
        answer = seeded.get(f"/api/{name}", params=query)
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] >= total


def test_the_example_bodies_are_taken(document, seeded):
    found, locations = bodies(document), {}
    assert len(found) >= 4
    for name, body in sorted(found.items(), reverse=True):
        method, path = name.split()
        if method == "POST":
            created = seeded.post(path, json=body)
            assert created.status_code == 201, created.text
            locations[path] = created.headers["location"]
        else:
            location = locations[path.removesuffix("/{id}")]
            assert seeded.patch(location, json=body).status_code == 200


def test_the_document_needs_no_store(tmp_path):
    """So that a build can make the page's types from it."""
    document = create_app(load_settings(data=tmp_path)).openapi()
    assert document["openapi"].startswith("3.1")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_address_outside_the_api_is_a_problem_too(client):
    assert is_problem(client.get("/nothing"), 404, "not_found")


def test_the_page_of_this_checkout_is_looked_for_where_it_is_built():
    root = ROOT
    assert "viz/web/dist" in (root / "tools" / "wheel_hook.py").read_text(encoding="utf-8")
    assert root / "viz" / "web" / "dist" == DIST


def test_a_network_is_given_as_a_page_to_keep(client):
    answer = client.get("/api/network.html?ids=zhao&depth=1")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="qiaotu-')
    assert "赵" in answer.text
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", answer.text)
