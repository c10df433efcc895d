"""Whom we reach best: the best route's score to everyone at once."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.analysis.models import Reach, Reached
from graph.kernels.arrays import UNIT, AskedArrays, GraphArrays
from graph.kernels.compiled import KERNELS, Kernels
from graph.kernels.workspace import SPACES, plain
from graph.reading.entities import nodes_there
from graph.routes.finder import check_known
from graph.routes.question import Ends, members
from graph.routes.search import extra_costs
from graph.topology.topology import Topology
from graph.viewpoint import Viewpoint

_SAME = -2  # in `parent`: as with one hop less


@dataclass(frozen=True)
class Spread:
    """Best routes from some entities to all, over at most h hops for each h up to `hops`.

    `cost` [h, node] int64: the least, + 1, in units of 2^-48; 0: not reached. `parent` [h, node]
    int32: the entity before, -1 at a start, -2 as with one hop less. `hops`: the longest that is
    whole; `complete`: as long as was asked for.
    """

    cost: NDArray[np.int64]
    parent: NDArray[np.int32]
    hops: int
    complete: bool

    @property
    def final(self) -> NDArray[np.int64]:
        """[node] Least costs over any number of hops asked for, as in `cost`."""
        costs: NDArray[np.int64] = self.cost[self.hops]
        return costs

    def path(self, number: int) -> list[int]:
        """The numbers on the best route to an entity that is reached."""
        path, hops = [number], self.hops
        while True:
            while hops > 0 and self.parent[hops, path[-1]] == _SAME:
                hops -= 1
            before = int(self.parent[hops, path[-1]])
            if before < 0:
                return path[::-1]
            path.append(before)
            hops -= 1


def spread_from(
    topology: Topology,
    graph: GraphArrays,
    starts: Iterable[int],
    max_hops: int,
    deadline: float,
    kernels: Kernels = KERNELS,
) -> Spread:
    """Best routes from any of `starts`, by number, to all, of at most `max_hops`."""
    words = topology.words
    types = [type_ for type_ in words.types if type_ not in words.on_request]
    empty = np.empty(0, np.int32)
    asked = AskedArrays(
        extra=extra_costs(words.number, types, include_past=False),
        starts=np.array(list(starts), np.int32),
        targets=empty,
        wanted=0,
        vias=0,
        k=1,
        max_hops=max_hops,
        diverse=False,
        excluded_start=-1,
        excluded_target=-1,
    )
    nodes = len(topology.ids)
    cost = np.zeros((max_hops + 1, nodes), np.int64)
    parent = np.full((max_hops + 1, nodes), _SAME, np.int32)
    reached = np.empty((max_hops + 1, nodes), np.int32)
    stop = np.zeros(1, np.uint8)
    run, compiled = kernels.pair("spread")
    given = (graph, asked) if compiled else (plain(graph), plain(asked))
    views: tuple[Any, ...] = (cost, parent, reached, stop)
    arrays = views if compiled else tuple(memoryview(array) for array in views)
    with SPACES.watch.over(deadline, stop):
        hops = int(run(*given, *arrays))
    return Spread(cost, parent, hops, hops == max_hops)


@dataclass(frozen=True)
class ReachFinder:
    """Answers who is reached best over one topology."""

    viewpoint: Viewpoint

    @cached_property
    def topology(self) -> Topology:
        """The ties, of one state for the whole answer."""
        return self.viewpoint.mirrors.topology()

    def reach(
        self,
        from_: Ends,
        as_of: date,
        *,
        max_hops: int = 4,
        label: str | None = None,
        country: str | None = None,
        field: str | None = None,
        ids: Sequence[str] = (),
        limit: int = 50,
        offset: int = 0,
    ) -> Reach:
        """A page of entities by the score of their best route from any of `from_`.

        `label`: they have it; `country`: they lie in that country or place; `field`: their
        expertise; `ids`: they are among these. Raises NotFound for an unknown id.
        """
        topology, viewer = self.topology, self.viewpoint.viewer
        starts = members(from_)
        asked = [("from", id_) for id_ in sorted(starts)]
        asked += [(n, i) for n, i in (("country", country), ("field", field)) if i is not None]
        asked += [("ids", id_) for id_ in ids]
        for name, id_ in asked:
            check_known(name, id_, topology, viewer)
        graph = topology.graph(as_of, viewer)
        numbers = topology.seen_numbers(sorted(starts), viewer)
        found = spread_from(
            topology, graph, numbers, max_hops, time.monotonic() + self.viewpoint.route_timeout
        )
        wanted = self._wanted(found.final, starts, label)
        for query, place in (("located_in", country), ("experts_in", field)):
            if place is not None:
                wanted &= topology.among(row["id"] for row in self.viewpoint.read(query, id=place))
        if ids:
            wanted &= topology.among(ids)
        order = self._ranked(np.flatnonzero(wanted), found)
        page = [found.path(number) for number in order[offset : offset + limit]]
        return Reach(
            from_=from_ if isinstance(from_, str) else sorted(from_),
            total=len(order),
            limit=limit,
            offset=offset,
            complete=found.complete,
            reached=self._told(found, page),
        )

    def _wanted(
        self,
        costs: NDArray[np.int64],
        starts: frozenset[str],
        label: str | None,
    ) -> NDArray[np.bool_]:
        topology = self.topology
        wanted: NDArray[np.bool_] = (costs > 0) & topology.there(self.viewpoint.viewer)
        wanted &= ~topology.among(starts)
        if label is not None:
            wanted &= topology.bits & topology.words.bits([label]) != 0
        return wanted

    def _ranked(self, numbers: NDArray[np.int64], found: Spread) -> list[int]:
        """By cost, then by id."""
        places = np.empty(len(self.topology.ids), np.int64)
        places[self.topology.ids.in_order()] = np.arange(len(places))
        order = np.lexsort((places[numbers], found.final[numbers]))
        return [int(number) for number in numbers[order]]

    def _told(self, found: Spread, page: list[list[int]]) -> list[Reached]:
        ids = self.topology.ids
        paths = [[ids.id(number) for number in path] for path in page]
        nodes = nodes_there(self.viewpoint, (path[-1] for path in paths))
        scores = [float(np.exp(-(found.final[path[-1]] - 1) / UNIT)) for path in page]
        return [
            Reached(**nodes[path[-1]].model_dump(), score=score, hops=len(path) - 1, path=path)
            for score, path in zip(scores, paths, strict=True)
            if path[-1] in nodes
        ]
