"""Questions of an import over HTTP: candidates to choose from, and answers that come with files."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from graph.settings import load_settings
from tests.support.api_client import is_problem, serving
from tests.support.import_client import ended, imported, said, send, unseeded

FIRST = (
    "一.csv",
    "姓名,出生日期,电话,单位\n孔某,1980-05-01,13800000191,甲所\n孟某,,13800000192,甲所\n",
)
SECOND = (
    "二.csv",
    "姓名,出生日期,电话,单位\n孔某,1980-05-10,13800000191,甲所\n孟某,1975-03-03,13800000192,甲所\n",
)
TALENT = {"label": "Talent"}


@pytest.fixture
def client(tmp_path) -> Iterator[TestClient]:
    with serving(unseeded(load_settings(data=tmp_path / "data"))) as opened:
        yield opened


def questions(client: TestClient, id_: str) -> list[dict]:
    return [p for p in said(client, id_) if p["code"] == "possibly_same"]


def birth_dates(client: TestClient) -> dict[str, str | None]:
    hits = client.get("/api/search", params={"q": "label:Talent"}).json()["hits"]
    every = [client.get(f"/api/entities/{hit['id']}").json() for hit in hits]
    return {one["name"]: one["properties"].get("birth_date") for one in every}


def test_a_question_shows_both_sides_and_a_dry_run_is_run_with_the_answers(client):
    imported(client, FIRST, **TALENT)
    trial = imported(client, SECOND, dry_run="true", **TALENT)
    assert trial["counts"]["to_decide"] == 2
    first, second = questions(client, trial["id"])
    (card,) = first["cards"]
    assert first["candidates"] == [card["id"]]
    assert card["name"] == "孔某"
    told = {one["kind"]: one["value"] for one in card["said"]}
    assert told == {"birth_date": "1980-05-01", "phone": "138****0191", "unit": "甲所"}
    assert {"kind": "birth_date", "zh": "出生日期", "en": "birth date", "value": "1980-05-10"} in (
        first["said"]
    )
    same = {"answer": "same", "code": "possibly_same", "row": second["row"]}
    answer = client.post(f"/api/imports/{trial['id']}/run", json={"decisions": [same]})
    assert answer.status_code == 202, answer.text
    done = ended(client, trial["id"])
    assert (done["counts"]["changed"], done["counts"]["new"]) == (1, 0)
    assert done["decisions"][0]["answer"] == "same"
    assert birth_dates(client) == {"孔某": "1980-05-01", "孟某": "1975-03-03"}


def test_answers_come_with_the_files(client):
    imported(client, FIRST, **TALENT)
    decisions = json.dumps([{"answer": "same", "code": "possibly_same"}])
    job = imported(client, SECOND, decisions=decisions, **TALENT)
    assert job["counts"]["changed"] == 2
    assert birth_dates(client) == {"孔某": "1980-05-10", "孟某": "1975-03-03"}


def test_rows_that_became_one_are_counted_and_listed(client):
    rows = "姓名,出生日期,备注\n孔某,1980-05-01,一\n孔某,1980-05-01,二\n"
    job = imported(client, ("三.csv", rows), **TALENT)
    assert job["counts"]["joined"] == 1
    page = client.get(f"/api/imports/{job['id']}/problems", params={"code": "joined_rows"}).json()
    assert [(p["row"], p["value"]) for p in page["problems"]] == [(3, "孔某")]


@pytest.mark.parametrize(
    "decisions",
    ["{}", "[{}]", '[{"answer": "perhaps"}]', '[{"answer": "same", "colour": "red"}]', "["],
)
def test_answers_that_are_none_are_refused(client, decisions):
    assert is_problem(send(client, FIRST, decisions=decisions), 422, "invalid_input")
