"""Puts imports together: the importer, the store, the folder they are kept in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypeVar

from graph.errors import InvalidInput
from graph.reading.entities import nodes_by_ids
from graph.schema import Schema, load_schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from graph.writing.writer import Writer
from seed.imports.decisions import decisions_of
from seed.imports.jobs.jobs import Job, Jobs
from seed.imports.jobs.work import Run, Undo
from seed.imports.models import Cancelled, ImportOptions, ImportReport, Report, Source, UndoReport
from seed.imports.office_changes import changes_file, take_in
from seed.imports.run import run_import
from seed.imports.undo import undo_import
from seed.sheets.headers.headers import Headers
from seed.sheets.headers.mappings import checked_mapping, for_office, read_mapping
from seed.sheets.headers.mappings import remembered as remembered_mapping

ROUND = "SurveyRound"
T = TypeVar("T")


class Importable(Protocol):
    """What is imported into: a server's network, or a store that is opened for an import alone."""

    @property
    def store(self) -> Store: ...

    @property
    def schema(self) -> Schema: ...

    @property
    def sight(self) -> Sight:
        """What of the store the importing account sees."""
        ...

    def write(self, act: Callable[[Writer], T]) -> T:
        """What `act` does and returns."""
        ...


class OpenStore:
    """A store without what a server keeps of it in memory: of a province, a minute and a GiB."""

    def __init__(self, settings: Settings) -> None:
        """Raises StoreInUse, StoreUnavailable, ConfigurationError."""
        self.schema = load_schema()
        self.store = open_store(settings, self.schema, filling=True)
        self.sight = Sight(self.store, self.schema, EVERYTHING)

    def write(self, act: Callable[[Writer], T]) -> T:
        """What `act` does and returns."""
        return act(Writer(self.store, self.schema))

    def close(self) -> None:
        """Closes the store."""
        self.store.close()


def jobs_of(settings: Settings) -> Jobs:
    """The imports of a data folder; those into a Neo4j too are kept there."""
    return Jobs(settings.data / "imports")


def runner(network: Callable[[], Importable]) -> Run:
    """Runs an import into the network, which is asked for when its turn has come."""

    def run(job: Job, folder: Path, progress: Report, cancelled: Cancelled) -> ImportReport:
        into, paths = network(), list(map(Path, job.paths))
        if (changes := changes_file(paths)) is not None:
            file, options = changes, options_of(job)
            return into.write(lambda _: take_in(into.sight, file, options, folder))
        return into.write(
            lambda _: run_import(
                into.sight,
                Source(tuple(paths)),
                options_of(job),
                folder,
                progress,
                cancelled,
            )
        )

    return run


def undoer(network: Importable, who: str) -> Undo:
    """Takes an import back out of the network."""

    def undo(job: Job, folder: Path) -> UndoReport:
        return network.write(
            lambda _: undo_import(network.store, network.schema, job.id, folder, who)
        )

    return undo


def with_mapping(job: Job, settings: Settings, *, remembered: bool = True) -> Job:
    """The import with what its office's headers are known to mean; what it brings is remembered.

    `remembered=False`: what they meant before is left aside. Raises InvalidInput for a header that
    is to mean what nothing means.
    """
    given = None if job.mapping is None else checked_mapping(job.mapping, _headers())
    known = for_office(settings.data, job.office, given, _headers(), afresh=not remembered)
    return replace(job, mapping=dict(known.entries) or None)


def mapping_of(office: str | None, settings: Settings) -> dict[str, str]:
    """What an office's headers meant the last time."""
    return dict(remembered_mapping(settings.data, office, _headers()).entries)


def entries_in(path: Path) -> dict[str, str]:
    """The entries of a mapping's file, JSON or YAML. Raises DataFault, InvalidInput."""
    return dict(read_mapping(path, _headers()).entries)


@lru_cache(maxsize=1)
def _headers() -> Headers:
    return Headers(load_schema())


def options_of(job: Job) -> ImportOptions:
    """What the importer is told of a job."""
    return ImportOptions(
        import_id=job.id,
        who=job.who,
        dry_run=job.dry_run,
        label=job.label,
        mapping=job.mapping,
        create_missing=job.create_missing,
        survey_round=job.survey_round,
        office=job.office,
        decisions=decisions_of(list(job.decisions)),
    )


def check_job(job: Job, network: Importable) -> None:
    """Raises InvalidInput or NotFound for a label, round or office that is none."""
    if job.label is not None:
        network.schema.check_label(job.label, field="label")
    if job.office is not None:
        nodes_by_ids(network.sight, [job.office], field="office")
    if job.survey_round is not None:
        found = nodes_by_ids(network.sight, [job.survey_round], field="round")
        if ROUND not in found[0].labels:
            raise InvalidInput(
                f"round: {job.survey_round} is no survey round.",
                f"round:{job.survey_round} 不是摸底轮次。",
                field="round",
            )
