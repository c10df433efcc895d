"""Processes that die or meet: no acknowledged write is lost, and none is kept by half."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import IO

import pytest

from graph.errors import ConfigurationError, StoreUnavailable
from graph.log.revision import current_revision
from graph.schema import Schema
from graph.settings import Settings, load_settings
from graph.store.open import open_store
from graph.store.protocol import Store
from tests.conftest import server_settings
from tests.support.acknowledging_writer import GROUP, write_group
from tests.support.neo4j_server import Neo4jServer
from tests.support.places import ROOT

PATIENCE = 60  # seconds; a bound for a defect, never reached otherwise


def environment(settings: Settings) -> dict[str, str]:
    """This process's environment, with the settings of the store alone."""
    outside = {name: text for name, text in os.environ.items() if not name.startswith("QIAOTU_")}
    return outside | {
        "QIAOTU_DATA": str(settings.data),
        "QIAOTU_STORE": settings.store,
        "QIAOTU_NEO4J_USER": settings.neo4j_user,
        "QIAOTU_NEO4J_PASSWORD": settings.password(),
    }


@contextmanager
def writing_process(settings: Settings) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A running `tests.support.acknowledging_writer` and what it prints; killed at the end."""
    command = [sys.executable, "-m", "tests.support.acknowledging_writer"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment(settings)
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()


def check_groups(store: Store, acknowledged: set[int]) -> None:
    """Every acknowledged group is there; of others at most the one that was under way, whole."""
    ids = (id_ for row in store.stream("tie_ends") for id_ in row["ids"])
    members = Counter(int(id_[1:].partition("-")[0]) for id_ in ids)
    assert set(members.values()) <= {GROUP}
    assert acknowledged <= set(members)
    assert len(members) - len(acknowledged) <= 1
    assert current_revision(store) == len(members)


def test_no_acknowledged_write_is_lost_when_the_writer_is_killed(
    engine_settings: Settings, schema: Schema
) -> None:
    kept: set[int] = set()
    for _ in range(3):
        with writing_process(engine_settings) as (process, printed):
            acknowledged = {int(next(printed))}
            moment = threading.Timer(random.uniform(0.01, 0.5), process.kill)
            moment.start()
            acknowledged |= {int(line) for line in printed}
            moment.join(PATIENCE)
        with closing(open_store(engine_settings, schema)) as store:
            check_groups(store, kept | acknowledged)
            kept = set(range(current_revision(store)))


def test_no_acknowledged_write_is_lost_when_the_server_is_killed(
    neo4j_server: Neo4jServer, schema: Schema
) -> None:
    acknowledged: list[int] = []
    enough = threading.Event()

    def write_until_the_end(store: Store) -> None:
        for number in count():
            try:
                write_group(store, number)
            except StoreUnavailable:
                return
            acknowledged.append(number)
            if len(acknowledged) == 20:
                enough.set()

    with closing(open_store(server_settings(neo4j_server), schema)) as store:
        writer = threading.Thread(target=write_until_the_end, args=(store,))
        writer.start()
        assert enough.wait(PATIENCE)
        neo4j_server.kill()
        writer.join(PATIENCE)
        neo4j_server.start()
        check_groups(store, set(acknowledged))


def test_a_second_process_on_the_same_folder_is_told_so(tmp_path: Path, schema: Schema) -> None:
    settings = load_settings(data=tmp_path)
    with writing_process(settings) as (_, printed):
        next(printed)
        with pytest.raises(ConfigurationError, match="is in use by another qiaotu process") as told:
            open_store(settings, schema)
    assert str(tmp_path) in told.value.en
    assert "\n" not in told.value.en + told.value.zh
    open_store(settings, schema).close()


def test_a_file_that_is_no_store_is_named(tmp_path: Path, schema: Schema) -> None:
    (tmp_path / "graph.kgl").write_bytes(b"no store at all")
    with pytest.raises(ConfigurationError, match=r"graph\.kgl cannot be opened") as told:
        open_store(load_settings(data=tmp_path), schema)
    assert "\n" not in told.value.en
    assert (tmp_path / "graph.kgl").read_bytes() == b"no store at all"
