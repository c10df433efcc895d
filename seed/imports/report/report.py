"""The report of an import: as a workbook with the user's own rows, and as lines of JSON.

The workbook repeats only rows with problems, sheet by sheet, under their own headers, with the
reasons beside them; a summary comes first. No cell of it is a formula, whatever the rows hold.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable
from pathlib import Path

from graph.schema import load_schema
from graph.whole_files import whole_file
from seed.imports.jobs.jobs import Job
from seed.imports.report.problem_file import PROBLEMS, problems_in
from seed.imports.report.rows import ROWS_LIMIT, Gathered, Kept, SheetKey, gather
from seed.imports.report.workbook import ReportWorkbook
from seed.problems.problem import Problem
from seed.sheets.headers.mappings import Mapping
from seed.sheets.parse import Words
from seed.sheets.reading.files import read_sheets
from seed.sheets.tables import RawSheet, Table

REPORTS = (".xlsx", ".jsonl")
# One at a time is made: each holds the rows that it repeats in memory.
_MAKING = threading.Lock()


def kept_report(job: Job, folder: Path) -> Path:
    """The workbook as the import's folder keeps it, made when it is first asked for."""
    path = folder / "report.xlsx"
    with _MAKING:
        if not path.exists() or path.stat().st_mtime <= (folder / "job.json").stat().st_mtime:
            write_report(job, folder, path)
    return path


def save_report(job: Job, folder: Path, output: Path) -> None:
    """Writes the report where a caller wants it, by the file's ending.

    Raises ConfigurationError where it cannot be written.
    """
    if output.suffix.lower() == ".xlsx":
        write_report(job, folder, output)
    else:
        with whole_file(output) as written:
            _copy_lines(folder, written)


def write_report(job: Job, folder: Path, output: Path, rows_limit: int = ROWS_LIMIT) -> None:
    """Writes the workbook, from what the import's folder keeps and the files it was given."""
    gathered = gather(problems_in(folder), rows_limit)
    with whole_file(output) as written, ReportWorkbook(written) as book:
        book.summarise(job, gathered)
        _repeat(book, gathered, job)


def _repeat(book: ReportWorkbook, gathered: Gathered, job: Job) -> None:
    left = dict(gathered.rows)
    words = Words(load_schema(), Mapping(job.mapping or {}))
    for sheet in read_sheets(map(Path, job.paths)) if left else ():
        if isinstance(sheet, RawSheet):
            key = SheetKey(sheet.file, sheet.name or "")
            problems = left.pop(key, None)
            if problems is not None:
                kept = Kept(sheet, problems)
                headers = _headers(sheet, words.tables(sheet, job.label))
                book.add_sheet(key, headers, kept.cells, problems)
        if not left:
            return
    # Files that have gone since, or rows that no table shows: the reasons are told all the same.
    for key, problems in left.items():
        book.add_sheet(key, (), {}, problems)


def _headers(sheet: RawSheet, items: Iterable[Table | Problem]) -> list[str]:
    """The sheet's headers, all of its rows read; none for a sheet whose shape nobody knows.

    Of tables side by side each has its own columns; below one another, columns of two headers have
    none.
    """
    headers: dict[int, str] = {}
    for item in items:
        if isinstance(item, Table):
            for column, header in enumerate(item.headers if item.in_place else ()):
                same = headers.get(column, header) in ("", header)
                headers[column] = (header or headers.get(column, "")) if same else ""
            for _ in item.rows:
                pass
    for _ in sheet.rows:
        pass
    return [headers[column] for column in sorted(headers)]


def _copy_lines(folder: Path, output: Path) -> None:
    kept = folder / PROBLEMS
    if kept.is_file():
        shutil.copyfile(kept, output)
    else:
        output.touch()
