"""What an office waits for, on each engine this machine has, beside what its users would pick instead.

Prints a Markdown table: milliseconds at the median and the 95th and 99th percentile, and the ratio
to the engine's own `shortestPath`, which answers with some shortest chain, unranked.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from graph.log.follower import Follower
from graph.reading.entities import entity, neighbours, network
from graph.routes.finder import RouteFinder
from graph.routes.question import Question
from graph.schema import load_schema
from graph.search.mirror import SearchMirror
from graph.settings import Settings, load_settings
from graph.store.open import open_store
from graph.store.queries import Queries
from graph.store.sight import Sight
from graph.topology.mirror import TopologyMirror
from graph.viewer import EVERYTHING
from graph.writing.writer import BATCH, Writer
from tests.bench import synthetic
from tests.support.neo4j_jars import VERSIONS, Neo4jAbsent
from tests.support.neo4j_server import Neo4jServer
from tests.support.viewpoints import over

CITY = (24_000, 120_000)  # nodes and relationships of size S (docs/design.md#sizes-and-speed)
PAIRS = 60
SEED = 7
SHORTEST = """// Some shortest chain between two entities.
// params: one, other
// returns: hops
MATCH (a:Entity {id: $one}), (b:Entity {id: $other})
MATCH p = shortestPath((a)-[*..4]-(b))
RETURN length(p) AS hops
"""


def main() -> None:
    """Runs every engine in turn and prints one table each."""
    print(f"# Benchmark\n\n{CITY[0]:,} nodes, {CITY[1]:,} relationships, {PAIRS} seeded pairs.\n")
    for name, settings in _engines():
        print(f"## {name}\n", flush=True)
        for line in _measured(settings):
            print(line, flush=True)
        print()


@contextmanager
def _timed(what: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    print(f"- {what}: {time.perf_counter() - started:.1f} s", flush=True)


def _engines() -> Iterator[tuple[str, Settings]]:
    with tempfile.TemporaryDirectory() as folder:
        yield "kglite", load_settings(data=Path(folder))
    for line in VERSIONS:
        with ExitStack() as stack:
            try:
                server = stack.enter_context(Neo4jServer(line))
            except Neo4jAbsent as reason:
                print(f"Neo4j {line} is left out: {reason}\n", file=sys.stderr)
                continue
            yield (
                f"Neo4j {line}",
                load_settings(
                    store=server.uri, neo4j_user=server.user, neo4j_password=server.password
                ),
            )


def _measured(settings: Settings) -> Iterator[str]:
    schema = load_schema()
    store = open_store(settings, schema)
    try:
        writer = Writer(store, schema)
        entities, ties = synthetic.network(*CITY, SEED)
        with _timed("checked load"):
            for start in range(0, len(entities), BATCH):
                writer.load(entities[start : start + BATCH], [], "bench")
            for start in range(0, len(ties), BATCH):
                writer.load([], ties[start : start + BATCH], "bench")
        names, mirror = SearchMirror(store, schema), TopologyMirror(store, schema)
        with _timed("names and topology ready"):
            Follower(store, [names, mirror]).follow()
        store._queries = _with_shortest(store._queries)  # type: ignore[attr-defined]
        finder = RouteFinder(over(store, schema, mirror.topology, timeout=10))
        yield from _table(
            {
                "shortestPath of the engine, 4 hops": lambda a, b: store.read(
                    "shortest", one=a, other=b
                ),
                "routes, 4 hops, k = 5, with evidence": lambda a, b: finder.find(
                    Question(a, b, date(2026, 1, 1))
                ),
                "search, two characters": lambda a, _: names.search(
                    names.search(a, EVERYTHING).hits[0].name[:2], EVERYTHING
                ),
                "entity": lambda a, _: entity(Sight(store, schema, EVERYTHING), a),
                "neighbours, 50": lambda a, _: neighbours(Sight(store, schema, EVERYTHING), a),
                "network, 1 hop, 50 nodes": lambda a, _: network(
                    Sight(store, schema, EVERYTHING), [a]
                ),
            }
        )
    finally:
        store.close()


def _with_shortest(queries: Queries) -> Queries:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "shortest.cypher").write_text(SHORTEST, encoding="utf-8")
        extra = Queries("kglite", Path(folder))
    queries._queries |= extra._queries
    return queries


def _table(acts: dict[str, Callable[[str, str], object]]) -> Iterator[str]:
    random_ = random.Random(SEED)
    pairs = [[f"n{n}" for n in random_.sample(range(CITY[0]), 2)] for _ in range(PAIRS)]
    yield "| act | p50 ms | p95 ms | p99 ms | p50 to shortestPath |"
    yield "|---|---|---|---|---|"
    first = 0.0
    for name, act in acts.items():
        act(*pairs[0])
        times = sorted(_milliseconds(act, one, other) for one, other in pairs)
        cuts = statistics.quantiles(times, n=100)
        middle = statistics.median(times)
        first = first or middle
        yield f"| {name} | {middle:.2f} | {cuts[94]:.2f} | {cuts[98]:.2f} | {middle / first:.2f} |"


def _milliseconds(act: Callable[[str, str], object], one: str, other: str) -> float:
    started = time.perf_counter()
    act(one, other)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
