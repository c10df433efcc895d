"""Folders and files of neo4j-admin CSV read: entities and relationships with ids of their own.

UTF-8, commas, quotes as in RFC 4180; a file's name does not matter, its header does. Lists are
parted by U+001F in files of our own making, by `;` in others. Groups of ids are not told apart.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from seed.imports.admin_csv.cells import (
    EMPTY,
    OWN_DELIMITER,
    USUAL_DELIMITER,
    converter,
    has_marks,
    marked,
)
from seed.imports.admin_csv.header import Header, HeaderFault, is_header, read_header
from seed.imports.rows.identity import relationship_id
from seed.imports.rows.laid_aside import EntityItem, TieItem
from seed.imports.rows.names import Names
from seed.imports.rows.spool import Doubles
from seed.problems import rows as wording
from seed.problems.places import Where
from seed.problems.problem import Problem

# One cell may hold a thousand texts of twenty thousand characters (graph/values.py).
FIELD_LIMIT = 32 * 1024 * 1024
# Our own log, beside the entities: the official importer takes it, an import of ours makes one.
_LOG_FILES = ("nodes-Revision.csv", "nodes-Change.csv")

# What tells two relationships of one type between the same ends apart.
_TELLING = ("role", "since")

Rows = Iterator[tuple[int, list[str]]]


def is_admin_csv(path: Path) -> bool:
    """Whether a file is CSV whose header is of neo4j-admin's kind, or our log beside such files."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            line = file.readline(FIELD_LIMIT).decode("utf-8-sig")
            return is_header(next(csv.reader([line]), []))
    except (OSError, UnicodeDecodeError, csv.Error):
        return False


def is_log(path: Path) -> bool:
    """Whether a file is what we put beside such files for the official importer: our own log."""
    return path.name in _LOG_FILES


