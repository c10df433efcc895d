"""Two dates in one cell: 2015-2019, 2015年3月至今."""

from __future__ import annotations

import re

from seed.problems.cells import Read, cell_fault
from seed.sheets.tables import Cell
from seed.sheets.texts import recalling
from seed.sheets.values.dates import NO_END, OPEN_END, parse_date, parse_spelt, plain, spelt
from seed.sheets.values.numbers import LONGEST

REVERSED = cell_fault(
    "dates_reversed",
    "The end lies before the beginning.",
    "结束早于开始。",
    "Check both dates.",
    "请核对两个日期。",
)

# The end of a span that leaves out what its beginning said: 2023年5月1日至3日, 2023.5.1-5.3. Of
# 2023.5-6 nobody knows whether June or the sixth is meant.
_BEGINNING = re.compile(r"(\d{4})[-年./](\d{1,2})(?:[-月./](\d{1,2})[日号]?|月)?", re.ASCII)
_SHORT_END = re.compile(
    r"(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号]?)?"
    r"|(?P<dotted_month>\d{1,2})[./](?P<dotted_day>\d{1,2})"
    r"|(?P<lone_day>\d{1,2})[日号]?",
    re.ASCII,
)
_ONWARDS = re.compile(r"(.*[\d年月日号])(?:起|开始|以来|至今)")
_UP_TO = re.compile(r"(?:截至|截止|至|到)(\d.*)")
_BETWEEN = re.compile(r"\s*-?\s*(?:(?:[至到—–―~]|\bto\b|\buntil\b|\s-{1,2}\s|--)\s*)+")


def parse_span(cell: Cell) -> tuple[Read, Read]:
    """The two dates of a cell: 2015-2019, 2015年3月至今; a lone date is the beginning."""
    if isinstance(cell, str):
        return _parse_span(cell)
    return parse_date(cell), Read(None)


def is_before(one: str, other: str) -> bool:
    """Whether a stored date lies before another, as far as both are known: 2023 is not before 2023-05."""
    shorter = min(len(one), len(other))
    return one[:shorter] < other[:shorter]


@recalling
def _parse_span(raw: str) -> tuple[Read, Read]:
    text = plain(raw) if len(raw) <= LONGEST else ""
    halves = _halves(text) or _one_sided(text)
    if halves is None:
        return parse_spelt(raw, OPEN_END), Read(None)
    since, until = halves
    if since.value and until.value and is_before(until.value, since.value):
        return Read(None, REVERSED), Read(None)
    return since, until


def _halves(text: str) -> tuple[Read, Read] | None:
    """The two dates of a text, if it has them: split by a word, else at the one hyphen that fits."""
    parts = _BETWEEN.split(text.strip())
    if len(parts) == 2:
        pairs = [(parts[0], parts[1])]
    else:
        places = [place for place, sign in enumerate(text) if sign == "-"]
        pairs = [(text[:place].strip(), text[place + 1 :].strip()) for place in places]
    found = [(spelt(one), _ending(one, other)) for one, other in pairs]
    dated = [(one, other) for one, other in found if one.value and not other.fault]
    return dated[0] if len(dated) == 1 else None


def _one_sided(text: str) -> tuple[Read, Read] | None:
    """2023年5月起 has a beginning alone, 至2025年 an end."""
    if match := _ONWARDS.fullmatch(text):
        since = spelt(match[1])
        return (since, Read(None)) if since.value else None
    match = _UP_TO.fullmatch(text)
    until = spelt(match[1]) if match else Read(None)
    return (Read(None), until) if until.value else None


def _ending(beginning: str, text: str) -> Read:
    if text in NO_END or not text:
        return Read(None)
    whole = spelt(text)
    return whole if whole.value else spelt(_completed(beginning, text) or text)


def _completed(beginning: str, text: str) -> str | None:
    """The end of a span with the year, and the month, of its beginning."""
    start, end = _BEGINNING.fullmatch(beginning), _SHORT_END.fullmatch(text)
    if start is None or end is None:
        return None
    year, month, day = start.groups()
    parts = end.groupdict()
    if parts["lone_day"]:
        return f"{year}年{month}月{parts['lone_day']}日" if day else None
    if parts["dotted_month"]:
        return f"{year}年{parts['dotted_month']}月{parts['dotted_day']}日" if day else None
    return f"{year}年{parts['month']}月" + (f"{parts['day']}日" if parts["day"] else "")
