"""How long the files stay that came over the API: they hold what an office knows of people.

An import that is done keeps them for its report, which repeats the user's own rows; after that the
report tells the reasons alone. Undo needs none: it goes by the store's own log.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import structlog

from graph.errors import QiaotuError
from seed.imports.jobs.jobs import FILES, Job, Jobs
from seed.imports.jobs.locks import Claim

# Long enough to mend a table by its report.
KEPT_WHEN_DONE = timedelta(days=7)
# A dry run, or an import that was broken off, is started again with the same files.
KEPT_WHEN_OPEN = timedelta(days=30)

_log = structlog.get_logger("qiaotu")


def remove_old_files(jobs: Jobs, now: datetime | None = None) -> list[str]:
    """Removes what was uploaded for imports that need it no more; gives their ids."""
    moment = now or datetime.now(UTC)
    return [
        id_
        for id_ in jobs.ids()
        if (jobs.folder / id_ / FILES).is_dir() and _gone(jobs, id_, moment)
    ]


def _gone(jobs: Jobs, id_: str, now: datetime) -> bool:
    try:
        claim = Claim(jobs.lock_of(id_))
    except BlockingIOError:
        return False
    try:
        job = jobs.claimed(id_)
        if now - _ended_at(job) < _kept_for(job):
            return False
        shutil.rmtree(jobs.folder / id_ / FILES)
    except (OSError, QiaotuError) as error:
        # Neither the start of a server nor another import is to suffer from it.
        _log.warning("uploads_not_removed", id=id_, reason=str(error))
        return False
    finally:
        claim.let_go()
    return True


def _kept_for(job: Job) -> timedelta:
    if job.state == "undone":
        return timedelta()
    return KEPT_WHEN_DONE if job.state == "done" and not job.dry_run else KEPT_WHEN_OPEN


def _ended_at(job: Job) -> datetime:
    return datetime.fromisoformat(job.finished_at or job.submitted_at)
