"""From the paths that a caller gives, folders and archives among them, to raw sheets."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from seed.problems import files as refusals
from seed.problems.files import Refused
from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.reading.archives import entry_names, unpacked
from seed.sheets.reading.child import read_file
from seed.sheets.reading.limits import Limits
from seed.sheets.reading.reader import Form
from seed.sheets.tables import RawSheet

# An .et is what WPS calls an .xls, or an .xlsx of its newer years.
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".et", ".ods"})
TEXTS = frozenset({".csv", ".tsv"})
CARDS = frozenset({".vcf"})
TAKEN = WORKBOOKS | TEXTS | CARDS | {".zip"}
NAMES = ".xlsx, .xlsb, .xls, .et, .ods, .csv, .tsv, .vcf, .zip"
SAVE_AGAIN = ("Save it once more and give it again.", "请重新保存后再提交。")
# What operating systems leave in folders and archives: nobody's data, not worth a word.
LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})

# The parts that make a zip a workbook: of an .xlsx, an .xlsb, an .ods.
WORKBOOK_PARTS = ({"xl/workbook.xml"}, {"xl/workbook.bin"}, {"content.xml", "mimetype"})
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<head", b"<meta", b"<?xml", b"mime-version")


class _Given(NamedTuple):
    path: Path
    name: str
    inside: bool = False  # of an archive


def read_sheets(
    paths: Iterable[Path], limits: Limits | None = None
) -> Iterator[RawSheet | Problem]:
    """The sheets of all these files and folders, in the order given, a folder's files sorted.

    Reads .xlsx, .xlsm (its macros are left alone), .xlsb, .xls, .et, .ods, .csv, .tsv, .vcf and
    .zip of those, each in a process of its own. Hidden sheets are told and left out, hidden rows
    are read. Whatever cannot be read is a Problem, and never stops the files after it. A sheet's
    rows are to be read before the next item is asked for.
    """
    bounds = limits or Limits()
    for number, item in enumerate(_listed([Path(path) for path in paths])):
        if isinstance(item, Problem):
            yield item
        elif number >= bounds.files:
            yield _too_many_files(Place(item.name), bounds.files)
            return
        else:
            yield from _read(item, bounds)


def _listed(paths: list[Path]) -> Iterator[_Given | Problem]:
    names = Counter(path.name for path in paths)
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        elif names[path.name] > 1:
            # Two files of one name, from two folders: the report must tell them apart.
            yield _Given(path, f"{path.resolve().parent.name}/{path.name}")
        else:
            yield _Given(path, path.name)


def _in_folder(folder: Path) -> Iterator[_Given | Problem]:
    found = False
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if not is_litter(name):
                found = True
                path = Path(parent, name)
                yield _Given(path, path.relative_to(folder).as_posix())
    if not found:
        yield _nothing_inside(Place(folder.name))


def is_litter(name: str) -> bool:
    """Whether this is the name of a file that an operating system left."""
    return name.lower() in LITTER or name.startswith("._")


def _read(given: _Given, limits: Limits) -> Iterator[RawSheet | Problem]:
    try:
        problem = _unfit(given, limits)
        if problem:
            yield problem
            return
        form = _form(given, limits)
    except Refused as refused:
        yield refused.problem
        return
    except OSError as error:
        yield _inaccessible(Place(given.name), error)
        return
    if form == "archive":
        yield from _in_archive(given, limits)
    else:
        yield from read_file(given.path, given.name, form, limits)


def _in_archive(archive: _Given, limits: Limits) -> Iterator[RawSheet | Problem]:
    with tempfile.TemporaryDirectory(prefix="qiaotu-") as folder:
        for item in unpacked(archive.path, archive.name, limits, Path(folder)):
            if isinstance(item, Problem):
                yield item
            elif not is_litter(item.name.rsplit("/", 1)[-1]):
                yield from _read(_Given(item.path, item.name, inside=True), limits)


def _unfit(given: _Given, limits: Limits) -> Problem | None:
    """Why this is not opened at all. Raises OSError when it cannot be looked at."""
    place, name = Place(given.name), given.name.rsplit("/", 1)[-1]
    if name.startswith("~$"):
        return _lock_file(place)
    size = given.path.stat().st_size
    if not given.path.is_file():
        return _no_file(place)
    if _suffix(given) not in TAKEN:
        return _unknown_extension(place)
    if size == 0:
        return _empty_file(place)
    if size > limits.file_bytes:
        return _too_big(place, size, limits.file_bytes)
    return None


def _suffix(given: _Given) -> str:
    return Path(given.name).suffix.lower()


def _form(given: _Given, limits: Limits) -> Form | Literal["archive"]:
    """How it is read, by the content. Raises Refused, OSError."""
    place, suffix = Place(given.name), _suffix(given)
    with given.path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return _form_of_zip(given, place, limits)
    if head.startswith(_OLE):
        return "workbook"
    if _plain(head).startswith(_MARKUP):
        raise Refused(_markup(place))
    if suffix in WORKBOOKS or suffix == ".zip":
        raise Refused(_not_what_it_says(place, suffix))
    return "cards" if suffix in CARDS else "delimited"


def _form_of_zip(given: _Given, place: Place, limits: Limits) -> Literal["workbook", "archive"]:
    names = entry_names(given.path, place, limits)
    if any(parts <= names for parts in WORKBOOK_PARTS):
        return "workbook"
    if _suffix(given) != ".zip":
        raise Refused(_not_what_it_says(place, _suffix(given)))
    if given.inside:
        raise Refused(_nested(place))
    return "archive"


def _plain(head: bytes) -> bytes:
    """The beginning of a text in any UTF, in small ASCII letters."""
    return head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()


def _lock_file(place: Place) -> Problem:
    return place.note(
        "lock_file",
        "A file that Excel keeps while a workbook is open; it holds no data.",
        "这是 Excel 打开工作簿时的临时文件,不含数据。",
    )


def _no_file(place: Place) -> Problem:
    return place.problem("not_a_file", "This is not a file.", "这不是普通文件。")


def _inaccessible(place: Place, error: OSError) -> Problem:
    reason = error.strerror or type(error).__name__
    return place.problem(
        "file_unreadable",
        f"The file cannot be opened ({reason}).",
        f"文件无法打开({reason})。",
        ("Check its path and rights.", "请检查路径和权限。"),
    )


def _unknown_extension(place: Place) -> Problem:
    return place.problem(
        "unknown_extension",
        f"This is none of {NAMES}.",
        f"不支持的文件类型,可用 {NAMES}。",
        refusals.SAVE_AGAIN,
    )


def _empty_file(place: Place) -> Problem:
    return place.problem("empty_file", "The file is empty.", "文件为空。", SAVE_AGAIN)


def _too_big(place: Place, size: int, limit: int) -> Problem:
    return place.problem(
        "file_too_big",
        f"The file has {size:,} bytes, over the limit of {limit:,}.",
        f"文件为 {size:,} 字节,超过上限 {limit:,} 字节。",
        refusals.SPLIT_UP,
    )


def _too_many_files(place: Place, limit: int) -> Problem:
    return place.problem(
        "too_many_files",
        f"This file and those after it are beyond the limit of {limit:,} files.",
        f"超过上限 {limit:,} 个文件,该文件及其后的均未读取。",
        ("Import them in several runs.", "请分批导入。"),
    )


def _nothing_inside(place: Place) -> Problem:
    return place.problem("empty_folder", "The folder holds no file.", "文件夹内没有文件。")


def _markup(place: Place) -> Problem:
    return place.problem(
        "web_page",
        "This is a web page (HTML or XML), not a spreadsheet, whatever its name says.",
        "这是网页(HTML 或 XML),并非表格文件。",
        refusals.SAVE_AGAIN,
    )


def _not_what_it_says(place: Place, suffix: str) -> Problem:
    return place.problem(
        "wrong_content",
        f"The content is not that of a {suffix} file; it may be damaged or renamed.",
        f"内容不是 {suffix} 文件,可能已损坏或被改名。",
        refusals.SAVE_AGAIN,
    )


def _nested(place: Place) -> Problem:
    return place.problem(
        "nested_archive",
        "An archive within an archive is not opened.",
        "不读取压缩包中的压缩包。",
        ("Unpack it and give its files.", "请先解压,再导入其中的文件。"),
    )
