"""Imports as jobs: their turns, their ends, and what a restart finds."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import Conflict, NotFound, StoreUnavailable
from graph.values import moment
from seed.imports.jobs.jobs import Job, Jobs, new_id
from seed.imports.jobs.locks import Claim, is_held, turn
from seed.imports.jobs.queue import QUEUE_LIMIT, ImportQueue, TooManyImports
from seed.imports.jobs.work import take_back
from seed.imports.models import (
    Cancelled,
    Counts,
    ImportReport,
    Progress,
    Report,
    UndoReport,
)

PATIENCE = 20  # seconds: what takes longer hangs


def job(**more: object) -> Job:
    return Job(new_id(), "tests", ("a.csv",), ("/tmp/a.csv",), moment(), **more)  # type: ignore[arg-type]


class Work:
    """An import that goes on until it is told to end, and says what it was given."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Event()
        self.ran: list[str] = []
        self.at_once = 0
        self.most_at_once = 0

    def __call__(
        self, job: Job, folder: Path, progress: Report, cancelled: Cancelled
    ) -> ImportReport:
        assert folder.name == job.id
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.ran.append(job.id)
        progress(Progress("entities", 1, 2, Counts(new=1)))
        self.begun.release()
        while not cancelled() and not self.go_on.wait(0.01):
            pass
        self.at_once -= 1
        ended = "cancelled" if cancelled() else "done"
        return ImportReport(job.id, job.dry_run, Counts(new=1), ended)  # type: ignore[arg-type]


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path / "imports")


@pytest.fixture
def work() -> Work:
    return Work()


@pytest.fixture
def queue(jobs: Jobs, work: Work) -> Iterator[ImportQueue]:
    made = ImportQueue(jobs, work)
    yield made
    work.go_on.set()
    made.close()


def ended(queue: ImportQueue, id_: str) -> Job:
    """The import once it has ended."""
    assert wait_for(lambda: queue.job(id_).state not in ("queued", "running"))
    return queue.job(id_)


def wait_for(done: object) -> bool:
    """Whether it comes true in time."""
    waiting = threading.Event()
    for _ in range(PATIENCE * 100):
        if done():  # type: ignore[operator]
            return True
        waiting.wait(0.01)
    return False


def test_imports_run_one_after_another_in_the_order_given(queue, work):
    ids = [queue.submit(job()).id for _ in range(3)]
    assert work.begun.acquire(timeout=PATIENCE)
    assert [queue.job(id_).state for id_ in ids] == ["running", "queued", "queued"]
    assert [queue.ahead(id_) for id_ in ids] == [0, 1, 2]
    assert queue.job(ids[0]).counts.new == 1
    work.go_on.set()
    assert [ended(queue, id_).state for id_ in ids] == ["done"] * 3
    assert (work.ran, work.most_at_once) == (ids, 1)
    assert queue.jobs.ids() == ids[::-1]
    assert queue.ahead(ids[0]) is None


def test_an_import_that_breaks_is_written_down_and_the_next_one_runs(jobs):
    def run(job: Job, *_: object) -> ImportReport:
        if job.label == "broken":
            raise ZeroDivisionError
        if job.label == "refused":
            raise StoreUnavailable
        return ImportReport(job.id, job.dry_run, Counts(same=1), "done")

    queue = ImportQueue(jobs, run)
    broken, refused, fine = (queue.submit(job(label=name)).id for name in ("broken", "refused", ""))
    assert ended(queue, fine).state == "done"
    assert jobs.read(broken).state == jobs.read(refused).state == "failed"
    assert "log" in (jobs.read(broken).error_en or "")
    assert "store" in (jobs.read(refused).error_en or "")
    queue.close()


def test_a_waiting_import_is_cancelled_at_once_and_a_running_one_ends(queue, work):
    running, waiting = queue.submit(job()).id, queue.submit(job()).id
    assert work.begun.acquire(timeout=PATIENCE)
    assert queue.cancel(waiting).state == "cancelled"
    queue.cancel(running)
    queue.cancel(running)
    assert ended(queue, running).state == "cancelled"
    assert work.ran == [running]
    for id_ in (running, waiting):
        with pytest.raises(Conflict):
            queue.cancel(id_)
    with pytest.raises(NotFound):
        queue.cancel("nothing")


