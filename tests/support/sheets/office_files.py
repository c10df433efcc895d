"""Files as an office makes them, built in a test, and what their rows are read as."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from seed.problems.problem import Problem
from seed.sheets.parse import ParseOptions, parse_files
from seed.sheets.parsed import ParsedEntity, ParsedTie
from tests.support.sheets.sheet_tables import SCHEMA

# How Excel shows the numbers of a column, by its header.
Formats = Mapping[str, str]


class Found(NamedTuple):
    """What a file's rows are read as."""

    entities: list[ParsedEntity]
    ties: list[ParsedTie]
    problems: list[Problem]

    def codes(self, *severities: str) -> list[str]:
        """What is said of the file, notes left out unless they are asked for."""
        wanted = severities or ("refused", "decide", "cell")
        return [each.code for each in self.problems if each.severity in wanted]

    def properties(self) -> dict[str, dict[str, Any]]:
        """The properties of the entities by their names."""
        return {each.name: each.properties for each in self.entities}


def parsed(*paths: Path) -> Found:
    """The rows of files, read as a command reads them."""
    found = Found([], [], [])
    for item in parse_files(paths, SCHEMA, ParseOptions()):
        if isinstance(item, Problem):
            found.problems.append(item)
        elif isinstance(item, ParsedEntity):
            found.entities.append(item)
        else:
            found.ties.append(item)
    return found


def csv_file(folder: Path, name: str, text: str) -> Path:
    """A CSV that Excel saved: with its mark, each line ended as Windows does."""
    path = folder / name
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    return path


def excel(
    folder: Path,
    name: str,
    *rows: Sequence[Any],
    formats: Formats | None = None,
    finish: Callable[[Any], None] = lambda _: None,
) -> Path:
    """A workbook of one sheet, named as its file; `formats` of numbers by header."""
    path = folder / name
    with xlsxwriter.Workbook(str(path), {"strings_to_urls": False}) as book:
        sheet = book.add_worksheet(Path(name).stem.split("_")[-1])
        styles = {h: book.add_format({"num_format": f}) for h, f in (formats or {}).items()}
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                style = styles.get(rows[0][column]) if number else None
                sheet.write(number, column, cell, style)
        finish(sheet)
    return path
