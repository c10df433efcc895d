"""Dates as offices write them, Chinese and Western, and Excel's day numbers; nothing is guessed.

A date keeps the precision it was given: 2023年5月 is 2023-05. What could be read in two ways, is
approximate or never was a day, is a fault. Every date that `graph.values` stores reads as itself.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from seed.problems.cells import Fault, Read, cell_fault, note
from seed.sheets.tables import Cell
from seed.sheets.texts import clean, recalling
from seed.sheets.values.numbers import LONGEST

# Years that an office's dates lie in; beyond them a number is a slip of the finger.
FIRST_YEAR, LAST_YEAR = 1000, 2200
# Excel counts days from 1899-12-30. Below 1910 a day number could be a year, beyond 2100 it is none.
_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_DAY = (date(1910, 1, 1) - _EXCEL_EPOCH).days
_LAST_DAY = (date(2100, 12, 31) - _EXCEL_EPOCH).days

_REMEDY = (
    "Write the date as 2009, 2009-05 or 2009-05-21.",
    "请写成 2009、2009-05 或 2009-05-21。",
)
NOT_A_DATE = cell_fault("not_a_date", "This is not a date.", "不是日期。", *_REMEDY)
APPROXIMATE = cell_fault("approximate_date", "The date is approximate.", "日期是约数。", *_REMEDY)
AMBIGUOUS = cell_fault(
    "ambiguous_date", "The date can be read in two ways.", "日期有两种读法。", *_REMEDY
)
TWO_DIGITS = cell_fault("two_digit_year", "The year has two digits.", "年份只有两位数。", *_REMEDY)
IMPOSSIBLE = cell_fault(
    "impossible_date", "The calendar has no such day.", "日历上没有这一天。", *_REMEDY
)
OUT_OF_RANGE = cell_fault(
    "date_out_of_range",
    f"The year lies outside {FIRST_YEAR} to {LAST_YEAR}.",
    f"年份不在 {FIRST_YEAR} 至 {LAST_YEAR} 之间。",
    *_REMEDY,
)
OPEN_END = cell_fault(
    "no_end_here",
    "“Until now” has no meaning in this column.",
    "此列不能填“至今”之类。",
    "Write the date on which it began, or leave the cell empty.",
    "请填写具体日期,或留空。",
)
RANGE = cell_fault(
    "date_range",
    "The cell holds two dates where one is meant.",
    "此列只应有一个日期,单元格里有两个。",
    "Put them into two columns, 起始 and 截止, or name the column 起止时间.",
    "请分成“起始”“截止”两列,或把列名改为“起止时间”。",
)
OTHER_CALENDAR = cell_fault(
    "other_calendar",
    "The date is of another calendar (lunar, 民国, a reign).",
    "日期用的是农历、民国等其他历法,未换算。",
    *_REMEDY,
)
TIME_DROPPED = note(
    "time_dropped",
    "The time of day was left out; the date was taken.",
    "时刻未保存,只取日期。",
)

NO_END = frozenset(
    (
        *("至今", "今", "现在", "到现在", "至现在", "目前", "至目前", "长期", "长期有效", "永久"),
        *("无期限", "在任", "仍在任", "present", "now", "ongoing", "current", "today"),
        *("till now", "until now", "to now", "to present", "to date"),
    )
)
_ABOUT = re.compile(
    r"约|左右|前后|上下|大概|大约|可能|估计|年代|世纪|初|末|底|中旬|上旬|下旬|半年|季度|春|夏|秋|冬"
    r"|circa|about|approx|early|late|around|^ca?\.|~\d{4}$|\?|\d{3,4}s$"
)
_OTHER_CALENDAR = re.compile(
    r"民国|农历|阴历|旧历|夏历|公元前|光绪|宣统|同治|昭和|平成|令和|大正|明治|正月|腊月|冬月|闰|初[\d]|廿"
)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_NUMBERED = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?\.?", re.ASCII)
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:份|(\d{1,2})[日号]?)?)?", re.ASCII)
_SHORT = re.compile(r"'?\d\d(?:年(?:\d{1,2}月?(?:\d{1,2}[日号]?)?)?|([-/.])\d{1,2}(?:\1\d{1,2})?)")
_WESTERN = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_DAY_MONTH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[-/ ]?)?([a-z]{3,9})\.?,?[-/ ]?(\d{4})", re.ASCII
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})", re.ASCII)
_YEARS = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)
_CLOCK = re.compile(r"[t ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?$", re.ASCII)
_HAN_NUMBER = re.compile("[〇○零一二三四五六七八九十廿卅两]+")
_HAN_DIGITS = {han: str(n) for n, han in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_HAN_TENS = {"廿": "二十", "卅": "三十"}
_MONTHS = {
    name: month
    for month in range(1, 13)
    for name in (calendar.month_name[month].lower(), calendar.month_abbr[month].lower())
} | {"sept": 9}


def parse_date(cell: Cell) -> Read:
    """The date of a cell in the stored form: 2009, 2009-05 or 2009-05-21."""
    return _parse(cell, OPEN_END)


def parse_until(cell: Cell) -> Read:
    """The date on which something ended; 至今, 长期 and their like say that it has not."""
    return _parse(cell, None)


def format_date(value: str) -> str:
    """A stored date as it stands in our own sheets."""
    return value


def _parse(cell: Cell, no_end: Fault | None) -> Read:
    if isinstance(cell, str):
        return parse_spelt(cell, no_end)
    if isinstance(cell, datetime):
        moved = cell.hour or cell.minute or cell.second
        return Read(cell.date().isoformat(), TIME_DROPPED if moved else None)
    if isinstance(cell, date):
        return Read(cell.isoformat())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _parse_number(cell)
    return Read(None, NOT_A_DATE)


def _parse_number(number: int | float) -> Read:
    """A number in a date column: a year, 20090521, 200905, Excel's day, or the text 2009.5 made one."""
    if number == int(number):
        return _parse_digits(str(int(number)))
    if _FIRST_DAY <= number <= _LAST_DAY:
        return Read(_excel_day(int(number)), TIME_DROPPED)
    if round(number % 1, 6) == 0.1:
        return Read(None, AMBIGUOUS)  # Excel makes 2009.1 of January and of 2009.10 alike
    return parse_spelt(f"{number:g}", None)


