"""What another office changed, beside what is here: what may be taken, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graph.batches.models import Remark
from graph.errors import InvalidInput
from graph.records import Record, RelationshipRecord
from graph.schema import Schema
from graph.store.encoding import encode
from graph.store.protocol import Row
from seed.exchange.file import Step

# Who recorded a record, and when, is not what two offices can differ about.
STAMPS = ("recorded_at", "recorded_by")


@dataclass(frozen=True)
class Difference:
    """What both offices changed: a property of a record, before, there and here.

    `property` is None where the record itself is at stake: deleted on one side, changed on the
    other.
    """

    id: str
    property: str | None
    base: Any
    theirs: Any
    ours: Any
    en: str
    zh: str


class Gone(InvalidInput):
    """A record that the other changed, and that is not here."""

    code = "gone"


class Compared:
    """How what is given goes together with what is stored: the batch writer's policy."""

    def __init__(self, schema: Schema, steps: Iterable[Step]) -> None:
        self._schema = schema
        self._steps = {(isinstance(s.record, RelationshipRecord), s.record.id): s for s in steps}
        self._found: dict[tuple[bool, str], list[Difference]] = {}

    def conflicts(self) -> Iterator[Difference]:
        """What could not be taken in."""
        for found in self._found.values():
            yield from found

    def fresh(self, given: Row, *, relationship: bool) -> Row:
        """A record that is not here: new, unless it was here before."""
        step = self._steps[relationship, given["id"]]
        if step.before is None:
            return given
        self._found[relationship, given["id"]] = [_not_here(step)]
        raise Gone("is not here", "本库没有")

    def joined(self, stored: Row, given: Row, *, relationship: bool) -> tuple[Row, list[Remark]]:
        """The stored properties with the other's changes where nothing changed here."""
        id_ = given["id"]
        base = self._base(self._steps[relationship, id_].before)
        joined, differences = dict(stored), []
        for name in dict.fromkeys((*base, *given)):
            was, theirs, ours = base.get(name), given.get(name), stored.get(name)
            if name in STAMPS or theirs in (was, ours):
                continue
            if ours != was:
                differences.append(both_changed(id_, name, was, theirs, ours))
            elif theirs is None:
                del joined[name]
            else:
                joined[name] = theirs
        # Set, not added to: the transaction may run again.
        self._found[relationship, id_] = differences
        return joined, []

    def _base(self, record: Record | None) -> Row:
        """The record before the change, in the form that engines hold."""
        if record is None:
            return {}
        if isinstance(record, RelationshipRecord):
            rules = self._schema.relationship_properties
            return {"id": record.id, **encode(record.properties, rules)}
        rules = self._schema.properties_of(record.labels)
        known = {name: value for name, value in record.properties.items() if name in rules}
        return {"id": record.id, "name": record.name, **encode(known, rules)}


def said(record: Record) -> Record:
    """The record without who recorded it and when."""
    kept = {name: v for name, v in record.properties.items() if name not in STAMPS}
    return record._replace(properties=kept)


def told_of(record: Record) -> dict[str, Any]:
    """The record as it stands in a report."""
    return record._asdict()


def both_changed(id_: str, name: str, base: Any, theirs: Any, ours: Any) -> Difference:
    """A property that differs in all three states."""
    return Difference(
        id_,
        name,
        base,
        theirs,
        ours,
        f"{name} was changed both there and here.",
        f"{name} 两边都有改动。",
    )


def deleted_there(before: Record, ours: Record) -> Difference:
    """A record that is not as it was when the other deleted it."""
    return Difference(
        before.id,
        None,
        told_of(before),
        None,
        told_of(ours),
        "It was deleted there and changed here.",
        "对方已删除,本库有改动。",
    )


def _not_here(step: Step) -> Difference:
    return Difference(
        step.record.id,
        None,
        step.before and told_of(step.before),
        step.after and told_of(step.after),
        None,
        "It was changed there and is not here.",
        "对方有改动,本库没有此记录。",
    )
