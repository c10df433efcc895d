"""Rows that lie side by side in long arrays."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]


def places_of(first: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> Places:
    """The places first, first + 1, … of each run, `counts` of them, one run after another."""
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    places: Places = np.repeat(first, counts) + offsets
    return places
