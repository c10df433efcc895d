"""The child process that reads one file: `python -m seed.sheets.reading.reader`, bounded in all it takes.

A request of one line comes on standard input, the sheets go out as messages of wire.py. When the
asker ends, standard input ends, and so does this process.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from seed.problems.files import Refused
from seed.problems.problem import Problem
from seed.sheets.reading import wire
from seed.sheets.reading.limits import Limits
from seed.sheets.reading.wire import Begin
from seed.sheets.tables import RawSheet

if sys.platform != "win32":
    import resource

Form = Literal["workbook", "delimited", "cards"]
# Rows to a message: large enough to make the pipe cheap, small enough to show progress.
BATCH = 256
OUT_OF_MEMORY = 77  # exit status, apart from Python's own 0 to 2


@dataclass(frozen=True, slots=True)
class Request:
    """What to read: the file, the name it has in reports, and the first sheet that is wanted."""

    path: str
    file: str
    form: Form
    limits: Limits
    first: int = 0

    def encode(self) -> bytes:
        """The request as one line."""
        fields = [self.path, self.file, self.form, list(asdict(self.limits).values()), self.first]
        return wire.encode(fields)

    @classmethod
    def decode(cls, line: bytes) -> Request:
        """The request that `encode` wrote."""
        path, file, form, limits, first = wire.decode(line)
        return cls(path, file, form, Limits(*limits), first)


def answer(request: Request) -> Iterator[list[object]]:
    """The messages for a request: `begin`, `sheet`, `rows`, `problem`, and `end` at last."""
    try:
        for item in _read(request):
            if isinstance(item, Begin):
                yield ["begin", *item]
            elif isinstance(item, Problem):
                yield ["problem", item]
            else:
                yield from _sheet(item)
    except Refused as refused:
        yield ["problem", refused.problem]
    yield ["end"]


def _read(request: Request) -> Iterator[RawSheet | Problem | Begin]:
    path = Path(request.path)
    if request.form == "delimited":
        from seed.sheets.reading.delimited import read_delimited

        yield from read_delimited(path, request.file, request.limits)
        return
    if request.form == "cards":
        from seed.sheets.reading.cards import read_cards

        yield from read_cards(path, request.file, request.limits)
        return
    from seed.sheets.reading.workbooks import read_workbook

    yield from read_workbook(path, request.file, request.limits, request.first)


def _sheet(sheet: RawSheet) -> Iterator[list[object]]:
    yield [
        "sheet",
        sheet.file,
        sheet.name,
        sheet.first_row,
        sheet.merged,
        sheet.verbatim,
        sheet.kind,
    ]
    batch: list[object] = []
    for row in sheet.rows:
        batch.append(row if isinstance(row, Problem) else wire.sendable(row))
        if len(batch) == BATCH:
            yield ["rows", batch]
            batch = []
    yield ["rows", batch]
    yield ["done"]


def bound(limits: Limits) -> None:
    """Holds this process to its limits; the system ends it when it goes beyond."""
    if sys.platform == "win32":
        return
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.processor_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (allowed, hard))


def _end_with_the_asker() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def _send(messages: Iterable[list[object]]) -> None:
    for message in messages:
        sys.stdout.buffer.write(wire.encode(message))
        sys.stdout.buffer.flush()


def main() -> None:
    """Reads the request, then answers it on standard output."""
    request = Request.decode(sys.stdin.buffer.readline())
    bound(request.limits)
    threading.Thread(target=_end_with_the_asker, daemon=True).start()
    try:
        _send(answer(request))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
