"""More like these: entities of the same base label, by the neighbours that they share.

A neighbour whom few know says more than one whom many know: each counts 1 / ln of how many
neighbours it has itself (Adamic and Adar 2003, “Friends and neighbors on the Web”). Neighbours are
those of the topology: ties that may be steps, past ones too, and a common native place. Provenance
is none of these.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.analysis.models import Alike, Shared, Similar
from graph.models import Node
from graph.reading.entities import nodes_there
from graph.routes.finder import check_known
from graph.topology.topology import Topology
from graph.viewer import Viewer
from graph.viewpoint import Viewpoint

LIKE_AT_MOST = 20  # entities asked about at once: more have too little in common to be one sort
SHARED_TOLD = 3  # names of shared neighbours: a reason that is read at a glance
_BLOCK = 1 << 20  # ties looked at between looks at the clock: some 20 ms, some 50 MB
_DIGITS = 9  # of a score: sums of the same shares in another order are the same score


@dataclass(frozen=True)
class SimilarFinder:
    """Answers who is most like some entities."""

    viewpoint: Viewpoint

    @cached_property
    def topology(self) -> Topology:
        """The ties, of one state for the whole answer."""
        return self.viewpoint.mirrors.topology()

    def similar(self, ids: Sequence[str], *, limit: int = 10) -> Similar:
        """The entities most like any of `ids`, best first, these themselves left out.

        Raises NotFound for an unknown id.
        """
        asked = list(dict.fromkeys(ids))
        for id_ in asked:
            check_known("ids", id_, self.topology, self.viewpoint.viewer)
        numbers = [self.topology.number(id_) for id_ in asked]
        deadline = time.monotonic() + self.viewpoint.route_timeout
        likeness = LikenessScores(
            self.topology, self.viewpoint.viewer, self._bases(), numbers, deadline
        )
        order = likeness.ranked()
        return Similar(
            ids=asked,
            total=len(order),
            limit=limit,
            complete=likeness.complete,
            similar=self._told(likeness, order[:limit]),
        )

    def _bases(self) -> list[int]:
        """The bits of the base labels."""
        names = [name for name, label in self.viewpoint.schema.labels.items() if not label.base]
        return [self.topology.words.bits([name]) for name in names]

    def _told(self, likeness: LikenessScores, numbers: Sequence[int]) -> list[Alike]:
        ids = self.topology.ids
        shared = {number: likeness.shared(number) for number in numbers}
        told = [n for number in numbers for n in (number, *shared[number][:SHARED_TOLD])]
        nodes = nodes_there(self.viewpoint, map(ids.id, told))
        return [
            Alike(
                **nodes[ids.id(number)].model_dump(),
                score=float(likeness.scores[number]),
                shared=[
                    _named(nodes[ids.id(other)])
                    for other in shared[number][:SHARED_TOLD]
                    if ids.id(other) in nodes
                ],
                shared_total=len(shared[number]),
            )
            for number in numbers
            if ids.id(number) in nodes
        ]


@dataclass
class LikenessScores:
    """How much every entity is like `asked`, as one viewer sees them; n entities by number.

    `scores` [n] float64: sums of 1 / ln, above 0; 0 for those that share nothing, are of another
    base label, or are asked. `bases`: one bit each. `deadline`: by the monotonic clock, in seconds.
    `_shares`: per base label, what each neighbour of those asked adds to who shares it.
    """

    topology: Topology
    viewer: Viewer
    bases: Sequence[int]
    asked: Sequence[int]
    deadline: float
    complete: bool = True
    scores: NDArray[np.float64] = field(init=False)
    _shares: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        self._seen = self.topology.there(self.viewer)
        self.scores = np.zeros(len(self._seen))
        groups: dict[int, list[int]] = defaultdict(list)
        for number in self.asked:
            groups[self._base(number)].append(number)
        for base, members in groups.items():
            self._add(base, np.array(members))
        self.scores[list(self.asked)] = 0
        self.scores = self.scores.round(_DIGITS)

    def ranked(self) -> list[int]:
        """The numbers of those that are alike at all, by score, then by id."""
        numbers = np.flatnonzero(self.scores)
        places = np.empty(len(self.scores), np.int64)
        places[self.topology.ids.in_order()] = np.arange(len(places))
        order = np.lexsort((places[numbers], -self.scores[numbers]))
        return [int(number) for number in numbers[order]]

    def shared(self, number: int) -> list[int]:
        """The neighbours that it shares with those asked of its base label, most telling first."""
        shares = self._shares[self._base(number)]
        _, others = self._neighbours(np.array([number]))
        both = [other for other in others.tolist() if other in shares]
        return sorted(both, key=lambda other: (-shares[other], self.topology.ids.id(other)))

    def _base(self, number: int) -> int:
        bits = int(self.topology.bits[number])
        return next((base for base in self.bases if bits & base), 0)

    def _add(self, base: int, members: NDArray[np.int64]) -> None:
        """Adds to the scores of one base label what the neighbours of `members` say."""
        of_base = self.topology.bits & base != 0
        near = self._neighbours(members)[1].astype(np.int64)
        common, times = np.unique(near, return_counts=True)
        for block in self._blocks(common):
            if time.monotonic() > self.deadline:
                self.complete = False
                return
            owners, others = self._neighbours(common[block])
            degrees = np.bincount(owners)
            # One who is seen with a single neighbour is shared by nobody else.
            weights = times[block] / np.log(np.maximum(degrees, 2))
            added = np.bincount(others, weights[owners], minlength=len(self.scores))
            self.scores += np.where(of_base, added, 0)
            pairs = zip(common[block].tolist(), weights.tolist(), strict=True)
            self._shares[base].update(pairs)

    def _blocks(self, numbers: NDArray[np.int64]) -> Iterator[slice]:
        """Slices of `numbers` whose rows hold some _BLOCK ties together, or a single row."""
        ends = np.cumsum(self.topology.rows_of(numbers)[1])
        first = 0
        while first < len(numbers):
            before = ends[first - 1] if first else 0
            last = max(first + 1, int(np.searchsorted(ends, before + _BLOCK, "right")))
            yield slice(first, last)
            first = last

    def _neighbours(
        self, numbers: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """The neighbours of several, each once per owner: places in `numbers`, and numbers."""
        places, lengths = self.topology.rows_of(numbers)
        owners = np.repeat(np.arange(len(numbers)), lengths)
        others = self.topology.pool.place["target"][places]
        kept = self._seen[others] & (others != numbers[owners])
        # A row is in the order of the other ends: parallel ties lie side by side.
        kept[1:] &= (others[1:] != others[:-1]) | (owners[1:] != owners[:-1])
        return owners[kept], others[kept]


def _named(node: Node) -> Shared:
    return Shared(id=node.id, name=node.name, labels=node.labels)
