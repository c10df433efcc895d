"""Routes while others write, and round a hub and a clique that would swallow a plain search."""

from __future__ import annotations

import math
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pytest

from graph.log.follower import Follower
from graph.routes.finder import RouteFinder
from graph.routes.models import Routes
from graph.routes.question import Question
from graph.routes.search import FoundRoutes, RouteSearch
from graph.schema import Schema
from graph.store.protocol import Store
from graph.topology.build import EntityArrays, assemble
from graph.topology.mirror import TopologyMirror
from graph.topology.node_ids import id_array
from graph.topology.pool import EDGE_ARRAYS
from graph.topology.topology import Topology
from graph.topology.vocabulary import Vocabulary
from graph.viewer import EVERYTHING, PUBLISHED, Access, Accesses
from graph.writing.drafts import RelationshipChange
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.kernels import compiled
from tests.support.viewpoints import over

AS_OF = date(2026, 1, 1)
ASKED = Question("office", "zhao", AS_OF)
READERS = 16
WRITES = 60
TIMEOUT = 2.0
LATE = 0.5  # seconds that a busy machine may add before a search notices its deadline
HUB, CLIQUE = 100_000, 2_000


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    compiled()


def test_readers_see_one_state_or_the_other_while_a_writer_commits(
    store: Store, schema: Schema
) -> None:
    writer = Writer(store, schema)
    writer.load(ENTITIES, RELATIONSHIPS, "tests")
    mirror = TopologyMirror(store, schema)
    follower = Follower(store, [mirror])
    done = threading.Event()

    def current() -> Topology:
        follower.follow()
        return mirror.topology

    def read() -> list[Routes]:
        answers: list[Routes] = []
        while not done.is_set() or not answers:
            finder = RouteFinder(over(store, schema, current(), EVERYTHING, TIMEOUT, current))
            answers.append(finder.find(ASKED))
        return answers

    def write() -> None:
        try:
            for number in range(WRITES):
                change = RelationshipChange(properties={"strength": [0.9, 0.2][number % 2]})
                writer.change_relationship("li-knows-chen", change, "t")
                follower.note_write()
        finally:
            done.set()

    with ThreadPoolExecutor(READERS + 1) as pool:
        readers = [pool.submit(read) for _ in range(READERS)]
        pool.submit(write).result()
        answers = [answer for reader in readers for answer in reader.result()]
    scores = {round(answer.routes[0].score, 12) for answer in answers}
    assert len(scores) == 2
    for answer in answers:
        for route in answer.routes:
            worth = math.prod(step.factor * step.hub for step in route.steps)
            assert route.score == pytest.approx(worth)


@pytest.fixture(scope="module")
def swollen(schema: Schema) -> Topology:
    """A hub that knows 100,000 people, and 2,000 who all know each other and the hub's first."""
    first, second = np.triu_indices(CLIQUE, 1)
    one = np.concatenate([np.full(HUB, HUB), first])
    other = np.concatenate([np.arange(HUB), second])
    words = Vocabulary.of(schema)
    facts = {name: np.full(len(one), -1).astype(dtype) for name, dtype in EDGE_ARRAYS.items()}
    facts["static"] = np.random.default_rng(5).integers(1 << 46, 1 << 49, len(one))
    facts["type"][:] = words.number["KNOWS"]
    ids = id_array(f"p{number:06}" for number in range(HUB + 1))
    bits, access = np.zeros(len(ids), np.int64), np.zeros(len(ids), np.uint16)
    entities = EntityArrays(ids, bits, access, Accesses.of([Access(PUBLISHED)]))
    return assemble(schema, words, entities, one.astype(np.int32), other.astype(np.int32), facts)


@pytest.mark.alone
@pytest.mark.parametrize(
    ("start", "target", "max_hops"),
    [
        ("p100000", "p000007", 6),  # the hub, and one of the clique
        ("p000001", "p000002", 4),  # within the clique
        ("p000001", "p000002", 6),
        ("p050000", "p000003", 6),  # over the hub into the clique
        ("p050000", "p060000", 4),  # over the hub alone
    ],
)
def test_hub_and_clique_are_answered_in_time(
    swollen: Topology, start: str, target: str, max_hops: int
) -> None:
    def ask(hops: int, timeout: float) -> tuple[FoundRoutes, float]:
        question = Question(start, target, AS_OF, max_hops=hops)
        began = time.monotonic()
        found = RouteSearch(swollen, question, EVERYTHING, began + timeout).run()
        return found, time.monotonic() - began

    found, seconds = ask(max_hops, TIMEOUT)
    assert seconds < TIMEOUT + LATE
    assert found.paths
    assert found.complete == (found.proven_hops == max_hops)
    # What is said to be proven is: asked for no more, and with time enough, it is the same.
    shorter = [pair for pair in found.paths if len(pair[1]) <= found.proven_hops + 1]
    certain, _ = ask(max(found.proven_hops, 1), 60)
    assert not shorter or certain.paths[0] == shorter[0] or not found.complete


@pytest.mark.alone
def test_a_search_that_cannot_end_stops_in_time(swollen: Topology) -> None:
    via = frozenset(f"p{number:06}" for number in range(10, 14))
    question = Question("p000001", "p000002", AS_OF, k=50, max_hops=6, via=via, diverse=False)
    began = time.monotonic()
    found = RouteSearch(swollen, question, EVERYTHING, began + 0.05).run()
    assert time.monotonic() - began < 0.05 + LATE
    assert not found.complete
    assert found.proven_hops < question.max_hops
