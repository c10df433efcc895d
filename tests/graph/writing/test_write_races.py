"""Two writers at once, on every engine: each acknowledged write stands, and the log tells it once.

Two apps have a store each on a Neo4j. The embedded engine has one process: there the second is
another Writer on the one store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from threading import Barrier

import pytest

from graph.batches.restorer import Restorer
from graph.batches.undo import BatchUndo, Undone, UndoRefused
from graph.batches.writer import BatchWriter
from graph.errors import Conflict, InvalidInput, NotFound, QiaotuError
from graph.log.revision import current_revision
from graph.records import EntityRecord
from graph.schema import Schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.store.protocol import Row, Store
from graph.writing.drafts import EntityChange, EntityDraft, RelationshipChange, RelationshipDraft
from graph.writing.writer import Writer

PAIRS = 30
STORED = {"entity": "stored_entities", "relationship": "relationship_by_ids"}
PATIENCE = 60  # seconds; a bound for a defect, never reached otherwise
IDS = [f"p{number}" for number in range(PAIRS)]
TIES = [f"t{number}" for number in range(PAIRS)]
PEOPLE = [EntityDraft(id=id_, name=id_, labels=["Person"]) for id_ in [*IDS, "other"]]


class Office:
    """Two apps over one graph that holds people; the log is counted from there."""

    def __init__(self, schema: Schema, stores: tuple[Store, Store], writers: list[Writer]) -> None:
        self.schema = schema
        self.stores = stores
        self.writers = writers
        self.started_at = writers[0].load(PEOPLE, [], "tests")

    def tie_all(self) -> None:
        ties = [tie(tie_id, id_) for tie_id, id_ in zip(TIES, IDS, strict=True)]
        self.started_at = self.writers[0].load([], ties, "tests")

    def entries(self) -> list[Row]:
        """The log since the start, in its order; no number is missing."""
        numbers = list(range(self.started_at + 1, current_revision(self.stores[0]) + 1))
        rows = self.stores[0].read("changes_by_sequences", sequences=numbers)
        entries = sorted((row["properties"] for row in rows), key=lambda row: row["sequence"])
        assert [entry["sequence"] for entry in entries] == numbers
        return entries

    def stored(self, query: str, id_: str) -> Row | None:
        rows = self.stores[0].read(query, ids=[id_])
        return rows[0] if rows else None


@pytest.fixture(params=["one app", "two apps"])
def office(
    request: pytest.FixtureRequest, store: Store, engine_settings: Settings, schema: Schema
) -> Iterator[Office]:
    with ExitStack() as opened:
        stores, writer = (store, store), Writer(store, schema)
        if request.param == "one app":
            yield Office(schema, stores, [writer, writer])
            return
        if engine_settings.store:
            stores = (store, opened.enter_context(closing(open_store(engine_settings, schema))))
        yield Office(schema, stores, [writer, Writer(stores[1], schema)])


def tie(id_: str, to: str, type_: str = "KNOWS") -> RelationshipDraft:
    return RelationshipDraft(id=id_, from_="other", to=to, type=type_)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What the acts returned, or the errors that they raised."""
    ready = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        ready.wait(PATIENCE)
        try:
            return act()
        except QiaotuError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        futures = [pool.submit(run, act) for act in acts]
        return [future.result(PATIENCE) for future in futures]


def failed(outcome: object) -> bool:
    return isinstance(outcome, QiaotuError)


@pytest.mark.parametrize("of", ["entity", "relationship"])
def test_changes_of_different_properties_both_stay(office: Office, of: str) -> None:
    office.tie_all()
    ids, change = (IDS, EntityChange) if of == "entity" else (TIES, RelationshipChange)
    given = {"verified_at": "2026-01", "sources": [{"words": "口述"}]}
    lost = []
    for id_ in ids:
        outcomes = at_once(
            *(
                partial(getattr(writer, f"change_{of}"), id_, change(properties={name: value}), "t")
                for writer, (name, value) in zip(office.writers, given.items(), strict=True)
            )
        )
        assert not any(map(failed, outcomes)), outcomes
        row = office.stored(STORED[of], id_)
        lost += [(id_, name) for name in given if not row or name not in row["properties"]]
    assert lost == []
    assert [entry[f"{of}_ids"] for entry in office.entries()] == [
        [id_] for id_ in ids for _ in "ab"
    ]


@pytest.mark.parametrize("way", ["create", "load"])
@pytest.mark.parametrize("detach", [False, True])
def test_a_deletion_and_a_new_relationship_know_of_each_other(
    office: Office, way: str, detach: bool
) -> None:
    """Whichever comes second: the deletion is refused or takes the relationship along, as it says."""
    one, other = office.writers
    joined, kept = [], []
    for id_, tie_id in zip(IDS, TIES, strict=True):
        draft = tie(tie_id, id_)
        load = partial(other.load, [], [draft], "t")
        deletion, joining = at_once(
            partial(one.delete_entity, id_, "t", detach=detach),
            load if way == "load" else partial(other.create_relationship, draft, "t"),
        )
        assert not failed(joining) or isinstance(joining, NotFound)
        assert not failed(deletion) or (isinstance(deletion, Conflict) and not detach)
        assert failed(joining) or failed(deletion) or detach
        joined += [] if failed(joining) else [tie_id]
        kept += [id_] if failed(deletion) else []
        assert bool(office.stored("stored_entities", id_)) == failed(deletion)
        assert bool(office.stored("relationship_by_ids", tie_id)) == failed(deletion)
    deleted = [entry for entry in office.entries() if entry["action"] == "delete_entity"]
    others = [entry for entry in office.entries() if entry["action"] != "delete_entity"]
    assert len(deleted) == PAIRS - len(kept)
    assert [entry["relationship_ids"] for entry in others] == [[id_] for id_ in joined]
    assert [id_ for e in deleted for id_ in e["relationship_ids"]] == (joined if detach else [])


