"""The problems of an import as they are kept: JSON lines, one problem each, in the order met."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from seed.problems.problem import Card, Problem, Said, Severity

PROBLEMS = "problems.jsonl"


def problems_in(folder: Path) -> Iterator[Problem]:
    """Every problem that an import's folder keeps; none before the first."""
    return map(_problem, _lines(folder))


def page_of(
    folder: Path, severity: Severity | None, limit: int, offset: int, code: str | None = None
) -> tuple[int, list[Problem]]:
    """How many problems there are of a severity and code (None: of all), and one page of them."""
    if severity is None and code is None:
        # A line is cheaper to count than to understand.
        total = sum(1 for _ in _lines(folder))
        return total, [*map(_problem, islice(_lines(folder), offset, offset + limit))]
    found, total = [], 0
    for problem in problems_in(folder):
        if severity in (None, problem.severity) and code in (None, problem.code):
            if offset <= total < offset + limit:
                found.append(problem)
            total += 1
    return total, found


def first(folder: Path, count: int) -> list[Problem]:
    """The first problems that are more than notes."""
    wanted = (problem for problem in problems_in(folder) if problem.severity != "note")
    return list(islice(wanted, count))


def _problem(line: str) -> Problem:
    return problem_of(json.loads(line))


def problem_of(raw: dict[str, Any]) -> Problem:
    """A problem as JSON has it."""
    more = {
        "candidates": tuple(raw.get("candidates", ())),
        "cards": tuple(_card(*card) for card in raw.get("cards", ())),
        "said": _said(raw.get("said", ())),
    }
    return Problem(**{**raw, **more})


def _card(id_: str, name: str, said: list[list[str]]) -> Card:
    return Card(id_, name, _said(said))


def _said(raw: Iterable[list[str]]) -> Said:
    return tuple((kind, value) for kind, value in raw)


def _lines(folder: Path) -> Iterator[str]:
    path = folder / PROBLEMS
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as lines:
        # The last may be half written by an import that goes on.
        yield from (line for line in lines if line.endswith("\n"))
