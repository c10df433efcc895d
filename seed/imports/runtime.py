"""How the interpreter is set while millions of rows pass through it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made between two looks for cycles. A batch makes some hundred thousand and leaves none; with
# the usual 700 a sixth of an import went into looking.
ALLOCATIONS_PER_COLLECTION = 100_000


@contextmanager
def rare_collections() -> Iterator[None]:
    """Inside, the interpreter looks for cycles of garbage more rarely, in all threads."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], ALLOCATIONS_PER_COLLECTION), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
