"""Numbers, shares and yes or no, as cells hold them. 500万 and 高 are reported, never worked out."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import NamedTuple

from seed.problems.cells import Read, cell_fault
from seed.sheets.tables import Cell
from seed.sheets.texts import clean, recalling

LONGEST = 100  # characters: no number, date or yes and no of an office is longer
LARGEST = 2**53  # beyond it a float skips whole numbers; graph.values stores no more

NOT_A_NUMBER = cell_fault(
    "not_a_number",
    "This is not a number.",
    "不是数字。",
    "Write digits only, such as 1234.5.",
    "请只写数字,例如 1234.5。",
)
OUT_OF_RANGE = cell_fault(
    "number_out_of_range",
    "The number is too large to be kept exactly.",
    "数字过大,无法准确保存。",
    "Check the number.",
    "请核对数字。",
)
UNIT = cell_fault(
    "unit_in_number",
    "The number has a unit or a word beside it.",
    "数字带有单位或文字。",
    "Write the plain number here and its unit in a column of its own.",
    "请在此只写数字,单位另写一列。",
)
NOT_A_SHARE = cell_fault(
    "not_a_share",
    "This is not a number above 0 and at most 1.",
    "不是 0 到 1 之间的数。",
    "Write a number such as 0.8, or 80%.",
    "请写 0.8 或 80% 这样的数。",
)
NOT_A_BOOLEAN = cell_fault(
    "not_yes_or_no",
    "This is neither yes nor no.",
    "不是“是”或“否”。",
    "Write 是 or 否.",
    "请写“是”或“否”。",
)

_PLAIN = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
_PRECISE = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.ASCII)
_WITH_UNIT = re.compile(r"([+-]?[\d,.]+)\s*(\D[^\d]*)", re.ASCII)
# 40多个 is not 40, and 100+ not 100.
_NO_UNIT = re.compile(r"[多余几数约近超左右上下+%~—-]")
_YES = frozenset(("是", "√", "✓", "✔", "☑", "有", "对", "已", "y", "yes", "1", "true", "t"))
_NO = frozenset(
    ("否", "×", "✗", "✘", "☒", "无", "不", "未", "没有", "不是", "非", "n", "no", "0", "false", "f")
)


class Measured(NamedTuple):
    """A number and the unit that its cell gives beside it."""

    number: int | float
    unit: str


def parse_number(cell: Cell) -> Read:
    """A finite number; thousands may be set off by commas."""
    if isinstance(cell, str):
        return _parse_text(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return checked_number(cell)
    return Read(None, NOT_A_NUMBER)


def checked_number(number: int | float) -> Read:
    """The number in its one form (2, not 2.0), if it can be stored."""
    if not math.isfinite(number) or abs(number) > LARGEST:
        return Read(None, OUT_OF_RANGE)
    return Read(int(number) if float(number).is_integer() else float(number))


def parse_measured(text: str) -> Measured | None:
    """The number and unit of 500万元; None where it is anything else."""
    match = _WITH_UNIT.fullmatch(clean(text).value) if len(text) <= LONGEST else None
    if match is None or _NO_UNIT.search(match[2]):
        return None
    number = _parse_text(match[1]).value
    return Measured(number, match[2].strip()) if number is not None else None


def parse_share(cell: Cell) -> Read:
    """A number above 0 and at most 1: 0.8 or 80%."""
    if isinstance(cell, str):
        return _parse_share_text(cell)
    number = parse_number(cell).value
    return Read(number) if number is not None and 0 < number <= 1 else Read(None, NOT_A_SHARE)


def parse_boolean(cell: Cell) -> Read:
    """是 or 否, √ or ×, 有 or 无, yes or no, 1 or 0."""
    if isinstance(cell, bool):
        return Read(cell)
    if isinstance(cell, int | float):
        return Read(bool(cell)) if cell in (0, 1) else Read(None, NOT_A_BOOLEAN)
    return _parse_boolean_text(cell) if isinstance(cell, str) else Read(None, NOT_A_BOOLEAN)


def format_number(value: int | float) -> int | float | str:
    """A number for a cell of ours: text where the file, with 16 digits, would change it."""
    if isinstance(value, int):
        return value if abs(value) < 10**15 else str(value)
    return value if float(f"{value:.16G}") == value else repr(value)


def format_boolean(value: bool) -> str:
    """A boolean for a cell of ours."""
    return "是" if value else "否"


@recalling
def _parse_text(raw: str) -> Read:
    if len(raw) > LONGEST:
        return Read(None, NOT_A_NUMBER)
    text = clean(raw).value.lower()
    if not text:
        return Read(None)
    if _PLAIN.fullmatch(text) or _PRECISE.fullmatch(text):
        return _exact(text.replace(",", ""))
    return Read(None, UNIT if _WITH_UNIT.fullmatch(text) else NOT_A_NUMBER)


def _exact(text: str) -> Read:
    return checked_number(float(text)) if set(text) & set(".e") else checked_number(int(text))


@recalling
def _parse_share_text(raw: str) -> Read:
    text = clean(raw).value
    if not text:
        return Read(None)
    number = _parse_text(text.removesuffix("%")).value
    if number is not None and text.endswith("%"):
        number = checked_number(float(Decimal(str(number)) / 100)).value
    return Read(number) if number is not None and 0 < number <= 1 else Read(None, NOT_A_SHARE)


@recalling
def _parse_boolean_text(raw: str) -> Read:
    text = clean(raw).value.lower()
    if not text:
        return Read(None)
    if text in _YES:
        return Read(True)
    return Read(False) if text in _NO else Read(None, NOT_A_BOOLEAN)
