"""The traversable relationships in memory, kept current by every write.

A `Topology` never changes: an update makes a new one, so a search that runs meanwhile keeps the
state it began with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.revision import Changed
from graph.schema import Schema
from graph.store import Row, Store


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship that may be a step: its ends, and what its factor is made of (DESIGN §5)."""

    id: str
    from_: str
    to: str
    type: str
    since: str | None
    until: str | None
    strength: float | None
    confidence: float | None
    last_contact: str | None
    verified_at: str | None

    def other(self, end: str) -> str:
        """The end that is not `end`."""
        return self.to if end == self.from_ else self.from_


@dataclass(frozen=True)
class Topology:
    """Entities' labels, those that declined contact, and their ties by either end."""

    labels: Mapping[str, frozenset[str]]
    declined: frozenset[str]
    ties: Mapping[str, tuple[Tie, ...]]
    on_request: frozenset[str]

    def degree(self, id_: str) -> int:
        """The entity's ties of weighted types: parallel and past ones too, a self-loop once."""
        return self._degrees.get(id_, 0)

    @cached_property
    def _degrees(self) -> dict[str, int]:
        return {
            id_: sum(tie.type not in self.on_request for tie in ties)
            for id_, ties in self.ties.items()
        }


class TopologyMirror:
    """Holds the current topology. See `graph.revision.Mirror`."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self._store = store
        self._types = [*schema.weights, *schema.weights_on_request]
        self._on_request = frozenset(schema.weights_on_request)
        self.topology = Topology({}, frozenset(), {}, self._on_request)

    def rebuild(self) -> None:
        """Reads every traversable relationship."""
        ends = list(self._store.stream("tie_ends"))
        ties: dict[str, list[Tie]] = defaultdict(list)
        for row in self._store.stream("ties", types=self._types):
            _add(ties, _tie(row))
        self.topology = Topology(
            labels={row["id"]: frozenset(row["labels"]) for row in ends},
            declined=frozenset(row["id"] for row in ends if row["declined"]),
            ties={id_: tuple(found) for id_, found in ties.items()},
            on_request=self._on_request,
        )

    def update(self, changed: Changed) -> None:
        """Reads what was touched, and drops what is gone."""
        ids = sorted(changed.entity_ids)
        ends = self._store.read("tie_ends_by_ids", ids=ids)
        rows = self._store.read(
            "ties_by_ids", entity_ids=ids, ids=sorted(changed.relationship_ids), types=self._types
        )
        old = self.topology
        labels = {id_: own for id_, own in old.labels.items() if id_ not in changed.entity_ids}
        self.topology = Topology(
            labels=labels | {row["id"]: frozenset(row["labels"]) for row in ends},
            declined=(old.declined - changed.entity_ids)
            | {row["id"] for row in ends if row["declined"]},
            ties=_replaced(old.ties, changed, map(_tie, rows)),
            on_request=self._on_request,
        )


def _tie(row: Row) -> Tie:
    return Tie(**{("from_" if key == "from" else key): value for key, value in row.items()})


def _add(ties: dict[str, list[Tie]], tie: Tie) -> None:
    ties[tie.from_].append(tie)
    if tie.to != tie.from_:
        ties[tie.to].append(tie)


def _replaced(
    ties: Mapping[str, tuple[Tie, ...]], changed: Changed, new: Iterable[Tie]
) -> dict[str, tuple[Tie, ...]]:
    fresh: dict[str, list[Tie]] = defaultdict(list)
    for id_ in changed.entity_ids:
        fresh[id_] = [t for t in ties.get(id_, ()) if t.id not in changed.relationship_ids]
    for tie in new:
        _add(fresh, tie)
    return {**ties, **{id_: tuple(found) for id_, found in fresh.items()}}
