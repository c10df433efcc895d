"""Rows laid aside on disk between two passes, so that millions need no memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")

_ROWS_PER_PAGE = 1_000  # laid aside together: quick to write, small to hold


class Spool(Generic[T]):
    """Rows that can be read again and again, in the order they were added.

    The file has no name: nobody else can reach it, and it is gone with the process.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - lives as long as the spool
        self._page: list[T] = []
        self._length = 0

    def add(self, row: T) -> None:
        """Lays a row aside."""
        self._page.append(row)
        self._length += 1
        if len(self._page) == _ROWS_PER_PAGE:
            self._write_page()

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        if self._page:
            self._write_page()
        end = self._file.seek(0, 2)
        place = 0
        while place < end:
            self._file.seek(place)
            page: list[T] = pickle.load(self._file)  # noqa: S301 - written by this very process
            place = self._file.tell()
            yield from page

    def close(self) -> None:
        """Gives the disk back."""
        self._file.close()

    def _write_page(self) -> None:
        self._file.seek(0, 2)
        pickle.dump(self._page, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._page = []


class Doubles:
    """Which of millions of ids come more than once, at eight bytes each.

    `in` may err for one in 10^12 of the others; who asks looks at the ids themselves.
    """

    def __init__(self) -> None:
        self._pages: list[NDArray[np.int64]] = []
        self._page: list[int] = []
        self._doubled: frozenset[int] | None = None

    def add(self, id_: Hashable) -> None:
        """Counts an id."""
        self._page.append(hash(id_))
        if len(self._page) == _ROWS_PER_PAGE:
            self._pages.append(np.array(self._page, np.int64))
            self._page = []

    def __contains__(self, id_: Hashable) -> bool:
        if self._doubled is None:
            self._doubled = self._found()
        return hash(id_) in self._doubled

    @property
    def any(self) -> bool:
        """Whether there are any."""
        if self._doubled is None:
            self._doubled = self._found()
        return bool(self._doubled)

    def _found(self) -> frozenset[int]:
        all_ = np.concatenate([*self._pages, np.array(self._page, np.int64)])
        all_.sort()
        self._pages, self._page = [], []
        return frozenset(all_[1:][all_[1:] == all_[:-1]].tolist())
