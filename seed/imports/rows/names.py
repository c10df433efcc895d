"""What the entities of a command and of the store are called, for the names that rows ask about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from graph.schema import Schema
from graph.store.protocol import Row
from graph.store.sight import Sight
from graph.values import check_id
from graph.writing.writer import BATCH
from seed.imports.rows.identity import normalised

Labels = tuple[str, ...]


class Known(NamedTuple):
    """An entity that a name may mean; `labels` with their base."""

    id: str
    labels: Labels


class Names:
    """Entities by name, alias or English name, and by id. Keeps only what was asked for before."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._wanted: dict[str, str] = {}
        self._wanted_ids: set[str] = set()
        self._command: dict[str, list[Known]] = {}
        self._stored: dict[str, list[Known]] = {}
        self._stored_ids: dict[str, Labels] = {}
        self._asked_names: frozenset[str] = frozenset()
        self._labels: dict[Labels, Labels] = {}
        # Of every entity of the command, by id.
        self.labels: dict[str, Labels] = {}

    def want(self, text: str) -> None:
        """Will be asked for as a name."""
        if text not in self._wanted:
            self._wanted[text] = normalised(text)

    def want_text(self, text: str) -> None:
        """Will be asked for as a name or an id."""
        self.want(text)
        if text.isascii() and _is_id(text):
            self._wanted_ids.add(text)

    def want_id(self, id_: str) -> None:
        """Will be asked for as an id."""
        self._wanted_ids.add(id_)

    def add_id(self, id_: str, labels: Labels) -> None:
        """An entity of the command; labels of several rows are joined."""
        known = self.labels.get(id_)
        joined = labels if known is None else tuple(dict.fromkeys((*known, *labels)))
        self.labels[id_] = self._with_base(joined)

    def called_too(self, names: Iterable[str], id_: str) -> None:
        """What an entity of the command is called, once it is taken."""
        known = Known(id_, self.labels[id_])
        for name in self._asked(names):
            entries = self._command.setdefault(name, [])
            if known not in entries:
                entries.append(known)

    def forget(self, id_: str) -> None:
        """An entity of the command that was refused after all, or that no row is about."""
        self.labels.pop(id_, None)

    @property
    def any_wanted(self) -> bool:
        """Whether any name will be asked for."""
        return bool(self._wanted)

    def read_store(self, sight: Sight) -> None:
        """Reads what the entities in sight are called; those of the command are told of by it."""
        if self._wanted:
            self._asked_names = frozenset(self._wanted.values())
            for row in sight.stream("called"):
                self._add_stored(row)
        self._read_ids(sight)

    def of_command(self, name: str) -> list[Known]:
        """The entities taken so far that are called so."""
        return self._present(self._command.get(self._normal(name), []))

    def of_store(self, name: str) -> list[Known]:
        """The store's entities that are called so, without those that the command has rows for."""
        return [k for k in self._stored.get(self._normal(name), []) if k.id not in self.labels]

    def stored_called(self, name: str) -> list[Known]:
        """All of the store's entities that are called so."""
        return self._stored.get(self._normal(name), [])

    def called(self, name: str) -> list[Known]:
        """Those of the command and of the store."""
        return [*self.of_command(name), *self.of_store(name)]

    def is_stored(self, id_: str) -> bool:
        """Whether the store has it, under a name or an id that was asked for."""
        return id_ in self._stored_ids

    def with_id(self, id_: str) -> Known | None:
        """The entity with this id, if the command or the store has it."""
        labels = self.labels.get(id_) or self._stored_ids.get(id_)
        return Known(id_, labels) if labels else None

    def ambiguous(self) -> set[str]:
        """The ids of those that share a name."""
        texts = self._wanted
        shared = (found for text in texts if len(found := self.called(text)) > 1)
        return {known.id for found in shared for known in found}

    def _add_stored(self, row: Row) -> None:
        if row["id"] is None:
            return
        names = self._asked(names_of(row["name"], row))
        if names:
            known = Known(row["id"], self._with_base(tuple(self._schema.in_order(row["labels"]))))
            self._stored_ids[known.id] = known.labels
            for name in names:
                self._stored.setdefault(name, []).append(known)

    def _read_ids(self, sight: Sight) -> None:
        ids = sorted(self._wanted_ids - self._stored_ids.keys())
        for start in range(0, len(ids), BATCH):
            for row in sight.read("entity_by_ids", ids=ids[start : start + BATCH]):
                self._stored_ids[row["id"]] = tuple(self._schema.in_order(row["labels"]))

    def _present(self, found: list[Known]) -> list[Known]:
        return [known for known in found if known.id in self.labels]

    def _normal(self, name: str) -> str:
        return self._wanted.get(name) or normalised(name)

    def _asked(self, names: Iterable[str]) -> set[str]:
        return {normal for name in names if (normal := self._normal(name)) in self._asked_names}

    def _with_base(self, labels: Labels) -> Labels:
        found = self._labels.get(labels)
        if found is None:
            known = [label for label in labels if label in self._schema.labels]
            bases = dict.fromkeys(self._schema.base_of(label) for label in known)
            found = tuple(self._schema.in_order(dict.fromkeys((*bases, *labels))))
            self._labels[labels] = found
        return found


def names_of(name: str, properties: dict[str, Any]) -> Iterator[str]:
    """Everything that an entity is called."""
    yield name
    yield from properties.get("aliases") or ()
    if properties.get("english_name"):
        yield properties["english_name"]


def _is_id(text: str) -> bool:
    try:
        check_id(text)
    except ValueError:
        return False
    return True
