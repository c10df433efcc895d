"""Files to parsed rows: the one way into an importer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from graph.schema import Schema
from seed.problems.problem import Problem
from seed.sheets.headers.forbidden import forbidden
from seed.sheets.headers.headers import Headers, folded
from seed.sheets.headers.mappings import Mapping
from seed.sheets.headers.targets import Field
from seed.sheets.parsed import Parsed
from seed.sheets.reading.files import read_sheets
from seed.sheets.reading.limits import Limits
from seed.sheets.rows.entities import EntityRows
from seed.sheets.rows.relationships import TieRows
from seed.sheets.shape.shape import tables
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import RELATIONSHIPS, RawSheet, Table

_NAME = Field("name")
# Where the kind is not known yet, 单位 may be a record's name or its employer's.
_NAMING = re.compile("名|name")


@dataclass(frozen=True)
class ParseOptions:
    """How to read. `label`: the kind of rows that do not say theirs. `mapping`: an office's headers."""

    label: str | None = None
    mapping: Mapping | None = None
    office: str | None = None
    limits: Limits = field(default_factory=Limits)


def parse_files(
    paths: Iterable[Path], schema: Schema, options: ParseOptions
) -> Iterator[Parsed | Problem]:
    """Every row of the files, in their order, and what is to be said of files, sheets and cells.

    Memory does not grow with the files. Raises InvalidInput for a label or mapping that means
    nothing.
    """
    words = Words(schema, options.mapping)
    for raw in read_sheets(list(paths), options.limits):
        if isinstance(raw, Problem):
            yield raw
            continue
        for table in words.tables(raw, options.label):
            if isinstance(table, Problem):
                yield table
            else:
                yield from parse_rows(table, words)


class Words:
    """The names of columns and kinds that tables are read by."""

    def __init__(self, schema: Schema, mapping: Mapping | None = None) -> None:
        self.headers = Headers(schema)
        self.names = KindNames(schema)
        self.entries = mapping.entries if mapping else {}
        self._own = {folded(header): meaning for header, meaning in self.entries.items()}
        self.knows = lru_cache(maxsize=4096)(self._knows)
        self.is_name = lru_cache(maxsize=4096)(self._is_name)

    def tables(self, raw: RawSheet, label: str | None = None) -> Iterator[Table | Problem]:
        """The tables of a sheet. Raises InvalidInput for a label that is none."""
        return tables(raw, self.names, self.knows, label, self.is_name)

    def _knows(self, header: str) -> bool:
        own = folded(header) in self._own or forbidden(header) is not None
        return own or self.headers.is_known(header)

    def _is_name(self, header: str, kind: str | None) -> bool:
        """Whether a column holds the names of records of this kind; of any that says so."""
        if kind == RELATIONSHIPS or (kind is None and not _NAMING.search(folded(header))):
            return False
        meaning = self._own.get(folded(header))
        kinds = [kind] if kind else self.headers.schema.labels
        if meaning is not None:
            return any(self.headers.mapped(meaning, each) == _NAME for each in kinds)
        return any(self.headers.target(header, each) == _NAME for each in kinds)


def parse_rows(table: Table, words: Words) -> Iterator[Parsed | Problem]:
    """The rows of one table."""
    yield from table.notes
    entities = EntityRows(table, words.headers, words.names, words.entries)
    ties: TieRows | None = None
    for row in table.rows:
        if isinstance(row, Problem):
            yield row
        elif row.kinds == (RELATIONSHIPS,):
            ties = ties or TieRows(table, words.headers, words.names, words.entries)
            yield from ties.parse(row)
        else:
            yield from entities.parse(row)
