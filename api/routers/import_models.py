"""What imports are asked and answer over HTTP. Field names are those of the API."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)

from api.http.parameters import Flag, Limit, NoQuery, Offset
from graph.values import Id, check_text
from seed.imports.decisions import LIMIT
from seed.imports.decisions import Answer as Answered
from seed.imports.jobs.jobs import Job, JobState
from seed.imports.models import Stage
from seed.problems.identity import KINDS
from seed.problems.problem import Problem, Said, Severity

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


def _list(value: object) -> object:
    """The list that a form's text is as JSON."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        raise ValueError("is not a JSON list") from None


class ImportDecision(BaseModel):
    """An answer to every question of an import that is as described; the first that fits counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    answer: Annotated[
        Answered,
        Field(description="`same`: it is `id`; `another`: one of its own; `leave`: nothing now."),
    ]
    id: Annotated[
        Id | None, Field(description="The record that is meant; none: the only candidate.")
    ] = None
    code: Annotated[str | None, Field(description="Questions of this code.")] = None
    file: Annotated[str | None, Field(description="… of this file.")] = None
    sheet: Annotated[str | None, Field(description="… of this sheet.")] = None
    row: Annotated[int | None, Field(description="… of this row, as Excel counts.")] = None
    column: Annotated[str | None, Field(description="… of this column.")] = None
    value: Annotated[str | None, Field(description="… that repeat this name or text.")] = None


Decided = Annotated[
    list[ImportDecision],
    Field(max_length=LIMIT, description="Answers to its questions; the first that fits counts."),
]
# A form's field is a text; what it holds is described where it is no form.
DecidedText = Annotated[
    Decided,
    BeforeValidator(_list),
    WithJsonSchema(
        {"type": "string", "description": "Answers to its questions: a JSON list, as for run."}
    ),
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


class RunAgain(BaseModel):
    """With what an import is run again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    decisions: Decided | None = None


def as_kept(decisions: Iterable[ImportDecision]) -> tuple[dict[str, Any], ...]:
    """Decisions as a job keeps them."""
    return tuple(one.model_dump(exclude_none=True) for one in decisions)


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


class Answer(BaseModel):
    """Frozen, as every answer."""

    model_config = ConfigDict(frozen=True)


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


class ImportSaid(Answer):
    """One of the things that tell records of a name apart. Contact data are starred."""

    kind: str
    zh: str
    en: str
    value: str


class ImportCard(Answer):
    """A record that a question is about."""

    id: str
    name: str
    said: list[ImportSaid]


class ImportProblem(Answer):
    """One thing that was refused, left out, asked or recognised, and what to do about it."""

    file: str
    sheet: str | None
    row: int | None = Field(description="As Excel counts, from 1.")
    column: str | None
    value: str | None
    code: str
    severity: Severity
    en: str
    zh: str
    remedy_en: str
    remedy_zh: str
    candidates: list[str] = Field(description="Ids that a person may choose from.")
    cards: list[ImportCard] = Field(description="The candidates, with what tells them apart.")
    said: list[ImportSaid] = Field(description="What the row itself says, to stand beside them.")

    @classmethod
    def of(cls, problem: Problem) -> ImportProblem:
        """As the API answers it."""
        given = {name: getattr(problem, name) for name in _AS_THEY_ARE}
        cards = [ImportCard(id=c.id, name=c.name, said=_said(c.said)) for c in problem.cards]
        candidates = list(problem.candidates)
        return cls(**given, candidates=candidates, cards=cards, said=_said(problem.said))


_AS_THEY_ARE = (
    *("file", "sheet", "row", "column", "value", "code", "severity"),
    *("en", "zh", "remedy_en", "remedy_zh"),
)


def _said(said: Said) -> list[ImportSaid]:
    names = ((kind, *KINDS.get(kind, (kind, kind)), value) for kind, value in said)
    return [ImportSaid(kind=kind, zh=zh, en=en, value=value) for kind, zh, en, value in names]


class ImportProblems(Answer):
    """A page of an import's problems, in the order they were met."""

    total: int
    limit: int
    offset: int
    problems: list[ImportProblem]


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
