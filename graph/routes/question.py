"""What is asked of a search for routes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Path = tuple[str, ...]
Ends = str | frozenset[str]


@dataclass(frozen=True)
class Question:
    """What is asked: the ends, how long and how many, and what may be on the way.

    An end may be a set: the best pair wins, and no other member of either set is in between.
    """

    from_: Ends
    to: Ends
    as_of: date
    k: int = 5
    max_hops: int = 4
    types: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    include_past: bool = False
    diverse: bool = True

    @property
    def starts(self) -> frozenset[str]:
        """Where a route may begin."""
        return members(self.from_)

    @property
    def targets(self) -> frozenset[str]:
        """Where a route may end."""
        return members(self.to)


def members(ends: Ends) -> frozenset[str]:
    """The ids of one end or several."""
    return frozenset({ends}) if isinstance(ends, str) else ends