class AdminCsv:
    """The rows of such files, read anew each time they are asked for."""

    def __init__(self, paths: list[Path], schema: Schema, label: str | None) -> None:
        """`label`: of entities in files without a :LABEL column."""
        csv.field_size_limit(FIELD_LIMIT)
        self._schema = schema
        self._label = label
        self._paths = [path for path in paths if path.name not in _LOG_FILES]
        self._headers: dict[Path, tuple[Header, str]] = {}
        self._with_marks: set[Path] = set()
        self._entity_ids = Doubles()
        self._tie_ids = Doubles()
        self.entity_count = 0
        self.tie_count = 0

    def survey(self, names: Names) -> Iterator[Problem | None]:
        """Reads the ids and labels of all; gives the files' problems, and None for each row."""
        for path in self._paths:
            try:
                self._headers[path] = self._header(path)
                if has_marks(path):
                    self._with_marks.add(path)
                yield from self._ids(path, names)
            except (OSError, UnicodeDecodeError, csv.Error, HeaderFault) as error:
                self._headers.pop(path, None)
                yield _unreadable(path, error)

    def entities(self) -> Iterator[EntityItem | Problem]:
        """The entities of all files; of an id that comes twice the first."""
        seen: dict[str, EntityRecord] = {}
        for path, (header, delimiter) in self._headers.items():
            if header.kind == "entities":
                rows = self._entities(path, header, delimiter)
                yield from _once(rows, self._entity_ids, seen)

    def ties(self) -> Iterator[TieItem | Problem]:
        """The relationships of all files; of an id that comes twice the first."""
        seen: dict[str, RelationshipRecord] = {}
        for path, (header, delimiter) in self._headers.items():
            if header.kind == "relationships":
                rows = self._ties(path, header, delimiter)
                yield from _once(rows, self._tie_ids, seen)

    def _header(self, path: Path) -> tuple[Header, str]:
        with closing(_opened(path)) as file:
            rows = csv.reader(file)
            header = read_header(next(rows, []), self._schema)
            first = next(rows, [])
        if header.kind == "relationships":
            if "TYPE" not in header.roles:
                raise HeaderFault(":TYPE", "There is no :TYPE column.", "缺少 :TYPE 列。")
            own = header.id is not None
        else:
            if "LABEL" not in header.roles and self._label is None:
                raise HeaderFault(":LABEL", "There is no :LABEL column.", "缺少 :LABEL 列。")
            own = any(OWN_DELIMITER in cell for cell in first)
        return header, OWN_DELIMITER if own else USUAL_DELIMITER

    def _ids(self, path: Path, names: Names) -> Iterator[None]:
        header, delimiter = self._headers[path]
        if header.kind == "relationships":
            id_of = self._id_of_tie(header)
            for _, row in self._rows(path, header.width):
                self._tie_ids.add(id_of(row))
                self.tie_count += 1
                yield None
            return
        labels_of = self._labels_of(header, delimiter)
        id_ = header.roles["ID"]
        for _, row in self._rows(path, header.width):
            self._entity_ids.add(row[id_])
            names.add_id(row[id_], labels_of(row))
            self.entity_count += 1
            yield None

    def _id_of_tie(self, header: Header) -> Callable[[list[str]], str]:
        """The id that a row gives, else the one that it gets."""
        start, end, type_ = (header.roles[role] for role in ("START_ID", "END_ID", "TYPE"))
        telling = [(place, name) for place, name, _ in header.properties if name in _TELLING]

        def made(row: list[str]) -> str:
            if row[type_] not in self._schema.relationships:
                return ""
            told = {name: row[place] for place, name in telling if row[place]}
            return relationship_id(self._schema, row[type_], row[start], row[end], told)

        given = header.id
        return made if given is None else lambda row: row[given] or made(row)

    def _labels_of(self, header: Header, delimiter: str) -> Callable[[list[str]], tuple[str, ...]]:
        place = header.roles.get("LABEL")
        given = (self._label,) if self._label else ()
        if place is None:
            return lambda _: given

        @lru_cache(maxsize=1_000)
        def parted(cell: str) -> tuple[str, ...]:
            return tuple(label for label in cell.split(delimiter) if label not in ("Entity", ""))

        return lambda row: parted(row[place])

    def _entities(
        self, path: Path, header: Header, delimiter: str
    ) -> Iterator[EntityItem | Problem]:
        columns = self._columns(header, delimiter)
        labels_of = self._labels_of(header, delimiter)
        id_, name = header.roles["ID"], header.name
        for where, row in self._checked(path, header):
            if isinstance(row, Problem):
                yield row
                continue
            properties, bad = _properties(row, columns)
            if bad:
                yield from _bad_cells(where, row, bad)
            called = "" if name is None else row[name].replace(EMPTY, "")
            yield EntityItem(EntityRecord(row[id_], called, labels_of(row), properties), where)

    def _ties(self, path: Path, header: Header, delimiter: str) -> Iterator[TieItem | Problem]:
        columns, id_of = self._columns(header, delimiter), self._id_of_tie(header)
        start, end, type_ = (header.roles[role] for role in ("START_ID", "END_ID", "TYPE"))
        for where, row in self._checked(path, header):
            if isinstance(row, Problem):
                yield row
                continue
            properties, bad = _properties(row, columns)
            if bad:
                yield from _bad_cells(where, row, bad)
            ends = (row[start], row[end])
            record = RelationshipRecord(id_of(row), *ends, row[type_], properties)
            yield TieItem(record, where)

    def _rows(self, path: Path, width: int) -> Rows:
        """The rows below the header, with their numbers; with a width, only those that have it."""
        with closing(_opened(path)) as file:
            lines = marked(file) if path in self._with_marks else file
            rows = csv.reader(lines, strict=True)
            next(rows, None)
            for number, row in enumerate(rows, start=2):
                if row and (not width or len(row) == width):
                    yield number, row

    def _columns(self, header: Header, delimiter: str) -> list[_Column]:
        rules = self._schema.relationship_properties
        if header.kind == "entities":
            rules = self._schema.properties_of(self._schema.labels)
        return [
            (place, name, column, converter(rules[name], self._schema, delimiter))
            for place, name, column in header.properties
        ]

    def _checked(self, path: Path, header: Header) -> Iterator[tuple[Where, list[str] | Problem]]:
        number = 1
        name = path.name
        try:
            for number, row in self._rows(path, 0):
                where = Where(name, "", number)
                if len(row) == header.width:
                    yield where, row
                else:
                    yield where, wording.wrong_width(where, len(row), header.width)
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            yield Where(name, "", number), _unreadable(path, error)


_Column = tuple[int, str, str, Callable[[str], Any]]


def _opened(path: Path) -> IO[str]:
    return path.open(encoding="utf-8-sig", newline="")


def _properties(
    row: list[str], columns: list[_Column]
) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    """The values of a row, and the places and headers of cells that are none: `extra` keeps them."""
    found: dict[str, Any] = {}
    bad = []
    for place, name, column, convert in columns:
        cell = row[place]
        if cell:
            try:
                found[name] = convert(cell)
            except (ValueError, TypeError):
                bad.append((place, column))
    if bad:
        kept = {column: row[place] for place, column in bad}
        found["extra"] = {**found.get("extra", {}), **kept}
    return found, bad


def _once(items: Iterator[Any], doubles: Doubles, seen: dict[str, Any]) -> Iterator[Any]:
    if not doubles.any:
        yield from items
        return
    for item in items:
        if isinstance(item, Problem) or item.record.id not in doubles:
            yield item
            continue
        first = seen.setdefault(item.record.id, item.record)
        if first is item.record:
            yield item
        elif first != item.record:
            yield wording.doubled_id(item.where, item.record.id)


def _bad_cells(where: Where, row: list[str], bad: list[tuple[int, str]]) -> Iterator[Problem]:
    return (wording.bad_cell(where, column, row[place]) for place, column in bad)


def _unreadable(path: Path, error: Exception) -> Problem:
    if isinstance(error, HeaderFault):
        return wording.bad_header(path.name, error.column, error.en, error.zh)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return wording.unreadable(path.name, reason or type(error).__name__)
