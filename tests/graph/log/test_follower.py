"""What is kept in memory follows the log: single changes at once, bulk loads in the background."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic

import pytest

from graph.errors import StoreUnavailable
from graph.log import follower, revision
from graph.log.follower import Follower
from graph.log.revision import Changed, current_revision
from graph.schema import Schema
from graph.search.mirror import SearchMirror
from graph.store.kglite import KgliteStore
from graph.store.protocol import Store
from graph.topology import mirror as topology
from graph.topology.mirror import TopologyMirror
from graph.viewer import EVERYTHING, OWN, Viewer
from graph.writing.drafts import EntityDraft, RelationshipDraft
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.routes.plain_graph import content

AS_OF = date(2026, 1, 1)
PATIENCE = 60  # seconds; a bound for a defect, never reached otherwise


class Gated(TopologyMirror):
    """Reads everything only when the gate is open, and fails as often as it is told to."""

    gate = threading.Event()
    failures = 0

    def rebuild(self) -> None:
        assert self.gate.wait(PATIENCE)
        if Gated.failures:
            Gated.failures -= 1
            raise StoreUnavailable
        super().rebuild()

    def twin(self) -> Gated:
        return Gated(self._store, self._schema)


def person(id_: str) -> EntityDraft:
    return EntityDraft(id=id_, name=id_, labels=["Person"], properties={})


def knows(id_: str, one: str, other: str) -> RelationshipDraft:
    return RelationshipDraft(id=id_, type="KNOWS", properties={}, **{"from": one, "to": other})


class Office:
    """A store with the family, a writer, and a follower over names and gated ties."""

    def __init__(self, store: Store, schema: Schema, folder: Path) -> None:
        self.store, self.schema = store, schema
        self.folder = folder
        self.writer = Writer(store, schema)
        self.writer.load(ENTITIES, RELATIONSHIPS, "tests")
        self.ties, self.names = Gated(store, schema, folder), SearchMirror(store, schema)
        self.follower = Follower(store, [self.names, self.ties])
        self.follower.follow()

    def load(self, *ids: str) -> None:
        self.writer.load([person(id_) for id_ in ids], [], "tests")
        self.follower.note_write()

    def create(self, id_: str) -> None:
        self.writer.create_entity(person(id_), "tests")
        self.writer.create_relationship(knows(f"li-{id_}", "li", id_), "tests")
        self.follower.note_write()

    def shows(self, id_: str) -> bool:
        """Whether both names and ties show an entity; they never differ once followed."""
        found = [hit.id for hit in self.names.search(id_, EVERYTHING).hits] == [id_]
        assert found == (self.ties.topology.number(id_) >= 0)
        return found

    def until_current(self) -> None:
        deadline = monotonic() + PATIENCE
        while self.follower.behind:
            assert monotonic() < deadline
            self.follower.note_write()
            self.follower.follow()

    def is_current(self) -> bool:
        fresh = TopologyMirror(self.store, self.schema)
        fresh.rebuild()
        return content(self.ties.topology) == content(fresh.topology)


@pytest.fixture
def office(store: Store, schema: Schema, tmp_path: Path) -> Iterator[Office]:
    Gated.gate.set()
    Gated.failures = 0
    opened = Office(store, schema, tmp_path / "topology")
    yield opened
    Gated.gate.set()
    opened.follower.close()


def test_our_own_bulk_load_is_waited_for(office: Office) -> None:
    office.load("bulk1", "bulk2")
    assert office.follower.follow() == current_revision(office.store)
    assert office.shows("bulk1")
    assert office.is_current()


def test_answers_go_on_while_everything_is_read_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "PATIENCE_SECONDS", 0.0)
    Gated.gate.clear()
    office.load("bulk1")
    office.follower.follow()
    assert office.follower.behind
    assert not office.shows("bulk1")
    office.create("single1")
    office.follower.follow()
    assert office.shows("single1")
    office.create("single2")
    Gated.gate.set()
    office.until_current()
    assert all(office.shows(id_) for id_ in ("bulk1", "single1", "single2"))
    assert office.is_current()


def test_patience_ends_once_for_all(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "PATIENCE_SECONDS", 0.2)
    Gated.gate.clear()
    office.load("bulk1")
    for longest in (0.2, 0.0):
        began = monotonic()
        office.follower.follow()
        assert monotonic() - began < longest + PATIENCE / 2
        assert office.follower.behind


def test_a_failed_reading_is_begun_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "STALE_AFTER_SECONDS", 0.0)
    Gated.failures = 2
    office.load("bulk1")
    office.follower.follow()
    office.until_current()
    assert Gated.failures == 0
    assert office.is_current()


def test_a_copy_on_disk_does_not_claim_a_load_that_it_lacks(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follower, "PATIENCE_SECONDS", 0.0)
    Gated.gate.clear()
    office.load("bulk1")
    office.follower.follow()
    office.create("single1")
    office.follower.follow()
    office.ties.save()
    again = TopologyMirror(office.store, office.schema, office.folder)
    again.rebuild()
    assert again.topology.number("bulk1") >= 0
    Gated.gate.set()
    office.until_current()


def test_memory_stays_flat_over_ten_thousand_writes(
    tmp_path: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Arrays do not grow, and no objects are left behind."""
    monkeypatch.setattr(topology, "_SWEEP_PLACES", 2_000)
    monkeypatch.setattr(topology, "_SWEEP_IDS", 20)
    store = KgliteStore(tmp_path / "graph.kgl", PATIENCE)
    store.prepare(schema)
    writer = Writer(store, schema)
    writer.load(ENTITIES, RELATIONSHIPS, "tests")
    mirror = TopologyMirror(store, schema)
    mirror.rebuild()
    office = Viewer(OWN, frozenset({"office"}))
    blocks, room = [], []
    for half in range(2):
        for number in range(5_000):
            mirror.update(touched(writer, f"w{half}-{number}" if number % 100 == 0 else ""))
            mirror.topology.graph(AS_OF, EVERYTHING)
            mirror.topology.view(office)
        gc.collect()
        blocks.append(sys.getallocatedblocks())
        room.append(len(mirror.topology.pool.place["target"]) + len(mirror.topology.pool.chunks))
    assert room[1] <= room[0] * 1.01
    assert blocks[1] - blocks[0] < 2_000  # a few per entity that came and stays, none per write
    assert len(mirror.topology.ids.added) <= 20
    store.close()


def touched(writer: Writer, id_: str) -> Changed:
    """A tie as if it had been written; with an id, an entity that comes with a tie, and goes."""
    if not id_:
        return Changed(frozenset({"li", "chen"}), frozenset({"li-knows-chen"}))
    writer.create_entity(person(id_), "tests")
    writer.create_relationship(knows(f"li-{id_}", "li", id_), "tests")
    writer.delete_entity(id_, "tests", detach=True)
    writer.create_entity(person(f"{id_}-stays"), "tests")
    return Changed(frozenset({"li", id_, f"{id_}-stays"}), frozenset({f"li-{id_}"}))


def test_more_changes_than_are_read_singly_are_read_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revision, "CATCH_UP_LIMIT", 3)
    for number in range(4):
        office.create(f"single{number}")
    office.follower.follow()
    office.until_current()
    assert office.is_current()
