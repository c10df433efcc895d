"""Taking in what changed in another office: property by property, never over what changed here.

Three states are compared: the record before the other's change, after it, and as it is here. What
is here as it was before takes the change; what is here as it is after stays; anything else is a
conflict for a person, told with all three, and nothing of it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from graph.batches.models import Applied, RecordCounts
from graph.batches.writer import BatchWriter
from graph.errors import Conflict, InvalidInput, NotFound
from graph.pages import pages
from graph.records import EntityRecord, Record, RelationshipRecord
from graph.store.sight import Sight
from graph.writing.drafts import EntityChange
from graph.writing.writer import Writer
from seed.exchange.compare import (
    Compared,
    Difference,
    Gone,
    both_changed,
    deleted_there,
    said,
    told_of,
)
from seed.exchange.file import Step, check_delta, read_delta
from seed.records.stream import Reading

# Steps per transaction: little is repeated after a kill.
BATCH = 1_000


@dataclass(frozen=True, kw_only=True)
class DeltaReport(RecordCounts):
    """What became of a file of changes. `deleted`: entities and relationships together.

    `missing`: relationships whose end is not here.
    """

    office: str
    dry_run: bool
    deleted: int = 0
    conflicts: tuple[Difference, ...] = ()
    missing: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    conflicts: list[Difference] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def add(self, applied: Applied) -> None:
        self.counts.update(applied.counted())
        for fault in applied.faults:
            if fault.code == NotFound.code:
                self.missing.append(f"{fault.id}: {fault.en}")
            elif fault.code != Gone.code:
                self.refused.append(f"{fault.id}: {fault.en}")


def apply_delta(
    sight: Sight,
    path: Path,
    who: str,
    *,
    dry_run: bool = False,
    import_id: str = "",
) -> DeltaReport:
    """Takes in a file of changes; the same file again changes nothing.

    Raises DataFault, before anything is written, for a file that is not whole.
    """
    held = check_delta(path)
    taking = _Taking(sight, who, import_id or f"delta-{held.office}-{held.revision}")
    for removing, steps in groupby(read_delta(path), key=lambda step: step.after is None):
        for batch in pages(steps, BATCH):
            act: Callable[[list[Step], bool], None] = taking.remove if removing else taking.put
            act(batch, dry_run)
    tally = taking.tally
    return DeltaReport(
        office=held.office,
        dry_run=dry_run,
        conflicts=tuple(tally.conflicts),
        missing=tuple(tally.missing),
        refused=tuple(tally.refused),
        **tally.counts,
    )


class _Taking:
    def __init__(self, sight: Sight, who: str, import_id: str) -> None:
        self._sight = sight
        self._schema = sight.schema
        self._who = who
        self._import_id = import_id
        self._batches = BatchWriter(sight.store, sight.schema)
        self._writer = Writer(sight.store, sight.schema, import_id=import_id)
        self._reading = Reading(sight, ids=[])
        self._labels: dict[str, tuple[str, ...]] = {}
        self.tally = _Tally()

    def put(self, steps: list[Step], dry_run: bool) -> None:
        """Takes in what the other created or changed."""
        steps, removals = self._labels_compared(steps)
        compared = Compared(self._schema, steps)
        records = [step.after for step in steps if step.after is not None]
        entities = [record for record in records if isinstance(record, EntityRecord)]
        relationships = [record for record in records if isinstance(record, RelationshipRecord)]
        applied = self._batches.apply(
            entities,
            relationships,
            self._who,
            self._import_id,
            policy=compared,
            labels=self._labels if dry_run else None,
            dry_run=dry_run,
        )
        if dry_run:
            self._labels |= {entity.id: entity.labels for entity in entities}
        self.tally.add(applied)
        self.tally.conflicts += compared.conflicts()
        for id_, labels in removals.items():
            self._relabel(id_, labels, dry_run)

    def remove(self, steps: list[Step], dry_run: bool) -> None:
        """Removes what the other deleted and nobody here changed."""
        for step in steps:
            before = step.record
            ours = self._ours(before)
            if ours is None:
                is_relationship = isinstance(before, RelationshipRecord)
                self.tally.counts["relationships_same" if is_relationship else "same"] += 1
            elif said(ours) != said(before):
                self.tally.conflicts.append(deleted_there(before, ours))
            else:
                self._delete(before, dry_run)

    def _labels_compared(self, steps: list[Step]) -> tuple[list[Step], dict[str, list[str]]]:
        """The steps that may be taken, and the labels to be left of what loses some.

        The batch writer only adds labels. A record that lost one here which the other kept is
        left to a person: some of its properties may go with that label.
        """
        changed = [s for s in steps if isinstance(s.after, EntityRecord) and s.before is not None]
        page = self._reading.entities_by_ids([step.record.id for step in changed])
        here = {record.id: set(record.labels) for record in page}
        removals: dict[str, list[str]] = {}
        left: set[str] = set()
        for step in changed:
            id_ = step.record.id
            base, theirs = (set(r.labels) for r in (step.before, step.after))  # type: ignore[union-attr]
            ours = here.get(id_, theirs)
            if base & theirs - ours:
                told = (sorted(base), sorted(theirs), sorted(ours))
                self.tally.conflicts.append(both_changed(id_, "labels", *told))
                left.add(id_)
            elif (base - theirs) & ours:
                removals[id_] = sorted((ours | theirs) - (base - theirs))
        return [step for step in steps if step.record.id not in left], removals

    def _relabel(self, id_: str, labels: list[str], dry_run: bool) -> None:
        try:
            if not dry_run:
                self._writer.change_entity(id_, EntityChange(labels=labels), self._who)
            self.tally.counts["changed"] += 1
        except (InvalidInput, NotFound) as error:
            self.tally.refused.append(f"{id_}: {error.en}")

    def _ours(self, record: Record) -> Record | None:
        if isinstance(record, EntityRecord):
            return next(self._reading.entities_by_ids([record.id]), None)
        ends = [record.from_, record.to]
        rows = self._sight.read("relationships_by_ids_at", entity_ids=ends, ids=[record.id])
        return self._reading.relationship(rows[0]) if rows else None

    def _delete(self, record: Record, dry_run: bool) -> None:
        try:
            if dry_run:
                pass
            elif isinstance(record, EntityRecord):
                self._writer.delete_entity(record.id, self._who)
            else:
                self._writer.delete_relationship(record.id, self._who)
            self.tally.counts["deleted"] += 1
        except Conflict as error:
            told = Difference(
                record.id, None, told_of(record), None, told_of(record), error.en, error.zh
            )
            self.tally.conflicts.append(told)
