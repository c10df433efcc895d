"""Many things, so many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def pages(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in their order, `size` at a time, the last page perhaps shorter."""
    waiting = iter(items)
    while page := list(islice(waiting, size)):
        yield page
