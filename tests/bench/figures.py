"""Times and their percentiles."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

Figures = dict[str, Any]


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds, and what the act returned."""
    started = time.perf_counter()
    value = act()
    return time.perf_counter() - started, value


def centiles(times: Iterable[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile."""
    cuts = np.percentile(list(times), [50, 95, 99])
    return dict(zip(("p50", "p95", "p99"), (round(float(cut), 4) for cut in cuts), strict=True))
