"""Texts of cells: folded to one width, trimmed, and freed of what nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from graph.search.spelling.unified import unified
from graph.values import TEXT_LIMIT
from seed.problems.cells import Fault, Read, cell_fault, note
from seed.sheets.tables import Cell, CellError

SEEN = 16_384  # texts remembered per parser: what recurs in a province's columns, some 5 MB each
SEEN_LENGTH = 200  # characters of a text that is remembered; longer ones do not recur
NAME_LIMIT = 500  # characters of a name: graph.values takes no more
EXACT_DIGITS = 15  # Excel keeps no more of a number; an id card number held as one has lost digits

# What a spreadsheet takes for the start of a formula, the full-width forms included.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_LINE_ENDS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNSTORED = re.compile(r"[\x00-\x1f\ud800-\udfff]")
# Zero-width characters, marks of direction, the soft hyphen and the byte order mark.
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}])\\s+(?=[{_HAN}])")
_SPACES = re.compile(r"\s+")
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d*)?E\+?\d+", re.ASCII | re.IGNORECASE)
# Line ends that a workbook writes so, where some program took them for text.
_LEFT_OVER = re.compile(r"(?:_x000[ADad]_)+(?:\r\n|\r|\n)?")
# How Excel is told that digits are a text: ="00717", or an apostrophe, which it does not show.
_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_APOSTROPHE = re.compile("['\uff07](?=['\uff07=+@\\-\t\r\n\\d\uff1d\uff0b\uff0d\uff20])")
_POINT_ZERO = re.compile(r"(\d{5,})\.0", re.ASCII)  # a phone that some program wrote as a number

LINE_END = note(
    "line_end_in_cell",
    "The cell holds line ends or tabs; each was made a space.",
    "单元格内有换行或制表符,已改为空格。",
)
CONTROL = note(
    "control_removed",
    "The cell held control characters; they were removed.",
    "单元格内有控制字符,已去除。",
)
TOO_LONG = cell_fault(
    "text_too_long",
    f"The text is longer than {TEXT_LIMIT} characters.",
    f"文字超过 {TEXT_LIMIT} 个字符。",
    "Shorten it.",
    "请缩短后重新导入。",
)
EXPONENT = cell_fault(
    "number_lost_digits",
    "A long number was turned into an exponent or cut; its last digits are lost.",
    "长数字已变成科学计数法或被截断,末几位已丢失。",
    "Format the column as text and type the number again.",
    "请把该列设为“文本”格式后重新填写。",
)


Result = TypeVar("Result")
More = ParamSpec("More")
OfText = Callable[Concatenate[str, More], Result]


def recalling(parse: OfText[More, Result]) -> OfText[More, Result]:
    """`parse`, a function of a text, with what it said of the last short texts kept."""
    cached = lru_cache(maxsize=SEEN)(parse)

    @wraps(parse)
    def parsed(text: str, /, *args: More.args, **named: More.kwargs) -> Result:
        chosen = cached if len(text) <= SEEN_LENGTH else parse
        return chosen(text, *args, **named)

    return parsed


@recalling
def clean(text: str) -> Read:
    """`text` in NFKC, trimmed, radicals as characters, without what nobody sees; a note where
    characters were lost."""
    text = _LEFT_OVER.sub("\n", text) if "_x000" in text else text
    if text.isascii() and text.isprintable():
        return Read(text.strip())
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", unified(text))).strip()
    lined = _LINE_ENDS.sub(" ", plain)
    kept = _CONTROLS.sub("", lined).strip()
    if kept != lined.strip():
        return Read(kept, CONTROL)
    return Read(kept, LINE_END if lined != plain else None)


def clean_lines(text: str) -> Read:
    """`text` cleaned line by line; empty lines stay between others, not at the ends."""
    lines = _BREAKS.split(_LEFT_OVER.sub("\n", text) if "_x000" in text else text)
    if len(lines) == 1:
        return clean(text)
    reads = [clean(line) for line in lines]
    fault = next((read.fault for read in reads if read.fault), None)
    return Read("\n".join(read.value for read in reads).strip("\n"), fault)


def unguarded(text: str) -> str:
    """A text without what tells Excel that it is one; what `guarded` wrote is the text again."""
    if text.startswith("="):
        quoted = _FORMULA_TEXT.fullmatch(text.strip())
        return quoted[1].replace('""', '"') if quoted else text
    return text[1:] if _APOSTROPHE.match(text) else text


def guarded(text: str) -> str:
    """A text as a cell of a CSV of ours: an apostrophe before what Excel would calculate or change."""
    risky = text.startswith(FORMULA_STARTS) or _APOSTROPHE.match(text)
    return f"'{text}" if risky else text


@recalling
def clean_name(text: str) -> str:
    """`text` cleaned, without spaces between its Chinese characters: 张　三 is 张三."""
    return _SPACES.sub(" ", _BETWEEN_HAN.sub("", clean(text).value))


def storable_lines(text: str) -> str:
    """As `storable`, of a text that may have several lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(storable, lines))


def storable(text: str) -> str:
    """`text` as it is, unless it holds what no store takes: then cleaned."""
    return str(clean(text).value) if _UNSTORED.search(text) else text


def text_of(cell: Cell) -> str:
    """A cell as a reader sees it: whole numbers without .0 and, while all digits are known, without
    exponent; dates as 2009-05-21."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, CellError):
        return cell.text
    return _written(cell)


def _written(cell: int | float | date | datetime | time | timedelta) -> str:
    if isinstance(cell, int | float) and abs(cell) >= 10**EXACT_DIGITS:
        return f"{cell:.{EXACT_DIGITS}G}"  # further digits would be invented
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
    return str(cell)


def parse_prose(cell: Cell) -> Read:
    """A cell of a text property that may have several lines."""
    if not isinstance(cell, str):
        return parse_text(cell)
    value, fault = clean_lines(cell)
    return limited(value or None, fault)


def parse_text(cell: Cell) -> Read:
    """A cell of a text property: a phone held as a number is its digits."""
    if isinstance(cell, str):
        return _parse_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Read(None, EXPONENT) if abs(cell) >= 10**EXACT_DIGITS else Read(text_of(cell))
    return Read(text_of(cell) or None)


@recalling
def _parse_text(text: str) -> Read:
    value, fault = clean(text)
    if _EXPONENT.fullmatch(value):
        return Read(None, EXPONENT)
    whole = _POINT_ZERO.fullmatch(value)
    return limited(whole[1] if whole else value or None, fault)


def limited(value: str | None, fault: Fault | None = None) -> Read:
    """`value` with what was noted of it, unless it is longer than a text may be."""
    return Read(None, TOO_LONG) if value and len(value) > TEXT_LIMIT else Read(value, fault)
