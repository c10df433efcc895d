"""Imports asked for as a program would: files sent, ends waited for, events read."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.testclient import TestClient

from graph.settings import Settings
from seed.imports.jobs.locks import turn
from seed.imports.service import jobs_of

PATIENCE = 60  # seconds: a busy machine imports a few rows in one
CSV = "text/csv"
PEOPLE = ("归侨.csv", "姓名,职务,出生日期\n合成甲,会长,1960-01-01\n合成乙,会员,约1970年\n")


def unseeded(settings: Settings) -> Settings:
    """The same settings, the store left empty at the start."""
    return settings.model_copy(update={"seed_on_start": False})


def send(client: TestClient, *files: tuple[str, bytes | str], **fields: str) -> Any:
    """The answer to an upload of these files, (name, content) each, with these fields."""
    sent = [("files", (name, content, CSV)) for name, content in files]
    return client.post("/api/imports", files=sent, data=fields)


def taken(client: TestClient, *files: tuple[str, bytes | str], **fields: str) -> str:
    """The id of an import that was taken on."""
    answer = send(client, *files, **fields)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/imports/{answer.json()['id']}"
    return str(answer.json()["id"])


def ended(client: TestClient, id_: str) -> dict[str, Any]:
    """The import once it has ended, by polling."""
    waiting = threading.Event()
    for _ in range(PATIENCE * 50):
        job: dict[str, Any] = client.get(f"/api/imports/{id_}").json()
        if job["state"] not in ("queued", "running"):
            return job
        waiting.wait(0.02)
    raise AssertionError(f"{id_} goes on and on: {job}")


def imported(client: TestClient, *files: tuple[str, bytes | str], **fields: str) -> dict[str, Any]:
    """An import that ended well."""
    job = ended(client, taken(client, *files, **fields))
    assert job["state"] == "done", job
    return job


def said(client: TestClient, id_: str) -> list[dict[str, Any]]:
    """Every problem of an import."""
    page = client.get(f"/api/imports/{id_}/problems?limit=1000").json()
    assert page["total"] == len(page["problems"])
    problems: list[dict[str, Any]] = page["problems"]
    return problems


@contextmanager
def turn_taken(settings: Settings) -> Iterator[None]:
    """Inside, imports into this data folder wait, as if another process were importing."""
    jobs = jobs_of(settings)
    jobs.folder.mkdir(parents=True, exist_ok=True)
    with turn(jobs.turn, lambda: True, lambda: None) as ours:
        assert ours
        yield


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The server-sent events of a stream that has ended, comments left out."""
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(
            line.split(": ", 1) for line in block.splitlines() if not line.startswith(":")
        )
        if fields:
            found.append((fields["event"], json.loads(fields["data"])))
    return found
