"""Tables as they come out of a sheet, made by hand, and what their rows are read as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from graph.schema import load_schema
from seed.sheets.headers.mappings import Mapping
from seed.sheets.parse import Words, parse_rows
from seed.sheets.tables import SheetRow, Table

SCHEMA = load_schema()
WORDS = Words(SCHEMA)


def table(kind: str, headers: list[str], *rows: Sequence[Any], verbatim: bool = False) -> Table:
    """A sheet `表` of 名单.xlsx, its header on row 1."""
    numbered = (
        SheetRow(number, {i: cell for i, cell in enumerate(row) if cell is not None}, (kind,))
        for number, row in enumerate(rows, start=2)
    )
    return Table("名单.xlsx", "表", kind, headers, 1, iter(numbered), (), verbatim)


def read(given: Table, **mapping: str) -> Iterator[Any]:
    """Its entities, relationships and problems."""
    return parse_rows(given, Words(SCHEMA, Mapping(mapping)) if mapping else WORDS)
