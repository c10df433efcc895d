"""Messages from the process that reads files to the one that asked: lines of JSON.

JSON, not pickle: what a hostile file made of its reader must never become code in the asker.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from seed.problems.problem import Problem
from seed.sheets.tables import CellError, Linked


class Begin(NamedTuple):
    """Says which sheet, from 0, is about to be laid out in memory."""

    sheet_index: int
    name: str


def encode(message: list[Any]) -> bytes:
    """The message as one line."""
    return _dumps(message).encode("utf-8", "backslashreplace") + b"\n"


def sendable(row: list[Any]) -> list[Any]:
    """A row of which no cell looks like a plain text that is more: JSON would take it for one."""
    if not any(type(cell) is Linked for cell in row):
        return row
    return [_Link(str(cell), cell.address) if type(cell) is Linked else cell for cell in row]


def decode(line: bytes) -> Any:
    """What `encode` was given; tuples come back as lists."""
    return json.loads(line, object_hook=_untagged)


class _Link:
    def __init__(self, text: str, address: str) -> None:
        self.parts = [text, address]


def _tagged(cell: object) -> dict[str, Any]:
    match cell:
        case datetime() | date() | time():
            return {type(cell).__name__: cell.isoformat()}
        case timedelta():
            return {"duration": [cell.days, cell.seconds, cell.microseconds]}
        case _Link():
            return {"link": cell.parts}
        case CellError():
            return {"error": [cell.text, cell.kind]}
        case Problem():
            return {"problem": [getattr(cell, name) for name in Problem.__slots__]}
    raise TypeError(f"a cell of type {type(cell).__name__}")


def _as_sent(part: Any) -> Any:
    """What was a tuple is one again; a problem of the reader has nothing deeper."""
    return tuple(part) if isinstance(part, list) else part


_UNTAG: dict[str, Callable[[Any], object]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "duration": lambda parts: timedelta(*parts),
    "link": lambda parts: Linked(*parts),
    "error": lambda parts: CellError(*parts),
    "problem": lambda parts: Problem(
        **dict(zip(Problem.__slots__, map(_as_sent, parts), strict=True))
    ),
}


def _untagged(tagged: dict[str, Any]) -> object:
    (tag, value), *_ = tagged.items()
    return _UNTAG[tag](value)


_dumps = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_tagged).encode
