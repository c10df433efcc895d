"""What a batch comes to, beside what is stored: what is new, what changes, what stays."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.batches.checks import BatchChecks
from graph.batches.models import BatchPlan, Policy, RefusedRecord
from graph.errors import Conflict, InvalidInput, NotFound, QiaotuError
from graph.records import EntityRecord, RelationshipRecord
from graph.store.protocol import Row
from graph.viewer import access_columns

Labels = tuple[str, ...]


class CheckedEntity(NamedTuple):
    """A record with its place in the batch, its labels with their base, and its stored form."""

    position: int
    record: EntityRecord
    labels: Labels
    row: Row


class CheckedRelationship(NamedTuple):
    """A record with its place in the batch and its stored form."""

    position: int
    record: RelationshipRecord
    row: Row


@dataclass
class Checked:
    """The good records of a batch, and the faults of the others."""

    entities: list[CheckedEntity] = field(default_factory=list)
    ties: list[CheckedRelationship] = field(default_factory=list)
    faults: list[RefusedRecord] = field(default_factory=list)


def checked(
    checks: BatchChecks,
    entities: Sequence[EntityRecord],
    relationships: Sequence[RelationshipRecord],
) -> Checked:
    """Every record held to the schema by itself; of an id that comes twice the first counts."""
    found = Checked()
    seen: set[str] = set()
    for position, entity in enumerate(entities):
        try:
            if entity.id in seen:
                raise _twice(entity.id)
            seen.add(entity.id)
            found.entities.append(CheckedEntity(position, entity, *checks.entity(entity)))
        except QiaotuError as error:
            found.faults.append(RefusedRecord.of(position, False, entity.id, error))
    seen = set()
    for position, relationship in enumerate(relationships):
        try:
            if relationship.id in seen:
                raise _twice(relationship.id)
            seen.add(relationship.id)
            found.ties.append(
                CheckedRelationship(position, relationship, checks.relationship(relationship))
            )
        except QiaotuError as error:
            found.faults.append(RefusedRecord.of(position, True, relationship.id, error))
    return found


def _twice(id_: str) -> Conflict:
    return Conflict(f"id: {id_} comes twice.", f"id:编号 {id_} 重复。", field="id")


class Planner:
    """Puts a batch's records beside the stored ones."""

    def __init__(self, checks: BatchChecks, policy: Policy, stamp: Row) -> None:
        """`stamp`: when and by whom new records are recorded, unless they tell so themselves."""
        self._checks = checks
        self._policy = policy
        self._stamp = stamp
        self.schema = checks.schema
        self.plan = BatchPlan()
        self.labels: dict[str, Labels] = {}

    def entities(self, given: Iterable[CheckedEntity], stored: Mapping[str, Row]) -> None:
        """Plans entities; `stored` by id."""
        for entity in given:
            try:
                known = stored.get(entity.record.id)
                if known is None:
                    self._new_entity(entity)
                else:
                    self._known_entity(entity, known)
            except InvalidInput as error:
                fault = RefusedRecord.of(entity.position, False, entity.record.id, error)
                self.plan.faults.append(fault)

    def ties(
        self,
        given: Iterable[CheckedRelationship],
        stored: Mapping[str, Row],
        labels: Mapping[str, Labels],
        elsewhere: Mapping[str, str],
    ) -> None:
        """Plans relationships; `stored` by id, `labels` of the ends by id.

        `elsewhere`: the type of stored relationships of another type that have one of the ids.
        """
        ends = ChainMap(self.labels, dict(labels)) if self.labels else labels
        for relationship in given:
            try:
                self._tie(relationship, stored.get(relationship.record.id), ends, elsewhere)
            except QiaotuError as error:
                self.plan.faults.append(
                    RefusedRecord.of(relationship.position, True, relationship.record.id, error)
                )

    def _new_entity(self, entity: CheckedEntity) -> None:
        row = self._policy.fresh(entity.row, relationship=False)
        self._checks.whole(entity.labels, row)
        self.plan.created.setdefault(entity.labels, []).append(
            self._stamp | row | access_columns(entity.labels, row)
        )
        self.labels[entity.record.id] = entity.labels

    def _known_entity(self, entity: CheckedEntity, known: Row) -> None:
        before = self._checks.labels(tuple(self.schema.in_order(known["labels"])))
        after = self._checks.labels(tuple(dict.fromkeys((*before, *entity.labels))))
        given = self._without_automatic(entity.row, self._stamp)
        properties: Row = known["properties"]
        joined, remarks = self._policy.joined(properties, given, relationship=False)
        self.labels[entity.record.id] = after
        if any(remark.asked for remark in remarks):
            self.plan.remarks += remarks
            return
        if after == before and joined == properties:
            self.plan.same += 1
            return
        self._checks.whole(after, joined)
        added = tuple(label for label in after if label not in before)
        if added:
            self.plan.relabelled.setdefault(added, []).append(entity.record.id)
        self.plan.remarks += remarks
        self.plan.updated.append(joined | access_columns(after, joined))
        self.plan.before["entities"].append(known)

    def _tie(
        self,
        tie: CheckedRelationship,
        known: Row | None,
        ends: Mapping[str, Labels],
        elsewhere: Mapping[str, str],
    ) -> None:
        record = tie.record
        self._check_ends(record, ends)
        if record.id in elsewhere:
            raise _taken(record.id, elsewhere[record.id])
        if known is None:
            row = self._policy.fresh(tie.row, relationship=True)
            ends_row = {"id": record.id, "from": record.from_, "to": record.to}
            created = self.plan.relationships_created.setdefault(record.type, [])
            created.append({**ends_row, "properties": self._stamp | row})
            return
        if not self._joins_the_same(record, known):
            raise _taken(record.id, record.type)
        given = self._without_automatic(tie.row, self._stamp)
        joined, remarks = self._policy.joined(known["properties"], given, relationship=True)
        if joined == known["properties"]:
            self.plan.relationships_same += 1
            return
        self.plan.remarks += remarks
        self.plan.relationships_updated.setdefault(record.type, []).append(joined)
        self.plan.before["relationships"].append({**known, "type": record.type})

    def _check_ends(self, record: RelationshipRecord, ends: Mapping[str, Labels]) -> None:
        start, end = ends.get(record.from_), ends.get(record.to)
        if start is None or end is None:
            missing, side = (record.from_, "from") if start is None else (record.to, "to")
            raise NotFound(
                f"{side}: there is no entity with the id {missing}.",
                f"{side}:没有编号为 {missing} 的实体。",
                field=side,
            )
        fault = self._checks.ends(record.type, start, end)
        if fault is not None:
            raise InvalidInput(fault.en, fault.zh, field=fault.field)

    def _joins_the_same(self, record: RelationshipRecord, known: Row) -> bool:
        given, stored = (record.from_, record.to), (known["from"], known["to"])
        equals = not self.schema.relationships[record.type].directed
        return given == stored or (equals and given == stored[::-1])

    @staticmethod
    def _without_automatic(row: Row, stamp: Row) -> Row:
        """What is known already keeps its own stamp."""
        if row.keys().isdisjoint(stamp):
            return row
        return {name: value for name, value in row.items() if name not in stamp}


def _taken(id_: str, type_: str) -> Conflict:
    return Conflict(
        f"id: {id_} is a {type_} relationship with other ends already.",
        f"id:编号 {id_} 已被另一条 {type_} 关系占用。",
        field="id",
    )
