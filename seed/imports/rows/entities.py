"""Which rows are taken: equal rows once, namesakes apart, and a person's choice where rows are mute.

Decided in the order of the rows, by the rows before, and by what the store holds beside them. So the
same files come to the same end, whether the import is the first, a repetition, or one that goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.batches.models import Remark
from graph.records import EntityRecord
from graph.schema import Schema
from seed.imports.rows.laid_aside import EntityItem, EntityRow, Tables
from seed.imports.rows.names import Names, names_of
from seed.imports.rows.policies import joined_records
from seed.problems import rows as wording
from seed.problems.problem import Problem

PERSON = "Person"


class Decider:
    """Goes through the rows once."""

    def __init__(self, schema: Schema, tables: Tables, names: Names) -> None:
        self._schema = schema
        self._tables = tables
        self._names = names
        # The record as it was taken, by the ids of several rows; None where nobody knows who it is.
        self._first: dict[str, EntityRecord | None] = {}
        self._again: dict[str, list[EntityRow]] = defaultdict(list)

    def items(self) -> Iterator[EntityItem | Problem]:
        """The entities to write, and what there is to say of the rows."""
        if self._tables.doubles.any:
            self._gather()
        for row in self._tables.entities:
            yield from self._decided(row)

    def _gather(self) -> None:
        """The later rows of an id come in with the first, so that they make one write."""
        seen: set[str] = set()
        for row in self._tables.entities:
            id_ = row.record.id
            if id_ not in self._tables.doubles:
                continue
            if id_ in seen and self._may_be_joined(row):
                self._again[id_].append(row)
            seen.add(id_)

    def _decided(self, row: EntityRow) -> Iterator[EntityItem | Problem]:
        id_ = row.record.id
        if id_ in self._first:
            yield from self._repeated(row, self._first[id_])
            return
        doubled = id_ in self._tables.doubles
        others = [] if row.explicit else self._others(row)
        if others and not row.keyed and not self._names.is_stored(id_):
            self._names.forget(id_)
            if doubled:
                self._first[id_] = None
            yield wording.which_of_them(row.where, row.record.name, others)
            return
        if others:
            yield wording.namesake(row.where, row.record.name, others)
        record = row.record
        for later in self._again.pop(id_, ()):
            record, remarks = joined_records(record, later.record)
            yield from self._told(remarks, later)
        if doubled:
            self._first[id_] = row.record
        self._names.called_too(names_of(record.name, record.properties), id_)
        yield EntityItem(record, row.where)

    def _repeated(self, row: EntityRow, first: EntityRecord | None) -> Iterator[Problem]:
        """A row whose id a row before had."""
        id_, name = row.record.id, row.record.name
        if first is None:
            yield wording.which_of_them(row.where, name, self._others(row))
        elif _same(row.record, first) or self._may_be_joined(row):
            return
        elif row.explicit:
            yield wording.doubled_id(row.where, id_)
        else:
            yield wording.which_of_them(row.where, name, [id_])

    def _may_be_joined(self, row: EntityRow) -> bool:
        """Whether rows of one id are about one and the same. Of people, a name is not enough."""
        return not row.explicit and (row.keyed or self._base(row) != PERSON)

    def _others(self, row: EntityRow) -> list[str]:
        """The ids of the others of its base that are called as the row is."""
        base = self._base(row)
        called = self._names.called(row.record.name)
        found = (known.id for known in called if base in known.labels)
        return [id_ for id_ in dict.fromkeys(found) if id_ != row.record.id]

    def _base(self, row: EntityRow) -> str:
        return self._schema.base_of(row.record.labels[0])

    @staticmethod
    def _told(remarks: list[Remark], row: EntityRow) -> Iterator[Problem]:
        return (wording.kept_beside(row.where, remark) for remark in remarks)


def _same(one: EntityRecord, other: EntityRecord) -> bool:
    """Whether two rows say the same, wherever they stand."""
    mine, theirs = ({**r.properties, "sources": _words(r)} for r in (one, other))
    return set(one.labels) == set(other.labels) and one.name == other.name and mine == theirs


def _words(record: EntityRecord) -> list[object]:
    sources = record.properties.get("sources", [])
    return [source if source.get("document") else None for source in sources]