def test_a_cancelled_import_goes_on_under_its_own_id(queue, work):
    id_ = queue.submit(job(dry_run=True)).id
    assert work.begun.acquire(timeout=PATIENCE)
    with pytest.raises(Conflict):
        queue.run_again(id_)
    queue.cancel(id_)
    assert ended(queue, id_).state == "cancelled"
    # What was broken off goes on as it was; what ended well is then done for real.
    assert queue.run_again(id_).dry_run
    work.go_on.set()
    assert ended(queue, id_).state == "done"
    assert not queue.run_again(id_).dry_run
    assert ended(queue, id_).state == "done"
    with pytest.raises(Conflict):
        queue.run_again(id_)


def test_the_end_of_the_server_interrupts_what_runs_and_what_waits(jobs, work):
    queue = ImportQueue(jobs, work)
    running, waiting = queue.submit(job()).id, queue.submit(job()).id
    assert work.begun.acquire(timeout=PATIENCE)
    queue.close()
    queue.close()
    assert jobs.read(running).state == jobs.read(waiting).state == "interrupted"
    with pytest.raises(StoreUnavailable):
        queue.submit(job())

    work.go_on.set()
    restarted = ImportQueue(jobs, work)
    for id_ in (running, waiting):
        restarted.run_again(id_)
        assert ended(restarted, id_).state == "done"
    restarted.close()


def test_too_many_in_a_row_are_refused(queue, work):
    queue.submit(job())
    assert work.begun.acquire(timeout=PATIENCE)
    for _ in range(QUEUE_LIMIT):
        queue.submit(job())
    with pytest.raises(TooManyImports):
        queue.submit(job())
    queue.stop()


def test_what_another_process_does_is_seen_and_waited_for(jobs, work, queue):
    theirs = job(state="running")
    jobs.keep(theirs)
    assert jobs.read(theirs.id).state == "interrupted"
    with turn(jobs.turn, lambda: True, lambda: None) as ours:
        assert ours
        claim = Claim(jobs.lock_of(theirs.id))
        assert jobs.read(theirs.id).state == "running"
        with pytest.raises(Conflict):
            queue.run_again(theirs.id)
        mine = queue.submit(job()).id
        assert queue.job(mine).state == "queued"
        assert not work.begun.acquire(timeout=0.1)
        queue.cancel(mine)
        assert ended(queue, mine).state == "cancelled"
        claim.let_go()
    assert work.ran == []


def test_a_lock_ends_with_the_process_that_held_it(tmp_path):
    lock = tmp_path / "lock"
    program = (
        "import sys; from pathlib import Path; from seed.imports.jobs.locks import Claim\n"
        "held = Claim(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    assert is_held(lock)
    with pytest.raises(BlockingIOError):
        Claim(lock)
    holder.kill()
    holder.communicate()
    assert not is_held(lock)


def test_undo_is_refused_where_there_is_nothing_to_undo(jobs, queue, work):
    undone = []

    def undo(job: Job, folder: Path) -> UndoReport:
        undone.append(folder.name)
        return UndoReport(job.id, entities_deleted=1)

    with pytest.raises(NotFound):
        take_back(jobs, "../imports", undo)
    work.go_on.set()
    dry = ended(queue, queue.submit(job(dry_run=True)).id)
    with pytest.raises(Conflict, match="dry run"):
        take_back(jobs, dry.id, undo)
    real = ended(queue, queue.submit(job()).id)
    with turn(jobs.turn, lambda: True, lambda: None), pytest.raises(Conflict, match="Another"):
        take_back(jobs, real.id, undo)
    assert take_back(jobs, real.id, undo).entities_deleted == 1
    assert jobs.read(real.id).state == "undone"
    with pytest.raises(Conflict, match="undone already"):
        take_back(jobs, real.id, undo)
    with pytest.raises(Conflict, match="undone"):
        queue.run_again(real.id)
    assert undone == [real.id]


def test_an_undo_that_is_refused_leaves_the_import_as_it_was(jobs, queue, work):
    def undo(*_: object) -> UndoReport:
        raise Conflict("Touched since.", "之后已被改动。")

    work.go_on.set()
    real = ended(queue, queue.submit(job()).id)
    with pytest.raises(Conflict, match="Touched"):
        take_back(jobs, real.id, undo)
    assert jobs.read(real.id) == real
