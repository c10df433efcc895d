"""Zip archives: their entries one by one, within limits, none ever written under its own name."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from seed.problems.files import Refused
from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.reading.limits import MIB, Limits

# Entries smaller than this may swell as they like: a form repeated is packed to almost nothing.
RATIO_FREE = 64 * MIB
# The directory at an archive's end, per entry allowed: names of a few hundred bytes and their
# attributes. It is read whole before anything can be counted.
DIRECTORY_BYTES_PER_ENTRY = 4096
_END = b"PK\x05\x06"
_END_BYTES = 22
_COMMENT_BYTES = 0xFFFF
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1


class Entry(NamedTuple):
    """A file of an archive, unpacked; `name` is the archive's name and its own."""

    path: Path
    name: str


def entry_names(path: Path, place: Place, limits: Limits) -> set[str]:
    """The names of an archive's entries. Raises Refused when it is damaged or has too many."""
    problem = _too_large_a_directory(path, place, limits)
    if problem:
        raise Refused(problem)
    try:
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise Refused(_damaged(place, error)) from None


def unpacked(path: Path, file: str, limits: Limits, folder: Path) -> Iterator[Entry | Problem]:
    """The files of an archive by name; each lies in `folder` until the next is asked for.

    To be asked only of what `entry_names` has looked at.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _Unpacking(archive, file, limits, folder).entries()
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        yield _damaged(Place(file), error)


class _Swollen(Exception):
    """An entry that unpacks to more than it may."""


class _Unpacking:
    def __init__(self, archive: zipfile.ZipFile, file: str, limits: Limits, folder: Path) -> None:
        self._archive, self._file = archive, file
        self._limits, self._folder = limits, folder
        self._left = limits.archive_bytes

    def entries(self) -> Iterator[Entry | Problem]:
        infos = [info for info in self._archive.infolist() if not info.is_dir()]
        place = Place(self._file)
        if len(infos) > self._limits.archive_entries:
            yield _too_many_entries(place, len(infos), self._limits.archive_entries)
            return
        if not infos:
            yield _empty(place)
        seen: set[str] = set()
        for name, info in sorted(((_name(info), info) for info in infos), key=lambda e: e[0]):
            if name.startswith("__MACOSX/"):
                continue
            yield from self._entry(info, name, seen)
            seen.add(name)

    def _entry(self, info: zipfile.ZipInfo, name: str, seen: set[str]) -> Iterator[Entry | Problem]:
        place = Place(f"{self._file}/{name}")
        problem = _twice(place) if name in seen else _unfit(info, name, place, self._limits)
        if problem:
            yield problem
            return
        target = self._folder / f"entry{PurePosixPath(name).suffix.lower()[:8]}"
        try:
            self._unpack(info, target)
            yield Entry(target, place.file)
        except _Swollen:
            yield _bomb(place, self._limits)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            yield _damaged(place, error)
        finally:
            target.unlink(missing_ok=True)

    def _unpack(self, info: zipfile.ZipInfo, target: Path) -> None:
        """Writes the entry. The sizes that an archive states may be lies, so bytes are counted."""
        with self._archive.open(info) as source, target.open("wb") as sink:
            for chunk in _within(source, info, self._limits):
                self._left -= len(chunk)
                if self._left < 0:
                    raise _Swollen
                sink.write(chunk)


def _within(source: IO[bytes], info: zipfile.ZipInfo, limits: Limits) -> Iterator[bytes]:
    allowed = min(limits.file_bytes, max(RATIO_FREE, info.compress_size * limits.archive_ratio))
    while chunk := source.read(MIB):
        allowed -= len(chunk)
        if allowed < 0:
            raise _Swollen
        yield chunk


def _name(info: zipfile.ZipInfo) -> str:
    """The entry's name; without the mark of UTF-8 it may be UTF-8 still, or GBK."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _unfit(info: zipfile.ZipInfo, name: str, place: Place, limits: Limits) -> Problem | None:
    parts = PurePosixPath(name).parts
    if ".." in parts or name.startswith("/") or name[1:2] == ":" or "\0" in info.orig_filename:
        return _bad_path(place)
    if stat.S_ISLNK(info.external_attr >> 16):
        return _link(place)
    if info.flag_bits & _ENCRYPTED:
        return _encrypted(place)
    packed = max(info.compress_size, 1)
    if info.file_size > limits.file_bytes or (
        info.file_size > RATIO_FREE and info.file_size > packed * limits.archive_ratio
    ):
        return _bomb(place, limits)
    return None


def _too_large_a_directory(path: Path, place: Place, limits: Limits) -> Problem | None:
    """Refuses an archive whose directory alone would fill the memory, before it is read."""
    with path.open("rb") as stream:
        stream.seek(max(path.stat().st_size - _END_BYTES - _COMMENT_BYTES, 0))
        tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_BYTES:
        return None  # no archive: told when it is opened
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    if size <= limits.archive_entries * DIRECTORY_BYTES_PER_ENTRY:
        return None
    count = int.from_bytes(tail[at + 10 : at + 12], "little")
    return _too_many_entries(place, count, limits.archive_entries)


def _too_many_entries(place: Place, count: int, limit: int) -> Problem:
    return place.problem(
        "archive_too_many_entries",
        f"The archive has {count:,} entries or more, over the limit of {limit:,}.",
        f"压缩包内有 {count:,} 个或更多文件,超过上限 {limit:,} 个。",
        ("Unpack it and import in several runs.", "请解压后分批导入。"),
    )


def _empty(place: Place) -> Problem:
    return place.problem("archive_empty", "The archive holds no file.", "压缩包内没有文件。")


def _bomb(place: Place, limits: Limits) -> Problem:
    return place.problem(
        "archive_too_large",
        f"Unpacked it is over the limits: {limits.file_bytes:,} bytes a file,"
        f" {limits.archive_bytes:,} an archive, {limits.archive_ratio} times its packed size.",
        f"解压后超过上限:单个文件 {limits.file_bytes:,} 字节,整包 {limits.archive_bytes:,} 字节,"
        f"或压缩前后之比 {limits.archive_ratio} 倍。",
        ("Unpack it and give the file itself.", "请先解压,再直接导入该文件。"),
    )


def _bad_path(place: Place) -> Problem:
    return place.problem(
        "archive_bad_path",
        "The entry's path leads out of the archive.",
        "压缩包内的路径指向包外。",
        ("Pack the files again without folders.", "请不带路径重新打包。"),
    )


def _link(place: Place) -> Problem:
    return place.problem(
        "archive_link",
        "The entry is a link to another file.",
        "压缩包内的该项是链接。",
        ("Pack the file itself.", "请打包文件本身。"),
    )


def _encrypted(place: Place) -> Problem:
    return place.problem(
        "archive_encrypted",
        "The entry is protected by a password.",
        "压缩包设有密码。",
        ("Pack it again without a password.", "请取消密码后重新打包。"),
    )


def _twice(place: Place) -> Problem:
    return place.problem(
        "archive_same_name",
        "The archive has another entry of this name; the first was read.",
        "压缩包内有同名文件,只读取了第一个。",
        ("Give each file a name of its own.", "请为每个文件取不同的名称。"),
    )


def _damaged(place: Place, error: Exception) -> Problem:
    return place.problem(
        "file_damaged",
        f"This is damaged: it cannot be unpacked ({error}).",
        f"文件已损坏,无法解压({error})。",
        ("Save or pack it again.", "请重新保存或打包。"),
    )
