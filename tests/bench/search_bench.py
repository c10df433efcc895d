"""Search, measured: time per query, and whether the one looked for is found.

`python -m tests.bench.search_bench S M` prints Markdown: 1,000 seeded queries of every kind per
size, and 480 labelled ones with rapidfuzz over all names beside them. Everything is made up.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz, process

from graph.schema import load_schema
from graph.search.filters import Filters
from graph.search.index import Index
from graph.search.searching import search
from graph.search.suggest import suggest
from tests.bench.search_data import GROUPS, Query, World, queries, world

SIZES = {"S": 24_000, "M": 500_000}
TIMED = 1_000
LABELLED_PER_GROUP = 30
BASELINE_SIZE = 24_000  # rapidfuzz over half a million names takes a second per query
FIRST = 5

Answer = Callable[[str], Sequence[str]]


def main() -> None:
    """Prints the tables for the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["S"], choices=sorted(SIZES))
    for size in parser.parse_args().sizes:
        made = world(SIZES[size])
        started = time.perf_counter()
        index = loaded(made)
        seconds = time.perf_counter() - started
        print(f"\n## {size}: {SIZES[size]:,} entities\n")
        print(f"Index built in {seconds:.1f} s; peak memory of the process {_peak_mb():,.0f} MB.\n")
        print_times(index, made)
        print_quality(index, made, with_baseline=SIZES[size] <= BASELINE_SIZE)


def loaded(made: World) -> Index:
    """An index that holds the world."""
    index = Index(list(load_schema().labels))
    index.load(made.records, made.ties)
    return index


def answers(index: Index) -> Answer:
    """The search as a function from a text to ids."""
    schema = load_schema()

    def answer(text: str) -> list[str]:
        found = search(index, schema, text, Filters(), limit=20, offset=0)
        return [index.record(slot).id for slot in found.slots]

    return answer


def fuzzy(made: World) -> Answer:
    """rapidfuzz's weighted ratio over every name, alias and English name."""
    owners = [(text, r.id) for r in made.records for _, text in r.texts()]
    texts = [text for text, _ in owners]

    def answer(text: str) -> list[str]:
        best = process.extract(text, texts, scorer=fuzz.WRatio, limit=20)
        return list(dict.fromkeys(owners[place][1] for _, _, place in best))

    return answer


def print_times(index: Index, made: World) -> None:
    """One row per kind of query, and one for all."""
    asked = queries(made, TIMED // len(GROUPS) + 1)
    answer = answers(index)
    times: dict[str, list[float]] = defaultdict(list)
    for query in asked:
        times[query.group].append(_milliseconds(answer, query.text))
    for query in asked:
        cut = max(1, len(query.text) * 2 // 3)
        times["suggest"].append(_milliseconds(lambda t: suggest(index, t), query.text[:cut]))
    for text in [*"王陈徐国", "xu", "zh", "wei", "公司", "科技", "陈 新加坡", "wang 人工智能"] * 5:
        times["one and two characters, words"].append(_milliseconds(answer, text))
    print("| queries | p50 ms | p95 ms | p99 ms | most ms |\n|---|---|---|---|---|")
    everything = [t for group, listed in times.items() if group != "suggest" for t in listed]
    for group, listed in [*times.items(), ("all but suggest", everything)]:
        marks = [_quantile(listed, share) for share in (0.5, 0.95, 0.99, 1)]
        print(f"| {group} | " + " | ".join(f"{mark:.2f}" for mark in marks) + " |")


def print_quality(index: Index, made: World, *, with_baseline: bool) -> None:
    """Recall and mean reciprocal rank per kind of query, the baseline's beside ours."""
    asked = queries(made, LABELLED_PER_GROUP, seed=29)
    systems = {"侨图": answers(index)} | ({"rapidfuzz": fuzzy(made)} if with_baseline else {})
    print(f"\n{len(asked)} labelled queries; recall@1, recall@{FIRST}, MRR:\n")
    print("| queries | " + " | ".join(systems) + " |\n|---|" + "---|" * len(systems))
    measured = {name: list(map(_place(answer), asked)) for name, answer in systems.items()}
    for group in [*GROUPS, "all"]:
        chosen = [i for i, query in enumerate(asked) if group in (query.group, "all")]
        cells = (_marks(places[i] for i in chosen) for places in measured.values())
        print(f"| {group} | " + " | ".join(cells) + " |")


def _place(answer: Answer) -> Callable[[Query], int]:
    """The place at which a wanted one stands, from 1; 0 when none does."""

    def place(query: Query) -> int:
        found = answer(query.text)
        return next((i for i, id_ in enumerate(found, 1) if id_ in query.wanted), 0)

    return place


def _marks(places: Iterable[int]) -> str:
    listed = list(places)
    first = sum(place == 1 for place in listed) / len(listed)
    early = sum(0 < place <= FIRST for place in listed) / len(listed)
    reciprocal = sum(1 / place for place in listed if place) / len(listed)
    return f"{first:.2f} {early:.2f} {reciprocal:.2f}"


def _milliseconds(answer: Callable[[str], object], text: str) -> float:
    started = time.perf_counter()
    answer(text)
    return (time.perf_counter() - started) * 1000


def _quantile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
