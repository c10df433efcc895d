"""The edge to the official Neo4j driver: opening it, and turning its rows and errors into ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from neo4j import Driver, GraphDatabase, NotificationMinimumSeverity, Result
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConnectionPoolError,
    ConstraintError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)
from neo4j.exceptions import ConfigurationError as DriverConfigurationError

from graph.errors import (
    ConfigurationError,
    Conflict,
    Overtaken,
    QiaotuError,
    QueryFault,
    StoreTimeout,
    StoreUnavailable,
)
from graph.settings import Settings
from graph.store.protocol import Row

# Two attempts to connect, or to get one of the pool's connections, and the pause between them take
# about 5 s, so that a caller of a server that is gone is told so, and not kept.
_CONNECT_SECONDS = 2.0
_RETRY_SECONDS = 1.0
# A connection idle for longer is tried before use: a host that died, or a firewall between, says
# nothing when it drops one, and a query sent there would wait for minutes.
_IDLE_SECONDS = 1.0

_TIMED_OUT = {
    "Neo.ClientError.Transaction.TransactionTimedOut",
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
    "Neo.ClientError.Transaction.LockClientStopped",
}
_CROSSED_WRITERS = {
    "Neo.TransientError.Transaction.DeadlockDetected",
    "Neo.TransientError.Transaction.LockAcquisitionTimeout",
}
# A query met a node or relationship that another transaction had just deleted.
_DELETED = "Neo.ClientError.Statement.EntityNotFound"
_OUTAGES = (
    ServiceUnavailable,
    SessionExpired,
    ConnectionPoolError,
    TransientError,
    # At open a refused login is a wrong setting; later, an account that expired or changed.
    AuthError,
    OSError,
)
_PLAIN = frozenset({type(None), bool, int, float, str})


def open_driver(settings: Settings) -> Driver:
    """A driver that has not yet connected.

    Raises ConfigurationError for an address or a password file that cannot be used.
    """
    try:
        return GraphDatabase.driver(
            settings.store,
            auth=(settings.neo4j_user, settings.password()),
            user_agent=f"qiaotu/{_own_version()}",
            connection_timeout=_CONNECT_SECONDS,
            connection_acquisition_timeout=_CONNECT_SECONDS,
            max_transaction_retry_time=_RETRY_SECONDS,
            liveness_check_timeout=_IDLE_SECONDS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
            telemetry_disabled=True,
        )
    except (DriverConfigurationError, ValueError) as error:
        raise _bad_address(error) from error


def _own_version() -> str:
    try:
        return version("qiaotu")
    except PackageNotFoundError:  # run from a checkout that is not installed
        return "source"


def rows(query: str, result: Result) -> Iterator[Row]:
    """The rows of a result, one by one. Raises QueryFault for a value that is not plain."""
    keys = result.keys()
    for record in result:
        yield {key: _plain(query, value) for key, value in zip(keys, record, strict=True)}


def _plain(query: str, value: Any) -> Any:
    if type(value) in _PLAIN:
        return value
    if isinstance(value, list):
        # Columns of thousands of values: looked over at once.
        if _PLAIN.issuperset(map(type, value)):
            return value
        return [_plain(query, item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(query, item) for key, item in value.items()}
    raise _fault(query, f"returns a {type(value).__name__}; return its properties instead")


def crossed(error: Neo4jError) -> bool:
    """Whether two writers held what the other needed, and this one gave way."""
    return error.code in _CROSSED_WRITERS


@contextmanager
def ignore_existing() -> Iterator[None]:
    """Passes over a constraint or index that another process made in the same moment.

    `IF NOT EXISTS` looks before it takes the lock, so two that start at once may both try.
    """
    try:
        yield
    except ClientError as error:
        if error.code != "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists":
            raise


def mapped(query: str, error: Exception, timeout: float) -> QiaotuError:
    """The error of ours that says what an error of the driver's means; ours stay as they are."""
    if isinstance(error, QiaotuError):
        return error
    if isinstance(error, ConstraintError):
        return Conflict("An id in this write is already taken.", "写入的编号已被占用。")
    if isinstance(error, Neo4jError) and error.code in _TIMED_OUT:
        return StoreTimeout(timeout)
    if isinstance(error, Neo4jError) and error.code == _DELETED:
        return Overtaken()
    if isinstance(error, _OUTAGES):
        return StoreUnavailable()
    return _fault(query, _first_line(error))


def refused_setting(error: Exception, settings: Settings) -> ConfigurationError | None:
    """What the operator must mend when a first contact fails with this error; else None."""
    if isinstance(error, AuthError):
        return ConfigurationError(
            "The Neo4j server refuses the user or password. "
            "Check QIAOTU_NEO4J_USER and QIAOTU_NEO4J_PASSWORD.",
            "Neo4j 服务器拒绝了用户名或密码。请检查 QIAOTU_NEO4J_USER 和 QIAOTU_NEO4J_PASSWORD。",
        )
    if isinstance(error, ClientError) and error.code.endswith(".DatabaseNotFound"):
        name = settings.neo4j_database
        return ConfigurationError(
            f"The Neo4j server has no database {name!r}. Check QIAOTU_NEO4J_DATABASE.",
            f"Neo4j 服务器上没有数据库 {name!r}。请检查 QIAOTU_NEO4J_DATABASE。",
        )
    if isinstance(error, ValueError | DriverConfigurationError):
        return _bad_address(error)
    return None


def _bad_address(error: Exception) -> ConfigurationError:
    reason = _first_line(error)
    return ConfigurationError(
        f"QIAOTU_STORE cannot be used: {reason}.", f"QIAOTU_STORE 无法使用:{reason}。"
    )


def _fault(query: str, reason: str) -> QueryFault:
    return QueryFault(f"query {query}: {reason}", f"查询 {query} 有误:{reason}")


def _first_line(error: Exception) -> str:
    message = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(message).splitlines()[0]
