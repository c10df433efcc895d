"""What an import has met so far: its problems on disk, its counts in memory."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields
from pathlib import Path

from graph.batches.models import Applied
from seed.imports.models import Counts
from seed.imports.report.problem_file import PROBLEMS
from seed.problems.identity import JOINED
from seed.problems.problem import Problem

_COUNTED = {"refused": "refused", "decide": "to_decide", "cell": "cells", "note": "notes"}
_FIELDS = tuple(field.name for field in fields(Problem))


class RecordOfRun:
    """Begins anew each time the import runs: it meets the same again."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / PROBLEMS).open("w", encoding="utf-8")
        self._counts: Counter[str] = Counter()

    def problem(self, problem: Problem) -> None:
        """Writes a problem down and counts it."""
        self._counts[_COUNTED[problem.severity]] += 1
        if problem.code == JOINED:
            self._counts["joined"] += 1
        line = {name: getattr(problem, name) for name in _FIELDS}
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def count(self, applied: Applied, *, mentioned_only: bool) -> None:
        """Counts what became of a batch; of entities only mentioned, those that are new."""
        self._counts.update({"new": applied.new} if mentioned_only else applied.counted())

    def counts(self) -> Counts:
        """The counts, when all told of so far is on disk."""
        self._file.flush()
        return Counts.of(self._counts)

    def close(self) -> None:
        """Ends the file."""
        self._file.close()
