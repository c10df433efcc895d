"""Batches of an import: what is new, changed or equal, what is refused, what can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from graph.batches.checks import BatchChecks
from graph.batches.models import Keep
from graph.batches.undo import BatchUndo, UndoRefused
from graph.batches.writer import BatchWriter
from graph.errors import Conflict, InvalidInput
from graph.log.revision import RELATIONSHIPS_NAMED, changed_since, current_revision
from graph.reading import entities
from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.store.encoding import encode
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from graph.writing.checks import Checks
from graph.writing.drafts import EntityChange, RelationshipDraft
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS

NOW = datetime(2026, 1, 31, 8, tzinfo=UTC)
PEOPLE = [EntityRecord(d.id or "", d.name, tuple(d.labels), d.properties) for d in ENTITIES]
TIES = [RelationshipRecord(d.id or "", d.from_, d.to, d.type, d.properties) for d in RELATIONSHIPS]


@pytest.fixture
def batches(store: Store, schema: Schema) -> BatchWriter:
    return BatchWriter(store, schema, now=lambda: NOW)


@pytest.fixture
def undo(store: Store, schema: Schema) -> BatchUndo:
    return BatchUndo(store, schema, "first", now=lambda: NOW)


def everything(store: Store, schema: Schema) -> object:
    """All that can be seen of the family."""
    nodes = [node for node in PEOPLE if store.read("labels_by_ids", ids=[node.id])]
    found = (
        entities.network(Sight(store, schema, EVERYTHING), [node.id for node in nodes])
        if nodes
        else None
    )
    return found and (found.nodes, found.relationships)


def test_the_same_batch_again_writes_nothing(
    batches: BatchWriter, store: Store, schema: Schema
) -> None:
    first = batches.apply(PEOPLE, TIES, "甲", "first")
    assert (first.new, first.relationships_new, first.faults) == (len(PEOPLE), len(TIES), ())
    loaded = everything(store, schema)
    again = batches.apply(PEOPLE, TIES, "乙", "second")
    assert (again.same, again.relationships_same) == (len(PEOPLE), len(TIES))
    assert again == replace(again, new=0, changed=0, relationships_new=0, relationships_changed=0)
    assert again.revision is None
    assert current_revision(store) == first.revision == 1
    assert everything(store, schema) == loaded


def test_it_equals_what_single_writes_make(
    batches: BatchWriter, store: Store, schema: Schema
) -> None:
    Writer(store, schema, now=lambda: NOW).load(ENTITIES, RELATIONSHIPS, "甲")
    applied = batches.apply(PEOPLE, TIES, "甲", "first")
    assert (applied.same, applied.relationships_same) == (len(PEOPLE), len(TIES))


def test_what_is_given_replaces_and_what_is_not_given_stays(
    batches: BatchWriter, store: Store, schema: Schema
) -> None:
    batches.apply(PEOPLE, TIES, "甲", "first")
    zhao = EntityRecord("zhao", "赵院士", ("Delegate",), {"position": "教授", "summary": None})
    tie = RelationshipRecord("ma-kin_of-zhao", "ma", "zhao", "KIN_OF", {"role": "舅父"})
    applied = batches.apply([zhao], [tie], "乙", "second")
    assert (applied.changed, applied.relationships_changed) == (1, 1)
    node = entities.nodes_by_ids(Sight(store, schema, EVERYTHING), ["zhao"])[0]
    assert node.labels == ["Person", "Talent", "Delegate"]
    assert node.properties["position"] == "教授"
    assert node.properties["summary"] == "目标人物"
    assert node.properties["recorded_by"] == "甲"
    row = store.read("relationship_by_ids", ids=["ma-kin_of-zhao"])[0]
    assert row["properties"]["role"] == "舅父"
    assert row["properties"]["sources"] == ["::合成数据"]


def test_a_bad_record_never_stops_the_others(batches: BatchWriter) -> None:
    bad = [
        EntityRecord("x y", "甲", ("Talent",), {}),
        EntityRecord("b", "", ("Talent",), {}),
        EntityRecord("c", "丙", ("Wizard",), {}),
        EntityRecord("d", "丁", ("Talent",), {"birth_date": "1990-02-30"}),
        EntityRecord("e", "戊", ("Figure",), {}),
        EntityRecord("zhao", "赵院士", ("University",), {}),
        EntityRecord("li", "李联络", ("LiaisonOfficer",), {}),
    ]
    good = len(PEOPLE)
    bad_ties = [
        RelationshipRecord("t1", "zhao", "nobody", "KNOWS", {}),
        RelationshipRecord("t2", "zhao", "club", "KIN_OF", {}),
        RelationshipRecord("t3", "zhao", "li", "LOVES", {}),
        RelationshipRecord("t4", "zhao", "li", "KNOWS", {"strength": 2}),
    ]
    batches.apply(PEOPLE[3:4], [], "甲", "earlier")
    applied = batches.apply([*PEOPLE, *bad], [*TIES, *bad_ties], "甲", "first")
    assert (applied.new + applied.same, applied.relationships_new) == (good, len(TIES))
    told = {(fault.position, fault.relationship): fault for fault in applied.faults}
    entity_faults = [told[good + n, False].field for n in range(len(bad))]
    assert entity_faults == [
        "id",
        "name",
        "labels",
        "properties.birth_date",
        "properties.measure",
        "id",  # doubled in the batch
        "id",
    ]
    tie_faults = [told[len(TIES) + n, True].field for n in range(len(bad_ties))]
    assert tie_faults == ["to", "type", "type", "properties.strength"]
    assert len(applied.faults) == len(bad) + len(bad_ties)
    refused = batches.apply([bad[5]], [], "甲", "later").faults
    assert [fault.field for fault in refused] == ["labels"]


def test_an_id_of_another_relationship_is_refused(batches: BatchWriter) -> None:
    batches.apply(PEOPLE, TIES, "甲", "first")
    other_type = RelationshipRecord("ma-kin_of-zhao", "ma", "zhao", "KNOWS", {})
    other_ends = RelationshipRecord("li-knows-chen", "li", "zhao", "KNOWS", {})
    turned = RelationshipRecord("chen-knows-wang", "wang", "chen", "KNOWS", {})
    applied = batches.apply([], [other_type, other_ends, turned], "甲", "second")
    assert [(fault.position, fault.code) for fault in applied.faults] == [
        (0, "conflict"),
        (1, "conflict"),
    ]
    assert applied.relationships_same == 1  # acquaintance has no direction


def test_a_dry_run_tells_and_writes_nothing(batches: BatchWriter, store: Store) -> None:
    told = batches.apply(PEOPLE, TIES, "甲", "first", dry_run=True)
    assert (told.new, told.relationships_new, told.revision) == (len(PEOPLE), len(TIES), None)
    assert current_revision(store) == 0
    assert store.read("count_labels") == []


def test_without_look_up_a_known_record_is_found_after_all(batches: BatchWriter) -> None:
    batches.apply(PEOPLE, [], "甲", "first")
    labels = {record.id: record.labels for record in PEOPLE}
    applied = batches.apply(PEOPLE, TIES, "甲", "first", look_up=False, labels=labels)
    assert (applied.same, applied.relationships_new) == (len(PEOPLE), len(TIES))


def test_keep_only_adds(batches: BatchWriter, store: Store, schema: Schema) -> None:
    batches.apply(PEOPLE, [], "甲", "first")
    malaysia = EntityRecord("malaysia", "别名", ("Country",), {"iso_code": "XX"})
    applied = batches.apply([malaysia], [], "甲", "second", policy=Keep())
    assert applied.same == 1
    assert (
        entities.nodes_by_ids(Sight(store, schema, EVERYTHING), ["malaysia"])[0].name == "马来西亚"
    )


def test_an_import_is_taken_back(
    batches: BatchWriter, undo: BatchUndo, store: Store, schema: Schema
) -> None:
    batches.apply(PEOPLE[:6], [], "甲", "earlier")
    before = everything(store, schema)
    changed = EntityRecord("wang", "王海归", ("Returnee", "Talent"), {"position": "教授"})
    batches.apply([*PEOPLE[:2], changed, *PEOPLE[4:]], [], "甲", "first", key="e0")
    batches.apply([], TIES, "甲", "first", key="r0")
    edge = RelationshipRecord("sun-leads-club", "sun", "club", "LEADS", {"role": "名誉会长"})
    batches.apply([], [edge], "甲", "first", key="r1")
    left = undo.left()
    assert len(left) == 3
    undo.check(left)
    given = [undo.undo(sequence, "甲") for sequence in left]
    assert [one.relationships_restored for one in given] == [1, 0, 0]
    assert [one.relationships_deleted for one in given] == [0, len(TIES), 0]
    assert [one.entities_restored for one in given] == [0, 0, 1]
    assert everything(store, schema) == before
    assert undo.left() == []


def test_an_undo_that_was_cut_off_goes_on(
    batches: BatchWriter, undo: BatchUndo, store: Store
) -> None:
    batches.apply(PEOPLE, [], "甲", "first", key="e0")
    batches.apply([], TIES, "甲", "first", key="r0")
    undo.undo(undo.left()[0], "甲")
    left = undo.left()
    assert len(left) == 1
    undo.check(left)
    undo.undo(left[0], "甲")
    assert store.read("count_labels") == []


@pytest.mark.parametrize("how", ["edited", "tied", "tied in bulk"])
def test_what_was_touched_later_is_not_taken_back(
    batches: BatchWriter, undo: BatchUndo, store: Store, schema: Schema, how: str
) -> None:
    batches.apply(PEOPLE, TIES, "甲", "first")
    writer = Writer(store, schema)
    if how == "edited":
        writer.change_entity("wang", EntityChange(name="王归来"), "乙")
    elif how == "tied":
        writer.create_relationship(RelationshipDraft(from_="wang", to="ma", type="KNOWS"), "乙")
    else:
        many = [
            EntityRecord(f"n{n}", "新", ("Talent",), {}) for n in range(RELATIONSHIPS_NAMED + 1)
        ]
        ties = [RelationshipRecord(f"k-{p.id}", "wang", p.id, "KNOWS", {}) for p in many]
        batches.apply(many, ties, "乙", "second")
    with pytest.raises(UndoRefused, match="wang") as refused:
        undo.check(undo.left())
    assert {one.id for one in refused.value.touched} == (
        {"wang", "ma"} if how == "tied" else {"wang"}
    )
    assert refused.value.touched[0].who == "乙"
    if how != "edited":
        with pytest.raises(Conflict):
            undo.undo(undo.left()[0], "甲")


def test_followers_hear_of_small_batches_and_start_anew_after_large_ones(
    batches: BatchWriter, store: Store
) -> None:
    batches.apply(PEOPLE, [], "甲", "first")
    batches.apply([], TIES[:2], "甲", "first")
    told = changed_since(store, 1, 2)
    assert told is not None
    assert told.entity_ids == {"li", "office", "chen"}
    many = [EntityRecord(f"n{n}", "新", ("Talent",), {}) for n in range(RELATIONSHIPS_NAMED + 1)]
    ties = [RelationshipRecord(f"k-{p.id}", "li", p.id, "KNOWS", {}) for p in many]
    batches.apply(many, ties, "乙", "second")
    assert changed_since(store, 2, 3) is None


VALUES = {
    "text": some.text(max_size=5),
    "prose": some.text(max_size=5),
    "texts": some.lists(some.text(max_size=3), max_size=3),
    "boolean": some.one_of(some.booleans(), some.integers(0, 1)),
    "date": some.one_of(some.dates().map(str), some.sampled_from(["2009", "2009-13", "85.5.1"])),
    "share": some.one_of(some.floats(), some.integers(-1, 2), some.booleans()),
    "level": some.one_of(some.integers(-1, 4), some.booleans()),
    "number": some.one_of(some.floats(), some.integers(), some.booleans()),
    "map": some.dictionaries(some.text(max_size=3), some.one_of(some.none(), some.floats())),
    "moment": some.sampled_from(["2026-01-31T08:00:00Z", "2026-02-31T08:00:00Z", "2026"]),
    "enum": some.sampled_from(["done", "made"]),
    "sources": some.lists(
        some.fixed_dictionaries(
            {},
            optional={
                "document": some.sampled_from(["doc-1", "a b", ""]),
                "line": some.integers(-1, 3),
                "words": some.text(max_size=4),
                "more": some.just(1),
            },
        ),
        max_size=2,
    ),
}


@settings(deadline=None)
@given(data=some.data())
def test_the_quick_check_says_what_the_models_say(data: some.DataObject, schema: Schema) -> None:
    labels = tuple(schema.with_base([data.draw(some.sampled_from(list(schema.labels)))]))
    rules = schema.properties_of(labels)
    names = data.draw(some.lists(some.sampled_from(sorted(rules)), unique=True, max_size=4))
    properties = {name: data.draw(VALUES[rules[name].kind]) for name in names}
    quickly = BatchChecks(schema).kind(labels).quickly(properties)
    required = {"status": "done", "measure": "人数", "value": 1, "starts": "2026"}
    lacking = {
        name: value
        for name, value in required.items()
        if name in rules and rules[name].required and name not in properties
    }
    try:
        checked = Checks(schema).entity(labels, lacking | properties)
    except InvalidInput:
        assert quickly is None
    else:
        slowly = encode({name: checked[name] for name in properties}, rules)
        assert quickly in (None, slowly)
