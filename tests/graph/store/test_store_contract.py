"""The contract of `graph.store.protocol.Store`, held by every engine: reading, writing, refusing, closing."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import Conflict, InvalidInput, QueryFault, StoreTimeout, StoreUnavailable
from graph.log.revision import REVISION_KEY, current_revision
from graph.schema import Schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.store.protocol import Row, Slots, Store, Transaction
from tests.support.probes import create, ids, prepared_probing

PERSON: Slots = {"labels": ["Person"]}


class Regret(Exception):
    """A fault of the caller's own, raised in the middle of a transaction."""


def raise_revision(transaction: Transaction) -> int:
    number: int = transaction.run("raise_revision", key=REVISION_KEY)[0]["number"]
    return number


def tie(id_: str, from_: str, to: str) -> dict[str, object]:
    return {"from": from_, "to": to, "properties": {"id": id_}}


def test_an_empty_store_answers_with_no_rows(store: Store) -> None:
    assert store.read("stored_entities", ids=["nobody"]) == []
    assert list(store.stream("tie_ends")) == []
    assert current_revision(store) == 0


def test_health_names_engine_and_version(store: Store, engine: str) -> None:
    health = store.health()
    name, _, line = engine.partition("-")
    assert health.engine == name
    assert health.version.startswith(line or "0.21.")


def test_a_write_returns_what_its_work_returns_and_is_seen_at_once(store: Store) -> None:
    for number in range(1, 21):
        assert store.write(raise_revision) == number
        assert current_revision(store) == number


def test_a_transaction_sees_its_own_writes(probed: Store) -> None:
    def work(transaction: Transaction) -> list[str]:
        transaction.run("create_nodes", slots=PERSON, rows=[{"id": "a", "name": "a"}])
        return [row["id"] for row in transaction.run("probe_ids")]

    assert probed.write(work) == ["a"]


def known(store: Store) -> list[tuple[str, str, str]]:
    """Id and ends of every acquaintance, by id."""
    return sorted(
        (id_, start, to)
        for row in store.stream("ties", types=["KNOWS"])
        for id_, start, to in zip(row["id"], _starts(row), row["to"], strict=True)
    )


def _starts(row: Row) -> list[str]:
    """A row holds the ties of one source, or a slice of many with a source each."""
    return row["from"] if isinstance(row["from"], list) else [row["from"]] * len(row["id"])


def test_ten_thousand_rows_in_one_batch(store: Store) -> None:
    people = [{"id": f"p{n:05}", "name": f"人{n}", "aliases": [str(n)]} for n in range(10_000)]
    ties = [tie(f"r{n:05}", f"p{n:05}", f"p{n * 7 % 10_000:05}") for n in range(10_000)]

    def work(transaction: Transaction) -> object:
        transaction.run("create_nodes", slots=PERSON, rows=people)
        return transaction.run("create_relationships", slots={"type": ["KNOWS"]}, rows=ties)

    assert store.write(work) == [{"created": 10_000}]
    assert known(store) == [(row["properties"]["id"], row["from"], row["to"]) for row in ties]  # type: ignore[index]
    assert len(store.read("stored_entities", ids=[row["id"] for row in people])) == 10_000


def test_a_stream_may_be_left_at_any_row(probed: Store) -> None:
    for _ in range(150):  # more than any pool of connections
        rows = probed.stream("probe_rows", rows=50_000)
        assert next(rows)["number"] == 1
        del rows
    assert probed.read("probe_echo", value=1) == [{"value": 1}]


