"""Over HTTP: whom we reach, who connects, what lies between, suggestions and lists of names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.settings import load_settings
from tests.support.api_client import is_problem, load_family, serving

AS_OF = "as_of=2026-01-01"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("connecting")
    with serving(load_family(load_settings(data=folder / "data"))) as opened:
        yield opened


def test_reach_ranks_by_the_best_route(client):
    found = client.get(f"/api/reach?from=office&label=Person&{AS_OF}").json()
    scores = [one["score"] for one in found["reached"]]
    assert scores == sorted(scores, reverse=True)
    assert found["total"] == len(found["reached"])
    zhao = next(one for one in found["reached"] if one["id"] == "zhao")
    route = client.get(f"/api/routes?from=office&to=zhao&{AS_OF}").json()["routes"][0]
    assert zhao["path"] == [node["id"] for node in route["nodes"]]
    assert zhao["score"] == pytest.approx(route["score"])


def test_any_of_several_ends_would_do_and_the_best_pair_wins(client):
    found = client.get(f"/api/routes?from=sun&from=office&to=zhao&to=ma&{AS_OF}").json()
    assert (found["from"], found["to"]) == (["office", "sun"], ["ma", "zhao"])
    best = found["routes"][0]
    pairs = [
        client.get(f"/api/routes?from={one}&to={other}&{AS_OF}").json()["routes"]
        for one in ("sun", "office")
        for other in ("zhao", "ma")
    ]
    singles = [routes[0] for routes in pairs if routes]
    assert best["score"] == pytest.approx(max(one["score"] for one in singles))
    ends = {best["nodes"][0]["id"], best["nodes"][-1]["id"]}
    assert ends <= {"sun", "office", "zhao", "ma"}
    for route in found["routes"]:
        assert not {"sun", "office", "zhao", "ma"} & {node["id"] for node in route["nodes"][1:-1]}


def test_reach_from_several_takes_the_better_for_each(client):
    both = client.get(f"/api/reach?from=office&from=li&limit=100&{AS_OF}").json()
    singles = [
        {one["id"]: one["score"] for one in client.get(path).json()["reached"]}
        for path in (f"/api/reach?from={id_}&limit=100&{AS_OF}" for id_ in ("office", "li"))
    ]
    assert both["from"] == ["li", "office"]
    for one in both["reached"]:
        assert one["path"][0] in ("office", "li")
        assert one["score"] >= max(s.get(one["id"], 0) for s in singles) * (1 - 1e-9)


def test_two_sets_of_ends_have_nothing_in_common(client):
    answer = client.get(f"/api/routes?from=office&from=li&to=li&{AS_OF}")
    assert is_problem(answer, 422, "invalid_input", "to")


def test_reach_filters_and_pages(client):
    inside = client.get(f"/api/reach?from=office&country=malaysia&{AS_OF}").json()
    assert [one["id"] for one in inside["reached"]] == ["club"]
    page = client.get(f"/api/reach?from=office&limit=2&offset=1&{AS_OF}").json()
    whole = client.get(f"/api/reach?from=office&{AS_OF}").json()
    assert page["reached"] == whole["reached"][1:3]
    assert page["total"] == whole["total"]


def test_connectors_carry_routes(client):
    found = client.get(f"/api/connectors?from=office&{AS_OF}").json()
    carriers = [one["id"] for one in found["connectors"]]
    assert "li" in carriers
    assert not found["sampled"]
    li = next(one for one in found["connectors"] if one["id"] == "li")
    assert li["lost"] > 0


def test_between_joins_all_that_were_asked(client):
    found = client.get(f"/api/between?ids=li&ids=sun&ids=zhao&{AS_OF}").json()
    ids = {node["id"] for node in found["subgraph"]["nodes"]}
    assert {"li", "sun", "zhao"} <= ids
    assert found["at_least"] <= found["cost"]
    assert found["apart"] == []


def test_more_like_these_says_what_they_share(client):
    found = client.get("/api/similar?ids=lin&ids=he&limit=5").json()
    [zhao] = found["similar"]
    assert (zhao["id"], found["total"], found["ids"]) == ("zhao", 1, ["lin", "he"])
    assert zhao["shared"] == [
        {"id": "university", "name": "海州大学", "labels": ["Organisation", "University"]}
    ]
    assert zhao["shared_total"] == 1
    assert zhao["score"] > 0


def test_suggest_takes_half_a_syllable(client):
    groups = client.get("/api/suggest?q=wangha").json()["groups"]
    assert [(group["kind"], group["suggestions"][0]["id"]) for group in groups] == [
        ("Person", "wang")
    ]
    assert client.get("/api/suggest?q=...").json()["groups"] == []


def test_a_list_of_names_is_answered_in_its_order(client):
    names = [{"name": "陈嘉庚甲"}, {"name": "没有此人某某"}, {"name": "Haigui Wang"}]
    found = client.post("/api/match", json={"names": names}).json()
    best = [
        one["candidates"][0]["node"]["id"] if one["candidates"] else None
        for one in found["matches"]
    ]
    assert best == ["chen", None, "wang"]
    assert found["total"] == 3


@pytest.mark.parametrize(
    ("address", "status", "code", "field"),
    [
        ("/api/reach?from=nobody", 404, "not_found", "from"),
        ("/api/reach?from=office&label=Wizard", 422, "invalid_input", "label"),
        ("/api/reach?from=office&max_hops=7", 422, "invalid_input", "max_hops"),
        ("/api/reach", 422, "invalid_input", "from"),
        ("/api/connectors?from=nobody", 404, "not_found", "from"),
        ("/api/connectors?limit=0", 422, "invalid_input", "limit"),
        ("/api/between?ids=li", 422, "invalid_input", "ids"),
        ("/api/between?ids=li&ids=nobody", 404, "not_found", "ids"),
        ("/api/similar?ids=nobody", 404, "not_found", "ids"),
        ("/api/similar", 422, "invalid_input", "ids"),
        ("/api/similar?ids=li&limit=51", 422, "invalid_input", "limit"),
        ("/api/similar?" + "&".join(f"ids=n{n}" for n in range(21)), 422, "invalid_input", "ids"),
        (f"/api/suggest?q={'x' * 1001}", 422, "invalid_input", "q"),
        ("/api/search?q=a&since=soon", 422, "invalid_input", "since"),
    ],
)
def test_bad_questions_are_problems(client, address, status, code, field):
    assert is_problem(client.get(address), status, code, field)


def test_a_list_too_long_or_of_the_wrong_shape_is_refused(client):
    too_many = client.post("/api/match", json={"names": [{"name": "某"}] * 1001})
    assert is_problem(too_many, 422, "invalid_input", "names")
    unknown = client.post("/api/match", json={"names": [{"name": "某", "phone": "1"}]})
    assert is_problem(unknown, 422, "invalid_input")


def test_reach_can_be_asked_for_some_alone(client):
    asked = f"/api/reach?from=office&ids=zhao&ids=chen&{AS_OF}"
    found = client.get(asked).json()
    everyone = client.get(f"/api/reach?from=office&{AS_OF}").json()["reached"]
    assert found["reached"] == [one for one in everyone if one["id"] in {"zhao", "chen"}]
    assert found["total"] == 2
    assert is_problem(client.get(f"{asked}&ids=nobody"), 404, "not_found", "ids")
