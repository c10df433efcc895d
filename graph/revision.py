"""What is kept in memory, kept as new as the log of writes."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import Protocol

from graph.errors import StoreUnavailable
from graph.store import Row, Store, Transaction

REVISION_KEY = "revision"
# Where the counter stands while a restore fills the store. Not 0, which means empty and would be
# seeded, and below it, so that every follower reads all anew when the restore is done.
RESTORING = -2
# An answer may be this much older than a write of another process; our own writes are seen at once.
STALE_AFTER_SECONDS = 1.0
# Past this many changes, or after a bulk load, reading everything anew is quicker than catching up.
CATCH_UP_LIMIT = 500
# Of a batch with more relationships than this the log does not name their ends: it is a bulk load.
TIES_NAMED = 1_000


@dataclass(frozen=True)
class Changed:
    """Ids that writes touched; the ends of a touched relationship are among the entities.

    `revision`: the last of these writes.
    """

    entity_ids: frozenset[str]
    relationship_ids: frozenset[str]
    revision: int = -1


class Mirror(Protocol):
    """Something read from the store and kept in memory."""

    def rebuild(self) -> None:
        """Reads everything anew; readers go on with the old state until it is whole."""
        ...

    def update(self, changed: Changed) -> None:
        """Reads anew what was touched."""
        ...


class Follower:
    """Keeps mirrors as new as the store's log. Safe to use from several threads."""

    def __init__(self, store: Store, mirrors: list[Mirror]) -> None:
        self._store = store
        self._mirrors = mirrors
        self._following = threading.Lock()
        self._revision = -1
        self._checked_at = float("-inf")
        self._writes = 0
        self._writes_followed = 0

    def note_write(self) -> None:
        """Makes the next `follow` look at the log, whenever it last did."""
        self._writes += 1

    def follow(self) -> int:
        """Brings the mirrors up to the log; the revision they then show."""
        if self._is_fresh():
            return self._revision
        with self._following:
            if self._is_fresh():
                return self._revision
            started, writes = time.monotonic(), self._writes
            # Read before the data: a write in between is only read twice, never missed.
            revision = current_revision(self._store)
            if revision != self._revision:
                self._catch_up(revision)
                self._revision = revision
            self._checked_at, self._writes_followed = started, writes
            return revision

    def _is_fresh(self) -> bool:
        recent = time.monotonic() - self._checked_at < STALE_AFTER_SECONDS
        return recent and self._writes == self._writes_followed

    def _catch_up(self, revision: int) -> None:
        changed = changed_since(self._store, self._revision, revision)
        for mirror in self._mirrors:
            if changed is None:
                mirror.rebuild()
            else:
                mirror.update(changed)


def changed_since(store: Store, known: int, revision: int) -> Changed | None:
    """What the writes after `known` up to `revision` touched; None when that is too much to say."""
    behind = revision - known
    if known < 0 or not 0 < behind <= CATCH_UP_LIMIT:
        return None
    rows = store.read("changes_since", sequence=known, limit=CATCH_UP_LIMIT)
    if len(rows) < behind or any(map(_is_bulk, rows)):
        return None
    return Changed(
        entity_ids=frozenset(id_ for row in rows for id_ in row["entity_ids"] or []),
        relationship_ids=frozenset(id_ for row in rows for id_ in row["relationship_ids"] or []),
        revision=revision,
    )


def _is_bulk(row: Row) -> bool:
    return row["action"] == "load" or len(row["relationship_ids"] or []) > TIES_NAMED


def current_revision(store: Store) -> int:
    """The number of the last write; 0 before the first. Raises Restoring."""
    rows = store.read("revision", key=REVISION_KEY)
    number: int = rows[0]["number"] if rows else 0
    if number < 0:
        raise Restoring
    return number


def next_revision(transaction: Transaction) -> int:
    """The number of this write; the first act of its transaction. Raises Restoring."""
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
