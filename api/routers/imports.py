"""Imports over HTTP: files in, progress and problems out, cancel, run and undo."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import FileResponse, StreamingResponse
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from api.http.declared import problems
from api.http.dependencies import (
    NetworkDep,
    SchemaDep,
    SettingsDep,
    ViewerDep,
    plain_query,
)
from api.http.parameters import IdInPath, NoQuery
from api.http.uploads import FILE_FIELD, Upload, form_body, receive
from api.http.validation import fault
from api.routers.entities import LOCAL
from api.routers.import_models import (
    ImportForm,
    ImportJob,
    ImportMapping,
    Imports,
    ImportsQuery,
    ImportUndone,
    MappingQuery,
    ProblemsQuery,
    shown,
)
from api.routers.import_questions import ImportProblem, ImportProblems, RunAgain, as_kept
from graph.errors import Conflict, InvalidInput
from graph.network import Network
from graph.viewer import OWN, Access
from seed.imports.jobs.jobs import ENDED, FILES, LIVING, Job, new_id
from seed.imports.jobs.queue import ImportQueue
from seed.imports.jobs.seen import SeenImports
from seed.imports.jobs.work import take_back
from seed.imports.report.problem_file import PROBLEMS, page_of
from seed.imports.report.report import kept_report
from seed.imports.service import check_job, mapping_of, undoer, with_mapping
from seed.sheets.template import write_template

WATCH_SECONDS = 0.25  # how late a step of an import is told to who watches it
# A comment now and then keeps proxies from taking a quiet connection for a dead one.
QUIET_STEPS = 60
EVENTS = "text/event-stream"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = "application/jsonl"

_FILE = {"type": "string", "format": "binary"}
_FORM = form_body(
    {
        "type": "array",
        "items": _FILE,
        "description": ".xlsx, .xlsb, .xls, .et, .ods, .csv, .tsv, .vcf, or .zip of these.",
    },
    ImportForm.model_json_schema()["properties"],
)

router = APIRouter(prefix="/api/imports", dependencies=[Depends(plain_query)], tags=["import"])
NoQueryDep = Annotated[NoQuery, Query()]


async def get_imports(request: Request, viewer: ViewerDep) -> SeenImports:
    """The imports of this server that the viewer sees."""
    return SeenImports(request.app.state.imports, viewer)


ImportsDep = Annotated[SeenImports, Depends(get_imports)]


@router.post("", status_code=202, openapi_extra=_FORM, responses=problems(404, 429))
async def start_import(
    request: Request,
    network: NetworkDep,
    imports: ImportsDep,
    settings: SettingsDep,
    response: Response,
    _: NoQueryDep,
) -> ImportJob:
    """Takes files on; they are imported in their turn. `dry_run=true` only says what would happen."""
    id_ = new_id()
    files = imports.queue.jobs.make(f"{id_}/{FILES}")
    try:
        upload = await receive(request, files)
        form = _form(upload)
        job = form.job(id_, LOCAL, [path.resolve() for path in upload.files])
        known = partial(with_mapping, settings=settings, remembered=form.remembered)
        await run_in_threadpool(_submit, imports.queue, job, network, known)
    except BaseException:
        imports.queue.jobs.discard(id_)
        raise
    response.headers["Location"] = f"/api/imports/{id_}"
    return _shown(imports, id_)


@router.get("")
def list_imports(imports: ImportsDep, asked: Annotated[ImportsQuery, Query()]) -> Imports:
    """The imports, newest first."""
    ids = imports.ids()
    page = ids[asked.offset : asked.offset + asked.limit]
    found = [_shown(imports, id_) for id_ in page]
    return Imports(total=len(ids), limit=asked.limit, offset=asked.offset, imports=found)


@router.get("/template", response_class=FileResponse)
def template(schema: SchemaDep, _: NoQueryDep) -> Response:
    """An empty workbook to fill in: a sheet per kind, with notes and drop-down lists."""
    with TemporaryDirectory(prefix="qiaotu-") as folder:
        path = Path(folder, "template.xlsx")
        write_template(path, schema)
        named = f"attachment; filename*=UTF-8''{quote('模板.xlsx')}"
        return Response(path.read_bytes(), 200, {"Content-Disposition": named}, WORKBOOK)


@router.get("/mapping")
def import_mapping(
    settings: SettingsDep, network: NetworkDep, asked: Annotated[MappingQuery, Query()]
) -> ImportMapping:
    """What an office's headers meant the last time: its next import takes them so again."""
    own = Access(OWN, (asked.office,) if asked.office else ())
    known = mapping_of(asked.office, settings) if network.viewer.sees(own) else {}
    return ImportMapping(office=asked.office, map=known)


@router.get("/{id}", responses={200: {"content": {EVENTS: {}}}}, response_model=ImportJob)
async def import_job(
    id: IdInPath,  # noqa: A002 - the name in the address
    request: Request,
    imports: ImportsDep,
    _: NoQueryDep,
) -> Any:
    """How far an import is; as server-sent events (`Accept: text/event-stream`) until it ends."""
    found = await run_in_threadpool(_shown, imports, id)
    if EVENTS in request.headers.get("accept", ""):
        return StreamingResponse(_events(imports, id, request), media_type=EVENTS)
    return found


