"""The server engine, Neo4j 5.26 or later, through its official driver.

Its habits that stop here: connections that died with a restarted server, locks that two writers
hold crosswise, and error classes and value types of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from time import monotonic
from typing import Any, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Result,
    Session,
    unit_of_work,
)
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConnectionPoolError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from neo4j.exceptions import ConfigurationError as DriverConfigurationError

from graph.errors import (
    ConfigurationError,
    Conflict,
    QiaotuError,
    QueryFault,
    StoreTimeout,
    StoreUnavailable,
)
from graph.queries import Queries, Query
from graph.schema import Schema
from graph.settings import Settings
from graph.store import Health, Row, Slots, constraints

T = TypeVar("T")

# Two attempts to connect and the pause between them stay under 5 s, so that a caller of a stopped
# server is told so, and not kept.
_CONNECT_SECONDS = 2.0
_RETRY_SECONDS = 1.0
# Waiting for one of the pool's connections: longer than connecting, shorter than a web client waits.
_ACQUIRE_SECONDS = 4.0
# A connection idle for longer is tried before use: a restarted server has closed it meanwhile.
_IDLE_SECONDS = 1.0
# Indexes over a graph that already holds millions of relationships take minutes, once.
_PREPARE_SECONDS = 900
# A stream is read at its consumer's pace (a file, a network client), so its clock is kinder.
_STREAM_PATIENCE = 20
_ROWS_PER_FETCH = 1_000  # rows in memory while streaming

_TIMED_OUT = {
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.ClientError.Transaction.LockClientStopped",
}
_CROSSED_WRITERS = {
    "Neo.TransientError.Transaction.DeadlockDetected",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
}
_PLAIN = frozenset({type(None), bool, int, float, str})


class Neo4jStore:
    """A database on a Neo4j server or cluster. See `graph.store.Store` for the contract."""

    def __init__(self, settings: Settings, queries: Queries | None = None) -> None:
        """Readies the driver; the server is first reached by the first call.

        Raises ConfigurationError for an address or password file that cannot be used.
        """
        self._queries = queries or Queries("neo4j")
        self._timeout = settings.store_timeout
        self._database = settings.neo4j_database
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._closed = False
        self._driver = _driver(settings)

    def read(self, query: str, /, **parameters: object) -> list[Row]:
        found, text = self._found(query, {}, parameters)

        @unit_of_work(timeout=self._timeout)
        def work(transaction: ManagedTransaction) -> list[Row]:
            return list(_rows(found, transaction.run(text, parameters)))

        try:
            with self._session(READ_ACCESS) as session:
                return session.execute_read(work)
        except Exception as error:
            raise self._mapped(query, error) from error

    def stream(self, query: str, /, **parameters: object) -> Iterator[Row]:
        found, text = self._found(query, {}, parameters)
        return self._streamed(found, text, parameters)

    def _streamed(self, query: Query, text: str, parameters: dict[str, object]) -> Iterator[Row]:
        try:
            with (
                self._session(READ_ACCESS) as session,
                session.begin_transaction(timeout=self._timeout * _STREAM_PATIENCE) as transaction,
            ):
                yield from _rows(query, transaction.run(text, parameters))
        except Exception as error:
            raise self._mapped(query.name, error) from error

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
            except TransientError as error:
                # The driver's own retries end early, for the sake of stopped servers.
                if error.code not in _CROSSED_WRITERS or monotonic() > deadline:
                    raise self._mapped("commit", error) from error
            except (Neo4jError, DriverError) as error:
                raise self._mapped("commit", error) from error

    def prepare(self, schema: Schema, /) -> None:
        self._check_open()

        @unit_of_work(timeout=_PREPARE_SECONDS)
        def declare(transaction: ManagedTransaction) -> None:
            for statement in constraints(schema):
                transaction.run(statement).consume()

        @unit_of_work(timeout=_PREPARE_SECONDS)
        def await_indexes(transaction: ManagedTransaction) -> None:
            transaction.run("CALL db.awaitIndexes($seconds)", seconds=_PREPARE_SECONDS).consume()

        try:
            with self._session(WRITE_ACCESS) as session:
                session.execute_write(declare)
                session.execute_read(await_indexes)
        except Exception as error:
            raise self._refused_at_open(error) from error

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
            database=self._database,
            default_access_mode=access_mode,
            bookmark_manager=self._bookmarks,
            fetch_size=_ROWS_PER_FETCH,
        )

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable

    def _found(self, name: str, slots: Slots, parameters: dict[str, object]) -> tuple[Query, str]:
        """The query and its text, ready to run with these parameters."""
        self._check_open()
        query = self._queries[name]
        query.check(parameters)
        return query, query.filled(slots)

    def _refused_at_open(self, error: Exception) -> QiaotuError:
        """As `_mapped`, but what a setting can mend is said so."""
        if isinstance(error, AuthError):
            return ConfigurationError(
                "The Neo4j server refuses the user or password. "
                "Check QIAOTU_NEO4J_USER and QIAOTU_NEO4J_PASSWORD.",
                "Neo4j 服务器拒绝了用户名或密码。"
                "请检查 QIAOTU_NEO4J_USER 和 QIAOTU_NEO4J_PASSWORD。",
            )
        if isinstance(error, ValueError):
            return _bad_address(error)
        if isinstance(error, ClientError) and error.code.endswith(".DatabaseNotFound"):
            return ConfigurationError(
                f"The Neo4j server has no database {self._database!r}. "
                "Check QIAOTU_NEO4J_DATABASE.",
                f"Neo4j 服务器上没有数据库 {self._database!r}。请检查 QIAOTU_NEO4J_DATABASE。",
            )
        return self._mapped("prepare", error)

    def _mapped(self, query: str, error: Exception) -> QiaotuError:
        if isinstance(error, QiaotuError):
            return error
        if isinstance(error, ConstraintError):
            return Conflict("An id in this write is already taken.", "写入的编号已被占用。")
        if isinstance(error, Neo4jError) and error.code in _TIMED_OUT:
            return StoreTimeout(self._timeout)
        if self._closed or _is_outage(error):
            return StoreUnavailable()
        reason = _first_line(error)
        return QueryFault(f"query {query}: {reason}", f"查询 {query} 有误:{reason}")


class _Transaction:
    def __init__(self, store: Neo4jStore, transaction: ManagedTransaction) -> None:
        self._store = store
        self._transaction = transaction

    def run(self, query: str, /, slots: Slots | None = None, **parameters: object) -> list[Row]:
        found, text = self._store._found(query, slots or {}, parameters)
        try:
            return list(_rows(found, self._transaction.run(text, parameters)))
        except Exception as error:
            # What the driver can mend by running the work again must reach the driver as it is.
            if isinstance(error, Neo4jError | DriverError) and error.is_retryable():
                raise
            raise self._store._mapped(query, error) from error


def _driver(settings: Settings) -> Driver:
    try:
        return GraphDatabase.driver(
            settings.store,
            auth=(settings.neo4j_user, settings.password()),
            user_agent=f"qiaotu/{_own_version()}",
            connection_timeout=_CONNECT_SECONDS,
            connection_acquisition_timeout=_ACQUIRE_SECONDS,
            max_transaction_retry_time=_RETRY_SECONDS,
            liveness_check_timeout=_IDLE_SECONDS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
        )
    except (DriverConfigurationError, ValueError) as error:
        raise _bad_address(error) from error


def _bad_address(error: Exception) -> ConfigurationError:
    reason = _first_line(error)
    return ConfigurationError(
        f"QIAOTU_STORE cannot be used: {reason}.", f"QIAOTU_STORE 无法使用:{reason}。"
    )


def _own_version() -> str:
    try:
        return version("qiaotu")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "source"


def _rows(query: Query, result: Result) -> Iterator[Row]:
    keys = result.keys()
    for record in result:
        yield {key: _plain(query, value) for key, value in zip(keys, record, strict=True)}


def _plain(query: Query, value: Any) -> Any:
    """`value`, if it is of the kinds that rows may hold. Raises QueryFault for one of the driver's."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, list):
        return [_plain(query, item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(query, item) for key, item in value.items()}
    kind = type(value).__name__
    raise QueryFault(
        f"query {query.name}: returns a {kind}; return its properties instead",
        f"查询 {query.name} 有误:返回了 {kind},应返回其属性",
    )


def _is_outage(error: Exception) -> bool:
    """Whether the same request may succeed later: no server, no connection, a passing fault.

    A refused login counts: at open it is a wrong setting, later an expired or changed account.
    """
    return isinstance(
        error,
        ServiceUnavailable
        | SessionExpired
        | ConnectionPoolError
        | AuthError
        | TransientError
        | OSError,
    )


def _first_line(error: BaseException) -> str:
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(message).splitlines()[0]
