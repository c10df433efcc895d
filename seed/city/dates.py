"""Dates as an office has them: whole, partial or missing, and none after the day of the data."""

from __future__ import annotations

from datetime import date
from functools import cache

from seed.city.chance import Chance

AS_OF = date(2026, 10, 31)  # the day the data stand at; fixed, for they are the same ever after
TODAY = AS_OF.toordinal()
YEAR = 365


@cache
def day(ordinal: int) -> str:
    """A day as text: 2009-05-21."""
    return date.fromordinal(ordinal).isoformat()


def new_year(year: int) -> int:
    """The ordinal of a year's first day."""
    return date(year, 1, 1).toordinal()


def year_of(ordinal: int) -> int:
    """The year of a day."""
    return int(day(ordinal)[:4])


def partial(chance: Chance, ordinal: int) -> str:
    """The day, or only its month or year: half are known to the day."""
    share = chance.share()
    if share < 0.5:
        return day(ordinal)
    return day(ordinal)[:7] if share < 0.75 else day(ordinal)[:4]
