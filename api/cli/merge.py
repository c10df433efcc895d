"""`qiaotu merge`: another office's changes taken in, as an import that can be taken back."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.common import quiet_settings
from api.cli.printing import say
from api.cli.progress import CANCELLED, interruptible, say_waiting, showing
from api.routers.entities import LOCAL
from graph.settings import Settings
from seed.exchange.apply import DeltaReport
from seed.exchange.file import check_delta
from seed.imports.jobs.jobs import Job, new_id
from seed.imports.jobs.work import accept, carry_out
from seed.imports.models import ImportReport
from seed.imports.service import OpenStore, jobs_of, merge_job

CONFLICTS = 2  # exit code when something is left for a person


def register(commands: typer.Typer) -> None:
    """Adds the command."""
    commands.command("merge")(merge_command)


def merge_command(
    file: Annotated[Path, typer.Argument(help="变更文件。A file of export --since.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只预演。Only say what would happen.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。Print JSON.")] = False,
) -> None:
    """并入其他单位的变更,冲突列出而不覆盖。Take in another office's changes; conflicts are listed."""
    # One that is not whole is told at once, and needs no entry in the list.
    check_delta(file)
    job = Job.of_files(new_id(), LOCAL, [file.resolve()], dry_run=dry_run)
    report = _merged(quiet_settings(), job, file)
    _print(report, None if dry_run else job.id, as_json)
    if report.conflicts or report.missing or report.refused:
        raise typer.Exit(CONFLICTS)


def _merged(settings: Settings, job: Job, file: Path) -> DeltaReport:
    taken: list[DeltaReport] = []
    began = False

    def run(job: Job, folder: Path, *_: Any) -> ImportReport:
        nonlocal began
        with closing(OpenStore(settings)) as network:
            began = not job.dry_run
            found, report = merge_job(network, job, file, folder)
        taken.append(found)
        return report

    jobs = jobs_of(settings)
    claim = accept(jobs, job)
    try:
        with showing() as changed, interruptible() as stopped:
            carry_out(jobs, job, run, changed, stopped, say_waiting)
    finally:
        claim.let_go()
        if not began:
            jobs.discard(job.id)
    if not taken:
        raise typer.Exit(CANCELLED)
    return taken[0]


def _print(report: DeltaReport, undo: str | None, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"id": undo, **asdict(report)}, ensure_ascii=False, indent=2))
        return
    for one in report.conflicts:
        place = f"{one.id} {one.property}" if one.property else one.id
        say(f"冲突 conflict: {place}: {one.zh} {one.en}")
        if one.property:
            say(f"  原 before: {one.base!r}  对方 there: {one.theirs!r}  本库 here: {one.ours!r}")
    for line in report.missing:
        say(f"缺少一端 missing end: {line}")
    for line in report.refused:
        say(f"未并入 refused: {line}")
    done = "将 would be: " if report.dry_run else ""
    say(
        f"{report.office} → {done}新增 new {report.new} · 变更 changed {report.changed} · "
        f"删除 deleted {report.deleted} · 相同 same {report.same} · "
        f"冲突 conflicts {len(report.conflicts)}"
    )
    if undo:
        say(f"撤销 undo: qiaotu import undo {undo}")
