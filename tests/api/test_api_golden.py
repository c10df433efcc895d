"""What the API answers, value for value the same from every engine (tests/golden)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.settings import Settings
from tests.support.api_client import holds_golden, load_family, serving
from tests.support.places import GOLDEN

ANSWERS = {
    "search_exact": "/api/search?q=赵院士",
    "search_alias": "/api/search?q=tan ka",
    "search_page": "/api/search?q=校友&limit=1&offset=1",
    "search_label": "/api/search?q=海&label=Federation",
    "search_country": "/api/search?q=海州&country=malaysia",
    "search_nothing": "/api/search?q=",
    "entity": "/api/entities/zhao",
    "entity_affair": "/api/entities/expo",
    "neighbours": "/api/entities/zhao/neighbours",
    "neighbours_filtered": "/api/entities/sun/neighbours?types=KNOWS&types=LEADS&labels=Talent"
    "&labels=DiasporaOrganisation&direction=out&sort=name&limit=10",
    "neighbours_page": "/api/entities/zhao/neighbours?sort=last_contact&limit=2&offset=1",
    "routes": "/api/routes?from=office&to=zhao&as_of=2026-01-01",
    "routes_filtered": "/api/routes?from=office&to=zhao&as_of=2026-01&k=1&max_hops=5"
    "&via=li&avoid=huang&diverse=false&types=WORKS_AT&types=KNOWS&types=CLASSMATE_OF",
    "routes_past": "/api/routes?from=xu&to=tan&include_past=true&as_of=2026",
    "routes_none": "/api/routes?from=xu&to=tan&max_hops=2&as_of=2026",
    "network": "/api/network?ids=zhao&limit=4",
    "network_among": "/api/network?ids=zhao&ids=wang&ids=ma&depth=0",
    "network_deep": "/api/network?ids=lin&ids=he&depth=2",
    "schema": "/api/schema",
    "stats": "/api/stats",
}


@pytest.fixture(scope="module")
def client(
    empty_engine: Callable[[Path], Settings], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    settings = load_family(empty_engine(tmp_path_factory.mktemp("golden")))
    with serving(settings) as opened:
        yield opened


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_the_same_from_every_engine(client, name):
    response = client.get(ANSWERS[name])
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    assert holds_golden(name, response.text)


def test_a_layout_by_country_says_whose_block_is_whose(client):
    network = client.get("/api/network?ids=club&depth=2&layout=country").json()
    lying = {"club": "马来西亚", "penang": "马来西亚", "malaysia": "马来西亚"}
    assert network["groups"].items() >= lying.items()
    assert set(network["groups"]) < {node["id"] for node in network["nodes"]}
    assert client.get("/api/network?ids=club&layout=force").json()["groups"] is None


def test_a_layout_places_every_node(client):
    network = client.get("/api/network?ids=zhao&layout=force").json()
    assert set(network["positions"]) == {node["id"] for node in network["nodes"]}
    assert client.get("/api/network?ids=zhao").json()["positions"] is None


def test_every_kept_answer_is_compared():
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(ANSWERS)
