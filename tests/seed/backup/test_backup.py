"""Backups: everything goes out and comes back, on both engines and across them; damage is noticed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from graph.batches.restorer import Restorer
from graph.errors import Conflict, DataFault, InvalidInput, Overtaken, StoreUnavailable
from graph.log.revision import current_revision
from graph.records import EntityRecord, Record
from graph.schema import Schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from graph.writing.drafts import EntityDraft
from graph.writing.writer import Writer
from seed.backup import restore as restoring
from seed.backup.backup import describe, line_of, record_of, verify, write_backup
from seed.backup.restore import restore
from seed.records import stream
from seed.records.content_hash import Content, content_of
from seed.records.lines import LinesWriter
from seed.records.stream import Reading, changes
from tests.support.odd_records import graphs, opened_with_everything


def local(folder: Path, schema: Schema) -> Store:
    return open_store(load_settings(data=folder), schema)


def everything(store: Store, schema: Schema) -> tuple[list[Record], list[dict[str, Any]], int]:
    """All that a store holds, to the last stamp."""
    return (
        list(Reading(Sight(store, schema, EVERYTHING)).records()),
        list(changes(store)),
        current_revision(store),
    )


@pytest.mark.parametrize("name", ["b.jsonl", "b.jsonl.gz"])
def test_from_the_embedded_store_to_an_engine_and_back(
    store: Store, tmp_path: Path, schema: Schema, name: str
) -> None:
    source = opened_with_everything(load_settings(data=tmp_path / "source"), schema)
    before = everything(source, schema)
    assert len(before[0]) > 3_400
    written = write_backup(source, schema, tmp_path / name, "1")

    restored = restore(store, schema, tmp_path / name)
    assert replace(restored, digest="") == written
    assert everything(store, schema) == before
    assert describe(store, schema) == written

    back = local(tmp_path / "back", schema)
    write_backup(store, schema, tmp_path / f"back-{name}", "1")
    restore(back, schema, tmp_path / f"back-{name}")
    assert everything(back, schema) == before
    source.close()
    back.close()


@pytest.fixture
def source(tmp_path: Path, schema: Schema) -> Store:
    return opened_with_everything(load_settings(data=tmp_path / "source"), schema)


@pytest.fixture(scope="module")
def written(
    tmp_path_factory: pytest.TempPathFactory, schema: Schema
) -> Iterator[tuple[Store, Path]]:
    """A store that nobody changes, and its backup."""
    folder = tmp_path_factory.mktemp("written")
    store = opened_with_everything(load_settings(data=folder / "data"), schema)
    write_backup(store, schema, folder / "b.jsonl", "1")
    yield store, folder / "b.jsonl"
    store.close()


@pytest.fixture
def backup(written: tuple[Store, Path]) -> Path:
    return written[1]


def test_a_restored_store_is_one_like_any_other(
    backup: Path, tmp_path: Path, schema: Schema
) -> None:
    store = local(tmp_path / "new", schema)
    held = restore(store, schema, backup)
    Writer(store, schema).create_entity(EntityDraft(name="新", labels=["Person"]), "tests")
    assert current_revision(store) == held.revision + 1
    with pytest.raises(Conflict, match="not empty"):
        restore(store, schema, backup)


def test_a_store_with_anything_in_it_is_not_restored_into(
    store: Store, backup: Path, schema: Schema
) -> None:
    Writer(store, schema).create_entity(EntityDraft(id="a", name="甲", labels=["Person"]), "tests")
    before = everything(store, schema)
    with pytest.raises(Conflict, match="not empty"):
        restore(store, schema, backup)
    assert everything(store, schema) == before


class Killed(Exception):
    """Stands for the end of the process."""


def killed_after(batches: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left = iter(range(batches))
    write, write_changes = Restorer.write, Restorer.write_changes

    def once_more(act: Callable[..., None]) -> Callable[..., None]:
        def acting(*arguments: object) -> None:
            if next(left, None) is None:
                raise Killed
            act(*arguments)

        return acting

    monkeypatch.setattr(Restorer, "write", once_more(write))
    monkeypatch.setattr(Restorer, "write_changes", once_more(write_changes))


@pytest.mark.parametrize("batches", [0, 1, 3, 5])
def test_a_restore_that_was_cut_off_goes_on_where_it_stopped(
    store: Store,
    written: tuple[Store, Path],
    schema: Schema,
    batches: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(restoring, "BATCH", 700)
    with monkeypatch.context() as patch:
        killed_after(batches, patch)
        with pytest.raises(Killed):
            restore(store, schema, written[1])
    # Until it is whole it is neither taken for empty nor for a network.
    with pytest.raises(StoreUnavailable, match="being restored"):
        current_revision(store)
    with pytest.raises(StoreUnavailable, match="being restored"):
        Writer(store, schema).create_entity(EntityDraft(name="x", labels=["Person"]), "tests")
    restore(store, schema, written[1])
    assert everything(store, schema) == everything(written[0], schema)


def test_another_backup_does_not_finish_a_restore(
    backup: Path, tmp_path: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = made(tmp_path / "other.jsonl", [{"entity": PERSON}], schema)
    store = local(tmp_path / "new", schema)
    with monkeypatch.context() as patch:
        killed_after(0, patch)
        with pytest.raises(Killed):
            restore(store, schema, backup)
    with pytest.raises(Conflict, match="Another restore"):
        restore(store, schema, other)


def spoilt(how: str, text: bytes) -> bytes:
    lines = text.splitlines(keepends=True)
    middle = len(lines) // 2
    return {
        "no last line": b"".join(lines[:-1]),
        "half a line": text[: len(text) // 2],
        "a line less": b"".join(lines[:middle] + lines[middle + 1 :]),
        "a line twice": b"".join(lines[:middle] + lines[middle:][:1] + lines[middle:]),
        "one letter": text.replace("海州".encode(), "海洲".encode(), 1),
        "another format": text.replace(b'"format":1', b'"format":2', 1),
        "another file": b'{"a": 1}\n',
        "no JSON": b"PK\x03\x04" + text,
        "empty": b"",
        "more after the end": text + lines[1],
        "NaN": text.replace(b'"confidence":0.1', b'"confidence":NaN', 1),
    }[how]


@pytest.mark.parametrize(
    "how",
    [
        "no last line",
        "half a line",
        "a line less",
        "a line twice",
        "one letter",
        "another format",
        "another file",
        "no JSON",
        "empty",
        "more after the end",
        "NaN",
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_file_is_refused_before_anything_is_written(
    backup: Path, tmp_path: Path, schema: Schema, how: str, packed: bool
) -> None:
    text = spoilt(how, backup.read_bytes())
    path = tmp_path / "spoilt.jsonl"
    path.write_bytes(gzip.compress(text) if packed else text)
    store = local(tmp_path / "new", schema)
    with pytest.raises(DataFault, match=r"^spoilt\.jsonl"):
        restore(store, schema, path)
    assert everything(store, schema) == ([], [], 0)


def test_a_packed_file_that_was_cut_off_is_refused(
    backup: Path, tmp_path: Path, schema: Schema
) -> None:
    packed = gzip.compress(backup.read_bytes())
    path = tmp_path / "half.jsonl.gz"
    path.write_bytes(packed[: len(packed) - 9])
    with pytest.raises(DataFault, match="cut off or is damaged"):
        verify(path, schema)


def made(path: Path, lines: list[dict[str, Any]], schema: Schema) -> Path:
    """A file that is whole, and says what it likes."""
    records = [record_of(line) for line in lines]
    known = all(label in schema.labels for r in records[:1] for label in r.labels)  # type: ignore[union-attr]
    found = content_of(records, schema) if known else Content(1, 0, "")
    counts = {"entities": found.entities, "relationships": found.relationships}
    with LinesWriter(path, "backup", {"revision": 1, **counts}) as file:
        for line in lines:
            file.write(line)
        empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        file.end({**counts, "changes": 0, "content": found.digest, "log": empty})
    return path


PERSON = {"id": "a", "name": "甲", "labels": ["Person"], "properties": {}}
TIE = {"id": "t", "from": "a", "to": "a", "type": "KNOWS", "properties": {}}


@pytest.mark.parametrize(
    ("lines", "error", "says"),
    [
        ([{"entity": {**PERSON, "labels": ["Talent) DELETE (n"]}}], DataFault, "is not a label"),
        ([{"entity": {**PERSON, "id": "a b"}}], InvalidInput, "is not an id|pattern"),
        ([{"entity": PERSON}, {"entity": PERSON}], DataFault, "twice"),
        ([{"entity": {**PERSON, "properties": {"x": 1}}}], InvalidInput, r"properties\.x"),
        ([{"entity": PERSON}, {"relationship": {**TIE, "to": "b"}}], DataFault, "end"),
        ([{"entity": PERSON}, {"relationship": {**TIE, "type": "X"}}], InvalidInput, "type"),
    ],
)
def test_a_whole_file_is_still_held_to_the_schema(
    tmp_path: Path,
    schema: Schema,
    lines: list[dict[str, Any]],
    error: type[Exception],
    says: str,
) -> None:
    store = local(tmp_path / "new", schema)
    try:
        with pytest.raises(error, match=says):
            restore(store, schema, made(tmp_path / "m.jsonl", lines, schema))
        assert list(Reading(Sight(store, schema, EVERYTHING)).records()) == []
    finally:
        store.close()


def test_a_write_in_the_middle_makes_it_begin_again(
    source: Store, tmp_path: Path, schema: Schema
) -> None:
    writer = Writer(source, schema)
    told: list[int] = []

    def report(done: int) -> None:
        told.append(done)
        if len(told) == 2:
            writer.create_entity(EntityDraft(id="late", name="迟", labels=["Person"]), "tests")

    held = write_backup(source, schema, tmp_path / "b.jsonl", "1", report)
    assert told.count(1_000) == 2
    assert verify(tmp_path / "b.jsonl", schema).differences(held) == []
    assert describe(source, schema) == held
    assert b'"late"' in (tmp_path / "b.jsonl").read_bytes()


def test_writes_without_end_are_told_of(source: Store, tmp_path: Path, schema: Schema) -> None:
    writer = Writer(source, schema)

    def write(_: int) -> None:
        writer.create_entity(EntityDraft(name="人", labels=["Person"]), "tests")

    with pytest.raises(Overtaken):
        write_backup(source, schema, tmp_path / "b.jsonl", "1", write)


def test_the_hash_knows_every_difference_and_no_other(schema: Schema) -> None:
    one = EntityRecord("a", "甲", ("Person", "Talent"), {"confidence": 1, "honours": ["x", "y"]})
    base = content_of([one], schema).digest
    same = [
        one._replace(labels=("Talent",)),
        one._replace(properties={"honours": ["x", "y"], "confidence": 1.0}),
        one._replace(properties=one.properties | {"recorded_at": "2026-01-01T00:00:00Z"}),
        one._replace(properties=one.properties | {"aliases": [], "summary": ""}),
        one._replace(properties=one.properties | {"aliases": [""], "sources": [{}]}),
    ]
    other = [
        one._replace(id="b"),
        one._replace(name="甲 "),
        one._replace(labels=("Person",)),
        one._replace(properties=one.properties | {"honours": ["y", "x"]}),
        one._replace(properties=one.properties | {"declined": False}),
        one._replace(properties={"confidence": 1}),
    ]
    assert {content_of([record], schema).digest for record in same} == {base}
    found = [content_of([record], schema).digest for record in other]
    assert len({base, *found}) == 1 + len(other)
    pair = [one, one._replace(id="b")]
    assert content_of(pair, schema) == content_of(pair[::-1], schema)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_a_record_comes_back_from_its_line(records: list[Record]) -> None:
    assert [record_of(json.loads(json.dumps(line_of(record)))) for record in records] == records


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(records=graphs())
def test_any_network_comes_back_from_its_backup(
    tmp_path_factory: pytest.TempPathFactory,
    schema: Schema,
    records: list[Record],
) -> None:
    folder = tmp_path_factory.mktemp("any")
    ordered = sorted(records, key=lambda record: not isinstance(record, EntityRecord))
    path = made(folder / "b.jsonl", [line_of(record) for record in ordered], schema)
    store = local(folder / "data", schema)
    restore(store, schema, path)
    assert content_of(Reading(Sight(store, schema, EVERYTHING)).records(), schema) == content_of(
        ordered, schema
    )
    again = folder / "again.jsonl.gz"
    write_backup(store, schema, again, "1")
    other = local(folder / "other", schema)
    restore(other, schema, again)
    assert everything(other, schema) == everything(store, schema)
    store.close()
    other.close()


def test_reading_by_small_pages_finds_the_same(
    written: tuple[Store, Path], schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, _ = written
    whole = list(Reading(Sight(source, schema, EVERYTHING)).records())
    monkeypatch.setattr(stream, "ENTITIES_PER_PAGE", 7)
    monkeypatch.setattr(stream, "SOURCES_PER_PAGE", 30)
    monkeypatch.setattr(stream, "RELATIONSHIPS_PER_PAGE", 5)
    assert list(Reading(Sight(source, schema, EVERYTHING)).records()) == whole
    ids = [record.id for record in whole]
    assert len(set(ids)) == len(ids)
    assert ids[: len(Reading(Sight(source, schema, EVERYTHING)).ids)] == sorted(
        Reading(Sight(source, schema, EVERYTHING)).ids
    )
