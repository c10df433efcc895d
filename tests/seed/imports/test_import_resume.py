"""An import that is killed again and again ends where an uninterrupted one ends."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import pytest

from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.settings import Settings, load_settings
from graph.store.open import open_store
from seed.exports.admin_csv import AdminCsvWriter
from seed.imports.models import Counts, Progress, Source
from seed.imports.undo import undo_import
from tests.bench import synthetic
from tests.graph.store.test_store_processes import PATIENCE, environment
from tests.support.importing import WHO, Importer
from tests.support.importing_process import BATCH
from tests.support.places import ROOT

KILLS = 10
MARGIN = 20  # steps that are left at least when it is killed for the last time
# Entities and relationships: a town, or with `make soak` a city, which takes minutes.
TOWN = (24_000, 120_000) if os.environ.get("QIAOTU_TEST_SOAK") else (2_000, 5_000)


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
    command = [
        sys.executable,
        "-m",
        "tests.support.importing_process",
        str(imports),
        *map(str, files),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment(settings)
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()


def kill_after(steps: int, settings: Settings, imports: Path, files: tuple[Path, ...]) -> None:
    """Imports, and kills the import some instant after it has told of so many steps."""
    with importing_process(settings, imports, files) as (process, printed):
        for _ in range(steps):
            next(printed)
        moment = threading.Timer(random.uniform(0, 0.05), process.kill)
        moment.start()
        ended = [line for line in printed if line.startswith("{")]
        moment.join(PATIENCE)
        assert not ended, "the import was done before it was killed"


def test_killed_ten_times_it_ends_as_if_never(
    engine_settings: Settings, schema: Schema, tmp_path: Path, files: tuple[Path, ...]
) -> None:
    imports, calm_folder = tmp_path / "imports", tmp_path / "calm"
    steps: list[Progress] = []
    calm_store = open_store(load_settings(data=calm_folder), schema)
    calm = Importer(calm_store, schema, calm_folder)
    expected = calm(Source(files), "new", steps.append, create_missing=True, batch=BATCH)
    # Each kill falls into a later tenth of the way, so that all of it is tried.
    tenth = (len(steps) - MARGIN) // KILLS
    for kill in range(KILLS):
        after = kill * tenth + random.randrange(tenth)
        kill_after(after, engine_settings, imports, files)
    with importing_process(engine_settings, imports, files) as (process, printed):
        counts = [line for line in printed if line.startswith("{")]
        assert process.wait(PATIENCE) == 0
    with closing(calm_store), closing(open_store(engine_settings, schema)) as store:
        killed = Importer(store, schema, tmp_path)
        assert killed.content() == calm.content()
        assert killed.problems("new") == calm.problems("new")
        assert len(killed.problems("new", "decide")) > 50
        assert [Counts(**json.loads(line)) for line in counts] == [expected.counts]
        report = undo_import(store, schema, "new", imports / "new", WHO)
        assert report.entities_deleted == expected.counts.new
        assert report.relationships_deleted == expected.counts.relationships_new
        assert store.read("count_labels") == []
