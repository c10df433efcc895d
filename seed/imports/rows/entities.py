"""The rows that are taken, as entities to write: rows about one record make one write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.records import EntityRecord
from graph.schema import Schema
from seed.imports.rows.joining import combined
from seed.imports.rows.laid_aside import EntityItem, EntityRow, Tables
from seed.imports.rows.names import Names, names_of
from seed.problems import identity as telling
from seed.problems import rows as wording
from seed.problems.places import Where
from seed.problems.problem import Problem

Numbered = tuple[int, EntityRow]


class Taker:
    """Goes through the rows once, by what was found out of who they are."""

    def __init__(self, schema: Schema, tables: Tables, names: Names) -> None:
        self._schema = schema
        self._tables = tables
        self._names = names
        self._verdicts = tables.verdicts
        # Of ids that several rows give: the first row's record.
        self._given: dict[str, EntityRecord] = {}
        self._places: dict[int, Where] = {}
        self._again: dict[int, list[Numbered]] = defaultdict(list)

    def register(self) -> None:
        """Notes what the entities that are taken are called."""
        for number, row in enumerate(self._tables.entities):
            if self._verdicts.takes(number):
                id_ = self._verdicts.id_of(number, row.record.id)
                self._names.add_id(id_, row.record.labels)
                self._names.called_too(names_of(row.record.name, row.record.properties), id_)

    def items(self) -> Iterator[EntityItem | Problem]:
        """The entities to write, and what there is to say of the rows."""
        if self._verdicts.first:
            self._gather()
        for number, row in enumerate(self._tables.entities):
            yield from self._taken(number, row)

    def _gather(self) -> None:
        """Further rows about a record come in with its first, so that they make one write."""
        firsts = set(self._verdicts.first.values())
        for number, row in enumerate(self._tables.entities):
            first = self._verdicts.first.get(number)
            if first is not None:
                self._again[first].append((number, row))
            if number in firsts:
                self._places[number] = row.where

    def _taken(self, number: int, row: EntityRow) -> Iterator[EntityItem | Problem]:
        verdicts, name = self._verdicts, row.record.name
        if number in verdicts.asked:
            yield verdicts.asked[number]
        elif number in verdicts.left:
            yield telling.left(row.where, name)
        elif number in verdicts.first:
            id_ = verdicts.id_of(number, row.record.id)
            yield telling.joined(row.where, name, self._places[verdicts.first[number]], id_)
        elif row.explicit and row.record.id in self._tables.doubles:
            yield from self._given_again(number, row)
        else:
            yield from self._written(number, row)

    def _given_again(self, number: int, row: EntityRow) -> Iterator[EntityItem | Problem]:
        """A row whose id another row gives too."""
        first = self._given.setdefault(row.record.id, row.record)
        if first is row.record:
            yield from self._written(number, row)
        elif not _same(row.record, first):
            yield wording.doubled_id(row.where, row.record.id)

    def _written(self, number: int, row: EntityRow) -> Iterator[EntityItem | Problem]:
        others = self._verdicts.namesakes.get(number)
        if others:
            yield telling.namesake(row.where, row.record.name, others)
        later = self._again.pop(number, [])
        record = row.record._replace(id=self._verdicts.id_of(number, row.record.id))
        for _, again in later:
            record, told = combined(self._schema, record, again.record)
            for one in told:
                yield telling.kept_beside(again.where, *one)
        numbers = [number, *(each for each, _ in later)]
        decided = any(each in self._verdicts.decided for each in numbers)
        also = tuple(each.where for _, each in later)
        yield EntityItem(record, row.where, not (row.explicit or decided), also)


def _same(one: EntityRecord, other: EntityRecord) -> bool:
    """Whether two rows say the same, wherever they stand."""
    mine, theirs = ({**r.properties, "sources": _words(r)} for r in (one, other))
    return set(one.labels) == set(other.labels) and one.name == other.name and mine == theirs


def _words(record: EntityRecord) -> list[object]:
    sources = record.properties.get("sources", [])
    return [source if source.get("document") else None for source in sources]
