"""The command, run within the test's own process."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from api.cli import main as cli
from graph.settings import load_settings
from tests.support.api_client import load_family
from tests.support.command import Outcome, Run


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Runs the command on a store of its own."""
    monkeypatch.setenv("QIAOTU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    handlers, level = logging.root.handlers[:], logging.root.level

    def call(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["qiaotu", *arguments])
        capsys.readouterr()
        try:
            cli.main()
        except SystemExit as stopped:
            code, last = _exit(stopped.code)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err + last)

    yield call
    # The command sends logs to the stderr that it had.
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def family(run: Run, tmp_path: Path) -> Run:
    load_family(load_settings(data=tmp_path / "data"))
    return run


def _exit(code: str | int | None) -> tuple[int, str]:
    """The exit code, and what Python then prints on stderr."""
    return (1, f"{code}\n") if isinstance(code, str) else (code or 0, "")
