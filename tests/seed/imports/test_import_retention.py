"""Uploaded files go when nobody needs them any more, and not before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.settings import load_settings
from graph.values import moment
from seed.imports.jobs.jobs import FILES, Job, Jobs
from seed.imports.jobs.locks import Claim
from seed.imports.jobs.retention import KEPT_WHEN_DONE, KEPT_WHEN_OPEN, remove_old_files
from tests.support.api_client import is_problem, serving
from tests.support.import_client import PEOPLE, imported, said, unseeded

SOON = timedelta(hours=1)


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path / "imports")


def later(than: timedelta) -> datetime:
    return datetime.now(UTC) + than


def upload(jobs: Jobs, id_: str, **fields: Any) -> Path:
    """An import that ended just now, with a file that came for it."""
    path = jobs.make(f"{id_}/{FILES}") / "人才.csv"
    path.write_text("姓名\n合成甲\n", encoding="utf-8")
    job = Job.of_files(id_, "tests", [path])
    jobs.keep(replace(job, finished_at=moment(), **fields))
    return path


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"state": "done"}, KEPT_WHEN_DONE),
        ({"state": "done", "dry_run": True}, KEPT_WHEN_OPEN),
        ({"state": "cancelled"}, KEPT_WHEN_OPEN),
        ({"state": "failed"}, KEPT_WHEN_OPEN),
        ({"state": "running"}, KEPT_WHEN_OPEN),
    ],
)
def test_files_stay_for_a_time_and_then_go(
    jobs: Jobs, fields: dict[str, Any], kept: timedelta
) -> None:
    path = upload(jobs, "one", **fields)
    assert remove_old_files(jobs, later(kept - SOON)) == []
    assert path.exists()
    assert remove_old_files(jobs, later(kept + SOON)) == ["one"]
    assert not path.parent.exists()
    assert remove_old_files(jobs, later(kept + SOON)) == []
    assert jobs.read("one").files == ("人才.csv",)


def test_what_is_undone_needs_no_files(jobs: Jobs) -> None:
    upload(jobs, "one", state="undone")
    assert remove_old_files(jobs) == ["one"]


def test_an_import_under_way_keeps_its_files(jobs: Jobs) -> None:
    path = upload(jobs, "one", state="running")
    claim = Claim(jobs.lock_of("one"))
    assert remove_old_files(jobs, later(KEPT_WHEN_OPEN + SOON)) == []
    assert path.exists()
    claim.let_go()


def test_files_of_the_command_are_the_users_own(jobs: Jobs, tmp_path: Path) -> None:
    path = tmp_path / "人才.csv"
    path.write_text("姓名\n", encoding="utf-8")
    jobs.keep(replace(Job.of_files("one", "tests", [path]), state="done", finished_at=moment()))
    assert remove_old_files(jobs, later(KEPT_WHEN_OPEN + SOON)) == []
    assert path.exists()


@pytest.fixture
def client(tmp_path: Path) -> Callable[[], AbstractContextManager[TestClient]]:
    settings = unseeded(load_settings(data=tmp_path / "data"))
    return lambda: serving(settings)


def test_without_its_files_an_import_is_reported_and_undone(
    client: Callable[[], AbstractContextManager[TestClient]], tmp_path: Path
) -> None:
    with client() as first:
        trial = imported(first, PEOPLE, dry_run="true")
        job = imported(first, PEOPLE)
        problems = said(first, job["id"])
    jobs = Jobs(tmp_path / "data" / "imports")
    assert len(remove_old_files(jobs, later(KEPT_WHEN_OPEN + SOON))) == 2
    with client() as second:
        again = second.post(f"/api/imports/{trial['id']}/run")
        assert is_problem(again, 409, "conflict")
        assert "归侨.csv" in again.json()["detail"]
        assert said(second, job["id"]) == problems
        assert second.get(f"/api/imports/{job['id']}/report.xlsx").status_code == 200
        assert second.post(f"/api/imports/{job['id']}/undo").status_code == 200
