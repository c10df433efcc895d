"""What concerns the Neo4j engine alone: settings, outages, locks, and what is kept from users."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from graph.errors import ConfigurationError, StoreTimeout, StoreUnavailable
from graph.schema import Schema
from graph.settings import Settings, load_settings
from graph.store.open import open_store
from graph.store.protocol import Store, Transaction, constraints
from graph.viewer import EVERYTHING
from tests.conftest import server_settings
from tests.graph.store.test_store_contract import raise_revision
from tests.support.neo4j_server import Neo4jServer, free_port
from tests.support.probes import create, ids, prepared_probing, probing

PATIENCE = 60  # seconds; a bound for a defect, never reached otherwise
TOLD_WITHIN = 6.0  # seconds until a caller learns that the server is gone


@pytest.fixture
def store(neo4j_server: Neo4jServer, schema: Schema, tmp_path: Path) -> Iterator[Store]:
    opened = prepared_probing(server_settings(neo4j_server), tmp_path / "cypher", schema)
    yield opened
    opened.close()


def calls(store: Store) -> list[Callable[[], object]]:
    return [
        lambda: store.read("probe_ids"),
        lambda: list(store.stream("probe_ids")),
        lambda: store.write(raise_revision),
        store.health,
    ]


def asked(server: Neo4jServer, query: str, **parameters: object) -> list[list[object]]:
    """What the server itself says, past the store."""
    with server.driver().session(database="neo4j") as session:
        return session.run(query, parameters).values()


def test_a_wrong_password_is_named_as_a_setting(neo4j_server: Neo4jServer, schema: Schema) -> None:
    settings = server_settings(neo4j_server).model_copy(update={"neo4j_user": "nobody"})
    with pytest.raises(ConfigurationError, match="QIAOTU_NEO4J_USER and QIAOTU_NEO4J_PASSWORD"):
        open_store(settings, schema)


def test_an_unknown_database_is_named_as_a_setting(
    neo4j_server: Neo4jServer, schema: Schema
) -> None:
    settings = server_settings(neo4j_server).model_copy(update={"neo4j_database": "elsewhere"})
    with pytest.raises(ConfigurationError, match=r"'elsewhere'.*QIAOTU_NEO4J_DATABASE"):
        open_store(settings, schema)


@pytest.mark.parametrize("address", ["bolt://[half", "bolt://127.0.0.1:port", "bolt+s://x?y=z"])
def test_an_unusable_address_is_named_as_a_setting(schema: Schema, address: str) -> None:
    with pytest.raises(ConfigurationError, match="QIAOTU_STORE cannot be used"):
        open_store(load_settings(store=address, neo4j_password="x"), schema)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_opening_where_nothing_listens_fails_soon(schema: Schema, scheme: str) -> None:
    settings = load_settings(store=f"{scheme}://127.0.0.1:{free_port()}", neo4j_password="x")
    started = monotonic()
    with pytest.raises(StoreUnavailable):
        open_store(settings, schema)
    assert monotonic() - started < TOLD_WITHIN


def test_a_stopped_server_is_told_soon_and_every_store_recovers(
    neo4j_server: Neo4jServer, store: Store, tmp_path: Path
) -> None:
    create(store, {"id": "a", "name": "a"})
    settings = server_settings(neo4j_server)
    with ExitStack() as opened:
        # These learn of the stop only from connections that died in their pools.
        others = [probing(settings, tmp_path / "cypher") for _ in calls(store)]
        for other in others:
            opened.enter_context(closing(other))
            other.health()
        neo4j_server.stop()
        for call in calls(store):
            started = monotonic()
            with pytest.raises(StoreUnavailable):
                call()
            assert monotonic() - started < TOLD_WITHIN
        neo4j_server.start()
        for first, other in enumerate(others):
            calls(other)[first]()
        assert ids(store) == ["a"]
        assert store.write(raise_revision) == 2


def test_a_server_that_hangs_is_told_soon(
    neo4j_server: Neo4jServer, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.neo4j_driver._IDLE_SECONDS", 0.0)  # every connection is tried
    settings = server_settings(neo4j_server)
    with closing(open_store(settings, schema)) as store:
        with neo4j_server.frozen():
            for call in (store.health, partial(open_store, settings, schema)):
                started = monotonic()
                with pytest.raises(StoreUnavailable):
                    call()
                assert monotonic() - started < TOLD_WITHIN
        assert store.read("tie_ends") == []


def test_writers_that_hold_what_the_other_needs_both_succeed(store: Store) -> None:
    create(store, *({"id": id_, "name": id_, "value": 0} for id_ in "ab"))
    both_hold_one = threading.Barrier(2)
    attempts: list[str] = []

    def work(transaction: Transaction, order: str) -> None:
        attempts.append(order)
        transaction.run("probe_set_value", id=order[0], value=1)
        if attempts.count(order) == 1:
            both_hold_one.wait(PATIENCE)
        transaction.run("probe_set_value", id=order[1], value=1)

    with ThreadPoolExecutor(2) as pool:
        for writing in [pool.submit(store.write, partial(work, order=o)) for o in ("ab", "ba")]:
            writing.result(PATIENCE)
    assert len(attempts) > 2
    assert [row["value"] for row in store.read("probe_value")] == [1, 1]


def test_a_crowd_of_writers_that_cross_all_succeed(store: Store) -> None:
    names = [f"n{number}" for number in range(6)]
    create(store, *({"id": name, "name": name, "value": 0} for name in names))

    def work(transaction: Transaction, first: int) -> None:
        for name in names[first:] + names[:first]:
            transaction.run("probe_set_value", id=name, value=first)

    with ThreadPoolExecutor(len(names)) as pool:
        crowd = [pool.submit(store.write, partial(work, first=n % 6)) for n in range(60)]
        for writing in crowd:
            writing.result(PATIENCE)
    assert len({row["value"] for row in store.read("probe_value")}) == 1


def test_a_writer_waits_for_another_no_longer_than_the_limit(
    neo4j_server: Neo4jServer, store: Store, schema: Schema
) -> None:
    hasty = server_settings(neo4j_server, store_timeout=0.5)
    holding, waited = threading.Event(), threading.Event()

    def work(transaction: Transaction) -> None:
        raise_revision(transaction)
        holding.set()
        assert waited.wait(PATIENCE)

    with closing(open_store(hasty, schema)) as other, ThreadPoolExecutor(1) as pool:
        writing = pool.submit(store.write, work)
        assert holding.wait(PATIENCE)
        with pytest.raises(StoreTimeout):
            other.write(raise_revision)
        waited.set()
        writing.result(PATIENCE)
        assert other.write(raise_revision) == 2


def test_two_stores_may_prepare_a_new_database_at_once(
    neo4j_server: Neo4jServer, schema: Schema
) -> None:
    for (name,) in asked(neo4j_server, "SHOW CONSTRAINTS YIELD name"):
        asked(neo4j_server, f"DROP CONSTRAINT {name}")
    asked(neo4j_server, "DROP INDEX entity_name IF EXISTS")
    settings = server_settings(neo4j_server)
    with ThreadPoolExecutor(2) as pool:
        for opening in [pool.submit(open_store, settings, schema) for _ in range(2)]:
            opening.result(PATIENCE).close()
    made = {name for (name,) in asked(neo4j_server, "SHOW CONSTRAINTS YIELD name")}
    assert len(made) == sum("CONSTRAINT" in text for text in constraints(schema))
    states = asked(neo4j_server, "SHOW INDEXES YIELD state RETURN DISTINCT state")
    assert states == [["ONLINE"]]


def test_an_abandoned_stream_leaves_no_transaction(neo4j_server: Neo4jServer, store: Store) -> None:
    def running() -> object:
        found = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS $text "
        text = "UNWIND range(1, $rows)"
        return asked(neo4j_server, found + "RETURN count(*)", text=text)[0][0]

    rows = store.stream("probe_rows", rows=100_000)
    next(rows)
    assert running() == 1
    del rows
    assert running() == 0


def test_the_server_sees_who_we_are(neo4j_server: Neo4jServer, store: Store) -> None:
    agents = asked(neo4j_server, "CALL dbms.listConnections() YIELD userAgent RETURN userAgent")
    store.health()
    assert any(str(agent).startswith("qiaotu/") for (agent,) in agents)


def test_notices_of_the_server_stay_out_of_the_log(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="neo4j.notifications"):
        store.read("count_statuses", **EVERYTHING.parameters())  # of a label that nothing has yet
    assert caplog.messages == []


def test_settings_choose_the_engine(neo4j_server: Neo4jServer, schema: Schema) -> None:
    settings: Settings = server_settings(neo4j_server)
    with closing(open_store(settings, schema)) as store:
        assert store.health().version == neo4j_server.version
