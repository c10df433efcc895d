"""Every rule of docs/design.md#what-the-api-refuses: each breach is a problem that names it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from graph.settings import load_settings
from tests.support.api_client import PROBLEM, is_problem, load_family, serving

ROUTE = "/api/routes?from=office&to=zhao"


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
        ("/api/network?" + "&".join(["ids=zhao"] * 801), "ids"),
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
        (f"{ROUTE}&max_hops=1&max_hops=2", "max_hops"),
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
