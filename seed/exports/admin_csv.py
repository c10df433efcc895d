"""CSV files as `neo4j-admin database import` reads them, values in the form that engines hold.

A folder holds `nodes-<Label>.csv` per kind of entity, `relationships-<TYPE>.csv`, and
the counter and first entry of our log, so that the imported database is one of ours.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from graph.errors import InvalidInput
from graph.log.revision import REVISION_KEY
from graph.records import EntityRecord, Record, RelationshipRecord
from graph.schema import Property, Schema
from graph.values import ENCODERS, moment

# Between the items of a list, and between labels: no text of ours can hold it (graph/values.py).
ARRAY_DELIMITER = "\x1f"
_COLUMN_TYPES = {
    "texts": "string[]",
    "sources": "string[]",
    "number": "double",
    "share": "double",
    "integer": "long",
    "level": "long",
    "boolean": "boolean",
}
# The importer holds one field in its buffer of 4 MiB at most; a longer row needs to be announced.
_IMPORTER_BUFFER = 4 * 1024 * 1024

Cell = Callable[[Any], str]


class AdminCsvWriter:
    """Writes records one by one; memory does not grow with their number.

    Use it in a `with`, or call `close()`: only then are the files whole.
    """

    def __init__(
        self,
        folder: Path,
        schema: Schema,
        *,
        revision: int = 1,
        who: str = "load",
        moment: datetime | None = None,
    ) -> None:
        """Files go into `folder`, which is made.

        `revision`: what the imported log stands at; `moment`: when it was written, else now.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._schema = schema
        self._revision = revision
        self._who = who
        self._moment = moment
        self._files: dict[str, _File] = {}
        self._entity_files: dict[tuple[str, ...], tuple[_File, str]] = {}
        self.entities = 0
        self.relationships = 0

    def write(self, record: Record) -> None:
        """Adds an entity or a relationship. Raises InvalidInput for what the schema does not know."""
        if isinstance(record, EntityRecord):
            self._write_entity(record)
        else:
            self._write_relationship(record)

    def close(self) -> None:
        """Writes the log's first entry and ends the files."""
        for file in self._files.values():
            file.close()
        self._write_log()

    def __enter__(self) -> AdminCsvWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
            return
        for file in self._files.values():
            file.close()

    @property
    def multiline(self) -> bool:
        """Whether some text so far has several lines, which the importer must be told."""
        return any(file.multiline for file in self._files.values())

    def command(self, database: str = "neo4j") -> str:
        """The shell command that imports the folder into an empty, stopped database."""
        return import_command(
            self._folder, database, longest_row=self.longest_row, multiline=self.multiline
        )

    @property
    def longest_row(self) -> int:
        """Characters of the longest row so far."""
        return max((file.longest for file in self._files.values()), default=0)

    def _write_entity(self, record: EntityRecord) -> None:
        found = self._entity_files.get(record.labels)
        if found is None:
            found = self._entity_files[record.labels] = self._entity_file(record.labels)
        file, labels = found
        file.write(f"{record.id},{_text(record.name)}", record.properties, labels, record.id)
        self.entities += 1

    def _write_relationship(self, record: RelationshipRecord) -> None:
        file = self._files.get(record.type)
        if file is None:
            self._schema.check_type(record.type, field="type")
            path = self._folder / f"relationships-{record.type}.csv"
            start = ":START_ID,:END_ID,:TYPE,id:string"
            file = _File(path, start, self._schema.relationship_properties, "")
            self._files[record.type] = file
        fields = f"{record.from_},{record.to},{record.type},{_text(record.id)}"
        file.write(fields, record.properties, "", record.id)
        self.relationships += 1

    def _entity_file(self, given: tuple[str, ...]) -> tuple[_File, str]:
        labels = self._schema.with_base(given)
        kind = self._schema.kind_of(labels)
        if kind not in self._files:
            path = self._folder / f"nodes-{kind}.csv"
            rules = _rules_of_base(self._schema, labels[0])
            self._files[kind] = _File(path, "id:ID,name:string", rules, ",:LABEL")
        return self._files[kind], "," + _text(ARRAY_DELIMITER.join(["Entity", *labels]))

    def _write_log(self) -> None:
        """The database then counts as filled, and its readers build what they keep anew."""
        now = moment(self._moment)
        revision = [f"{_text(REVISION_KEY)},{self._revision},Revision"]
        _write_lines(self._folder / "nodes-Revision.csv", "key:string,number:long,:LABEL", revision)
        header = "sequence:long,time:string,who:string,action:string,"
        header += "entity_ids:string[],relationship_ids:string[],:LABEL"
        change = [f'{self._revision},{_text(now)},{_text(self._who)},load,"","",Change']
        _write_lines(self._folder / "nodes-Change.csv", header, change)


