"""The network on its way out: files of the whole, of a part, and of lists."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from api.http.declared import problems
from api.http.dependencies import NetworkDep, plain_query
from api.http.parameters import (
    ExportQuery,
    ReachFilters,
    SearchFilters,
)
from api.http.turns import Turns
from api.routers.routes import reached
from api.routers.search import find
from graph.analysis.models import Reach, Reached
from graph.errors import InvalidInput
from graph.network import Network
from graph.reading import entities
from graph.reading.entities import nodes_by_ids
from seed.exports.formats import PARTS_ONLY, SUFFIXES, Format, Part, Whole, write_part, write_whole
from seed.exports.result_csv import hits_table, reach_table

router = APIRouter(prefix="/api/exports", dependencies=[Depends(plain_query)], tags=["out"])

# A whole export reads everything and fills a disk; two leave room for those who only ask.
TURNS = Turns("exports", 2, 30, "exports are being made", "个导出正在进行")
# Rows of a list: more is for a file of the whole. The list says when there are more.
LIST_ROWS = 10_000
_CHUNK = 256 * 1024  # bytes
_MEDIA_TYPES = {
    "neo4j-csv": "application/zip",
    "csv": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "jsonl": "application/gzip",
}
_FILE = {"type": "string", "format": "binary"}
_CSV = "text/csv; charset=utf-8"


@router.get("/search.csv", responses={200: {"content": {"text/csv": {"schema": _FILE}}}})
def search_list(network: NetworkDep, asked: Annotated[SearchFilters, Query()]) -> StreamingResponse:
    """Everything that a search finds, best first, as a list that Excel opens."""
    found = network.answer(lambda: find(network, asked, LIST_ROWS))
    lines = hits_table(found.hits, network.schema)
    return _sent(_told(lines, len(found.hits), found.total), "search")


@router.get("/reach.csv", responses={200: {"content": {"text/csv": {"schema": _FILE}}}})
def reach_list(network: NetworkDep, asked: Annotated[ReachFilters, Query()]) -> StreamingResponse:
    """Everyone who is reached, best first, as a list that Excel opens."""

    def ask() -> tuple[Reach, dict[str, str]]:
        found = reached(network, asked, LIST_ROWS)
        return found, _names_on_the_way(network, found.reached)

    found, names = network.answer(ask)
    lines = reach_table(found.reached, network.schema, names)
    return _sent(_told(lines, len(found.reached), found.total), "reach")


@router.get(
    "/{format}",
    responses=problems(429)
    | {200: {"content": {kind: {"schema": _FILE} for kind in _MEDIA_TYPES.values()}}},
)
def export(
    format: Format,  # noqa: A002 - the name in the address
    request: Request,
    network: NetworkDep,
    asked: Annotated[ExportQuery, Query()],
) -> StreamingResponse:
    """The network, or what lies round some entities, as a file. `csv` needs `ids`."""
    if format in PARTS_ONLY and not asked.ids:
        raise InvalidInput(
            "ids: name the entities whose network is wanted as tables.",
            "ids:请给出要导出其关系网的实体编号。",
            field="ids",
        )
    file = _made(network, format, asked, request.app.version)
    size = file.seek(0, 2)
    name = _named("network" if asked.ids else "all", SUFFIXES.get(format, f".{format}"))
    return StreamingResponse(
        _chunks(file),
        media_type=_MEDIA_TYPES[format],
        headers=_attachment(name) | {"Content-Length": str(size)},
    )


def _made(network: Network, format_: Format, asked: ExportQuery, version: str) -> IO[bytes]:
    """The file, open and nameless: it goes by itself, whatever becomes of the caller or of us."""
    with TURNS.taken(), _scratch() as folder:
        path = folder / f"export{SUFFIXES.get(format_, '')}"
        if asked.ids:
            found = network.answer(
                lambda: entities.network(
                    network.viewpoint, asked.ids, depth=asked.depth, limit=asked.limit
                )
            )
            write_part(format_, Part(found, network.schema), path)
        else:
            write_whole(format_, Whole(network.sight, version), path)
        return path.open("rb")


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="qiaotu-export-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _names_on_the_way(network: Network, found: Iterable[Reached]) -> dict[str, str]:
    ids = {id_ for one in found for id_ in one.path[1:-1]}
    nodes = nodes_by_ids(network.viewpoint, sorted(ids))
    return {node.id: node.name for node in nodes}


def _told(lines: Iterable[str], shown: int, total: int) -> Iterator[str]:
    """The lines, and one more when they are not all."""
    yield from lines
    if shown < total:
        yield f"共 {total} 条,列出前 {shown} 条。The first {shown} of {total}.\r\n"


def _sent(lines: Iterable[str], what: str) -> StreamingResponse:
    return StreamingResponse(lines, media_type=_CSV, headers=_attachment(_named(what, ".csv")))


def _named(what: str, suffix: str) -> str:
    return f"qiaotu-{what}-{datetime.now(UTC):%Y-%m-%d}{suffix}"


def _attachment(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk
