"""What is kept of each import as a job: who asked for what, and how far it is.

One folder each under `<data>/imports`: `job.json`, the files given (for those that came over the
API), and what the importer itself keeps there.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from graph.errors import ConfigurationError, NotFound
from graph.values import check_id, moment
from graph.whole_files import keep_text
from seed.imports.jobs.locks import is_held
from seed.imports.models import Counts, Stage

JobState = Literal[
    "queued", "running", "done", "cancelled", "failed", "interrupted", "undoing", "undone"
]
# What only a living process can be at; found without one, it was interrupted.
LIVING = ("queued", "running", "undoing")
BROKEN = ("cancelled", "failed", "interrupted")
ENDED = ("done", "cancelled", "failed", "interrupted", "undone")
FILES = "files"  # the folder of what came over the API


@dataclass(frozen=True)
class Job:
    """An import that somebody asked for.

    `files`: the names as given; `paths`: where they lie. `mapping`: header → property. `decisions`:
    answers to its questions, as JSON has them. Moments are UTC, ISO 8601. `error_en`, `error_zh`:
    what stopped a failed one.
    """

    id: str
    who: str
    files: tuple[str, ...]
    paths: tuple[str, ...]
    submitted_at: str
    dry_run: bool = False
    label: str | None = None
    mapping: dict[str, str] | None = None
    create_missing: bool = False
    survey_round: str | None = None
    office: str | None = None
    decisions: tuple[dict[str, Any], ...] = ()
    state: JobState = "queued"
    stage: Stage = "reading"
    done: int = 0
    total: int | None = None
    counts: Counts = field(default_factory=Counts)
    started_at: str | None = None
    finished_at: str | None = None
    error_en: str | None = None
    error_zh: str | None = None

    @classmethod
    def of_files(cls, id_: str, who: str, paths: Sequence[Path], *, dry_run: bool = False) -> Job:
        """An import of these files that was just asked for."""
        names, places = tuple(path.name for path in paths), tuple(map(str, paths))
        return cls(id_, who, names, places, moment(), dry_run)

    def failed(self, en: str, zh: str) -> Job:
        """The same, stopped by this."""
        return replace(self, state="failed", error_en=en, error_zh=zh, finished_at=moment())


class Jobs:
    """Every import of a data folder. Safe to share between processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def of(self, id_: str) -> Path:
        """The folder of an import. Raises NotFound unless the id is one of ours."""
        try:
            folder = self.folder / check_id(id_)
        except ValueError:
            raise no_import(id_) from None
        if not (folder / "job.json").is_file():
            raise no_import(id_)
        return folder

    def make(self, id_: str) -> Path:
        """A folder for a new import. Raises ConfigurationError where none can be made."""
        folder = self.folder / id_
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigurationError(
                f"{folder} cannot be written: {error.strerror}. "
                "Name a folder of your own with QIAOTU_DATA.",
                f"无法写入 {folder}:{error.strerror}。请用 QIAOTU_DATA 指定可写的文件夹。",
            ) from error
        return folder

    def discard(self, id_: str) -> None:
        """Removes what was kept of an import that never began."""
        shutil.rmtree(self.folder / id_, ignore_errors=True)

    def keep(self, job: Job) -> None:
        """Writes the job down, whole or not at all."""
        path = self.make(job.id) / "job.json"
        keep_text(path, json.dumps(asdict(job), ensure_ascii=False))

    def read(self, id_: str) -> Job:
        """The import, as last written down. Raises NotFound."""
        job = self._read(id_)
        if job.state in LIVING and not is_held(self.lock_of(id_)):
            # It may have ended between the two looks.
            return self.claimed(id_)
        return job

    def claimed(self, id_: str) -> Job:
        """As `read`, for who holds the import's lock: a living process was at it, and died."""
        job = self._read(id_)
        return replace(job, state="interrupted") if job.state in LIVING else job

    def ids(self) -> list[str]:
        """Every import's id, newest first."""
        return sorted(self._found(), reverse=True)

    def lock_of(self, id_: str) -> Path:
        """The file that whoever works on this import holds locked."""
        return self.folder / id_ / "lock"

    @property
    def turn(self) -> Path:
        """The file that whoever imports into this data folder holds locked."""
        return self.folder / "lock"

    def _read(self, id_: str) -> Job:
        raw: dict[str, Any] = json.loads((self.of(id_) / "job.json").read_text(encoding="utf-8"))
        lists = {name: tuple(raw.get(name, ())) for name in ("files", "paths", "decisions")}
        return Job(**{**raw, **lists, "counts": Counts.of(raw["counts"])})

    def _found(self) -> Iterator[str]:
        if self.folder.is_dir():
            yield from (path.parent.name for path in self.folder.glob("*/job.json"))


def new_id() -> str:
    """An id for an import; ids sort by the time they were made."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}"


def no_import(id_: str) -> NotFound:
    """Says that there is no import with this id."""
    shown = id_[:80]
    return NotFound(
        f"id: there is no import {shown}. Those there are: qiaotu import list",
        f"id:没有编号为 {shown} 的导入,可用 qiaotu import list 查看。",
        field="id",
    )
