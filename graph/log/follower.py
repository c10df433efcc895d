"""What is kept in memory, kept as new as the log of writes.

Few changes are read singly, before the next answer. After a bulk load, or far behind, everything
is read anew in the background, into a second copy; answers go on from the first, with single
changes still applied to it, until the second is whole and has those changes too.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, Self

import structlog

from graph.errors import QiaotuError
from graph.log.revision import (
    Changed,
    changed_by,
    current_revision,
    is_bulk,
    log_since,
    whole_log_since,
)
from graph.store.protocol import Row, Store

# An answer may be this much older than a write of another process; our own writes are seen at once.
STALE_AFTER_SECONDS = 1.0
# How long answers wait for what is read anew. A city's is there by then; a longer wait would be a
# standstill, so later answers show the older state meanwhile.
PATIENCE_SECONDS = 2.0
# Neo4j may show the counter of a write a moment before its entry in the log.
_LOOKS = 3
_REST_SECONDS = 30.0  # between two readings of everything, at most
_CLOSING_SECONDS = 5.0  # a reading under way may end by itself; it is a daemon's otherwise

_log = structlog.get_logger("qiaotu")


class Mirror(Protocol):
    """Something read from the store and kept in memory."""

    def rebuild(self) -> None:
        """Reads everything anew; readers go on with the old state until it is whole."""
        ...

    def update(self, changed: Changed) -> None:
        """Reads anew what was touched."""
        ...

    def twin(self) -> Self:
        """Another one of the same store, with nothing in it yet."""
        ...

    def adopt(self, twin: Self) -> None:
        """Shows what the twin holds from now on; the twin is used no more."""
        ...


class Follower:
    """Keeps mirrors as new as the store's log. Safe to use from several threads."""

    def __init__(self, store: Store, mirrors: Sequence[Mirror]) -> None:
        self._store = store
        self._mirrors = mirrors
        self._following = threading.Lock()
        self._revision = -1  # of the log, as far as it was looked at
        self._checked_at = float("-inf")
        self._writes = 0
        self._writes_followed = 0
        self._renewal: Renewal | None = None
        self._behind = False  # a bulk load is not yet shown
        self._closed = threading.Event()

    @property
    def behind(self) -> bool:
        """Whether answers show an older state while everything is read anew."""
        return self._behind

    def note_write(self) -> None:
        """Makes the next `follow` look at the log, whenever it last did."""
        self._writes += 1

    def follow(self) -> int:
        """Brings the mirrors up to the log; the store's revision when that was looked at.

        Single changes are always shown then; what needs everything read anew is waited for until
        PATIENCE_SECONDS after that began.
        """
        if not self._is_fresh():
            with self._following:
                if not self._is_fresh():
                    self._look()
        renewal = self._renewal
        if renewal is not None and self._behind:
            renewal.wait()
        return self._revision

    def close(self) -> None:
        """Ends reading in the background."""
        self._closed.set()
        if self._renewal is not None:
            self._renewal.thread.join(_CLOSING_SECONDS)

    def _is_fresh(self) -> bool:
        recent = time.monotonic() - self._checked_at < STALE_AFTER_SECONDS
        return recent and self._writes == self._writes_followed

    def _look(self) -> None:
        started, writes = time.monotonic(), self._writes
        # Read before the data: a write in between is only read twice, never missed.
        revision = current_revision(self._store)
        if self._revision < 0:
            for mirror in self._mirrors:
                mirror.rebuild()
        elif revision != self._revision:
            self._catch_up(revision)
        self._revision = revision
        if self._behind and (self._renewal is None or not self._renewal.thread.is_alive()):
            self._renewal = Renewal(self._renew)
        self._checked_at, self._writes_followed = started, writes

    def _catch_up(self, revision: int) -> None:
        log = None
        for _ in range(_LOOKS):
            log = log or log_since(self._store, self._revision, revision)
        if log is None:
            self._behind = True
            return
        self._behind = self._behind or any(map(is_bulk, log))
        self._apply(log, revision, self._mirrors, behind=self._behind)

    def _apply(
        self, log: Iterable[Row], revision: int, mirrors: Iterable[Mirror], *, behind: bool
    ) -> None:
        """Shows the single changes among these. `behind`: others before them are not shown."""
        single = [row for row in log if not is_bulk(row)]
        if single:
            changed = changed_by(single, -1 if behind else revision)
            for mirror in mirrors:
                mirror.update(changed)

    def _renew(self) -> None:
        """Reads everything anew until no bulk load has come meanwhile. Runs in the background."""
        began = time.monotonic()
        _log.info("catching_up", revision=self._revision)
        try:
            while self._behind and not self._closed.is_set():
                started = time.monotonic()
                known = current_revision(self._store)
                twins = [mirror.twin() for mirror in self._mirrors]
                for twin in twins:
                    twin.rebuild()
                with self._following:
                    self._show(twins, known)
                if self._behind:
                    # An import goes on: half of the time is left to it and to answers.
                    self._closed.wait(min(time.monotonic() - started, _REST_SECONDS))
        except QiaotuError as error:
            # The next look at the log begins again.
            if not self._closed.is_set():
                _log.warning("not_caught_up", reason=error.en)
            return
        _log.info("caught_up", revision=self._revision, seconds=round(time.monotonic() - began, 1))

    def _show(self, twins: Sequence[Mirror], known: int) -> None:
        """Changes over to what was read, once it has the single changes that came after `known`."""
        self._revision = max(self._revision, known)
        log = whole_log_since(self._store, known, self._revision)
        if log is None:
            return
        behind = any(map(is_bulk, log))
        self._apply(log, self._revision, twins, behind=behind)
        for mirror, twin in zip(self._mirrors, twins, strict=True):
            mirror.adopt(twin)
        # Last, so that no answer from the older state is taken for one of the newer.
        self._behind = behind


class Renewal:
    """A reading of everything in the background, and the patience of those who wait for it."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._until = time.monotonic() + PATIENCE_SECONDS
        self.thread = threading.Thread(target=act, name="renewal", daemon=True)
        self.thread.start()

    def wait(self) -> None:
        """Returns when it is done, or patience is over."""
        left = self._until - time.monotonic()
        if left > 0 and threading.current_thread() is not self.thread:
            self.thread.join(left)
