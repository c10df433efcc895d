"""What is made from graph/schema.yaml is fresh: `make schema` makes it anew."""

from __future__ import annotations

import pytest

from graph.schema import load_schema
from tools.schema import made, page_types
from tools.steps import ROOT

MADE = {path.relative_to(ROOT).as_posix(): text for path, text in made(load_schema()).items()}


@pytest.mark.parametrize("path", MADE)
def test_it_is_fresh(path: str) -> None:
    kept = (ROOT / path).read_text(encoding="utf-8")
    assert kept == MADE[path], "stale; run: make schema"


def test_the_pages_types_are_fresh() -> None:
    done = page_types("--check")
    assert (done.returncode, done.stderr) == (0, "")
