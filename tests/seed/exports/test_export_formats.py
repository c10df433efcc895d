"""Excel, neo4j CSV, GraphML, GEXF: what goes out comes back, or is read by another's library."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from graph.reading.entities import network
from graph.records import EntityRecord, Record, RelationshipRecord
from graph.schema import Schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from seed.exports.excel import write_excel
from seed.exports.formats import FORMATS, Part, Whole, write_part, write_whole
from seed.exports.gexf import write_gexf
from seed.exports.graphml import write_graphml
from seed.exports.xml_text import Written
from seed.imports.models import ImportOptions, ImportReport, Source
from seed.imports.run import run_import
from seed.records.content_hash import content_of
from seed.records.stream import Reading
from tests.support.odd_records import graphs, opened_with_everything

Write = Callable[[list[Record], Schema, Path], Written]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Any:
    """A store with everything, which nobody changes."""
    folder = tmp_path_factory.mktemp("full")
    store = opened_with_everything(load_settings(data=folder), schema)
    yield store
    store.close()


def imported(store: Store, schema: Schema, path: Path, folder: Path) -> ImportReport:
    options = ImportOptions(import_id="back", who="tests")
    source = Source((path,))
    return run_import(
        Sight(store, schema, EVERYTHING), source, options, folder, lambda _: None, lambda: False
    )


def differing(wanted: Store, found: list[Record], schema: Schema) -> list[tuple[Record, Any]]:
    """The first records whose content is not the one wanted, beside it."""
    back = {(type(record), record.id): record for record in found}
    pairs = (
        (r, back.get((type(r), r.id))) for r in Reading(Sight(wanted, schema, EVERYTHING)).records()
    )
    return [
        (record, other)
        for record, other in pairs
        if other is None or content_of([record], schema) != content_of([other], schema)
    ][:5]


@pytest.mark.parametrize("format_", ["xlsx", "neo4j-csv"])
def test_everything_comes_back_into_an_empty_store(
    full: Store, store: Store, schema: Schema, tmp_path: Path, format_: Any
) -> None:
    path = tmp_path / f"out.{'zip' if format_ == 'neo4j-csv' else format_}"
    written = write_whole(format_, Whole(Sight(full, schema, EVERYTHING), "1"), path)
    if format_ == "neo4j-csv":
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / "csv")
        path = tmp_path / "csv"
    report = imported(store, schema, path, tmp_path / "import")
    problems = (tmp_path / "import" / "problems.jsonl").read_text("utf-8").splitlines()
    wrong = [line for line in problems if json.loads(line)["severity"] != "note"]
    assert (report.state, wrong[:3]) == ("done", [])
    wanted = content_of(Reading(Sight(full, schema, EVERYTHING)).records(), schema)
    found = list(Reading(Sight(store, schema, EVERYTHING)).records())
    assert differing(full, found, schema) == []
    assert content_of(found, schema) == wanted
    assert (written.entities, written.relationships) == (wanted.entities, wanted.relationships)


# Every workbook is read by a process of its own, which takes a second.
@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(records=graphs())
def test_any_network_comes_back_from_its_workbook(
    tmp_path_factory: pytest.TempPathFactory, schema: Schema, records: list[Record]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    write_excel(records, schema, folder / "a.xlsx")
    store = open_store(load_settings(data=folder / "data"), schema)
    try:
        imported(store, schema, folder / "a.xlsx", folder / "import")
        found = list(Reading(Sight(store, schema, EVERYTHING)).records())
        assert content_of(found, schema) == content_of(records, schema)
    finally:
        store.close()


def test_a_text_that_no_cell_holds_is_named(schema: Schema, tmp_path: Path) -> None:
    extra = {"长": "字" * 40_000}
    records: list[Record] = [EntityRecord("a", "甲", ("Person",), {"extra": extra})]
    written = write_excel(records, schema, tmp_path / "a.xlsx")
    assert (written.too_long, written.named) == (1, ("a 其他",))


def test_no_cell_of_a_workbook_is_a_formula(full: Store, schema: Schema, tmp_path: Path) -> None:
    write_whole("xlsx", Whole(Sight(full, schema, EVERYTHING), "1"), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    book.close()
    assert kinds <= {"s", "n", "b"}
    assert len(book.sheetnames) > 10


def value_of(text: Any, kind: str) -> Any:
    return json.loads(text) if kind in ("texts", "map") else text


@pytest.mark.parametrize(
    ("write", "read"), [(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)]
)
def test_another_library_reads_every_node_and_relationship(
    full: Store, schema: Schema, tmp_path: Path, write: Write, read: Callable[[Path], Any]
) -> None:
    records = list(Reading(Sight(full, schema, EVERYTHING)).records())
    written = write(records, schema, tmp_path / "g.xml")
    graph = read(tmp_path / "g.xml")
    entities = [record for record in records if isinstance(record, EntityRecord)]
    ties = [record for record in records if isinstance(record, RelationshipRecord)]
    assert (written.entities, written.relationships) == (len(entities), len(ties))
    assert graph.number_of_nodes() == len(entities)
    assert graph.number_of_edges() == len(ties)
    rules = schema.properties_of(schema.labels)
    for record in entities:
        node = graph.nodes[record.id]
        assert (node.get("name") or node["label"]).replace("\ufffe", "") == record.name
        assert node["labels"] == ";".join(record.labels)
        for name, value in record.properties.items():
            if rules[name].kind != "sources":
                assert value_of(node[name], rules[name].kind) == value, (record.id, name)
    edges = {
        edge.get("id", key): (s, t, edge) for s, t, key, edge in graph.edges(keys=True, data=True)
    }
    for tie in ties:
        start, end, edge = edges[tie.id]
        assert (start, end, edge["type"]) == (tie.from_, tie.to, tie.type)
        assert edge.get("since") == tie.properties.get("since")


@pytest.mark.parametrize("write", [write_graphml, write_gexf])
def test_what_xml_cannot_hold_is_dropped_and_said(
    schema: Schema, tmp_path: Path, write: Write
) -> None:
    odd = "a\x01b\ufffec\tд\r\n\ud800"
    records: list[Record] = [EntityRecord("a", "甲", ("Person",), {"summary": odd})]
    written = write(records, schema, tmp_path / "g.xml")
    assert written.dropped == 3
    assert "3 characters" in (tmp_path / "g.xml").read_text("utf-8")
    read = nx.read_graphml if write is write_graphml else nx.read_gexf
    assert read(tmp_path / "g.xml").nodes["a"]["summary"] == "abc\tд\r\n"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=graphs())
def test_any_network_is_well_formed(
    tmp_path_factory: pytest.TempPathFactory, schema: Schema, records: list[Record]
) -> None:
    path = tmp_path_factory.mktemp("any") / "g.xml"
    for write, read in ((write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)):
        written = write(records, schema, path)
        graph = read(path)
        counts = (graph.number_of_nodes(), graph.number_of_edges())
        assert counts == (written.entities, written.relationships)


def test_gephi_finds_the_schemas_colours(schema: Schema, tmp_path: Path) -> None:
    records: list[Record] = [EntityRecord("a", "甲", ("Person", "Talent"), {})]
    write_gexf(records, schema, tmp_path / "g.gexf")
    node = nx.read_gexf(tmp_path / "g.gexf").nodes["a"]
    assert node["label"] == "甲"
    assert node["viz"]["color"] == {"r": 0xB3, "g": 0x34, "b": 0x1F, "a": 1.0}


@pytest.mark.parametrize("format_", FORMATS)
def test_a_part_goes_out_in_every_format(
    full: Store, schema: Schema, tmp_path: Path, format_: Any
) -> None:
    found = network(Sight(full, schema, EVERYTHING), ["zhao"], depth=1, limit=50)
    written = write_part(format_, Part(found, schema), tmp_path / "part")
    assert (written.entities, written.relationships) == (
        len(found.nodes),
        len(found.relationships),
    )
    assert (tmp_path / "part").stat().st_size > 0


def test_tables_for_people_open_in_excel_and_hold_no_formula(
    full: Store, schema: Schema, tmp_path: Path
) -> None:
    found = network(Sight(full, schema, EVERYTHING), ["-odd_2-", "odd-1"], depth=1, limit=50)
    write_part("csv", Part(found, schema), tmp_path / "t.zip")
    with zipfile.ZipFile(tmp_path / "t.zip") as archive:
        nodes = archive.read("节点.csv").decode("utf-8")
        ties = archive.read("关系.csv").decode("utf-8")
    assert nodes.startswith("\ufeff编号,名称,类别,")
    assert "\n'-odd_2-,'=HYPERLINK(1),统计数字," in nodes
    assert ties.startswith("\ufeff编号,起点编号,起点,关系,")
    assert "\ntie-2,'-odd_2-,'=HYPERLINK(1),统计,odd-1," in ties
