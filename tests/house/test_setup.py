"""`make setup`: what a machine lacks is told in one line, and nothing is done twice."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment, page, steps
from tools.steps import ROOT, Failure, digest, explain, require_writable


def test_an_old_python_is_told_so_in_one_line():
    guard = (ROOT / "tools" / "setup.py").read_text(encoding="utf-8")
    ast.parse(guard, feature_version=(3, 4))
    pretend = "import runpy, sys; sys.version_info = (3, 8, 18); sys.version = '3.8.18 (old)'; "
    done = subprocess.run(
        [sys.executable, "-c", f"{pretend}runpy.run_module('tools.setup', run_name='__main__')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "this is 3.8.18" in done.stderr


def test_no_python_at_all_is_told_in_one_line():
    make = subprocess.run(
        ["make", "setup", "PYTHON="],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert make.returncode != 0
    first, *rest = make.stderr.splitlines()
    assert "Python 3.11 or later is needed" in first
    # make itself adds that its target failed.
    assert len(rest) == 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    gone = tmp_path / "gone"
    with pytest.raises(Failure, match=r"gone cannot be written to .*不可写") as caught:
        require_writable(gone)
    assert "\n" not in str(caught.value)
    require_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_python_without_ensurepip_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(Failure, match="apt install python3-venv"):
        environment.create_environment(tmp_path / "environment")


def test_a_package_without_a_wheel_is_named_and_nothing_compiled(tmp_path, monkeypatch):
    """A source archive is at hand, yet is not built: no machine needs a compiler."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    (tmp_path / "needs-compiler-1.0.tar.gz").write_bytes(b"")
    lock = tmp_path / "lock.txt"
    lock.write_text(f"needs-compiler==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    with pytest.raises(Failure, match="no ready-made package of needs-compiler"):
        environment.install_locked(Path(sys.executable), str(lock))


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (
            "NewConnectionError('refused')\nERROR: No matching distribution found for numpy==2.4.6",
            "index could not be reached",
        ),
        ("npm error code ENOTFOUND\nnpm error network", "index could not be reached"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that was locked"),
        ("building\nError: Failed to resolve ./main.ts.\n  at file.js:3", "resolve ./main.ts;"),
        ("it just stopped\n\n", "it just stopped;"),
        ("", "no reason given;"),
    ],
)
def test_a_failed_command_is_explained_in_one_line(output, told):
    said = str(explain(output))
    assert told in said
    assert "\n" not in said


def test_a_digest_changes_with_content_and_with_name(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("one", encoding="utf-8")
    before = digest([first])
    os.utime(first, (0, 0))
    assert digest([first]) == before
    first.rename(second)
    renamed = digest([second])
    second.write_text("two", encoding="utf-8")
    assert len({before, renamed, digest([second])}) == 3


@pytest.mark.parametrize(
    ("version", "suitable"),
    [
        ((18, 20), False),
        ((20, 18), False),
        ((20, 19), True),
        ((21, 7), False),
        ((22, 12), False),
        ((22, 13), True),
        ((24, 0), True),
    ],
)
def test_the_page_is_built_by_a_node_that_its_tools_support(version, suitable):
    assert page.is_suitable(*version) is suitable
