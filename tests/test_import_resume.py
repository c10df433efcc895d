"""An import that is killed again and again ends where an uninterrupted one ends."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import pytest

from graph.engines import open_store
from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.settings import Settings, load_settings
from seed.exports.admin_csv import AdminCsvWriter
from seed.imports.models import Counts, Source
from seed.imports.undo import undo_import
from tests.bench import synthetic
from tests.importing import WHO, Importer
from tests.importing_process import BATCH
from tests.test_store_processes import PATIENCE, ROOT, environment

KILLS = 10
TOWN = (2_000, 5_000)  # entities and relationships


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> tuple[Path, ...]:
    """A town with ids, and tables whose rows ask about it and about each other."""
    folder = tmp_path_factory.mktemp("files")
    entities, ties = synthetic.network(*TOWN, seed=1)
    with AdminCsvWriter(folder / "town", schema) as writer:
        for e in entities:
            writer.write(EntityRecord(e.id or "", e.name, tuple(e.labels), e.properties))
        for t in ties:
            properties = {name: value for name, value in t.properties.items() if value is not None}
            writer.write(RelationshipRecord(t.id or "", t.from_, t.to, t.type, properties))
    names = [entity.name for entity in entities]
    rows = [f"{name},{names[n % 250]},{names[-n]}" for n, name in enumerate(names[:900])]
    path = folder / "人才.csv"
    # Of the last 50 units no record is known, so they are made; many acquaintances are namesakes.
    path.write_text("\n".join(["姓名,单位,介绍人", *rows[200:], *names[900:1_000], ""]), "utf-8")
    return folder / "town", path


@contextmanager
def importing_process(
    settings: Settings, imports: Path, files: tuple[Path, ...]
) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    command = [sys.executable, "-m", "tests.importing_process", str(imports), *map(str, files)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment(settings)
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()


def killed_once(settings: Settings, imports: Path, files: tuple[Path, ...]) -> bool:
    """Imports for a moment of any length; whether it was killed on the way."""
    with importing_process(settings, imports, files) as (process, printed):
        for line in printed:
            if line.startswith("entities"):
                break
        moment = threading.Timer(random.uniform(0, 0.6), process.kill)
        moment.start()
        ended = [line for line in printed if line.startswith("{")]
        moment.cancel()
        process.wait(PATIENCE)
        return not ended


def test_killed_ten_times_it_ends_as_if_never(
    engine_settings: Settings, schema: Schema, tmp_path: Path, files: tuple[Path, ...]
) -> None:
    imports = tmp_path / "imports"
    kills = sum(killed_once(engine_settings, imports, files) for _ in range(KILLS))
    assert kills >= KILLS // 2, "the import ended before it could be killed"
    with importing_process(engine_settings, imports, files) as (process, printed):
        counts = [line for line in printed if line.startswith("{")]
        assert process.wait(PATIENCE) == 0
    with (
        closing(open_store(engine_settings, schema)) as store,
        closing(open_store(load_settings(data=tmp_path / "calm"), schema)) as calm,
    ):
        killed = Importer(store, schema, tmp_path)
        undisturbed = Importer(calm, schema, tmp_path / "calm")
        expected = undisturbed(Source(files), "new", create_missing=True, batch=BATCH)
        assert killed.content() == undisturbed.content()
        assert killed.problems("new") == undisturbed.problems("new")
        assert len(killed.problems("new", "decide")) > 50
        assert [Counts(**json.loads(line)) for line in counts] == [expected.counts]
        report = undo_import(store, schema, "new", imports / "new", WHO)
        assert report.entities_deleted == expected.counts.new
        assert report.relationships_deleted == expected.counts.relationships_new
        assert store.read("count_labels") == []
