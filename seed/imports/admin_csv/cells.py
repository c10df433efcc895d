"""The cells of neo4j-admin CSV, in the form that engines hold, turned into what callers see."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.batches.checks import UNSURE, quick_check
from graph.schema import Property, Schema
from seed.sheets.texts import SEEN, recalling

# Between the items of a list in files of our own making, and as the official importer has it.
OWN_DELIMITER, USUAL_DELIMITER = "\x1f", ";"
# What a quoted nothing is read as: an empty text. An unquoted nothing is an absent value.
EMPTY = "\x00"
_BLOCK = 1024 * 1024

_EMPTY_CELL = re.compile(r'(?:^|,)""(?:,|\r?\n?$)')
_QUOTED = re.compile(r'"(?:[^"]|"")*(?:"|$)')
_UP_TO_QUOTE = re.compile(r'(?:[^"]|"")*(?:"|$)')
_BOOLEANS = {"true": True, "false": False}

Convert = Callable[[str], Any]


def marked(lines: Iterable[str]) -> Iterator[str]:
    """The lines with each quoted nothing marked: the csv module tells it from an absent value no more."""
    inside = False
    for line in lines:
        text = line
        if '""' in line and _EMPTY_CELL.search(line):
            text = _marked(line, inside)
        if line.count('"') % 2:
            inside = not inside
        yield text


def _marked(line: str, inside: bool) -> str:
    start = 0
    if inside and (rest := _UP_TO_QUOTE.match(line)):
        start = rest.end()
    mark = lambda quoted: f'"{EMPTY}"' if quoted[0] == '""' else quoted[0]  # noqa: E731
    return line[:start] + _QUOTED.sub(mark, line[start:])


def has_marks(path: Path) -> bool:
    """Whether a file has two quotes in a row anywhere, so that some nothing may be quoted."""
    before = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if b'""' in before + block:
                return True
            before = block[-1:]
    return False


def converter(rule: Property, schema: Schema, delimiter: str) -> Convert:
    """Reads the cells of a property. Raises ValueError for what the property cannot hold.

    Values may be those of an earlier cell with the same text: they are read only.
    """
    convert = _CONVERTERS.get(rule.kind, _text)
    if rule.kind == "sources":
        # A file's records come from few documents; their words are short.
        return recalling(lambda cell: _items(cell, _source, delimiter))
    if rule.kind == "texts":
        return lambda cell: _items(cell, _text, delimiter)
    check = quick_check(rule, schema.statuses)

    @lru_cache(maxsize=SEEN)
    def checked(cell: str) -> Any:
        value = convert(cell)
        if check(value) is UNSURE:
            raise ValueError(f"{cell[:40]!r} is no {rule.kind}")
        return value

    # Texts and maps may be odd and good all the same; the checks of writing have the last word.
    return convert if rule.kind in ("text", "prose", "map") else checked


def _items(cell: str, item: Convert, delimiter: str) -> list[Any]:
    return [] if cell == EMPTY else [item(part) for part in cell.split(delimiter)]


def _text(cell: str) -> str:
    return "" if cell == EMPTY else cell


def _number(cell: str) -> int | float:
    number = float(cell)
    return int(number) if number.is_integer() else number


def _boolean(cell: str) -> bool:
    try:
        return _BOOLEANS[cell.lower()]
    except KeyError:
        raise ValueError(f"{cell[:40]!r} is neither true nor false") from None


def _source(text: str) -> dict[str, Any]:
    """As graph.values.Source.parse, without its checks, which the writing repeats."""
    document, line, words = text.split(":", 2)
    found: dict[str, Any] = {"document": document} if document else {}
    if line:
        found["line"] = int(line)
    if words:
        found["words"] = words
    return found


_CONVERTERS: dict[str, Convert] = {
    "number": _number,
    "share": _number,
    "integer": int,
    "level": int,
    "boolean": _boolean,
    "map": json.loads,
}
