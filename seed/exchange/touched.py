"""What the log says was touched since a revision, and how it was before.

The log keeps what was there before each change, so the first entry that touches a record after the
revision tells how the record was at the revision; one that creates it tells that it was not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.batches.log_entry import State
from graph.batches.models import UNDO
from graph.errors import DataFault, InvalidInput
from graph.store.protocol import Row

Entry = dict[str, Any]
# A record's id, and the row that it was; None where it was not there.
Before = tuple[str, Row | None]


@dataclass
class Touched:
    """Rows by id as they were at a revision; None for what was not there yet.

    `everything`: the store was filled in bulk since, and all that it holds is new. `read`: the
    numbers of the entries that told this.
    """

    entities: dict[str, Row | None] = field(default_factory=dict)
    relationships: dict[str, Row | None] = field(default_factory=dict)
    everything: bool = False
    read: set[int] = field(default_factory=set)


def touched(entries: Iterable[Entry]) -> Touched:
    """What these entries of the log, oldest first, touched. Raises DataFault for an unknown one."""
    found = Touched()
    for entry in entries:
        if _is_bulk(entry):
            # It went into an empty database: whatever was before is not of this store.
            found = Touched(everything=True)
            continue
        if entry["action"] == UNDO and "state" not in entry:
            _check_undone(entry, found)
            continue
        read = _READERS.get(entry["action"])
        if read is None:
            raise DataFault(
                f"The log's entry {entry['sequence']} has the action {entry['action']!r}, which this "
                "version cannot read.",
                f"变更记录 {entry['sequence']} 的操作 {entry['action']!r} 是本版本不认识的。",
            )
        found.read.add(entry["sequence"])
        entities, relationships = read(entry)
        for known, rows in ((found.entities, entities), (found.relationships, relationships)):
            for id_, before in rows:
                known.setdefault(id_, before)
    return found


def _is_bulk(entry: Entry) -> bool:
    named = entry.get("entity_ids") or entry.get("relationship_ids")
    return entry["action"] == "load" and not named


def _check_undone(entry: Entry, found: Touched) -> None:
    """An undo of an older version does not say how the records were: it is told only where the
    import is among the entries, and touched them already."""
    undoes = entry["undoes"]
    if not found.everything and undoes not in found.read:
        raise InvalidInput(
            f"since: entry {entry['sequence']} of the log takes back the import of entry {undoes}, "
            "which is older, without saying how that was. "
            f"Give a revision before it, {undoes - 1} or less.",
            f"since:变更记录 {entry['sequence']} 撤销了更早的导入(记录 {undoes})。"
            f"请改用 {undoes - 1} 或更小的修订号。",
            field="since",
        )


Rows = Iterable[Before]
Read = Callable[[Entry], tuple[Rows, Rows]]


def _created(entry: Entry) -> tuple[Rows, Rows]:
    """A load, or one entity."""
    entities, relationships = entry.get("entity_ids") or [], entry.get("relationship_ids") or []
    return [(id_, None) for id_ in entities], [(id_, None) for id_ in relationships]


def _created_relationship(entry: Entry) -> tuple[Rows, Rows]:
    return [], [(id_, None) for id_ in entry["relationship_ids"]]


def _changed_entity(entry: Entry) -> tuple[Rows, Rows]:
    return [_row(json.loads(entry["before"]))], []


def _changed_relationship(entry: Entry) -> tuple[Rows, Rows]:
    return [], [_row(json.loads(entry["before"]))]


def _deleted_entity(entry: Entry) -> tuple[Rows, Rows]:
    before = json.loads(entry["before"])
    return [_row(before["entity"])], map(_row, before["relationships"])


def _batch(entry: Entry) -> tuple[Rows, Rows]:
    """Many at once: the first of the ids were created; then the changed; the rest are only ends."""
    before = json.loads(entry.get("before") or "{}")
    entities = dict(map(_row, before.get("entities", [])))
    relationships = dict(map(_row, before.get("relationships", [])))
    created = (entry.get("entity_ids") or [])[: json.loads(entry["report"])["created"]]
    new_relationships = [
        id_ for id_ in entry.get("relationship_ids") or [] if id_ not in relationships
    ]
    return (
        [*((id_, None) for id_ in created), *entities.items()],
        [*((id_, None) for id_ in new_relationships), *relationships.items()],
    )


def _undone(entry: Entry) -> tuple[Rows, Rows]:
    """What an import wrote, as it was before that was taken back."""
    state = State.unpacked(entry["state"])
    return state.entities.items(), state.ties.items()


def _row(row: Row) -> Before:
    return row["id"], row


_READERS: dict[str, Read] = {
    "load": _created,
    "create_entity": _created,
    "change_entity": _changed_entity,
    "delete_entity": _deleted_entity,
    "create_relationship": _created_relationship,
    "change_relationship": _changed_relationship,
    "delete_relationship": _changed_relationship,
    "import": _batch,
    UNDO: _undone,
}
