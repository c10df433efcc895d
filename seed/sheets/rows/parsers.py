"""One cell of a property: a parser for each kind of value, tolerant or, in our exports, verbatim."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph.schema import Property
from graph.values import MAP_LIMIT, TYPES, Source, check_date
from seed.problems.cells import Fault, Read, cell_fault
from seed.sheets.headers.headers import Headers
from seed.sheets.tables import Cell
from seed.sheets.texts import (
    clean,
    limited,
    parse_prose,
    parse_text,
    recalling,
    storable,
    storable_lines,
    text_of,
)
from seed.sheets.values.contacts import parse_email, parse_phone
from seed.sheets.values.dates import parse_date, parse_until
from seed.sheets.values.lists import parse_list
from seed.sheets.values.numbers import checked_number, parse_boolean, parse_number, parse_share
from seed.sheets.workbook.columns import json_text

Parser = Callable[[Cell], Read]

NUMBERS = frozenset({"number", "integer", "level", "share"})
# Properties whose empty end is told by 至今, 长期 and their like.
ENDINGS = frozenset({"until", "ends"})
WORDS_LIMIT = 200  # characters of a source's words: graph.values takes no more
# What fills a cell and says nothing. Where yes or no is meant, 无 is an answer. NA is not among
# them: it may be Namibia.
BLANKS = frozenset(
    (
        *(
            "-",
            "--",
            "—",
            "——",
            "－",
            "/",
            "\\",
            "／",
            "、",
            "。",
            ".",
            "*",
            "?",
            "？",
            "无",
            "暂无",
        ),
        *("不详", "未知", "不明", "待补充", "待定", "空", "没有", "未填", "N/A", "n/a"),
        *("None", "none", "null", "NULL", "nil", "NaN", "nan", "unknown", "Unknown"),
    )
)

BLANK = Fault(
    "blank_word",
    "note",
    "The cell only says that nothing is known (-, 无, 不详); it was taken as empty. "
    "Further ones in this column are not listed.",
    "单元格只表示“无”或“不详”,按空白处理;本列其余同类不再列出。",
)
NOT_A_STATUS = cell_fault(
    "not_a_status",
    "This is none of 建议, 要求, 计划, 在办, 已办, 未成; the record goes in without a status.",
    "不是“建议、要求、计划、在办、已办、未成”之一;该条已导入,状态留空,原文存入“其他”。",
    "Write one of the six, or leave it empty.",
    "请填写六者之一,或留空。",
)
NOT_A_SOURCE = cell_fault(
    "not_a_source",
    f"A source's words are at most {WORDS_LIMIT} characters, its line a number from 1.",
    f"来源的文字最多 {WORDS_LIMIT} 个字符,行号为不小于 1 的整数。",
    "Shorten it, or write it as document:line:words.",
    "请缩短,或写成 文献编号:行号:文字。",
)
NOT_AN_OBJECT = cell_fault(
    "not_a_json_object",
    "This is not a JSON object.",
    "不是 JSON 对象。",
    'Write {"name": "value"}, or leave the cell empty.',
    '请写成 {"名称": "值"},或留空。',
)

_SOURCE = re.compile(r"[A-Za-z0-9_-]*:\d*:.*", re.ASCII | re.DOTALL)


def parser(key: str, rule: Property, headers: Headers, *, verbatim: bool) -> Parser:
    """What reads the cells of a property."""
    if verbatim and rule.kind in _VERBATIM:
        return _VERBATIM[rule.kind]
    if rule.kind == "enum":
        return _status_parser(headers)
    if key in _CONTACTS:
        return _CONTACTS[key]
    if rule.kind == "date" and key in ENDINGS:
        return parse_until
    return _PARSERS[rule.kind]


def verbatim_text(cell: Cell) -> Read:
    """The text of a cell of our own export."""
    text = text_of(cell)
    if text.startswith('"'):
        quoted = json_text(text)
        return limited(storable(text if quoted is None else quoted))
    # Somebody may have edited an export: broken a line, or typed a number.
    return limited(storable(text)) if isinstance(cell, str) else parse_text(cell)


def verbatim_prose(cell: Cell) -> Read:
    """The lines of a cell of our own export."""
    text = text_of(cell)
    quoted = json_text(text) if text.startswith('"') else None
    return limited(storable_lines(text if quoted is None else quoted))


def valid(value: Any, rule: Property) -> bool:
    """Whether a value already in the stored form may be one of this property."""
    try:
        _adapter(rule.kind).validate_python(value)
    except ValidationError:
        return False
    return True


def parse_map(cell: Cell) -> Read:
    """A JSON object."""
    text = text_of(cell).strip()
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return Read(None, NOT_AN_OBJECT)
    fits = isinstance(found, dict) and len(text) <= MAP_LIMIT and valid(found, _MAP)
    return Read(found) if fits else Read(None, NOT_AN_OBJECT)


def parse_sources(cell: Cell) -> Read:
    """Sources, each as document:line:words or as words alone."""
    return _parse_sources(cell, verbatim=False)


def _verbatim_sources(cell: Cell) -> Read:
    return _parse_sources(cell, verbatim=True)


def _parse_sources(cell: Cell, *, verbatim: bool) -> Read:
    items, fault = parse_list(cell, verbatim=verbatim)
    if not items:
        return Read(items, fault)
    sources = [_source(item) for item in items]
    return Read(None, NOT_A_SOURCE) if None in sources else Read([dict(s) for s in sources if s])


@recalling
def _source(text: str) -> tuple[tuple[str, Any], ...] | None:
    """The parts of a source; None where it breaks a rule."""
    try:
        source = Source.parse(text) if _SOURCE.fullmatch(text) else Source(words=text)
    except ValidationError:
        return None
    return tuple(source.model_dump(exclude_none=True).items())


def _verbatim_date(cell: Cell) -> Read:
    return _stored_date(cell) if isinstance(cell, str) else parse_date(cell)


@recalling
def _stored_date(text: str) -> Read:
    """A date in the stored form, of any year; else as anybody may have written it since."""
    try:
        return Read(check_date(text))
    except ValueError:
        return parse_until(text)


def _verbatim_list(cell: Cell) -> Read:
    return parse_list(cell, verbatim=True)


def _parse_whole(cell: Cell) -> Read:
    number, fault = parse_number(cell)
    return checked_number(number) if isinstance(number, int) else Read(None, fault)


def _status_parser(headers: Headers) -> Parser:
    def parse(cell: Cell) -> Read:
        text = clean(text_of(cell)).value
        status = headers.status(text) if text else None
        return Read(status, None if status or not text else NOT_A_STATUS)

    return parse


@lru_cache(maxsize=len(TYPES))
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(TYPES[kind])


_MAP = Property(zh="对象", en="object", kind="map")
_PARSERS: dict[str, Parser] = {
    "text": parse_text,
    "prose": parse_prose,
    "texts": parse_list,
    "number": parse_number,
    "integer": _parse_whole,
    "level": _parse_whole,
    "boolean": parse_boolean,
    "date": parse_date,
    "moment": parse_text,
    "share": parse_share,
    "map": parse_map,
    "sources": parse_sources,
}
_CONTACTS: dict[str, Parser] = {"phone": parse_phone, "email": parse_email}
_VERBATIM: dict[str, Parser] = {
    "text": verbatim_text,
    "prose": verbatim_prose,
    "texts": _verbatim_list,
    "date": _verbatim_date,
    "sources": _verbatim_sources,
}
