"""Makes the requirements*.txt files anew from pyproject.toml: `make lock`.

Run by the oldest Python that we support: a newer one needs no package that it would not list.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from tools.environment import create_environment
from tools.setup import OLDEST
from tools.steps import ROOT, say

HEADER = "# Made by `make lock` from pyproject.toml; not to be edited by hand.\n"
# Nothing of the machine that made the lock may stand in it: no index, no folder, no command line.
SILENT = ("--no-header", "--no-emit-options")


def main() -> None:
    """Compile every lock, later ones bound to the versions of the earlier."""
    if sys.version_info[:2] != OLDEST:
        sys.exit(f"Locks are made with Python {OLDEST[0]}.{OLDEST[1]}: make lock PYTHON=python3.11")
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder, "environment")
        create_environment(environment)
        python = environment / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "pip-tools"], check=True)
        for name, (requirements, bound_by) in _wanted().items():
            _compile(python, name, requirements, bound_by)


def _wanted() -> dict[str, tuple[list[str], list[str]]]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = project["project"]["dependencies"]
    build = project["build-system"]["requires"]
    groups = project["dependency-groups"]
    return {
        "requirements.txt": (needed, []),
        "requirements-build.txt": (build, ["requirements.txt"]),
        "requirements-dev.txt": (
            [*needed, *build, *groups["dev"]],
            ["requirements.txt", "requirements-build.txt"],
        ),
        "requirements-node.txt": (groups["node"], []),
    }


def _compile(python: Path, name: str, requirements: list[str], bound_by: list[str]) -> None:
    say(f"锁定 {name}", f"Locking {name}")
    command = [str(python), "-m", "piptools", "compile", "-", "--quiet", "--upgrade"]
    command += ["--generate-hashes", "--strip-extras", "--allow-unsafe", "--output-file", name]
    command += [*SILENT, *(part for lock in bound_by for part in ("--constraint", lock))]
    subprocess.run(command, cwd=ROOT, input="\n".join(requirements), text=True, check=True)
    lock = ROOT / name
    lock.write_text(HEADER + lock.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
