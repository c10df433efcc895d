"""Chance that comes out the same for the same seed, on every machine and release of Python.

Only `random.Random.random()` is used, whose sequence the library promises to keep; `choice`,
`sample` and `shuffle` have changed between releases. Nothing hangs on the order of a set.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance:
    """A stream of chance of its own for one concern: what another draws never shifts it."""

    def __init__(self, seed: int, concern: str) -> None:
        # Not for secrets: made-up data are to be repeatable.
        self.share = random.Random(f"{seed}:{concern}").random  # noqa: S311

    def happens(self, share: float) -> bool:
        """True in this share of all cases."""
        return self.share() < share

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, `limit`."""
        return int(self.share() * limit)

    def between(self, first: int, last: int) -> int:
        """A whole number from `first` to `last`, both included."""
        return first + int(self.share() * (last - first + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, each as likely."""
        return items[int(self.share() * len(items))]

    def count(self, mean: float) -> int:
        """A whole number near `mean`: its fraction is the chance of one more."""
        return int(mean + self.share())

    def recent(self, span: int) -> int:
        """A number from 0 to `span`, small ones far more often: a heavy tail without powers."""
        share = self.share()
        return int(share * share * share * span)

    def mixed(self, items: list[T]) -> list[T]:
        """The items in an order of chance (Fisher and Yates)."""
        mixed = list(items)
        for last in range(len(mixed) - 1, 0, -1):
            other = self.below(last + 1)
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed


class Weighted(Generic[T]):
    """Items of which some are picked more often than others."""

    def __init__(self, items: Sequence[T], weights: Iterable[float]) -> None:
        self.items = items
        self._sums = list(accumulate(weights))
        self._whole = self._sums[-1]

    @classmethod
    def by_rank(cls, items: Sequence[T], flatness: float = 1.0) -> Weighted[T]:
        """Zipf's law: the second is picked half as often as the first, the third a third as often.

        `flatness`: how many ranks the head is spread over; above 1 the first ones are alike.
        """
        return cls(items, (1 / (rank + flatness) for rank in range(len(items))))

    def pick(self, chance: Chance) -> T:
        """One of the items by weight."""
        return self.items[bisect(self._sums, chance.share() * self._whole)]
