"""Changes from one office to another: taken where nothing changed here, told where something did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.batches.undo import BatchUndo
from graph.batches.writer import BatchWriter
from graph.errors import DataFault, InvalidInput, NotFound
from graph.log.revision import current_revision
from graph.reading.entities import nodes_by_ids
from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from graph.writing.drafts import EntityChange, EntityDraft, RelationshipChange, RelationshipDraft
from graph.writing.writer import Writer
from seed.backup.backup import describe, write_backup
from seed.backup.restore import restore
from seed.exchange.apply import DeltaReport, apply_delta
from seed.exchange.file import check_delta, write_delta
from seed.exchange.touched import touched
from seed.records.stream import changes
from tests.support.family import ENTITIES, RELATIONSHIPS


class Office:
    """A store with a writer, and the revision up to which others know it."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self.store, self.schema = store, schema
        self.writer = Writer(store, schema)
        self.known = current_revision(store)

    def change(self, id_: str, **properties: Any) -> None:
        self.writer.change_entity(id_, EntityChange(properties=properties), "here")

    def told(self, path: Path) -> Path:
        write_delta(self.store, self.schema, path, self.known, "office")
        return path

    def takes(self, path: Path, *, dry_run: bool = False) -> DeltaReport:
        return apply_delta(
            Sight(self.store, self.schema, EVERYTHING), path, "other", dry_run=dry_run
        )

    def properties(self, id_: str) -> dict[str, Any]:
        return nodes_by_ids(Sight(self.store, self.schema, EVERYTHING), [id_])[0].properties

    def content(self) -> str:
        return describe(self.store, self.schema).content.digest


@pytest.fixture
def there(tmp_path: Path, schema: Schema) -> Iterator[Office]:
    store = open_store(load_settings(data=tmp_path / "there"), schema)
    Writer(store, schema).load(ENTITIES, RELATIONSHIPS, "tests")
    yield Office(store, schema)
    store.close()


@pytest.fixture
def here(there: Office, store: Store, tmp_path: Path, schema: Schema) -> Office:
    """Began as a copy of the other."""
    write_backup(there.store, schema, tmp_path / "copy.jsonl", "1")
    restore(store, schema, tmp_path / "copy.jsonl")
    return Office(store, schema)


def work_of_a_week(office: Office) -> None:
    """Every kind of write that the log knows."""
    writer = office.writer
    writer.create_entity(
        EntityDraft(id="new", name="新人", labels=["Talent"], properties={"office": "office"}), "a"
    )
    writer.create_relationship(
        RelationshipDraft(id="new-tie", from_="new", to="li", type="KNOWS"), "a"
    )
    office.change("zhao", summary="院士,已回国", aliases=["老赵"])
    office.change("chen", aliases=None)
    writer.change_entity("xu", EntityChange(name="徐新名", labels=["Talent"]), "a")
    writer.change_relationship(
        "li-knows-chen", RelationshipChange(properties={"last_contact": "2026-01"}), "a"
    )
    writer.delete_relationship("xu-knows-li", "a")
    writer.delete_entity("ma", "a", detach=True)
    writer.create_entity(EntityDraft(id="brief", name="一时", labels=["Person"]), "a")
    writer.delete_entity("brief", "a")
    BatchWriter(office.store, office.schema).apply(
        [
            EntityRecord("sun", "孙会长", ("Representative",), {"position": "会长"}),
            EntityRecord("batch", "批量", ("Person",), {}),
        ],
        [RelationshipRecord("batch-tie", "batch", "wang", "KNOWS", {"strength": 0.5})],
        "a",
        "import-1",
    )


