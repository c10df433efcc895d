"""The route search as plain Python and compiled; the machine code is kept between test runs."""

from __future__ import annotations

import pytest

from graph.kernels.compiled import KERNELS, Kernels
from graph.schema import load_schema
from graph.warm_up import compile_routes

PLAIN = Kernels()


def compiled(config: pytest.Config) -> Kernels:
    """The compiled kernels, once they are ready; every search uses them from then on."""
    assert config.cache is not None
    compile_routes(load_schema(), config.cache.mkdir("kernels")).join()
    assert KERNELS.compiled
    return KERNELS
