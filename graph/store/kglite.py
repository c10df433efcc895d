"""The embedded engine, kglite: in-process, one writing process, every commit on disk.

Its habits that stop here: it adds `title` and `type` to properties, prints warnings about
labels that no node has yet, and holds a lease that a second process cannot share.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import kglite
import structlog

from graph.errors import (
    ConfigurationError,
    Conflict,
    QiaotuError,
    QueryFault,
    StoreInUse,
    StoreTimeout,
    StoreUnavailable,
)
from graph.schema import Schema
from graph.store.protocol import STREAM_PATIENCE, Health, Row, Slots, constraints
from graph.store.queries import ROWS, Queries, Query

T = TypeVar("T")
_log = structlog.get_logger("qiaotu")
_ADDED_BY_ENGINE = ("title", "type")
# The log is folded into the file past this, by whoever wrote last and before the next write: done
# by the engine in the background, what is written meanwhile makes it copy the whole graph. After a
# crash so much of a log takes some 10 s to read back. A larger one saves little time, and costs half
# a GiB where a province is filled in.
LOG_LIMIT = 160 * 1024 * 1024
# The engine's own 10,000,000 stops the reading of a province's ties, which is 30,000,000 values in
# columns. Here time is what bounds a query.
_WORK_LIMIT = 10**12


class KgliteStore:
    """A graph file with its write-ahead log. See `graph.store.protocol.Store` for the contract."""

    def __init__(
        self,
        path: Path,
        timeout: float,
        queries: Queries | None = None,
        *,
        filling: bool = False,
        log_limit: int = LOG_LIMIT,
    ) -> None:
        """Opens or creates `path`; queries are stopped after `timeout` seconds. `log_limit`: bytes.

        `filling`: nobody uses it but one that fills it. Then it holds a quarter less memory: rows
        just written take the engine more than rows read from its file, so the file is opened anew
        now and then; and into an empty one relationships go without the index of their ids, which
        the next `prepare` makes.

        Raises StoreInUse when another process has it open, ConfigurationError when the folder is
        read-only.
        """
        self._queries = queries or Queries("kglite")
        self._timeout = timeout
        # Transactions are optimistic in the engine; one at a time, they never conflict.
        self._writing = threading.Lock()
        self._log = path.with_name(f"{path.name}-wal")
        self._log_limit = self._fold_at = log_limit
        self._path = path
        self._filling = filling
        kglite.set_query_warning_policy("silent")
        self._session: kglite.Session = self._opened()

    def _opened(self) -> kglite.Session:
        path = self._path
        try:
            return kglite.open_session(str(path), durable="full", auto_checkpoint_wal_mib=0)
        except kglite.WriterLeaseHeldError as error:
            raise StoreInUse(
                f"{path.parent} is in use by another qiaotu process. Stop it, or name another folder "
                "with QIAOTU_DATA.",
                f"{path.parent} 正被另一个 qiaotu 进程使用。请先停止它,或用 QIAOTU_DATA 指定其他文件夹。",
            ) from error
        except (OSError, RuntimeError, ValueError, kglite.KgError) as error:
            raise ConfigurationError(
                f"{path} cannot be opened: {_first_line(error)}.",
                f"无法打开 {path}:{_first_line(error)}。",
            ) from error

    def read(self, query: str, /, **parameters: object) -> list[Row]:
        return list(self._rows(query, parameters, self._timeout))

    def stream(self, query: str, /, **parameters: object) -> Iterator[Row]:
        return self._rows(query, parameters, self._timeout * STREAM_PATIENCE)

    def _rows(self, query: str, parameters: Mapping[str, object], timeout: float) -> Iterator[Row]:
        self._check_open()
        found = self._queries[query]
        found.check(parameters)
        try:
            result = self._session.cypher(
                found.filled({}),
                params=dict(parameters),
                timeout_ms=int(timeout * 1000),
                max_work_units=_WORK_LIMIT,
            )
        except Exception as error:
            raise self._mapped(query, error, timeout) from error
        return map(_cleaned, result)

    def write(self, work: Callable[[_Transaction], T], /) -> T:
        with self._writing:
            value = self._written(work)
            self._fold_log()
            return value

    def _written(self, work: Callable[[_Transaction], T]) -> T:
        self._check_open()
        try:
            transaction = self._session.begin()
        except Exception as error:
            raise self._mapped("begin", error) from error
        try:
            value = work(_Transaction(self, transaction))
            transaction.commit()
            return value
        except QiaotuError:
            raise
        except kglite.KgError as error:
            raise self._mapped("commit", error) from error
        finally:
            if transaction.active:
                transaction.rollback()

    def _fold_log(self) -> None:
        """Writes the whole graph into the file, and an empty log, once the log is long.

        What was written is safe in the log, so that a fault is no fault of the write.
        """
        size = self._log.stat().st_size if self._log.exists() else 0
        if size < self._fold_at:
            return
        # What the engine has freed but kept is not to stand beside what the file is made of.
        kglite.trim_memory()
        try:
            if self._filling:
                self._session.close()
            else:
                self._session.save()
            self._fold_at = self._log_limit
        except (kglite.KgError, OSError) as error:
            _log.warning("log_not_folded", reason=_first_line(error))
            self._fold_at = size + self._log_limit
        if self._session.closed:
            self._reopen()

    def _reopen(self) -> None:
        # The old graph goes before the new one comes: two would not fit.
        self._session = _CLOSED
        self._session = self._opened()
        kglite.trim_memory()

    def prepare(self, schema: Schema, /) -> None:
        with self._writing:
            self._check_open()
            empty = self._session.node_count() == 0
            for statement in constraints(schema, ties=not (self._filling and empty)):
                try:
                    self._session.execute(statement)
                except Exception as error:
                    raise self._mapped("prepare", error) from error

    def health(self) -> Health:
        self._check_open()
        self._session.node_count()
        return Health(engine="kglite", version=version("kglite"))

    def close(self) -> None:
        with self._writing:
            if not self._session.closed:
                kglite.trim_memory()
                self._session.close()

    def _check_open(self) -> None:
        if self._session.closed:
            raise StoreUnavailable

    def _mapped(self, query: str, error: Exception, timeout: float | None = None) -> QiaotuError:
        if isinstance(error, QiaotuError):
            return error
        if isinstance(error, kglite.CypherTimeoutError):
            return StoreTimeout(timeout or self._timeout)
        if isinstance(error, kglite.ConstraintViolationError):
            return Conflict("An id in this write is already taken.", "写入的编号已被占用。")
        if isinstance(error, kglite.FileError | OSError):
            return StoreUnavailable()
        reason = _first_line(error)
        return QueryFault(f"query {query}: {reason}", f"查询 {query} 有误:{reason}")


class _Closed:
    """Stands where no graph is open."""

    closed = True


# What asks for a graph looks first whether it is closed.
_CLOSED: Any = _Closed()


class _Transaction:
    def __init__(self, store: KgliteStore, transaction: kglite.SessionTransaction) -> None:
        self._store = store
        self._transaction = transaction

    def run(self, query: str, /, slots: Slots | None = None, **parameters: object) -> list[Row]:
        try:
            found = self._store._queries[query]
            if found.otherwise is not None:
                # Refused, and nothing done, where a property is new to this graph.
                with suppress(kglite.SchemaError, QueryFault):
                    return self._run(found, slots or {}, parameters)
            return self._run(found.otherwise or found, slots or {}, parameters)
        except Exception as error:
            raise self._store._mapped(query, error) from error

    def _run(self, query: Query, slots: Slots, parameters: dict[str, Any]) -> list[Row]:
        query.check(parameters)
        result = self._transaction.cypher(
            query.filled(slots, parameters.get(ROWS, ())),
            params=parameters,
            timeout_ms=int(self._store._timeout * 1000),
        )
        return [_cleaned(row) for row in result]


def _cleaned(row: Row) -> Row:
    """The row, its `properties` columns without what the engine added."""
    for column, value in row.items():
        if isinstance(value, dict) and column.endswith("properties"):
            row[column] = {k: v for k, v in value.items() if k not in _ADDED_BY_ENGINE}
    return row


def _first_line(error: BaseException) -> str:
    text: Any = str(error) or type(error).__name__
    return str(text).splitlines()[0]
