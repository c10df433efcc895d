"""What this machine lacks is told in one line; where CI=true its absence is a failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT


def run_without_maven(cache: Path, processes: int, **more: str) -> subprocess.CompletedProcess[str]:
    """The tests that ask each engine for its name, where neither Maven nor its jars are."""
    outside = {name: text for name, text in os.environ.items() if name != "CI"}
    tests = ["tests/graph/store/test_store_contract.py", "-k", "health"]
    how = ["-p", "no:cacheprovider", f"--numprocesses={processes}"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *tests, *how],
        cwd=ROOT,
        env=outside | {"PATH": str(cache), "QIAOTU_TEST_CACHE": str(cache)} | more,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("processes", [0, 2])
def test_a_newcomer_is_told_in_one_line(tmp_path: Path, processes: int) -> None:
    told = run_without_maven(tmp_path, processes)
    assert told.returncode == 0, told.stdout
    lines = [line for line in told.stdout.splitlines() if line.startswith("Left out:")]
    assert len(lines) == 1
    assert lines[0].startswith("Left out: tests with Neo4j 5.26, Neo4j 2026.08. ")
    assert "is missing: install " in lines[0]
    assert "1 passed, 2 skipped" in told.stdout


def test_in_ci_it_is_a_failure(tmp_path: Path) -> None:
    told = run_without_maven(tmp_path, 0, CI="true")
    assert told.returncode == 1, told.stdout
    assert "Neo4j 5.26 is needed in CI" in told.stdout
