"""Files that are there whole or not at all, whoever looks and whenever the machine stops.

They hold what an office knows of people, so nobody but their owner may read them.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graph.errors import ConfigurationError


@contextmanager
def whole_file(path: Path, *, parents: bool = False) -> Iterator[Path]:
    """Where to write a file, or a folder, meanwhile; it becomes `path` when all went well.

    `parents`: folders above it are made where there are none. Raises ConfigurationError where it
    cannot be written, at once where that can be known.
    """
    try:
        if parents:
            path.parent.mkdir(parents=True, exist_ok=True)
        # A folder of ours alone beside it: nobody reads what is half written, and it is renamed
        # within one file system.
        scratch = Path(tempfile.mkdtemp(dir=path.parent, prefix=".part-"))
        try:
            yield scratch / path.name
            _put_in_place(scratch / path.name, path, scratch / "before")
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigurationError(
            f"{path} cannot be written: {reason}.", f"无法写入 {path}:{reason}。"
        ) from error


def keep_text(path: Path, text: str) -> None:
    """Writes a text as `whole_file` does; its folder is made where there is none."""
    with whole_file(path, parents=True) as written:
        written.write_text(text, encoding="utf-8")


def _put_in_place(written: Path, path: Path, before: Path) -> None:
    if written.is_dir():
        # Of folders none takes the place of another. What is in them may be for another program,
        # such as Neo4j's importer, to read.
        for file in written.rglob("*"):
            _sync(file)
        if path.is_dir():
            path.rename(before)
    else:
        written.chmod(0o600)
    _sync(written)
    written.replace(path)
    # Some network file systems know no syncing of folders.
    with suppress(OSError):
        _sync(path.parent)


def _sync(path: Path) -> None:
    """Returns when the disk has it: a new name must not come before what it names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
