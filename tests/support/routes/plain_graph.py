"""A graph in plain dicts, beside the arrays it is made into."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from graph.log.revision import Changed
from graph.schema import Schema, load_schema
from graph.topology.build import EdgeReader, build
from graph.topology.tie import Tie
from graph.topology.topology import Topology
from graph.topology.update import Fresh, updated
from graph.topology.vocabulary import Vocabulary
from graph.viewer import EVERYTHING, PUBLISHED, Access, Viewer

SCHEMA: Schema = load_schema()
WORDS = Vocabulary.of(SCHEMA)
READER = EdgeReader(SCHEMA, WORDS)
COLUMNS: tuple[str, ...] = ("id", "from", "to", "type", "since", "until", "strength", "confidence")
COLUMNS += ("last_contact", "verified_at")


@dataclass(frozen=True)
class PlainGraph:
    """Entities with their labels, who declined, for whom they are, and every tie at either end."""

    labels: Mapping[str, frozenset[str]]
    declined: frozenset[str]
    all_ties: tuple[Tie, ...]
    access: Mapping[str, Access] = field(default_factory=dict)  # PUBLISHED, who is not in it
    ties: Mapping[str, list[Tie]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        near: dict[str, list[Tie]] = defaultdict(list)
        for one in self.all_ties:
            near[one.from_].append(one)
            if one.to != one.from_:
                near[one.to].append(one)
        object.__setattr__(self, "ties", near)

    def access_of(self, id_: str) -> Access:
        """For whom an entity is there."""
        return self.access.get(id_, Access(PUBLISHED))

    def seen_by(self, viewer: Viewer) -> PlainGraph:
        """The graph without whom the viewer may not see: as if they had never been there."""
        labels = {id_: own for id_, own in self.labels.items() if viewer.sees(self.access_of(id_))}
        ties = tuple(one for one in self.all_ties if {one.from_, one.to} <= set(labels))
        return replace(self, labels=labels, all_ties=ties)

    def topology(self) -> Topology:
        """The same as arrays, built at once."""
        return build(SCHEMA, WORDS, self.end_columns(self.labels), [tie_columns(self.all_ties)])

    def end_columns(self, ids: Iterable[str]) -> dict[str, list[object]]:
        listed = [id_ for id_ in ids if id_ in self.labels]
        return {
            "id": list(listed),
            "labels": [sorted(self.labels[id_]) for id_ in listed],
            "declined": [id_ in self.declined for id_ in listed],
            "access": [self.access_of(id_) for id_ in listed],
        }

    def updated(self, old: Topology, changed: Changed) -> Topology:
        """`old` once what changed is read anew from here."""
        ties = [tie for tie in self.all_ties if tie.id in changed.relationship_ids]
        fresh = Fresh(
            changed.entity_ids,
            changed.relationship_ids,
            self.end_columns(sorted(changed.entity_ids)),
            tie_columns(ties),
        )
        return updated(old, fresh, READER)


def tie_columns(ties: Iterable[Tie]) -> dict[str, list[object]]:
    rows = [asdict(one) for one in ties]
    return {name: [row["from_" if name == "from" else name] for row in rows] for name in COLUMNS}


def tie(id_: str, one: str, other: str, type_: str, **dated: object) -> Tie:
    """A tie; what is not given is absent."""
    fields = dict.fromkeys(
        ("since", "until", "strength", "confidence", "last_contact", "verified_at")
    )
    return Tie(id=id_, from_=one, to=other, type=type_, **(fields | dated))


def content(topology: Topology) -> dict[str, object]:
    """All that a topology says, whatever its numbers: per entity its facts and its row, in order."""
    pool = topology.pool
    facts = ("key", "static", "seen", "since", "until", "type")
    found: dict[str, object] = {}
    for number in topology.ids.in_order().tolist():
        id_ = topology.ids.id(number)
        if topology.number(id_) < 0:
            assert not len(topology.row(number))
            continue
        row: list[tuple[Any, ...]] = [
            (
                topology.ids.id(int(pool.place["target"][place])),
                *(int(pool.edge[name][pool.place["edge"][place]]) for name in facts),
            )
            for place in topology.row(number)
        ]
        assert [line[0] for line in row] == sorted(line[0] for line in row)
        access = topology.accesses.listed()[topology.access[number]]
        found[id_] = int(topology.bits[number]), access, topology.degree(id_), sorted(row)
    return found


def seen_content(topology: Topology, viewer: Viewer = EVERYTHING) -> dict[str, tuple[int, int]]:
    """The degree of everyone who is there for a viewer, and the cost of passing them."""
    view, numbers = topology.view(viewer), np.flatnonzero(topology.there(viewer)).tolist()
    return {
        topology.ids.id(number): (int(view.degrees[number]), int(view.passing[number]))
        for number in numbers
    }
