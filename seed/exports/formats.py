"""Every format that the network leaves in, whole or a part of it, by one function."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from graph.models import Subgraph
from graph.records import EntityRecord, Record
from graph.schema import Schema
from graph.store.sight import Sight
from seed.backup.backup import line_of, write_backup
from seed.exports.admin_csv import AdminCsvWriter
from seed.exports.excel import write_excel
from seed.exports.gexf import write_gexf
from seed.exports.graphml import write_graphml
from seed.exports.result_csv import nodes_table, relationships_table
from seed.exports.xml_text import Written
from seed.records.files import remove, zip_folder
from seed.records.lines import LinesWriter, Report
from seed.records.stream import Reading, counted, records_of, settled

Format = Literal["neo4j-csv", "xlsx", "graphml", "gexf", "jsonl", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
# A list for people to read, of a size that they read: only for a network round some entities.
PARTS_ONLY = ("csv",)
SUFFIXES = {"neo4j-csv": ".zip", "csv": ".zip", "jsonl": ".jsonl.gz"}
NETWORK = "network"


@dataclass(frozen=True)
class Whole:
    """All that a viewer sees of a store. `version`: the program's, for backups."""

    sight: Sight
    version: str


@dataclass(frozen=True)
class Part:
    """A network that was read already."""

    found: Subgraph
    schema: Schema


def write_whole(
    format_: Format, whole: Whole, path: Path, report: Report = lambda _: None
) -> Written:
    """Writes one state of a store as a file; begins again when a write comes between.

    Raises Overtaken, and OSError where the file cannot be written.
    """
    if format_ == "jsonl" and whole.sight.viewer.sees_all:
        held = write_backup(
            whole.sight.store, whole.sight.schema, path, whole.version, report
        ).content
        return Written(held.entities, held.relationships)

    def write(revision: int) -> Written:
        # Left by an attempt that a write overtook.
        remove(path)
        records = counted(Reading(whole.sight).records(), report)
        return _write(format_, records, whole.sight.schema, path, revision)

    return settled(whole.sight.store, write)


def write_part(format_: Format, part: Part, path: Path) -> Written:
    """Writes a network as a file."""
    if format_ == "csv":
        return _write_tables(part, path)
    if format_ == "jsonl":
        return _write_lines(records_of(part.found), part.schema, path)
    return _write(format_, records_of(part.found), part.schema, path, revision=1)


def write_admin(whole: Whole, folder: Path, report: Report = lambda _: None) -> AdminCsvWriter:
    """Writes one state of a store as a folder for Neo4j's importer; the writer tells its counts."""

    def write(revision: int) -> AdminCsvWriter:
        remove(folder)
        records = counted(Reading(whole.sight).records(), report)
        return _write_admin(records, whole.sight.schema, folder, revision)

    return settled(whole.sight.store, write)


def _write_admin(
    records: Iterable[Record], schema: Schema, folder: Path, revision: int
) -> AdminCsvWriter:
    with AdminCsvWriter(folder, schema, revision=revision, who="export") as writer:
        for record in records:
            writer.write(record)
    return writer


def _write(
    format_: Format, records: Iterable[Record], schema: Schema, path: Path, revision: int
) -> Written:
    if format_ == "neo4j-csv":
        return _write_admin_zip(records, schema, path, revision)
    writers: dict[str, Callable[[Iterable[Record], Schema, Path], Written]] = {
        "xlsx": write_excel,
        "graphml": write_graphml,
        "gexf": write_gexf,
        "jsonl": _write_lines,
    }
    return writers[format_](records, schema, path)


def _write_admin_zip(
    records: Iterable[Record], schema: Schema, path: Path, revision: int
) -> Written:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".part-") as scratch:
        writer = _write_admin(records, schema, Path(scratch), revision)
        zip_folder(Path(scratch), path)
    return Written(writer.entities, writer.relationships)


def _write_tables(part: Part, path: Path) -> Written:
    found, schema = part.found, part.schema
    names = {node.id: node.name for node in found.nodes}
    tables: dict[str, Iterator[str]] = {
        "节点.csv": nodes_table(found.nodes, schema),
        "关系.csv": relationships_table(found.relationships, schema, names),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, lines in tables.items():
            archive.writestr(name, "".join(lines).encode("utf-8"))
    return Written(len(found.nodes), len(found.relationships))


def _write_lines(records: Iterable[Record], _: Schema, path: Path) -> Written:
    """Records alone, without the log: what a part holds, and what a viewer of a part may have."""
    listed = list(records)
    entities = sum(isinstance(record, EntityRecord) for record in listed)
    written = Written(entities, len(listed) - entities)
    counts = {"entities": written.entities, "relationships": written.relationships}
    with LinesWriter(path, NETWORK, counts) as file:
        for record in listed:
            file.write(line_of(record))
        file.end({})
    return written
