"""The traversable relationships in memory, kept current by every write.

A `Topology` never changes: an update makes a new one that shares all but what was touched, so a
search that runs meanwhile keeps the state it began with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import NEVER, UNSEEN, Graph
from graph.schema import Schema
from graph.topology.costs import cost_of
from graph.topology.factors import hub
from graph.topology.node_ids import NodeIds
from graph.topology.pool import Pool

DECLINED = 1 << 60
GONE = 1 << 61
NONE = np.empty(0, np.bool_)  # as a mask: hides nobody
VIEWS_KEPT = 4  # masks kept: each is carried over every write, some 2 ms at province size
_FEW_OTHERS = 1_000  # entities whose ties are sooner looked at than all hidden ones
_DEGREES = 1 << 16  # degrees whose cost is looked up; larger ones are worked out


@dataclass(frozen=True)
class Vocabulary:
    """Labels as bits and relationship types as numbers."""

    labels: tuple[str, ...]
    types: tuple[str, ...]
    on_request: frozenset[str]

    @classmethod
    def of(cls, schema: Schema) -> Vocabulary:
        """The schema's labels, and its types that may be steps."""
        types = (*schema.weights, *schema.weights_on_request)
        return cls(tuple(schema.labels), types, frozenset(schema.weights_on_request))

    def bits(self, labels: Iterable[str]) -> int:
        """A number with one bit per known label."""
        return sum(self._bit[label] for label in set(labels) if label in self._bit)

    @cached_property
    def _bit(self) -> dict[str, int]:
        return {label: 1 << place for place, label in enumerate(self.labels)}

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each type."""
        return {type_: place for place, type_ in enumerate(self.types)}

    @cached_property
    def counted(self) -> NDArray[np.bool_]:
        """By type: whether it counts as a degree."""
        return np.array([type_ not in self.on_request for type_ in self.types], np.bool_)


@dataclass(frozen=True)
class View:
    """What one viewer sees: degrees, the cost of passing each entity (NEVER where it may not be
    passed), and which are hidden."""

    degrees: NDArray[np.int32]
    passing: NDArray[np.int64]
    hidden: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Topology:
    """Entities by number with their labels, and the rows of their ties in a pool.

    `rows`: first place, place after the last, next chunk or -1. A row is in the order of the ids.
    """

    words: Vocabulary
    ids: NodeIds
    bits: NDArray[np.int64]
    rows: NDArray[np.int32]
    degrees: NDArray[np.int32]
    pool: Pool
    places: int
    _views: list[View] = field(default_factory=list)

    def number(self, id_: str) -> int:
        """The number of an entity, or -1."""
        number = self.ids.number(id_)
        return -1 if number < 0 or self.bits[number] & GONE else number

    def labels(self, id_: str) -> frozenset[str]:
        """The labels of an entity."""
        bits = int(self.bits[self.number(id_)])
        words = self.words.labels
        return frozenset(label for place, label in enumerate(words) if bits >> place & 1)

    def degree(self, id_: str) -> int:
        """The entity's ties of weighted types: parallel and past ones too, a self-loop once."""
        number = self.number(id_)
        return 0 if number < 0 else int(self.degrees[number])

    def mask(self, ids: Iterable[str]) -> NDArray[np.bool_]:
        """True at the numbers of these entities."""
        mask = np.zeros(len(self.ids), np.bool_)
        mask[[number for id_ in ids if (number := self.number(id_)) >= 0]] = True
        return mask

    def row(self, number: int) -> NDArray[np.int64]:
        """The places of an entity's ties, in the order of the other ends' ids."""
        start, stop, chunk = self.rows[number]
        pieces = [np.arange(start, stop)]
        while chunk >= 0:
            start, stop, chunk = self.pool.chunks[chunk]
            pieces.append(np.arange(start, stop))
        return np.concatenate(pieces)

    def rows_of(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The places of several rows one after another, and how many each row has."""
        owners = [np.arange(len(numbers))]
        pieces = [self.rows[numbers][:, :2]]
        for owner in np.flatnonzero(self.rows[numbers, 2] >= 0):
            chunk = self.rows[numbers[owner], 2]
            while chunk >= 0:
                start, stop, chunk = self.pool.chunks[chunk]
                owners.append(np.array([owner]))
                pieces.append(np.array([[start, stop]], np.int32))
        owner_of, piece = np.concatenate(owners), np.concatenate(pieces).astype(np.int64)
        by_owner = np.argsort(owner_of, kind="stable")
        starts, counts = piece[by_owner, 0], (piece[:, 1] - piece[:, 0])[by_owner]
        before = np.cumsum(counts) - counts
        places = np.repeat(starts - before, counts) + np.arange(counts.sum())
        lengths = np.bincount(owner_of[by_owner], weights=counts, minlength=len(numbers))
        return places, lengths.astype(np.int64)

    def view(self, hidden: NDArray[np.bool_] | None = None) -> View:
        """What a viewer sees who may not see `hidden` (by number); None: sees all.

        Worked out once per mask, and kept over writes: the last few masks, and what differs little
        from one of them, cost next to nothing.
        """
        if hidden is None:
            return self._open_view
        for view in list(self._views):
            if view.hidden is hidden:
                return view
        view = self._near_view(hidden) or self.counted_anew(hidden)
        self._views.append(view)
        del self._views[:-VIEWS_KEPT]
        return view

    def counted_anew(self, hidden: NDArray[np.bool_]) -> View:
        """What a viewer sees, worked out from nothing."""
        degrees = self._seen_degrees(hidden)
        return View(degrees, self.passing(slice(None), degrees, hidden), hidden)

    def _near_view(self, hidden: NDArray[np.bool_]) -> View | None:
        """From a kept view that hides almost the same."""
        for view in reversed(self._views):
            other = np.flatnonzero(view.hidden != hidden)
            if len(other) <= _FEW_OTHERS:
                return self._turned(view, hidden, other)
        return None

    def _turned(self, view: View, hidden: NDArray[np.bool_], other: NDArray[np.int64]) -> View:
        """The view once the entities `other` are hidden where they were not, or the reverse."""
        if not len(other):
            return View(view.degrees, view.passing, hidden)
        degrees, costs = view.degrees.copy(), view.passing.copy()
        (places, lengths), pool = self.rows_of(other), self.pool
        signs = np.repeat(np.where(hidden[other], -1, 1), lengths)
        counted = self.words.counted[pool.edge["type"][pool.place["edge"][places]]]
        targets = pool.place["target"][places[counted]]
        np.add.at(degrees, targets, signs[counted])
        chosen = np.union1d(targets, other)
        costs[chosen] = self.passing(chosen, degrees, hidden)
        return View(degrees, costs, hidden)

    def graph(self, as_of: date, hidden: NDArray[np.bool_] | None = None) -> Graph:
        """What the search computes with."""
        view = self.view(hidden)
        weights = self.pool.weights(as_of, self.places)
        return Graph(
            rows=self.rows,
            chunks=self.pool.chunks,
            target=self.pool.place["target"],
            cost=weights.cost,
            kind=weights.kind,
            passing=view.passing,
            bits=self.bits,
            cheapest=weights.cheapest,
        )

    @cached_property
    def _open_view(self) -> View:
        return View(self.degrees, self.passing(slice(None), self.degrees, NONE), NONE)

    def passing(
        self,
        numbers: slice | NDArray[np.int64],
        degrees: NDArray[np.int32],
        hidden: NDArray[np.bool_],
    ) -> NDArray[np.int64]:
        """The cost of passing some entities, by all entities' degrees as a viewer sees them."""
        costs = passing_costs(degrees[numbers])
        costs[self.bits[numbers] & UNSEEN != 0] = NEVER
        if len(hidden):
            costs[hidden[numbers]] = NEVER
        return costs

    def _seen_degrees(self, hidden: NDArray[np.bool_]) -> NDArray[np.int32]:
        """Degrees without the ties to hidden entities."""
        places, _ = self.rows_of(np.flatnonzero(hidden))
        pool = self.pool
        counted = self.words.counted[pool.edge["type"][pool.place["edge"][places]]]
        lost = np.bincount(pool.place["target"][places[counted]], minlength=len(self.degrees))
        return (self.degrees - lost).astype(np.int32)

    def seen_degree(self, number: int, hidden: NDArray[np.bool_]) -> int:
        """An entity's degree for a viewer who may not see `hidden`."""
        places, pool = self.row(number), self.pool
        counted = self.words.counted[pool.edge["type"][pool.place["edge"][places]]]
        return int((counted & ~hidden[pool.place["target"][places]]).sum())


def passing_costs(degrees: NDArray[np.int32]) -> NDArray[np.int64]:
    """−ln h(v) by degree (docs/routes.md#score)."""
    top = int(degrees.max(initial=0))
    if top < _DEGREES:
        return passing_table(top)[degrees]
    distinct, places = np.unique(degrees, return_inverse=True)
    return np.array([cost_of(hub(int(degree))) for degree in distinct], np.int64)[places]


def passing_table(top: int) -> NDArray[np.int64]:
    """−ln h(v) for every degree up to `top`."""
    return np.array([cost_of(hub(degree)) for degree in range(top + 1)], np.int64)


def numbers_of(topology: Topology, ids: Sequence[str]) -> NDArray[np.int32]:
    """The numbers of entities that exist."""
    return np.array([topology.number(id_) for id_ in ids], np.int32)