def test_a_weeks_work_arrives_whole_and_only_once(
    there: Office, here: Office, tmp_path: Path
) -> None:
    work_of_a_week(there)
    path = there.told(tmp_path / "week.jsonl.gz")
    before = here.content()

    rehearsed = here.takes(path, dry_run=True)
    assert here.content() == before
    report = here.takes(path)
    assert (report.conflicts, report.missing, report.refused) == ((), (), ())
    assert (report.new, report.relationships_new) == (2, 2)
    assert (report.changed, report.relationships_changed, report.deleted) == (4, 1, 3)
    assert here.content() == there.content()
    assert here.properties("new")["office"] == "office"
    assert replace(rehearsed, dry_run=False) == report

    revision = current_revision(here.store)
    again = here.takes(path)
    counted = {name: number for name, number in again.counted().items() if number}
    assert counted.keys() == {"same", "relationships_same"}
    assert (again.deleted, again.conflicts) == (0, ())
    assert current_revision(here.store) == revision


def test_a_file_holds_only_what_changed(there: Office, tmp_path: Path) -> None:
    office = there
    office.change("zhao", summary="一")
    office.change("zhao", summary="目标人物")  # as it was
    office.change("li", summary="二")
    office.writer.create_entity(EntityDraft(id="brief", name="一时", labels=["Person"]), "a")
    office.writer.delete_entity("brief", "a")
    held = check_delta(office.told(tmp_path / "d.jsonl"))
    assert (held.entities, held.relationships) == (1, 0)
    assert (held.since, held.revision, held.office) == (1, 6, "office")


def test_what_both_changed_is_told_and_left(there: Office, here: Office, tmp_path: Path) -> None:
    there.change("zhao", summary="那边", position="院长", academic_degree="博士")
    here.change("zhao", summary="这边", academic_degree="博士", honours=["奖"])
    report = here.takes(there.told(tmp_path / "d.jsonl"))
    ((one,)) = report.conflicts
    assert (one.id, one.property) == ("zhao", "summary")
    assert (one.base, one.theirs, one.ours) == ("目标人物", "那边", "这边")
    found = here.properties("zhao")
    assert (found["summary"], found["position"]) == ("这边", "院长")
    assert (found["academic_degree"], found["honours"]) == ("博士", ["奖"])
    assert report.changed == 1


def test_names_and_removed_values_conflict_too(there: Office, here: Office, tmp_path: Path) -> None:
    there.writer.change_entity("zhao", EntityChange(name="赵甲"), "a")
    here.writer.change_entity("zhao", EntityChange(name="赵乙"), "b")
    there.change("wang", english_name=None)
    here.change("wang", english_name="Wang H.")
    found = here.takes(there.told(tmp_path / "d.jsonl")).conflicts
    told = {(one.id, one.property, one.theirs, one.ours) for one in found}
    assert told == {("zhao", "name", "赵甲", "赵乙"), ("wang", "english_name", None, "Wang H.")}
    assert here.properties("wang")["english_name"] == "Wang H."


def test_deleted_there_and_changed_or_tied_here(
    there: Office, here: Office, tmp_path: Path
) -> None:
    for id_ in ("ma", "he", "gu"):
        there.writer.delete_entity(id_, "a", detach=True)
    here.change("ma", summary="还在联系")
    here.writer.create_relationship(
        RelationshipDraft(id="more", from_="he", to="zhao", type="KNOWS"), "b"
    )
    report = here.takes(there.told(tmp_path / "d.jsonl"))
    assert {(one.id, one.property) for one in report.conflicts} == {("ma", None), ("he", None)}
    assert here.properties("ma")["summary"] == "还在联系"
    assert here.properties("he")
    with pytest.raises(NotFound):
        here.properties("gu")


def test_changed_there_and_deleted_here(there: Office, here: Office, tmp_path: Path) -> None:
    there.change("gu", summary="改了")
    there.writer.change_relationship(
        "xu-knows-li", RelationshipChange(properties={"role": "旧友"}), "a"
    )
    here.writer.delete_entity("gu", "b", detach=True)
    here.writer.delete_relationship("xu-knows-li", "b")
    report = here.takes(there.told(tmp_path / "d.jsonl"))
    assert {one.id for one in report.conflicts} == {"gu", "xu-knows-li"}
    assert (report.new, report.changed, report.refused) == (0, 0, ())


