"""Names that nobody answered to, kept with their records, and asked about once somebody does.

Nothing is linked for being called so: a person decides.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from graph.batches.models import Keep, Remark
from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.store.protocol import Row
from graph.store.sight import Sight
from graph.whole_files import keep_text
from seed.imports.decisions import Decisions
from seed.imports.rows.identity import relationship_id
from seed.imports.rows.joining import NOTES_BESIDE
from seed.imports.rows.kept_texts import UNLINKED
from seed.imports.rows.laid_aside import EntityItem, TieItem
from seed.imports.rows.names import Known, Names
from seed.problems import identity as telling
from seed.problems.places import Where
from seed.problems.problem import Card, Problem
from seed.sheets.headers.headers import Headers
from seed.sheets.headers.targets import Link

KEPT = "waiting.json"
# Of a question that no row of this import asks.
NOWHERE = Where("", None, 0)


class Waiting(NamedTuple):
    """A text of a record that names another, under the header that says how."""

    id: str
    name: str
    base: str
    header: str
    text: str
    link: Link


class Answered:
    """What was decided of texts: relationships, and records without the texts."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._all: list[tuple[Waiting, str]] = []

    def add(self, one: Waiting, target: str) -> None:
        """A text that means this record."""
        self._all.append((one, target))

    def ties(self) -> Iterator[TieItem]:
        """The relationships, each once."""
        found: dict[str, RelationshipRecord] = {}
        for one, target in self._all:
            ends = (one.id, target) if one.link.direction == "out" else (target, one.id)
            properties = {"role": one.link.role} if one.link.role else {}
            id_ = relationship_id(self._schema, one.link.type, *ends, properties)
            found[id_] = RelationshipRecord(id_, *ends, one.link.type, properties)
        return (TieItem(record, NOWHERE, explicit=False) for record in found.values())

    def records(self) -> Iterator[EntityItem]:
        """The records with the texts that go, by header."""
        gone: dict[str, dict[str, list[str]]] = {}
        owners = {one.id: one for one, _ in self._all}
        for one, _ in self._all:
            gone.setdefault(one.id, {}).setdefault(one.header, []).append(one.text)
        for id_, texts in gone.items():
            record = EntityRecord(id_, owners[id_].name, (owners[id_].base,), {UNLINKED: texts})
            yield EntityItem(record, NOWHERE)


class Offers:
    """What an import asks of the texts that stored records keep.

    What stood in the store before the import began is kept in its folder: one that goes on after a
    kill asks the same.
    """

    def __init__(self, sight: Sight, headers: Headers, folder: Path) -> None:
        self._sight = sight
        self._schema = sight.schema
        self._headers = headers
        self._file = folder / KEPT
        self._waiting: list[Waiting] = []
        self._before: set[str] = set()
        self._tied: set[tuple[str, str, str]] = set()
        self._settled = False

    def read(self, names: Names, *, goes_on: bool) -> None:
        """Finds the texts, and has their names looked for."""
        if goes_on and self._file.is_file():
            self._read_kept()
        else:
            rows = self._sight.stream("kept_texts")
            self._waiting = [one for row in rows for one in self._found(row)]
        for one in self._waiting:
            names.want_text(one.text)

    def settle(self, names: Names) -> None:
        """Notes who answers already, before anything is written."""
        if self._settled or not self._waiting:
            return
        stored = [
            (one, known)
            for one in self._waiting
            for known in _fitting(names, one, names.stored_called(one.text))
        ]
        self._before = {known.id for _, known in stored}
        self._tied = self._ties([{"one": one.id, "other": known.id} for one, known in stored])
        state = [[*one[:5], asdict(one.link)] for one in self._waiting]
        raw = [state, sorted(self._before), sorted(self._tied)]
        keep_text(self._file, json.dumps(raw, ensure_ascii=False))

    def asked(
        self, names: Names, decisions: Decisions, *, every: bool = False
    ) -> tuple[list[Problem], Answered]:
        """Questions about texts that a new record answers to (`every`: any record), and what was
        decided. Records that rows of this import are about are left to those rows."""
        problems, answered = list[Problem](), Answered(self._schema)
        for one in self._waiting:
            found = [] if one.id in names.labels else _fitting(names, one)
            ids = [known.id for known in found if not self._is_tied(one, known.id)]
            if not ids:
                continue
            cards = [Card(id_, one.text) for id_ in ids]
            question = telling.appeared(one.id, one.name, one.header, one.text, cards)
            decided = decisions.of(question)
            if decided is not None and decided.answer == "same" and decided.id in ids:
                answered.add(one, decided.id)
            elif decided is None and (every or not self._before.issuperset(ids)):
                problems.append(question)
        return problems, answered

    def _is_tied(self, one: Waiting, id_: str) -> bool:
        ends = (one.id, one.link.type, id_)
        return ends in self._tied or ends[::-1] in self._tied

    def _read_kept(self) -> None:
        waiting, before, tied = json.loads(self._file.read_text(encoding="utf-8"))
        self._waiting = [Waiting._make([*one[:5], _link_of(one[5])]) for one in waiting]
        self._before, self._tied = set(before), set(map(tuple, tied))
        self._settled = True

    def _found(self, row: Row) -> Iterator[Waiting]:
        labels = self._schema.in_order(row["labels"])
        for header, text in json.loads(row["unlinked"] or "{}").items():
            link = next(filter(None, (self._link(header, label) for label in labels)), None)
            if link is not None and isinstance(text, str):
                for part in text.split(NOTES_BESIDE):
                    yield Waiting(row["id"], row["name"], labels[0], header, part, link)

    def _link(self, header: str, label: str) -> Link | None:
        target = self._headers.target(header, label) if label in self._schema.labels else None
        return target if isinstance(target, Link) else None

    def _ties(self, pairs: list[dict[str, str]]) -> set[tuple[str, str, str]]:
        """Ties that there are already between the records and who answers to their texts."""
        if not pairs:
            return set()
        types = sorted({one.link.type for one in self._waiting})
        rows = self._sight.read("relationships_between", pairs=pairs, types=types)
        return {(row["from"], row["type"], row["to"]) for row in rows}


class WithoutTexts(Keep):
    """Takes texts that were answered from a record."""

    def joined(self, stored: Row, given: Row, *, relationship: bool) -> tuple[Row, list[Remark]]:
        if relationship:
            return stored, []
        known = json.loads(stored.get(UNLINKED) or "{}")
        for header, gone in json.loads(given[UNLINKED]).items():
            parts = str(known.get(header, "")).split(NOTES_BESIDE)
            known[header] = NOTES_BESIDE.join(part for part in parts if part not in gone)
        left = {header: text for header, text in known.items() if text != ""}
        row = {name: value for name, value in stored.items() if name != UNLINKED}
        if left:
            row[UNLINKED] = json.dumps(left, ensure_ascii=False, sort_keys=True)
        return row, []


def _link_of(raw: dict[str, Any]) -> Link:
    return Link(**{**raw, "labels": tuple(raw["labels"])})


def _fitting(names: Names, one: Waiting, called: list[Known] | None = None) -> list[Known]:
    """Who answers to a text, among those `called` so (None: of the command and of the store)."""
    every = list(names.called(one.text) if called is None else called)
    by_id = names.with_id(one.text) if one.text.isascii() else None
    if by_id is not None:
        every.append(by_id)
    wanted = set(one.link.labels)
    return [known for known in dict.fromkeys(every) if not wanted.isdisjoint(known.labels)]
