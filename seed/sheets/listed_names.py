"""The people and organisations that a file lists: read, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.schema import Schema
from graph.search.match import LISTED_LIMIT
from graph.search.models import ListedName
from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.parse import ParseOptions, parse_files
from seed.sheets.parsed import Parsed, ParsedEntity
from seed.sheets.reading.limits import Limits

MIB = 1024 * 1024
# A thousand rows are a tenth of a MiB, pictures in the workbook more.
FILE_BYTES = 16 * MIB
# A list that a person works through; what takes longer to read is for an import.
READING = Limits(
    file_bytes=FILE_BYTES,
    sheet_cells=3_000_000,
    sheet_rows=200_000,
    memory_bytes=1024 * MIB,
    silent_seconds=30.0,
    processor_seconds=60,
    archive_entries=50,
    archive_bytes=128 * MIB,
)
PROBLEMS_LIMIT = 200  # told of one file: who meets more mends the first ones and tries again
DETAIL_LIMIT = 200  # characters of a country, school or organisation, as graph.search.models has it
_ASKED = "which_kind_unknown"
_PERSON = "Person"
_LOOKED_UP = frozenset({"Person", "Organisation"})


def listed_names(path: Path, schema: Schema) -> ListedNames:
    """What the file lists. Sheets that do not say what they hold are read as lists of people."""
    found = ListedNames(schema)
    found.take(parse_files([path], schema, ParseOptions(limits=READING)))
    if found.unsaid:
        people = ParseOptions(label=_PERSON, limits=READING)
        found.take_unsaid(parse_files([path], schema, people))
    return found


@dataclass
class ListedNames:
    """The first LISTED_LIMIT names of a file and `total`, how many rows name one; what was not read
    as it stands, the first PROBLEMS_LIMIT of `problems_total`."""

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
                "Rows that are neither people nor organisations are not looked up.",
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
