"""The traversable relationships in memory, kept current by every write.

A `Topology` never changes: an update makes a new one that shares all but what was touched, so a
search that runs meanwhile keeps the state it began with.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import NEVER, UNSEEN, GraphArrays
from graph.topology.costs import passing_costs
from graph.topology.node_ids import NodeIds
from graph.topology.pool import Pool
from graph.topology.views import KeptView, View, ViewCache
from graph.topology.vocabulary import GONE, Vocabulary
from graph.viewer import Accesses, Viewer

_AT_ONCE = 1 << 16  # entities whose ties are counted together: some tens of megabytes


@dataclass(frozen=True, eq=False)
class Topology:
    """n entities by number, and the rows of their ties in a pool.

    `bits` [n] int64: labels, DECLINED and GONE. `access` [n] uint16: for whom each is there, by its
    number in `accesses`. `rows` [n, 3] int32: first place in the pool, place after the last, next
    chunk or -1; a row is in the order of the other ends' ids. `degrees` [n] int32: ties of weighted
    types to anybody. `places`: how many of the pool's are of this topology or an earlier one.
    """

    words: Vocabulary
    ids: NodeIds
    bits: NDArray[np.int64]
    access: NDArray[np.uint16]
    accesses: Accesses
    rows: NDArray[np.int32]
    degrees: NDArray[np.int32]
    pool: Pool
    places: int
    views: ViewCache = field(default_factory=ViewCache)

    def number(self, id_: str) -> int:
        """The number of an entity, or -1."""
        number = self.ids.number(id_)
        return -1 if number < 0 or self.bits[number] & GONE else number

    def seen_number(self, id_: str, viewer: Viewer) -> int:
        """The number of an entity; -1 too when it is not there for this viewer."""
        number = self.number(id_)
        return -1 if number < 0 or self.view(viewer).hidden[number] else number

    def seen_numbers(self, ids: Sequence[str], viewer: Viewer) -> NDArray[np.int32]:
        """The numbers of those that are there for this viewer."""
        hidden = self.view(viewer).hidden
        numbers = [number for id_ in ids if (number := self.number(id_)) >= 0]
        return np.array([number for number in numbers if not hidden[number]], np.int32)

    def labels(self, id_: str) -> frozenset[str]:
        """The labels of an entity."""
        bits = int(self.bits[self.number(id_)])
        words = self.words.labels
        return frozenset(label for place, label in enumerate(words) if bits >> place & 1)

    def degree(self, id_: str) -> int:
        """The entity's ties of weighted types to anybody: parallel and past ones too, a self-loop
        once."""
        number = self.number(id_)
        return 0 if number < 0 else int(self.degrees[number])

    def there(self, viewer: Viewer) -> NDArray[np.bool_]:
        """[n] bool: whether an entity exists for this viewer."""
        there: NDArray[np.bool_] = (self.bits & GONE == 0) & ~self.view(viewer).hidden
        return there

    def among(self, ids: Iterable[str]) -> NDArray[np.bool_]:
        """[n] bool: whether an entity is one of these."""
        among = np.zeros(len(self.ids), np.bool_)
        among[[number for id_ in ids if (number := self.number(id_)) >= 0]] = True
        return among

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

    def graph(self, as_of: date, viewer: Viewer) -> GraphArrays:
        """What a search computes with for a viewer."""
        view = self.view(viewer)
        weights = self.pool.weights(as_of, self.places)
        return GraphArrays(
            rows=self.rows,
            chunks=self.pool.chunks,
            target=self.pool.place["target"],
            cost=weights.cost,
            kind=weights.kind,
            degrees=view.degrees,
            passing=view.passing,
            hidden=view.hidden,
            hides=int(not viewer.sees_all),
            bits=self.bits,
            cheapest=self.words.cheapest,
        )

    def view(self, viewer: Viewer) -> View:
        """What a viewer sees. Worked out once per mask, kept over writes, brought up to them when
        next asked for."""
        mask = viewer.mask
        kept = self.views.find(mask)
        if kept is not None and kept.is_current:
            return kept.view
        with self.views.working:
            kept = self.views.find(mask)
            if kept is not None and kept.is_current:
                return kept.view
            view = self.counted_anew(mask) if kept is None else self._brought_up(kept, mask)
            self.views.keep(mask, view)
            return view

    def counted_anew(self, viewer: Viewer) -> View:
        """What a viewer sees, worked out from nothing."""
        everyone, degrees = np.arange(len(self.ids)), self.degrees
        hidden = self._hides(viewer, everyone)
        few, many = np.flatnonzero(hidden), np.flatnonzero(~hidden)
        # From the shorter side: all ties but those to the hidden, or those to the others alone.
        if 0 < len(few) <= len(many):
            degrees = degrees - self._ties_from(few)
        elif len(few):
            degrees = self._ties_from(many)
        return View(degrees, self._passing(everyone, degrees, hidden), hidden)

    def _brought_up(self, kept: KeptView, viewer: Viewer) -> View:
        """The view once those touched since are as they now are."""
        view = kept.renumbered(len(self.ids))
        touched = np.unique(np.concatenate([np.empty(0, np.int64), *kept.touched]))
        was, now = view.hidden[touched], self._hides(viewer, touched)
        view.hidden[touched] = now
        # A tie that came or went touched both its ends, so to others only who turned has changed.
        turned = touched[was != now]
        targets, owners = self._counted_ties(turned)
        np.add.at(view.degrees, targets, np.where(now[was != now], -1, 1)[owners])
        view.degrees[touched] = self._degrees_of(touched, view.hidden)
        changed = np.union1d(targets, touched)
        view.passing[changed] = self._passing(changed, view.degrees, view.hidden)
        return view

    def _hides(self, viewer: Viewer, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each of these entities is hidden from a viewer."""
        if viewer.sees_all:
            return np.zeros(len(numbers), np.bool_)
        hides: NDArray[np.bool_] = ~self.accesses.seen_by(viewer)[self.access[numbers]]
        return hides

    def _passing(
        self,
        numbers: NDArray[np.int64],
        degrees: NDArray[np.int32],
        hidden: NDArray[np.bool_],
    ) -> NDArray[np.int64]:
        """The cost of passing some entities, by all entities' degrees as a viewer sees them."""
        costs = passing_costs(degrees[numbers])
        costs[(self.bits[numbers] & UNSEEN != 0) | hidden[numbers]] = NEVER
        return costs

    def _ties_from(self, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        """[n] int32: how many counted ties each entity has to these."""
        ties = np.zeros(len(self.ids), np.int32)
        for first in range(0, len(numbers), _AT_ONCE):
            targets, _ = self._counted_ties(numbers[first : first + _AT_ONCE])
            ties += np.bincount(targets, minlength=len(ties)).astype(np.int32)
        return ties

    def _degrees_of(
        self, numbers: NDArray[np.int64], hidden: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """The degrees of some entities for a viewer who may not see `hidden`."""
        targets, owners = self._counted_ties(numbers)
        return np.bincount(owners[~hidden[targets]], minlength=len(numbers))

    def _counted_ties(
        self, numbers: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The other ends of these entities' ties that count as degrees, and places in `numbers`."""
        places, lengths = self.rows_of(numbers)
        owners = np.repeat(np.arange(len(numbers)), lengths)
        pool = self.pool
        counted = self.words.counted[pool.edge["type"][pool.place["edge"][places]]]
        return pool.place["target"][places[counted]], owners[counted]
