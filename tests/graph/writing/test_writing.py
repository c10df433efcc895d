"""Every write is checked, logged and visible at once, on every engine."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.errors import Conflict, InvalidInput, NotFound
from graph.log.revision import current_revision
from graph.reading import entities
from graph.schema import Schema
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from graph.writing.drafts import EntityChange, EntityDraft, RelationshipChange, RelationshipDraft
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS

NOW = datetime(2026, 1, 31, 8, tzinfo=UTC)


@pytest.fixture
def writer(store: Store, schema: Schema) -> Writer:
    made = Writer(store, schema, now=lambda: NOW)
    made.load(ENTITIES, RELATIONSHIPS, "tests")
    return made


def test_an_entity_comes_back_as_written(writer: Writer, store: Store, schema: Schema) -> None:
    properties = {
        "aliases": ["𠮷田", "a\u0301", ""],
        "summary": "零宽\u200b连接\u202e",
        "extra": {"旧表": {"备注": [1, None, True]}},
        "sources": [{"document": "doc-1", "line": 3, "words": "甲:乙"}, {"words": "口述"}],
        "confidence": 0.5,
        "verified_at": "2025-02",
    }
    draft = EntityDraft(id="new", name="新 人 ", labels=["Talent"], properties=properties)
    written = writer.create_entity(draft, "tester")
    assert written.labels == ["Person", "Talent"]
    assert written.name == "新 人 "
    stamp = {"recorded_at": "2026-01-31T08:00:00Z", "recorded_by": "tester"}
    assert written.properties == properties | stamp
    assert entities.nodes_by_ids(Sight(store, schema, EVERYTHING), ["new"]) == [written]


def test_a_change_merges_and_null_removes(writer: Writer, store: Store, schema: Schema) -> None:
    change = EntityChange(name="王归来", properties={"english_name": None, "position": "教授"})
    changed = writer.change_entity("wang", change, "tester")
    assert changed.name == "王归来"
    assert changed.properties["position"] == "教授"
    assert "english_name" not in changed.properties
    assert changed.properties["sources"] == [{"words": "合成数据"}]
    assert entities.nodes_by_ids(Sight(store, schema, EVERYTHING), ["wang"]) == [changed]


def test_labels_change_within_what_the_relationships_allow(writer: Writer, store: Store) -> None:
    changed = writer.change_entity("wang", EntityChange(labels=["Talent", "Delegate"]), "tester")
    assert changed.labels == ["Person", "Talent", "Delegate"]
    rows = store.read("labels_by_ids", ids=["wang"])
    assert set(rows[0]["labels"]) == {"Entity", "Person", "Talent", "Delegate"}
    with pytest.raises(InvalidInput, match="cannot join"):
        writer.change_entity("office", EntityChange(labels=["Country"]), "tester")
    assert set(store.read("labels_by_ids", ids=["office"])[0]["labels"]) == {
        "Entity",
        "Organisation",
        "Federation",
    }


@pytest.mark.parametrize(
    ("labels", "properties", "field"),
    [
        (["Wizard"], {}, "labels"),
        (["Talent", "University"], {}, "labels"),
        (["Talent"], {"founded": "2001"}, "properties.founded"),
        (["Talent"], {"birth_date": "1990-02-30"}, "properties.birth_date"),
        (["Talent"], {"birth_date": "90年"}, "properties.birth_date"),
        (["Talent"], {"confidence": 0}, "properties.confidence"),
        (["Talent"], {"confidence": float("nan")}, "properties.confidence"),
        (["Talent"], {"aliases": "one"}, "properties.aliases"),
        (["Talent"], {"aliases": ["a\x00b"]}, "properties.aliases.0"),
        (["Talent"], {"summary": "a\ud800"}, "properties.summary"),
        (["Talent"], {"declined": "yes"}, "properties.declined"),
        (["Talent"], {"recorded_by": "me"}, "properties.recorded_by"),
        (["Talent"], {"title": "x"}, "properties.title"),
        (["Figure"], {"value": 1}, "properties.measure"),
        (["Policy"], {"status": "maybe"}, "properties.status"),
        (["Figure"], {"measure": "人数", "value": "35"}, "properties.value"),
    ],
)
def test_a_bad_entity_is_refused_by_field(
    writer: Writer, store: Store, labels: list[str], properties: dict, field: str
) -> None:
    before = current_revision(store)
    with pytest.raises(InvalidInput) as refusal:
        writer.create_entity(EntityDraft(name="x", labels=labels, properties=properties), "tester")
    assert refusal.value.field == field
    assert field in str(refusal.value)
    assert current_revision(store) == before


def test_wrong_ends_unknown_ends_and_taken_ids(writer: Writer, store: Store) -> None:
    before = current_revision(store)
    with pytest.raises(InvalidInput, match="KIN_OF cannot join"):
        writer.create_relationship(RelationshipDraft(from_="zhao", to="club", type="KIN_OF"), "t")
    with pytest.raises(NotFound, match="nobody"):
        writer.create_relationship(RelationshipDraft(from_="zhao", to="nobody", type="KNOWS"), "t")
    with pytest.raises(InvalidInput, match="LOVES"):
        writer.create_relationship(RelationshipDraft(from_="zhao", to="li", type="LOVES"), "t")
    taken = RelationshipDraft(id="ma-kin_of-zhao", from_="ma", to="zhao", type="KNOWS")
    with pytest.raises(Conflict, match="taken"):
        writer.create_relationship(taken, "t")
    with pytest.raises(Conflict, match="taken"):
        writer.create_entity(EntityDraft(id="zhao", name="另一人", labels=["Talent"]), "t")
    assert current_revision(store) == before


def test_a_relationship_lives_changes_and_goes(writer: Writer, store: Store) -> None:
    draft = RelationshipDraft(
        id="r1", from_="lin", to="he", type="CLASSMATE_OF", properties={"until": "2019-06"}
    )
    assert writer.create_relationship(draft, "t").properties["until"] == "2019-06"
    change = RelationshipChange(properties={"until": None, "strength": 0.25, "role": "同班"})
    changed = writer.change_relationship("r1", change, "t")
    assert changed.properties["strength"] == 0.25
    assert "until" not in changed.properties
    with pytest.raises(InvalidInput, match=r"properties\.strength"):
        writer.change_relationship("r1", RelationshipChange(properties={"strength": 2}), "t")
    writer.delete_relationship("r1", "t")
    assert store.read("relationship_by_ids", ids=["r1"]) == []
    with pytest.raises(NotFound):
        writer.delete_relationship("r1", "t")


def test_an_entity_with_relationships_goes_only_when_detached(writer: Writer, store: Store) -> None:
    with pytest.raises(Conflict, match="6 relationships"):
        writer.delete_entity("zhao", "t")
    writer.delete_entity("zhao", "t", detach=True)
    assert store.read("stored_entities", ids=["zhao"]) == []
    assert store.read("relationship_by_ids", ids=["ma-kin_of-zhao"]) == []
    with pytest.raises(NotFound):
        writer.delete_entity("zhao", "t")


def test_the_log_tells_each_write_once(writer: Writer, store: Store) -> None:
    start = current_revision(store)
    writer.change_entity("li", EntityChange(properties={"position": "主任"}), "甲")
    writer.delete_relationship("xu-knows-li", "乙")
    rows = store.read("changes_since", sequence=start, limit=10)
    assert [(row["sequence"], row["action"]) for row in rows] == [
        (start + 1, "change_entity"),
        (start + 2, "delete_relationship"),
    ]
    assert rows[0]["entity_ids"] == ["li"]
    assert rows[1]["entity_ids"] == ["li", "xu"]
    assert rows[1]["relationship_ids"] == ["xu-knows-li"]


def test_a_bad_batch_leaves_nothing(store: Store, schema: Schema) -> None:
    writer = Writer(store, schema)
    lonely = RelationshipDraft(from_="li", to="nobody", type="KNOWS")
    with pytest.raises(NotFound, match="nobody"):
        writer.load(ENTITIES, [lonely], "t")
    twice = [*ENTITIES, ENTITIES[0]]
    with pytest.raises(Conflict):
        writer.load(twice, [], "t")
    assert store.read("count_labels") == []
    assert current_revision(store) == 0
