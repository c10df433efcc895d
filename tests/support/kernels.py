"""The route search as plain Python and compiled; the machine code is kept between test runs."""

from __future__ import annotations

from pathlib import Path

from graph.kernels.compiled import KERNELS, Kernels
from graph.schema import load_schema
from graph.warm_up import compile_routes
from tests.support.places import ROOT

PLAIN = Kernels()
_KEPT = ROOT / ".pytest_cache" / "kernels"


def compiled() -> Kernels:
    """The compiled kernels, once they are ready; every search uses them from then on."""
    compile_routes(load_schema(), _KEPT).join()
    assert KERNELS.compiled
    return KERNELS


def lend_kernels(data: Path) -> None:
    """Lets a server on this data folder use what is kept, and add to it: compiling takes 10 s of a core."""
    data.mkdir(parents=True, exist_ok=True)
    _KEPT.mkdir(parents=True, exist_ok=True)
    if not (data / "compiled").exists():
        (data / "compiled").symlink_to(_KEPT)
