"""Imports of a few rows written in the test itself, and what they say."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from seed.imports.admin_csv.reader import AdminCsv
from seed.imports.models import ImportOptions, ImportReport, Progress, Source
from seed.imports.report.problem_file import problems_in
from seed.imports.run import import_rows, run_import
from seed.problems.problem import Problem
from seed.records.content_hash import Content, content_of
from seed.records.stream import Reading
from seed.sheets.parse import Words, parse_rows
from seed.sheets.parsed import Parsed
from seed.sheets.tables import Cell, RawSheet

WHO = "tests"
NOW = "2026-01-31T08:00:00Z"
Tables = Mapping[str, str]


class Importer:
    """Imports into one store; each import has a folder of its own."""

    def __init__(self, store: Store, schema: Schema, folder: Path) -> None:
        self.store = store
        self.schema = schema
        self.folder = folder

    def write(self, tables: Tables) -> Source:
        """Tables as files, by name, in the order given."""
        paths = []
        for name, text in tables.items():
            path = self.folder / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            paths.append(path)
        return Source(tuple(paths))

    def __call__(
        self,
        tables: Tables | Source,
        id_: str = "one",
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
        **options: Any,
    ) -> ImportReport:
        """Imports tables, parsed in this process; or files, as a command would."""
        how = ImportOptions(id_, WHO, **options)
        folder = self.imports / id_
        if isinstance(tables, Source):
            return run_import(
                Sight(self.store, self.schema, EVERYTHING), tables, how, folder, progress, cancelled
            )
        folder.mkdir(parents=True, exist_ok=True)
        return import_rows(
            Sight(self.store, self.schema, EVERYTHING),
            self.parsed(tables, how.label),
            how,
            folder,
            progress,
            cancelled,
            admin=AdminCsv([], self.schema, None),
            started_at=NOW,
        )

    def parsed(self, tables: Tables, label: str | None) -> Iterator[Parsed | Problem]:
        """The rows of tables."""
        words = Words(self.schema)
        for name, text in tables.items():
            lines: list[list[Cell] | Problem] = [
                [cell or None for cell in row] for row in csv.reader(text.splitlines())
            ]
            raw = RawSheet(name, None, False, 1, iter(lines))
            for table in words.tables(raw, label):
                if isinstance(table, Problem):
                    yield table
                else:
                    yield from parse_rows(table, words)

    @property
    def imports(self) -> Path:
        """The folder of all imports."""
        return self.folder / "imports"

    def problems(self, id_: str = "one", severity: str | None = None) -> list[Problem]:
        """What an import said, of one severity or of all but notes."""
        found = problems_in(self.imports / id_)
        return [p for p in found if (p.severity == severity if severity else p.severity != "note")]

    def codes(self, id_: str = "one") -> list[tuple[int | None, str]]:
        """Row and code of each problem that is more than a note."""
        return [(problem.row, problem.code) for problem in self.problems(id_)]

    def content(self) -> Content:
        """Counts and hash of all that the store holds."""
        return content_of(
            Reading(Sight(self.store, self.schema, EVERYTHING)).records(), self.schema
        )

    def entities(self) -> dict[str, list[EntityRecord]]:
        """Everything in the store by name."""
        found: dict[str, list[EntityRecord]] = {}
        for record in Reading(Sight(self.store, self.schema, EVERYTHING)).entities():
            found.setdefault(record.name, []).append(record)
        return found

    def one(self, name: str) -> EntityRecord:
        """The only entity of this name."""
        (record,) = self.entities()[name]
        return record

    def ties(self) -> set[tuple[str, str, str]]:
        """Every relationship by the names of its ends."""
        called = {r.id: name for name, records in self.entities().items() for r in records}
        return {(called[tie.from_], tie.type, called[tie.to]) for tie in self.records()}

    def records(self) -> list[RelationshipRecord]:
        """Every relationship."""
        return list(Reading(Sight(self.store, self.schema, EVERYTHING)).relationships())
