"""What a report has to repeat: the rows that problems name, read again from the files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from seed.problems.problem import Problem, Severity
from seed.sheets.tables import Cell, RawSheet

# More than anybody looks through, and what memory holds; the .jsonl names every problem, and the
# summary says what the sheets leave out.
ROWS_LIMIT = 50_000
WHOLE_LIMIT = 1_000  # problems of whole sheets and files in the summary

WORST: tuple[Severity, ...] = ("refused", "decide", "cell", "note")


class SheetKey(NamedTuple):
    """A sheet as problems name it; the sheet of a CSV has no name."""

    file: str
    sheet: str


class Kind(NamedTuple):
    """Problems of one code, told once in the summary."""

    severity: Severity
    code: str


@dataclass
class Gathered:
    """The problems of an import by sheet and row. `left_out`: those of rows past the limit."""

    rows: dict[SheetKey, dict[int, list[Problem]]] = field(default_factory=dict)
    whole: list[Problem] = field(default_factory=list)
    kinds: Counter[Kind] = field(default_factory=Counter)
    examples: dict[Kind, Problem] = field(default_factory=dict)
    left_out: int = 0


def gather(problems: Iterable[Problem], rows_limit: int = ROWS_LIMIT) -> Gathered:
    """The problems in the order and the places that a report shows them in."""
    gathered, rows = Gathered(), 0
    for problem in problems:
        kind = Kind(problem.severity, problem.code)
        gathered.kinds[kind] += 1
        gathered.examples.setdefault(kind, problem)
        if problem.row is None:
            if len(gathered.whole) < WHOLE_LIMIT:
                gathered.whole.append(problem)
            continue
        sheet = gathered.rows.setdefault(key_of(problem), {})
        if problem.row in sheet:
            sheet[problem.row].append(problem)
        elif rows < rows_limit:
            sheet[problem.row] = [problem]
            rows += 1
        else:
            gathered.left_out += 1
    return gathered


def key_of(problem: Problem) -> SheetKey:
    """The sheet that a problem is of."""
    return SheetKey(problem.file, problem.sheet or "")


def worst(problems: Sequence[Problem]) -> Severity:
    """What became of a row, by the gravest of its problems."""
    found = {problem.severity for problem in problems}
    return next(severity for severity in WORST if severity in found)


class Kept:
    """The rows of a sheet that are wanted, caught as they pass by on their way to another reader."""

    def __init__(self, sheet: RawSheet, wanted: Iterable[int]) -> None:
        self._wanted = frozenset(wanted)
        self.cells: dict[int, list[Cell]] = {}
        sheet.rows = self._caught(sheet.rows, sheet.first_row)

    def _caught(
        self, rows: Iterator[list[Cell] | Problem], number: int
    ) -> Iterator[list[Cell] | Problem]:
        for row in rows:
            if isinstance(row, Problem):
                number = row.row or number
            elif number in self._wanted:
                self.cells[number] = row
            number += 1
            yield row
