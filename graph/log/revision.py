"""The log of writes: its counter, and what the writes since one touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from graph.errors import StoreUnavailable
from graph.store.protocol import Row, Store, Transaction

T = TypeVar("T")

REVISION_KEY = "revision"
# Where the counter stands while a restore fills the store. Not 0, which means empty and would be
# seeded, and below it, so that every follower reads all anew when the restore is done.
RESTORING = -2
# Past this many changes reading everything anew is quicker than catching up.
CATCH_UP_LIMIT = 500
# Of a batch with more relationships than this the log does not name their ends: it is a bulk load.
RELATIONSHIPS_NAMED = 1_000


@dataclass(frozen=True)
class Changed:
    """Ids that writes touched; the ends of a touched relationship are among the entities.

    `revision`: the last of these writes, when all before it are known too; else -1.
    """

    entity_ids: frozenset[str]
    relationship_ids: frozenset[str]
    revision: int = -1


def changed_since(store: Store, known: int, revision: int) -> Changed | None:
    """What the writes after `known` up to `revision` touched; None when that is too much to say."""
    log = log_since(store, known, revision) if known >= 0 else None
    if not log or any(map(is_bulk, log)):
        return None
    return changed_by(log, revision)


def log_since(store: Store, known: int, revision: int) -> list[Row] | None:
    """The log after `known` up to `revision`; None for more than CATCH_UP_LIMIT, or gaps in it."""
    if revision - known > CATCH_UP_LIMIT:
        return None
    return whole_log_since(store, known, revision)


def whole_log_since(store: Store, known: int, revision: int) -> list[Row] | None:
    """The log after `known` up to `revision`, however long; None for gaps in it."""
    log: list[Row] = []
    while known + len(log) < revision:
        page = store.read("changes_since", sequence=known + len(log), limit=CATCH_UP_LIMIT)
        if not page or page[-1]["sequence"] != known + len(log) + len(page):
            return None
        log += page
    return log if known <= revision else None


def is_bulk(row: Row) -> bool:
    """Whether a write is too much to catch up with row by row."""
    return row["action"] == "load" or len(row["relationship_ids"] or []) > RELATIONSHIPS_NAMED


def changed_by(log: Iterable[Row], revision: int) -> Changed:
    """What these writes touched; `revision` as in Changed."""
    rows = list(log)
    return Changed(
        entity_ids=frozenset(id_ for row in rows for id_ in row["entity_ids"] or []),
        relationship_ids=frozenset(id_ for row in rows for id_ in row["relationship_ids"] or []),
        revision=revision,
    )


def current_revision(store: Store) -> int:
    """The number of the last write; 0 before the first. Raises Restoring."""
    rows = store.read("revision", key=REVISION_KEY)
    number: int = rows[0]["number"] if rows else 0
    if number < 0:
        raise Restoring
    return number


def numbered_write(store: Store, work: Callable[[Transaction, int], T]) -> T:
    """What `work` returns, given the transaction of a write and the write's number.

    Raises Restoring, and what `work` raises; then nothing is kept, the number neither.
    """
    return store.write(lambda transaction: work(transaction, next_revision(transaction)))


def next_revision(transaction: Transaction) -> int:
    """The number of this write; the first act of its transaction. Raises Restoring.

    To raise the counter is to lock it, and writers wait for one another there. Neo4j reads what is
    committed at each moment, so only what is read after it is sure to stand until the commit; what
    was read before, another write may have changed since, and ours would undo that unseen.
    """
    number: int = transaction.run("raise_revision", key=REVISION_KEY)[0]["number"]
    if number < 1:
        raise Restoring
    return number


class Restoring(StoreUnavailable):
    """A backup is being restored into the store, or its restore was cut off."""

    def __init__(self) -> None:
        super().__init__(
            "A backup is being restored into this store. If that was cut off, run the same "
            "qiaotu restore again: it goes on where it stopped.",
            "正在向此数据库恢复备份。若恢复曾被中断,请再次运行同一条 qiaotu restore 命令,将从中断处继续。",
        )
