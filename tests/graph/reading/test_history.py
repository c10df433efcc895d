"""Who changed what of an entity and when, read from the log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.batches.writer import BatchWriter
from graph.errors import NotFound
from graph.models import Node, Relationship
from graph.reading.history import Change, history
from graph.records import EntityRecord
from graph.schema import Schema
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING, Viewer
from graph.writing.drafts import EntityChange, EntityDraft, RelationshipDraft
from graph.writing.writer import Writer

MOMENT = datetime(2026, 1, 1, 8, tzinfo=UTC)


@pytest.fixture
def writer(store: Store, schema: Schema) -> Writer:
    """Writes; three people are there: ma, li and, at level 3, gu."""
    made = Writer(store, schema, now=lambda: MOMENT)
    for id_, level in (("ma", 1), ("li", 1), ("gu", 3)):
        draft = EntityDraft(id=id_, name=id_, labels=["Talent"], properties={"level": level})
        made.create_entity(draft, "甲")
    return made


def of(store: Store, schema: Schema, id_: str, viewer: Viewer = EVERYTHING) -> list[Change]:
    return history(Sight(store, schema, viewer), id_).changes


def test_a_change_says_who_when_and_how_it_was_before(
    writer: Writer, store: Store, schema: Schema
) -> None:
    writer.change_entity("ma", EntityChange(name="马", properties={"position": "教授"}), "乙")
    newest, oldest = of(store, schema, "ma")
    assert (newest.revision, newest.who, newest.action) == (4, "乙", "change_entity")
    assert newest.at == "2026-01-01T08:00:00Z"
    assert isinstance(newest.before, Node)
    assert isinstance(newest.after, Node)
    assert (newest.before.name, newest.after.name) == ("ma", "马")
    assert newest.after.properties["position"] == "教授"
    assert "position" not in newest.before.properties
    assert (oldest.action, oldest.before) == ("create_entity", None)
    assert isinstance(oldest.after, Node)
    assert oldest.after.labels == ["Person", "Talent"]


def test_relationships_are_told_at_both_ends(writer: Writer, store: Store, schema: Schema) -> None:
    writer.create_relationship(RelationshipDraft(id="k", from_="ma", to="li", type="KNOWS"), "乙")
    writer.delete_relationship("k", "丙")
    for id_ in ("ma", "li"):
        deleted, created, _ = of(store, schema, id_)
        assert isinstance(created.after, Relationship)
        assert (created.after.id, created.before) == ("k", None)
        assert isinstance(deleted.before, Relationship)
        assert (deleted.before.to, deleted.after, deleted.who) == ("li", None, "丙")


def test_whom_a_viewer_may_not_see_is_in_no_entry(
    writer: Writer, store: Store, schema: Schema
) -> None:
    writer.create_relationship(RelationshipDraft(from_="gu", to="ma", type="KNOWS"), "乙")
    staff = Viewer(1, frozenset())
    assert [each.action for each in of(store, schema, "ma", staff)] == ["create_entity"]
    assert len(of(store, schema, "ma")) == 2
    with pytest.raises(NotFound, match="no entity with the id gu"):
        of(store, schema, "gu", staff)


@pytest.mark.usefixtures("writer")
def test_an_import_is_named_with_what_it_changed(store: Store, schema: Schema) -> None:
    batches = BatchWriter(store, schema)
    batches.apply([EntityRecord("ma", "马氏", ("Talent",), {})], [], "乙", "import-1")
    newest = of(store, schema, "ma")[0]
    assert newest.import_id == "import-1"
    assert isinstance(newest.before, Node)
    assert newest.before.name == "ma"


def test_it_is_told_in_pages(writer: Writer, store: Store, schema: Schema) -> None:
    for number in range(5):
        writer.change_entity("ma", EntityChange(name=f"马{number}"), "乙")
    page = history(Sight(store, schema, EVERYTHING), "ma", limit=2, offset=1)
    assert (page.total, page.limit, page.offset) == (6, 2, 1)
    assert [each.revision for each in page.changes] == [7, 6]
