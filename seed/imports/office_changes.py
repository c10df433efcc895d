"""Another office's changes taken in as an import: kept, gone on with and undone as any other."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.store.sight import Sight
from seed.exchange.apply import apply_delta
from seed.exchange.compare import Difference
from seed.exchange.file import KIND
from seed.imports.models import ImportOptions, ImportReport
from seed.imports.report.tally import RecordOfRun
from seed.problems.problem import Problem, Severity, shortened
from seed.records.lines import read_header

_ASK_EN = "Agree with the other office which is right, and change it in both."
_ASK_ZH = "请与对方核实以哪个为准,两边改成一致。"


def changes_file(paths: list[Path]) -> Path | None:
    """The file, when it is a single one that `qiaotu export --since` wrote."""
    alone = paths[0] if len(paths) == 1 and paths[0].is_file() else None
    is_delta = alone is not None and read_header(alone).get("qiaotu") == KIND
    return alone if is_delta else None


def take_in(sight: Sight, file: Path, options: ImportOptions, folder: Path) -> ImportReport:
    """Takes in a file of changes; what is left for a person is among the import's problems.

    One that was cut off is taken in again: what it wrote already is the same by then.
    """
    taken = apply_delta(
        sight, file, options.who, dry_run=options.dry_run, import_id=options.import_id
    )
    with closing(RecordOfRun(folder)) as record:
        for difference in taken.conflicts:
            record.problem(_conflict(file, difference))
        for line in taken.missing:
            record.problem(_left_out(file, line, "unknown_end", "decide", "缺少一端"))
        for line in taken.refused:
            record.problem(_left_out(file, line, "refused_change", "refused", "未并入"))
        counts = replace(record.counts(), **taken.counted())
    return ImportReport(options.import_id, options.dry_run, counts, "done")


def _conflict(file: Path, one: Difference) -> Problem:
    there, here = (_told(state) for state in (one.theirs, one.ours))
    return Problem(
        file.name,
        None,
        None,
        one.property,
        there,
        "both_changed" if one.property else "changed_and_deleted",
        "decide",
        f"{one.id}: {one.en} Here: {here}",
        f"{one.id}:{one.zh}本库:{here}",
        _ASK_EN,
        _ASK_ZH,
        (one.id,),
    )


def _told(state: Any) -> str:
    return "—" if state is None else shortened(state)


def _left_out(file: Path, line: str, code: str, severity: Severity, zh: str) -> Problem:
    return Problem(file.name, None, None, None, None, code, severity, line, f"{zh}:{line}")
