"""A sheet as an office has it, typed cell by cell, and the records that it is read as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import range_boundaries

from seed.problems.problem import Problem
from seed.sheets.parse import parse_rows
from seed.sheets.parsed import Parsed, ParsedEntity
from seed.sheets.tables import Cell, Merge, RawSheet
from tests.support.sheets.sheet_tables import WORDS


@dataclass(frozen=True)
class Read:
    """What a sheet was read as."""

    people: list[ParsedEntity]
    problems: list[Problem]

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.people]

    def one(self, name: str) -> ParsedEntity:
        (found,) = (each for each in self.people if each.name == name)
        return found

    def graver(self) -> list[tuple[int | None, str]]:
        """Row and code of what is more than a note."""
        return [(p.row, p.code) for p in self.problems if p.severity != "note"]

    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]


def read(
    *rows: Sequence[Cell],
    name: str | None = "海归人才",
    file: str = "a.xlsx",
    merged: Iterable[str] = (),
    label: str | None = None,
) -> Read:
    """Reads a sheet; `merged` are ranges as Excel names them: A2:A4."""
    raw = RawSheet(
        file, name, False, 1, iter([list(row) for row in rows]), tuple(map(_merge, merged))
    )
    found: list[Parsed | Problem] = []
    for table in WORDS.tables(raw, label):
        found += [table] if isinstance(table, Problem) else parse_rows(table, WORDS)
    return Read(
        [each for each in found if isinstance(each, ParsedEntity)],
        [each for each in found if isinstance(each, Problem)],
    )


def _merge(named: str) -> Merge:
    left, top, right, bottom = (edge or 0 for edge in range_boundaries(named))
    return Merge(top, left - 1, bottom, right - 1)


def units(entity: ParsedEntity) -> list[tuple[str, Any]]:
    """Where a person works, and as what."""
    ties = [each for each in entity.references if each.type == "WORKS_AT"]
    return [(each.whole, each.properties.get("role")) for each in ties]


def whole(entity: ParsedEntity, type_: str) -> list[str]:
    """What a person's relationships of a type name."""
    return [each.whole for each in entity.references if each.type == type_]
