"""Scratch space of searches, and the watch that ends them in time."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import LEVELS, LONGEST, ScratchArrays

T = TypeVar("T", bound=tuple[Any, ...])

_SPARE_NODES = 4_096  # entities to come before the space is made anew
_LEADS, _LEAD_ROWS = 1 << 20, 1 << 14  # ties of long rows noted in a search, and such rows
_WATCH_SECONDS = 0.02  # how late a search may end after its deadline
# As many searches as cores run at a time: more would only wait for each other, with more memory.
_AT_A_TIME = os.cpu_count() or 1


def plain(arrays: T) -> T:
    """The same arrays as memoryviews, which plain Python indexes several times faster."""
    views = [memoryview(a) if isinstance(a, np.ndarray) else a for a in arrays]  # type: ignore[arg-type]
    return type(arrays)(*views)


class Watch:
    """Sets a search's stop flag once its deadline has passed. One thread watches all."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watched: dict[int, tuple[float, NDArray[np.uint8]]] = {}
        self._any = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, deadline: float, stop: NDArray[np.uint8]) -> Iterator[None]:
        """Watches over what happens inside."""
        stop[0] = time.monotonic() > deadline
        with self._lock:
            self._watched[id(stop)] = deadline, stop
            self._any.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                del self._watched[id(stop)]
                if not self._watched:
                    self._any.clear()

    def _run(self) -> None:
        while True:
            self._any.wait()
            now = time.monotonic()
            with self._lock:
                for deadline, stop in self._watched.values():
                    if now > deadline:
                        stop[0] = 1
            time.sleep(_WATCH_SECONDS)


@dataclass
class Workspaces:
    """Spaces to borrow; each is clean when it is given out."""

    watch: Watch = field(default_factory=Watch)
    _free: list[ScratchArrays] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _turns: threading.Semaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(_AT_A_TIME)
    )

    @contextmanager
    def borrowed(self, nodes: int, vias: int) -> Iterator[ScratchArrays]:
        """A space for so many entities. Waits for its turn; lost when what happens inside fails."""
        with self._turns:
            work = self._take(nodes, vias)
            yield work
            with self._lock:
                # Spaces for more than one via are large and seldom asked for.
                if vias <= 1:
                    self._free = [*self._free, work][-_AT_A_TIME:]

    def _take(self, nodes: int, vias: int) -> ScratchArrays:
        rows = (1 << vias) * LEVELS
        with self._lock:
            for index, work in enumerate(self._free):
                if work.level.shape[1] >= nodes and work.level.shape[0] >= rows:
                    return self._free.pop(index)
            self._free.clear()
        return new_work(nodes + _SPARE_NODES, max(rows, 2 * LEVELS) if vias <= 1 else rows)


def new_work(nodes: int, rows: int) -> ScratchArrays:
    """A clean space. The system gives memory only to the pages that a search touches."""
    return ScratchArrays(
        level=np.zeros((rows, nodes), np.int64),
        touched=np.empty((rows, nodes), np.int32),
        touched_count=np.zeros(rows, np.int64),
        near=np.zeros((2, nodes), np.int64),
        near_touched=np.empty((2, nodes), np.int32),
        near_count=np.zeros(2, np.int64),
        low=np.zeros(LEVELS + 1, np.int64),
        mark=np.zeros(nodes, np.uint8),
        role=np.zeros(nodes, np.int8),
        leads=np.empty(_LEADS, np.int32),
        lead_rows=np.zeros((LEVELS, nodes, 2), np.int32),
        lead_touched=np.empty((_LEAD_ROWS, 2), np.int32),
        lead_count=np.zeros(2, np.int64),
        trail=np.zeros((LONGEST + 1, 6), np.int64),
        count=np.zeros(2, np.int64),
        stop=np.zeros(1, np.uint8),
    )


SPACES = Workspaces()
