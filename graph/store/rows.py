"""Rows of the query files as models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.models import Node, Relationship
from graph.schema import Schema
from graph.store.encoding import decode
from graph.store.protocol import Row
from graph.viewer import Viewer, told

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


def node_of(row: Row, schema: Schema, viewer: Viewer) -> Node:
    """The node of a row with `id`, `name`, `labels` and `properties`, as a viewer is told of it."""
    labels = schema.in_order(row["labels"])
    rules = schema.properties_of(labels)
    properties = told(decode(row["properties"], rules), rules, viewer)
    return Node(id=row["id"], name=row["name"], labels=labels, properties=properties)


def relationship_of(row: Row, schema: Schema, viewer: Viewer) -> Relationship:
    """The relationship of a row with `id`, `from`, `to`, `type` and `properties`, likewise."""
    rules = schema.relationship_properties
    return Relationship(
        id=row["id"],
        from_=row["from"],
        to=row["to"],
        type=row["type"],
        properties=told(decode(row["properties"], rules), rules, viewer),
    )
