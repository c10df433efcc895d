"""`qiaotu import FILE…`, `import undo`, `import list`, and `template`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from typer.core import TyperCommand, TyperGroup

from api.cli.common import Json, quiet_settings
from api.cli.import_printing import print_imports, print_outcome, print_undone
from api.cli.progress import CANCELLED, interruptible, say_waiting, showing
from api.http.validation import fault
from api.routers.entities import LOCAL
from api.routers.import_models import ImportForm
from graph.errors import ConfigurationError, InvalidInput, QiaotuError, StoreInUse
from graph.schema import load_schema
from graph.settings import Settings
from seed.exchange.file import check_delta
from seed.imports.decisions import read_decisions
from seed.imports.jobs.jobs import BROKEN, Job, Jobs, new_id
from seed.imports.jobs.manifest import unfinished
from seed.imports.jobs.work import accept, again, carry_out, take_back
from seed.imports.models import ImportReport, Source
from seed.imports.office_changes import changes_file
from seed.imports.report.report import REPORTS, save_report
from seed.imports.service import (
    OpenStore,
    check_job,
    entries_in,
    jobs_of,
    options_of,
    runner,
    undoer,
    with_mapping,
)
from seed.sheets.template import write_template

FILES = "files"  # the command that `import` means when no other is named
REFUSED = 1  # exit code when rows were not taken

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE...", help="表格、压缩包或文件夹。Tables, archives, folders."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="试运行,不写入。Only say what would happen.")
]
Label = Annotated[str | None, typer.Option(help="类别。The kind of rows whose table does not say.")]
MappingFile = Annotated[
    Path | None,
    typer.Option("--map", help="列名对照(JSON),会记住。Headers to properties; remembered."),
]
CreateMissing = Annotated[
    bool, typer.Option("--create-missing", help="新建找不到的对象。Create what is referred to.")
]
Decide = Annotated[
    Path | None,
    typer.Option("--decide", help="对“待决定”的答复(JSON)。Answers to its questions, as JSON."),
]
Round = Annotated[
    str | None, typer.Option("--round", help="摸底轮次的编号。The survey round, by its id.")
]
Office = Annotated[str | None, typer.Option(help="所属单位的编号。The owning office, by its id.")]
Reports = Annotated[
    list[Path] | None,
    typer.Option("--report", help="报告 .xlsx 或 .jsonl,可重复。A report; repeatable."),
]
Resume = Annotated[
    str | None, typer.Option(help="继续中断的导入。Go on with an import, by its id.")
]


class FilesCommand(TyperCommand):
    """The command that has no name of its own; its usage reads as it is typed."""

    def make_context(
        self,
        info_name: str | None,  # noqa: ARG002 - the group's own name is taken
        args: list[str],
        parent: Any = None,
        **extra: Any,
    ) -> Any:
        """The context, named as the group is."""
        return super().make_context(parent.info_name, args, parent=parent.parent, **extra)


class ImportGroup(TyperGroup):
    """`import undo` and `import list` are commands; anything else are files to import."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Names the command that is meant when none is."""
        if not args or args[0] not in self.commands or args[0] == FILES:
            args = [FILES, *args]
        return super().parse_args(ctx, args)


imports = typer.Typer(cls=ImportGroup, rich_markup_mode=None, add_help_option=False)


def register(commands: typer.Typer) -> None:
    """Adds the commands."""
    commands.add_typer(imports, name="import")
    commands.command("template")(template_command)


@imports.callback()
def about() -> None:
    """导入表格,撤销或列出导入。Import spreadsheets; undo or list imports."""


@imports.command(FILES, cls=FilesCommand)
def import_command(
    files: Files = None,
    dry_run: DryRun = False,
    label: Label = None,
    mapping: MappingFile = None,
    create_missing: CreateMissing = False,
    decide: Decide = None,
    survey_round: Round = None,
    office: Office = None,
    reports: Reports = None,
    resume: Resume = None,
    as_json: Json = False,
) -> None:
    """导入表格,再乱也行。Import spreadsheets, however messy.

    退出码:0 全部导入,1 有行未导入(试运行相同),130 已取消。另有:qiaotu import undo ID 撤销,
    qiaotu import list 列出。

    Exit code: 0 when every row went in, 1 when rows were refused (a dry run the same), 130 when
    cancelled. See also: qiaotu import undo ID, qiaotu import list.
    """
    if (changes := changes_file(files or [])) is not None:
        # One that is not whole is told at once, and needs no entry in the list.
        check_delta(changes)
    settings, wanted = quiet_settings(), reports or []
    _check_reports(wanted)
    decisions = read_decisions(decide).as_lists() if decide else None
    jobs = jobs_of(settings)
    if resume is None:
        given = {
            "dry_run": dry_run,
            "label": label,
            "map": mapping and entries_in(mapping),
            "office": office,
            "decisions": decisions,
        }
        more = {"create_missing": create_missing, "round": survey_round}
        job = with_mapping(_job(_existing(files or []), given | more), settings)
        job = _unless_begun(jobs, job)
    else:
        _check_alone(files)
        job = again(jobs.read(resume), None if decisions is None else tuple(decisions))
    ended = _carried_out(settings, jobs, job, new=resume is None)
    for path in wanted:
        save_report(ended, jobs.of(ended.id), path)
    print_outcome(ended, jobs.of(ended.id), wanted, as_json)
    if ended.state == "cancelled":
        raise typer.Exit(CANCELLED)
    if ended.state != "done" or ended.counts.refused:
        raise typer.Exit(REFUSED)


