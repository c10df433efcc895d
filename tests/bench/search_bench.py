"""Search, measured: whether the one looked for is found, and how long it takes.

`python -m tests.bench.search_bench S M --json FILE` prints Markdown, and writes the same as JSON:
labelled queries of every kind asked of our search, of rapidfuzz over all names and of Neo4j's
full-text indexes, then 1,000 seeded queries timed, for who sees everything and for who does not.
Everything is made up. Times of what runs in
this process are CPU time of the thread that asks, so that a busy machine does not count; times of
Neo4j are what passes on the clock until its answer is read.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from graph.schema import load_schema
from graph.search.filters import Filters
from graph.search.index.degrees import DegreeColumns
from graph.search.index.index import Index
from graph.search.index.record import Record
from graph.search.index.view import IndexView
from graph.search.search import search
from graph.search.suggest import suggest
from graph.viewer import EVERYTHING, Viewer
from tests.bench.search_data import STAFF, World, world
from tests.bench.search_queries import GROUPS, Query, queries
from tests.bench.search_systems import HITS, System, full_text, fuzzy, loaded, ours

SIZES = {"S": 24_000, "M": 500_000}
TIMED = 1_000
MASKED = 400
AFTER_WRITES = 100
WARM, NEW, WRITE = "view at hand", "view made", "after a write"
LABELLED_PER_GROUP = 30
# Another seed than those that the search was tuned with.
LABELLED_SEED = 2026
FIRST = 5
SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "most": 1.0}
SHORT = [*"王陈徐国", "xu", "zh", "wei", "公司", "科技", "陈 新加坡", "wang 人工智能"] * 5

Measured = dict[str, Any]
Outcome = tuple[str, int, float]  # group, place, milliseconds


def main() -> None:
    """Prints the tables for the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["S"], choices=sorted(SIZES))
    parser.add_argument("--json", type=Path, help="also write what was measured to this file")
    parser.add_argument("--world", type=int, default=7, help="seed of the made-up entities")
    parser.add_argument("--seed", type=int, default=LABELLED_SEED, help="of the labelled queries")
    asked = parser.parse_args()
    found = [measured(size, asked.world, asked.seed) for size in asked.sizes]
    if asked.json:
        asked.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


def measured(size: str, world_seed: int = 7, seed: int = LABELLED_SEED) -> Measured:
    """Everything about one size, printed as it is found."""
    made = world(SIZES[size], world_seed)
    before, started = _memory_mb("VmRSS"), time.process_time()
    index = loaded(made)
    seconds = time.process_time() - started
    grown = _memory_mb("VmRSS") - before
    print(f"\n## {size}: {SIZES[size]:,} entities\n")
    print(f"Index built in {seconds:.1f} s; it takes {grown:,.0f} MB.", flush=True)
    head = {"size": size, "entities": SIZES[size], "build_seconds": seconds, "index_mb": grown}
    head |= {"world": world_seed, "seed": seed}
    with full_text(made) as servers:
        systems = [ours(index), fuzzy(made), *servers]
        quality = print_quality(made, index, systems, seed)
    times = print_times(index, made)
    return head | quality | {"times": times, "masked": print_masked(index, made)}


def print_quality(made: World, index: Index, systems: Sequence[System], seed: int) -> Measured:
    """Recall, mean reciprocal rank and time of every system on the same labelled queries."""
    asked = queries(made, LABELLED_PER_GROUP, seed=seed)
    found = {
        system.name: [_asked(index, system, query) for query in asked[:: system.every]]
        for system in systems
    }
    rows = []
    print(f"\n{len(asked)} labelled queries; recall@1, recall@{FIRST}, MRR:\n")
    _print_row("queries", *found)
    _print_row(*["---"] * (len(found) + 1))
    for group in [*GROUPS, "all"]:
        marks = {name: _marks(group, answers) for name, answers in found.items()}
        cells = ((m["recall_1"], m["recall_5"], m["mrr"]) for m in marks.values())
        _print_row(group, *(" ".join(f"{share:.2f}" for share in cell) for cell in cells))
        rows += [{"queries": group, "system": name, **mark} for name, mark in marks.items()]
    times = {name: [spent for _, _, spent in answers] for name, answers in found.items()}
    return {"quality": rows, "systems": _print_times(times)}


