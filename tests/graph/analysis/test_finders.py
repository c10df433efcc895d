"""Every finder answers a viewer as it would over a store that never had what they may not see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from graph.analysis.between import BetweenFinder
from graph.analysis.connectors import ConnectorFinder
from graph.analysis.reach import ReachFinder
from graph.analysis.similar import SimilarFinder
from graph.errors import QiaotuError
from graph.log.revision import Changed
from graph.models import Model
from graph.routes.finder import RouteFinder
from graph.routes.question import Question
from graph.schema import Schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.topology.mirror import TopologyMirror
from graph.topology.topology import Topology
from graph.viewer import EVERYTHING, HIDDEN, OWN, PUBLISHED, WORKING, Viewer
from graph.writing.drafts import EntityChange, EntityDraft, RelationshipDraft
from graph.writing.writer import Writer
from tests.support.kernels import compiled
from tests.support.offices import ENTITIES, RELATIONSHIPS, seen
from tests.support.viewpoints import over

MOMENT = datetime(2026, 1, 1, 8, tzinfo=UTC)
DAY = date(2026, 1, 1)
VIEWERS = [
    Viewer(PUBLISHED, frozenset()),
    Viewer(WORKING, frozenset({"south"})),
    Viewer(OWN, frozenset({"north"})),
    Viewer(HIDDEN, frozenset({"south", "east"})),
    Viewer(OWN),
]
# The hub is for nobody but the all-seeing, the islander and the club are south's.
SOME = ["p00", "p01", "p02", "p04", "p06", "hub", "islander", "south-club", "north", "gone"]
Ask = Callable[[], Model]


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    compiled()


@pytest.fixture
def filled(
    empty_engine: Callable[[Path], Settings], tmp_path: Path, schema: Schema
) -> Callable[..., AbstractContextManager[Store]]:
    """Opens an emptied store with these in it, another folder each time."""

    @contextmanager
    def fill(
        folder: str, entities: list[EntityDraft], relationships: list[RelationshipDraft]
    ) -> Iterator[Store]:
        store = open_store(empty_engine(tmp_path / folder), schema)
        Writer(store, schema, now=lambda: MOMENT).load(entities, relationships, "tests")
        yield store
        store.close()

    return fill


def answers(
    store: Store, schema: Schema, viewer: Viewer, topology: Topology | None = None
) -> dict[str, object]:
    """Every answer by its question; of a refusal its texts."""
    if topology is None:
        mirror = TopologyMirror(store, schema)
        mirror.rebuild()
        topology = mirror.topology
    asked = questions(store, schema, topology, viewer)
    return {name: answered(ask) for name, ask in asked.items()}


def answered(ask: Ask) -> object:
    try:
        return ask().model_dump()
    except QiaotuError as refusal:
        return refusal.code, refusal.field, refusal.en, refusal.zh


def questions(store: Store, schema: Schema, topology: Topology, viewer: Viewer) -> dict[str, Ask]:
    """Of each of SOME as every part of a question, and some more."""
    viewpoint = over(store, schema, topology, viewer)
    find, reach = RouteFinder(viewpoint).find, partial(ReachFinder(viewpoint).reach, as_of=DAY)
    connectors = partial(ConnectorFinder(viewpoint).connectors, DAY)
    between, similar = BetweenFinder(viewpoint).between, SimilarFinder(viewpoint).similar
    found: dict[str, Ask] = {
        "connectors": partial(connectors, limit=50),
        "reach chile": partial(reach, "p00", country="chile"),
        "reach valley": partial(reach, "p00", country="valley"),
        "reach tunnels": partial(reach, "p00", field="tunnels"),
        "similar several": partial(similar, ["p00", "p08"], limit=50),
    }
    plain = Question("north", "p08", DAY, max_hops=6, k=20)
    for id_ in SOME:
        one = frozenset({id_})
        found |= {
            f"routes to {id_}": partial(find, replace(plain, to=id_)),
            f"routes from {id_}": partial(find, replace(plain, from_=id_, max_hops=2)),
            f"routes via {id_}": partial(find, replace(plain, via=one)),
            f"routes avoiding {id_}": partial(find, replace(plain, avoid=one)),
            f"reach {id_}": partial(reach, id_),
            f"reach by ids {id_}": partial(reach, "p00", ids=["p08", id_]),
            f"connectors {id_}": partial(connectors, from_=id_),
            f"between {id_}": partial(between, ["p08", id_], DAY),
            f"similar {id_}": partial(similar, [id_]),
        }
    return found


def test_answers_are_those_over_a_store_without_the_hidden(
    filled: Callable[..., AbstractContextManager[Store]], schema: Schema
) -> None:
    with filled("whole", ENTITIES, RELATIONSHIPS) as store:
        whole = [answers(store, schema, viewer) for viewer in VIEWERS]
        everything = answers(store, schema, EVERYTHING)
    for number, viewer in enumerate(VIEWERS):
        with filled(str(number), *seen(viewer, schema)) as store:
            bare = answers(store, schema, EVERYTHING)
        different = [name for name in bare if whole[number][name] != bare[name]]
        assert different == []
        assert sum(whole[number][name] != everything[name] for name in everything) > 30


def test_who_is_hidden_is_refused_in_the_words_for_who_never_was(
    filled: Callable[..., AbstractContextManager[Store]], schema: Schema
) -> None:
    with filled("whole", ENTITIES, RELATIONSHIPS) as store:
        told = answers(store, schema, Viewer(WORKING, frozenset()))
    refusals = [told[name] for name in told if name.endswith("islander")]
    fields = ["to", "from", "via", "avoid", "from", "ids", "from", "ids", "ids"]
    assert refusals == [
        (
            "not_found",
            field,
            f"{field}: there is no entity with the id islander.",
            f"{field}:没有编号为 islander 的实体。",
        )
        for field in fields
    ]


def test_writes_of_levels_are_followed(
    filled: Callable[..., AbstractContextManager[Store]], schema: Schema
) -> None:
    """After each the topology answers as one that is read anew."""
    changes: list[tuple[str, dict[str, object]]] = [
        ("p01", {"level": HIDDEN}),
        ("hub", {"level": WORKING}),
        ("p00", {"level": OWN, "office": "south", "shared_with": ["north"]}),
        ("p04", {"level": None}),
        ("p01", {"level": PUBLISHED}),
    ]
    north = Viewer(OWN, frozenset({"north"}))
    with filled("whole", ENTITIES, RELATIONSHIPS) as store:
        writer, mirror = Writer(store, schema), TopologyMirror(store, schema)
        mirror.rebuild()
        for id_, properties in changes:
            before = answers(store, schema, north, mirror.topology)
            writer.change_entity(id_, EntityChange(properties=properties), "tests")
            mirror.update(Changed(frozenset({id_}), frozenset()))
            after = answers(store, schema, north, mirror.topology)
            assert after == answers(store, schema, north)
            assert after != before
