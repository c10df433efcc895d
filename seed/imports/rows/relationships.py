"""Relationships laid aside until all are known, so that what comes twice is written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph.records import RelationshipRecord
from seed.imports.rows.laid_aside import TieItem
from seed.imports.rows.policies import joined_extra, overlaid
from seed.imports.rows.spool import Doubles, Spool
from seed.problems import rows as wording
from seed.problems.problem import Problem


class Joining:
    """The relationships that the rows of a command make."""

    def __init__(self, folder: Path) -> None:
        """They are laid aside in `folder`."""
        self._items: Spool[TieItem] = Spool(folder)
        self._doubles = Doubles()

    def add(self, item: TieItem) -> None:
        """Lays one aside."""
        self._items.add(item)
        self._doubles.add(item.record.id)

    def __len__(self) -> int:
        return len(self._items)

    def items(self) -> Iterator[TieItem | Problem]:
        """Each relationship once, with all that its rows say of it."""
        again = self._again() if self._doubles.any else {}
        taken: dict[str, RelationshipRecord] = {}
        for item in self._items:
            id_ = item.record.id
            if id_ not in self._doubles:
                yield item
            elif id_ not in taken:
                taken[id_] = item.record
                later = again.pop(id_, []) if not item.explicit else []
                yield item._replace(record=_joined([item.record, *later]))
            elif item.explicit and not _same(item.record, taken[id_]):
                yield wording.doubled_id(item.where, id_)

    def close(self) -> None:
        """Gives the disk back."""
        self._items.close()

    def _again(self) -> dict[str, list[RelationshipRecord]]:
        found: dict[str, list[RelationshipRecord]] = defaultdict(list)
        for item in self._items:
            if item.record.id in self._doubles:
                found[item.record.id].append(item.record)
        return {id_: records[1:] for id_, records in found.items()}


def _joined(records: list[RelationshipRecord]) -> RelationshipRecord:
    """What a later row says goes over what an earlier one said; the source stays the first's."""
    properties = records[0].properties
    for record in records[1:]:
        told = {name: value for name, value in record.properties.items() if name != "sources"}
        properties, _ = overlaid(properties, told, joined_extra)
    return records[0]._replace(properties=properties)


def _same(one: RelationshipRecord, other: RelationshipRecord) -> bool:
    mine, theirs = ({**record.properties, "sources": None} for record in (one, other))
    return one[1:4] == other[1:4] and mine == theirs
