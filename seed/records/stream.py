"""The network as a stream of records, the same on both engines.

The ids are read once and kept (a province's are some 50 MB); everything else is read by them, a
page at a time. One great answer would not do: the embedded engine makes the whole of it before
the first row, about 1 kB a relationship, and a server ends a transaction that a slow reader holds
open for minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from graph.errors import Overtaken
from graph.log.revision import current_revision
from graph.models import Subgraph
from graph.pages import pages
from graph.records import EntityRecord, Record, RelationshipRecord
from graph.schema import Property
from graph.store.encoding import decode
from graph.store.protocol import Row, Store
from graph.store.rows import whole
from graph.store.sight import Sight
from graph.viewer import told

T = TypeVar("T")

ENTITIES_PER_PAGE = 1_000
# Relationships come by the entities they start from: as many of these as bring about so many rows.
RELATIONSHIPS_PER_PAGE = 10_000
SOURCES_PER_PAGE = 1_000
# An entry of the log may hold the state of a whole batch before it.
CHANGES_PER_PAGE = 20
# A write in the middle of an export makes it start again; past this, the writes win.
ATTEMPTS = 3
QUIETER_SECONDS = 60  # after so many, the next attempt is not worth its minutes at once


class Reading:
    """The records in sight at one time: entities by id, then relationships by source and id."""

    def __init__(self, sight: Sight, ids: list[str] | None = None) -> None:
        """Reads the ids, unless only some are wanted."""
        self._sight = sight
        self._schema = sight.schema
        self._rules: dict[tuple[str, ...], dict[str, Property]] = {}
        self.ids = self._all_ids() if ids is None else ids

    def records(self) -> Iterator[Record]:
        """Every entity, then every relationship."""
        yield from self.entities()
        yield from self.relationships()

    def entities(self) -> Iterator[EntityRecord]:
        """Every entity, by id."""
        for ids in pages(self.ids, ENTITIES_PER_PAGE):
            yield from self.entities_by_ids(ids)

    def relationships(self) -> Iterator[RelationshipRecord]:
        """Every relationship, by the id of its source, then by its own."""
        start, size = 0, SOURCES_PER_PAGE // 10
        while ids := self.ids[start : start + size]:
            rows = self._relationships_from(ids)
            yield from map(self.relationship, rows)
            start += size
            size = max(1, min(size * RELATIONSHIPS_PER_PAGE // (len(rows) + 1), SOURCES_PER_PAGE))

    def entities_by_ids(self, ids: list[str]) -> Iterator[EntityRecord]:
        """Those of a page of ids that exist, by id."""
        rows = whole(self._sight.stream("entity_by_ids", ids=ids), "id", "name")
        for row in sorted(rows, key=lambda row: row["id"]):
            yield self.entity(row)

    def entity(self, row: Row) -> EntityRecord:
        """The record of a row with `id`, `name`, `labels` and `properties`."""
        labels = tuple(self._schema.in_order(row["labels"]))
        rules = self._rules.get(labels)
        if rules is None:
            rules = self._rules[labels] = self._schema.properties_of(labels)
        return EntityRecord(
            row["id"],
            row["name"],
            labels,
            told(decode(row["properties"], rules), rules, self._sight.viewer),
        )

    def relationship(self, row: Row) -> RelationshipRecord:
        """The record of a row with `id`, `from`, `to`, `type` and `properties`."""
        rules = self._schema.relationship_properties
        properties = told(decode(row["properties"], rules), rules, self._sight.viewer)
        return RelationshipRecord(row["id"], row["from"], row["to"], row["type"], properties)

    def _relationships_from(self, ids: list[str]) -> list[Row]:
        # As a stream for its patience alone: a page that is not in a server's memory takes long.
        found = whole(self._sight.stream("relationships_from", ids=ids), "id", "from", "to")
        return sorted(found, key=lambda row: (row["from"], row["id"]))

    def _all_ids(self) -> list[str]:
        return sorted(row["id"] for row in whole(self._sight.stream("entity_ids"), "id"))


def count_relationships(store: Store) -> int:
    """How many relationships there are; of millions a server counts for longer than a query may."""
    return sum(row["count"] for row in store.stream("count_types"))


def count_entities(store: Store) -> int:
    """How many entities there are."""
    counts = {row["label"]: row["count"] for row in store.stream("count_labels")}
    return int(counts.get("Entity", 0))


def changes(store: Store, after: int = 0) -> Iterator[dict[str, Any]]:
    """The entries of the log after a revision, whole, oldest first."""
    found = store.stream("change_sequences", sequence=after)
    sequences = sorted(row["sequence"] for row in whole(found, "sequence"))
    for page in pages(sequences, CHANGES_PER_PAGE):
        rows = store.stream("changes_by_sequences", sequences=page)
        for row in sorted(rows, key=lambda row: row["sequence"]):
            yield row["properties"]


def records_of(found: Subgraph) -> Iterator[Record]:
    """The records of a network that was read already."""
    for node in found.nodes:
        yield EntityRecord(node.id, node.name, tuple(node.labels), node.properties)
    for relationship in found.relationships:
        yield RelationshipRecord(
            relationship.id,
            relationship.from_,
            relationship.to,
            relationship.type,
            relationship.properties,
        )


def settled(store: Store, write: Callable[[int], T]) -> T:
    """What `write` returns, called with the revision; called again while writes come between.

    Neither engine holds a state still for minutes, so a state is known to be one by the counter of
    writes being the same before and after. Raises Overtaken.
    """
    for _ in range(ATTEMPTS):
        revision = current_revision(store)
        result = write(revision)
        if current_revision(store) == revision:
            return result
    raise Overtaken(QUIETER_SECONDS)


def counted(records: Iterable[T], report: Callable[[int], None]) -> Iterator[T]:
    """The same records; `report` is told how many went by, every thousand and at the end."""
    number = 0
    for number, record in enumerate(records, 1):
        if number % 1_000 == 0:
            report(number)
        yield record
    report(number)
