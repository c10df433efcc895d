"""Every rule of DESIGN §11 for what the API takes: each breach is a problem that names it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from graph.settings import load_settings
from tests.api_client import PROBLEM, is_problem, load_family, serving

ROUTE = "/api/routes?from=office&to=zhao"
JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("input")
    with serving(load_family(load_settings(data=folder))) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "field"),
    [
        # Unknown parameters, at every endpoint.
        ("/api/search?q=a&page=2", "page"),
        ("/api/entities/zhao?depth=1", "depth"),
        ("/api/entities/zhao/neighbours?kind=KNOWS", "kind"),
        (f"{ROUTE}&hops=2", "hops"),
        ("/api/network?ids=zhao&ids[]=li", "ids[]"),
        ("/api/schema?lang=zh", "lang"),
        ("/api/stats?x", "x"),
        (f"{ROUTE}&from_=li", "from_"),
        # Required ones.
        ("/api/search", "q"),
        ("/api/network", "ids"),
        ("/api/routes?from=office", "to"),
        # Out of range.
        ("/api/search?q=a&limit=-1", "limit"),
        ("/api/search?q=a&limit=0", "limit"),
        ("/api/search?q=a&limit=1001", "limit"),
        ("/api/search?q=a&offset=-1", "offset"),
        ("/api/search?q=a&offset=99999999999999999999", "offset"),
        (f"/api/search?q={'a' * 1001}", "q"),
        ("/api/entities/zhao/neighbours?limit=1001", "limit"),
        ("/api/network?ids=zhao&depth=4", "depth"),
        ("/api/network?ids=zhao&depth=-1", "depth"),
        ("/api/network?ids=zhao&limit=1001", "limit"),
        ("/api/network?" + "&".join(["ids=zhao"] * 501), "ids"),
        (f"{ROUTE}&k=0", "k"),
        (f"{ROUTE}&k=51", "k"),
        (f"{ROUTE}&max_hops=0", "max_hops"),
        (f"{ROUTE}&max_hops=7", "max_hops"),
        # Integers are plain ASCII digits, booleans true or false, nothing else.
        ("/api/search?q=a&limit=ten", "limit"),
        ("/api/search?q=a&limit=1.0", "limit"),
        ("/api/search?q=a&limit=1e1", "limit"),
        ("/api/search?q=a&limit=%2B1", "limit"),
        ("/api/search?q=a&limit=+1", "limit"),
        ("/api/search?q=a&limit=1_0", "limit"),
        ("/api/search?q=a&limit=%EF%BC%95", "limit"),
        ("/api/search?q=a&limit=", "limit"),
        (f"{ROUTE}&include_past=1", "include_past"),
        (f"{ROUTE}&include_past=True", "include_past"),
        (f"{ROUTE}&diverse=no", "diverse"),
        (f"{ROUTE}&diverse=", "diverse"),
        # Dates may be partial, but are dates.
        (f"{ROUTE}&as_of=2026-13", "as_of"),
        (f"{ROUTE}&as_of=2026-02-30", "as_of"),
        (f"{ROUTE}&as_of=26", "as_of"),
        (f"{ROUTE}&as_of=2026-1-1", "as_of"),
        (f"{ROUTE}&as_of=2026-01-01T00:00:00Z", "as_of"),
        (f"{ROUTE}&as_of=%D9%A2%D9%A0%D9%A2%D9%A6", "as_of"),
        (f"{ROUTE}&as_of=", "as_of"),
        # Labels, types and choices are those of the schema, in its letters.
        ("/api/search?q=a&label=Human", "label"),
        ("/api/search?q=a&label=person", "label"),
        ("/api/search?q=a&label=Entity", "label"),
        ("/api/search?q=a&label=", "label"),
        ("/api/entities/zhao/neighbours?types=FRIEND", "types"),
        ("/api/entities/zhao/neighbours?types=KNOWS&types=", "types"),
        ("/api/entities/zhao/neighbours?labels=Nobody", "labels"),
        ("/api/entities/zhao/neighbours?direction=both", "direction"),
        ("/api/entities/zhao/neighbours?sort=degree", "sort"),
        (f"{ROUTE}&types=knows", "types"),
        (f"{ROUTE}&labels=Person|Talent", "labels"),
        ("/api/network?ids=zhao&layout=circle", "layout"),
        # A single value given twice.
        ("/api/search?q=a&q=b", "q"),
        ("/api/search?q=a&label=Person&label=Talent", "label"),
        ("/api/entities/zhao/neighbours?limit=1&limit=1", "limit"),
        (f"{ROUTE}&from=li", "from"),
        (f"{ROUTE}&k=1&k=2", "k"),
        # Ends of a route.
        ("/api/routes?from=zhao&to=zhao", "to"),
        (f"{ROUTE}&avoid=zhao", "avoid"),
        (f"{ROUTE}&avoid=li&avoid=office", "avoid"),
        # Ids match in full.
        ("/api/entities/zhao%0A", "id"),
        ("/api/entities/%20zhao", "id"),
        ("/api/entities/zhao%00", "id"),
        ("/api/entities/%E8%B5%B5", "id"),
        ("/api/entities/%EF%BD%9A", "id"),
        (f"/api/entities/{'a' * 65}", "id"),
        ("/api/entities/zhao.json", "id"),
        ("/api/routes?from=office%0A&to=zhao", "from"),
        ("/api/routes?from=&to=zhao", "from"),
        (f"{ROUTE}&via=a%20b", "via"),
        (f"{ROUTE}&avoid=", "avoid"),
        ("/api/network?ids=", "ids"),
        ("/api/network?ids=zhao,li", "ids"),
        ("/api/search?q=a&country=", "country"),
        ("/api/search?q=a&office=%0A", "office"),
        # Control characters.
        ("/api/search?q=a%00b", "q"),
        ("/api/search?q=a%0Ab", "q"),
        ("/api/search?q=%1F", "q"),
    ],
)
def test_a_breach_names_the_parameter(client, path, field):
    assert is_problem(client.get(path), 422, "invalid_input", field)


@pytest.mark.parametrize(
    "query",
    [
        "q=%FF",
        "q=%ED%A0%80",  # a lone surrogate
        "q=%C0%80",  # NUL in too many bytes
        "q=%F8%88%80%80%80",
        "%FF=a",
    ],
)
def test_a_query_that_is_not_utf8_is_refused(client, query):
    assert is_problem(client.get(f"/api/search?{query}"), 422, "invalid_input")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/api/entities/nobody", "id"),
        ("/api/entities/nobody/neighbours", "id"),
        ("/api/network?ids=zhao&ids=nobody", "ids"),
        ("/api/routes?from=nobody&to=zhao", "from"),
        ("/api/routes?from=office&to=nobody", "to"),
        (f"{ROUTE}&via=nobody", "via"),
        (f"{ROUTE}&avoid=nobody", "avoid"),
        ("/api/search?q=a&country=nobody", "country"),
        ("/api/search?q=a&office=nobody", "office"),
    ],
)
def test_an_unknown_id_is_not_found(client, path, field):
    assert is_problem(client.get(path), 404, "not_found", field)


@pytest.mark.parametrize("path", ["/api/search?q=", "/api/search?q=%20", "/api/search?q=%E3%80%82"])
def test_a_search_for_nothing_finds_nothing(client, path):
    assert client.get(path).json()["total"] == 0


@pytest.mark.parametrize("query", ["as_of=2009", "as_of=2009-05", "as_of=2009-05-21"])
def test_partial_dates_are_dates(client, query):
    tried = client.get(f"{ROUTE}&{query}").json()["tried"]
    assert tried["as_of"] == (query.removeprefix("as_of=") + "-01-01")[:10]


def test_the_longest_search_fits(client):
    assert client.get(f"/api/search?q={'%F0%A0%AE%B7' * 1000}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/nothing", "/api/entities", "/api/entities/", "/api/search/"]
)
def test_an_unknown_address_is_a_problem(client, path):
    status, code = (405, "method_not_allowed") if path == "/api/entities" else (404, "not_found")
    assert is_problem(client.get(path), status, code)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/api/search", "GET, HEAD, OPTIONS"),
        ("DELETE", "/api/stats", "GET, HEAD, OPTIONS"),
        ("PUT", "/api/entities/zhao", "GET, HEAD, PATCH, DELETE, OPTIONS"),
        ("GET", "/api/relationships", "POST, OPTIONS"),
        ("TRACE", "/api/entities/zhao", "GET, HEAD, PATCH, DELETE, OPTIONS"),
        ("BREW", "/api/routes", "GET, HEAD, OPTIONS"),
    ],
)
def test_a_wrong_method_is_told_the_right_ones(client, method, path, allowed):
    answer = client.request(method, path)
    assert is_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == allowed


def test_options_tells_the_methods_and_nothing_to_other_sites(client):
    asked = {"origin": "http://evil.example", "access-control-request-method": "POST"}
    answer = client.options("/api/entities", headers=asked)
    assert (answer.status_code, answer.headers["allow"]) == (204, "POST, OPTIONS")
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert is_problem(client.options("/api/nothing"), 404, "not_found")


def test_head_is_get_without_the_body(client):
    head, get = client.head("/api/stats"), client.get("/api/stats")
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"]
    assert client.head("/api/entities/nobody").status_code == 404


def entity(**more: Any) -> dict[str, Any]:
    return {"id": "try", "name": "某人", "labels": ["Person"], **more}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (entity(name=""), "name"),
        (entity(name="  "), "name"),
        (entity(name=None), "name"),
        (entity(name=5), "name"),
        (entity(name="名" * 501), "name"),
        (entity(labels=[]), "labels"),
        (entity(labels="Person"), "labels"),
        (entity(labels=["Nobody"]), "labels"),
        (entity(labels=["Person", "Organisation"]), "labels"),
        (entity(labels=["Entity"]), "labels"),
        (entity(id="a b"), "id"),
        (entity(id="a\u200b"), "id"),
        (entity(nickname="x"), "nickname"),
        (entity(properties=[]), "properties"),
        (entity(properties={"height": 1}), "properties.height"),
        (entity(properties={"summary": 1}), "properties.summary"),
        (entity(properties={"aliases": "x"}), "properties.aliases"),
        (entity(properties={"confidence": 0}), "properties.confidence"),
        (entity(properties={"confidence": 1.5}), "properties.confidence"),
        (entity(properties={"confidence": "0.5"}), "properties.confidence"),
        (entity(properties={"birth_date": "2001-02-29"}), "properties.birth_date"),
        (entity(properties={"declined": "true"}), "properties.declined"),
        (entity(properties={"recorded_by": "me"}), "properties.recorded_by"),
        (entity(properties={"status": "done"}), "properties.status"),
        (entity(labels=["Project"]), "properties.status"),
        (entity(labels=["Project"], properties={"status": "sold"}), "properties.status"),
        ([], "body"),
        (None, "body"),
    ],
)
def test_an_entity_that_breaks_a_rule_is_refused(client, body, field):
    assert is_problem(client.post("/api/entities", json=body), 422, "invalid_input", field)
    assert client.get("/api/entities/try").status_code == 404


def tie(**more: Any) -> dict[str, Any]:
    return {"id": "try", "from": "li", "to": "zhao", "type": "KNOWS", **more}


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        (tie(type="FRIEND"), 422, "type"),
        (tie(type="LEADS"), 422, "type"),  # a person is not led
        (tie(type="KNOWS", to="club"), 422, "type"),
        (tie(to="nobody"), 404, "to"),
        ({**tie(), "from": "nobody"}, 404, "from"),
        (tie(to="a b"), 422, "to"),
        (tie(from_="li"), 422, "from_"),
        (tie(properties={"strength": 0}), 422, "properties.strength"),
        (tie(properties={"since": "soon"}), 422, "properties.since"),
        (tie(properties={"weight": 1}), 422, "properties.weight"),
        ({"from": "li", "to": "zhao"}, 422, "type"),
    ],
)
def test_a_relationship_that_breaks_a_rule_is_refused(client, body, status, field):
    code = "invalid_input" if status == 422 else "not_found"
    assert is_problem(client.post("/api/relationships", json=body), status, code, field)
    assert client.delete("/api/relationships/try").status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/api/entities/zhao", {"labels": ["Organisation"]}, "type"),  # his ties would not fit
        ("/api/entities/zhao", {"id": "other"}, "id"),
        ("/api/entities/zhao", {"properties": {"recorded_at": None}}, "properties.recorded_at"),
        ("/api/relationships/li-knows-chen", {"to": "zhao"}, "to"),
        ("/api/relationships/li-knows-chen", {"properties": {"role": 1}}, "properties.role"),
    ],
)
def test_a_change_that_breaks_a_rule_changes_nothing(client, path, body, field):
    before = client.get("/api/stats").json()["revision"]
    assert is_problem(client.patch(path, json=body), 422, "invalid_input", field)
    assert client.get("/api/stats").json()["revision"] == before


@pytest.mark.parametrize("path", ["/api/entities/nobody", "/api/relationships/nobody"])
def test_what_is_not_there_is_neither_changed_nor_deleted(client, path):
    assert is_problem(client.patch(path, json={}), 404, "not_found")
    assert is_problem(client.delete(path), 404, "not_found")


def test_writes_take_no_unknown_parameters(client):
    assert is_problem(client.post("/api/entities?x=1", json=entity()), 422, "invalid_input", "x")
    answer = client.delete("/api/relationships/li-knows-chen?detach=true")
    assert is_problem(answer, 422, "invalid_input", "detach")
    answer = client.delete("/api/entities/zhao?detach=yes")
    assert is_problem(answer, 422, "invalid_input", "detach")
    answer = client.delete("/api/entities/zhao?detach=true&detach=true")
    assert is_problem(answer, 422, "invalid_input", "detach")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"name=x",
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        '{"name": "名"}'.encode("gb18030"),
        b'{"name": "x", "labels": ["Person"], "name": "y"}',
        b'{"name": "x", "labels": ["Person"], "properties": {"confidence": NaN}}',
        b'{"name": "x", "labels": ["Person"], "properties": {"confidence": Infinity}}',
        b'{"name": "x", "labels": ["Person"], "properties": {"extra": {"n": 1e999}}}',
        b'{"name": "x", "labels": ["Person"], "properties": {"extra": {"n": 9007199254740993}}}',
        b'{"name": "x", "labels": ["Person"], "properties": {"extra": {"n": %s}}}' % (b"9" * 5000),
        b'{"name": "\\u0000", "labels": ["Person"]}',
        b'{"name": "a\\nb", "labels": ["Person"]}',
        b'{"name": "\\ud800", "labels": ["Person"]}',
        b'{"name": "x", "labels": ["\\udfff"]}',
        b'{"name": "x", "labels": ["Person"], "properties": {"\\ud800": 1}}',
        b'{"name": "x", "labels": ["Person"], "properties": {"extra": {"\\u0001": 1}}}',
        b'{"name": "x", "labels": ["Person"], "properties": {"extra": {"a": ["\\u001b"]}}}',
        b'{"extra": ' * 30 + b"1" + b"}" * 30,
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
    ],
)
def test_a_body_that_is_not_plain_json_is_refused(client, body):
    answer = client.post("/api/entities", content=body, headers=JSON)
    assert answer.headers["content-type"] == PROBLEM
    assert answer.status_code in {400, 422}, answer.text


def test_what_is_deep_but_reasonable_is_kept(client):
    extra: dict[str, Any] = {"n": -0.5, "all": [None, True, "文"]}
    for _ in range(10):
        extra = {"in": extra}
    body = entity(id="deep", properties={"extra": extra})
    assert client.post("/api/entities", json=body).status_code == 201
    kept = client.get("/api/entities/deep").json()["properties"]["extra"]
    assert json.dumps(kept, sort_keys=True) == json.dumps(extra, sort_keys=True)
    assert client.delete("/api/entities/deep").status_code == 204


PARAMETERS = ("q", "label", "country", "office", "limit", "offset", "types", "labels", "direction")
MORE = ("from", "to", "k", "max_hops", "avoid", "via", "include_past", "as_of", "ids", "depth", "x")
PATHS = ("search", "entities/zhao", "entities/zhao/neighbours", "routes", "network", "stats")
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["zhao", "office", "li", "KNOWS", "Person", "5", "true", "2020", "out"]),
    st.integers().map(str),
)


@given(
    path=st.sampled_from(PATHS),
    query=st.lists(st.tuples(st.sampled_from(PARAMETERS + MORE), VALUES), max_size=6),
)
@settings(max_examples=150, deadline=None)
def test_no_query_is_answered_with_a_fault_of_ours(client, path, query):
    answer = client.get(f"/api/{path}", params=query)
    assert answer.status_code in {200, 404, 422}
    assert (answer.status_code == 200) == (answer.headers["content-type"] != PROBLEM)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(
    name=JSON_VALUES,
    properties=st.dictionaries(
        st.sampled_from(["summary", "aliases", "confidence", "extra", "sources", "birth_date"]),
        JSON_VALUES,
    ),
)
@settings(max_examples=150, deadline=None)
def test_no_body_is_answered_with_a_fault_of_ours(client, name, properties):
    body = json.dumps({"name": name, "labels": ["Person"], "properties": properties})
    answer = client.post("/api/entities", content=body, headers=JSON)
    assert answer.status_code in {201, 400, 422}, answer.text
    if answer.status_code == 201:
        assert client.get(answer.headers["location"]).json()["name"] == name
