"""What one entry of an import's log wrote, and how that was before; taken back within a transaction."""

from __future__ import annotations

import base64
import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.batches.models import IMPORT
from graph.batches.statements import (
    create_entities,
    create_relationships,
    update_entities,
    update_relationships,
)
from graph.batches.writer import stored_entities, stored_relationships
from graph.pages import pages
from graph.schema import Schema
from graph.store.protocol import Row, Transaction
from graph.writing.writer import BATCH

# By id, the rows of records as they are; None for what is not there.
Rows = dict[str, Row | None]


@dataclass
class Wrote:
    """What an entry created, by id, and what it changed or deleted, as rows of how it was before."""

    entities_created: list[str] = field(default_factory=list)
    relationships_created: dict[str, list[str]] = field(default_factory=dict)
    entities: list[Row] = field(default_factory=list)
    ties: list[Row] = field(default_factory=list)

    @classmethod
    def of(cls, change: Row) -> Wrote:
        """As the entry has it. Raises KeyError for an action that an import never logs."""
        before = json.loads(change["before"] or "{}")
        return _READERS[change["action"]](change, before)

    def ids(self) -> set[str]:
        """The ids of all of these records."""
        relationships = (id_ for ids in self.relationships_created.values() for id_ in ids)
        rows = (row["id"] for row in (*self.entities, *self.ties))
        return {*self.entities_created, *relationships, *rows}


@dataclass(frozen=True)
class State:
    """Records as they are at one moment."""

    entities: Rows
    ties: Rows

    @classmethod
    def of(cls, wrote: Wrote, transaction: Transaction) -> State:
        """What an entry wrote, as it is now."""
        ids = [*wrote.entities_created, *(row["id"] for row in wrote.entities)]
        by_type = {type_: list(ids) for type_, ids in wrote.relationships_created.items()}
        for row in wrote.ties:
            by_type.setdefault(row["type"], []).append(row["id"])
        relationships: Rows = {}
        for type_, tie_ids in by_type.items():
            found = stored_relationships(transaction, type_, tie_ids)
            relationships |= dict.fromkeys(tie_ids)
            relationships |= {id_: {**row, "type": type_} for id_, row in found.items()}
        return cls({**dict.fromkeys(ids), **stored_entities(transaction, ids)}, relationships)

    def packed(self) -> str:
        """As the log keeps it. Packed, for it may be all that an import of a province wrote: a fifth
        of the size."""
        text = json.dumps([self.entities, self.ties], ensure_ascii=False, separators=(",", ":"))
        return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"))).decode()

    @classmethod
    def unpacked(cls, packed: str) -> State:
        """What `packed` gave."""
        text = zlib.decompress(base64.b64decode(packed)).decode("utf-8", "surrogatepass")
        return cls(*json.loads(text))


def restore_entities(
    transaction: Transaction, schema: Schema, rows: list[Row], present: Mapping[str, Row | None]
) -> None:
    """Gives entities the labels and properties that they had; those that are gone come again."""
    changed: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    gone: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        now = present[row["id"]]
        if now is None:
            gone[tuple(schema.in_order(row["labels"]))].append(row["properties"])
            continue
        before, after = set(row["labels"]), set(now["labels"])
        for query, labels in (
            ("unlabel_entities", after - before),
            ("label_entities", before - after),
        ):
            if labels:
                changed[query, tuple(schema.in_order(labels))].append(row["id"])
    for (query, labels_), ids in changed.items():
        for page in pages(ids, BATCH):
            transaction.run(query, slots={"labels": labels_}, ids=page)
    create_entities(transaction, gone)
    update_entities(transaction, [row["properties"] for row in rows if present[row["id"]]])


def restore_relationships(
    transaction: Transaction, rows: Iterable[Row], present: Mapping[str, Row | None]
) -> None:
    """Gives relationships the properties that they had; those that are gone come again.

    Raises Conflict when an end is gone.
    """
    changed: dict[str, list[Row]] = defaultdict(list)
    gone: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if present[row["id"]] is None:
            gone[row["type"]].append(row)
        else:
            changed[row["type"]].append(row["properties"])
    create_relationships(transaction, gone)
    for type_, properties in changed.items():
        update_relationships(transaction, type_, properties)


def delete_relationships(transaction: Transaction, by_type: Mapping[str, list[str]]) -> None:
    """Deletes relationships of which the type is known."""
    for type_, ids in by_type.items():
        for page in pages(ids, BATCH):
            transaction.run("delete_relationships", slots={"type": [type_]}, ids=page)


def _batch(change: Row, before: dict[str, Any]) -> Wrote:
    """The created ones come first among the ids, the relationships type by type."""
    report = json.loads(change["report"])
    ties: dict[str, list[str]] = {}
    start = 0
    for type_, count in report["types"]:
        ties[type_] = change["relationship_ids"][start : start + count]
        start += count
    created = change["entity_ids"][: report["created"]]
    return Wrote(created, ties, before.get("entities", []), before.get("relationships", []))


_READERS: dict[str, Callable[[Row, dict[str, Any]], Wrote]] = {
    IMPORT: _batch,
    "change_entity": lambda _, before: Wrote(entities=[before]),
    "delete_entity": lambda _, before: Wrote(
        entities=[before["entity"]], ties=before["relationships"]
    ),
    "delete_relationship": lambda _, before: Wrote(ties=[before]),
}
