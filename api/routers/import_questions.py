"""Questions of an import over HTTP: what is asked, with whom it may be, and what was decided."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from graph.values import Id
from seed.imports.decisions import LIMIT
from seed.imports.decisions import Answer as Answered
from seed.problems.identity import KINDS
from seed.problems.problem import Problem, Said, Severity


class Answer(BaseModel):
    """Frozen, as every answer."""

    model_config = ConfigDict(frozen=True)


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


class RunAgain(BaseModel):
    """With what an import is run again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    decisions: Decided | None = None


def as_kept(decisions: Iterable[ImportDecision]) -> tuple[dict[str, Any], ...]:
    """Decisions as a job keeps them."""
    return tuple(one.model_dump(exclude_none=True) for one in decisions)


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
