"""The virtual environment from the hashed locks, then the page; each only when its inputs changed.

Nothing here names a package index: pip and npm follow the user's own configuration.
"""

import sys

from tools.environment import (
    PYTHON,
    VENV,
    _expected,
    _install,
    _is_ready,
    _stamp,
    _works,
    create_environment,
)
from tools.page import build_page
from tools.steps import ROOT, Failure, require_writable


def main(arguments: list[str]) -> None:
    """Prepare what `make run` needs or, with `--dev`, what the tests need as well."""
    try:
        prepare(dev="--dev" in arguments)
    except Failure as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)


def prepare(*, dev: bool) -> None:
    """Bring `.venv` and the page up to date. Raises Failure."""
    prepare_environment(dev=dev)
    build_page(VENV / "bin")


def prepare_environment(*, dev: bool) -> None:
    """Make or update `.venv`. Raises Failure."""
    if _is_ready(dev=dev):
        return
    require_writable(ROOT)
    if not _works(PYTHON):
        create_environment(VENV)
    _install(dev=dev)
    for kind in (False, True) if dev else (False,):
        _stamp(dev=kind).write_text(_expected(dev=kind), encoding="utf-8")
