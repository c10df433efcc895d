"""From where a question is asked: the store as the viewer sees it, and what is kept of it in memory.

Every read takes a viewpoint, or the sight of one, so that forgetting the viewer is a type error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from graph.search.mirror import SearchMirror
from graph.store.sight import Sight
from graph.topology.topology import Topology


class Mirrors(Protocol):
    """What is kept of the store in memory, as new as the store when it is asked for."""

    def names(self) -> SearchMirror:
        """The names, for searching."""
        ...

    def topology(self) -> Topology:
        """The ties, for routes."""
        ...

    def newest_topology(self) -> Topology:
        """The ties after another look at the log, for an answer that a write has overtaken."""
        ...


@dataclass(frozen=True)
class Viewpoint(Sight):
    """Made for each question. `route_timeout`: seconds that a search over ties may take."""

    mirrors: Mirrors
    route_timeout: float
