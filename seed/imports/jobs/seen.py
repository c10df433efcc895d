"""The imports of the offices that a viewer sees; the others are not there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graph.viewer import OWN, Access, Viewer
from seed.imports.jobs.jobs import Job, no_import
from seed.imports.jobs.queue import ImportQueue


@dataclass(frozen=True)
class SeenImports:
    """What a viewer may see of a queue, and do with it. An import of no office is of the all-seeing."""

    queue: ImportQueue
    viewer: Viewer

    def ids(self) -> list[str]:
        """The ids of the imports in sight, newest first."""
        ids = self.queue.jobs.ids()
        if self.viewer.sees_all:
            return ids
        return [id_ for id_ in ids if self._sees(self.queue.jobs.read(id_))]

    def job(self, id_: str) -> Job:
        """The import as it is now. Raises NotFound, also for one out of sight."""
        job = self.queue.job(id_)
        if not self._sees(job):
            raise no_import(id_)
        return job

    def folder(self, id_: str) -> Path:
        """The import's folder. Raises NotFound, also for one out of sight."""
        return self.queue.jobs.of(self.job(id_).id)

    def _sees(self, job: Job) -> bool:
        return self.viewer.sees(Access(OWN, (job.office,) if job.office else ()))
