"""The store as one viewer sees it: the rows there are for them, and what of a row they are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.models import Node, Relationship
from graph.schema import Schema
from graph.store.protocol import Row, Store
from graph.store.rows import node_of, relationship_of
from graph.viewer import Viewer


@dataclass(frozen=True)
class Sight:
    """Reads that ask who looks. What the viewer may not see is as if it were not there."""

    store: Store
    schema: Schema
    viewer: Viewer

    def read(self, query: str, /, **parameters: object) -> list[Row]:
        """Rows of a query that takes `$level` and `$offices`. Raises as `Store.read`."""
        return self.store.read(query, **parameters, **self.viewer.parameters())

    def stream(self, query: str, /, **parameters: object) -> Iterator[Row]:
        """As `read`, row by row."""
        return self.store.stream(query, **parameters, **self.viewer.parameters())

    def node(self, row: Row) -> Node:
        """The node of a row, with what of it the viewer is told."""
        return node_of(row, self.schema, self.viewer)

    def relationship(self, row: Row) -> Relationship:
        """The relationship of a row, with what of it the viewer is told."""
        return relationship_of(row, self.schema, self.viewer)
