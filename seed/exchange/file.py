"""What changed since a revision, as a file for another office: each record before and after.

JSON lines: first what is there, entities before relationships, then the deleted, relationships
before entities, so that it can be applied from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import DataFault, InvalidInput
from graph.pages import pages
from graph.records import EntityRecord, Record, RelationshipRecord
from graph.schema import Schema
from graph.store.protocol import Row, Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from seed.backup.backup import line_of, record_of
from seed.exchange.touched import Touched, touched
from seed.records.lines import LinesReader, LinesWriter, Report
from seed.records.stream import ENTITIES_PER_PAGE, Reading, changes, counted, settled

KIND = "delta"
# Looking for more relationships than this one by one takes longer than going through all.
_FEW = 5_000


@dataclass(frozen=True)
class Step:
    """A record as it was at the revision, and as it is; None where it is not there."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The later of the two."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - a step has one of them
        return found


@dataclass(frozen=True)
class Delta:
    """What a file of changes holds. `office`: whose it is."""

    since: int
    revision: int
    office: str
    entities: int
    relationships: int


def write_delta(
    store: Store,
    schema: Schema,
    path: Path,
    since: int,
    office: str,
    report: Report = lambda _: None,
) -> Delta:
    """Writes what changed after the revision `since`; begins again when a write comes between.

    Raises InvalidInput for a revision that is yet to come, Overtaken.
    """

    def write(revision: int) -> Delta:
        _check_since(since, revision)
        reading = Reading(Sight(store, schema, EVERYTHING))
        found = touched(changes(store, since))
        header = {"since": since, "revision": revision, "office": office}
        counts = {"entity": 0, "relationship": 0}
        with LinesWriter(path, KIND, header) as file:
            for step in counted(_steps(store, reading, found), report):
                line = _line_of(step)
                counts[next(iter(line))] += 1
                file.write(line)
            file.end(counts)
        return Delta(since, revision, office, counts["entity"], counts["relationship"])

    return settled(store, write)


def read_delta(path: Path, reader: LinesReader | None = None) -> Iterator[Step]:
    """The steps of a file, in the order in which they are applied. Raises DataFault."""
    for number, line in enumerate((reader or LinesReader(path, KIND)).lines(), 2):
        try:
            ((what, states),) = line.items()
            before, after = (
                None if states[when] is None else record_of({what: states[when]})
                for when in ("before", "after")
            )
        except (KeyError, TypeError, AttributeError, ValueError):
            before = after = None
        if before is None and after is None:
            raise DataFault(
                f"{path.name} line {number}: is no change.", f"{path.name}第 {number} 行:不是变更。"
            )
        yield Step(before, after)


def check_delta(path: Path) -> Delta:
    """What a file says of itself, once it was read to its end and found whole. Raises DataFault."""
    reader = LinesReader(path, KIND)
    for _ in read_delta(path, reader):
        pass
    head, counts = reader.header, reader.trailer
    try:
        return Delta(
            int(head["since"]),
            int(head["revision"]),
            str(head["office"]),
            int(counts["entity"]),
            int(counts["relationship"]),
        )
    except (KeyError, TypeError, ValueError):
        raise DataFault(
            f"{path.name}: its first or last line is incomplete.",
            f"{path.name}:首行或末行不完整。",
        ) from None


def _steps(store: Store, reading: Reading, found: Touched) -> Iterator[Step]:
    """Only what is not again as it was."""
    old_entities = {i: reading.entity(row) for i, row in found.entities.items() if row}
    old_relationships = {
        i: reading.relationship(row) for i, row in found.relationships.items() if row
    }
    for record in _present_entities(reading, found):
        before = old_entities.pop(record.id, None)
        if before != record:
            yield Step(before, record)
    for relationship in _present_relationships(store, reading, found):
        old = old_relationships.pop(relationship.id, None)
        if old != relationship:
            yield Step(old, relationship)
    yield from (Step(relationship, None) for _, relationship in sorted(old_relationships.items()))
    yield from (Step(entity, None) for _, entity in sorted(old_entities.items()))


def _present_entities(reading: Reading, found: Touched) -> Iterable[EntityRecord]:
    if found.everything:
        return reading.entities()
    ids = sorted(found.entities)
    return (
        record for page in pages(ids, ENTITIES_PER_PAGE) for record in reading.entities_by_ids(page)
    )


def _present_relationships(
    store: Store, reading: Reading, found: Touched
) -> Iterable[RelationshipRecord]:
    wanted = found.relationships.keys()
    if found.everything:
        return reading.relationships()
    if len(wanted) > _FEW:
        return (
            relationship for relationship in reading.relationships() if relationship.id in wanted
        )
    rows: list[Row] = store.read("relationship_by_ids", ids=sorted(wanted)) if wanted else []
    return map(reading.relationship, sorted(rows, key=lambda row: row["id"]))


def _line_of(step: Step) -> dict[str, Any]:
    what = "entity" if isinstance(step.record, EntityRecord) else "relationship"
    states = {"before": step.before, "after": step.after}
    told = {when: record and line_of(record)[what] for when, record in states.items()}
    return {what: told}


def _check_since(since: int, revision: int) -> None:
    if not 0 <= since <= revision:
        raise InvalidInput(
            f"since: is not between 0 and {revision}, the present revision.",
            f"since:须在 0 与当前修订号 {revision} 之间。",
            field="since",
        )
