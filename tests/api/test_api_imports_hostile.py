"""What an upload may try, and what is not there: refused by name, and nothing is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from api.http.uploads import LIMITS
from graph.settings import Settings, load_settings
from tests.support.api_client import is_problem, serving
from tests.support.import_client import PEOPLE, ended, imported, send, taken, unseeded


@pytest.fixture
def settings(tmp_path: Any) -> Settings:
    return unseeded(load_settings(data=tmp_path / "data"))


@pytest.fixture
def local(settings: Settings) -> Iterator[TestClient]:
    with serving(settings) as opened:
        yield opened


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server that nothing was ever imported into."""
    with serving(unseeded(load_settings(data=tmp_path_factory.mktemp("idle")))) as opened:
        yield opened


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/归侨.csv", "归侨.csv"),
        ("..\\..\\归侨.csv", "归侨.csv"),
        ("/tmp/归侨.csv", "归侨.csv"),
        ("归侨.csv/../..", "file"),
        (".归侨.csv", "归侨.csv"),
    ],
)
def test_a_path_in_a_name_leads_nowhere(local, settings, given, kept):
    before = {path for path in settings.data.parent.rglob("*") if "imports" not in path.parts}
    job = ended(local, taken(local, (given, PEOPLE[1])))
    assert job["files"] == [kept]
    files = [path.name for path in settings.data.rglob("files/*")]
    assert files == [kept]
    after = {path for path in settings.data.parent.rglob("*") if "imports" not in path.parts}
    assert after == before
    assert (kept == "file") == (job["counts"]["refused"] == 1)


def test_a_million_columns_are_refused_and_the_next_file_is_read(local):
    wide = ",".join(["姓名", *map(str, range(1_000_000))]) + "\n" + "合成戊," * 1_000_000 + "\n"
    job = imported(local, ("归侨宽.csv", wide), PEOPLE)
    assert (job["counts"]["new"], job["counts"]["refused"]) == (2, 2)
    refused = local.get(f"/api/imports/{job['id']}/problems?severity=refused").json()["problems"]
    assert [each["file"] for each in refused] == ["归侨宽.csv"] * 2
    assert "over the limit of 1,000" in refused[0]["en"]


@pytest.mark.parametrize(
    ("fields", "status", "code", "field"),
    [
        ({"color": "red"}, 422, "invalid_input", "color"),
        ({"dry_run": "yes"}, 422, "invalid_input", "dry_run"),
        ({"create_missing": "1"}, 422, "invalid_input", "create_missing"),
        ({"label": "Human"}, 422, "invalid_input", "label"),
        ({"round": "../x"}, 422, "invalid_input", "round"),
        ({"round": "nowhere"}, 404, "not_found", "round"),
        ({"round": "a-person"}, 422, "invalid_input", "round"),
        ({"office": "nowhere"}, 404, "not_found", "office"),
        ({"map": "[]"}, 422, "invalid_input", "map"),
        ({"map": "{"}, 422, "invalid_input", "map"),
        ({"map": '{"a": 1}'}, 422, "invalid_input", None),
        ({"map": '{"a": "姓名", "a": "国家"}'}, 422, "invalid_input", "map"),
        ({"map": '{"列": "没有这个属性"}'}, 422, "invalid_input", None),
        ({"map": "[" * 60_000}, 422, "invalid_input", "map"),
        ({"map": "x" * 70_000}, 413, "too_large", None),
    ],
)
def test_a_field_that_does_not_fit_is_named_and_nothing_is_kept(
    local, settings, fields, status, code, field
):
    person = {"id": "a-person", "name": "合成某", "labels": ["Person"]}
    assert local.post("/api/entities", json=person).status_code == 201
    assert is_problem(send(local, PEOPLE, **fields), status, code, field)
    assert [path for path in settings.data.glob("imports/*") if path.is_dir()] == []
    assert local.get("/api/imports").json()["total"] == 0


def test_no_files_are_no_import(local, settings):
    form = {"content-type": "multipart/form-data; boundary=b"}
    for body in (
        b"--b--\r\n",
        b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n',
    ):
        whole = body if body.startswith(b"--b--") else body + b"\r\n\r\n--b--\r\n"
        answer = local.post("/api/imports", content=whole, headers=form)
        assert is_problem(answer, 422, "invalid_input", "files")
    for body in (b"", b"{}", b"--b\r\n", b"--c--\r\n"):
        answer = local.post("/api/imports", content=body, headers=form)
        assert is_problem(answer, 422, "invalid_input")
    assert is_problem(send(local, PEOPLE, files="no file"), 422, "invalid_input", "files")
    assert [path for path in settings.data.glob("imports/*") if path.is_dir()] == []


def test_an_unknown_parameter_is_refused(idle):
    for path in ("", "/template", "/any", "/any/problems", "/any/report.xlsx"):
        answer = idle.get(f"/api/imports{path}?page=2")
        assert is_problem(answer, 422, "invalid_input", "page")
    for path in ("/any/run", "/any/cancel", "/any/undo"):
        answer = idle.post(f"/api/imports{path}?page=2")
        assert is_problem(answer, 422, "invalid_input", "page")


@pytest.mark.parametrize(
    "id_", ["nothing", "..", "%2e%2e", "..%2f..", "a%00b", "lock", "a/../b", "x" * 65, "模板"]
)
@pytest.mark.parametrize("rest", ["", "/problems", "/report.xlsx", "/report.jsonl"])
def test_an_unknown_import_is_not_there(idle, id_, rest):
    answer = idle.get(f"/api/imports/{id_}{rest}")
    assert answer.status_code in (404, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("act", ["cancel", "run", "undo"])
def test_an_unknown_import_cannot_be_acted_upon(idle, act):
    assert is_problem(idle.post(f"/api/imports/nothing/{act}"), 404, "not_found", "id")
    assert idle.get(f"/api/imports/nothing/{act}").status_code in (404, 405)


def test_the_template_is_a_workbook(idle):
    answer = idle.get("/api/imports/template")
    assert "spreadsheetml" in answer.headers["content-type"]
    sheets = load_workbook(io.BytesIO(answer.content)).sheetnames
    assert {"关系", "人才", "企业"} <= set(sheets)


def test_an_upload_that_says_it_is_too_long_is_not_read(idle):
    headers = {
        "content-type": "multipart/form-data; boundary=b",
        "content-length": str(LIMITS.bytes + 1),
    }
    answer = idle.post("/api/imports", content=b"", headers=headers)
    assert is_problem(answer, 413, "too_large")
    assert "2048 MiB" in answer.json()["detail"]
