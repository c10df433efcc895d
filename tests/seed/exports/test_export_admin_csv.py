"""neo4j-admin CSV: what we write, and that Neo4j's own importer makes exactly our store of it."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.log.revision import current_revision
from graph.records import EntityRecord
from graph.schema import Schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from graph.writing.drafts import EntityDraft
from graph.writing.writer import Writer
from seed.backup.backup import describe
from seed.exports.admin_csv import AdminCsvWriter, import_arguments
from seed.records.stream import Reading
from tests.conftest import server_settings
from tests.support.neo4j_jars import fetch_jars, find_java
from tests.support.neo4j_server import JVM, Neo4jServer
from tests.support.odd_records import opened_with_everything


def test_a_row_says_everything_in_its_stored_form(tmp_path: Path, schema: Schema) -> None:
    with AdminCsvWriter(tmp_path, schema) as writer:
        properties = {"aliases": ["a;b", ""], "declined": True, "confidence": 1, "extra": {"k": 1}}
        writer.write(EntityRecord("a", '甲"', ("Talent", "Returnee"), properties))
    header, row = (tmp_path / "nodes-Talent.csv").read_text(encoding="utf-8").splitlines()
    cells = dict(zip(header.split(","), row.split(","), strict=True))
    assert {name: cell for name, cell in cells.items() if cell} == {
        "id:ID": "a",
        "name:string": '"甲"""',
        "aliases:string[]": '"a;b\x1f"',
        "confidence:double": "1",
        "declined:boolean": "true",
        "extra:string": '"{""k"": 1}"',
        ":LABEL": '"Entity\x1fPerson\x1fTalent\x1fReturnee"',
    }


def test_a_property_that_the_schema_does_not_have_is_refused(
    tmp_path: Path, schema: Schema
) -> None:
    writer = AdminCsvWriter(tmp_path, schema)
    with pytest.raises(InvalidInput, match=r"a: properties\.shoe_size"), writer:
        writer.write(EntityRecord("a", "甲", ("Person",), {"shoe_size": 44}))


def test_the_command_names_every_file_and_the_delimiter(tmp_path: Path, schema: Schema) -> None:
    folder = tmp_path / "a folder"
    with AdminCsvWriter(folder, schema) as writer:
        writer.write(EntityRecord("a", "甲", ("Person",), {}))
    words = shlex.split(writer.command("qiaotu"))
    assert words[:5] == ["neo4j-admin", "database", "import", "full", "qiaotu"]
    assert f"--nodes={folder / 'nodes-Person.csv'}" in words
    assert "--array-delimiter=U+001F" in words


def run_importer(server: Neo4jServer, arguments: list[str]) -> None:
    """Neo4j's own importer, on the home of a server that is stopped."""
    java, jars = find_java(server.line), fetch_jars(server.version)
    # As the server is run; the importer asks for a heap of 1 GiB.
    tool = [str(java), *JVM, "-Xmx1g", "-cp", f"{jars}/*", "org.neo4j.cli.AdminTool"]
    done = subprocess.run(
        [*tool, "database", "import", "full", "neo4j", *arguments],
        env={**os.environ, "NEO4J_HOME": str(server.home), "NEO4J_CONF": f"{server.home}/conf"},
        cwd=server.home,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_the_official_importer_makes_our_store_of_it(
    neo4j_server: Neo4jServer, tmp_path: Path, schema: Schema
) -> None:
    source = opened_with_everything(load_settings(data=tmp_path / "data"), schema)
    folder = tmp_path / "csv"
    with AdminCsvWriter(folder, schema, revision=current_revision(source)) as writer:
        for record in Reading(Sight(source, schema, EVERYTHING)).records():
            writer.write(record)
    neo4j_server.stop()
    run_importer(neo4j_server, import_arguments(folder, multiline=writer.multiline))
    neo4j_server.start()

    imported = open_store(server_settings(neo4j_server), schema)
    try:
        records = list(Reading(Sight(imported, schema, EVERYTHING)).records())
        assert records == list(Reading(Sight(source, schema, EVERYTHING)).records())
        wanted, found = describe(source, schema), describe(imported, schema)
        assert found.content == wanted.content
        assert (found.revision, found.changes) == (wanted.revision, 1)
        # It is a store like any other: it takes writes, and its log goes on.
        person = EntityDraft(id="new", name="新", labels=["Person"])
        Writer(imported, schema).create_entity(person, "tests")
        assert current_revision(imported) == wanted.revision + 1
    finally:
        imported.close()
        source.close()
