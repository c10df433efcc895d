"""What factors cost: of dated ties by whole days, and of passing an entity by its degree."""

from __future__ import annotations

import math
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from graph.kernels.arrays import UNIT
from graph.topology.factors import (
    DAYS_PER_YEAR,
    HALF_LIFE_YEARS,
    PAST,
    RECENCY_FLOOR,
    RECENCY_UNKNOWN,
    first_day,
    hub,
)

NO_DAY = -1  # below every real day, of which the first is 1
_DEGREES = 1 << 16  # degrees whose cost is looked up; larger ones are worked out
_FLOOR_DAY = math.ceil(-math.log2(RECENCY_FLOOR) * HALF_LIFE_YEARS * DAYS_PER_YEAR)


def cost_of(factor: float) -> int:
    """−ln of a factor in units of 2^-48."""
    return round(-math.log(factor) * UNIT)


PAST_COST = cost_of(PAST)
UNKNOWN_COST = cost_of(RECENCY_UNKNOWN)


class Days(dict[str | None, int]):
    """Days by the text of a date, each worked out once: dates recur."""

    def __missing__(self, text: str | None) -> int:
        day = NO_DAY if not text else first_day(text).toordinal()
        self[text] = day
        return day


def recency_costs() -> NDArray[np.int64]:
    """Cost by days since the last contact; the last entry is for all longer ago."""
    years = np.arange(_FLOOR_DAY + 1) / DAYS_PER_YEAR
    recency = np.maximum(RECENCY_FLOOR, np.power(0.5, years / HALF_LIFE_YEARS))
    costs: NDArray[np.float64] = np.rint(-np.log(recency) * UNIT)
    return costs.astype(np.int64)


def dated_costs(
    static: NDArray[np.int64],
    seen: NDArray[np.int32],
    since: NDArray[np.int32],
    as_of: date,
    never: int,
) -> NDArray[np.int64]:
    """Costs as of a date; `never` for a tie that has not begun then."""
    table = recency_costs()
    today = as_of.toordinal()
    age = np.clip(today - seen, 0, len(table) - 1)
    recency = np.where(seen == NO_DAY, UNKNOWN_COST, table[age])
    return np.where(since > today, never, static + recency)


def passing_costs(degrees: NDArray[np.int32]) -> NDArray[np.int64]:
    """−ln h(v) by degree, in units of 2^-48 (docs/routes.md#score)."""
    top = int(degrees.max(initial=0))
    if top < _DEGREES:
        return _passing_table(1 << top.bit_length())[degrees]
    distinct, places = np.unique(degrees, return_inverse=True)
    return np.array([cost_of(hub(int(degree))) for degree in distinct], np.int64)[places]


@cache
def _passing_table(size: int) -> NDArray[np.int64]:
    """−ln h(v) for every degree below a power of two: worked out once, as every write asks."""
    return np.array([cost_of(hub(degree)) for degree in range(size)], np.int64)
