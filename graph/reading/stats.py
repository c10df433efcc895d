"""The network in numbers."""

from __future__ import annotations

from graph.log.revision import current_revision
from graph.models import LabelCount, Model
from graph.schema import Schema
from graph.store.protocol import Store


def stats(store: Store, schema: Schema) -> Stats:
    """Counts per label, relationship type and status, in the schema's order; absent ones as 0."""
    labels = {row["label"]: row["count"] for row in store.read("count_labels")}
    types = {row["type"]: row["count"] for row in store.read("count_types")}
    statuses = {row["status"]: row["count"] for row in store.read("count_statuses")}
    return Stats(
        revision=current_revision(store),
        entities=labels.get("Entity", 0),
        relationships=sum(types.values()),
        labels=[LabelCount(label=name, count=labels.get(name, 0)) for name in schema.labels],
        types=[TypeCount(type=name, count=types.get(name, 0)) for name in schema.relationships],
        statuses=[StatusCount(status=n, count=statuses.get(n, 0)) for n in schema.statuses],
    )


class TypeCount(Model):
    """Number of relationships of a type."""

    type: str
    count: int


class StatusCount(Model):
    """Number of affairs with a status."""

    status: str
    count: int


class Stats(Model):
    """The network in numbers."""

    revision: int
    entities: int
    relationships: int
    labels: list[LabelCount]
    types: list[TypeCount]
    statuses: list[StatusCount]
