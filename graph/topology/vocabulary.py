"""Labels as bits and relationship types as numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.schema import LABELS_AT_MOST, Schema
from graph.topology.costs import cost_of

# Bits of an entity above those of its labels; `graph.kernels.arrays.UNSEEN` is both.
DECLINED = 1 << LABELS_AT_MOST
GONE = DECLINED << 1


@dataclass(frozen=True)
class Vocabulary:
    """The schema's labels by bit, and its types that may be steps by number.

    `cheapest`: no tie costs less, in units of 2^-48. It is a bound by the types alone, as one by
    the ties would tell of those that a viewer may not see.
    """

    labels: tuple[str, ...]
    types: tuple[str, ...]
    on_request: frozenset[str]
    cheapest: int

    @classmethod
    def of(cls, schema: Schema) -> Vocabulary:
        """The schema's labels, and its types that may be steps."""
        weights = schema.weights | schema.weights_on_request
        cheapest = cost_of(max(weights.values(), default=1.0))
        on_request = frozenset(schema.weights_on_request)
        return cls(tuple(schema.labels), tuple(weights), on_request, cheapest)

    def bits(self, labels: Iterable[str]) -> int:
        """A number with one bit per known label."""
        return sum(self._bit[label] for label in set(labels) if label in self._bit)

    @cached_property
    def _bit(self) -> dict[str, int]:
        return {label: 1 << place for place, label in enumerate(self.labels)}

    @cached_property
    def number(self) -> dict[str, int]:
        """The number of each type."""
        return {type_: place for place, type_ in enumerate(self.types)}

    @cached_property
    def counted(self) -> NDArray[np.bool_]:
        """By type: whether it counts as a degree."""
        return np.array([type_ not in self.on_request for type_ in self.types], np.bool_)
