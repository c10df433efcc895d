"""Files and folders of an export: in place of nothing, or of what the user lets go."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import Conflict
from graph.whole_files import whole_file

# What a folder of ours holds; a folder with anything else is never removed to make room.
_OURS = ("nodes-", "relationships-")


@contextmanager
def appearing(path: Path, *, overwrite: bool = False, parents: bool = False) -> Iterator[Path]:
    """Where to write a file or folder meanwhile; it becomes `path` when all went well.

    `parents`: folders above it are made. Raises Conflict when `path` is there already,
    ConfigurationError when it cannot be written.
    """
    if path.exists():
        _check_may_go(path, overwrite=overwrite)
    with whole_file(path, parents=parents) as partial:
        yield partial


def remove(path: Path) -> None:
    """Removes a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def zip_folder(folder: Path, path: Path) -> None:
    """Packs the files of a folder, in the order of their names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)


def _check_may_go(path: Path, *, overwrite: bool) -> None:
    if not overwrite:
        raise Conflict(
            f"{path} is there already. Name another, or pass --overwrite.",
            f"{path} 已存在。请换一个名称,或加 --overwrite。",
        )
    if path.is_dir() and not all(file.name.startswith(_OURS) for file in path.iterdir()):
        raise Conflict(
            f"{path} holds files that are not an export's; it is left alone.",
            f"{path} 中有不属于导出的文件,不予覆盖。",
        )
