"""Who changed what of an entity and when, as the log of writes has it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from graph.models import Model, Node, Relationship
from graph.reading.entities import nodes_by_ids, nodes_there
from graph.store.protocol import Row
from graph.store.sight import Sight


class Change(Model):
    """An entry of the log that touched the entity, or a relationship of it.

    `before`, `after`: the entity, or the relationship, as it was and as it became; None where there
    was none, or where the entry is of many records and does not say.
    """

    revision: int
    at: str
    who: str
    action: str
    import_id: str | None
    before: Node | Relationship | None
    after: Node | Relationship | None


class History(Model):
    """A page of an entity's changes, newest first."""

    total: int
    limit: int
    offset: int
    changes: list[Change]


def history(sight: Sight, id_: str, *, limit: int = 50, offset: int = 0) -> History:
    """The changes of an entity and of its relationships to whom the viewer may see.

    Raises NotFound.
    """
    node = nodes_by_ids(sight, [id_])[0]
    rows = [row["properties"] for row in sight.store.read("changes_of", id=id_)]
    entries = [_Entry(sight, node, row) for row in rows]
    there = nodes_there(sight, (end for entry in entries for end in entry.ends()))
    seen = [entry for entry in entries if all(end in there for end in entry.ends())]
    seen.sort(key=lambda entry: -entry.row["sequence"])
    changes = [entry.told() for entry in seen[offset : offset + limit]]
    return History(total=len(seen), limit=limit, offset=offset, changes=changes)


class _Entry:
    """An entry of the log, read for one entity."""

    def __init__(self, sight: Sight, node: Node, row: Row) -> None:
        self.row = row
        self._sight = sight
        self._node = node
        self._before = self._own(json.loads(row.get("before") or "null"))
        self._after = self._own(json.loads(row.get("after") or "null"))

    def ends(self) -> Iterator[str]:
        """The ends of the relationship that the entry is of; none when it is of an entity."""
        for state in (self._before, self._after):
            if state is not None and "type" in state:
                yield from (state["from"], state["to"])

    def told(self) -> Change:
        """What the viewer is told of it."""
        return Change(
            revision=self.row["sequence"],
            at=self.row["time"],
            who=self.row["who"],
            action=self.row["action"],
            import_id=self.row.get("import_id"),
            before=self._record(self._before),
            after=self._record(self._after),
        )

    def _own(self, state: Any) -> Row | None:
        """Of what an entry holds, the part that is of this entity."""
        if not isinstance(state, dict):
            return None
        if isinstance(state.get("entities"), list):
            return self._among(state["entities"])
        row: Row = state.get("entity", state)
        return row if "type" in row or row.get("id") == self._node.id else None

    def _among(self, rows: Iterable[Row]) -> Row | None:
        return next((row for row in rows if row.get("id") == self._node.id), None)

    def _record(self, state: Row | None) -> Node | Relationship | None:
        if state is None:
            return None
        if "type" in state:
            return self._sight.relationship(state)
        # A creation holds the properties alone, and its labels are those there are.
        labels = state.get("labels", self._node.labels)
        properties = state.get("properties", state)
        return self._sight.node({**state, "labels": labels, "properties": properties})
