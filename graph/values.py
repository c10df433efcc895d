"""Kinds of property value: what each accepts, and how it is kept in an engine.

Engines hold strings, numbers, booleans and lists of one of these; `map` and `sources` are
therefore kept as text. Texts are kept to the code point.
"""

from __future__ import annotations

import calendar
import json
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

# Characters: what a cell of Excel holds (32,767) and some, shorter than what stalls a page.
TEXT_LIMIT = 40_000
LIST_LIMIT = 1_000  # items: aliases and sources stay readable
MAP_LIMIT = 50_000  # characters of JSON text
ID_PATTERN = r"[A-Za-z0-9_-]{1,64}"

_ID = re.compile(ID_PATTERN, re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n?")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z", re.ASCII)


def check_text(value: str) -> str:
    """`value`, unless it holds a C0 control (U+0000 to U+001F) or a lone surrogate."""
    found = _CONTROL.search(value)
    if found:
        raise ValueError(f"holds the control character or surrogate U+{ord(found.group()):04X}")
    return value


def check_prose(value: str) -> str:
    """`value` as a text of several lines: as `check_text`, but that lines may end, each with U+000A.

    What Windows and old Macs end lines with becomes U+000A: the same text is stored once.
    """
    lines = _LINE_END.sub("\n", value)
    check_text(lines.replace("\n", ""))
    return lines


def check_id(value: str) -> str:
    """`value`, if it is an id of ours in full: 1 to 64 of A–Z, a–z, 0–9, `_`, `-`."""
    if not _ID.fullmatch(value):
        raise ValueError("is not an id: 1 to 64 of A-Z, a-z, 0-9, _ and -")
    return value


def check_date(value: str) -> str:
    """`value`, if it is a real date: 2009, 2009-05 or 2009-05-21."""
    match = _DATE.fullmatch(value)
    if not match:
        raise ValueError("is not a date; write 2009, 2009-05 or 2009-05-21")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError("is not a date of the calendar")
    return value


def _check_name(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return check_text(value)


def _check_moment(value: str) -> str:
    if not _MOMENT.fullmatch(value):
        raise ValueError("is not a UTC moment; write 2026-01-31T08:00:00Z")
    check_date(value[:10])
    return value


def moment(at: datetime | None = None) -> str:
    """A moment, else now, as it is stored and shown: in UTC, to the second."""
    return f"{(at or datetime.now(UTC)).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _check_number(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("is not a number")
    if not math.isfinite(value) or abs(value) > 2**53:
        raise ValueError("is not a finite number within ±2^53")
    # One value, one form: 2.0 and 2 are the same number on both engines and in JSON.
    return int(value) if float(value).is_integer() else float(value)


def _check_integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**63:
        raise ValueError("is not a whole number of 64 bits")
    return value


def _check_level(value: object) -> int:
    level = _check_integer(value)
    if not 0 <= level <= 3:
        raise ValueError("is not a level: 0 published, 1 working, 2 of its office, 3 hidden")
    return level


def _check_share(value: object) -> int | float:
    number = _check_number(value)
    if not 0 < number <= 1:
        raise ValueError("is not above 0 and at most 1")
    return number


def _check_map(value: dict[str, Any]) -> dict[str, Any]:
    text = check_text(json.dumps(value, ensure_ascii=False, allow_nan=False))
    if len(text) > MAP_LIMIT:
        raise ValueError(f"is over {MAP_LIMIT} characters")
    return value


class Source(BaseModel):
    """Where a fact comes from: a document's id, its line (from 1), and the words that anchor it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: Annotated[str, AfterValidator(check_id)] | None = None
    line: Annotated[int, Field(ge=1, le=10_000_000)] | None = None
    words: Annotated[str, Field(max_length=200), AfterValidator(check_text)] | None = None

    def __str__(self) -> str:
        """The form kept in the engines: `document:line:words`, absent parts empty."""
        return f"{self.document or ''}:{self.line or ''}:{self.words or ''}"

    @classmethod
    def parse(cls, text: str) -> Source:
        """The source that `str()` wrote."""
        document, line, words = text.split(":", 2)
        return cls(document=document or None, line=int(line) if line else None, words=words or None)


Id = Annotated[str, Field(pattern=f"^{ID_PATTERN}$"), AfterValidator(check_id)]
Text = Annotated[str, Field(max_length=TEXT_LIMIT), AfterValidator(check_text)]
Prose = Annotated[str, Field(max_length=TEXT_LIMIT), AfterValidator(check_prose)]
Name = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_check_name)]
Date = Annotated[str, AfterValidator(check_date)]
Moment = Annotated[str, AfterValidator(_check_moment)]
Number = Annotated[int | float, BeforeValidator(_check_number)]
Integer = Annotated[int, BeforeValidator(_check_integer)]
Level = Annotated[int, BeforeValidator(_check_level)]
Share = Annotated[int | float, BeforeValidator(_check_share)]
Texts = Annotated[list[Text], Field(max_length=LIST_LIMIT)]
Map = Annotated[dict[str, Any], AfterValidator(_check_map)]
Sources = Annotated[list[Source], Field(max_length=LIST_LIMIT)]

TYPES: dict[str, Any] = {
    "text": Text,
    "prose": Prose,
    "texts": Texts,
    "number": Number,
    "integer": Integer,
    "boolean": StrictBool,
    "date": Date,
    "moment": Moment,
    "share": Share,
    "level": Level,
    "map": Map,
    "sources": Sources,
}


def _encode_map(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _encode_sources(value: list[Any]) -> list[str]:
    return [str(Source.model_validate(source)) for source in value]


def _decode_sources(value: list[str]) -> list[dict[str, Any]]:
    return [Source.parse(text).model_dump(exclude_none=True) for text in value]


def _decode_number(value: Any) -> int | float:
    """2 for 2.0: an engine, or what filled it, may hold every number with a fraction."""
    return int(value) if float(value).is_integer() else float(value)


ENCODERS: dict[str, Callable[[Any], Any]] = {"map": _encode_map, "sources": _encode_sources}
DECODERS: dict[str, Callable[[Any], Any]] = {
    "map": json.loads,
    "sources": _decode_sources,
    "number": _decode_number,
    "share": _decode_number,
}
