"""The whole application over the twelve people, asked as a program would ask it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from api.app import create_app
from graph.schema import load_schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.places import GOLDEN

PROBLEM = "application/problem+json"
MOMENT = datetime(2026, 1, 1, 8, tzinfo=UTC)


@contextmanager
def serving(settings: Settings, dist: Path | None = None) -> Iterator[TestClient]:
    """A client of the application, its store open meanwhile."""
    app = create_app(settings, dist) if dist else create_app(settings)
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as client:
        yield client


def load_family(settings: Settings) -> Settings:
    """Writes the twelve people, at a fixed moment, into the empty store of these settings."""
    schema = load_schema()
    store = open_store(settings, schema)
    try:
        Writer(store, schema, now=lambda: MOMENT).load(ENTITIES, RELATIONSHIPS, "tests")
    finally:
        store.close()
    return settings


def is_problem(response: Any, status: int, code: str, field: str | None = None) -> bool:
    """Whether an answer is this problem, worded in both languages; shows what it was if not."""
    assert response.headers["content-type"] == PROBLEM, response.text
    body = response.json()
    assert (response.status_code, body["status"], body["code"]) == (status, status, code), body
    assert body["detail"]
    assert body["detail_zh"]
    assert body["instance"].endswith(response.headers["x-request-id"])
    assert field is None or body["field"] == field, body
    return True


def holds_golden(name: str, text: str) -> bool:
    """Whether an answer is, value for value and in the same order, the one kept under `name`.

    `QIAOTU_TEST_GOLDEN=write` keeps the answer anew.
    """
    path = GOLDEN / f"{name}.json"
    answer = json.dumps(json.loads(text, parse_float=_rounded), ensure_ascii=False, indent=1)
    if os.environ.get("QIAOTU_TEST_GOLDEN") == "write":
        path.write_text(answer + "\n", encoding="utf-8")
    assert answer == path.read_text(encoding="utf-8").rstrip("\n")
    return True


def _rounded(text: str) -> float:
    """The last digits of products may differ between machines' mathematics libraries."""
    return round(float(text), 12)
