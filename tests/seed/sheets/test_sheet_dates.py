"""Dates of cells: many spellings read as one, and what can be read in two ways reported."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.values import check_date
from seed.problems.cells import Read
from seed.sheets.values.dates import format_date, parse_date, parse_until
from seed.sheets.values.spans import parse_span

_days = st.dates(date(1000, 1, 1), date(2200, 12, 31)).map(date.isoformat)
_dates = _days | _days.map(lambda day: day[:7]) | _days.map(lambda day: day[:4])


def code_of(read: Read) -> str | None:
    return read.fault.code if read.fault else None


@settings(deadline=None)
@given(_dates)
def test_a_stored_date_reads_as_itself(value: str):
    assert parse_date(format_date(value)) == (value, None)
    assert parse_until(format_date(value)) == (value, None)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2009", "2009"),
        ("2009年", "2009"),
        ("2009年5月", "2009-05"),
        ("2009 年 5 月", "2009-05"),
        ("２００９年５月", "2009-05"),
        ("2009.5", "2009-05"),
        ("2009-05-21", "2009-05-21"),
        ("2009/5/21", "2009-05-21"),
        ("20090521", "2009-05-21"),
        ("二〇〇九年五月", "2009-05"),
        ("二○○九年十二月三十一日", "2009-12-31"),
        ("21 May 2009", "2009-05-21"),
        ("May 21st, 2009", "2009-05-21"),
        ("May 2009", "2009-05"),
        ("25/12/1992", "1992-12-25"),
        ("199205", "1992-05"),
        (2009, "2009"),
        (2009.5, "2009-05"),
        (45000, "2023-03-15"),
        ("45000", "2023-03-15"),
        (date(2020, 1, 2), "2020-01-02"),
        (datetime.fromisoformat("2020-01-02T00:00"), "2020-01-02"),
        ("2009-05-21 00:00:00", "2009-05-21"),
    ],
)
def test_dates_in_many_spellings(written, stored: str):
    value, fault = parse_date(written)
    assert (value, fault) == (stored, None)
    assert check_date(value)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("约2016年", "approximate_date"),
        ("2016年左右", "approximate_date"),
        ("80年代", "approximate_date"),
        ("03/04/1992", "ambiguous_date"),
        ("200512", "ambiguous_date"),
        ("19921", "ambiguous_date"),
        (2009.1, "ambiguous_date"),
        ("85.5.1", "two_digit_year"),
        ("85年5月", "two_digit_year"),
        ("2023-02-30", "impossible_date"),
        ("2023年13月", "impossible_date"),
        ("31 Feb 2009", "impossible_date"),
        ("9862", "date_out_of_range"),
        ("2015-2019", "date_range"),
        ("至今", "no_end_here"),
        ("民国98年", "other_calendar"),
        (True, "not_a_date"),
    ],
)
def test_dates_that_are_reported_and_never_guessed(written, code: str):
    value, fault = parse_date(written)
    assert value is None
    assert fault is not None
    assert fault.code == code
    assert fault.remedy_zh


@pytest.mark.parametrize("written", ["至今", "长期", "现在", "present", "Now"])
def test_an_open_end_is_no_date(written: str):
    assert parse_until(written) == (None, None)


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("2015-2019", "2015", "2019"),
        ("2015年3月至2019年", "2015-03", "2019"),
        ("2015.3-2019.6", "2015-03", "2019-06"),
        ("2015-09-2019-06", "2015-09", "2019-06"),
        ("2015-09-01~2019/6/30", "2015-09-01", "2019-06-30"),
        ("Sep 2015 - Jun 2019", "2015-09", "2019-06"),
        ("2015年至今", "2015", None),
        ("2015-现在", "2015", None),
        ("2015-至今", "2015", None),
        ("2015—", "2015", None),
        ("2015-12", "2015-12", None),
        ("2015", "2015", None),
    ],
)
def test_two_dates_in_one_cell(written: str, since: str, until: str | None):
    assert parse_span(written) == ((since, None), (until, None))


def test_an_end_before_the_beginning_is_reported():
    assert code_of(parse_span("2019-2015")[0]) == "dates_reversed"