def test_a_stream_does_not_hold_its_rows(probed: Store) -> None:
    tracemalloc.start()
    try:
        count = sum(1 for _ in probed.stream("probe_rows", rows=30_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 30_000
    assert peak < 4_000_000  # as a list, the rows take over 10 MB


@pytest.mark.parametrize("taken", ["before", "in the same batch"])
def test_a_taken_id_is_a_conflict_and_nothing_is_kept(probed: Store, taken: str) -> None:
    create(probed, {"id": "a", "name": "first"})
    batch = [{"id": "b", "name": "b"}, {"id": "a" if taken == "before" else "b", "name": "again"}]

    def work(transaction: Transaction) -> None:
        raise_revision(transaction)
        transaction.run("create_nodes", slots={"labels": ["Organisation"]}, rows=batch)

    with pytest.raises(Conflict):
        probed.write(work)
    assert ids(probed) == ["a"]
    assert probed.read("stored_entities", ids=["a"])[0]["name"] == "first"
    assert current_revision(probed) == 0
    create(probed, {"id": "b", "name": "b"})
    assert ids(probed) == ["a", "b"]


def test_an_id_cannot_be_changed_to_a_taken_one(probed: Store) -> None:
    create(probed, {"id": "a", "name": "a"}, {"id": "b", "name": "b"})
    with pytest.raises((Conflict, QueryFault)):  # one engine never changes an id
        probed.write(
            lambda transaction: transaction.run(
                "replace_entity", id="a", properties={"id": "b", "name": "a"}
            )
        )
    assert ids(probed) == ["a", "b"]


def test_a_taken_relationship_id_is_a_conflict(store: Store) -> None:
    create(store, {"id": "a", "name": "a"}, {"id": "b", "name": "b"})

    def link(*ties: dict[str, object]) -> Callable[[Transaction], object]:
        slots: Slots = {"type": ["KNOWS"]}
        return lambda transaction: transaction.run(
            "create_relationships", slots=slots, rows=list(ties)
        )

    store.write(link(tie("r1", "a", "b")))
    with pytest.raises(Conflict):
        store.write(link(tie("r2", "a", "b"), tie("r1", "b", "a")))
    assert known(store) == [("r1", "a", "b")]


@pytest.mark.parametrize("error", [Regret("no"), InvalidInput("no", "不"), KeyboardInterrupt()])
def test_an_exception_undoes_the_transaction(probed: Store, error: BaseException) -> None:
    def work(transaction: Transaction) -> None:
        raise_revision(transaction)
        transaction.run("create_nodes", slots=PERSON, rows=[{"id": "a", "name": "a"}])
        raise error

    with pytest.raises(type(error)) as raised:
        probed.write(work)
    assert raised.value is error
    assert ids(probed) == []
    assert probed.write(raise_revision) == 1


@pytest.mark.parametrize("way", ["read", "stream"])
def test_reading_cannot_write(probed: Store, way: str) -> None:
    with pytest.raises(QueryFault, match=r"^query probe_sneaky_write: "):
        list(getattr(probed, way)("probe_sneaky_write", id="a"))
    assert ids(probed) == []


@pytest.mark.parametrize("way", ["read", "stream"])
def test_a_query_that_the_engine_refuses_is_a_fault_of_one_line(probed: Store, way: str) -> None:
    with pytest.raises(QueryFault, match=r"^query probe_broken: ") as refused:
        list(getattr(probed, way)("probe_broken"))
    for text in (refused.value.en, refused.value.zh):
        assert "\n" not in text
        assert "neo4j" not in text.lower()
        assert "kglite" not in text.lower()


def test_only_declared_parameters_are_taken(store: Store) -> None:
    for parameters in ({}, {"id": "a"}, {"ids": [], "more": 1}):
        with pytest.raises(QueryFault, match="parameters given"):
            store.read("stored_entities", **parameters)
        with pytest.raises(QueryFault, match="parameters given"):
            store.stream("stored_entities", **parameters)
    with pytest.raises(QueryFault, match="no such query"):
        store.read("no_such_query")


@pytest.mark.parametrize("name", ["A) DETACH DELETE n //", "A:B", "", "Ä", "A\n", "`A`", "人"])
def test_slots_are_filled_with_identifiers_only(probed: Store, name: str) -> None:
    with pytest.raises(QueryFault, match="cannot fill slot"):
        create(probed, {"id": "a", "name": "a"}, labels=("Person", name))
    assert ids(probed) == []


@pytest.mark.parametrize("slots", [{}, {"label": ["Person"]}, {"labels": [], "type": []}])
def test_only_declared_slots_are_taken(store: Store, slots: Slots) -> None:
    with pytest.raises(QueryFault, match="slots given"):
        store.write(lambda transaction: transaction.run("create_nodes", slots=slots, rows=[]))


def test_preparing_again_keeps_everything(store: Store, schema: Schema) -> None:
    create(store, {"id": "a", "name": "a"})
    store.prepare(schema)
    with pytest.raises(Conflict):
        create(store, {"id": "a", "name": "again"})


@pytest.mark.parametrize("way", ["read", "stream", "write"])
def test_a_slow_query_is_stopped_and_the_store_goes_on(
    engine_settings: Settings, schema: Schema, tmp_path: Path, way: str
) -> None:
    hasty = engine_settings.model_copy(update={"store_timeout": 0.1})
    store = prepared_probing(hasty, tmp_path / "cypher", schema)

    def work(transaction: Transaction) -> None:
        raise_revision(transaction)
        transaction.run("probe_slow")

    with pytest.raises(StoreTimeout, match="was stopped after"):
        store.write(work) if way == "write" else list(getattr(store, way)("probe_slow"))
    assert current_revision(store) == 0
    assert store.write(raise_revision) == 1
    store.close()


def test_a_closed_store_is_unavailable(engine_settings: Settings, schema: Schema) -> None:
    store = open_store(engine_settings, schema)
    store.close()
    store.close()
    calls: list[Callable[[], object]] = [
        lambda: store.read("tie_ends"),
        lambda: list(store.stream("tie_ends")),
        lambda: store.write(raise_revision),
        lambda: store.prepare(schema),
        store.health,
    ]
    for call in calls:
        with pytest.raises(StoreUnavailable):
            call()
