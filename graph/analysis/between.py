"""The smallest network that connects several people.

A Steiner tree over costs −ln p(e) where each tie also carries half of what passing either of its
ends costs, so that a network's cost is the sum over its ties. Every entity belongs to the nearest
of those asked for; the cheapest crossings between their regions make a spanning tree (Mehlhorn
1988), which costs at most 2 · (1 − 1/n) times the least. So no network costs less than that share.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from graph.analysis.models import Between
from graph.errors import InvalidInput
from graph.kernels.arrays import NEVER, UNIT, GraphArrays
from graph.models import Subgraph
from graph.reading.entities import nodes_there
from graph.routes.finder import check_known
from graph.routes.search import extra_costs
from graph.store.rows import whole
from graph.topology.costs import cost_of
from graph.topology.factors import hub
from graph.topology.topology import Topology
from graph.viewpoint import Viewpoint

TERMINALS = 50  # asked for at once: a network that a page can still show
_CHECK_CLOCK_EVERY = 256  # entities settled between looks at the clock


@dataclass(frozen=True)
class BetweenFinder:
    """Answers what connects several entities."""

    viewpoint: Viewpoint

    @cached_property
    def topology(self) -> Topology:
        """The ties, of one state for the whole answer."""
        return self.viewpoint.mirrors.topology()

    def between(self, ids: Sequence[str], as_of: date) -> Between:
        """The connecting network of `ids`, with the least that any could cost.

        Raises NotFound for an unknown id, InvalidInput for fewer than two or more than TERMINALS.
        """
        topology = self.topology
        asked = list(dict.fromkeys(ids))
        if not 2 <= len(asked) <= TERMINALS:
            raise InvalidInput(
                f"ids: takes 2 to {TERMINALS} different ids.",
                f"ids:需要 2 到 {TERMINALS} 个不同的编号。",
                field="ids",
            )
        for id_ in asked:
            check_known("ids", id_, topology, self.viewpoint.viewer)
        terminals = [topology.number(id_) for id_ in asked]
        regions = Regions(topology, topology.graph(as_of, self.viewpoint.viewer), terminals)
        complete = regions.grow(time.monotonic() + self.viewpoint.route_timeout)
        ties = regions.tree()
        connected = regions.connected
        return Between(
            subgraph=self._subgraph(asked, ties),
            cost=sum(cost for cost, _, _ in ties) / UNIT,
            at_least=regions.closure / (2 * (1 - 1 / len(asked))) / UNIT,
            complete=complete,
            apart=[id_ for id_, n in zip(asked, terminals, strict=True) if n not in connected],
        )

    def _subgraph(self, asked: list[str], ties: list[tuple[int, int, int]]) -> Subgraph:
        topology = self.topology
        pairs = [(topology.ids.id(one), topology.ids.id(other)) for _, one, other in ties]
        ids = list(dict.fromkeys([*asked, *(id_ for pair in pairs for id_ in pair)]))
        rows = self.viewpoint.read(
            "relationships_between",
            pairs=[
                dict(zip(("one", "other"), sorted(pair, key=topology.degree), strict=True))
                for pair in pairs
            ],
            types=list(topology.words.types),
        )
        nodes = nodes_there(self.viewpoint, ids)
        there = [row for row in whole(rows) if row["from"] in nodes and row["to"] in nodes]
        known = sorted(there, key=lambda row: str(row["id"]))
        return Subgraph(
            nodes=list(nodes.values()),
            relationships=[self.viewpoint.relationship(row) for row in known],
            total=len(nodes),
            shown=len(nodes),
        )


@dataclass
class Regions:
    """Which of the terminals is nearest to each entity, and over which way.

    Entities by number, costs in units of 2^-48. `closure`: cost of the spanning tree over the
    terminals; `connected`: the terminals in it. `_settled`: per entity the cost of the way, its
    terminal, and the entity before or -1. `_crossings`: cost from terminal to terminal, cost of the
    tie alone, and its ends.
    """

    topology: Topology
    graph: GraphArrays
    terminals: Sequence[int]
    closure: int = 0
    connected: set[int] = field(default_factory=set)
    _settled: dict[int, tuple[int, int, int]] = field(default_factory=dict)
    _crossings: list[tuple[int, int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        words = self.topology.words
        types = [type_ for type_ in words.types if type_ not in words.on_request]
        self._extra = extra_costs(words.number, types, include_past=False)

    def grow(self, deadline: float) -> bool:
        """Grows until the regions touch and span all terminals; False when the time ran out."""
        queue = [(0, terminal, terminal, -1) for terminal in self.terminals]
        leaders = {terminal: terminal for terminal in self.terminals}
        apart = len(self.terminals) - 1
        horizon = NEVER
        while queue:
            cost, node, terminal, before = heapq.heappop(queue)
            if 2 * cost > horizon:
                return True
            if node in self._settled:
                continue
            self._settled[node] = cost, terminal, before
            if len(self._settled) % _CHECK_CLOCK_EVERY == 0 and time.monotonic() > deadline:
                return False
            for step, other in self._steps(node):
                known = self._settled.get(other)
                if known is None:
                    heapq.heappush(queue, (cost + step, other, terminal, node))
                elif known[1] != terminal:
                    self._crossings.append((cost + step + known[0], step, node, other))
                    if _joined(leaders, terminal, known[1]):
                        apart -= 1
                    if apart == 0 and horizon == NEVER:
                        # A crossing met later than the dearest so far could still be cheaper.
                        horizon = self._dearest()
        return True

    def _dearest(self) -> int:
        return max(cost for cost, _, _ in self._spanning())

    def _steps(self, node: int) -> Iterable[tuple[int, int]]:
        """Cost and other end of each tie of an entity that may be passed or was asked for."""
        graph, terminals = self.graph, self.terminals
        if node not in terminals and self._blocked(node):
            return
        half = self._passing(node)
        places = self.topology.row(node)
        costs = graph.cost[places] + self._extra[graph.kind[places]]
        others = graph.target[places]
        for cost, other in zip(costs.tolist(), others.tolist(), strict=True):
            if cost < NEVER and other != node and (other in terminals or not self._blocked(other)):
                yield cost + (half + self._passing(other)) // 2, other

    def _blocked(self, node: int) -> bool:
        return bool(self.graph.passing[node] >= NEVER)

    def _passing(self, node: int) -> int:
        """What passing it costs, also where it is only passed because it was asked for."""
        return cost_of(hub(int(self.graph.degrees[node])))

    def _spanning(self) -> list[tuple[int, int, int]]:
        """The cheapest crossings that join the regions (Kruskal): cost and the two ends."""
        leaders = {terminal: terminal for terminal in self.terminals}
        chosen = []
        for cost, _, one, other in sorted(self._crossings):
            if _joined(leaders, self._settled[one][1], self._settled[other][1]):
                chosen.append((cost, one, other))
        return chosen

    def tree(self) -> list[tuple[int, int, int]]:
        """The ties of the network: cost and ends."""
        ties: dict[frozenset[int], tuple[int, int, int]] = {}
        spanning = self._spanning()
        self.closure = sum(cost for cost, _, _ in spanning)
        for cost, one, other in spanning:
            step = cost - self._settled[one][0] - self._settled[other][0]
            ties[frozenset((one, other))] = step, one, other
            for end in (one, other):
                self._add_way(ties, end)
        self._note_connected(spanning)
        return sorted(ties.values())

    def _add_way(self, ties: dict[frozenset[int], tuple[int, int, int]], node: int) -> None:
        while True:
            cost, _, before = self._settled[node]
            if before < 0:
                return
            step = cost - self._settled[before][0]
            ties[frozenset((node, before))] = step, before, node
            node = before

    def _note_connected(self, spanning: list[tuple[int, int, int]]) -> None:
        for _, one, other in spanning:
            self.connected |= {self._settled[one][1], self._settled[other][1]}


def _joined(leaders: dict[int, int], one: int, other: int) -> bool:
    """Joins two groups; False when they are one already."""
    roots = []
    for member in (one, other):
        while leaders[member] != member:
            member = leaders[member]  # noqa: PLW2901 - climbs to the root
        roots.append(member)
    if roots[0] == roots[1]:
        return False
    leaders[roots[1]] = roots[0]
    return True
