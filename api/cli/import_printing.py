"""What the import commands print: tables for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from api.cli.printing import console, print_model, say, table_of
from api.routers.import_models import Imports, ImportUndone, shown
from seed.imports.jobs.jobs import Job
from seed.imports.models import UndoReport
from seed.imports.report.problem_file import PROBLEMS, first, page_of
from seed.imports.report.workbook import RESULTS, STATES
from seed.problems.identity import JOINED, KINDS
from seed.problems.problem import Problem

FIRST_PROBLEMS = 10  # shown at the end of an import; the report has them all


def print_outcome(job: Job, folder: Path, reports: Sequence[Path], as_json: bool) -> None:
    """How an import ended, its first problems, and where to read on."""
    if as_json:
        print_model(shown(job, None))
        return
    _print_state(job)
    _print_counts(job)
    _print_joined(job, folder)
    _print_problems(first(folder, FIRST_PROBLEMS))
    for path in reports or [folder / PROBLEMS]:
        say(f"报告 report: {path}")


def print_imports(jobs: Sequence[Job], total: int, limit: int, as_json: bool) -> None:
    """The imports, newest first."""
    found = [shown(job, None) for job in jobs]
    if as_json:
        print_model(Imports(total=total, limit=limit, offset=0, imports=found))
        return
    table = table_of("编号 id", "状态 state", "新增 new", "未导入 refused", "文件 files")
    for job in jobs:
        trial = "(试运行 dry run)" if job.dry_run else ""
        counts = job.counts
        cells = (
            job.id,
            f"{STATES[job.state]}{trial}",
            str(counts.new + counts.relationships_new),
            str(counts.refused),
            "、".join(job.files),
        )
        table.add_row(*map(Text, cells))
    if jobs:
        console().print(table)
    say(f"共 {total} 次,列出 {len(jobs)} 次。 {len(jobs)} of {total} shown.")


def print_undone(report: UndoReport, as_json: bool) -> None:
    """What an undone import gave back."""
    if as_json:
        print_model(ImportUndone.model_validate(report, from_attributes=True))
        return
    say(
        f"已撤销 {report.id}:删除 {report.entities_deleted} 个实体、"
        f"{report.relationships_deleted} 条关系,恢复 {report.entities_restored} 个实体、"
        f"{report.relationships_restored} 条关系。"
        f" Undone: {report.entities_deleted} entities and {report.relationships_deleted}"
        f" relationships deleted, {report.entities_restored} and"
        f" {report.relationships_restored} restored."
    )


def _print_state(job: Job) -> None:
    if job.state == "failed":
        say(
            f"导入 {job.id} 中止:{job.error_zh} 继续:qiaotu import --resume {job.id}。"
            f" The import stopped: {job.error_en} Go on: qiaotu import --resume {job.id}"
        )
    elif job.state == "cancelled":
        say(
            f"已取消,已写入的保留。继续:qiaotu import --resume {job.id};撤销:qiaotu import undo"
            f" {job.id}。 Cancelled; what was written stays. Go on: qiaotu import --resume"
            f" {job.id}; take it back: qiaotu import undo {job.id}"
        )
    elif job.dry_run:
        say(
            f"试运行,未写入。正式执行:qiaotu import --resume {job.id}。"
            f" A dry run; nothing was written. For real: qiaotu import --resume {job.id}"
        )
    else:
        say(f"导入 {job.id} {STATES[job.state]}。撤销 undo: qiaotu import undo {job.id}")


def _print_counts(job: Job) -> None:
    counts = job.counts
    table = table_of("类别 kind", "新增 new", "更新 changed", "未变 same")
    rows = (
        ("实体 entities", counts.new, counts.changed, counts.same),
        (
            "关系 relationships",
            counts.relationships_new,
            counts.relationships_changed,
            counts.relationships_same,
        ),
    )
    for name, *numbers in rows:
        table.add_row(name, *map(str, numbers))
    console().print(table)
    say(
        f"未导入 refused {counts.refused} · 待决定 to decide {counts.to_decide} · "
        f"未采用的单元格 cells {counts.cells} · 提示 notes {counts.notes}"
    )


def _print_joined(job: Job, folder: Path) -> None:
    """Which rows became one record with another row."""
    count = job.counts.joined
    if not count:
        return
    say(f"与其他行合为一条的行 {count} rows that became one record with another row {count}:")
    _, rows = page_of(folder, "note", FIRST_PROBLEMS, 0, JOINED)
    for problem in rows:
        say(f"- {_place(problem)}:{problem.zh} {problem.en}")
    if count > len(rows):
        say(f"  其余见报告 the others are in the report: {count - len(rows)}")


def _print_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        say(f"- {RESULTS[problem.severity]} {_place(problem)}:{problem.zh} {problem.en}")
        for card in problem.cards:
            said = "、".join(f"{KINDS.get(kind, (kind,))[0]} {text}" for kind, text in card.said)
            say(f"  · {card.id} {card.name} {said}".rstrip())
        if problem.remedy_zh:
            say(f"  {problem.remedy_zh} {problem.remedy_en}")


def _place(problem: Problem) -> str:
    """`名单.xlsx 专家表 第 7 行 出生日期“八五年”`."""
    row = f"第 {problem.row} 行" if problem.row is not None else ""
    value = f"“{problem.value}”" if problem.value else ""
    parts = (problem.file, problem.sheet or "", row, f"{problem.column or ''}{value}")
    return " ".join(filter(None, parts))
