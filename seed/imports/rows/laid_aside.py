"""Rows of spreadsheets laid aside, each with the id that it gets, and what they will ask about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from graph.kinship import Sex, told_sex
from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.search.spelling.titles import parted
from seed.imports.identity.faces import face_of, with_plain_name
from seed.imports.identity.marks import PERSON
from seed.imports.identity.verdicts import Verdicts
from seed.imports.identity.who import Who
from seed.imports.rows.identity import in_one_direction, relationship_id
from seed.imports.rows.names import Names
from seed.imports.rows.policies import own_words, with_source
from seed.imports.rows.spool import Doubles, Spool
from seed.problems.places import Where
from seed.problems.problem import Problem
from seed.sheets.parsed import Parsed, ParsedEntity, ParsedTie, Reference


class EntityRow(NamedTuple):
    """A row about an entity. `explicit`: it gives its id."""

    where: Where
    explicit: bool
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
    """A cell that names others, of the entity `owner` of the row of this number; or a row of a 关系
    sheet, owned by none."""

    where: Where
    owner: str
    said: Said | SaidTie
    number: int = -1


class EntityItem(NamedTuple):
    """An entity to write, and the row that it came from.

    `careful`: no person said who it is, so it never goes over what is stored. `also`: further rows
    that are about it.
    """

    record: EntityRecord
    where: Where
    careful: bool = False
    also: tuple[Where, ...] = ()


class KeptText(NamedTuple):
    """The text of a cell that names what nobody answers to, or more than one: it stays with the
    record `owner`, under its header."""

    owner: str
    header: str
    text: str
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
        self.who = Who(Spool(folder))
        self.verdicts = Verdicts()
        self.doubles = Doubles()
        self.own_words: set[str] = set()
        # Of people whose row tells it, for words of kinship.
        self.sexes: dict[str, Sex] = {}
        self._sexes: dict[int, tuple[str, Sex]] = {}
        self._asked_again: set[str] = set()

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

    def taken_by(self, row: TieRow) -> str | None:
        """The id of the record that a cell belongs to; None where its row was not taken."""
        if not self.verdicts.takes(row.number):
            return None
        id_ = self.verdicts.id_of(row.number, row.owner)
        return None if id_ in self._asked_again else id_

    def not_taken(self, ids: Iterable[str]) -> None:
        """Rows about these records were not taken after all, for they say otherwise."""
        self._asked_again.update(ids)

    def settle(self, verdicts: Verdicts) -> None:
        """Takes over who is who."""
        self.verdicts = verdicts
        for id_ in verdicts.dropped:
            self._names.forget(id_)
        self.sexes = {
            verdicts.id_of(number, own): sex
            for number, (own, sex) in self._sexes.items()
            if verdicts.takes(number)
        }

    def close(self) -> None:
        """Gives the disk back."""
        self.who.close()
        self.entities.close()
        self.ties.close()

    def _add_entity(self, row: ParsedEntity) -> None:
        row = with_plain_name(row, self._schema.base_of(row.labels[0]))
        number = len(self.entities)
        face = face_of(self._schema, number, row)
        record = EntityRecord(face.id, row.name, row.labels, self._sourced(row))
        self.entities.add(EntityRow(row.where, face.explicit, record))
        if sex := told_sex(record.properties.get("extra") or {}):
            self._sexes[number] = face.id, sex
        self.who.add(face)
        if face.explicit:
            self.doubles.add(face.id)
        else:
            self._names.want(row.name)
        self._names.add_id(face.id, row.labels)
        for reference in row.references:
            self.ties.add(TieRow(row.where, face.id, _said(reference), number))
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
        people = PERSON in map(self._schema.base_of, reference.target_labels)
        for text in (reference.whole, *reference.items):
            self._names.want_text(text)
            if people and (plain := parted(text).name) != text:
                self._names.want(plain)

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
