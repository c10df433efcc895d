"""Backups: everything a store holds, the log and the counter of writes included, as JSON lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import DataFault, QiaotuError
from graph.records import EntityRecord, Record, RelationshipRecord
from graph.schema import Schema
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from seed.records.content_hash import Content, ContentHash
from seed.records.lines import LinesReader, LinesWriter, Report
from seed.records.stream import Reading, changes, count_relationships, counted, settled

KIND = "backup"


@dataclass(frozen=True)
class Backup:
    """What a backup holds. `log`: the hash of its log; `digest`: of the whole file."""

    revision: int
    content: Content
    changes: int
    log: str
    digest: str = ""

    def differences(self, other: Backup) -> list[str]:
        """One line for each of records, counter and log in which this differs from the other."""
        mine, theirs = self.content, other.content
        told = [
            ("entities", mine.entities, theirs.entities),
            ("relationships", mine.relationships, theirs.relationships),
            ("content hash", mine.digest, theirs.digest),
            ("revision", self.revision, other.revision),
            ("log entries", self.changes, other.changes),
            ("log hash", self.log, other.log),
        ]
        return [f"{what}: {ours}, not {other_}" for what, ours, other_ in told if ours != other_]


def write_backup(
    store: Store, schema: Schema, path: Path, version: str, report: Report = lambda _: None
) -> Backup:
    """Writes a backup of one state; begins again when a write comes between.

    `version`: the program's. Raises Overtaken.
    """

    def write(revision: int) -> Backup:
        reading = Reading(Sight(store, schema, EVERYTHING))
        header = {
            "version": version,
            "revision": revision,
            "entities": len(reading.ids),
            "relationships": count_relationships(store),
        }
        hashed, log = ContentHash(schema), _LogHash()
        with LinesWriter(path, KIND, header) as file:
            for record in counted(reading.records(), report):
                hashed.add(record)
                file.write(line_of(record))
            for change in changes(store):
                log.add(change)
                file.write({"change": change})
            found = Backup(revision, hashed.content(), log.number, log.hexdigest())
            file.end(_trailer(found))
        return found

    return settled(store, write)


def describe(store: Store, schema: Schema, report: Report = lambda _: None) -> Backup:
    """What a backup of the store would hold. Raises Overtaken."""

    def read(revision: int) -> Backup:
        hashed, log = ContentHash(schema), _LogHash()
        for record in counted(Reading(Sight(store, schema, EVERYTHING)).records(), report):
            hashed.add(record)
        for change in changes(store):
            log.add(change)
        return Backup(revision, hashed.content(), log.number, log.hexdigest())

    return settled(store, read)


def read_backup(path: Path, reader: LinesReader | None = None) -> Iterator[Record | dict[str, Any]]:
    """The records of a backup, then the entries of its log as dicts. Raises DataFault."""
    for number, line in enumerate((reader or LinesReader(path, KIND)).lines(), 2):
        try:
            yield line["change"] if "change" in line else record_of(line)
        except (KeyError, TypeError, AttributeError):
            raise DataFault(
                f"{path.name} line {number}: is no record.", f"{path.name}第 {number} 行:不是记录。"
            ) from None


def verify(path: Path, schema: Schema, report: Report = lambda _: None) -> Backup:
    """What a file holds, read to its end. Raises DataFault when it is not whole or not of ours."""
    reader = LinesReader(path, KIND)
    hashed, log = ContentHash(schema), _LogHash()
    for item in counted(read_backup(path, reader), report):
        try:
            if isinstance(item, dict):
                log.add(item)
            else:
                hashed.add(item)
        except (QiaotuError, TypeError, ValueError) as error:
            raise DataFault(f"{path.name}: {error}", f"{path.name}:{error}") from error
    revision, trailer = reader.header.get("revision"), reader.trailer
    found = Backup(
        revision if isinstance(revision, int) else -1,
        hashed.content(),
        log.number,
        log.hexdigest(),
        trailer["sha256"],
    )
    counts = {"entities": found.content.entities, "relationships": found.content.relationships}
    if (
        found.revision < 0
        or _trailer(found).items() - trailer.items()
        or counts.items() - reader.header.items()
    ):
        raise DataFault(
            f"{path.name}: its counts or hash are not those of its lines.",
            f"{path.name}:计数或校验值与内容不符。",
        )
    return found


def line_of(record: Record) -> dict[str, Any]:
    """A record as a line."""
    if isinstance(record, EntityRecord):
        return {"entity": record._asdict()}
    fields = record._asdict()
    return {"relationship": {"id": fields.pop("id"), "from": fields.pop("from_"), **fields}}


def record_of(line: dict[str, Any]) -> Record:
    """The record that `line_of` wrote. Raises KeyError, TypeError or AttributeError for another."""
    if "entity" in line:
        raw = line["entity"]
        labels = tuple(map(str, raw["labels"]))
        return EntityRecord(str(raw["id"]), str(raw["name"]), labels, dict(raw["properties"]))
    raw = line["relationship"]
    ends = str(raw["from"]), str(raw["to"])
    return RelationshipRecord(str(raw["id"]), *ends, str(raw["type"]), dict(raw["properties"]))


class _LogHash:
    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.number = 0

    def add(self, change: dict[str, Any]) -> None:
        kept = {name: value for name, value in change.items() if value is not None}
        text = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        self._digest.update(text.encode("utf-8", "surrogatepass") + b"\n")
        self.number += 1

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _trailer(found: Backup) -> dict[str, Any]:
    return {
        "entities": found.content.entities,
        "relationships": found.content.relationships,
        "changes": found.changes,
        "content": found.content.digest,
        "log": found.log,
    }
