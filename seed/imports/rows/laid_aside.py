"""Rows of spreadsheets laid aside, each with the id that it gets, and what they will ask about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from graph.kinship import Sex, told_sex
from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from seed.imports.rows.identity import entity_id, in_one_direction, relationship_id
from seed.imports.rows.names import Names
from seed.imports.rows.policies import own_words, with_source
from seed.imports.rows.spool import Doubles, Spool
from seed.problems.places import Where
from seed.problems.problem import Problem
from seed.sheets.parsed import Parsed, ParsedEntity, ParsedTie, Reference


class EntityRow(NamedTuple):
    """A row about an entity. `explicit`: it gives its id. `keyed`: its cells tell it apart."""

    where: Where
    explicit: bool
    keyed: bool
    record: EntityRecord


class Said(NamedTuple):
    """A cell that names other entities, as a Reference; what is laid aside by the hundred thousand
    is kept as tuples, which are quick to write and read."""

    column: str
    type: str
    outward: bool
    labels: tuple[str, ...]
    whole: str
    items: tuple[str, ...]
    place: str | None
    target: EntityRecord | None
    properties: dict[str, Any]


class SaidEnd(NamedTuple):
    """An end of a relationship, as an End."""

    id: str | None
    name: str | None
    column: str
    labels: tuple[str, ...]


class SaidTie(NamedTuple):
    """A row of a 关系 sheet that names an end, as a ParsedTie."""

    id: str | None
    start: SaidEnd
    type: str
    end: SaidEnd
    properties: dict[str, Any]


class TieRow(NamedTuple):
    """A cell that names others, of the entity `owner`; or a row of a 关系 sheet, owned by none."""

    where: Where
    owner: str
    said: Said | SaidTie


class EntityItem(NamedTuple):
    """An entity to write, and the row that it came from."""

    record: EntityRecord
    where: Where


class TieItem(NamedTuple):
    """A relationship to write, and the row that it came from. `explicit`: the row gives its id."""

    record: RelationshipRecord
    where: Where
    explicit: bool = True


MadeTies = Callable[[TieItem], None]


class Tables:
    """The rows of all tables of a command."""

    def __init__(self, folder: Path, schema: Schema, names: Names, made: MadeTies) -> None:
        """Rows are laid aside in `folder`; a relationship whose ends give their ids is `made`."""
        self._schema = schema
        self._names = names
        self._made = made
        self.entities: Spool[EntityRow] = Spool(folder)
        self.ties: Spool[TieRow] = Spool(folder)
        self.doubles = Doubles()
        self.own_words: set[str] = set()
        self.sexes: dict[str, Sex] = {}  # of people whose row tells it, for words of kinship

    def read(self, parsed: Iterable[Parsed | Problem]) -> Iterator[Problem | None]:
        """Lays rows aside; gives the problems among them, and None for each row."""
        for row in parsed:
            if isinstance(row, Problem):
                yield row
                continue
            if isinstance(row, ParsedEntity):
                self._add_entity(row)
            else:
                self._add_tie(row)
            yield None

    def close(self) -> None:
        """Gives the disk back."""
        self.entities.close()
        self.ties.close()

    def _add_entity(self, row: ParsedEntity) -> None:
        base = self._schema.base_of(row.labels[0])
        id_ = row.id or entity_id(base, row.name, row.distinguishing)
        properties = self._sourced(row)
        record = EntityRecord(id_, row.name, row.labels, properties)
        if sex := told_sex(properties.get("extra") or {}):
            self.sexes[id_] = sex
        kept = EntityRow(row.where, row.id is not None, bool(row.distinguishing), record)
        self.entities.add(kept)
        self.doubles.add(id_)
        self._names.add_id(id_, row.labels)
        if row.id is None:
            self._names.want(row.name)
        for reference in row.references:
            self.ties.add(TieRow(row.where, id_, _said(reference)))
            self._want(reference)

    def _add_tie(self, row: ParsedTie) -> None:
        properties = self._sourced(row)
        start, end = row.start.id, row.end.id
        if start is not None and end is not None:
            made = relationship_id(self._schema, row.type, start, end, properties)
            if row.id is None:
                start, end, properties = in_one_direction(
                    self._schema, row.type, start, end, properties
                )
            record = RelationshipRecord(row.id or made, start, end, row.type, properties)
            self._made(TieItem(record, row.where, row.id is not None))
            return
        ends = (SaidEnd(e.id, e.name, e.column, e.labels) for e in (row.start, row.end))
        said = SaidTie(row.id, next(ends), row.type, next(ends), properties)
        self.ties.add(TieRow(row.where, "", said))
        for named in (row.start, row.end):
            if named.id is None and named.name is not None:
                self._names.want_text(named.name)

    def _want(self, reference: Reference) -> None:
        if reference.target is not None:
            self._names.want_id(reference.target.id)
            self._names.want(reference.target.name)
            return
        for text in (reference.whole, *reference.items):
            self._names.want_text(text)

    def _sourced(self, row: Parsed) -> dict[str, Any]:
        if row.verbatim:
            return row.properties
        if not row.properties.get("sources"):
            self.own_words.add(own_words(row.where))
        return with_source(row.properties, row.where)


def _said(reference: Reference) -> Said:
    return Said(
        reference.column,
        reference.type,
        reference.direction == "out",
        reference.target_labels,
        reference.whole,
        reference.items,
        reference.place,
        reference.target,
        reference.properties,
    )
