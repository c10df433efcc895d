"""Files read in a process of their own, so that no file can take this one down with it."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from seed.problems import files as refusals
from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.reading import wire
from seed.sheets.reading.limits import Limits
from seed.sheets.reading.reader import OUT_OF_MEMORY, Form, Request
from seed.sheets.tables import Merge, RawSheet

# Where the package `seed` lies, for a process that starts in another folder.
ROOT = Path(__file__).resolve().parents[3]
READ_BYTES = 256 * 1024
# A workbook whose every sheet kills its reader is given up at this one.
DEATHS = 3
# What a process does that runs out of memory: Rust aborts, the system's killer kills.
_MEMORY_STATUSES = {OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGKILL}


def read_file(path: Path, file: str, form: Form, limits: Limits) -> Iterator[RawSheet | Problem]:
    """The sheets of one file, named `file` in reports. Never raises for what the file holds.

    A sheet that kills its reader is one Problem; the sheets after it are read by another process.
    """
    first = 0
    for _ in range(DEATHS):
        request = Request(str(path.resolve()), file, form, limits, first)
        with closing(_Child(request)) as child:
            yield from child.sheets()
            if child.ended or form != "workbook" or child.sheet_index is None:
                return
            first = child.sheet_index + 1
    yield refusals.given_up(Place(file), DEATHS)


class _Silent(Exception):
    """The child gave nothing for as long as it may."""


class _Child:
    def __init__(self, request: Request) -> None:
        self._limits, self._file, self._sheet = request.limits, request.file, None
        self.ended = self._closed = False
        self.sheet_index: int | None = None
        self._process = subprocess.Popen(
            [sys.executable, "-m", "seed.sheets.reading.reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
        self._lines = self._read_lines()
        self._ask(request)

    def _ask(self, request: Request) -> None:
        stdin = self._process.stdin
        if stdin is None:
            return
        try:
            stdin.write(request.encode())
            stdin.flush()
        except BrokenPipeError:
            pass  # it died at once: told when its answer is missed

    def close(self) -> None:
        """Ends the process, whatever it is doing, and waits for its end."""
        self._closed = True
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def sheets(self) -> Iterator[RawSheet | Problem]:
        """What the child finds; if it dies, one Problem that says why, in its place."""
        for message in self._messages():
            match message:
                case Problem():
                    yield message
                case ["begin", index, name]:
                    self.sheet_index, self._sheet = index, name
                case ["problem", problem]:
                    yield problem
                case ["sheet", file, name, first_row, merged, verbatim, kind]:
                    rows = self._rows()
                    merges = tuple(Merge(*merge) for merge in merged)
                    yield RawSheet(file, name, False, first_row, rows, merges, verbatim, kind)
                    for _ in rows:
                        pass  # what nobody asked for, so that the next sheet is met

    def _rows(self) -> Iterator[Any]:
        for message in self._messages():
            match message:
                case Problem():
                    yield message
                case ["rows", batch]:
                    yield from batch
                case ["done"]:
                    return

    def _messages(self) -> Iterator[Any]:
        """Messages until the end; a death is told once, as a Problem."""
        try:
            for line in self._lines:
                message = wire.decode(line)
                if message == ["end"]:
                    self.ended = True
                    return
                yield message
        except _Silent:
            self._process.kill()
            self._process.wait()
            yield refusals.out_of_time(self._place(), self._limits.silent_seconds)
            return
        if not self.ended and self._process.returncode is None:
            yield self._death()

    def _death(self) -> Problem:
        status = self._process.wait()
        if status == -signal.SIGXCPU:
            return refusals.out_of_time(self._place(), self._limits.processor_seconds)
        if status in _MEMORY_STATUSES:
            return refusals.out_of_memory(self._place(), self._limits.memory_bytes)
        return refusals.reader_failed(self._place())

    def _place(self) -> Place:
        return Place(self._file, self._sheet)

    def _read_lines(self) -> Iterator[bytes]:
        """Whole lines of the child's output. Raises _Silent."""
        if self._process.stdout is None:
            return
        output = self._process.stdout.fileno()
        parts: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(output, selectors.EVENT_READ)
            while True:
                if self._closed:
                    raise RuntimeError("rows were asked for after their file was closed")
                if not selector.select(self._limits.silent_seconds):
                    raise _Silent
                block = os.read(output, READ_BYTES)
                if not block:
                    return
                *lines, rest = block.split(b"\n")
                for line in lines:
                    yield b"".join([*parts, line])
                    parts = []
                parts.append(rest)


def _environment() -> dict[str, str]:
    """This process's, without our settings (the passwords among them), and with our own package."""
    kept = {name: v for name, v in os.environ.items() if not name.startswith("QIAOTU_")}
    # After what is on the path already: where we are installed, other packages lie beside us.
    given = kept.get("PYTHONPATH")
    return kept | {"PYTHONPATH": f"{given}{os.pathsep}{ROOT}" if given else str(ROOT)}
