"""The server engine, Neo4j 5.26 or later, through its official driver.

Its habits that stop here: connections that died with a restarted server, writers that hold what
the other needs, and value and error classes of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    GraphDatabase,
    ManagedTransaction,
    Session,
    unit_of_work,
)
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import QiaotuError, StoreUnavailable
from graph.schema import Schema
from graph.settings import Settings
from graph.store.neo4j_driver import (
    crossed,
    ignore_existing,
    mapped,
    open_driver,
    refused_setting,
    rows,
)
from graph.store.protocol import STREAM_PATIENCE, Health, Row, Slots, constraints
from graph.store.queries import Queries

T = TypeVar("T")

# Indexes over a graph that already holds millions of relationships take minutes, once.
_PREPARE_SECONDS = 900
_ROWS_PER_FETCH = 1_000  # rows in memory while streaming


class Neo4jStore:
    """A database on a Neo4j server or cluster. See `graph.store.protocol.Store` for the contract."""

    def __init__(self, settings: Settings, queries: Queries | None = None) -> None:
        """Readies the driver; the server is first reached by the first call.

        Raises ConfigurationError for an address or a password file that cannot be used.
        """
        self._queries = queries or Queries("neo4j")
        self._settings = settings
        self._timeout = settings.store_timeout
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._closed = False
        self._driver = open_driver(settings)

    def read(self, query: str, /, **parameters: object) -> list[Row]:
        text = self._text(query, {}, parameters)

        @unit_of_work(timeout=self._timeout)
        def work(transaction: ManagedTransaction) -> list[Row]:
            return list(rows(query, transaction.run(text, parameters)))

        try:
            with self._session(READ_ACCESS) as session:
                return session.execute_read(work)
        except Exception as error:
            raise self._mapped(query, error) from error

    def stream(self, query: str, /, **parameters: object) -> Iterator[Row]:
        return self._streamed(query, self._text(query, {}, parameters), parameters)

    def _streamed(self, query: str, text: str, parameters: dict[str, object]) -> Iterator[Row]:
        patience = self._timeout * STREAM_PATIENCE
        try:
            with (
                self._session(READ_ACCESS) as session,
                session.begin_transaction(timeout=patience) as transaction,
            ):
                yield from rows(query, transaction.run(text, parameters))
        except Exception as error:
            raise self._mapped(query, error, patience) from error

    def write(self, work: Callable[[_Transaction], T], /) -> T:
        self._check_open()

        @unit_of_work(timeout=self._timeout)
        def unit(transaction: ManagedTransaction) -> T:
            return work(_Transaction(self, transaction))

        deadline = monotonic() + self._timeout
        while True:
            try:
                with self._session(WRITE_ACCESS) as session:
                    return session.execute_write(unit)
            except Neo4jError as error:
                # The driver's own retries end early, for the sake of stopped servers.
                if not crossed(error) or monotonic() > deadline:
                    raise self._mapped("commit", error) from error
            except DriverError as error:
                raise self._mapped("commit", error) from error

    def prepare(self, schema: Schema, /) -> None:
        self._check_open()

        @unit_of_work(timeout=_PREPARE_SECONDS)
        def run(transaction: ManagedTransaction, statement: str) -> None:
            transaction.run(statement).consume()

        try:
            with self._session(WRITE_ACCESS) as session:
                for statement in constraints(schema):
                    with ignore_existing():
                        session.execute_write(run, statement)
                session.execute_read(run, f"CALL db.awaitIndexes({_PREPARE_SECONDS})")
        except Exception as error:
            refused = refused_setting(error, self._settings)
            raise refused or self._mapped("prepare", error) from error

    def health(self) -> Health:
        self._check_open()

        @unit_of_work(timeout=self._timeout)
        def ask(transaction: ManagedTransaction) -> str:
            return transaction.run("RETURN 1 AS one").consume().server.agent

        try:
            with self._session(READ_ACCESS) as session:
                agent = session.execute_read(ask)
        except Exception as error:
            raise self._mapped("health", error) from error
        return Health(engine="neo4j", version=agent.partition("/")[2])

    def close(self) -> None:
        self._closed = True
        self._driver.close()

    def _session(self, access_mode: str) -> Session:
        return self._driver.session(
            database=self._settings.neo4j_database,
            default_access_mode=access_mode,
            bookmark_manager=self._bookmarks,
            fetch_size=_ROWS_PER_FETCH,
        )

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable

    def _text(self, query: str, slots: Slots, parameters: dict[str, object]) -> str:
        """The query's text, once all is known to be declared."""
        self._check_open()
        found = self._queries[query]
        found.check(parameters)
        return found.filled(slots)

    def _mapped(self, query: str, error: Exception, timeout: float | None = None) -> QiaotuError:
        # A call under way while another thread closes the store fails in ways of the driver's own.
        if self._closed and isinstance(error, DriverError):
            return StoreUnavailable()
        return mapped(query, error, timeout or self._timeout)


class _Transaction:
    def __init__(self, store: Neo4jStore, transaction: ManagedTransaction) -> None:
        self._store = store
        self._transaction = transaction

    def run(self, query: str, /, slots: Slots | None = None, **parameters: object) -> list[Row]:
        text = self._store._text(query, slots or {}, parameters)
        try:
            return list(rows(query, self._transaction.run(text, parameters)))
        except Exception as error:
            # What the driver can mend by running the work again must reach the driver as it is.
            if isinstance(error, Neo4jError | DriverError) and error.is_retryable():
                raise
            raise self._store._mapped(query, error) from error
