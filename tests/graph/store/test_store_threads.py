"""Several threads on one store, on every engine."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from graph.log.revision import current_revision
from graph.schema import Schema
from graph.settings import Settings
from graph.store.protocol import Slots, Store, Transaction
from tests.graph.store.test_store_contract import raise_revision
from tests.support.probes import create, ids, probing

PATIENCE = 60  # seconds; a bound for a defect, never reached otherwise
PERSON: Slots = {"labels": ["Person"]}


def test_two_writers_lose_no_update(store: Store) -> None:
    def write_fifty() -> list[int]:
        return [store.write(raise_revision) for _ in range(50)]

    with ThreadPoolExecutor(2) as pool:
        numbers = [future.result(PATIENCE) for future in [pool.submit(write_fifty) for _ in "ab"]]
    assert sorted(numbers[0] + numbers[1]) == list(range(1, 101))
    assert all(each == sorted(each) for each in numbers)
    assert current_revision(store) == 100


def test_many_writers_of_batches_wait_for_one_another(probed: Store) -> None:
    def write(writer: int) -> None:
        for batch in range(5):
            rows = [{"id": f"w{writer}-{batch}-{n}", "name": "n"} for n in range(200)]
            probed.write(partial(raise_and_create, rows=rows))

    def raise_and_create(transaction: Transaction, rows: list[dict[str, str]]) -> None:
        raise_revision(transaction)
        transaction.run("create_nodes", slots=PERSON, rows=rows)

    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(write, writer) for writer in range(8)]:
            future.result(PATIENCE)
    assert len(ids(probed)) == 8 * 5 * 200
    assert current_revision(probed) == 8 * 5


def test_a_reader_never_sees_half_a_transaction(probed: Store) -> None:
    half, seen = threading.Event(), threading.Event()

    def work(transaction: Transaction) -> None:
        transaction.run("create_nodes", slots=PERSON, rows=[{"id": "a", "name": "a"}])
        half.set()
        assert seen.wait(PATIENCE)
        transaction.run("create_nodes", slots=PERSON, rows=[{"id": "b", "name": "b"}])

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(probed.write, work)
        assert half.wait(PATIENCE)
        during = ids(probed)
        streamed = [row["id"] for row in probed.stream("probe_ids")]
        seen.set()
        writing.result(PATIENCE)
    assert during == streamed == []
    assert ids(probed) == ["a", "b"]


def test_readers_go_on_while_a_writer_writes(probed: Store) -> None:
    create(probed, *({"id": f"n{n}", "name": "n", "value": 0} for n in range(100)))
    done = threading.Event()

    def read() -> int:
        rounds = 0
        while not done.is_set():
            assert len(probed.read("probe_value")) == 100
            rounds += 1
        return rounds

    def touch(value: int) -> None:
        probed.write(lambda transaction: transaction.run("probe_set_value", id="n0", value=value))

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            for value in range(1, 101):
                touch(value)
        finally:
            done.set()
        assert all(reader.result(PATIENCE) > 0 for reader in readers)
    assert probed.read("probe_value")[0] == {"id": "n0", "value": 100}


def test_two_threads_may_prepare_at_once(
    engine_settings: Settings, schema: Schema, tmp_path: Path
) -> None:
    store = probing(engine_settings, tmp_path / "cypher")
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(store.prepare, schema) for _ in range(2)]:
            future.result(PATIENCE)
    create(store, {"id": "a", "name": "a"})
    store.close()
