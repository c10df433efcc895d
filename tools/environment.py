"""The virtual environment, from the hashed locks."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from tools.steps import ROOT, Failure, digest, is_stamped, run, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUN_LOCKS = ("requirements.txt", "requirements-build.txt")
# A superset of the former, made with the same versions (see tools/lock.py).
DEV_LOCKS = ("requirements-dev.txt",)


def create_environment(folder: Path) -> None:
    """Make an empty virtual environment. Raises Failure where Python came without the means."""
    say("建立虚拟环境", "Creating the virtual environment")
    if importlib.util.find_spec("ensurepip") is None:
        raise Failure(
            "This Python came without ensurepip, which virtual environments need; "
            "on Debian and Ubuntu: apt install python3-venv.",
            "缺少 ensurepip,在 Debian 或 Ubuntu 上请运行 apt install python3-venv。",
        )
    run([sys.executable, "-m", "venv", "--clear", folder], ROOT, os.environ)


def install_locked(python: Path, *locks: str) -> None:
    """Install the packages of lock files, each checked against its hash, none compiled."""
    chosen = [part for lock in locks for part in ("--requirement", ROOT / lock)]
    run(
        [*_pip(python), "install", "--require-hashes", "--only-binary", ":all:", *chosen],
        ROOT,
        os.environ,
    )


def _install(*, dev: bool) -> None:
    say("安装依赖(首次约一分钟)", "Installing packages (about a minute the first time)")
    install_locked(PYTHON, *(DEV_LOCKS if dev else RUN_LOCKS))
    # Our own packages stay where they are; this adds the `qiaotu` command and the metadata.
    ours = ["--no-index", "--no-deps", "--no-build-isolation", "--editable"]
    run([*_pip(PYTHON), "install", *ours, ROOT], ROOT, os.environ)


def _pip(python: Path) -> list[str | Path]:
    return [python, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]


def _is_ready(*, dev: bool) -> bool:
    return is_stamped(_stamp(dev=dev), _expected(dev=dev)) and PYTHON.exists()


def _works(python: Path) -> bool:
    """Whether an environment's Python and pip still start, whatever happened to their base."""
    try:
        done = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _stamp(*, dev: bool) -> Path:
    return VENV / (".prepared-dev" if dev else ".prepared")


def _expected(*, dev: bool) -> str:
    locks = RUN_LOCKS + DEV_LOCKS if dev else RUN_LOCKS
    return digest([ROOT / "pyproject.toml", *(ROOT / lock for lock in locks)])
