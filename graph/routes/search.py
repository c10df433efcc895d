"""Exact search for the best chains of introductions: questions in, ranked paths out."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.kernels import routes as route_kernel
from graph.kernels.arrays import (
    AVOIDED,
    ENTRIES,
    EQUAL,
    EXPLORED,
    INFINITE,
    KINDS,
    LIMIT,
    LONGEST,
    NEVER,
    OVERFLOW,
    PROVEN,
    SPECIAL,
    START,
    STOPPED,
    TARGET,
    UNIT,
    VIA,
    AskedArrays,
    FoundArrays,
    GraphArrays,
    ScratchArrays,
)
from graph.kernels.compiled import KERNELS, Kernels
from graph.kernels.workspace import SPACES, plain
from graph.routes.question import Path, Question
from graph.topology.costs import PAST_COST
from graph.topology.pool import PAST_KIND
from graph.topology.topology import Topology
from graph.viewer import Viewer

FOUND_AT_FIRST = 4_096  # routes kept while searching; made larger when ties of score need it


@dataclass(frozen=True)
class FoundRoutes:
    """Paths by rank with their scores. `complete` unless the time ran out first.

    `proven_hops`: among routes of so many hops at most, these are the best for certain.
    """

    paths: list[tuple[float, Path]]
    complete: bool
    explored: int
    proven_hops: int = 0


NOTHING = FoundRoutes([], True, 0)


@dataclass
class RouteSearch:
    """One question over one topology, as one viewer sees it. Ids unknown to them are none."""

    topology: Topology
    question: Question
    viewer: Viewer
    deadline: float = math.inf
    excluded: Path | None = None
    kernels: Kernels | None = None

    def run(self) -> FoundRoutes:
        """The best paths. Exact unless the deadline passed."""
        ends = self._ends()
        if ends is None:
            return NOTHING
        starts, targets, vias = ends
        graph = self.topology.graph(self.question.as_of, self.viewer)
        asked = self._asked(starts, targets, len(vias))
        capacity = max(FOUND_AT_FIRST, 8 * self.question.k)
        while True:
            with SPACES.borrowed(len(self.topology.ids), len(vias)) as work:
                found = new_found(capacity, self.question.k)
                self._search(graph, asked, work, found, vias)
                counts = work.count.copy()
            if not found.count[OVERFLOW]:
                break
            capacity *= 8
        return FoundRoutes(
            paths=self._ranked(found),
            complete=not counts[STOPPED],
            explored=int(counts[EXPLORED]),
            proven_hops=int(found.count[PROVEN]),
        )

    def _ends(self) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]] | None:
        """Numbers of starts, targets and vias; None when there is no end, or no route can pass all
        vias.

        A via that is a member of an end's set must be that end.
        """
        question, via = self.question, self.question.via
        sides = []
        for side in (question.starts, question.targets):
            asked = side & via
            if len(asked) > 1:
                return None
            sides.append(sorted(asked or side))
        between = sorted(via - question.starts - question.targets)
        if len(between) >= question.max_hops or set(between) & question.avoid:
            return None
        starts, targets, vias = map(self._numbers, (*sides, between))
        if not len(starts) or not len(targets) or len(vias) < len(between):
            return None
        return starts, targets, vias

    def _numbers(self, ids: Sequence[str]) -> NDArray[np.int32]:
        return self.topology.seen_numbers(ids, self.viewer)

    def _asked(
        self, starts: NDArray[np.int32], targets: NDArray[np.int32], vias: int
    ) -> AskedArrays:
        question = self.question
        excluded = self.excluded or ()
        pair = excluded if len(excluded) == 2 else ()
        return AskedArrays(
            extra=self._extra(),
            starts=starts,
            targets=targets,
            wanted=self.topology.words.bits(question.labels),
            vias=vias,
            k=question.k,
            max_hops=question.max_hops,
            diverse=question.diverse,
            excluded_start=self.topology.number(pair[0]) if pair else -1,
            excluded_target=self.topology.number(pair[1]) if pair else -1,
        )

    def _extra(self) -> NDArray[np.int64]:
        """What a kind of tie costs beside its own; NEVER for those that are not asked for."""
        words = self.topology.words
        types = self.question.types or set(words.types) - words.on_request
        return extra_costs(words.number, types, include_past=self.question.include_past)

    def _search(
        self,
        graph: GraphArrays,
        asked: AskedArrays,
        work: ScratchArrays,
        found: FoundArrays,
        vias: NDArray[np.int32],
    ) -> None:
        kernels = self.kernels or KERNELS
        run, compiled = kernels.pair("search")
        clean = kernels.pair("clean")[0] if compiled else route_kernel.clean
        arrays: list[Any] = [graph, asked, work, found]
        if not compiled:
            arrays = [plain(group) for group in arrays]
        given = self._roles(work, asked, vias)
        work.count[:] = 0
        try:
            with SPACES.watch.over(self.deadline, work.stop):
                run(*arrays)
        finally:
            clean(arrays[1], arrays[2])
            work.role[given] = work.mark[given] = 0

    def _roles(
        self, work: ScratchArrays, asked: AskedArrays, vias: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """Marks who has a part in the question; returns them all."""
        ends = {*self.question.starts, *self.question.targets}
        avoided = [*(self.question.avoid - ends), *(ends - set())]
        numbers = self._numbers(avoided)
        work.role[numbers] = AVOIDED  # members of an end that no route may use stay so
        work.role[asked.starts] = START
        work.role[asked.targets] = TARGET
        for place, number in enumerate(vias):
            work.role[number] = VIA + place
        given = np.concatenate([numbers, asked.starts, asked.targets, vias])
        work.mark[given] |= SPECIAL
        return given

    def _ranked(self, found: FoundArrays) -> list[tuple[float, Path]]:
        """By score, equal ones by hops, then by ids; one path per kind if diverse."""
        best: dict[Path, tuple[int, int]] = {}
        costs = found.cost[: int(found.count[ENTRIES])]
        entries = np.flatnonzero(costs <= int(found.count[LIMIT]) + EQUAL)
        paths, hops = found.paths[entries].tolist(), found.hops[entries].tolist()
        facts = zip(costs[entries].tolist(), found.kind[entries].tolist(), strict=True)
        id_of = self.topology.ids.id
        for numbers, steps, (cost, kind) in zip(paths, hops, facts, strict=True):
            path = tuple(map(id_of, numbers[: steps + 1]))
            if path not in best or cost < best[path][0]:
                best[path] = cost, kind
        ranked: list[tuple[int, Path, int]] = []
        group: list[tuple[int, Path, int]] = []
        for path, (cost, kind) in sorted(best.items(), key=lambda item: item[1][0]):
            if group and cost > group[0][0] + EQUAL:
                ranked += sorted(group, key=lambda one: (len(one[1]), one[1]))
                group = []
            group.append((cost, path, kind))
        ranked += sorted(group, key=lambda one: (len(one[1]), one[1]))
        seen: set[int] = set()
        kept = [one for one in ranked if not (one[2] in seen or seen.add(one[2]))]  # type: ignore[func-returns-value]
        return [(math.exp(-cost / UNIT), path) for cost, path, _ in kept[: self.question.k]]


def extra_costs(
    numbers: dict[str, int], types: Collection[str], *, include_past: bool
) -> NDArray[np.int64]:
    """By kind, what is added to a tie's cost; NEVER for those that are no steps."""
    extra = np.full(2 * PAST_KIND, NEVER, np.int64)
    for type_ in types:
        if type_ in numbers:
            extra[numbers[type_]] = 0
            extra[numbers[type_] + PAST_KIND] = PAST_COST if include_past else NEVER
    return extra


def new_found(capacity: int, k: int) -> FoundArrays:
    """Room for so many routes."""
    found = FoundArrays(
        paths=np.zeros((capacity, LONGEST + 1), np.int32),
        hops=np.zeros(capacity, np.int64),
        cost=np.zeros(capacity, np.int64),
        kind=np.zeros(capacity, np.int64),
        best=np.zeros(capacity, np.int64),
        top=np.full(k, INFINITE, np.int64),
        count=np.zeros(OVERFLOW + 1, np.int64),
    )
    found.count[LIMIT] = INFINITE
    found.count[KINDS] = 0
    return found
