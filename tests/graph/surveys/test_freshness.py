"""How new the records are, and which the last survey round did not see; on every engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.cli.main import commands
from graph.errors import NotFound
from graph.schema import Schema, load_schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.surveys.freshness import FreshnessReport, Records, shortest, years_before
from graph.surveys.models import Freshness, FreshnessRow
from graph.viewer import EVERYTHING
from graph.writing.drafts import EntityDraft, RelationshipDraft
from graph.writing.writer import Writer
from tests.support.api_client import is_problem, serving

AS_OF = date(2026, 3, 1)
_ROUNDS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("r24", "2024年摸底", "haizhou", {"starts": "2024-03", "ends": "2024-06"}),
    (
        "r25",
        "2025年人才摸底",
        "haizhou",
        {"starts": "2025-03", "coverage": ["人才", "OverseasChinese"]},
    ),
    ("r27", "2027年摸底", "haizhou", {"starts": "2027"}),
    # Written by its name, as people do.
    ("w23", "西州第一轮", "西州侨联", {"starts": "2023"}),
]
_PEOPLE: list[tuple[str, list[str], dict[str, Any]]] = [
    ("day", ["Talent"], {"verified_at": "2025-03-01", "survey_round": "r25"}),
    ("month", ["Talent"], {"verified_at": "2025-03", "survey_round": "r24"}),
    ("before", ["Talent"], {"verified_at": "2025-02-28", "survey_round": "r24"}),
    ("year", ["Talent", "Returnee"], {"verified_at": "2025", "survey_round": "lost-round"}),
    ("three", ["OverseasChinese"], {"verified_at": "2023-03-01", "survey_round": "r25"}),
    ("old", ["OverseasChinese"], {"verified_at": "2023", "survey_round": "r24"}),
    ("later", ["OverseasChinese"], {"verified_at": "2027", "survey_round": "r27"}),
    ("never", ["Talent"], {}),
    ("relative", ["Relative"], {"survey_round": "r24"}),
]


@pytest.fixture
def filled(store: Store, schema: Schema) -> Store:
    fill(store, schema)
    return store


def fill(store: Store, schema: Schema) -> None:
    """Two offices, three rounds of the one and one of the other, and people of both."""
    drafts = [
        EntityDraft(id="haizhou", name="海州侨联", labels=["Federation"]),
        EntityDraft(id="xizhou", name="西州侨联", labels=["Federation"]),
        EntityDraft(id="malaysia", name="马来西亚", labels=["Country"]),
        EntityDraft(id="china", name="中国", labels=["Country"]),
        EntityDraft(id="penang", name="槟城", labels=["Place"]),
    ]
    drafts += [
        EntityDraft(id=i, name=n, labels=["SurveyRound"], properties={"office": o, **more})
        for i, n, o, more in _ROUNDS
    ]
    drafts += [
        EntityDraft(id=i, name=f"合成{i}", labels=labels, properties={"office": "haizhou", **more})
        for i, labels, more in _PEOPLE
    ]
    drafts += [
        EntityDraft(id="west", name="西人", labels=["Talent"],
                    properties={"office": "xizhou", "survey_round": "w23"}),
        EntityDraft(id="west2", name="西人二", labels=["Talent"], properties={"office": "西州侨联"}),
        EntityDraft(id="ours", name="无主", labels=["Person"]),
    ]  # fmt: skip
    ties = [("penang", "malaysia"), ("day", "penang"), ("day", "china"), ("old", "malaysia")]
    located = [RelationshipDraft(from_=a, to=b, type="LOCATED_IN") for a, b in ties]
    Writer(store, schema).load(drafts, located, "tests")


def told(store: Store, schema: Schema, as_of: date = AS_OF, **asked: Any) -> Freshness:
    return FreshnessReport(Sight(store, schema, EVERYTHING), as_of, Records(**asked)).freshness()


def counts(row: FreshnessRow) -> tuple[int, ...]:
    return (
        row.total,
        row.within_a_year,
        row.within_three_years,
        row.longer,
        row.never,
        row.vanished,
    )


def test_every_record_is_counted_by_its_age(filled: Store, schema: Schema) -> None:
    found = told(filled, schema, office="haizhou")
    assert found.as_of == "2026-03-01"
    everything = found.all_.model_dump()
    assert everything == {
        "total": 9,
        "within_a_year": 3,  # on the day itself, in its month, and one later than the date asked
        "within_three_years": 3,
        "longer": 1,
        "never": 2,
        "vanished": 4,
    }
    rows = {(row.label, row.country): counts(row) for row in found.rows}
    assert rows == {
        ("Talent", "china"): (1, 1, 0, 0, 0, 0),
        ("Talent", "malaysia"): (1, 1, 0, 0, 0, 0),
        ("Talent", None): (4, 1, 2, 0, 1, 3),
        ("Returnee", None): (1, 0, 1, 0, 0, 1),
        ("OverseasChinese", "malaysia"): (1, 0, 0, 1, 0, 1),
        ("OverseasChinese", None): (2, 1, 1, 0, 0, 0),
        ("Relative", None): (1, 0, 0, 0, 1, 0),
    }
    first = found.rows[0]
    assert (first.office, first.office_name) == ("haizhou", "海州侨联")
    assert (first.country, first.country_name) == ("china", "中国")


def test_who_vanished_is_asked_about_and_stays(filled: Store, schema: Schema) -> None:
    found = told(filled, schema, office="haizhou")
    # Not the relative, whom that round did not cover; nor who was seen since; nor who never was.
    assert [(one.id, one.survey_round) for one in found.vanished.records] == [
        ("before", "r24"),
        ("month", "r24"),
        ("old", "r24"),
        ("year", "lost-round"),
    ]
    assert {one.missed_by for one in found.vanished.records} == {"r25"}
    (last,) = found.rounds
    assert (last.id, last.coverage, last.seen, last.vanished) == (
        "r25",
        ["Talent", "OverseasChinese"],
        2,
        4,
    )
    page = (
        FreshnessReport(Sight(filled, schema, EVERYTHING), AS_OF, Records(office="haizhou"))
        .freshness(2, 1)
        .vanished
    )
    assert ([one.id for one in page.records], page.total) == (["month", "old"], 4)
    assert len(filled.read("stored_entities", ids=["before", "month", "old", "year"])) == 4


def test_an_office_is_itself_by_id_and_by_name(filled: Store, schema: Schema) -> None:
    found = told(filled, schema, office="xizhou")
    assert [(row.office, row.office_name, row.total) for row in found.rows] == [
        ("xizhou", "西州侨联", 2)
    ]
    assert [(last.id, last.office, last.seen) for last in found.rounds] == [("w23", "xizhou", 1)]
    assert found.vanished.total == 0


def test_the_rounds_of_other_dates_decide_otherwise(filled: Store, schema: Schema) -> None:
    early = told(filled, schema, date(2024, 12, 31), office="haizhou")
    assert [last.id for last in early.rounds] == ["r24"]
    # Seen in a round that nobody recorded; and who was seen later is not missed.
    assert [one.id for one in early.vanished.records] == ["year"]
    late = told(filled, schema, date(2027, 1, 1), office="haizhou")
    assert [last.id for last in late.rounds] == ["r27"]
    assert late.vanished.total == 7  # the relative too: this round covers all
    none = told(filled, schema, date(2020, 1, 1))
    assert (none.rounds, none.vanished.total) == ([], 0)


def test_filters_by_label_and_country(filled: Store, schema: Schema) -> None:
    assert {row.label for row in told(filled, schema, label="Talent").rows} == {"Talent"}
    people = told(filled, schema, label="Person")
    assert people.all_.total == 12
    assert ("Person", None) in {(row.label, row.office) for row in people.rows}
    malaysia = told(filled, schema, country="malaysia")
    assert malaysia.all_.total == 2
    assert {row.country for row in malaysia.rows} == {"malaysia"}
    assert [one.id for one in malaysia.vanished.records] == ["old"]
    assert told(filled, schema, country="penang").all_.total == 1
    assert told(filled, schema, label="Talent", country="china").all_.total == 1
    for asked in (Records(office="nowhere"), Records(country="nowhere")):
        with pytest.raises(NotFound):
            FreshnessReport(Sight(filled, schema, EVERYTHING), AS_OF, asked)


def test_an_empty_store_has_nothing_to_count(store: Store, schema: Schema) -> None:
    found = told(store, schema)
    assert (found.all_.total, found.rows, found.rounds, found.vanished.records) == (0, [], [], [])


def test_places_that_lie_in_one_another_end(filled: Store, schema: Schema) -> None:
    Writer(filled, schema).load(
        [EntityDraft(id="ring", name="环", labels=["Place"])],
        [
            RelationshipDraft(from_="ring", to="penang", type="LOCATED_IN"),
            RelationshipDraft(from_="penang", to="ring", type="LOCATED_IN"),
        ],
        "tests",
    )
    assert told(filled, schema, country="malaysia").all_.total == 2


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2025, 1, 1), "2025"),
        (date(2025, 3, 1), "2025-03"),
        (date(2025, 1, 2), "2025-01-02"),
        (date(2025, 11, 11), "2025-11-11"),
        (date(2001, 1, 1), "2001"),
    ],
)
def test_a_day_in_its_shortest_form_sorts_before_what_is_not_earlier(day: date, text: str) -> None:
    assert shortest(day) == text
    same = [day.isoformat(), *({day.isoformat()[:7]} if day.day == 1 else ())]
    assert all(form >= text for form in same)
    assert str(day.year - 1) < text
    assert (str(day.year) >= text) == ((day.month, day.day) == (1, 1))


def test_years_before_a_day() -> None:
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)
    assert years_before(date(2026, 3, 1), 3) == date(2023, 3, 1)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = load_settings(data=tmp_path_factory.mktemp("fresh") / "data")
    store, schema = open_store(settings, load_schema()), load_schema()
    fill(store, schema)
    store.close()
    with serving(settings) as opened:
        yield opened


def test_over_http(client: TestClient) -> None:
    found = client.get("/api/freshness?office=haizhou&as_of=2026-03&limit=1&label=Talent").json()
    assert (found["as_of"], found["all"]["total"]) == ("2026-03-01", 5)
    assert found["vanished"]["total"] == 3
    assert [one["id"] for one in found["vanished"]["records"]] == ["before"]
    is_problem(client.get("/api/freshness?label=Wizard"), 422, "invalid_input", "label")
    is_problem(client.get("/api/freshness?as_of=2026-13"), 422, "invalid_input", "as_of")
    is_problem(client.get("/api/freshness?office=nowhere"), 404, "not_found", "office")
    is_problem(client.get("/api/freshness?when=now"), 422, "invalid_input", "when")
    is_problem(client.get("/api/freshness?limit=0"), 422, "invalid_input", "limit")


def test_a_round_is_made_over_http_and_missed_at_once(client: TestClient) -> None:
    made = client.post(
        "/api/entities",
        json={
            "id": "w26",
            "name": "西州第二轮",
            "labels": ["SurveyRound"],
            "properties": {"starts": "2026-02", "office": "xizhou", "coverage": ["Talent"]},
        },
    )
    assert made.status_code == 201, made.text
    found = client.get("/api/freshness?office=xizhou&as_of=2026-03-01").json()
    assert [one["id"] for one in found["vanished"]["records"]] == ["west"]
    assert [one["id"] for one in found["rounds"]] == ["w26"]


def test_the_command_tells_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load_settings(data=tmp_path / "data")
    store, schema = open_store(settings, load_schema()), load_schema()
    fill(store, schema)
    store.close()
    monkeypatch.setenv("QIAOTU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    asked = ["freshness", "--office", "haizhou", "--as-of", "2026-03-01"]
    shown = CliRunner().invoke(commands, asked)
    assert shown.exit_code == 0, shown.output
    for text in ("海州侨联", "待核问 4 条", "合成before", "2025年人才摸底", "从未核实 2 条"):
        assert text in shown.output, text
    as_json = json.loads(CliRunner().invoke(commands, [*asked, "--json"]).output)
    assert as_json["all"]["total"] == 9
    assert as_json["vanished"]["limit"] == 20
    refused = CliRunner().invoke(commands, ["freshness", "--as-of", "yesterday"])
    assert refused.exit_code == 1
