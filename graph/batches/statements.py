"""Carries out what a batch comes to, and puts it into the form that the log keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from graph.batches.models import Applied, BatchPlan
from graph.errors import Conflict
from graph.log.revision import RELATIONSHIPS_NAMED
from graph.pages import pages
from graph.store.protocol import Row, Transaction
from graph.writing.writer import BATCH


def write_plan(transaction: Transaction, plan: BatchPlan) -> None:
    """Writes the rows. Raises Conflict for a taken id, or an end that is not there."""
    create_entities(transaction, plan.created)
    update_entities(transaction, plan.updated)
    for labels, ids in plan.relabelled.items():
        transaction.run("label_entities", slots={"labels": labels}, ids=ids)
    create_relationships(transaction, plan.relationships_created)
    for type_, rows in plan.relationships_updated.items():
        update_relationships(transaction, type_, rows)


def create_entities(
    transaction: Transaction, by_labels: Mapping[tuple[str, ...], Sequence[Row]]
) -> None:
    """Creates entities of stored properties. Raises Conflict for a taken id."""
    for labels, rows in by_labels.items():
        for page in pages(rows, BATCH):
            transaction.run("create_nodes", slots={"labels": labels}, rows=page)


def create_relationships(transaction: Transaction, by_type: Mapping[str, Sequence[Row]]) -> None:
    """Creates relationships, rows of `from`, `to` and stored `properties`.

    Raises Conflict for a taken id, or an end that is not there.
    """
    for type_, rows in by_type.items():
        for page in pages(rows, BATCH):
            made = transaction.run("create_relationships", slots={"type": [type_]}, rows=page)
            if made[0]["created"] != len(page):
                raise Conflict(
                    f"An end of a {type_} relationship does not exist.",
                    f"某条 {type_} 关系的一端不存在。",
                )


def update_entities(transaction: Transaction, rows: Sequence[Row]) -> None:
    """Gives entities exactly these stored properties, their ids among them."""
    for page in pages(rows, BATCH):
        transaction.run("replace_entities", rows=page)


def update_relationships(transaction: Transaction, type_: str, rows: Sequence[Row]) -> None:
    """Gives relationships of one type exactly these stored properties, their ids among them."""
    for page in pages(rows, BATCH):
        by_id = {row["id"]: row for row in page}
        transaction.run(
            "replace_relationships", slots={"type": [type_]}, ids=list(by_id), rows=by_id
        )


def change_of(plan: BatchPlan, applied: Applied) -> Row:
    """What the log keeps of a batch, beside when, who and which import."""
    created = [row["id"] for rows in plan.created.values() for row in rows]
    changed = [row["id"] for row in plan.updated]
    relationships = [row["id"] for rows in plan.relationships_created.values() for row in rows]
    relationships_changed = [
        row["id"] for rows in plan.relationships_updated.values() for row in rows
    ]
    # Of a bulk the ends are left out: whoever follows the log reads everything anew.
    ends = (
        _ends(plan)
        if len(relationships) + len(relationships_changed) <= RELATIONSHIPS_NAMED
        else set()
    )
    report = {
        "applied": applied.as_dict(),
        "created": len(created),
        "types": [[type_, len(rows)] for type_, rows in plan.relationships_created.items()],
    }
    before = plan.before if plan.updated or plan.relationships_updated else None
    return {
        "entity_ids": [*created, *changed, *sorted(ends - {*created, *changed})],
        "relationship_ids": [*relationships, *relationships_changed],
        "before": None if before is None else _json(before),
        "after": None,
        "report": _json(report),
    }


def _ends(plan: BatchPlan) -> set[str]:
    created = (row for rows in plan.relationships_created.values() for row in rows)
    rows = (*created, *plan.before["relationships"])
    return {row[side] for row in rows for side in ("from", "to")}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
