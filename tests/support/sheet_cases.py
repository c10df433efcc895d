"""The sheets that once came out wrong, as offices made them."""

from __future__ import annotations

from pathlib import Path

from tests.support.places import ROOT

CASES = ROOT / "tests" / "golden" / "sheets"


def case(name: str) -> Path:
    """A sheet by its name."""
    return CASES / name