class _File:
    def __init__(self, path: Path, start: str, rules: dict[str, Property], end: str) -> None:
        self.longest = 0
        self.multiline = False
        self._cells = [(name, _cell(rule.kind)) for name, rule in rules.items()]
        self._known = rules.keys()
        self._stream: IO[str] = path.open("w", encoding="utf-8", newline="")
        typed = [f"{n}:{_COLUMN_TYPES.get(r.kind, 'string')}" for n, r in rules.items()]
        self._stream.write(",".join([start, *typed]) + end + "\n")

    def write(self, start: str, properties: dict[str, Any], end: str, id_: str) -> None:
        if not properties.keys() <= self._known:
            _refuse(id_, min(properties.keys() - self._known))
        given = properties.get
        cells = [
            "" if (value := given(name)) is None else cell(value) for name, cell in self._cells
        ]
        row = f"{start},{','.join(cells)}{end}\n"
        self.longest = max(self.longest, len(row))
        self.multiline = self.multiline or "\n" in row[:-1]
        self._stream.write(row)

    def close(self) -> None:
        self._stream.close()


def import_command(
    folder: Path, database: str = "neo4j", *, longest_row: int = 0, multiline: bool = False
) -> str:
    """The command for the files of a folder; `longest_row` in characters, when it is known."""
    words = ["neo4j-admin", "database", "import", "full", database]
    words += import_arguments(folder, longest_row=longest_row, multiline=multiline)
    return shlex.join(words)


def import_arguments(folder: Path, *, longest_row: int = 0, multiline: bool = False) -> list[str]:
    """What follows the database's name in the command."""
    nodes = [f"--nodes={path}" for path in sorted(folder.glob("nodes-*.csv"))]
    ties = [f"--relationships={path}" for path in sorted(folder.glob("relationships-*.csv"))]
    delimiter = [f"--array-delimiter=U+{ord(ARRAY_DELIMITER):04X}", "--overwrite-destination"]
    if longest_row * 2 > _IMPORTER_BUFFER:
        delimiter.append(f"--read-buffer-size={longest_row * 4}")
    if multiline:
        delimiter.append("--multiline-fields=true")
    return [*nodes, *ties, *delimiter]


def _rules_of_base(schema: Schema, base: str) -> dict[str, Property]:
    """Every property that any label of the base has: an entity may carry several of its labels."""
    return schema.properties_of(
        [base, *(name for name, label in schema.labels.items() if label.base == base)]
    )


def _write_lines(path: Path, header: str, rows: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in (header, *rows)), encoding="utf-8", newline="")


def _cell(kind: str) -> Cell:
    if kind in ("number", "share", "integer", "level"):
        return str
    if kind == "boolean":
        return lambda value: "true" if value else "false"
    if kind == "texts":
        return lambda value: _text(ARRAY_DELIMITER.join(value))
    if kind == "sources":
        encode = ENCODERS[kind]
        return lambda value: _text(ARRAY_DELIMITER.join(encode(value)))
    if kind == "map":
        encode = ENCODERS[kind]
        return lambda value: _text(encode(value))
    return _text


def _text(value: str) -> str:
    """Quoted, so that an empty text is not taken for an absent one."""
    return '"' + value.replace('"', '""') + '"'


def _refuse(id_: str, name: str) -> None:
    raise InvalidInput(
        f"{id_}: properties.{name} is not known to the schema.",
        f"{id_}:schema 中没有属性 {name}。",
        field=f"properties.{name}",
    )
