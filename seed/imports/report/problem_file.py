"""The problems of an import as they are kept: JSON lines, one problem each, in the order met."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from seed.problems.problem import Problem, Severity

PROBLEMS = "problems.jsonl"


def problems_in(folder: Path) -> Iterator[Problem]:
    """Every problem that an import's folder keeps; none before the first."""
    return map(_problem, _lines(folder))


def page_of(
    folder: Path, severity: Severity | None, limit: int, offset: int
) -> tuple[int, list[Problem]]:
    """How many problems there are of a severity (None: of all), and one page of them."""
    if severity is None:
        # A line is cheaper to count than to understand.
        total = sum(1 for _ in _lines(folder))
        return total, [*map(_problem, islice(_lines(folder), offset, offset + limit))]
    found, total = [], 0
    for problem in problems_in(folder):
        if problem.severity == severity:
            if offset <= total < offset + limit:
                found.append(problem)
            total += 1
    return total, found


def first(folder: Path, count: int) -> list[Problem]:
    """The first problems that are more than notes."""
    wanted = (problem for problem in problems_in(folder) if problem.severity != "note")
    return list(islice(wanted, count))


def _problem(line: str) -> Problem:
    raw = json.loads(line)
    return Problem(**{**raw, "candidates": tuple(raw.get("candidates", ()))})


def _lines(folder: Path) -> Iterator[str]:
    path = folder / PROBLEMS
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as lines:
        # The last may be half written by an import that goes on.
        yield from (line for line in lines if line.endswith("\n"))