@router.get("/{id}/problems")
def import_problems(
    id: IdInPath,  # noqa: A002 - the name in the address
    imports: ImportsDep,
    asked: Annotated[ProblemsQuery, Query()],
) -> ImportProblems:
    """A page of what was refused, left out, asked or recognised, in the order it was met."""
    folder = imports.folder(id)
    total, found = page_of(folder, asked.severity, asked.limit, asked.offset, asked.code)
    problems = [ImportProblem.of(one) for one in found]
    return ImportProblems(total=total, limit=asked.limit, offset=asked.offset, problems=problems)


@router.get("/{id}/report.xlsx", response_class=FileResponse, responses=problems(409))
def import_report(id: IdInPath, imports: ImportsDep, _: NoQueryDep) -> Response:  # noqa: A002
    """The rows with problems, as they were given, with the reasons beside them."""
    job = _ended(imports, id)
    path = kept_report(job, imports.folder(id))
    return FileResponse(path, media_type=WORKBOOK, filename=f"导入报告-{id}.xlsx")


@router.get("/{id}/report.jsonl", response_class=FileResponse, responses=problems(409))
def import_report_lines(id: IdInPath, imports: ImportsDep, _: NoQueryDep) -> Response:  # noqa: A002
    """Every problem as a line of JSON."""
    _ended(imports, id)
    path = imports.folder(id) / PROBLEMS
    path.touch()
    return FileResponse(path, media_type=LINES, filename=f"导入报告-{id}.jsonl")


@router.post("/{id}/cancel", status_code=202, responses=problems(409))
def cancel_import(id: IdInPath, imports: ImportsDep, _: NoQueryDep) -> ImportJob:  # noqa: A002
    """Ends an import: one that waits at once, one that runs after the rows it is at."""
    imports.queue.cancel(imports.job(id).id)
    return _shown(imports, id)


@router.post("/{id}/run", status_code=202, responses=problems(409, 429, 503))
def run_import_again(
    id: IdInPath,  # noqa: A002 - the name in the address
    imports: ImportsDep,
    _: NoQueryDep,
    more: RunAgain | None = None,
) -> ImportJob:
    """Does a dry run for real, with the same files; goes on with an import that was broken off.

    `decisions` answer what the dry run asked; none given, those of before count.
    """
    decisions = None if more is None or more.decisions is None else as_kept(more.decisions)
    imports.queue.run_again(imports.job(id).id, decisions)
    return _shown(imports, id)


@router.post("/{id}/undo", responses=problems(409))
def undo_import(
    id: IdInPath,  # noqa: A002 - the name in the address
    network: NetworkDep,
    imports: ImportsDep,
    _: NoQueryDep,
) -> ImportUndone:
    """Gives back what an import wrote, unless later writes touched it (409 says what)."""
    report = take_back(imports.queue.jobs, imports.job(id).id, undoer(network, LOCAL))
    return ImportUndone.model_validate(report, from_attributes=True)


def _form(upload: Upload) -> ImportForm:
    if not upload.files:
        raise InvalidInput(
            "files: is required; send one or more files.",
            "files:必须填写,请至少提交一个文件。",
            field=FILE_FIELD,
        )
    # An empty field of a web form is one that nobody filled in.
    given = {name: text for name, text in upload.fields.items() if text}
    try:
        return ImportForm.model_validate(given)
    except ValidationError as error:
        raise fault(error.errors()[0]) from None


def _submit(imports: ImportQueue, job: Job, network: Network, known: Callable[[Job], Job]) -> None:
    check_job(job, network)
    imports.submit(known(job))


def _shown(imports: SeenImports, id_: str) -> ImportJob:
    return shown(imports.job(id_), imports.queue.ahead(id_))


def _ended(imports: SeenImports, id_: str) -> Job:
    job = imports.job(id_)
    if job.state in LIVING:
        raise Conflict(
            "The import is under way; its report is there when it has ended.",
            "导入正在进行,结束后才有报告。",
        )
    return job


async def _events(imports: SeenImports, id_: str, request: Request) -> AsyncIterator[bytes]:
    """The job whenever it changed, until it ends, the server does or the reader is gone."""
    told, quiet = "", 0
    while not imports.queue.ending and not await request.is_disconnected():
        job = await run_in_threadpool(_shown, imports, id_)
        text, ended = job.model_dump_json(), job.state in ENDED
        if text != told:
            yield format_sse_event(data_str=text, event="end" if ended else "progress")
            told, quiet = text, 0
        elif quiet >= QUIET_STEPS:
            yield KEEPALIVE_COMMENT
            quiet = 0
        if ended:
            return
        quiet += 1
        await asyncio.sleep(WATCH_SECONDS)