@imports.command("undo")
def undo_command(
    id_: Annotated[str, typer.Argument(metavar="ID", help="导入的编号。The import's id.")],
    as_json: Json = False,
) -> None:
    """撤销一次导入。Take an import back, unless later writes touched what it wrote."""
    settings = quiet_settings()
    with _opened(settings) as network, interruptible() as stopped:
        undo = undoer(network, LOCAL)
        report = take_back(jobs_of(settings), id_, undo, stopped, say_waiting)
    print_undone(report, as_json)


@imports.command("list")
def list_command(
    limit: Annotated[int, typer.Option(min=1, help="条数。Imports at most.")] = 20,
    as_json: Json = False,
) -> None:
    """列出导入,新的在前。List the imports, newest first."""
    jobs = jobs_of(quiet_settings())
    ids = jobs.ids()
    print_imports([jobs.read(id_) for id_ in ids[:limit]], len(ids), limit, as_json)


def template_command(
    output: Annotated[Path, typer.Option("-o", "--output", help="文件。The file to write.")],
) -> None:
    """空白模板(每类一张表)。Write an empty workbook to fill in, one sheet per kind."""
    try:
        write_template(output, load_schema())
    except OSError as error:
        raise _unwritable(output, error.strerror or "") from error
    typer.echo(str(output))


def _carried_out(settings: Settings, jobs: Jobs, job: Job, new: bool) -> Job:
    """The import as it ended. The store is opened when its turn has come, so that it waits for
    another command instead of being refused beside it."""
    began = False

    def run(job: Job, *arguments: Any) -> ImportReport:
        nonlocal began
        with _opened(settings) as network:
            check_job(job, network)
            began = True
            return runner(lambda: network)(job, *arguments)

    claim = accept(jobs, job)
    try:
        with showing() as changed, interruptible() as stopped:
            return carry_out(jobs, job, run, changed, stopped, say_waiting)
    except QiaotuError:
        # Nothing came of it; what is wrong is told at once, and needs no entry in the list.
        if new and not began:
            jobs.discard(job.id)
        raise
    finally:
        claim.let_go()


@contextmanager
def _opened(settings: Settings) -> Iterator[OpenStore]:
    """The store, open for writing. Raises StoreInUse that tells the way over the server."""
    try:
        network = OpenStore(settings)
    except StoreInUse:
        address = f"http://127.0.0.1:{settings.port}/api/imports"
        raise StoreInUse(
            f"{settings.data} is in use, most likely by a running server. Hand the import to it: "
            f"curl -F files=@FILE.xlsx {address} (undo: curl -X POST {address}/ID/undo), or stop it.",
            f"{settings.data} 正在使用中(多半是服务在运行)。请交给它导入:"
            f"curl -F files=@FILE.xlsx {address}(撤销:curl -X POST {address}/ID/undo),或先停止服务。",
        ) from None
    try:
        yield network
    finally:
        network.close()


def _job(files: list[Path], given: dict[str, Any]) -> Job:
    try:
        form = ImportForm.model_validate(given)
    except ValidationError as error:
        raise fault(error.errors()[0]) from None
    return form.job(new_id(), LOCAL, [path.resolve() for path in files])


def _unless_begun(jobs: Jobs, job: Job) -> Job:
    """The import, or the one of the same files with the same options that was cut off."""
    source, options = Source(tuple(map(Path, job.paths))), options_of(job)
    begun = unfinished(jobs.folder, source, options)
    found = jobs.read(begun) if begun and begun in jobs.ids() else None
    # One that is under way elsewhere is waited for like any other.
    return again(found) if found and found.state in BROKEN else job


def _existing(files: list[Path]) -> list[Path]:
    if not files:
        raise typer.BadParameter(
            "给出要导入的文件。Name the files to import.", param_hint="FILE..."
        )
    for path in files:
        if not path.exists():
            raise InvalidInput(
                f"FILE: there is no {path}.", f"FILE:没有文件 {path}。", field="FILE"
            )
    return files


def _check_alone(files: list[Path] | None) -> None:
    if files:
        raise InvalidInput(
            "--resume takes no files; it goes on with those that were given before.",
            "--resume 沿用原来的文件,不要再给文件名。",
        )


def _check_reports(paths: list[Path]) -> None:
    for path in paths:
        if path.suffix.lower() not in REPORTS:
            raise InvalidInput(
                f"--report: {path} ends neither in .xlsx nor in .jsonl.",
                f"--report:{path} 的扩展名不是 .xlsx 或 .jsonl。",
                field="report",
            )
        # Better before an import of an hour than after it.
        if not path.resolve().parent.is_dir():
            raise _unwritable(path, "there is no such folder")


def _unwritable(path: Path, reason: str) -> ConfigurationError:
    return ConfigurationError(f"{path} cannot be written: {reason}.", f"无法写入 {path}:{reason}。")
