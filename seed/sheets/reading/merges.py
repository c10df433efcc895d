"""Merged cells of an .ods or .xlsb, which calamine does not tell; found without reading them whole."""

from __future__ import annotations

import html
import re
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from seed.sheets.reading.limits import MIB
from seed.sheets.tables import Merge

Merges = dict[str, tuple[Merge, ...]]

# Merged ranges that are remembered of one workbook: more than the forms of a province.
MERGE_LIMIT = 200_000
_ODS, _BOOK, _RELATIONS = "content.xml", "xl/workbook.bin", "xl/_rels/workbook.bin.rels"

# [ODF 1.3] 9.1: a table's rows and cells; a covered cell lies under a merged one.
_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(\s[^>]*?)?/?>")
_ATTRIBUTE = re.compile(rb"""table:([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

# [MS-XLSB] 2.4: BrtBundleSh, BrtBeginMergeCells and BrtMergeCell, each after its type and size.
_SHEET = re.compile(rb"\x9c\x01[\x80-\xff]?[\x00-\x7f]", re.DOTALL)
_MERGED = re.compile(rb"\xb1\x01\x04.{4}((?:\xb0\x01\x10.{16})+)\xb2\x01\x00", re.DOTALL)
_RELATION = re.compile(rb"<Relationship\s[^>]*>")


def merges_of(package: zipfile.ZipFile) -> Merges:
    """The merged ranges by the sheets' names; none where the file is not as usual."""
    held = set(package.namelist())
    try:
        if _ODS in held:
            return _collected(_of_ods(package))
        if {_BOOK, _RELATIONS} <= held:
            return _collected(_of_xlsb(package, held))
    except (struct.error, ValueError, KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError):
        return {}  # calamine says what is wrong with it
    return {}


def _collected(found: Iterator[tuple[str, Merge]]) -> Merges:
    merges: dict[str, list[Merge]] = defaultdict(list)
    for count, (name, merge) in enumerate(found):
        if count >= MERGE_LIMIT:
            break
        merges[name].append(merge)
    return {name: tuple(ranges) for name, ranges in merges.items()}


def _of_ods(package: zipfile.ZipFile) -> Iterator[tuple[str, Merge]]:
    name, row, following, column = "", 0, 1, 0
    for tag, told in _tags(package):
        if tag == b"table":
            name, row, following = html.unescape(told.get("name", "")), 0, 1
        elif tag == b"table-row":
            row, column = following, 0
            following += int(told.get("number-rows-repeated", 1))
        else:
            down = int(told.get("number-rows-spanned", 1))
            right = int(told.get("number-columns-spanned", 1))
            if tag == b"table-cell" and (down > 1 or right > 1):
                yield name, Merge(row, column, row + down - 1, column + right - 1)
            column += int(told.get("number-columns-repeated", 1))


def _tags(package: zipfile.ZipFile) -> Iterator[tuple[bytes, dict[str, str]]]:
    rest = b""
    with package.open(_ODS) as stream:
        while chunk := stream.read(MIB):
            rest += chunk
            end = rest.rfind(b">") + 1
            for match in _TAG.finditer(rest, 0, end):
                pairs = _ATTRIBUTE.findall(match[2] or b"")
                yield match[1], {k.decode(): (a or b).decode() for k, a, b in pairs}
            rest = rest[end:]


def _of_xlsb(package: zipfile.ZipFile, held: set[str]) -> Iterator[tuple[str, Merge]]:
    targets = {}
    for element in _RELATION.findall(package.read(_RELATIONS)):
        told = dict(re.findall(rb'(\w+)="([^"]*)"', element))
        path = PurePosixPath("/xl") / told.get(b"Target", b"").decode()
        targets[told.get(b"Id", b"").decode()] = str(path).lstrip("/")
    for relation, name in _bundled(package.read(_BOOK)):
        part = targets.get(relation)
        for block in _MERGED.findall(package.read(part)) if part in held and part else ():
            for at in range(0, len(block), 19):
                top, bottom, left, right = struct.unpack_from("<4I", block, at + 3)
                yield name, Merge(top + 1, left, bottom + 1, right)


def _bundled(book: bytes) -> Iterator[tuple[str, str]]:
    """The relation and the name of each sheet."""
    for match in _SHEET.finditer(book):
        relation, end = _wide(book, match.end() + 8)
        name, _ = _wide(book, end)
        yield relation, name


def _wide(data: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", data, at)
    end = at + 4 + 2 * min(length, len(data))
    return data[at + 4 : end].decode("utf-16-le"), end
