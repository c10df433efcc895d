"""What the search must find of a made-up network, kind of query by kind; see tests/bench."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.bench.search_data import world
from tests.bench.search_queries import GROUPS, queries
from tests.bench.search_systems import loaded, ours

SIZE = 3_000
PER_GROUP = 25
FIRST = 5
# The share of queries whose answer stands among the first five.
FLOOR = 0.95
FLOORS = {
    "exact": 0.98,
    "spaced": 0.98,
    "alias": 0.98,
    "traditional": 0.98,
    "simplified": 0.98,
    "pinyin": 0.98,
    "initials": 0.98,
}


@pytest.fixture(scope="module")
def recall() -> dict[str, float]:
    made = world(SIZE)
    index = loaded(made)
    answer = ours(index).answer
    found: dict[str, list[bool]] = defaultdict(list)
    for query in queries(made, PER_GROUP):
        hits = [index.record(index.slots[id_]) for id_ in answer(query.text)[:FIRST]]
        found[query.group].append(any(map(query.accepts, hits)))
    assert sum(map(len, found.values())) >= 300
    return {group: sum(hits) / len(hits) for group, hits in found.items()}


@pytest.mark.parametrize("group", GROUPS)
def test_the_one_looked_for_is_among_the_first(recall: dict[str, float], group: str) -> None:
    assert recall[group] >= FLOORS.get(group, FLOOR)
