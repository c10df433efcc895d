"""neo4j-admin CSV in: what left as such comes back the same; odd files and typos are named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from graph.records import EntityRecord
from graph.schema import Schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from seed.exports.admin_csv import AdminCsvWriter
from seed.imports.admin_csv.cells import EMPTY, marked
from seed.imports.models import Source
from seed.records.content_hash import content_of
from seed.records.stream import Reading
from tests.support.importing import Importer
from tests.support.odd_records import opened_with_everything

NODES = "id:ID,name,confidence:double,aliases:string[],:LABEL\n"
TIES = ":START_ID,:END_ID,:TYPE,strength:double,role\n"


@pytest.fixture
def importer(store: Store, schema: Schema, tmp_path: Path) -> Importer:
    return Importer(store, schema, tmp_path)


def test_what_left_comes_back_the_same(
    empty_engine: Callable[[Path], Settings], schema: Schema, tmp_path: Path
) -> None:
    folder = tmp_path / "csv"
    full = opened_with_everything(empty_engine(tmp_path), schema)
    try:
        given_ = content_of(Reading(Sight(full, schema, EVERYTHING)).records(), schema)
        with AdminCsvWriter(folder, schema) as writer:
            for record in Reading(Sight(full, schema, EVERYTHING)).records():
                writer.write(record)
    finally:
        full.close()
    empty = open_store(empty_engine(tmp_path / "other"), schema)
    try:
        importer = Importer(empty, schema, tmp_path)
        report = importer(Source((folder,)))
        assert importer.problems() == []
        assert (report.counts.new, report.counts.relationships_new) == (
            given_.entities,
            given_.relationships,
        )
        assert importer.content() == given_
        assert importer(Source((folder,)), "two").counts.changed == 0
    finally:
        empty.close()


def test_files_of_others_are_read(importer: Importer) -> None:
    source = importer.write(
        {
            "people.csv": NODES + 'a,张伟,1.0,"伟;阿伟",Person;Talent\nb,"李,""娜""",,,Talent\n',
            "ties.csv": TIES + "a,b,KNOWS,0.5,\na,b,KNOWS,0.5,\nb,a,KNOWS,,同事\n",
        }
    )
    report = importer(source)
    assert importer.problems() == []
    assert importer.one("张伟").properties["aliases"] == ["伟", "阿伟"]
    assert importer.one("张伟").properties["confidence"] == 1
    assert importer.one('李,"娜"').labels == ("Person", "Talent")
    assert (report.counts.new, report.counts.relationships_new) == (2, 2)
    assert importer(source, "two").counts.relationships_same == 2


@pytest.mark.parametrize(
    ("header", "column", "meant"),
    [
        ("id:ID,nmae,:LABEL", "nmae", "name"),
        ("id:ID,name,confidense:double,:LABEL", "confidense:double", "confidence"),
        ("id:ID,name,confidence:duoble,:LABEL", "confidence:duoble", "confidence:double"),
        ("id:ID,name,:LABLE", ":LABLE", ":LABEL"),
        ("id:ID,name", ":LABEL", None),
        (":START_ID,:TYPE", ":END_ID", None),
        (":START_ID,:END_ID", ":TYPE", None),
    ],
)
def test_a_typo_in_a_header_is_named(
    importer: Importer, header: str, column: str, meant: str | None
) -> None:
    good = {"good.csv": NODES + "a,张伟,,,Talent\n"}
    report = importer(importer.write({"odd.csv": f"{header}\na,b,c\n", **good}))
    (problem,) = importer.problems()
    assert (problem.file, problem.row, problem.column) == ("odd.csv", 1, column)
    assert problem.code == "bad_header"
    assert meant is None or f"{meant}?" in problem.en
    assert report.counts.new == 1