def test_a_relationship_whose_end_is_not_here_is_listed(
    there: Office, here: Office, tmp_path: Path
) -> None:
    here.writer.delete_entity("ma", "b", detach=True)
    there.writer.create_relationship(
        RelationshipDraft(id="far", from_="ma", to="li", type="KNOWS"), "a"
    )
    there.change("li", summary="改")
    report = here.takes(there.told(tmp_path / "d.jsonl"))
    assert len(report.missing) == 1
    assert report.missing[0].startswith("far: ")
    assert report.changed == 1


def test_created_in_both_offices_is_compared_value_by_value(
    there: Office, here: Office, tmp_path: Path
) -> None:
    for office, degree in ((there, "博士"), (here, "硕士")):
        draft = EntityDraft(
            id="both",
            name="同一人",
            labels=["Person"],
            properties={"position": "教授", "academic_degree": degree},
        )
        office.writer.create_entity(draft, "a")
    there.change("both", summary="那边才有")
    report = here.takes(there.told(tmp_path / "d.jsonl"))
    assert [(one.property, one.base) for one in report.conflicts] == [("academic_degree", None)]
    assert here.properties("both")["summary"] == "那边才有"


def test_labels_come_and_go(there: Office, here: Office, tmp_path: Path) -> None:
    relabel: Callable[[Office, str, list[str]], Any] = lambda office, id_, labels: (  # noqa: E731
        office.writer.change_entity(id_, EntityChange(labels=labels), "a")
    )
    relabel(there, "xu", ["Talent", "Returnee"])
    relabel(there, "lin", ["Person"])
    relabel(there, "wang", ["Returnee", "Talent"])
    relabel(here, "wang", ["Person"])
    report = here.takes(there.told(tmp_path / "d.jsonl"))

    def labels(id_: str) -> list[str]:
        return nodes_by_ids(Sight(here.store, here.schema, EVERYTHING), [id_])[0].labels

    assert labels("xu") == ["Person", "Talent", "Returnee"]
    assert labels("lin") == ["Person"]
    assert labels("wang") == ["Person"]
    assert [(one.id, one.property) for one in report.conflicts] == [("wang", "labels")]


def test_both_ways_two_offices_come_to_the_same(
    there: Office, here: Office, tmp_path: Path
) -> None:
    there.change("zhao", summary="那边")
    here.change("li", summary="这边")
    there.writer.create_entity(EntityDraft(id="t", name="甲", labels=["Person"]), "a")
    here.writer.create_entity(EntityDraft(id="h", name="乙", labels=["Person"]), "b")
    outward, inward = there.told(tmp_path / "out.jsonl"), here.told(tmp_path / "in.jsonl")
    assert here.takes(outward).conflicts == there.takes(inward).conflicts == ()
    assert here.content() == there.content()


def test_everything_since_the_beginning_is_a_whole_network(
    there: Office, tmp_path: Path, schema: Schema
) -> None:
    there.known = 0
    work_of_a_week(there)
    path = there.told(tmp_path / "all.jsonl")
    store = open_store(load_settings(data=tmp_path / "empty"), schema)
    report = apply_delta(Sight(store, schema, EVERYTHING), path, "other")
    assert (report.changed, report.conflicts) == (0, ())
    assert describe(store, schema).content == describe(there.store, schema).content
    store.close()


def test_after_a_bulk_load_everything_counts_as_new(there: Office) -> None:
    entry = {"sequence": 7, "action": "load"}
    assert touched([*changes(there.store), entry]).everything
    later = {"sequence": 8, "action": "create_entity", "entity_ids": ["x"]}
    assert touched([entry, later]).entities == {"x": None}


def test_an_entry_that_nobody_can_read_is_told_of() -> None:
    with pytest.raises(DataFault, match="'rewrite'"):
        touched([{"sequence": 3, "action": "rewrite", "entity_ids": ["a"]}])