def print_times(index: Index, made: World) -> list[Measured]:
    """Our own times: one row per kind of query, and one for all."""
    asked = queries(made, TIMED // len(GROUPS) + 1)
    answer, schema, view = ours(index).answer, load_schema(), IndexView(index, EVERYTHING)
    times: dict[str, list[float]] = defaultdict(list)
    for query in asked:
        times[query.group].append(_milliseconds(answer, query.text))
    times["one and two characters, words"] = [_milliseconds(answer, text) for text in SHORT]
    times["all"] = [spent for listed in times.values() for spent in listed]
    for query in asked:
        half = query.text[: max(1, len(query.text) * 2 // 3)]
        times["suggest"].append(_milliseconds(lambda text: suggest(view, schema, text), half))
    return _print_times(times)


def print_masked(index: Index, made: World) -> list[Measured]:
    """The same searches for who sees everything and for who does not, one after the other: when
    their view is there already, when it is made for the search, and right after a write."""
    times: dict[str, list[float]] = defaultdict(list)
    whole, masked = ours(index).answer, ours(index, STAFF).answer
    for query in queries(made, MASKED // len(GROUPS) + 1):
        for name, answer in ((WARM, whole), (f"{WARM}, masked", masked)):
            times[name].append(_milliseconds(answer, query.text))
        for name, viewer in ((NEW, EVERYTHING), (f"{NEW}, masked", STAFF)):
            times[name].append(_milliseconds(_anew(index, viewer), query.text))
    for place, query in enumerate(queries(made, AFTER_WRITES // len(GROUPS) + 1)):
        for name, viewer in ((WRITE, EVERYTHING), (f"{WRITE}, masked", STAFF)):
            _write(index, made, place)
            times[name].append(_milliseconds(_anew(index, viewer), query.text))
    rows = _print_times(times)
    print()
    for one, other in zip(rows[::2], rows[1::2], strict=True):
        ratios = (f"{mark} × {other[mark] / one[mark]:.2f}" for mark in SHARES)
        print(f"{other['queries']}: {', '.join(ratios)}", flush=True)
    return rows


def _anew(index: Index, viewer: Viewer) -> Callable[[str], object]:
    """A search by who has no view yet."""
    schema = load_schema()
    return lambda text: search(IndexView(index, viewer), schema, text, Filters(), HITS, 0)


def _write(index: Index, made: World, place: int) -> None:
    """A person read anew, as after a write."""
    record = made.records[-1 - place]
    ties = [tie for tie in made.ties[-4 * AFTER_WRITES :] if tie[0] == record.id]
    index.update([record.id], [record], ties)
    index.recount([record.id], [DegreeColumns(record.access, [record.id], [1], [""])])


def _print_times(times: dict[str, list[float]]) -> list[Measured]:
    print(f"\n| milliseconds | {' | '.join(SHARES)} |\n|{'---|' * (len(SHARES) + 1)}")
    rows = []
    for name, listed in times.items():
        marks = {mark: _quantile(listed, share) for mark, share in SHARES.items()}
        _print_row(name, *(f"{spent:.2f}" for spent in marks.values()))
        rows.append({"queries": name, "count": len(listed), **marks})
    return rows


def _print_row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def _asked(index: Index, system: System, query: Query) -> Outcome:
    """The place, from 1, of the first hit that is as good as any, 0 for none; and the time."""
    clock = time.thread_time if system.in_process else time.perf_counter
    started = clock()
    answer = system.answer(query.text)
    spent = (clock() - started) * 1000
    records: Iterable[Record] = (index.record(index.slots[id_]) for id_ in answer)
    places = (place for place, record in enumerate(records, 1) if query.accepts(record))
    return query.group, next(places, 0), spent


def _marks(asked: str, answers: Sequence[Outcome]) -> dict[str, float]:
    places = [place for group, place, _ in answers if asked in (group, "all")]
    return {
        "count": len(places),
        "recall_1": sum(place == 1 for place in places) / len(places),
        "recall_5": sum(0 < place <= FIRST for place in places) / len(places),
        "mrr": sum(1 / place for place in places if place) / len(places),
    }


def _milliseconds(answer: Callable[[str], object], text: str) -> float:
    started = time.thread_time()
    answer(text)
    return (time.thread_time() - started) * 1000


def _quantile(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _memory_mb(key: str) -> float:
    """A line of what Linux says of this process; 0 elsewhere."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key)), 0.0)


if __name__ == "__main__":
    main()
