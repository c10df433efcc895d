"""What a viewer may not see is not there: every GET endpoint answers as over a store without it.

A new endpoint fails here until it has a line of its own in ASKED or is named in OPEN.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.http.dependencies import get_viewer
from graph.schema import Schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.viewer import EVERYTHING, Viewer
from graph.writing.drafts import EntityDraft, RelationshipDraft
from graph.writing.writer import Writer
from tests.support.offices import ENTITIES, OFFICES, RELATIONSHIPS, seen

MOMENT = datetime(2026, 1, 1, 8, tzinfo=UTC)
VIEWERS = {
    "visitor": Viewer(0, frozenset()),
    "signed in": Viewer(1, frozenset()),
    "north": Viewer(2, frozenset({"north"})),
    "south and east": Viewer(2, frozenset({"south", "east"})),
    "every office": Viewer(2, None),
}
_DAY = "as_of=2026-01-01"
_ENDS = "from=north&to=p01"
ASKED: dict[str, list[str]] = {
    "/api/search": [
        "q=合成",
        "q=hecheng",
        "q=合成甲东",
        "q=隐",
        "q=南州",
        "q=合成冰",
        "q=合成&label=Talent",
        "q=合成&country=iceland",
        "q=合成&country=chile",
        "q=合成&country=valley",
        "q=隧道",
        "q=合成&office=south",
        "q=合成&office=east",
        "q=合成&field=tunnels",
        "q=合成&since=2020",
        "q=合成&limit=3&offset=2",
        "q=office:south",
        "q=country:冰岛",
        "q=hcjd",
        "q=合城甲东",
        "q=合成总",
        "q=合成隧",
    ],
    "/api/suggest": ["q=合", "q=hech", "q=隐", "q=南州", "q=合成冰"],
    "/api/entities/{id}": [""],
    "/api/entities/{id}/neighbours": [
        "",
        "types=KNOWS",
        "labels=Talent&sort=name",
        "direction=in",
        "limit=2&offset=1",
    ],
    "/api/entities/{id}/history": [""],
    "/api/network": [
        "ids=north",
        "ids=p01&depth=2",
        "ids=p00&ids=p04&depth=1&limit=5",
        "ids=hub",
        "ids=islander",
        "ids=chile&depth=2&limit=200",
        "ids=north&ids=hub",
        "ids=p01&layout=country",
        "ids=p01&layout=rings&centre=p01",
    ],
    "/api/network.html": ["ids=north", "ids=p01&depth=2&masked=true", "ids=hub"],
    "/api/stats": [""],
    "/api/overview": [""],
    "/api/freshness": [
        _DAY,
        f"{_DAY}&office=south",
        f"{_DAY}&country=iceland",
        f"{_DAY}&label=Talent",
        f"{_DAY}&country=valley",
    ],
    "/api/routes": [
        f"{_ENDS}&{_DAY}",
        f"from=north&to=p02&{_DAY}&max_hops=6&k=20",
        f"from=p00&to=p04&{_DAY}",
        f"from=north&to=hub&{_DAY}",
        f"from=hub&to=p01&{_DAY}",
        f"from=north&to=islander&{_DAY}",
        f"{_ENDS}&via=hub&{_DAY}",
        f"{_ENDS}&avoid=hub&{_DAY}",
        f"{_ENDS}&via=p04&{_DAY}",
        f"{_ENDS}&types=KNOWS&{_DAY}",
        f"from=north&from=south&to=p01&to=p05&{_DAY}",
        f"{_ENDS}&labels=LiaisonOfficer&{_DAY}",
        f"from=north&to=gone&{_DAY}",
    ],
    "/api/reach": [
        f"from=north&{_DAY}",
        f"from=north&{_DAY}&label=Talent&limit=5",
        f"from=hub&{_DAY}",
        f"from=p01&{_DAY}&country=chile",
        f"from=p01&{_DAY}&country=valley",
        f"from=p00&{_DAY}&country=iceland",
        f"from=north&{_DAY}&field=tunnels",
        f"from=north&{_DAY}&ids=p01&ids=hub",
    ],
    "/api/connectors": [f"from=north&{_DAY}", f"{_DAY}&label=Talent", f"from=hub&{_DAY}"],
    "/api/between": [
        f"ids=p01&ids=p04&{_DAY}",
        f"ids=p01&ids=hub&{_DAY}",
        f"ids=north&ids=p00&{_DAY}",
    ],
    "/api/similar": ["ids=p01", "ids=p04", "ids=hub", "ids=p01&ids=p05"],
    "/api/views": [""],
    "/api/views/{id}": [""],
    "/api/imports": [""],
    "/api/imports/mapping": ["office=south", "office=north", "office=hub"],
    "/api/imports/{id}": [""],
    "/api/imports/{id}/problems": [""],
    "/api/imports/{id}/report.xlsx": [""],
    "/api/imports/{id}/report.jsonl": [""],
    "/api/exports/search.csv": ["q=合成", "q=合成&country=iceland"],
    "/api/exports/reach.csv": [f"from=north&{_DAY}"],
    "/api/exports/{format}": ["", "ids=north&depth=2", "ids=hub"],
}
# Nothing of the network is in these.
OPEN = {
    "/api/schema": "the words, and our own office, which QIAOTU_OFFICE names",
    "/api/base-map": "the operator's map",
    "/api/imports/template": "an empty workbook",
    "/healthz": "whether the process lives",
    "/readyz": "whether the store answers",
    "/metrics": "requests, counted",
}
IDS = [
    "p00",
    "p01",
    "p04",
    "hub",
    "islander",
    "north",
    "south-club",
    "secret-works",
    "iceland",
    "nobody",
]
FORMATS = ["neo4j-csv", "csv", "xlsx", "graphml", "gexf", "jsonl"]
# What tells one store from another, whoever looks: numbers of writes, moments, ids of this run.
_OWN = re.compile(
    r'"(revision|as_of|saved_at|instance)": ?("[^"]*"|\d+)|\d{4}-\d\d-\d\dT[\d:]+Z'
    r'|nonce[-=]"?[\w-]+|<meta lastmodified[^>]*>|creator|/[0-9a-f]{16,}'
)


def test_every_endpoint_has_its_line(settings_of: Callable[[], Settings]) -> None:
    paths = create_app(settings_of()).openapi()["paths"]
    reading = {path for path, methods in paths.items() if "get" in methods}
    assert reading == ASKED.keys() | OPEN.keys()


@pytest.fixture
def settings_of(empty_engine: Callable[[Path], Settings], tmp_path: Path) -> Callable[[], Settings]:
    """Settings over an emptied store, another folder each time."""
    made = 0

    def make() -> Settings:
        nonlocal made
        made += 1
        settings = empty_engine(tmp_path / str(made))
        return settings.model_copy(update={"seed_on_start": False, "office": "north"})

    return make


@contextmanager
def client_of(
    settings: Settings,
    schema: Schema,
    entities: list[EntityDraft],
    relationships: list[RelationshipDraft],
) -> Iterator[TestClient]:
    store = open_store(settings, schema)
    Writer(store, schema, now=lambda: MOMENT).load(entities, relationships, "tests")
    store.close()
    app = create_app(settings)
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as client:
        yield client


def looked_at(
    client: TestClient, viewer: Viewer, views: list[str], imports: list[str]
) -> dict[str, Any]:
    """Every answer by its address."""
    client.app.dependency_overrides[get_viewer] = lambda: viewer  # type: ignore[attr-defined]
    answers = {}
    for address in addresses(views, imports):
        response = client.get(address)
        answers[address] = response.status_code, _content(response)
    return answers


def addresses(views: list[str], imports: list[str]) -> Iterator[str]:
    for path, queries in ASKED.items():
        ids = views if "views" in path else imports if "imports" in path else IDS
        names = [path.replace("{id}", id_) for id_ in ids] if "{id}" in path else [path]
        names = [
            n.replace("{format}", f) for n in names for f in (FORMATS if "{format}" in n else [""])
        ]
        yield from (f"{name}?{query}" for name in names for query in queries)


def _content(response: Any) -> Any:
    if "spreadsheet" in response.headers.get("content-type", ""):
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    if response.content[:2] == b"PK":
        files = zipfile.ZipFile(io.BytesIO(response.content))
        return {name: _OWN.sub("", files.read(name).decode()) for name in sorted(files.namelist())}
    if response.content[:2] == b"\x1f\x8b":
        lines = gzip.decompress(response.content).decode().splitlines()
        # The log is for who sees everything alone; that and what sums it up is no record.
        return [line for line in lines[1:-1] if not line.startswith('{"change"')]
    return _OWN.sub("", response.text)


def test_what_a_viewer_may_not_see_is_not_there(
    engine: str, settings_of: Callable[[], Settings], schema: Schema
) -> None:
    # The rules are one text for all engines; what an engine makes of them shows with two of these.
    viewers = {n: v for n, v in VIEWERS.items() if engine == "kglite" or n in ("visitor", "north")}
    whole = {}
    with client_of(settings_of(), schema, ENTITIES, RELATIONSHIPS) as client:
        kept = [_save_view(client, ids) for ids in (["north", "p00"], ["p01", "hub"], ["islander"])]
        imports = [_import(client, office) for office in OFFICES]
        for name, viewer in viewers.items():
            whole[name] = looked_at(client, viewer, kept, imports)
        everything = looked_at(client, EVERYTHING, kept, imports)
    for name, viewer in viewers.items():
        entities, relationships = seen(viewer, schema)
        assert len(entities) < len(ENTITIES)
        with client_of(settings_of(), schema, entities, relationships) as client:
            bare = looked_at(client, EVERYTHING, [], [])
        told = {address: answer for address, answer in whole[name].items() if address in bare}
        assert len(told) > 100
        different = [
            a for a in told if told[a] != bare[a] and "views" not in a and "imports" not in a
        ]
        for address in different[:3]:
            print(name, address, told[address], bare[address], sep="\n")
        assert different == []
    # And it is the viewer that makes the difference.
    assert sum(everything[a] != whole["visitor"][a] for a in everything) > 60


def test_views_and_imports_are_there_for_whom_they_are(
    settings_of: Callable[[], Settings], schema: Schema
) -> None:
    with client_of(settings_of(), schema, ENTITIES, RELATIONSHIPS) as client:
        views = {
            ids[-1]: _save_view(client, ids) for ids in (["north"], ["p01", "hub"], ["islander"])
        }
        imports = {office: _import(client, office) for office in OFFICES}

        def there(viewer: Viewer) -> tuple[set[str], set[str]]:
            client.app.dependency_overrides[get_viewer] = lambda: viewer  # type: ignore[attr-defined]
            found = (
                client.get("/api/views").json()["views"],
                client.get("/api/imports").json()["imports"],
            )
            listed = [{each["id"] for each in part} for part in found]
            opened = [
                {
                    name
                    for name, id_ in made.items()
                    if client.get(f"{path}/{id_}").status_code == 200
                }
                for path, made in (("/api/views", views), ("/api/imports", imports))
            ]
            for names, made, ids in zip(opened, (views, imports), listed, strict=True):
                assert {made[name] for name in names} == ids
            return opened[0], opened[1]

        assert there(EVERYTHING) == (set(views), set(OFFICES))
        assert there(VIEWERS["visitor"]) == ({"north"}, set())
        assert there(VIEWERS["north"]) == ({"north"}, {"north"})
        assert there(VIEWERS["south and east"]) == ({"north", "islander"}, {"south", "east"})


def _save_view(client: TestClient, ids: list[str]) -> str:
    draft = {"name": " ".join(ids), "address": "#/network", "ids": ids}
    response = client.post("/api/views", json=draft)
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


def _import(client: TestClient, office: str) -> str:
    rows = f"姓名,国家\n{office}的人,智利\n"
    response = client.post(
        "/api/imports",
        files={"files": ("海归人才.csv", rows.encode(), "text/csv")},
        data={"office": office, "dry_run": "true"},
    )
    assert response.status_code == 202, response.text
    id_ = str(response.json()["id"])
    with client.stream(
        "GET", f"/api/imports/{id_}", headers={"accept": "text/event-stream"}
    ) as events:
        assert any("event: end" in line for line in events.iter_lines())
    return id_
