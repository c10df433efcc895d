"""The copy of the topology on disk: taken when whole and known, caught up, else passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.log.revision import current_revision
from graph.schema import Schema
from graph.store.protocol import Store
from graph.topology import mirror as topology_module
from graph.topology.file import opened
from graph.topology.mirror import TopologyMirror
from graph.viewer import OWN, Access, Viewer
from graph.writing.drafts import EntityChange, RelationshipDraft
from graph.writing.writer import Writer
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.routes.plain_graph import content


@pytest.fixture
def folder(store: Store, schema: Schema, tmp_path: Path) -> Path:
    """A copy of the family's topology, in which zhao is for two offices alone."""
    writer = Writer(store, schema)
    writer.load(ENTITIES, RELATIONSHIPS, "tests")
    own = {"level": OWN, "office": "office", "shared_with": ["firm"]}
    writer.change_entity("zhao", EntityChange(properties=own), "tests")
    mirror = TopologyMirror(store, schema, tmp_path / "copy")
    mirror.rebuild()
    mirror.save()
    return tmp_path / "copy"


def fresh(store: Store, schema: Schema) -> dict[str, object]:
    mirror = TopologyMirror(store, schema)
    mirror.rebuild()
    return content(mirror.topology)


def test_a_copy_is_what_was_saved(store: Store, schema: Schema, folder: Path) -> None:
    copy = opened(schema, folder)
    assert copy is not None
    topology, revision = copy
    assert revision == current_revision(store)
    assert content(topology) == fresh(store, schema)
    assert Access(OWN, ("firm", "office")) in topology.accesses.listed()
    assert topology.seen_number("zhao", Viewer(OWN, frozenset({"firm"}))) >= 0
    assert topology.seen_number("zhao", Viewer(OWN, frozenset({"club"}))) < 0


def test_a_start_takes_the_copy_and_catches_up(
    store: Store, schema: Schema, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = RelationshipDraft(id="new", from_="li", to="zhao", type="KIN_OF")
    Writer(store, schema).create_relationship(draft, "t")
    wanted = fresh(store, schema)

    def never(*_: object) -> None:
        raise AssertionError("the store was read anew")

    monkeypatch.setattr(topology_module, "build", never)
    monkeypatch.setattr(topology_module, "empty_topology", lambda _: None)
    mirror = TopologyMirror(store, schema, folder)
    mirror.rebuild()
    assert content(mirror.topology) == wanted


@pytest.mark.parametrize("harm", ["flipped", "accesses", "cut", "lost", "facts", "older", "schema"])
def test_a_damaged_or_foreign_copy_is_passed_over(
    store: Store, schema: Schema, folder: Path, harm: str
) -> None:
    file = folder / f"{'access_levels' if harm == 'accesses' else 'edge_static'}.npy"
    data = bytearray(file.read_bytes())
    if harm in ("flipped", "accesses"):
        data[-8] ^= 1
        file.write_bytes(data)
    elif harm == "cut":
        file.write_bytes(data[:-8])
    elif harm == "lost":
        file.unlink()
    elif harm == "facts":
        (folder / "topology.json").write_text("{}")
    elif harm == "older":
        facts = (folder / "topology.json").read_text()
        assert '"format": 2' in facts
        (folder / "topology.json").write_text(facts.replace('"format": 2', '"format": 1'))
    else:
        kin = schema.relationships["KIN_OF"].model_copy(update={"weight": 0.5})
        schema = schema.model_copy(update={"relationships": schema.relationships | {"KIN_OF": kin}})
        schema.__dict__.pop("weights", None)
    assert opened(schema, folder) is None
    mirror = TopologyMirror(store, schema, folder)
    mirror.rebuild()
    assert content(mirror.topology) == fresh(store, schema)
