"""The error values of an .xls, such as #N/A, which calamine gives as empty texts.

An .xls is a small file system (OLE) that holds one stream of records (BIFF): [MS-CFB], [MS-XLS].
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from seed.sheets.tables import CellError

Errors = dict[tuple[int, int], CellError]

# [MS-XLS] 2.5.10 BErr: the bytes that stand for error values.
ERROR_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_FORMULA, _BOOL_OR_ERROR, _SHEET, _BEGIN = 0x0006, 0x0205, 0x0085, 0x0809
_FREE = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_ENTRY_BYTES = 128
# What the records of errors look like. Found by chance in a text too, yet it spares most files
# the walk through a million records.
_SUSPECT = re.compile(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00..{7}\x02.{5}\xff\xff", re.DOTALL)


def error_cells(data: bytes) -> dict[int, Errors]:
    """The cells with error values, by (row from 1, column from 0), of each sheet from 0.

    Empty for a file that is not as usual: calamine says what is wrong with it.
    """
    try:
        stream = workbook_stream(data)
        if not _SUSPECT.search(stream):
            return {}
        starts = list(sheet_starts(stream))
        return {index: dict(_errors(stream, start)) for index, start in enumerate(starts)}
    except (struct.error, IndexError, KeyError, ValueError):
        return {}


def workbook_stream(data: bytes) -> bytes:
    """The records of a workbook. Raises struct.error, IndexError or KeyError for what is none."""
    sector_bytes = 1 << struct.unpack_from("<H", data, 30)[0]
    mini_bytes = 1 << struct.unpack_from("<H", data, 32)[0]
    directory_start, _, cutoff, mini_start = struct.unpack_from("<4I", data, 48)

    def sector(number: int) -> bytes:
        return data[(number + 1) * sector_bytes : (number + 2) * sector_bytes]

    table = _numbers(b"".join(map(sector, _table_sectors(data, sector_bytes))))
    directory = b"".join(map(sector, _chain(table, directory_start)))
    entries = dict(_entries(directory))
    start, size = entries.get("Workbook") or entries["Book"]
    if size >= cutoff:
        return b"".join(map(sector, _chain(table, start)))[:size]
    root, _ = entries["Root Entry"]
    small = b"".join(map(sector, _chain(table, root)))
    mini_table = _numbers(b"".join(map(sector, _chain(table, mini_start))))
    parts = (small[n * mini_bytes : (n + 1) * mini_bytes] for n in _chain(mini_table, start))
    return b"".join(parts)[:size]


def _table_sectors(data: bytes, sector_bytes: int) -> list[int]:
    """The sectors of the allocation table: 109 in the header, the others in a chain of lists."""
    listed = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<2I", data, 68)
    for _ in range(min(count, len(data) // sector_bytes)):
        part = _numbers(data[(following + 1) * sector_bytes : (following + 2) * sector_bytes])
        listed += part[:-1]
        following = part[-1]
    return [number for number in listed if number < _FREE]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _chain(table: tuple[int, ...], start: int) -> Iterator[int]:
    """The sectors of a stream; a chain that bites its tail is cut."""
    number = start
    for _ in range(len(table)):
        if number >= _FREE:
            return
        yield number
        number = table[number]


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    for at in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        name_bytes = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(name_bytes - 2, 0)].decode("utf-16-le", "replace")
        yield name, struct.unpack_from("<2I", directory, at + 116)


def records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Kind and contents of the records from a place to the end of their part."""
    at = start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<2H", stream, at)
        if kind == 0x000A:  # the end of this part of the stream
            return
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def sheet_starts(stream: bytes) -> Iterator[int]:
    """Where the records of each sheet begin."""
    for kind, record in records(stream, 0):
        if kind == _SHEET:
            yield struct.unpack_from("<I", record)[0]


def _errors(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], CellError]]:
    for kind, record in records(stream, start):
        code: int | None = None
        if kind == _BOOL_OR_ERROR and record[7] == 1:
            code = record[6]
        # A formula's value that is no number has two bytes of ones at its end, its kind at its start.
        elif kind == _FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
            code = record[8]
        if code is not None:
            row, column = struct.unpack_from("<2H", record)
            yield (row + 1, column), CellError(ERROR_TEXTS.get(code, "#?"))
