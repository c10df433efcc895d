"""Names in rows made into relationships: exactly one match, or a person's choice, never a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, TypeGuard

from graph.kinship import Sex
from graph.records import EntityRecord, RelationshipRecord
from graph.roles import sharpened
from graph.schema import ANY, Schema
from graph.search.spelling.titles import parted
from graph.store.sight import Sight
from graph.writing.writer import BATCH
from seed.imports.decisions import Decisions
from seed.imports.identity.faces import bare_id
from seed.imports.rows.identity import in_one_direction, normalised, relationship_id
from seed.imports.rows.laid_aside import (
    EntityItem,
    KeptText,
    Said,
    SaidEnd,
    SaidTie,
    Tables,
    TieItem,
    TieRow,
)
from seed.imports.rows.names import Known, Labels, Names, names_of
from seed.imports.rows.policies import with_source
from seed.problems import rows as wording
from seed.problems.places import Where
from seed.problems.problem import Card, Problem

LIES_IN = "LOCATED_IN"
PERSON = "Person"


class Asked(NamedTuple):
    """A text that names an entity: in which column of which row, and what narrows it."""

    where: Where
    column: str
    text: str
    labels: Labels
    place: str | None = None


class Resolver:
    """Finds what the rows name. `missing` are the entities that have to be there first."""

    def __init__(
        self,
        schema: Schema,
        names: Names,
        tables: Tables,
        decisions: Decisions,
        create_missing: bool,
    ) -> None:
        self._schema = schema
        self._names = names
        self._tables = tables
        self._decisions = decisions
        self._create_missing = create_missing
        self._places: dict[str, set[str]] = defaultdict(set)
        self.missing: dict[str, EntityItem] = {}
        self.sexes: dict[str, Sex] = {}

    def read_places(self, sight: Sight) -> None:
        """Where those that share a name lie, by the command's rows and by the store."""
        ambiguous = self._names.ambiguous()
        if not ambiguous:
            return
        for row in self._tables.ties:
            said = row.said
            owner = self._tables.taken_by(row) if _tells_place(said) else None
            if owner in ambiguous and _tells_place(said):
                self._places[owner] |= set(map(normalised, (said.whole, *said.items)))
        ids = sorted(ambiguous)
        for start in range(0, len(ids), BATCH):
            for found in sight.read("places_of", ids=ids[start : start + BATCH]):
                self._places[found["id"]] |= set(map(normalised, names_of(found["name"], found)))

    def items(self, row: TieRow) -> Iterator[TieItem | KeptText | Problem]:
        """The relationships that a row makes, the questions that it leaves, and the texts that stay
        with its record until they are answered."""
        if isinstance(row.said, SaidTie):
            yield from self._tie(row.where, row.said)
            return
        owner = self._tables.taken_by(row)
        if owner is not None and owner in self._names.labels:
            yield from self._reference(row._replace(owner=owner), row.said)

    def _reference(self, row: TieRow, said: Said) -> Iterator[TieItem | KeptText | Problem]:
        asked = Asked(row.where, said.column, said.whole, said.labels, said.place)
        if said.target is not None:
            target = self._target(asked, said.target)
            yield target if isinstance(target, Problem) else self._made(row, said, target)
            return
        parts = [asked._replace(text=item) for item in dict.fromkeys(said.items)]
        whole = self._found(asked)
        if whole or parts in ([], [asked]):
            yield from self._answered(row, said, asked, whole)
            return
        for part in parts:
            yield from self._answered(row, said, part, self._found(part))

    def _answered(
        self, row: TieRow, said: Said, asked: Asked, found: list[Known]
    ) -> Iterator[TieItem | KeptText | Problem]:
        target = self._one(asked, found)
        if isinstance(target, str):
            yield self._made(row, said, target)
            return
        yield target
        yield KeptText(row.owner, said.column, asked.text, row.where)

    def _made(self, row: TieRow, said: Said, target: str) -> TieItem | Problem:
        if target == row.owner:
            return wording.tied_to_itself(row.where, said.column, said.whole)
        ends = (row.owner, target) if said.outward else (target, row.owner)
        exact = sharpened(said.properties, *map(self.sexes.get, ends))
        sourced = with_source(exact, row.where)
        id_ = relationship_id(self._schema, said.type, *ends, sourced)
        start, end, properties = in_one_direction(self._schema, said.type, *ends, sourced)
        record = RelationshipRecord(id_, start, end, said.type, properties)
        return TieItem(record, row.where, explicit=False)

    def _tie(self, where: Where, said: SaidTie) -> Iterator[TieItem | Problem]:
        start, end = self._end(where, said, 0), self._end(where, said, 1)
        problems = [found for found in (start, end) if isinstance(found, Problem)]
        yield from problems
        if start == end and isinstance(start, str):
            yield wording.tied_to_itself(where, said.end.column, said.end.name or start)
            return
        if not isinstance(start, Problem) and not isinstance(end, Problem):
            made = relationship_id(self._schema, said.type, start, end, said.properties)
            ends = start, end, said.properties
            if said.id is None:
                ends = in_one_direction(self._schema, said.type, *ends)
            record = RelationshipRecord(said.id or made, *ends[:2], said.type, ends[2])
            yield TieItem(record, where, explicit=said.id is not None)

    def _end(self, where: Where, said: SaidTie, side: int) -> str | Problem:
        end: SaidEnd = (said.start, said.end)[side]
        if end.id is not None:
            return end.id
        if end.name is None:
            return wording.no_end(where, end.column)
        labels = end.labels or self._ends(said.type, side)
        asked = Asked(where, end.column, end.name, labels)
        return self._one(asked, self._found(asked))

    def _ends(self, type_: str, side: int) -> Labels:
        """What may stand at one end of a relationship type; () is anything."""
        pairs = self._schema.relationships[type_].ends
        labels = tuple(dict.fromkeys(label for pair in pairs for label in pair[side]))
        return () if ANY in labels else labels

    def _found(self, asked: Asked) -> list[Known]:
        """Everything of the kinds asked for that answers to the text, narrowed by the place."""
        by_id = self._names.with_id(asked.text)
        if by_id is not None and _fits(by_id, asked.labels):
            return [by_id]
        found = self._called(asked.text, asked.labels)
        if not found and PERSON in map(self._schema.base_of, asked.labels):
            # 吕某教授 is 吕某, where nobody is called the whole.
            found = self._called(parted(asked.text).name, asked.labels)
        if len(found) > 1 and asked.place:
            place = normalised(asked.place)
            near = [k for k in found if any(_within(place, p) for p in self._places[k.id])]
            return near or found
        return found

    def _called(self, name: str, labels: Labels) -> list[Known]:
        called = self._names.called(name)
        return list(dict.fromkeys(known for known in called if _fits(known, labels)))

    def _one(self, asked: Asked, found: list[Known]) -> str | Problem:
        if len(found) > 1:
            cards = [Card(known.id, asked.text) for known in found]
            question = wording.which_target(asked.where, asked.column, asked.text, cards)
            return self._decided(asked, question)
        new = self._new(asked) if self._create_missing else None
        if new is not None and (not found or found[0].id == new.record.id):
            # Named again even if it is there by now: an import that goes on makes the same batches.
            return self._needed(new)
        if found:
            return found[0].id
        return self._decided(asked, wording.no_target(asked.where, asked.column, asked.text))

    def _decided(self, asked: Asked, question: Problem) -> str | Problem:
        """What a person answered to a question, if it can be carried out; else the question."""
        decided = self._decisions.of(question)
        if decided is None:
            return question
        if decided.answer == "another":
            new = self._new(asked)
            return question if new is None else self._needed(new)
        if decided.answer == "same" and decided.id is not None:
            meant = self._names.with_id(decided.id)
            return meant.id if meant is not None and _fits(meant, asked.labels) else question
        return wording.left_text(asked.where, asked.column, asked.text)

    def _target(self, asked: Asked, target: EntityRecord) -> str | Problem:
        if target.id in self._names.labels:
            return target.id
        if not target.name:
            if self._names.with_id(target.id):
                return target.id
            return wording.no_target(asked.where, asked.column, target.id)
        called = self._names.called(target.name)
        others = {known.id for known in called if _fits(known, target.labels)}
        if len(others) == 1 and not self._names.is_stored(target.id):
            return others.pop()
        record = target._replace(properties=with_source(target.properties, asked.where))
        return self._needed(EntityItem(record, asked.where))

    def _needed(self, item: EntityItem) -> str:
        if item.record.id not in self._names.labels:
            self.missing.setdefault(item.record.id, item)
        return item.record.id

    def _new(self, asked: Asked) -> EntityItem | None:
        """What would be created for a name; None for a kind that needs more than a name."""
        if not asked.labels:
            return None
        label = asked.labels[0]
        labels = (self._schema.base_of(label), label)
        if any(rule.required for rule in self._schema.properties_of(labels).values()):
            return None
        id_ = bare_id(self._schema, label, asked.text)
        properties = with_source({}, asked.where)
        return EntityItem(EntityRecord(id_, asked.text, (label,), properties), asked.where)


def _tells_place(said: Said | SaidTie) -> TypeGuard[Said]:
    return isinstance(said, Said) and said.type == LIES_IN and said.outward


def _fits(known: Known, labels: Labels) -> bool:
    return not labels or not set(labels).isdisjoint(known.labels)


def _within(one: str, other: str) -> bool:
    return one in other or other in one
