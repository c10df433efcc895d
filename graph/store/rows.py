"""Rows of the query files as models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.models import Node, Relationship
from graph.schema import Schema
from graph.store.encoding import decode
from graph.store.protocol import Row

# Columns that are neither null nor empty for anything that exists: all have an id, `Entity`, a type.
_NOTHING: tuple[object, ...] = (None, [], {})
_STANDING = ("id", "name", "from", "to", "type", "labels", "properties", "from_labels", "to_labels")


def whole(rows: Iterable[Row], *needed: str) -> Iterator[Row]:
    """Rows of what exists, with all `needed` columns: Neo4j may still list what another is just
    deleting, and then has nothing to tell of it."""
    return (
        row
        for row in rows
        if all(row[name] is not None for name in needed)
        and all(row.get(name, True) not in _NOTHING for name in _STANDING)
    )


def node_of(row: Row, schema: Schema) -> Node:
    """The node of a row with `id`, `name`, `labels` and `properties`."""
    labels = schema.in_order(row["labels"])
    properties = decode(row["properties"], schema.properties_of(labels))
    return Node(id=row["id"], name=row["name"], labels=labels, properties=properties)


def relationship_of(row: Row, schema: Schema) -> Relationship:
    """The relationship of a row with `id`, `from`, `to`, `type` and `properties`."""
    return Relationship(
        id=row["id"],
        from_=row["from"],
        to=row["to"],
        type=row["type"],
        properties=decode(row["properties"], schema.relationship_properties),
    )
