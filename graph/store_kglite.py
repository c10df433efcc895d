"""The embedded engine, kglite: in-process, one writing process, every commit on disk.

Its habits that stop here: it adds `title` and `type` to properties, prints warnings about
labels that no node has yet, and holds a lease that a second process cannot share.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import kglite

from graph.errors import (
    ConfigurationError,
    Conflict,
    QiaotuError,
    QueryFault,
    StoreInUse,
    StoreTimeout,
    StoreUnavailable,
)
from graph.queries import Queries
from graph.schema import Schema
from graph.store import Health, Row, Slots, constraints

T = TypeVar("T")
_ADDED_BY_ENGINE = ("title", "type")
# The log is folded into the file past this. The engine's own 16 made an import of a province write
# the file a dozen times beside it: a third more time, and half as much memory again. After a crash
# 256 MiB take some 15 s to read back.
_CHECKPOINT_MIB = 256
# The engine's own 10,000,000 stops the reading of a province's ties, which is 30,000,000 values in
# columns. Here time is what bounds a query.
_WORK_LIMIT = 10**12


class KgliteStore:
    """A graph file with its write-ahead log. See `graph.store.Store` for the contract."""

    def __init__(self, path: Path, timeout: float, queries: Queries | None = None) -> None:
        """Opens or creates `path`; queries are stopped after `timeout` seconds.

        Raises StoreInUse when another process has it open, ConfigurationError when the folder is
        read-only.
        """
        self._queries = queries or Queries("kglite")
        self._timeout = timeout
        # Transactions are optimistic in the engine; one at a time, they never conflict.
        self._writing = threading.Lock()
        kglite.set_query_warning_policy("silent")
        try:
            self._session = kglite.open_session(
                str(path), durable="full", auto_checkpoint_wal_mib=_CHECKPOINT_MIB
            )
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
        return list(self.stream(query, **parameters))

    def stream(self, query: str, /, **parameters: object) -> Iterator[Row]:
        self._check_open()
        found = self._queries[query]
        found.check(parameters)
        try:
            result = self._session.cypher(
                found.filled({}),
                params=parameters,
                timeout_ms=int(self._timeout * 1000),
                max_work_units=_WORK_LIMIT,
            )
        except Exception as error:
            raise self._mapped(query, error) from error
        return map(_cleaned, result)

    def write(self, work: Callable[[_Transaction], T], /) -> T:
        with self._writing:
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

    def prepare(self, schema: Schema, /) -> None:
        with self._writing:
            self._check_open()
            for statement in constraints(schema):
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
                self._session.close()

    def _check_open(self) -> None:
        if self._session.closed:
            raise StoreUnavailable

    def _mapped(self, query: str, error: Exception) -> QiaotuError:
        if isinstance(error, QiaotuError):
            return error
        if isinstance(error, kglite.CypherTimeoutError):
            return StoreTimeout(self._timeout)
        if isinstance(error, kglite.ConstraintViolationError):
            return Conflict("An id in this write is already taken.", "写入的编号已被占用。")
        if isinstance(error, kglite.FileError | OSError):
            return StoreUnavailable()
        reason = _first_line(error)
        return QueryFault(f"query {query}: {reason}", f"查询 {query} 有误:{reason}")


class _Transaction:
    def __init__(self, store: KgliteStore, transaction: kglite.SessionTransaction) -> None:
        self._store = store
        self._transaction = transaction

    def run(self, query: str, /, slots: Slots | None = None, **parameters: object) -> list[Row]:
        found = self._store._queries[query]
        found.check(parameters)
        try:
            result = self._transaction.cypher(
                found.filled(slots or {}),
                params=parameters,
                timeout_ms=int(self._store._timeout * 1000),
            )
        except Exception as error:
            raise self._store._mapped(query, error) from error
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
