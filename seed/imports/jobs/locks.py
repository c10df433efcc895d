"""Locks between processes that share a data folder: files that a process holds while it works.

The system lets go of them when the process ends, however it ends, so none is ever left behind.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import ConfigurationError

ASK_AGAIN_SECONDS = 0.2  # how late a free lock, or a wish to stop waiting, may be noticed
# Whoever looks if a lock is held takes it for an instant; whoever wants it then asks again.
GLANCES = 20
GLANCE_SECONDS = 0.01


@contextmanager
def turn(path: Path, give_up: Callable[[], bool], waits: Callable[[], None]) -> Iterator[bool]:
    """Holds a lock inside; waits for it until `give_up` says so, and then gives False.

    `waits` is called once when somebody else has it.
    """
    lock = _opened(path)
    try:
        taken = _take(lock)
        if not taken:
            waits()
        while not taken and not give_up():
            time.sleep(ASK_AGAIN_SECONDS)
            taken = _take(lock)
        yield taken
    finally:
        os.close(lock)


class Claim:
    """A lock that is taken at once or not at all, and held until it is let go."""

    def __init__(self, path: Path) -> None:
        """Raises BlockingIOError when another holds it."""
        self._lock = _opened(path)
        for _ in range(GLANCES):
            if _take(self._lock):
                return
            time.sleep(GLANCE_SECONDS)
        os.close(self._lock)
        raise BlockingIOError

    def let_go(self) -> None:
        """Lets go; once."""
        os.close(self._lock)


def is_held(path: Path) -> bool:
    """Whether some process, or another part of this one, holds the lock."""
    if not path.exists():
        return False
    lock = _opened(path)
    try:
        return not _take(lock)
    finally:
        os.close(lock)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written: {error.strerror}. Name a folder of your own with QIAOTU_DATA.",
            f"无法写入 {path}:{error.strerror}。请用 QIAOTU_DATA 指定可写的文件夹。",
        ) from error


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
