"""Imports over HTTP: files in, progress, problems and reports out, cancel, run and undo."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Iterator, MutableMapping
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from api.app import create_app
from graph.settings import Settings, load_settings
from tests.support.api_client import is_problem, serving
from tests.support.import_client import (
    PATIENCE,
    PEOPLE,
    ended,
    events,
    imported,
    said,
    taken,
    turn_taken,
    unseeded,
)

OTHERS = ("人才.csv", "编号,姓名\nt-1,合成丙\nt-1,合成丁\n,\n")
HOME = "http://127.0.0.1:8765"


@pytest.fixture
def client(engine_settings: Settings) -> Iterator[TestClient]:
    with serving(unseeded(engine_settings)) as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    return unseeded(load_settings(data=tmp_path / "data"))


@pytest.fixture
def local(settings: Settings) -> Iterator[TestClient]:
    with serving(settings) as opened:
        yield opened


def is_found(client: TestClient) -> bool:
    hits = client.get("/api/search?q=合成甲").json()["hits"]
    return "合成甲" in [hit["name"] for hit in hits]


def test_files_are_taken_and_found_at_once(client):
    assert not is_found(client)
    job = imported(client, PEOPLE, OTHERS)
    assert job["files"] == ["归侨.csv", "人才.csv"]
    assert (job["counts"]["new"], job["counts"]["refused"]) == (3, 1)
    assert job["finished_at"] >= job["started_at"] >= job["submitted_at"]
    assert (job["who"], job["ahead"], job["error"]) == ("local", None, None)
    assert is_found(client)

    again = imported(client, PEOPLE, OTHERS)
    assert (again["counts"]["new"], again["counts"]["changed"], again["counts"]["same"]) == (
        0,
        0,
        3,
    )
    listed = client.get("/api/imports?limit=1").json()
    assert listed["total"] == 2
    assert [each["id"] for each in listed["imports"]] == [again["id"]]
    assert client.get("/api/imports?offset=1").json()["imports"] == [job]


def test_what_headers_mean_is_remembered_until_left_aside(local):
    file = ("归侨.csv", "姓名,国家,联络号码簿\n合成戊,挪威,10000000002\n")
    own = {"联络号码簿": "phone"}
    asked = "/api/imports/mapping"
    assert local.get(asked).json() == {"office": None, "map": {}}
    imported(local, file, dry_run="true", map=json.dumps(own))
    assert local.get(asked).json()["map"] == own
    assert local.get(asked, params={"office": "another"}).json()["map"] == {}
    assert imported(local, file, dry_run="true")["map"] == own

    aside = imported(local, file, dry_run="true", remembered="false")
    assert aside["map"] is None
    assert "unknown_column" in [problem["code"] for problem in said(local, aside["id"])]
    assert local.get(asked).json()["map"] == own
    other = {"国家": "ignored"}
    imported(local, file, dry_run="true", remembered="false", map=json.dumps(other))
    assert local.get(asked).json()["map"] == other


def test_a_dry_run_writes_nothing_and_is_then_done_for_real(client):
    before = client.get("/api/stats").json()
    trial = imported(client, PEOPLE, dry_run="true")
    assert (trial["dry_run"], trial["counts"]["new"]) == (True, 2)
    assert client.get("/api/stats").json() == before
    assert is_problem(client.post(f"/api/imports/{trial['id']}/undo"), 409, "conflict")

    answer = client.post(f"/api/imports/{trial['id']}/run")
    assert (answer.status_code, answer.json()["dry_run"]) == (202, False)
    real = ended(client, trial["id"])
    assert (real["state"], real["dry_run"]) == ("done", False)
    assert real["counts"] == trial["counts"]
    assert is_found(client)
    assert is_problem(client.post(f"/api/imports/{trial['id']}/run"), 409, "conflict")


def test_an_import_is_taken_back_once(client):
    job = imported(client, PEOPLE)
    undone = client.post(f"/api/imports/{job['id']}/undo")
    assert undone.status_code == 200, undone.text
    assert undone.json()["entities_deleted"] >= 2
    assert not is_found(client)
    assert client.get(f"/api/imports/{job['id']}").json()["state"] == "undone"
    for act in ("undo", "run", "cancel"):
        assert is_problem(client.post(f"/api/imports/{job['id']}/{act}"), 409, "conflict")
    assert imported(client, PEOPLE)["counts"]["new"] == 2


def test_after_an_undo_and_a_restart_writes_go_on(settings):
    many = "".join(f"合成{number},会员,1960\n" for number in range(20))
    with serving(settings) as first:
        job = imported(first, ("归侨.csv", f"姓名,职务,出生日期\n{many}"))
        assert first.post(f"/api/imports/{job['id']}/undo").status_code == 200
        for number in range(20):
            person = {"id": f"p{number}", "name": "合成某", "labels": ["Person"]}
            assert first.post("/api/entities", json=person).status_code == 201
            assert first.delete(f"/api/entities/p{number}").status_code == 204
    with serving(settings) as second:
        assert imported(second, PEOPLE)["counts"]["new"] == 2


def test_an_import_is_not_taken_back_over_a_later_edit(client):
    job = imported(client, ("人才.csv", "编号,姓名\nt-1,合成丙\nt-2,合成丁\n"))
    edited = client.patch("/api/entities/t-1", json={"properties": {"summary": "后改"}})
    assert edited.status_code == 200
    refused = client.post(f"/api/imports/{job['id']}/undo")
    assert is_problem(refused, 409, "undo_refused")
    assert "t-1" in refused.json()["detail"]
    assert client.get(f"/api/imports/{job['id']}").json()["state"] == "done"
    assert client.get("/api/entities/t-2").status_code == 200


def test_problems_name_the_place_and_the_remedy(local):
    job = imported(local, PEOPLE, OTHERS)
    found = {(each["file"], each["row"], each["code"]): each for each in said(local, job["id"])}
    approximate = found["归侨.csv", 3, "approximate_date"]
    assert (approximate["column"], approximate["value"]) == ("出生日期", "约1970年")
    assert approximate["severity"] == "cell"
    assert approximate["remedy_zh"]
    refused = local.get(f"/api/imports/{job['id']}/problems?severity=refused").json()
    assert refused["total"] == job["counts"]["refused"] == 1
    assert [each["row"] for each in refused["problems"]] == [3]
    page = local.get(f"/api/imports/{job['id']}/problems?limit=1&offset=1").json()
    assert page["problems"] == said(local, job["id"])[1:2]


def test_reports_are_files_to_keep(local):
    job = imported(local, PEOPLE, OTHERS)
    book = local.get(f"/api/imports/{job['id']}/report.xlsx")
    assert "spreadsheetml" in book.headers["content-type"]
    assert book.headers["content-disposition"].startswith("attachment")
    assert load_workbook(io.BytesIO(book.content)).sheetnames == ["汇总", "归侨", "人才"]
    lines = local.get(f"/api/imports/{job['id']}/report.jsonl")
    assert [json.loads(line) for line in lines.text.splitlines()] == said(local, job["id"])


def test_progress_is_told_until_the_end(local, settings):
    with turn_taken(settings):
        id_ = taken(local, PEOPLE)
        stopped = taken(local, OTHERS)
        assert local.get(f"/api/imports/{stopped}").json()["ahead"] == 1
        local.post(f"/api/imports/{stopped}/cancel")
        told = local.get(f"/api/imports/{stopped}", headers={"accept": "text/event-stream"})
        assert [(event, job["state"]) for event, job in events(told.text)] == [("end", "cancelled")]
    with local.stream(
        "GET", f"/api/imports/{id_}", headers={"accept": "text/event-stream"}
    ) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        told = events("".join(stream.iter_text()))
    assert {event for event, _ in told[:-1]} <= {"progress"}
    last_event, last = told[-1]
    assert (last_event, last["state"], last["counts"]["new"]) == ("end", "done", 2)
    assert last == local.get(f"/api/imports/{id_}").json()


def test_who_goes_away_is_told_no_more(settings):
    """The answer ends with its reader, however long the import waits."""
    app = create_app(settings)

    async def watch(id_: str) -> list[dict[str, Any]]:
        sent: list[dict[str, Any]] = []
        gone = asyncio.Event()

        async def receive() -> dict[str, Any]:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send_(message: MutableMapping[str, Any]) -> None:
            sent.append(dict(message))
            if message.get("body"):
                gone.set()

        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "method": "GET",
            "path": f"/api/imports/{id_}",
            "query_string": b"",
            "headers": [(b"host", b"127.0.0.1"), (b"accept", b"text/event-stream")],
        }
        await asyncio.wait_for(app(scope, receive, send_), PATIENCE)
        return sent

    with turn_taken(settings), TestClient(app, base_url=HOME) as client:
        id_ = taken(client, PEOPLE)
        sent = asyncio.run(watch(id_))
        assert client.get(f"/api/imports/{id_}").json()["state"] == "queued"
    assert sent[0]["status"] == 200
    assert [message for message in sent if b"event: end" in message.get("body", b"")] == []


def test_two_at_once_wait_for_each_other_and_both_are_done(client):
    ids = [taken(client, PEOPLE), taken(client, OTHERS)]
    jobs = [ended(client, id_) for id_ in ids]
    assert [job["state"] for job in jobs] == ["done", "done"]
    assert jobs[0]["finished_at"] <= jobs[1]["started_at"]


def test_a_cancelled_import_wrote_nothing_and_goes_on_later(local, settings):
    with turn_taken(settings):
        id_ = taken(local, PEOPLE)
        answers = [local.post(f"/api/imports/{id_}/cancel") for _ in range(2)]
        assert answers[0].status_code == 202
        for act in ("report.xlsx", "report.jsonl"):
            assert local.get(f"/api/imports/{id_}/{act}").status_code in (200, 409)
    assert ended(local, id_)["state"] == "cancelled"
    assert is_problem(local.post(f"/api/imports/{id_}/cancel"), 409, "conflict")
    assert not is_found(local)
    assert local.post(f"/api/imports/{id_}/run").status_code == 202
    assert ended(local, id_)["counts"]["new"] == 2


def test_a_restart_interrupts_and_the_import_is_done_later(settings):
    with turn_taken(settings), serving(settings) as first:
        id_ = taken(first, PEOPLE)
        assert is_problem(first.get(f"/api/imports/{id_}/report.xlsx"), 409, "conflict")
        assert is_problem(first.post(f"/api/imports/{id_}/undo"), 409, "conflict")
    with serving(settings) as second:
        assert second.get(f"/api/imports/{id_}").json()["state"] == "interrupted"
        assert second.post(f"/api/imports/{id_}/run").status_code == 202
        assert ended(second, id_)["counts"]["new"] == 2
