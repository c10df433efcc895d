"""A list of people as a file: read, answered as names to be looked up, kept nowhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool

from api.http.declared import problems
from api.http.dependencies import SchemaDep, plain_query
from api.http.parameters import NoQuery
from api.http.turns import Turns
from api.http.uploads import FILE_FIELD, LIST_LIMITS, Upload, form_body, receive
from api.http.validation import fault
from api.routers.import_questions import ImportProblem
from graph.errors import InvalidInput
from graph.schema import Schema
from graph.search.models import ListedName
from seed.sheets.listed_names import listed_names

# Files read at a time: each has a process of its own, with as much memory as is granted below.
TURNS = Turns("lists", 2, 5, "lists are being read", "份名单正在读取")

_FORM = form_body(
    {
        "type": "string",
        "format": "binary",
        "description": "One .xlsx, .xlsb, .xls, .et, .ods, .csv, .tsv, .vcf, or .zip of these.",
    }
)

router = APIRouter(prefix="/api/match", dependencies=[Depends(plain_query)], tags=["find"])


class NamesInFile(BaseModel):
    """The people and organisations that a file lists, ready for `POST /api/match`."""

    model_config = ConfigDict(frozen=True)

    total: int = Field(description="Rows that name one; `names` holds the first 1,000.")
    names: list[ListedName]
    problems_total: int
    problems: list[ImportProblem] = Field(description="What was not read as it stands.")


@router.post("/file", openapi_extra=_FORM, responses=problems(429))
async def names_in_file(
    request: Request, schema: SchemaDep, _: Annotated[NoQuery, Query()]
) -> NamesInFile:
    """The names of a list that is a file, with country, school and organisation as its rows say."""
    with TemporaryDirectory(prefix="qiaotu-") as folder:
        upload = await receive(request, Path(folder), LIST_LIMITS)
        return await run_in_threadpool(_read, _only_file(upload), schema)


def _only_file(upload: Upload) -> Path:
    try:
        NoQuery.model_validate(upload.fields)
    except ValidationError as error:
        raise fault(error.errors()[0]) from None
    if not upload.files:
        raise InvalidInput(
            "files: is required; send one file.",
            "files:必须填写,请提交一个文件。",
            field=FILE_FIELD,
        )
    return upload.files[0]


def _read(path: Path, schema: Schema) -> NamesInFile:
    with TURNS.taken():
        found = listed_names(path, schema)
    return NamesInFile(
        total=found.total,
        names=found.names,
        problems_total=found.problems_total,
        problems=[ImportProblem.of(p) for p in found.problems],
    )
