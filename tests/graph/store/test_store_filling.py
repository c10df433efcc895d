"""The embedded store while one process fills it: its log is folded, its graph read anew, none lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import kglite
import pytest

from graph.batches.writer import BatchWriter
from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.settings import load_settings
from graph.store.kglite import KgliteStore
from graph.store.open import open_store
from seed.imports.models import Source
from tests.support.importing import Importer

SMALL = 10_000  # bytes of a log: some forty rows
NODES = "id:ID,name,:LABEL\na,合成甲,Person\nb,合成乙,Person\n"
TIES = "id,:START_ID,:END_ID,:TYPE,role\none,a,b,KNOWS,\n"


def people(number: int) -> list[EntityRecord]:
    return [EntityRecord(f"p{number}-{n}", f"合成{n}", ("Person",), {}) for n in range(20)]


@pytest.fixture(params=[True, False], ids=["filling", "serving"])
def small(
    request: pytest.FixtureRequest, tmp_path: Path, schema: Schema
) -> Iterator[tuple[KgliteStore, Path]]:
    path = tmp_path / "graph.kgl"
    store = KgliteStore(path, 60, filling=request.param, log_limit=SMALL)
    store.prepare(schema)
    yield store, path
    store.close()


def test_a_long_log_is_folded_and_nothing_is_lost(
    small: tuple[KgliteStore, Path], schema: Schema
) -> None:
    store, path = small
    log, lengths = path.with_name("graph.kgl-wal"), []
    for number in range(12):
        before = f"p{number - 1}-0"
        tie = [RelationshipRecord(f"t{number}", before, f"p{number}-0", "KNOWS", {})]
        batch = BatchWriter(store, schema)
        applied = batch.apply(people(number), tie if number else [], "tests", "import-1")
        assert applied.faults == ()
        lengths.append(log.stat().st_size)
    assert max(lengths) < SMALL
    assert sum(one > other for one, other in pairwise(lengths)) >= 2
    counts = {row["label"]: row["count"] for row in store.read("count_labels")}
    assert counts["Person"] == 240
    assert sum(row["count"] for row in store.read("count_types")) == 11


def test_after_a_kill_what_was_folded_and_what_was_not_are_there(
    small: tuple[KgliteStore, Path], schema: Schema, tmp_path: Path
) -> None:
    store, path = small
    for number in range(5):
        BatchWriter(store, schema).apply(people(number), [], "tests", "import-1")
    # What a killed process leaves behind: the files as they are at this moment.
    copy = tmp_path / "copy" / "graph.kgl"
    copy.parent.mkdir()
    for name in ("graph.kgl", "graph.kgl-wal"):
        copy.with_name(name).write_bytes(path.with_name(name).read_bytes())
    with closing(KgliteStore(copy, 60)) as found:
        counts = {row["label"]: row["count"] for row in found.read("count_labels")}
    assert counts["Person"] == 100


def indexed(folder: Path) -> set[str]:
    graph: Any = kglite.load(str(folder / "graph.kgl"))
    return {row["name"] for row in graph.cypher("SHOW CONSTRAINTS")}


def test_the_ids_of_relationships_are_indexed_after_the_first_filling(
    tmp_path: Path, schema: Schema
) -> None:
    settings = load_settings(data=tmp_path / "data")
    for filling, expected in ((True, False), (False, True)):
        with closing(open_store(settings, schema, filling=filling)) as store:
            BatchWriter(store, schema).apply(people(filling), [], "tests", "import-1")
        assert ("knows_id" in indexed(settings.data)) is expected
    with closing(open_store(settings, schema, filling=True)):
        pass
    assert "knows_id" in indexed(settings.data)


def test_an_id_in_a_table_and_in_a_file_is_one_relationship(tmp_path: Path, schema: Schema) -> None:
    settings = load_settings(data=tmp_path / "data")
    with closing(open_store(settings, schema, filling=True)) as store:
        importer = Importer(store, schema, tmp_path)
        source = importer.write({"nodes.csv": NODES, "ties.csv": TIES})
        table = tmp_path / "关系.csv"
        table.write_text("编号,起点编号,关系,终点编号,角色\none,a,相识,b,同事\n", encoding="utf-8")
        report = importer(Source((*source.paths, table)))
        assert (report.counts.relationships_new, report.counts.relationships_same) == (1, 1)
        (tie,) = importer.records()
        assert (tie.id, tie.properties["role"]) == ("one", "同事")
