"""Many records at once: created, changed or left as they are, in one transaction and one log entry.

What an import writes goes through here. A record that breaks the schema is told of and never stops
the others. A batch that changes nothing writes nothing, not even a revision.

The log entry has the action `import`, the import's id, the batch's key, and `report`: what became
of the batch, and how many of the ids, in their order, were created. `entity_ids` are the created
and the changed ones and, of a batch with few relationships, their ends.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from graph.batches.checks import BatchChecks
from graph.batches.models import IMPORT, Applied, BatchPlan, Overlay, Policy
from graph.batches.plan import Checked, CheckedRelationship, Labels, Planner, checked
from graph.batches.statements import change_of, write_plan
from graph.errors import Conflict
from graph.log.revision import next_revision
from graph.pages import pages
from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.store.protocol import Row, Store, Transaction
from graph.values import moment
from graph.writing.writer import BATCH

T = TypeVar("T")

_GENERATED_ID = re.compile(r"([a-z_]+)-[0-9a-f]{16}", re.ASCII)


class _NothingToWrite(Exception):
    """Ends a transaction without a trace."""

    def __init__(self, plan: BatchPlan) -> None:
        self.plan = plan


class BatchWriter:
    """Writes batches of records. For one thread at a time."""

    def __init__(
        self, store: Store, schema: Schema, now: Callable[[], datetime] | None = None
    ) -> None:
        self._store = store
        self._schema = schema
        self._checks = BatchChecks(schema)
        self._now = now or (lambda: datetime.now(UTC))

    def apply(
        self,
        entities: Sequence[EntityRecord],
        relationships: Sequence[RelationshipRecord],
        who: str,
        import_id: str,
        *,
        key: str = "",
        policy: Policy | None = None,
        look_up: bool = True,
        labels: Mapping[str, Labels] | None = None,
        dry_run: bool = False,
    ) -> Applied:
        """Writes what is new or changed, and says what became of every record.

        `look_up=False` takes every record for new, as in an empty store; where one is not, all are
        looked up after all. `labels`: of entities that are about to be there, for a dry run, or
        that were just written, to spare their look-up. A dry run only says what would become.
        """
        given = checked(self._checks, entities, relationships)
        stamp = {"recorded_at": moment(self._now()), "recorded_by": who}

        def work(transaction: Transaction) -> Applied:
            number = None if dry_run else next_revision(transaction)
            planner = Planner(self._checks, policy or Overlay(), stamp)
            plan = _planned(transaction, planner, given, look_up, labels or {})
            if number is None or plan.is_empty:
                raise _NothingToWrite(plan)
            applied = plan.applied(number)
            write_plan(transaction, plan)
            change = change_of(plan, applied)
            head = {"sequence": number, "time": moment(self._now()), "who": who, "action": IMPORT}
            known = {"import_id": import_id, "batch": key}
            transaction.run("append_change", change=head | known | change)
            return applied

        try:
            return self._store.write(work)
        except _NothingToWrite as end:
            return end.plan.applied(None)
        except Conflict:
            if look_up:
                raise
            return self.apply(
                entities, relationships, who, import_id, key=key, policy=policy, dry_run=dry_run
            )


def _planned(
    transaction: Transaction,
    planner: Planner,
    given: Checked,
    look_up: bool,
    labels: Mapping[str, Labels],
) -> BatchPlan:
    planner.plan.faults += given.faults
    if not look_up:
        planner.entities(given.entities, {})
        planner.ties(given.ties, {}, labels, {})
        return planner.plan
    ids = [entity.record.id for entity in given.entities]
    planner.entities(given.entities, stored_entities(transaction, ids))
    if given.ties:
        stored = _stored_relationships(transaction, given.ties)
        new = [relationship for relationship in given.ties if relationship.record.id not in stored]
        elsewhere = _elsewhere(transaction, new, planner.schema)
        ends = _labels(transaction, given.ties, labels, planner.schema)
        planner.ties(given.ties, stored, ends, elsewhere)
    return planner.plan


def stored_entities(transaction: Transaction, ids: Sequence[str]) -> dict[str, Row]:
    """Those of these entities that exist, by id: rows of `entity_by_ids`."""
    found: dict[str, Row] = {}
    for page in pages(ids, BATCH):
        rows = transaction.run("stored_entities", ids=page)
        found |= {row["id"]: row for row in rows}
    return found


def stored_relationships(
    transaction: Transaction, type_: str, ids: Sequence[str]
) -> dict[str, Row]:
    """Those of these relationships of one type that exist, by id."""
    found: dict[str, Row] = {}
    for page in pages(ids, BATCH):
        rows = transaction.run("relationships_of_type", slots={"type": [type_]}, ids=page)
        found |= {row["id"]: row for row in rows}
    return found


def _stored_relationships(
    transaction: Transaction, ties: Iterable[CheckedRelationship]
) -> dict[str, Row]:
    by_type: dict[str, list[str]] = defaultdict(list)
    for relationship in ties:
        by_type[relationship.record.type].append(relationship.record.id)
    found: dict[str, Row] = {}
    for type_, ids in by_type.items():
        found |= stored_relationships(transaction, type_, ids)
    return found


def _elsewhere(
    transaction: Transaction, new: Iterable[CheckedRelationship], schema: Schema
) -> dict[str, str]:
    """Which of the new ids a relationship of another type has. An id made by us names its type."""
    foreign = {tie.record.id: tie.record.type for tie in new if not _names_its_type(tie.record)}
    found: dict[str, str] = {}
    if foreign:
        for type_ in schema.relationships:
            ids = [id_ for id_, own in foreign.items() if own != type_]
            found |= dict.fromkeys(stored_relationships(transaction, type_, ids), type_)
    return found


def _names_its_type(record: RelationshipRecord) -> bool:
    made = _GENERATED_ID.fullmatch(record.id)
    return made is not None and made[1] == record.type.lower()


def _labels(
    transaction: Transaction,
    ties: Iterable[CheckedRelationship],
    labels: Mapping[str, Labels],
    schema: Schema,
) -> dict[str, Labels]:
    ends = {
        end for relationship in ties for end in (relationship.record.from_, relationship.record.to)
    }
    known = {end: labels[end] for end in ends if end in labels}
    for page in pages(sorted(ends), BATCH):
        rows = transaction.run("labels_by_ids", ids=page)
        known |= {row["id"]: tuple(schema.in_order(row["labels"])) for row in rows}
    return known
