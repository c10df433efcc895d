"""A viewpoint over a topology that a test holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.schema import Schema
from graph.search.mirror import SearchMirror
from graph.store.protocol import Store
from graph.topology.topology import Topology
from graph.viewer import EVERYTHING, Viewer
from graph.viewpoint import Viewpoint


@dataclass(frozen=True)
class Held:
    """Mirrors that show one topology; `newest`: what there is after another look at the log."""

    held: Topology
    newest: Callable[[], Topology] | None

    def names(self) -> SearchMirror:
        raise NotImplementedError("nothing is searched here")

    def topology(self) -> Topology:
        return self.held

    def newest_topology(self) -> Topology:
        return self.newest() if self.newest else self.held


def over(
    store: Store,
    schema: Schema,
    topology: Topology,
    viewer: Viewer = EVERYTHING,
    timeout: float = 10,
    newest: Callable[[], Topology] | None = None,
) -> Viewpoint:
    return Viewpoint(store, schema, viewer, Held(topology, newest), timeout)
