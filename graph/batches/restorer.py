"""Filling an empty store from a backup: the one way to write beside the Writers.

Writers stamp what they write with who and when, and log it. A restore must bring back the stamps
and the log that were there, the counter of writes included, so it writes records as they are. They
are held to the schema all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from graph.batches.checks import BatchChecks
from graph.errors import Conflict, DataFault
from graph.log.revision import RESTORING, REVISION_KEY
from graph.records import EntityRecord, Record
from graph.schema import Schema
from graph.store.protocol import Row, Store, Transaction
from graph.viewer import access_columns

_LOGGED = (bool, int, float, str)


class Restorer:
    """Writes the batches of one backup, each in a transaction that also keeps how far it is.

    A restore that was cut off goes on after the last whole batch.
    """

    def __init__(self, store: Store, schema: Schema, backup: str) -> None:
        """`backup` tells one file from another."""
        self._store = store
        self._checks = BatchChecks(schema)
        self._backup = backup
        self.done = 0

    def begin(self) -> int:
        """How many records were written by an earlier run. Raises Conflict if the store has others."""

        def work(transaction: Transaction) -> int:
            row, done = _held(transaction), 0
            if row["number"] == RESTORING:
                done = self._resumed(row)
            elif row["number"] or transaction.run("count_labels"):
                raise _not_empty()
            self._mark(transaction, done)
            return done

        self.done = self._store.write(work)
        return self.done

    def write(self, records: Sequence[Record]) -> None:
        """Writes a batch. Raises InvalidInput, or DataFault for a missing end or a doubled id."""
        entities: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        relationships: dict[str, list[Row]] = defaultdict(list)
        for record in records:
            if isinstance(record, EntityRecord):
                labels, row = self._checks.entity(record)
                entities[labels].append(row | access_columns(labels, row))
            else:
                properties = self._checks.relationship(record)
                row = {"from": record.from_, "to": record.to, "properties": properties}
                relationships[record.type].append(row)

        def work(transaction: Transaction) -> None:
            for labels, rows in entities.items():
                transaction.run("create_nodes", slots={"labels": labels}, rows=rows)
            for type_, rows in relationships.items():
                created = transaction.run(
                    "create_relationships", slots={"type": [type_]}, rows=rows
                )
                if created[0]["created"] != len(rows):
                    raise _broken(f"an end of a {type_} relationship is missing", "关系缺少一端")

        self._batch(work, len(records))

    def write_changes(self, changes: Sequence[dict[str, Any]]) -> None:
        """Writes entries of the log as they are."""
        for change in changes:
            _check_change(change)
        self._batch(
            lambda transaction: transaction.run("append_changes", rows=list(changes)), len(changes)
        )

    def finish(self, revision: int) -> None:
        """Opens the store for use, its counter of writes where the backup's stood."""

        def work(transaction: Transaction) -> None:
            self._check_ours(transaction)
            properties = {"key": REVISION_KEY, "number": revision}
            transaction.run("set_revision", key=REVISION_KEY, properties=properties)

        self._store.write(work)

    def _batch(self, act: Callable[[Transaction], object], size: int) -> None:
        done = self.done + size

        def work(transaction: Transaction) -> None:
            self._check_ours(transaction)
            self._mark(transaction, done)
            act(transaction)

        try:
            self._store.write(work)
        except Conflict as error:
            raise _broken("an id occurs twice", "编号重复") from error
        self.done = done

    def _mark(self, transaction: Transaction, done: int) -> None:
        state = {"key": REVISION_KEY, "number": RESTORING, "restoring": self._backup, "done": done}
        transaction.run("set_revision", key=REVISION_KEY, properties=state)

    def _check_ours(self, transaction: Transaction) -> None:
        """Two restores at once would write everything twice."""
        row = _held(transaction)
        if row["number"] != RESTORING or self._resumed(row) != self.done:
            raise _another()

    def _resumed(self, row: Row) -> int:
        if row["restoring"] != self._backup:
            raise _another()
        done: int = row["done"]
        return done


def _held(transaction: Transaction) -> Row:
    """How far a restore is, and where the counter stood: 0 in a store that is new.

    Raised, the counter is locked, as in every write; it must be set again before the commit.
    """
    raised: int = transaction.run("raise_revision", key=REVISION_KEY)[0]["number"]
    return transaction.run("restoration", key=REVISION_KEY)[0] | {"number": raised - 1}


def _check_change(change: dict[str, Any]) -> None:
    for value in change.values():
        items = value if isinstance(value, list) else [value]
        if not all(item is None or isinstance(item, _LOGGED) for item in items):
            raise _broken("an entry of the log holds what a log does not", "变更记录的格式有误")


def _broken(en: str, zh: str) -> DataFault:
    return DataFault(f"The backup cannot be restored: {en}.", f"无法恢复此备份:{zh}。")


def _not_empty() -> Conflict:
    return Conflict(
        "The store is not empty. A backup is restored into an empty one only: name another "
        "QIAOTU_DATA folder or another database.",
        "数据库不是空的。备份只能恢复到空数据库,请改用另一个 QIAOTU_DATA 文件夹或另一个数据库。",
    )


def _another() -> Conflict:
    return Conflict(
        "Another restore into this store is under way, or was cut off. Finish it with its own file, "
        "or begin with an empty store.",
        "此数据库正在恢复、或曾中断恢复另一份备份。请用原来的文件完成恢复,或改用空数据库。",
    )
