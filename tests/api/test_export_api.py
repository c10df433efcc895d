"""Files over the API: their names and kinds, what they hold, what is refused, what is left behind."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from starlette.testclient import TestClient

from api.routers import exports
from graph.schema import Schema
from graph.settings import load_settings
from seed.backup.backup import verify
from tests.support.api_client import is_problem, load_family, serving


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serving(load_family(load_settings(data=tmp_path_factory.mktemp("exports")))) as opened:
        yield opened


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def got(client: TestClient, address: str, **query: Any) -> bytes:
    answer = client.get(f"/api/exports/{address}", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="qiaotu-')
    length = answer.headers.get("content-length")
    assert length in (None, str(len(answer.content)))
    return answer.content


def table(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("format_", "kind", "suffix", "start"),
    [
        ("neo4j-csv", "application/zip", ".zip", b"PK"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".xlsx",
            b"PK",
        ),
        ("graphml", "application/graphml+xml", ".graphml", b"<?xml"),
        ("gexf", "application/gexf+xml", ".gexf", b"<?xml"),
        ("jsonl", "application/gzip", ".jsonl.gz", b"\x1f\x8b"),
    ],
)
def test_a_file_says_what_it_is_and_leaves_nothing_behind(
    client, scratch, format_, kind, suffix, start
):
    answer = client.get(f"/api/exports/{format_}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].endswith(f'{suffix}"')
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.content.startswith(start)
    assert list(scratch.iterdir()) == []


def test_a_downloaded_backup_is_one(client, tmp_path, schema: Schema):
    path = tmp_path / "b.jsonl.gz"
    path.write_bytes(got(client, "jsonl"))
    held = verify(path, schema)
    assert (held.content.entities, held.content.relationships, held.changes) == (19, 21, 1)


def test_a_part_holds_what_the_network_shows(client, tmp_path):
    query = {"ids": ["zhao", "club"], "depth": 1}
    shown = client.get("/api/network", params=query | {"limit": 1000}).json()
    (tmp_path / "g").write_bytes(got(client, "graphml", **query))
    graph = nx.read_graphml(tmp_path / "g")
    assert set(graph) == {node["id"] for node in shown["nodes"]}
    assert graph.number_of_edges() == len(shown["relationships"])
    few = got(client, "gexf", ids="zhao", depth=2, limit=3)
    assert few.count(b"<node ") == 3
    lines = gzip.decompress(got(client, "jsonl", ids="zhao", depth=0)).splitlines()
    assert json.loads(lines[0])["qiaotu"] == "network"
    assert len(lines) == 3


def test_a_part_as_tables(client):
    with zipfile.ZipFile(io.BytesIO(got(client, "csv", ids="club"))) as archive:
        assert archive.namelist() == ["节点.csv", "关系.csv"]
        nodes, ties = (table(archive.read(name)) for name in archive.namelist())
    assert nodes[0][:3] == ["编号", "名称", "类别"]
    assert nodes[1][:3] == ["club", "南洋海州同乡会", "海外侨社团"]
    row = next(row for row in ties if row[0] == "sun-leads-club")
    assert row[1:7] == ["sun", "孙会长", "负责", "club", "南洋海州同乡会", "会长"]


def test_a_list_of_hits_holds_them_all(client):
    found = client.get("/api/search", params={"q": "海州"}).json()
    rows = table(got(client, "search.csv", q="海州"))
    assert [row[0] for row in rows[1:]] == [hit["id"] for hit in found["hits"]]
    assert len(rows) == found["total"] + 1
    people = table(got(client, "search.csv", q="海州", label="University"))
    assert [row[:3] for row in people[1:]] == [["university", "海州大学", "高校"]]


def test_a_list_of_the_reached_names_the_way(client):
    query = {"from": "office", "max_hops": 4, "as_of": "2026-01-01"}
    found = client.get("/api/reach", params=query | {"limit": 1000}).json()
    rows = table(got(client, "reach.csv", **query))
    assert [row[0] for row in rows[1:]] == [one["id"] for one in found["reached"]]
    zhao = next(row for row in rows if row[0] == "zhao")
    way = next(one["path"] for one in found["reached"] if one["id"] == "zhao")[1:-1]
    names = [client.get(f"/api/entities/{id_}").json()["name"] for id_ in way]
    assert len(names) > 1
    assert zhao[-1] == " → ".join(names)


def test_a_list_that_is_cut_says_so(client, monkeypatch):
    whole = table(got(client, "search.csv", q="海州"))
    monkeypatch.setattr(exports, "LIST_ROWS", 2)
    cut = table(got(client, "search.csv", q="海州"))
    assert cut[:3] == whole[:3]
    assert len(cut) == 4
    assert f"{len(whole) - 1}" in cut[3][0]


def test_a_name_that_could_be_a_formula_is_escaped(client):
    body = {"name": "=1+1 公式", "labels": ["Person"], "properties": {"position": "@头"}}
    created = client.post("/api/entities", json=body).json()
    try:
        rows = table(got(client, "search.csv", q="公式"))
    finally:
        client.delete(f"/api/entities/{created['id']}")
    assert rows[1][1] == "'=1+1 公式"
    assert "'@头" in rows[1]


@pytest.mark.parametrize(
    ("address", "status", "code", "field"),
    [
        ("pdf", 422, "invalid_input", "format"),
        ("csv", 422, "invalid_input", "ids"),
        ("graphml?ids=nobody", 404, "not_found", "ids"),
        ("graphml?ids=zhao&depth=9", 422, "invalid_input", "depth"),
        ("graphml?page=2", 422, "invalid_input", "page"),
        ("search.csv", 422, "invalid_input", "q"),
        ("search.csv?q=a&limit=5", 422, "invalid_input", "limit"),
        ("search.csv?q=a&label=Nobody", 422, "invalid_input", "label"),
        ("reach.csv?from=nobody", 404, "not_found", "from"),
    ],
)
def test_what_cannot_be_had_is_a_problem(client, scratch, address, status, code, field):
    assert is_problem(client.get(f"/api/exports/{address}"), status, code, field)
    assert list(scratch.iterdir()) == []


def test_only_so_many_at_once(client):
    turns = [exports.TURNS.taken() for _ in range(exports.TURNS.at_once)]
    for turn in turns:
        turn.__enter__()
    try:
        answer = client.get("/api/exports/gexf")
        assert is_problem(answer, 429, "too_many_exports")
        assert answer.headers["retry-after"]
    finally:
        for turn in turns:
            turn.__exit__(None, None, None)
    assert client.get("/api/exports/gexf").status_code == 200
