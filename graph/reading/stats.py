"""The network in numbers."""

from __future__ import annotations

from collections import Counter

from graph.log.revision import current_revision
from graph.models import LabelCount, Model
from graph.store.sight import Sight


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


def stats(sight: Sight) -> Stats:
    """Counts per label, relationship type and status, in the schema's order; absent ones as 0."""
    schema = sight.schema
    entities, labels = label_counts(sight)
    types = type_counts(sight)
    statuses = {row["status"]: row["count"] for row in sight.read("count_statuses")}
    return Stats(
        revision=current_revision(sight.store),
        entities=entities,
        relationships=sum(types.values()),
        labels=[LabelCount(label=name, count=labels.get(name, 0)) for name in schema.labels],
        types=[TypeCount(type=name, count=types.get(name, 0)) for name in schema.relationships],
        statuses=[StatusCount(status=n, count=statuses.get(n, 0)) for n in schema.statuses],
    )


def label_counts(sight: Sight) -> tuple[int, dict[str, int]]:
    """The number of entities that the viewer may see, in all and by label."""
    if sight.viewer.sees_all:
        # Both engines keep these numbers.
        counts = {row["label"]: row["count"] for row in sight.store.read("count_labels")}
        return counts.pop("Entity", 0), counts
    total, seen = 0, Counter[str]()
    for row in sight.read("seen_labels"):
        total += row["count"]
        seen.update(dict.fromkeys(row["labels"], row["count"]))
    return total, seen


def type_counts(sight: Sight) -> dict[str, int]:
    """The number of relationships by type whose ends the viewer may both see."""
    if sight.viewer.sees_all:
        return {row["type"]: row["count"] for row in sight.store.read("count_types")}
    return {row["type"]: row["count"] for row in sight.read("seen_types")}
