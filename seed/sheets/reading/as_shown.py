"""Rows with what formats, guards of text and hyperlinks make of their cells."""

from __future__ import annotations

from collections.abc import Iterator

from seed.sheets.reading.xlsx_package import Scan
from seed.sheets.tables import Cell, Linked
from seed.sheets.texts import unguarded


def as_shown(rows: Iterator[list[Cell]], scan: Scan) -> Iterator[list[Cell]]:
    """The rows with what formats, guards and hyperlinks make of their cells."""
    changed, linked = _by_row(scan.shown), _by_row(scan.links)
    for number, cells in enumerate(rows, start=1):
        row_cells = [unguarded(cell) if type(cell) is str else cell for cell in cells]
        for column, text in changed.pop(number, {}).items():
            if column < len(row_cells) and type(row_cells[column]) in (int, float):
                row_cells[column] = text
        for column, address in linked.pop(number, {}).items():
            if column < len(row_cells) and isinstance(row_cells[column], str):
                row_cells[column] = Linked(str(row_cells[column]), address)
        yield row_cells


def _by_row(found: dict[tuple[int, int], str]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in found.items():
        rows.setdefault(row, {})[column] = text
    return rows
