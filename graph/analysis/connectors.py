"""Who carries the most of our best routes, and what would be lost without them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.analysis.models import Connector, Connectors
from graph.analysis.reach import Spread, spread_from
from graph.kernels.arrays import NEVER, UNIT
from graph.reading.entities import nodes_there
from graph.routes.finder import check_known
from graph.routes.question import Ends, members
from graph.topology.topology import Topology
from graph.viewer import Viewer
from graph.viewpoint import Viewpoint

SOURCES = 64  # looked from when nobody is named: half the error would take four times as many
LOSS_SOURCES = 8  # of these, from how many the loss of a connector is looked at
_SEED = 20_090_501  # the same sample every time, so that an answer can be had again


@dataclass
class Tally:
    """Sums over sources, for n entities by number.

    `shares` [n] float64: of the shares, 0 to 1, of best routes that lead over each; `squares` [n]
    float64: of their squares; `load` [n] int64: of the routes on which it is the first to be asked.
    `targets`: how many routes in all.
    """

    shares: NDArray[np.float64]
    squares: NDArray[np.float64]
    load: NDArray[np.int64]
    sources: int = 0
    targets: int = 0
    complete: bool = True

    def mean(self) -> NDArray[np.float64]:
        """[n] Mean share over the sources."""
        return self.shares / max(self.sources, 1)

    def error(self) -> NDArray[np.float64]:
        """[n] Standard error of the mean; infinite when one source cannot tell."""
        count = self.sources
        if count < 2:
            return np.full(len(self.shares), np.inf)
        variance = (self.squares - self.shares**2 / count) / (count - 1)
        errors: NDArray[np.float64] = np.sqrt(np.maximum(variance, 0) / count)
        return errors


@dataclass(frozen=True)
class ConnectorFinder:
    """Answers who connects most over one topology."""

    viewpoint: Viewpoint

    @cached_property
    def topology(self) -> Topology:
        """The ties, of one state for the whole answer."""
        return self.viewpoint.mirrors.topology()

    def connectors(
        self,
        as_of: date,
        *,
        from_: Ends | None = None,
        label: str | None = None,
        max_hops: int = 4,
        limit: int = 10,
    ) -> Connectors:
        """The entities over which most best routes lead, from each of `from_` or from a sample.

        `label`: only routes to entities that have it. Betweenness of sampled sources: Brandes and
        Pich 2007. Raises NotFound for an unknown id.
        """
        for id_ in sorted(members(from_) if from_ is not None else ()):
            check_known("from", id_, self.topology, self.viewpoint.viewer)
        sources, sampled = self._sources(from_)
        deadline = time.monotonic() + self.viewpoint.route_timeout
        search = _Search(self.topology, as_of, self.viewpoint.viewer, label, max_hops, deadline)
        tally = search.tally(sources)
        best = self._best(tally.shares, limit)
        losses = search.losses(best, sources[: min(tally.sources, LOSS_SOURCES)])
        return Connectors(
            sources=tally.sources,
            targets=tally.targets,
            sampled=sampled,
            complete=tally.complete and len(losses) == len(best),
            connectors=self._told(best, tally, losses, sampled),
        )

    def _told(
        self,
        best: Sequence[int],
        tally: Tally,
        losses: dict[int, tuple[float, float]],
        sampled: bool,
    ) -> list[Connector]:
        number_of = {self.topology.ids.id(number): number for number in best}
        nodes = nodes_there(self.viewpoint, number_of)
        share, error = tally.mean(), tally.error()
        connectors = []
        for id_, node in nodes.items():
            number = number_of[id_]
            lost, weakened = losses.get(number, (None, None))
            known = bool(np.isfinite(error[number]))
            connectors.append(
                Connector(
                    **node.model_dump(),
                    share=float(share[number]),
                    error=None if sampled and not known else float(sampled and error[number]),
                    load=int(tally.load[number]),
                    lost=lost,
                    weakened=weakened,
                )
            )
        return connectors

    def _sources(self, from_: Ends | None) -> tuple[list[str], bool]:
        """Where to look from, and whether that is but a sample."""
        if from_ is not None:
            return sorted(members(from_)), False
        topology = self.topology
        tied = topology.there(self.viewpoint.viewer) & (
            topology.view(self.viewpoint.viewer).degrees > 0
        )
        # By id: numbers depend on what came when, also of those whom the viewer may not see.
        order = topology.ids.in_order()
        numbers = order[tied[order]]
        chosen = np.random.default_rng(_SEED).permutation(len(numbers))[:SOURCES]
        ids = [topology.ids.id(int(numbers[place])) for place in chosen]
        return ids, len(ids) < len(numbers)

    def _best(self, shares: NDArray[np.float64], limit: int) -> list[int]:
        ids = self.topology.ids
        carrying: list[int] = np.flatnonzero(shares > 0).tolist()
        return sorted(carrying, key=lambda number: (-shares[number], ids.id(number)))[:limit]


@dataclass(frozen=True)
class _Search:
    topology: Topology
    as_of: date
    viewer: Viewer
    label: str | None
    max_hops: int
    deadline: float
    _targets: NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        topology = self.topology
        targets = topology.there(self.viewer)
        if self.label is not None:
            targets &= topology.bits & topology.words.bits([self.label]) != 0
        object.__setattr__(self, "_targets", targets)

    def tally(self, sources: Sequence[str]) -> Tally:
        """What the best routes from each source lead over, as far as the time goes."""
        count = len(self.topology.ids)
        tally = Tally(np.zeros(count), np.zeros(count), np.zeros(count, np.int64))
        for source in sources:
            found = self._spread(source, None)
            if not found.complete:
                tally.complete = False
                break
            wanted = self._wanted(found, source)
            passing, load = carried(found, wanted, self.topology.number(source))
            share = passing / max(int(wanted.sum()), 1)
            tally.shares += share
            tally.squares += share**2
            tally.load += load
            tally.sources += 1
            tally.targets += int(wanted.sum())
        return tally

    def losses(
        self, numbers: Sequence[int], sources: Sequence[str]
    ) -> dict[int, tuple[float, float]]:
        """Per entity the share of routes that are none without it, and by how much the others'
        scores fall; those that the time leaves out are absent."""
        losses: dict[int, tuple[float, float]] = {}
        for number in numbers:
            had, gone, before, after = 0, 0, 0.0, 0.0
            for source in sources:
                old, new = self._scores(source, None), self._scores(source, number)
                if old is None or new is None:
                    return losses
                old[number] = 0
                had += int((old > 0).sum())
                gone += int(((old > 0) & (new == 0)).sum())
                before += float(old[new > 0].sum())
                after += float(new[old > 0].sum())
            losses[number] = gone / max(had, 1), 1 - after / before if before else 0.0
        return losses

    def _scores(self, source: str, without: int | None) -> NDArray[np.float64] | None:
        found = self._spread(source, without)
        if not found.complete:
            return None
        costs = found.final
        scores: NDArray[np.float64] = np.exp(-(costs - 1) / UNIT)
        return scores * self._wanted(found, source)

    def _wanted(self, found: Spread, source: str) -> NDArray[np.bool_]:
        wanted = self._targets & (found.final > 0)
        wanted[self.topology.number(source)] = False
        return wanted

    def _spread(self, source: str, without: int | None) -> Spread:
        graph = self.topology.graph(self.as_of, self.viewer)
        if without is not None:
            passing = graph.passing.copy()
            passing[without] = NEVER
            graph = graph._replace(passing=passing)
        starts = [self.topology.number(source)]
        return spread_from(self.topology, graph, starts, self.max_hops, self.deadline)


def carried(
    found: Spread, wanted: NDArray[np.bool_], source: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """By entity, how many best routes to `wanted` lead over it, and on how many it comes first."""
    count = len(wanted)
    own, through = wanted.astype(np.int64), np.zeros(count, np.int64)
    passing, load = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for hops in range(found.hops, 0, -1):
        parent = found.parent[hops]
        moving = np.flatnonzero((parent >= 0) & (own + through > 0))
        passing[moving] += through[moving]
        first = moving[parent[moving] == source]
        load[first] += through[first]
        moved = np.bincount(parent[moving], weights=own[moving] + through[moving], minlength=count)
        own[moving] = through[moving] = 0
        through += moved.astype(np.int64)
    return passing, load
