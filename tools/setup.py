"""Prepares `.venv` and the page: `python3 -m tools.setup [--dev]`. Safe to repeat.

This file alone is kept to the grammar of old Pythons, for it is the one that turns them away.
"""

import sys

OLDEST = (3, 11)


def main() -> None:
    """Hand over to tools.preparation, unless this Python is too old to read it."""
    if sys.version_info < OLDEST:
        sys.exit(
            "Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". "
            "Install a newer one, or name it: make PYTHON=/path/to/python3 … / "
            "需要 Python 3.11 或更高版本,请安装后重试,或用 make PYTHON=… 指定。"
        )
    from tools.preparation import main as prepare

    prepare(sys.argv[1:])


if __name__ == "__main__":
    main()
