"""Routes beside what else could answer: the same 300 pairs, warm, in one run.

`python -m tests.bench.routes_bench [S] [M] [--out FOLDER]` prints Markdown, and writes routes.md,
routes.json and a picture per size into the folder. What the others answer is unranked; they take
part where they can be had, the engines at a city's size.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from graph.analysis.reach import spread_from
from graph.kernels.compiled import KERNELS, Kernels
from graph.log.revision import Changed
from graph.routes.question import Question
from graph.routes.search import RouteSearch
from graph.schema import Schema, load_schema
from graph.topology.build import EdgeReader, compacted
from graph.topology.file import opened, save
from graph.topology.topology import Topology
from graph.topology.update import Fresh, updated
from graph.viewer import EVERYTHING, Access, Viewer
from graph.warm_up import compile_routes
from tests.bench.figures import Figures, centiles, timed
from tests.bench.route_graphs import AS_OF, SEED, SIZES, VIEWERS, Size, megabytes, topology
from tests.bench.route_others import Pairs, others
from tests.bench.route_plot import picture

PAIRS = 300
HUBS = 100
UPDATES = 200
READERS, WRITE_SECONDS = 16, 0.02  # threads that ask at once; between two writes beside them
WARM_UP = 50  # questions before the clock counts: the scratch space is then in memory
OTHERS_LIMIT = 60  # pairs for the slow ones


def main() -> None:
    """Runs the sizes asked for, S alone when none is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["S"], choices=[*SIZES], metavar="SIZE")
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args()
    schema = load_schema()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        compile_routes(schema, Path(folder)).join()
        compiling = time.perf_counter() - started
        results = [measured(SIZES[name], schema, Path(folder)) for name in given.sizes]
    facts = {"compiled": KERNELS.compiled, "compile_seconds": compiling, "sizes": results}
    text = markdown(facts)
    print(text)
    if given.out is not None:
        given.out.mkdir(parents=True, exist_ok=True)
        (given.out / "routes.md").write_text(text, encoding="utf-8")
        (given.out / "routes.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")
        for size in results:
            title = f"{size['size']}: {size['nodes']:,} nodes, {size['ties']:,} ties; p50, p95, p99"
            drawn = picture(title, size["times"])
            (given.out / f"routes-{size['size']}.svg").write_text(drawn, encoding="utf-8")


