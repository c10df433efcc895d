"""The one way to write: checked against the schema, logged, and visible at once.

In the same transaction as the data, a write raises the counter on the `:Revision` node and
appends a `:Change` node. History, freshness of other processes and what is kept in memory all
read from that log. The counter comes before everything that is read: see `numbered_write`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from graph.errors import Conflict, NotFound
from graph.log.revision import numbered_write
from graph.models import Node, Relationship
from graph.pages import pages
from graph.schema import Schema
from graph.store.encoding import Properties, encode
from graph.store.protocol import Row, Store, Transaction
from graph.store.rows import node_of, relationship_of
from graph.viewer import EVERYTHING, access_columns
from graph.writing.checks import Checks, refuse_automatic
from graph.writing.drafts import (
    EntityChange,
    EntityDraft,
    RelationshipChange,
    RelationshipDraft,
    Rows,
)

BATCH = 10_000  # rows per statement: what both engines take in well under a second


class Writer:
    """Creates, changes and deletes entities and relationships. `who` is written to the log."""

    def __init__(
        self,
        store: Store,
        schema: Schema,
        now: Callable[[], datetime] | None = None,
        import_id: str | None = None,
    ) -> None:
        """`import_id`: of the import that writes, so that it is undone with the import."""
        self._import_id = import_id
        self._store = store
        self._schema = schema
        self._checks = Checks(schema)
        self._rows = Rows(schema, now or (lambda: datetime.now(UTC)))

    def create_entity(self, draft: EntityDraft, who: str) -> Node:
        """The new entity. Raises InvalidInput, or Conflict when its id is taken."""
        refuse_automatic(draft.properties, self._schema.entity_properties)
        row, labels = self._rows.entity(draft, who)

        def work(transaction: Transaction, number: int) -> None:
            _refuse_taken(transaction.run("labels_by_ids", ids=[row["id"]]))
            self._log(transaction, number, "create_entity", who, [row["id"]], [], after=row)
            transaction.run("create_nodes", slots={"labels": labels}, rows=[row])

        numbered_write(self._store, work)
        return self._node(row, labels)

    def change_entity(self, id_: str, change: EntityChange, who: str) -> Node:
        """The changed entity. Raises NotFound, InvalidInput."""
        refuse_automatic(change.properties, self._schema.entity_properties)
        return numbered_write(
            self._store,
            lambda transaction, number: self._change_entity(transaction, number, id_, change, who),
        )

    def delete_entity(self, id_: str, who: str, *, detach: bool = False) -> None:
        """Deletes an entity; with `detach` also its relationships.

        Raises NotFound, or Conflict when it has relationships and `detach` is not given.
        """

        def work(transaction: Transaction, number: int) -> None:
            before = _one(transaction, "stored_entities", id_, "entity", "实体")
            ties = transaction.run("entity_relationships", id=id_)
            if ties and not detach:
                raise Conflict(
                    f"{id_} still has {len(ties)} relationships. Delete them first, or pass detach=true.",
                    f"{id_} 还有 {len(ties)} 条关系。请先删除这些关系,或加 detach=true。",
                )
            touched = {
                id_,
                *(relationship[side] for relationship in ties for side in ("from", "to")),
            }
            self._log(
                transaction,
                number,
                "delete_entity",
                who,
                sorted(touched),
                [relationship["id"] for relationship in ties],
                before={"entity": before, "relationships": ties},
            )
            transaction.run("delete_entity", id=id_)

        numbered_write(self._store, work)

    def create_relationship(self, draft: RelationshipDraft, who: str) -> Relationship:
        """The new relationship. Raises NotFound for an end, InvalidInput, Conflict."""
        refuse_automatic(draft.properties, self._schema.relationship_properties)
        row = self._rows.relationship(draft, who)

        def work(transaction: Transaction, number: int) -> None:
            action, ids = "create_relationship", _ends(row)
            self._check_ends(transaction, {}, [draft])
            _refuse_taken(transaction.run("relationship_by_ids", ids=[row["id"]]))
            self._log(transaction, number, action, who, ids, [row["id"]], after=row)
            transaction.run("create_relationships", slots={"type": [draft.type]}, rows=[row])

        numbered_write(self._store, work)
        return relationship_of(row, self._schema, EVERYTHING)

    def change_relationship(self, id_: str, change: RelationshipChange, who: str) -> Relationship:
        """The changed relationship. Raises NotFound, InvalidInput."""
        rules = self._schema.relationship_properties
        refuse_automatic(change.properties, rules)

        def work(transaction: Transaction, number: int) -> Relationship:
            before = _one(transaction, "relationship_by_ids", id_, "relationship", "关系")
            present = relationship_of(before, self._schema, EVERYTHING).properties
            checked = self._checks.relationship(present | change.properties)
            after = {**before, "properties": {"id": id_, **encode(checked, rules)}}
            action, ids = "change_relationship", _ends(before)
            self._log(transaction, number, action, who, ids, [id_], before, after)
            transaction.run(
                "replace_relationship",
                slots={"type": [before["type"]]},
                id=id_,
                **{"from": before["from"]},
                properties=after["properties"],
            )
            return relationship_of(after, self._schema, EVERYTHING)

        return numbered_write(self._store, work)

    def delete_relationship(self, id_: str, who: str) -> None:
        """Deletes a relationship. Raises NotFound."""

        def work(transaction: Transaction, number: int) -> None:
            before = _one(transaction, "relationship_by_ids", id_, "relationship", "关系")
            action, ids = "delete_relationship", _ends(before)
            self._log(transaction, number, action, who, ids, [id_], before)
            transaction.run(
                "delete_relationship",
                slots={"type": [before["type"]]},
                id=id_,
                **{"from": before["from"]},
            )

        numbered_write(self._store, work)

    def load(
        self, entities: Sequence[EntityDraft], relationships: Sequence[RelationshipDraft], who: str
    ) -> int:
        """Creates many at once, all or nothing, as one entry of the log; the new revision.

        Raises InvalidInput naming the id and the field, NotFound for a missing end, Conflict for
        a taken id.
        """
        labelled = [self._rows.entity(draft, who) for draft in entities]
        typed = [(self._rows.relationship(draft, who), draft.type) for draft in relationships]

        def work(transaction: Transaction, number: int) -> int:
            new = {row["id"]: labels for row, labels in labelled}
            self._check_ends(transaction, new, relationships)
            self._log(transaction, number, "load", who, list(new), [row["id"] for row, _ in typed])
            for labels, rows in _grouped((row, tuple(labels)) for row, labels in labelled):
                transaction.run("create_nodes", slots={"labels": labels}, rows=rows)
            for type_, rows in _grouped(typed):
                created = transaction.run(
                    "create_relationships", slots={"type": [type_]}, rows=rows
                )
                if created[0]["created"] != len(rows):
                    raise Conflict(
                        f"An end of a {type_} relationship does not exist.",
                        f"某条 {type_} 关系的一端不存在。",
                    )
            return number

        return numbered_write(self._store, work)

    def _change_entity(
        self, transaction: Transaction, number: int, id_: str, change: EntityChange, who: str
    ) -> Node:
        before = _one(transaction, "stored_entities", id_, "entity", "实体")
        present = node_of(before, self._schema, EVERYTHING)
        labels = self._schema.with_base(change.labels) if change.labels else present.labels
        checked = self._checks.entity(labels, present.properties | change.properties)
        encoded = encode(checked, self._schema.properties_of(labels))
        row = {"id": id_, "name": change.name or present.name, **encoded}
        row |= access_columns(labels, encoded)
        after = {"labels": labels, **row}
        self._log(transaction, number, "change_entity", who, [id_], [], before, after)
        if labels != present.labels:
            self._relabel(transaction, id_, present.labels, labels)
        transaction.run("replace_entity", id=id_, properties=row)
        return self._node(row, labels)

    def _relabel(
        self, transaction: Transaction, id_: str, before: list[str], after: list[str]
    ) -> None:
        for relationship in transaction.run("entity_relationships", id=id_):
            ends = {
                side: self._schema.in_order(relationship[f"{side}_labels"])
                for side in ("from", "to")
            }
            ends |= {side: after for side in ("from", "to") if relationship[side] == id_}
            self._checks.ends(relationship["type"], ends["from"], ends["to"])
        for query, labels in (
            ("remove_labels", [label for label in before if label not in after]),
            ("add_labels", [label for label in after if label not in before]),
        ):
            if labels:
                transaction.run(query, slots={"labels": labels}, id=id_)

    def _check_ends(
        self,
        transaction: Transaction,
        new: Mapping[str, list[str]],
        relationships: Sequence[RelationshipDraft],
    ) -> None:
        """`new`: the labels of entities that are about to be there, by id."""
        labels = dict(new)
        absent = sorted({e for r in relationships for e in (r.from_, r.to) if e not in labels})
        for page in pages(absent, BATCH):
            for row in transaction.run("labels_by_ids", ids=page):
                labels[row["id"]] = self._schema.in_order(row["labels"])
        for draft in relationships:
            for field, end in (("from", draft.from_), ("to", draft.to)):
                if end not in labels:
                    raise _missing(end, "entity", "实体", field=field)
            self._checks.ends(draft.type, labels[draft.from_], labels[draft.to])

    def _log(
        self,
        transaction: Transaction,
        number: int,
        action: str,
        who: str,
        entity_ids: list[str],
        relationship_ids: list[str],
        before: Row | None = None,
        after: Row | None = None,
    ) -> None:
        change = {
            "sequence": number,
            "time": self._rows.moment(),
            "who": who,
            "action": action,
            "entity_ids": entity_ids,
            "relationship_ids": relationship_ids,
            "before": _json(before),
            "after": _json(after),
            "import_id": self._import_id,
        }
        transaction.run("append_change", change=change)

    def _node(self, row: Row, labels: list[str]) -> Node:
        return node_of({**row, "labels": labels, "properties": row}, self._schema, EVERYTHING)


def _one(transaction: Transaction, query: str, id_: str, en: str, zh: str) -> Row:
    rows = transaction.run(query, ids=[id_])
    if not rows:
        raise _missing(id_, en, zh)
    return rows[0]


def _ends(row: Row) -> list[str]:
    return sorted({row["from"], row["to"]})


def _missing(id_: str, en: str, zh: str, field: str | None = None) -> NotFound:
    place = f"{field}: " if field else ""
    return NotFound(
        f"{place}there is no {en} with the id {id_}.",
        f"{place}没有编号为 {id_} 的{zh}。",
        field=field,
    )


def _refuse_taken(rows: list[Row]) -> None:
    if rows:
        id_ = rows[0]["id"]
        raise Conflict(f"id: {id_} is taken already.", f"id:编号 {id_} 已被占用。", field="id")


def _grouped(pairs: Iterable[tuple[Row, Any]]) -> Iterable[tuple[Any, list[Row]]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row, key in pairs:
        groups[key].append(row)
    for key, rows in groups.items():
        for page in pages(rows, BATCH):
            yield key, page


def _json(row: Properties | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False, sort_keys=True)
