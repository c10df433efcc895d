"""What imports are asked and answer over HTTP. Field names are those of the API."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from api.http.parameters import Flag, Limit, NoQuery, Offset
from api.routers.import_questions import Answer, DecidedText, ImportDecision, as_kept
from graph.values import Id, check_text
from seed.imports.jobs.jobs import Job, JobState
from seed.imports.models import Stage
from seed.problems.problem import Severity

MAPPING_LIMIT = 1_000  # headers: as many as a sheet may have columns


def _object(value: object) -> object:
    """The object that a form's text is as JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as error:
        reason = "too deeply nested" if isinstance(error, RecursionError) else error
        raise ValueError(f"is not a JSON object: {reason}") from None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("it names a header twice")
    return found


Heading = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(check_text)]
Mapping = Annotated[
    dict[Heading, Heading],
    Field(max_length=MAPPING_LIMIT, description="Header → property, as a JSON object."),
    BeforeValidator(_object),
]


class ImportForm(NoQuery):
    """How the files are to be imported: the form's fields beside `files`."""

    dry_run: Annotated[Flag, Field(description="Only say what would happen.")] = False
    label: Annotated[
        str | None, Field(description="The kind of every row of tables that do not say theirs.")
    ] = None
    map: Mapping | None = None
    remembered: Annotated[
        Flag, Field(description="Use what the office's headers meant before; `map` adds to it.")
    ] = True
    create_missing: Annotated[
        Flag, Field(description="Create what a row refers to and nothing answers to.")
    ] = False
    round: Annotated[Id | None, Field(description="The survey round it belongs to, by its id.")] = (
        None
    )
    office: Annotated[
        Id | None, Field(description="Who owns rows that name no office, by its id.")
    ] = None
    decisions: DecidedText | None = None

    def job(self, id_: str, who: str, paths: Sequence[Path]) -> Job:
        """The import of these files that the form asks for."""
        return replace(
            Job.of_files(id_, who, paths, dry_run=self.dry_run),
            label=self.label,
            mapping=self.map,
            create_missing=self.create_missing,
            survey_round=self.round,
            office=self.office,
            decisions=as_kept(self.decisions or ()),
        )


class ProblemsQuery(NoQuery):
    """Which problems of an import."""

    severity: Annotated[Severity | None, Field(description="Only these.")] = None
    code: Annotated[str | None, Field(description="Only those of this code.")] = None
    limit: Limit = 50
    offset: Offset = 0


class ImportsQuery(NoQuery):
    """Which imports, newest first."""

    limit: Limit = 50
    offset: Offset = 0


class MappingQuery(NoQuery):
    """Whose headers."""

    office: Annotated[
        Id | None, Field(description="The owning office, by its id; none: of imports without one.")
    ] = None


class ImportCounts(Answer):
    """What became of the rows so far; in a dry run, what would."""

    new: int
    changed: int
    same: int
    relationships_new: int
    relationships_changed: int
    relationships_same: int
    refused: int = Field(description="Rows, sheets and files not taken.")
    to_decide: int = Field(description="Questions for a person.")
    cells: int = Field(description="Cells left empty or reported.")
    notes: int = Field(description="Recognised for what it is, and no fault.")
    joined: int = Field(description="Rows that became one record with another row.")


class ImportFault(Answer):
    """What stopped an import."""

    en: str
    zh: str


class ImportJob(Answer):
    """An import: what was asked, and how far it is. `done` rows of `total` in this `stage`."""

    id: str
    state: JobState
    dry_run: bool
    files: list[str]
    label: str | None
    map: dict[str, str] | None
    create_missing: bool
    round: str | None
    office: str | None
    decisions: list[ImportDecision]
    who: str
    submitted_at: str
    started_at: str | None
    finished_at: str | None
    ahead: int | None = Field(description="How many imports come before it while it waits.")
    stage: Stage
    done: int
    total: int | None
    counts: ImportCounts
    error: ImportFault | None


class Imports(Answer):
    """A page of imports, newest first."""

    total: int
    limit: int
    offset: int
    imports: list[ImportJob]


class ImportMapping(Answer):
    """What an office's headers meant the last time; empty when none was ever said."""

    office: str | None
    map: dict[str, str] = Field(description="Header → property.")


class ImportUndone(Answer):
    """What an undone import gave back."""

    id: str
    state: Literal["undone"] = "undone"
    entities_deleted: int
    entities_restored: int
    relationships_deleted: int
    relationships_restored: int


def shown(job: Job, ahead: int | None) -> ImportJob:
    """The job as the API answers it; where its files lie stays ours."""
    en, zh = job.error_en, job.error_zh
    return ImportJob(
        id=job.id,
        state=job.state,
        dry_run=job.dry_run,
        files=list(job.files),
        label=job.label,
        map=dict(job.mapping) if job.mapping else None,
        create_missing=job.create_missing,
        round=job.survey_round,
        office=job.office,
        decisions=[ImportDecision.model_validate(one) for one in job.decisions],
        who=job.who,
        submitted_at=job.submitted_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        ahead=ahead,
        stage=job.stage,
        done=job.done,
        total=job.total,
        counts=ImportCounts(**job.counts.as_dict()),
        error=ImportFault(en=en, zh=zh or en) if en else None,
    )
