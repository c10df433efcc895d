"""Every rule for what is written through the API: each breach is a problem and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from graph.settings import load_settings
from tests.support.api_client import PROBLEM, is_problem, load_family, serving

JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("bodies")
    with serving(load_family(load_settings(data=folder))) as opened:
        yield opened


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
        (entity(labels=["SurveyRound"]), "properties.starts"),
        (entity(labels=["Project"], properties={"status": "sold"}), "properties.status"),
        ([], "body"),
        (None, "body"),
    ],
)
def test_an_entity_that_breaks_a_rule_is_refused(client, body, field):
    assert is_problem(client.post("/api/entities", json=body), 422, "invalid_input", field)
    assert client.get("/api/entities/try").status_code == 404


def test_a_long_text_keeps_its_lines_and_a_short_one_has_one(client):
    given = entity(id="lines", properties={"summary": "第一行\r\n\n第三行"})
    assert client.post("/api/entities", json=given).status_code == 201
    stored = client.get("/api/entities/lines").json()["properties"]
    assert stored["summary"] == "第一行\n\n第三行"
    for field, value in (("position", "甲\n乙"), ("phone", "1\n2")):
        change = {"properties": {field: value}}
        refused = client.patch("/api/entities/lines", json=change)
        assert is_problem(refused, 422, "invalid_input", f"properties.{field}")
    tab = client.patch("/api/entities/lines", json={"properties": {"summary": "甲\t乙"}})
    assert is_problem(tab, 422, "invalid_input")


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
