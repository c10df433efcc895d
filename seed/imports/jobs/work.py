"""One import carried out, or taken back, in its turn: what the queue and the commands share."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.errors import Conflict, QiaotuError
from graph.values import moment
from seed.imports.jobs.jobs import FILES, LIVING, Job, Jobs
from seed.imports.jobs.locks import Claim, turn
from seed.imports.jobs.retention import remove_old_files
from seed.imports.models import Cancelled, Counts, ImportReport, Progress, Report, UndoReport

# Often enough for whoever watches from another process, seldom enough to cost nothing.
KEPT_EVERY_SECONDS = 1.0

Run = Callable[[Job, Path, Report, Cancelled], ImportReport]
Undo = Callable[[Job, Path], UndoReport]
Changed = Callable[[Job], None]


def accept(jobs: Jobs, job: Job) -> Claim:
    """Takes an import on: writes it down as queued, and claims it for this process.

    Raises Conflict when it is under way already.
    """
    claim = _claim(jobs, job.id)
    try:
        jobs.keep(job)
    except BaseException:
        claim.let_go()
        raise
    return claim


def carry_out(
    jobs: Jobs,
    job: Job,
    run: Run,
    changed: Changed,
    cancelled: Cancelled,
    waits: Callable[[], None] = lambda: None,
) -> Job:
    """The import as it ended; it was accepted before.

    One at a time imports into a data folder: `waits` is called once when another is at it.
    `changed` hears of every step. What `run` raises is raised again, after it was written down.
    """
    with turn(jobs.turn, cancelled, waits) as ours:
        if not ours:
            return _kept(jobs, replace(job, state="cancelled", finished_at=moment()), changed)
        job = _kept(jobs, replace(job, state="running", started_at=moment()), changed)
        teller = _Teller(jobs, job, changed)
        try:
            report = run(job, jobs.of(job.id), teller.hear, cancelled)
        except QiaotuError as error:
            _kept(jobs, teller.job.failed(error.en, error.zh), changed)
            raise
        except BaseException:
            en, zh = "It was stopped by a fault; the log tells more.", "因故障中止,详见日志。"
            _kept(jobs, teller.job.failed(en, zh), changed)
            raise
        remove_old_files(jobs)
        return _kept(jobs, _ended(teller.job, report), changed)


def take_back(
    jobs: Jobs,
    id_: str,
    undo: Undo,
    give_up: Cancelled = lambda: True,
    waits: Callable[[], None] = lambda: None,
) -> UndoReport:
    """Undoes an import. Raises NotFound, and Conflict when there is nothing to undo, when later
    writes touched what it wrote, or when `give_up` ended the wait for other imports."""
    jobs.of(id_)
    claim = _claim(jobs, id_)
    try:
        job = jobs.claimed(id_)
        _check_undoable(job)
        with turn(jobs.turn, give_up, waits) as ours:
            if not ours:
                raise Conflict(
                    "Another import is under way; undo this one after it has ended.",
                    "另有导入正在进行,请在其结束后再撤销。",
                )
            with _undoing(jobs, job):
                return undo(job, jobs.of(id_))
    finally:
        claim.let_go()


def again(job: Job, decisions: tuple[dict[str, Any], ...] | None = None) -> Job:
    """The import as it is started once more: a dry run that ended well for real, a broken one as
    it was. `decisions`: in the place of those of before. Raises Conflict."""
    _check_runnable(job)
    if decisions is not None and decisions != job.decisions and not job.dry_run:
        raise Conflict(
            "What was decided counts to the end of an import that was broken off. Let it end, and "
            "give the files again with the new decisions.",
            "中断的导入须按原来的决定继续;完成后,请连同新的决定重新提交文件。",
        )
    return replace(
        job,
        decisions=job.decisions if decisions is None else decisions,
        dry_run=job.dry_run and job.state != "done",
        state="queued",
        stage="reading",
        done=0,
        total=None,
        counts=Counts(),
        started_at=None,
        finished_at=None,
        error_en=None,
        error_zh=None,
    )


class _Teller:
    """Turns the importer's progress into what is kept and shown of the job."""

    def __init__(self, jobs: Jobs, job: Job, changed: Changed) -> None:
        self._jobs = jobs
        self._changed = changed
        self._kept_at = time.monotonic()
        self.job = job

    def hear(self, progress: Progress) -> None:
        self.job = replace(
            self.job,
            stage=progress.stage,
            done=progress.done,
            total=progress.total,
            counts=progress.counts,
        )
        self._changed(self.job)
        if time.monotonic() - self._kept_at >= KEPT_EVERY_SECONDS:
            self._jobs.keep(self.job)
            self._kept_at = time.monotonic()


@contextmanager
def _undoing(jobs: Jobs, job: Job) -> Iterator[None]:
    jobs.keep(replace(job, state="undoing"))
    try:
        yield
    except BaseException:
        jobs.keep(job)
        raise
    jobs.keep(replace(job, state="undone", finished_at=moment()))


def _ended(job: Job, report: ImportReport) -> Job:
    state = report.state if report.state in ("done", "cancelled", "failed") else "failed"
    return replace(
        job,
        state=state,
        counts=report.counts,
        stage="done" if state == "done" else job.stage,
        finished_at=moment(),
        error_en=report.error_en,
        error_zh=report.error_zh,
    )


def _kept(jobs: Jobs, job: Job, changed: Changed) -> Job:
    jobs.keep(job)
    changed(job)
    return job


def _claim(jobs: Jobs, id_: str) -> Claim:
    jobs.make(id_)
    try:
        return Claim(jobs.lock_of(id_))
    except BlockingIOError:
        raise Conflict(
            f"The import {id_} is under way. Cancel it first, or wait for its end.",
            f"导入 {id_} 正在进行,请先取消或等它结束。",
        ) from None


def _check_undoable(job: Job) -> None:
    if job.dry_run:
        raise Conflict(
            "A dry run wrote nothing; there is nothing to undo.", "试运行没有写入,无需撤销。"
        )
    if job.state == "undone":
        raise Conflict("This import is undone already.", "此导入已经撤销。")


def _check_runnable(job: Job) -> None:
    if job.state in LIVING:
        raise Conflict(f"The import {job.id} is under way.", f"导入 {job.id} 正在进行。")
    if job.state == "undone":
        raise Conflict(
            "This import was undone. Give the files again as a new one.",
            "此导入已撤销,请重新提交文件。",
        )
    if job.state == "done" and not job.dry_run:
        raise Conflict(
            "This import is done. Given again, the same files change nothing.",
            "此导入已完成;同样的文件再导入也不会有变化。",
        )
    # What the user has under a path of their own may come back; what was uploaded does not.
    uploaded = (path for path in map(Path, job.paths) if path.parent.name == FILES)
    gone = next((path.name for path in uploaded if not path.exists()), None)
    if gone is not None:
        raise Conflict(
            f"{gone} is not kept any more. Give the files again as a new import.",
            f"文件 {gone} 已不再保留,请作为新的导入重新提交。",
        )