def test_bad_rows_and_cells_are_named_and_stop_nothing(importer: Importer) -> None:
    rows = [
        "a,张伟,much,,Talent",
        "b,李娜,2,,Talent",
        "c,,,,Talent",
        "d e,王芳,,,Talent",
        "f,赵强,,,Wizard",
        "g,孙丽,,",
        "a,张伟,much,,Talent",
        "a,别人,,,Talent",
        "h,周杰,,,Talent",
    ]
    ties = ["a,h,KNOWS,strong,", "a,nobody,KNOWS,,", "a,h,LOVES,,", "a,c,KNOWS,,"]
    tables = {"n.csv": NODES + "\n".join(rows) + "\n", "t.csv": TIES + "\n".join(ties) + "\n"}
    report = importer(importer.write(tables))
    assert {(p.file, p.row, p.column, p.code) for p in importer.problems()} == {
        ("n.csv", 2, "confidence:double", "bad_cell"),
        ("n.csv", 3, "confidence:double", "bad_cell"),
        ("n.csv", 4, "name", "missing_name"),
        ("n.csv", 5, "id", "bad_id"),
        ("n.csv", 6, "labels", "bad_labels"),
        ("n.csv", 7, None, "wrong_width"),
        ("n.csv", 8, "confidence:double", "bad_cell"),
        ("n.csv", 9, "编号", "doubled_id"),
        ("t.csv", 2, "strength:double", "bad_cell"),
        ("t.csv", 3, "终点编号", "unknown_end"),
        ("t.csv", 4, "关系", "bad_ends"),
        ("t.csv", 5, "终点编号", "unknown_end"),
    }
    assert (report.counts.new, report.counts.relationships_new) == (3, 1)
    assert importer.one("张伟").properties["extra"] == {"confidence:double": "much"}
    assert importer.records()[0].properties["extra"] == {"strength:double": "strong"}


@pytest.mark.parametrize(
    "content",
    [NODES.encode() + b"a,\xff\xfe,,,Talent\n", NODES.encode() + b'a,"open,,,Talent\n'],
)
def test_a_file_that_cannot_be_read_stops_no_other(importer: Importer, content: bytes) -> None:
    source = importer.write({"odd.csv": NODES, "good.csv": NODES + "a,张伟,,,Talent\n"})
    source.paths[0].write_bytes(content)
    report = importer(source)
    assert [(p.file, p.code) for p in importer.problems()] == [("odd.csv", "unreadable")]
    assert report.counts.new == 1


def test_tables_refer_to_records_of_such_files(importer: Importer) -> None:
    tables = {"人才.csv": "姓名,单位\n张伟,甲公司\n", "n.csv": NODES + "o1,甲公司,,,Enterprise\n"}
    importer(importer.write(tables))
    assert importer.problems() == []
    assert importer.ties() == {("张伟", "WORKS_AT", "甲公司")}


def test_an_empty_text_is_told_from_an_absent_value(importer: Importer, schema: Schema) -> None:
    folder = importer.folder / "own"
    with AdminCsvWriter(folder, schema) as writer:
        for number, summary in enumerate(["", 'a,"",b', '\n"",\n', '"'], start=1):
            properties = {"summary": summary, "aliases": ["a;b"]}
            writer.write(EntityRecord(f"p{number}", "张伟", ("Talent",), properties))
        writer.write(EntityRecord("p5", "张伟", ("Talent",), {}))
    importer(Source((folder,)))
    assert importer.problems() == []
    stored = {record.id: record.properties for record in importer.entities()["张伟"]}
    assert stored["p1"]["summary"] == ""
    assert stored["p2"]["summary"] == 'a,"",b'
    assert stored["p3"]["summary"] == '\n"",\n'
    assert stored["p4"]["summary"] == '"'
    assert stored["p4"]["aliases"] == ["a;b"]
    assert "summary" not in stored["p5"]


CELL = some.one_of(some.none(), some.text(alphabet='a",\n', max_size=4))


@settings(deadline=None)
@given(rows=some.lists(some.lists(CELL, min_size=2, max_size=4), max_size=4))
def test_every_quoted_nothing_is_marked_and_nothing_else(rows: list[list[str | None]]) -> None:
    def written(cell: str | None) -> str:
        return "" if cell is None else '"' + cell.replace('"', '""') + '"'

    text = "".join(",".join(map(written, row)) + "\n" for row in rows)
    lines = text.splitlines(keepends=True)
    plain = "".join(",".join(written(EMPTY if c == "" else c) for c in row) + "\n" for row in rows)
    assert "".join(marked(lines)) == plain
