"""What else could answer “a chain from a to b”, over the same graph: unranked, all of them."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, LiteralString

import numpy as np
from numpy.typing import NDArray

from graph.schema import load_schema
from graph.settings import load_settings
from graph.store.kglite import KgliteStore
from graph.store.neo4j import Neo4jStore
from graph.store.protocol import Store, Transaction
from graph.writing.writer import BATCH
from tests.bench.figures import Figures, centiles, timed
from tests.bench.route_graphs import Size, ends
from tests.support.neo4j_jars import Neo4jAbsent
from tests.support.neo4j_server import Neo4jServer

Pairs = NDArray[np.int64]

_ENDS: LiteralString = "MATCH (a:Entity {id: $one}), (b:Entity {id: $other}) "
_SHORTEST_PATH: LiteralString = (
    f"{_ENDS}MATCH p = shortestPath((a)-[*..4]-(b)) RETURN length(p) AS hops"
)
_SHORTEST_5: LiteralString = f"{_ENDS}MATCH p = SHORTEST 5 (a)--{{1,4}}(b) RETURN length(p) AS hops"
NEO4J = "5.26"


def others(size: Size, pairs: Pairs) -> dict[str, Figures]:
    """Milliseconds of each that is installed; engines only where the graph is loaded in a minute."""
    one, other = ends(size)
    found = in_memory(size, one, other, pairs)
    if size.name == "S":
        found["kglite, shortestPath"] = kglite_times(size, pairs)
        found |= neo4j_times(size, pairs)
    return found


def in_memory(
    size: Size, one: NDArray[np.int32], other: NDArray[np.int32], pairs: Pairs
) -> dict[str, Figures]:
    """Some shortest chain by igraph and scipy."""
    found: dict[str, Figures] = {}
    igraph = optional("igraph")
    if igraph is not None:
        graph = igraph.Graph(n=size.nodes, edges=np.stack([one, other], axis=1))
        found["igraph, shortest chain"] = each(
            pairs, lambda a, b: graph.get_shortest_path(int(a), int(b))
        )
    sparse, csgraph = optional("scipy.sparse"), optional("scipy.sparse.csgraph")
    if sparse is not None and csgraph is not None:
        matrix = sparse.csr_array((np.ones(len(one)), (one, other)), (size.nodes, size.nodes))
        found["scipy, breadth first"] = each(
            pairs[:10], lambda a, _: csgraph.breadth_first_order(matrix, int(a), directed=False)
        )
    return found


def kglite_times(size: Size, pairs: Pairs) -> Figures:
    """The embedded engine's own answer."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data=Path(folder))
        store = KgliteStore(settings.data / "graph.kgl", timeout=settings.store_timeout)
        fill(store, size)
        times = each(
            pairs,
            lambda a, b: list(
                store._session.cypher(_SHORTEST_PATH, params=named(a, b)),
            ),
        )
        store.close()
    return times


def neo4j_times(size: Size, pairs: Pairs) -> dict[str, Figures]:
    """The server's own answers, with `SHORTEST 5`; none where no Neo4j can be had."""
    try:
        server = Neo4jServer(NEO4J).__enter__()
    except Neo4jAbsent as reason:
        print(f"Left out: Neo4j. {reason}")
        return {}
    with closing_server(server) as uri:
        settings = load_settings(
            store=uri, neo4j_user=server.user, neo4j_password=server.password, store_timeout=600
        )
        store = Neo4jStore(settings)
        fill(store, size)
        store.close()
        with server.driver().session(database="neo4j") as session:

            def ask(text: LiteralString, one: int, other: int) -> None:
                session.run(text, named(one, other)).consume()

            return {
                f"Neo4j {NEO4J}, shortestPath": each(pairs, partial(ask, _SHORTEST_PATH)),
                f"Neo4j {NEO4J}, SHORTEST 5": each(pairs, partial(ask, _SHORTEST_5)),
            }


@contextmanager
def closing_server(server: Neo4jServer) -> Iterator[str]:
    """The server's address; it is closed at the end."""
    try:
        yield server.uri
    finally:
        server.close()


def fill(store: Store, size: Size) -> None:
    """Writes the graph's nodes and ties, of one type, into an empty store."""
    store.prepare(load_schema())
    one, other = ends(size)
    names = [f"p{number:07}" for number in range(size.nodes)]
    joined = [
        {"from": names[a], "to": names[b], "properties": {"id": f"r{number}"}}
        for number, (a, b) in enumerate(zip(one.tolist(), other.tolist(), strict=True))
    ]

    def nodes(transaction: Transaction, start: int) -> None:
        rows = [{"id": id_, "name": id_} for id_ in names[start : start + BATCH]]
        transaction.run("create_nodes", slots={"labels": ["Person"]}, rows=rows)

    def ties(transaction: Transaction, start: int) -> None:
        rows = joined[start : start + BATCH]
        transaction.run("create_relationships", slots={"type": ["KNOWS"]}, rows=rows)

    for write, count in ((nodes, len(names)), (ties, len(joined))):
        for start in range(0, count, BATCH):
            store.write(partial(write, start=start))


def named(one: int, other: int) -> dict[str, str]:
    """The parameters of a question."""
    return {"one": f"p{one:07}", "other": f"p{other:07}"}


def each(pairs: Pairs, act: Callable[[int, int], object]) -> Figures:
    """Milliseconds of an act over pairs, once warm."""
    listed = pairs.tolist()
    for pair in listed[:5]:
        act(*pair)
    return {"search": centiles(timed(partial(act, *pair))[0] * 1000 for pair in listed)}


def optional(name: str) -> Any:
    """A module, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