def imported(office: Office) -> None:
    """An import that creates, changes and relabels."""
    people = [
        EntityRecord("batch", "批量", ("Person",), {"aliases": ["老批"]}),
        EntityRecord("sun", "孙会长", ("Talent",), {"position": "会长"}),
    ]
    ties = [
        RelationshipRecord("batch-tie", "batch", "wang", "KNOWS", {"strength": 0.5}),
        RelationshipRecord("li-knows-chen", "li", "chen", "KNOWS", {"role": "旧友"}),
    ]
    applied = BatchWriter(office.store, office.schema).apply(people, ties, "a", "import-1")
    assert applied.faults == ()


def taken_back(office: Office, import_id: str) -> None:
    undo = BatchUndo(office.store, office.schema, import_id)
    left = undo.left()
    undo.check(left)
    for sequence in left:
        undo.undo(sequence, "a")


def test_an_undone_import_leaves_nothing_to_tell(there: Office, tmp_path: Path) -> None:
    imported(there)
    taken_back(there, "import-1")
    held = check_delta(there.told(tmp_path / "d.jsonl"))
    assert (held.entities, held.relationships) == (0, 0)


def test_who_was_told_of_an_import_is_told_of_its_undo(
    there: Office, here: Office, tmp_path: Path
) -> None:
    before = here.content()
    imported(there)
    here.takes(there.told(tmp_path / "done.jsonl"))
    there.known = current_revision(there.store)
    taken_back(there, "import-1")
    path = there.told(tmp_path / "undone.jsonl")
    held = check_delta(path)
    assert (held.entities, held.relationships) == (2, 2)
    report = here.takes(path)
    assert (report.conflicts, report.deleted) == ((), 2)
    assert here.content() == before == there.content()


def test_an_undo_that_does_not_say_how_it_was_is_refused() -> None:
    with pytest.raises(InvalidInput, match="2 or less"):
        touched([{"sequence": 5, "action": "undo", "undoes": 3, "entity_ids": ["a"]}])


def test_what_was_taken_in_is_taken_back_with_its_deletions(
    there: Office, here: Office, tmp_path: Path
) -> None:
    before = here.content()
    work_of_a_week(there)
    there.writer.change_entity("lin", EntityChange(labels=["Person"]), "a")
    report = apply_delta(
        Sight(here.store, here.schema, EVERYTHING),
        there.told(tmp_path / "d.jsonl"),
        "b",
        import_id="merge-1",
    )
    assert report.deleted == 3
    assert here.content() == there.content() != before
    told = here.known = current_revision(here.store)
    taken_back(here, "merge-1")
    assert here.content() == before
    # And the undo is told on, with what came again.
    held = check_delta(here.told(tmp_path / "back.jsonl"))
    assert (held.since, held.entities > 5, held.relationships > 3) == (told, True, True)
    taken = apply_delta(Sight(there.store, there.schema, EVERYTHING), tmp_path / "back.jsonl", "c")
    assert taken.conflicts == ()
    assert there.content() == before


@pytest.mark.parametrize("since", [-1, 99])
def test_a_revision_that_never_was_is_refused(there: Office, tmp_path: Path, since: int) -> None:
    there.known = since
    with pytest.raises(InvalidInput, match="since"):
        there.told(tmp_path / "d.jsonl")


def test_a_damaged_file_changes_nothing(there: Office, tmp_path: Path, schema: Schema) -> None:
    work_of_a_week(there)
    path = there.told(tmp_path / "d.jsonl")
    text = path.read_bytes()
    revision = current_revision(there.store)
    for spoilt in (text[: len(text) // 2], text.replace("院士".encode(), "院土".encode(), 1)):
        path.write_bytes(spoilt)
        with pytest.raises(DataFault):
            apply_delta(Sight(there.store, schema, EVERYTHING), path, "other")
    assert current_revision(there.store) == revision
