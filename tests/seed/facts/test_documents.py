"""The documents' facts: every anchor stands where it says, and everything fits the schema."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from graph.errors import DataFault
from graph.schema import PROVENANCE, Schema
from graph.store.protocol import Store
from graph.writing.writer import Writer
from seed.facts.load import (
    FACTS_FOLDER,
    WORDS_LIMIT,
    Facts,
    false_anchors,
    load_documents,
    read_facts,
)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts()


def test_every_anchor_stands_in_its_document(facts: Facts) -> None:
    folder = os.environ.get("QIAOTU_SEED_DOCUMENTS")
    if not folder:
        pytest.skip("QIAOTU_SEED_DOCUMENTS does not name the folder of the five texts")
    assert len(facts.anchors) > 1000
    assert false_anchors(facts, Path(folder)) == []


def test_a_false_anchor_is_found(facts: Facts, tmp_path: Path) -> None:
    for file in {anchor.file for anchor in facts.anchors}:
        held = "\n".join(
            " ".join(a.words for a in facts.anchors if a.file == file) for _ in range(400)
        )
        (tmp_path / file).write_text(held, encoding="utf-8")
    assert false_anchors(facts, tmp_path) == []
    first = facts.anchors[0]
    text = (tmp_path / first.file).read_text(encoding="utf-8").replace(first.words, "")
    (tmp_path / first.file).write_text(text, encoding="utf-8")
    assert f"{first.file} line {first.line}" in false_anchors(facts, tmp_path)[0]


def test_anchors_are_short(facts: Facts) -> None:
    assert max(len(anchor.words) for anchor in facts.anchors) <= WORDS_LIMIT


def test_all_five_documents_are_entered(facts: Facts) -> None:
    documents = [draft for draft in facts.entities if draft.labels == ["Document"]]
    assert {draft.id for draft in documents} == {f"doc-00{number}" for number in range(5)}
    assert all(draft.properties["file"] for draft in documents)


def test_every_figure_measures_something(facts: Facts) -> None:
    measuring = {tie.from_ for tie in facts.relationships if tie.type == "MEASURES"}
    assert {draft.id for draft in facts.entities if "Figure" in draft.labels} <= measuring


def test_what_someone_proposed_is_never_shown_as_done(facts: Facts) -> None:
    status = {draft.id: draft.properties.get("status") for draft in facts.entities}
    proposed = {tie.to for tie in facts.relationships if tie.type == "PROPOSED"}
    assert proposed
    assert {id_ for id_ in proposed if status[id_] == "done"} == set()


def test_no_telephone_number_is_kept(facts: Facts) -> None:
    kept = "".join(draft.model_dump_json() for draft in [*facts.entities, *facts.relationships])
    assert "83850220" not in kept
    assert not any("phone" in draft.properties for draft in facts.entities)


def test_the_two_federations_stay_apart(facts: Facts) -> None:
    named = Counter(
        text
        for draft in facts.entities
        for text in [draft.name, *draft.properties.get("aliases", [])]
    )
    assert named["徐州市侨联"] == 1
    assert named["郑州市侨联"] == 1
    assert named["市侨联"] == 0


def test_loading_twice_changes_nothing(store: Store, schema: Schema, facts: Facts) -> None:
    writer = Writer(store, schema)
    first = load_documents(store, writer)
    assert first.entities == len(facts.entities)
    assert first.relationships == len(facts.relationships)
    again = load_documents(store, writer)
    assert (again.entities, again.relationships) == (0, 0)
    counted = {row["type"]: row["count"] for row in store.read("count_types")}
    assert counted[PROVENANCE] == sum(tie.type == PROVENANCE for tie in facts.relationships)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("entities:", "entity:", "lacks entities"),
        ("document:", "document: [", "is not YAML"),
        ("sources: [[", "sources: [[0, ", "needs sources"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    text = (FACTS_FOLDER / "002.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "002.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFault, match=rf"002\.yaml.*{says}"):
        read_facts(tmp_path)
