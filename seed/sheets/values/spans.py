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

_BETWEEN = re.compile(r"\s*-?\s*(?:(?:[至到—–―~]|\bto\b|\buntil\b|\s-{1,2}\s|--)\s*)+")


def parse_span(cell: Cell) -> tuple[Read, Read]:
    """The two dates of a cell: 2015-2019, 2015年3月至今; a lone date is the beginning."""
    if isinstance(cell, str):
        return _parse_span(cell)
    return parse_date(cell), Read(None)


@recalling
def _parse_span(raw: str) -> tuple[Read, Read]:
    halves = _halves(plain(raw)) if len(raw) <= LONGEST else None
    if halves is None:
        return parse_spelt(raw, OPEN_END), Read(None)
    since, until = halves
    if since.value and until.value and until.value < since.value[: len(until.value)]:
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
    found = [(spelt(one), _ending(other)) for one, other in pairs]
    dated = [(one, other) for one, other in found if one.value and not other.fault]
    return dated[0] if len(dated) == 1 else None


def _ending(text: str) -> Read:
    return Read(None) if text in NO_END or not text else spelt(text)