@pytest.mark.parametrize("of", ["entity", "relationship"])
def test_of_two_deletions_one_finds_nothing(office: Office, of: str) -> None:
    ids = IDS if of == "entity" else TIES
    if of == "relationship":
        office.tie_all()
    twice = []
    for id_ in ids:
        acts = [partial(getattr(writer, f"delete_{of}"), id_, "t") for writer in office.writers]
        outcomes = at_once(*acts)
        assert None in outcomes
        twice += [] if any(isinstance(each, NotFound) for each in outcomes) else [id_]
        assert office.stored(STORED[of], id_) is None
    assert twice == []
    assert [entry[f"{of}_ids"] for entry in office.entries()] == [[id_] for id_ in ids]
    assert {entry["action"] for entry in office.entries()} == {f"delete_{of}"}


def test_of_two_changes_of_labels_the_second_sees_the_first(office: Office) -> None:
    mixed = []
    for id_ in IDS:
        changes = [EntityChange(labels=[label]) for label in ("Talent", "Returnee")]
        acts = zip(office.writers, changes, strict=True)
        outcomes = at_once(*(partial(w.change_entity, id_, change, "t") for w, change in acts))
        assert not any(map(failed, outcomes)), outcomes
        row = office.stored("labels_by_ids", id_)
        first, second = (_told(office, entry) for entry in office.entries()[-2:])
        stands = office.schema.in_order(row["labels"]) if row else None
        if (second, stands) != ((first[1], second[1]), second[1]):
            mixed.append((id_, first, second, stands))
    assert mixed == []
    assert [entry["entity_ids"] for entry in office.entries()] == [[i] for i in IDS for _ in "ab"]


def _told(office: Office, entry: Row) -> tuple[list[str], list[str]]:
    """The labels before and after, as an entry has them."""
    before, after = (json.loads(entry[state])["labels"] for state in ("before", "after"))
    return office.schema.in_order(before), office.schema.in_order(after)


def test_labels_and_a_relationship_that_they_forbid_are_never_both_taken(office: Office) -> None:
    both = []
    for id_, tie_id in zip(IDS, TIES, strict=True):
        outcomes = at_once(
            partial(office.writers[0].change_entity, id_, EntityChange(labels=["Country"]), "t"),
            partial(office.writers[1].create_relationship, tie(tie_id, id_, "KIN_OF"), "t"),
        )
        refused = [each for each in outcomes if failed(each)]
        assert all(isinstance(each, InvalidInput) for each in refused)
        both += [] if len(refused) == 1 else [id_]
    assert both == []
    assert len(office.entries()) == PAIRS


def test_an_undo_takes_back_nothing_that_was_changed_since_its_check(office: Office) -> None:
    untold = []
    for id_ in IDS:
        import_person(office, id_)
        (undo, *_), sequence = checked_undos(office, id_), current_revision(office.stores[0])
        undoing, changing = at_once(
            partial(undo.undo, sequence, "t"),
            partial(office.writers[1].change_entity, f"i-{id_}", EntityChange(name="新"), "t"),
        )
        assert not failed(undoing) or isinstance(undoing, UndoRefused)
        assert not failed(changing) or isinstance(changing, NotFound)
        untold += [] if failed(undoing) != failed(changing) else [id_]
        assert bool(office.stored("stored_entities", f"i-{id_}")) == failed(undoing)
    assert untold == []
    assert len(office.entries()) == 2 * PAIRS


def test_of_two_undos_one_does_nothing(office: Office) -> None:
    for id_ in IDS:
        import_person(office, id_)
        undos, sequence = checked_undos(office, id_), current_revision(office.stores[0])
        outcomes = at_once(*(partial(undo.undo, sequence, "t") for undo in undos))
        undone = [each.entities_deleted for each in outcomes if isinstance(each, Undone)]
        assert sorted(undone) == [0, 1]
    assert [entry["action"] for entry in office.entries()] == ["import", "undo"] * PAIRS


def import_person(office: Office, id_: str) -> None:
    record = EntityRecord(f"i-{id_}", id_, ("Person",), {})
    BatchWriter(office.stores[0], office.schema).apply([record], [], "t", f"import-{id_}")


def checked_undos(office: Office, id_: str) -> list[BatchUndo]:
    undos = [BatchUndo(store, office.schema, f"import-{id_}") for store in office.stores]
    for undo in undos:
        undo.check(undo.left())
    return undos


def test_a_restore_and_a_first_write_are_never_both_taken(
    empty_engine: Callable[..., Settings], schema: Schema, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for _ in range(5):  # each in a store of its own
        with closing(open_store(empty_engine(tmp_path_factory.mktemp("new")), schema)) as store:
            outcomes = at_once(
                Restorer(store, schema, "backup").begin,
                partial(Writer(store, schema).load, PEOPLE, [], "t"),
            )
            assert sum(map(failed, outcomes)) == 1