def measured(size: Size, schema: Schema, folder: Path) -> Figures:
    """All figures of one size."""
    build, graph = timed(lambda: topology(size, schema))
    weigh, _ = timed(lambda: graph.graph(AS_OF, EVERYTHING))
    random = np.random.default_rng(SEED)
    pairs = distinct(random.integers(0, size.nodes, (PAIRS, 2)))
    busiest = np.argsort(-graph.degrees)[:HUBS]
    hubs = distinct(random.choice(busiest, (PAIRS // 3, 2)))
    first = {
        f"first view, {name}": timed(partial(graph.view, viewer))[0]
        for name, viewer in VIEWERS.items()
    }
    types = frozenset(graph.words.types[:10])
    asked: dict[str, tuple[Pairs, dict[str, Any]]] = {
        "4 hops": (pairs, {}),
        "4 hops, ten types": (pairs, {"types": types}),
        "4 hops, over one via": (pairs, {"via": True}),
        "6 hops": (pairs, {"max_hops": 6}),
        "4 hops, both ends hubs": (hubs, {}),
    }
    rows = {name: search_times(graph, *what) for name, what in asked.items()}
    ratios: dict[str, Figures] = {}
    for name, viewer in VIEWERS.items():
        found, times = masked_times(graph, name, viewer)
        rows, ratios = rows | found, ratios | times
    rows |= others(size, pairs[:OTHERS_LIMIT])
    copy = folder / size.name
    saving, _ = timed(lambda: save(graph, schema, 1, copy))
    opening, _ = timed(lambda: opened(schema, copy))
    sweeping, _ = timed(lambda: compacted(schema, graph))
    reach, _ = timed(lambda: spread_from(graph, graph.graph(AS_OF, EVERYTHING), [1], 4, math.inf))
    return {
        "size": size.name,
        "nodes": size.nodes,
        "ties": size.ties,
        "largest_degree": int(graph.degrees.max()),
        "mebibytes": megabytes(graph),
        "seconds": {
            "build": build,
            "costs of a date": weigh,
            **first,
            "save": saving,
            "open the copy": opening,
            "sweep": sweeping,
            "reach everyone, 4 hops": reach,
        },
        "times": rows,
        "times as long with a mask": ratios,
        "update": update_times(graph, schema, EVERYTHING),
        "masked update": update_times(graph, schema, next(iter(VIEWERS.values()))),
        "readers": reader_times(graph, schema, pairs),
    }


def masked_times(
    graph: Topology, name: str, viewer: Viewer
) -> tuple[dict[str, Figures], dict[str, Figures]]:
    """Searches between those whom a viewer sees: by the viewer, and by one who sees everything; and
    how many times as long they take by the viewer."""
    seen = np.flatnonzero(graph.there(viewer))
    pairs = distinct(np.random.default_rng(SEED).choice(seen, (PAIRS, 2)))
    found, times = {}, {}
    for hops in (4, 6):
        options = {"max_hops": hops}
        bare = search_times(graph, pairs, options)
        masked = search_times(graph, pairs, options, viewer)
        found[f"{hops} hops, no mask, ends of “{name}”"] = bare
        found[f"{hops} hops, {name}"] = masked
        times[f"{hops} hops, {name}"] = {
            rank: value / bare["kernel"][rank] for rank, value in masked["kernel"].items()
        }
    return found, times


def search_times(
    graph: Topology, pairs: Pairs, options: dict[str, Any], viewer: Viewer = EVERYTHING
) -> Figures:
    """Milliseconds of whole searches (a question in, ranked ids out), and of the kernel alone by
    the thread's own clock, which other processes do not move."""
    options = dict(options)
    over = options.pop("via", False)
    whole, kernel = [], []
    inner = Stopwatch(KERNELS.pair("search")[0])
    for one, other in pairs[-WARM_UP:].tolist():
        ends_asked = graph.ids.id(one), graph.ids.id(other)
        RouteSearch(graph, Question(*ends_asked, AS_OF), viewer).run()
    for one, other in pairs.tolist():
        via = {graph.ids.id(int(graph.pool.place["target"][graph.rows[one, 0]]))} if over else ()
        ids = graph.ids.id(int(one)), graph.ids.id(int(other))
        question = Question(*ids, AS_OF, via=frozenset(via) - {*ids}, **options)
        search = RouteSearch(graph, question, viewer, kernels=inner)
        seconds, _ = timed(search.run)
        whole.append(seconds * 1000)
        kernel.append(inner.seconds * 1000)
    return {"kernel": centiles(kernel), "search": centiles(whole)}


class Stopwatch(Kernels):
    """The kernels in use, with a clock round the search."""

    def __init__(self, run: Callable[..., Any]) -> None:
        super().__init__()
        self._run = run
        self.seconds = 0.0

    def pair(self, name: str) -> tuple[Callable[..., Any], bool]:
        """See `graph.kernels.compiled.Kernels.pair`."""
        function, compiled = KERNELS.pair(name)
        return (self._timed if name == "search" else function), compiled

    def _timed(self, *arrays: object) -> None:
        started = time.thread_time()
        self._run(*arrays)
        self.seconds = time.thread_time() - started


def reader_times(graph: Topology, schema: Schema, pairs: Pairs) -> Figures:
    """Milliseconds of searches by READERS threads at once: alone, and beside a writer."""
    shown = [graph]

    def ask(pair: tuple[int, int]) -> float:
        now = shown[-1]
        question = Question(now.ids.id(pair[0]), now.ids.id(pair[1]), AS_OF)
        return timed(RouteSearch(now, question, EVERYTHING).run)[0] * 1000

    def measure() -> Figures:
        with ThreadPoolExecutor(READERS) as pool:
            return centiles(pool.map(ask, pairs.tolist() * 3))

    done = threading.Event()

    def write() -> None:
        while not done.wait(WRITE_SECONDS):
            shown[:] = [with_new_tie(shown[-1], len(shown[-1].ids), schema)]

    quiet = measure()
    writer = threading.Thread(target=write)
    writer.start()
    try:
        return {"alone": quiet, "beside a writer": measure()}
    finally:
        done.set()
        writer.join()


def update_times(graph: Topology, schema: Schema, viewer: Viewer) -> Figures:
    """Milliseconds from a new tie's rows to a topology that shows it and is ready to search."""
    times = []
    for number in range(UPDATES):
        seconds, graph = timed(partial(with_new_tie, graph, number, schema, viewer))
        times.append(seconds * 1000)
    return centiles(times)


def with_new_tie(
    graph: Topology, number: int, schema: Schema, viewer: Viewer = EVERYTHING
) -> Topology:
    """The graph with one more tie, ready to search."""
    random = np.random.default_rng(SEED + number)
    reader = EdgeReader(schema, graph.words)
    one, other = (graph.ids.id(int(n)) for n in random.integers(0, len(graph.ids), 2))
    labels: list[Any] = [["Person"], ["Person"]]
    tie = {"id": f"new{number}", "from": one, "to": other, "type": "KNOWS"}
    columns: dict[str, list[Any]] = {name: [value] for name, value in tie.items()}
    for name in ("since", "until", "strength", "confidence", "last_contact", "verified_at"):
        columns[name] = [None]
    access: list[Any] = [Access(0), Access(0)]
    ends_now = {"id": [one, other], "labels": labels, "declined": [False] * 2, "access": access}
    changed = Changed(frozenset({one, other}), frozenset({tie["id"]}))
    fresh = Fresh(changed.entity_ids, changed.relationship_ids, ends_now, columns)
    graph = updated(graph, fresh, reader)
    graph.graph(AS_OF, viewer)
    return graph


def distinct(pairs: Pairs) -> Pairs:
    """Without pairs of one with itself."""
    different: Pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    return different


def markdown(facts: Figures) -> str:
    """The figures as tables."""
    how = "compiled" if facts["compiled"] else "plain Python"
    lines = [f"# Routes, {how} (compiled afresh in {facts['compile_seconds']:.0f} s)"]
    for size in facts["sizes"]:
        lines += ["", f"## {size['size']}: {size['nodes']:,} nodes, {size['ties']:,} ties", ""]
        lines.append(
            f"Largest degree {size['largest_degree']:,}; arrays {size['mebibytes']:.0f} MiB. "
            + "; ".join(f"{name} {seconds:.2f} s" for name, seconds in size["seconds"].items())
            + f". A new tie shown: {_cells(size['update'], ' / ')} ms, to a viewer with a mask: "
            + f"{_cells(size['masked update'], ' / ')} ms."
        )
        readers = "; ".join(f"{n} {_cells(row, ' / ')}" for n, row in size["readers"].items())
        masked = size["times as long with a mask"].items()
        longer = "; ".join(f"{name} {_cells(ratio, ' / ')}" for name, ratio in masked)
        lines[-1] += f" With a mask the kernel takes so many times as long: {longer}."
        lines[-1] += f" {READERS} readers at once: {readers} ms."
        lines += ["", "| ms, k = 5 | kernel (CPU) p50 | p95 | p99 | search p50 | p95 | p99 |"]
        lines.append("|---|---|---|---|---|---|---|")
        for name, row in size["times"].items():
            cells = [_cells(row.get(part), " | ") for part in ("kernel", "search")]
            lines.append(f"| {name} | {cells[0]} | {cells[1]} |")
    return "\n".join(lines) + "\n"


def _cells(figures: dict[str, float] | None, between: str) -> str:
    values = list(figures.values()) if figures else ["", "", ""]
    return between.join(f"{v:.3f}" if isinstance(v, float) else v for v in values)


if __name__ == "__main__":
    main()
