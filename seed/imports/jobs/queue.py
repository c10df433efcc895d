"""The imports of a server: taken on at once, carried out one after another by one thread."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, replace
from typing import Any

import structlog

from graph.errors import Conflict, QiaotuError, StoreUnavailable
from graph.values import moment
from seed.imports.jobs.jobs import Job, Jobs
from seed.imports.jobs.locks import Claim
from seed.imports.jobs.work import Run, accept, again, carry_out

# An import holds its files on disk until it ran; more than these in a row is a mistake.
QUEUE_LIMIT = 100

_log = structlog.get_logger("qiaotu")


class TooManyImports(QiaotuError):
    """The queue is full; the same request may succeed later."""

    status = 429
    code = "too_many_imports"
    retry_after = 60


@dataclass
class _Task:
    job: Job
    claim: Claim
    cancelled: bool = False


class ImportQueue:
    """One worker thread, started by the first import. Safe to use from several threads."""

    def __init__(self, jobs: Jobs, run: Run) -> None:
        self.jobs = jobs
        self._run = run
        self._changing = threading.Condition()
        self._waiting: deque[_Task] = deque()
        self._at_work: _Task | None = None
        self._ending = False
        self._worker: threading.Thread | None = None

    def submit(self, job: Job) -> Job:
        """Takes an import on. Raises Conflict, TooManyImports, and StoreUnavailable at the end."""
        with self._changing:
            if self._ending:
                raise StoreUnavailable
            if len(self._waiting) >= QUEUE_LIMIT:
                raise TooManyImports(
                    f"{QUEUE_LIMIT} imports are waiting already; give more when some have ended.",
                    f"已有 {QUEUE_LIMIT} 个导入在排队,请稍后再提交。",
                )
            self._waiting.append(_Task(job, accept(self.jobs, job)))
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="imports")
                self._worker.start()
            self._changing.notify_all()
        return job

    def run_again(self, id_: str, decisions: tuple[dict[str, Any], ...] | None = None) -> Job:
        """Starts an import once more. Raises NotFound, and Conflict when there is no need, or when
        other decisions come to one that has written already."""
        return self.submit(again(self.job(id_), decisions))

    def cancel(self, id_: str) -> Job:
        """Asks an import to end: one that runs at its batch's end, one that waits at once.

        Raises NotFound, and Conflict for one that is not under way here.
        """
        with self._changing:
            for task in self._tasks():
                if task.job.id == id_:
                    return self._cancelled(task)
        job = self.jobs.read(id_)
        raise Conflict(
            f"The import {id_} is not under way in this server; it is {job.state}.",
            f"导入 {id_} 不在本服务中进行(状态:{job.state})。",
        )

    def job(self, id_: str) -> Job:
        """The import as it is now. Raises NotFound."""
        with self._changing:
            for task in self._tasks():
                if task.job.id == id_:
                    return task.job
        return self.jobs.read(id_)

    def ahead(self, id_: str) -> int | None:
        """How many imports of this server come before one that waits."""
        with self._changing:
            ids = [task.job.id for task in self._tasks()]
            return ids.index(id_) if id_ in ids else None

    @property
    def ending(self) -> bool:
        """Whether the server is about to end."""
        return self._ending

    def stop(self) -> None:
        """Takes nothing more on, and asks what runs to end. Safe in a signal's handler."""
        self._ending = True

    def close(self) -> None:
        """As `stop`; returns when the worker has ended. Safe to repeat."""
        self.stop()
        with self._changing:
            self._changing.notify_all()
            worker = self._worker
        if worker is not None:
            worker.join()

    def _cancelled(self, task: _Task) -> Job:
        task.cancelled = True
        if task in self._waiting:
            self._waiting.remove(task)
            task.job = replace(task.job, state="cancelled", finished_at=moment())
            self.jobs.keep(task.job)
            task.claim.let_go()
        return task.job

    def _tasks(self) -> list[_Task]:
        return [*([self._at_work] if self._at_work else []), *self._waiting]

    def _work(self) -> None:
        while (task := self._next()) is not None:
            try:
                self._carry_out(task)
            finally:
                with self._changing:
                    self._at_work = None
                task.claim.let_go()

    def _next(self) -> _Task | None:
        with self._changing:
            self._changing.wait_for(lambda: self._waiting or self._ending)
            if self._ending:
                # Left as they are written down: after a restart they show as interrupted.
                for task in self._waiting:
                    task.claim.let_go()
                self._waiting.clear()
                return None
            self._at_work = self._waiting.popleft()
            return self._at_work

    def _carry_out(self, task: _Task) -> None:
        def changed(job: Job) -> None:
            task.job = job

        def cancelled() -> bool:
            return task.cancelled or self._ending

        try:
            job = carry_out(self.jobs, task.job, self._run, changed, cancelled)
            if job.state == "cancelled" and not task.cancelled:
                # Nobody asked for it but the server's end: it waits to be started again.
                job = replace(job, state="interrupted")
                self.jobs.keep(job)
            _log.info("import_ended", id=job.id, state=job.state, **job.counts.as_dict())
        except QiaotuError as error:
            _log.warning("import_failed", id=task.job.id, reason=error.en)
        except Exception:  # noqa: BLE001 - logged whole by structlog, which ruff does not know
            # The next import is not to suffer from a defect that this one met; it is in the log.
            _log.exception("import_broke", id=task.job.id)
