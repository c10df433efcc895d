"""A list of people as a file: read, answered as names to be looked up, kept nowhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool

from api.http.dependencies import SchemaDep, plain_query
from api.http.parameters import NoQuery
from api.http.uploads import FILE_FIELD, LIST_LIMITS, MIB, Upload, form_body, receive
from api.http.validation import fault
from api.routers.import_models import ImportProblem
from graph.errors import InvalidInput, QiaotuError
from graph.schema import Schema
from graph.search.mirror import LISTED_LIMIT
from graph.search.models import ListedName
from seed.problems.files import Place
from seed.problems.problem import Problem
from seed.sheets.parse import ParseOptions, parse_files
from seed.sheets.parsed import Parsed, ParsedEntity
from seed.sheets.reading.limits import Limits

# Files read at a time: each has a process of its own, with as much memory as is granted below.
AT_ONCE = 2
# A list that a person works through; what takes longer to read is for an import.
READING = Limits(
    file_bytes=LIST_LIMITS.bytes,
    sheet_cells=3_000_000,
    sheet_rows=200_000,
    memory_bytes=1024 * MIB,
    silent_seconds=30.0,
    processor_seconds=60,
    archive_entries=50,
    archive_bytes=128 * MIB,
)
PROBLEMS_LIMIT = 200  # told of one file: who meets more mends the first ones and tries again
DETAIL_LIMIT = 200  # characters of a country, school or body, as graph.search.models has it
_ASKED = "which_kind_unknown"
_PERSON = "Person"
_LOOKED_UP = frozenset({"Person", "Organisation"})
_running = threading.BoundedSemaphore(AT_ONCE)

_FORM = form_body(
    {
        "type": "string",
        "format": "binary",
        "description": "One .xlsx, .xls, .csv, .tsv, or .zip of these.",
    }
)

router = APIRouter(prefix="/api/match", dependencies=[Depends(plain_query)], tags=["find"])


class TooManyLists(QiaotuError):
    """As many files are read as may; the same request may succeed later."""

    status = 429
    code = "too_many_lists"
    retry_after = 5


class NamesInFile(BaseModel):
    """The people and bodies that a file lists, ready for `POST /api/match`."""

    model_config = ConfigDict(frozen=True)

    total: int = Field(description="Rows that name one; `names` holds the first 1,000.")
    names: list[ListedName]
    problems_total: int
    problems: list[ImportProblem] = Field(description="What was not read as it stands.")


@router.post("/file", openapi_extra=_FORM)
async def names_in_file(
    request: Request, schema: SchemaDep, _: Annotated[NoQuery, Query()]
) -> NamesInFile:
    """The names of a list that is a file, with country, school and body as its rows say."""
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
    """What the file lists. Sheets that do not say what they hold are read as lists of people."""
    with _a_turn():
        found = _Found(schema)
        found.take(parse_files([path], schema, ParseOptions(limits=READING)))
        if found.unsaid:
            people = ParseOptions(label=_PERSON, limits=READING)
            found.take_unsaid(parse_files([path], schema, people))
    return found.answer()


@dataclass
class _Found:
    schema: Schema
    names: list[ListedName] = field(default_factory=list)
    total: int = 0
    problems: list[Problem] = field(default_factory=list)
    problems_total: int = 0
    unsaid: set[tuple[str, str | None]] = field(default_factory=set)
    _passed_over: set[tuple[str, str | None]] = field(default_factory=set)

    def take(self, rows: Iterator[Parsed | Problem]) -> None:
        """Takes rows as they come; which sheets do not say their kind is kept in `unsaid`."""
        for row in rows:
            if isinstance(row, Problem) and row.code == _ASKED:
                self.unsaid.add((row.file, row.sheet))
            elif isinstance(row, Problem):
                self._tell(row)
            else:
                self._take_row(row)

    def take_unsaid(self, rows: Iterator[Parsed | Problem]) -> None:
        """As `take`, for the rows of those sheets alone."""
        for row in rows:
            where = row if isinstance(row, Problem) else row.where
            if (where.file, where.sheet) not in self.unsaid:
                continue
            if isinstance(row, Problem):
                self._tell(row)
            else:
                self._take_row(row)

    def answer(self) -> NamesInFile:
        problems = [ImportProblem.model_validate(p, from_attributes=True) for p in self.problems]
        return NamesInFile(
            total=self.total,
            names=self.names,
            problems_total=self.problems_total,
            problems=problems,
        )

    def _take_row(self, row: Parsed) -> None:
        if not isinstance(row, ParsedEntity) or self._base(row) not in _LOOKED_UP:
            self._pass_over(row)
            return
        self.total += 1
        if len(self.names) < LISTED_LIMIT:
            self.names.append(_listed(row))

    def _base(self, row: ParsedEntity) -> str:
        return self.schema.base_of(row.labels[0])

    def _pass_over(self, row: Parsed) -> None:
        sheet = (row.where.file, row.where.sheet)
        if sheet in self._passed_over:
            return
        self._passed_over.add(sheet)
        self._tell(
            Place(*sheet).note(
                "not_looked_up",
                "Rows that are neither people nor bodies are not looked up.",
                "既不是人员也不是机构的行,不参加对照。",
            )
        )

    def _tell(self, problem: Problem) -> None:
        self.problems_total += 1
        if len(self.problems) < PROBLEMS_LIMIT:
            self.problems.append(problem)


def _listed(row: ParsedEntity) -> ListedName:
    said = {key: value[:DETAIL_LIMIT] for key, value in row.distinguishing}
    return ListedName(
        name=row.name,
        country=said.get("country"),
        school=said.get("school"),
        office=said.get("unit"),
    )


@contextmanager
def _a_turn() -> Iterator[None]:
    if not _running.acquire(blocking=False):
        raise TooManyLists(
            f"{AT_ONCE} lists are being read already. Try again shortly.",
            f"已有 {AT_ONCE} 份名单正在读取,请稍后再试。",
        )
    try:
        yield
    finally:
        _running.release()
