"""The Store seam: what every engine offers. Driver objects never cross it.

Rows are plain dicts whose values are None, bool, int, float, str, or lists and dicts of these.
A column named `properties` holds a node's or relationship's own properties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from graph.schema import Schema

T = TypeVar("T")
Row = dict[str, Any]


@dataclass(frozen=True)
class Health:
    """An engine's name and version."""

    engine: str
    version: str


# A stream is read at its consumer's pace (a file, a network client), and may be everything there is,
# so its clock is kinder: so many times a query's.
STREAM_PATIENCE = 20


class Transaction(Protocol):
    """Reads and writes that become visible, and durable, together or not at all."""

    def run(self, query: str, /, slots: Slots | None = None, **parameters: object) -> list[Row]:
        """Rows of a query file. Raises Conflict for a breached constraint."""
        ...


Slots = Mapping[str, Iterable[str]]


class Store(Protocol):
    """A graph engine. Safe to use from several threads."""

    def read(self, query: str, /, **parameters: object) -> list[Row]:
        """Rows of a reading query file; it cannot write.

        Raises StoreUnavailable, StoreTimeout, or QueryFault for a query that the engine refuses.
        """
        ...

    def stream(self, query: str, /, **parameters: object) -> Iterator[Row]:
        """As `read`, row by row, for answers larger than memory should hold; with more patience."""
        ...

    def write(self, work: Callable[[Transaction], T], /) -> T:
        """What `work` returns, after its transaction is durable; when it raises, nothing is kept.

        `work` may be called again after a passing fault, so it has no effect but through its
        transaction. Writers wait for one another.
        """
        ...

    def prepare(self, schema: Schema, /) -> None:
        """Creates the constraints and indexes that are missing. Safe to repeat."""
        ...

    def health(self) -> Health:
        """The engine, after a round trip to it. Raises StoreUnavailable."""
        ...

    def close(self) -> None:
        """Ends the store's use; safe to repeat. Every later call raises StoreUnavailable."""
        ...


def constraints(schema: Schema, *, ties: bool = True) -> Iterator[str]:
    """The statements, understood by both engines, that hold ids unique and names quick to find.

    `ties`: those of relationships too.
    """
    yield "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE"
    yield "CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)"
    yield "CREATE CONSTRAINT change_sequence IF NOT EXISTS FOR (n:Change) REQUIRE n.sequence IS UNIQUE"
    yield "CREATE CONSTRAINT revision_key IF NOT EXISTS FOR (n:Revision) REQUIRE n.key IS UNIQUE"
    for type_ in schema.relationships if ties else ():
        yield (
            f"CREATE CONSTRAINT {type_.lower()}_id IF NOT EXISTS "
            f"FOR ()-[r:{type_}]-() REQUIRE r.id IS UNIQUE"
        )
