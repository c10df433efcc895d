"""How a run in several processes shares out its tests, and how a test has the machine to itself."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling

from tests.support.neo4j_jars import VERSIONS

_ROOM = Path(__file__)  # any file that is always there


class Sharing(LoadScopeScheduling):  # type: ignore[misc] # xdist tells no types
    """What one process runs as a whole: the tests of one Neo4j, which has one graph; those of the page.

    Else those of a file, which share what its fixtures make. The largest are begun first.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        parameters = test.partition("[")[2]
        whole = "tests/page" if file.startswith("tests/page/") else file
        return next((line for line in VERSIONS if line in parameters), whole)


@contextmanager
def turn(*, alone: bool) -> Iterator[None]:
    """Meanwhile no other process of the run has a test that is alone; if this one is, no test at all."""
    with _ROOM.open(encoding="utf-8") as room:
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        try:
            yield
        finally:
            # A process that a test forked may still have the file open.
            fcntl.flock(room, fcntl.LOCK_UN)