def _parse_digits(digits: str) -> Read:
    if len(digits) == 4 and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return Read(digits)
    if len(digits) == 8:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if len(digits) == 6 and digits[:2] in ("19", "20"):
        return _six_digits(digits)
    if len(digits) in (4, 5) and _FIRST_DAY <= int(digits) <= _LAST_DAY:
        return Read(_excel_day(int(digits)))
    return Read(None, TWO_DIGITS if len(digits) == 6 else NOT_A_DATE)


def _six_digits(digits: str) -> Read:
    """199205 is May 1992; 200512 could be 12 May 2020 as well."""
    month = _day(int(digits[:4]), int(digits[4:]))
    short = _day(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    if short.value is None:
        return month
    return Read(None, AMBIGUOUS if month.value else TWO_DIGITS)


def _excel_day(number: int) -> str:
    return (_EXCEL_EPOCH + timedelta(days=number)).isoformat()


def _day(year: int, month: int | None = None, day: int | None = None) -> Read:
    """These parts as a date, if the calendar has it and an office could mean it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Read(None, OUT_OF_RANGE)
    if month is None:
        return Read(f"{year:04}")
    if not 1 <= month <= 12 or (
        day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]
    ):
        return Read(None, IMPOSSIBLE)
    return Read(f"{year:04}-{month:02}" + ("" if day is None else f"-{day:02}"))


@recalling
def parse_spelt(raw: str, no_end: Fault | None) -> Read:
    """The date of a text; `no_end` is the fault of 至今 where that says nothing."""
    if len(raw) > LONGEST:
        return Read(None, NOT_A_DATE)
    text = plain(raw)
    if not text:
        return Read(None)
    if text in NO_END:
        return Read(None, no_end)
    clock = _CLOCK.search(text)
    if clock:
        found = spelt(text[: clock.start()])
        moved = any(int(part or 0) for part in clock.groups())
        return Read(found.value, found.fault or (TIME_DROPPED if moved else None))
    return spelt(text)


def plain(raw: str) -> str:
    """The text cleaned, in lower case, Chinese numbers as digits, without spaces where none matter."""
    text = str(clean(raw).value).lower()
    text = _HAN_NUMBER.sub(lambda match: _digits_of(match.group()), text)
    return re.sub(r"\s*([年月日号./])\s*", r"\1", text)


def _digits_of(han: str) -> str:
    """二〇〇九 as 2009, 十二 as 12, 廿一 as 21."""
    for short, long in _HAN_TENS.items():
        han = han.replace(short, long)
    if "十" not in han:
        return "".join(_HAN_DIGITS.get(each, each) for each in han)
    tens, _, ones = han.partition("十")
    return f"{_HAN_DIGITS.get(tens, '1')}{_HAN_DIGITS.get(ones, '0')}"


def spelt(text: str) -> Read:
    """A plain text's date in one of the spellings that are known."""
    for pattern, reading in _SPELLINGS:
        match = pattern.fullmatch(text)
        if match:
            return reading(match)
    return Read(None, _why_not(text))


def _why_not(text: str) -> Fault:
    if _OTHER_CALENDAR.search(text):
        return OTHER_CALENDAR
    if _ABOUT.search(text):
        return APPROXIMATE
    if _SHORT.fullmatch(text):
        return TWO_DIGITS
    if len(_YEARS.findall(text)) > 1:
        return RANGE
    return NOT_A_DATE


def _in_order(match: re.Match[str]) -> Read:
    year, month, day = match.groups()
    return _day(int(year), int(month) if month else None, int(day) if day else None)


def _numbered(match: re.Match[str]) -> Read:
    year, _, month, day = match.groups()
    return _day(int(year), int(month) if month else None, int(day) if day else None)


def _western(match: re.Match[str]) -> Read:
    """25/12/1992 has one reading; 03/04/1992 has two and is reported."""
    one, _, other, year = match.groups()
    readings = {_day(int(year), int(other), int(one)), _day(int(year), int(one), int(other))}
    known = {reading for reading in readings if reading.value}
    if len(known) > 1:
        return Read(None, AMBIGUOUS)
    return known.pop() if known else Read(None, IMPOSSIBLE)


def _day_month(match: re.Match[str]) -> Read:
    day, month, year = match.groups()
    return _named_month(year, month, day)


def _month_day(match: re.Match[str]) -> Read:
    month, day, year = match.groups()
    return _named_month(year, month, day)


def _named_month(year: str, month: str, day: str | None) -> Read:
    number = _MONTHS.get(month)
    return _day(int(year), number, int(day) if day else None) if number else Read(None, NOT_A_DATE)


def _digits_as_text(match: re.Match[str]) -> Read:
    """As a number, but that 19921, typed as text, may be 1992.1 as well as Excel's day."""
    digits = match.group()
    if len(digits) == 5 and digits[:2] in ("19", "20"):
        return Read(None, AMBIGUOUS)
    return _parse_digits(digits)


_SPELLINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Read]], ...] = (
    (_ISO, _in_order),
    (_NUMBERED, _numbered),
    (_CHINESE, _in_order),
    (re.compile(r"\d+", re.ASCII), _digits_as_text),
    (_WESTERN, _western),
    (_MONTH_YEAR, lambda match: _day(int(match[2]), int(match[1]))),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
)
