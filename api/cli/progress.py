"""How far an import is, on the terminal: a bar that moves, or plain lines where nothing can."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from seed.imports.jobs.jobs import Job
from seed.imports.jobs.work import Changed

STAGES = {
    "reading": "读取 reading",
    "entities": "写入实体 entities",
    "relationships": "写入关系 relationships",
    "done": "完成 done",
}
CANCELLED = 130  # exit code, as shells tell of Ctrl-C
LINE_SECONDS = 10.0  # between plain lines: a log of an hour stays readable


def console() -> Console:
    """Where progress is told: not where results are."""
    return Console(stderr=True, highlight=False)


def say_waiting() -> None:
    """Says why nothing happens yet."""
    _say("另一个导入正在进行,等它结束…… Another import is under way; this one waits for its end.")


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Inside, Ctrl-C and SIGTERM ask to stop, once; the second time they stop at once."""
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal calls it
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        _say("正在停止,已读完的一批会写完…… Stopping after the rows it is at. Once more: at once.")

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def showing() -> Iterator[Changed]:
    """Gives what is to hear of the job's every step."""
    shown = console()
    if shown.is_terminal:
        with _bar(shown) as changed:
            yield changed
    else:
        yield _Lines()


@contextmanager
def _bar(shown: Console) -> Iterator[Changed]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[told]}"),
    )
    with Progress(*columns, console=shown, transient=True) as progress:
        task = progress.add_task("", total=None, told="")

        def changed(job: Job) -> None:
            progress.update(
                task,
                description=STAGES[job.stage],
                completed=job.done,
                total=job.total,
                told=told(job),
            )

        yield changed


class _Lines:
    """A line for each stage, and one now and then in between."""

    def __init__(self) -> None:
        self._stage = ""
        self._at = float("-inf")

    def __call__(self, job: Job) -> None:
        if job.state != "running":
            return
        if job.stage == self._stage and time.monotonic() - self._at < LINE_SECONDS:
            return
        self._stage, self._at = job.stage, time.monotonic()
        of = f"/{job.total}" if job.total is not None else ""
        _say(f"{STAGES[job.stage]} {job.done}{of} {told(job)}".rstrip())


def told(job: Job) -> str:
    """What became of the rows so far, in a few words."""
    counts = job.counts
    parts = {
        "新增 new": counts.new + counts.relationships_new,
        "未导入 refused": counts.refused,
        "待决定 to decide": counts.to_decide,
    }
    return " · ".join(f"{words} {number}" for words, number in parts.items() if number)


def _say(line: str) -> None:
    console().print(line, markup=False, soft_wrap=True)
