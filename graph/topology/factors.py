"""The factors of a step in a route (docs/routes.md#score).

p(e) = weight(type) · strength · confidence · recency, times 0.5 when the tie is past;
h(v) = 1 up to a degree of 50, then sqrt(50 / degree).
"""

from __future__ import annotations

import math
from datetime import date

from graph.models import Factors
from graph.schema import Schema
from graph.topology.tie import Tie

HALF_LIFE_YEARS = 8.0
RECENCY_FLOOR = 0.4
RECENCY_UNKNOWN = 0.7
PAST = 0.5
HUB_DEGREE = 50
DAYS_PER_YEAR = 365.25


class TieFactors:
    """Factors as of a date; None for a tie that is no step then."""

    def __init__(
        self, schema: Schema, as_of: date, *, types: frozenset[str], include_past: bool
    ) -> None:
        """`types`: the only ones that may be steps; empty: every weighted one."""
        weights = schema.weights | schema.weights_on_request if types else schema.weights
        self._weights = {name: w for name, w in weights.items() if not types or name in types}
        self._lasting = schema.lasting
        self._as_of = as_of
        self._include_past = include_past

    def of(self, tie: Tie) -> Factors | None:
        """The factors of a tie, or None: not of the asked types, not yet begun, or past."""
        weight = self._weights.get(tie.type)
        if weight is None or (tie.since and first_day(tie.since) > self._as_of):
            return None
        past = self._is_past(tie)
        if past and not self._include_past:
            return None
        return Factors(
            weight=weight,
            strength=1.0 if tie.strength is None else tie.strength,
            confidence=1.0 if tie.confidence is None else tie.confidence,
            recency=self._recency(tie.last_contact or tie.verified_at),
            past=PAST if past else 1.0,
        )

    def _is_past(self, tie: Tie) -> bool:
        if tie.until is None or tie.type in self._lasting:
            return False
        return first_day(tie.until) < self._as_of

    def _recency(self, moment: str | None) -> float:
        if moment is None:
            return RECENCY_UNKNOWN
        years = max(0, (self._as_of - first_day(moment)).days) / DAYS_PER_YEAR
        return max(RECENCY_FLOOR, math.pow(0.5, years / HALF_LIFE_YEARS))


def product(factors: Factors) -> float:
    """p(e): the factors multiplied."""
    return factors.weight * factors.strength * factors.confidence * factors.recency * factors.past


def hub(degree: int) -> float:
    """h(v): what an intermediate of this degree keeps."""
    return 1.0 if degree <= HUB_DEGREE else math.sqrt(HUB_DEGREE / degree)


def first_day(text: str) -> date:
    """The first day of a date that may be partial: 2009 is 2009-01-01."""
    return date.fromisoformat((text + "-01-01")[:10])
