"""Numbers of an .xls as Excel shows them: the formats and the numbers of its records ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

from seed.sheets.reading.number_formats import Code, shown, telling_code
from seed.sheets.reading.xls_errors import records, sheet_starts, workbook_stream

Shown = dict[tuple[int, int], str]

_FORMAT, _CELL_FORMAT = 0x041E, 0x00E0
_NUMBER, _SHORT_NUMBER, _SHORT_NUMBERS = 0x0203, 0x027E, 0x00BD


def shown_cells(data: bytes) -> dict[int, Shown]:
    """What formats make of the numbers of each sheet from 0, by (row from 1, column from 0).

    Empty for a file that is not as usual: calamine says what is wrong with it.
    """
    try:
        stream = workbook_stream(data)
        styles = _telling_styles(stream)
        if not styles:
            return {}
        starts = list(sheet_starts(stream))
        return {index: dict(_shown(stream, start, styles)) for index, start in enumerate(starts)}
    except (struct.error, IndexError, KeyError, ValueError):
        return {}


def _telling_styles(stream: bytes) -> dict[int, Code]:
    """The cell formats, by their numbers, that make a number another text."""
    codes: dict[int, Code] = {}
    used: list[int] = []
    for kind, record in records(stream, 0):
        if kind == _FORMAT:
            if code := telling_code(_text(record[2:])):
                codes[struct.unpack_from("<H", record)[0]] = code
        elif kind == _CELL_FORMAT:
            used.append(struct.unpack_from("<H", record, 2)[0])
    return {index: codes[id_] for index, id_ in enumerate(used) if id_ in codes}


def _text(record: bytes) -> str:
    length, wide = struct.unpack_from("<HB", record)
    if wide & 1:
        return record[3 : 3 + 2 * length].decode("utf-16-le")
    return record[3 : 3 + length].decode("latin-1")


def _shown(
    stream: bytes, start: int, styles: Mapping[int, Code]
) -> Iterator[tuple[tuple[int, int], str]]:
    for row, column, style, number in _numbers(stream, start):
        code = styles.get(style)
        text = shown(f"{number:.15g}", code) if code else None
        if text is not None:
            yield (row + 1, column), text


def _numbers(stream: bytes, start: int) -> Iterator[tuple[int, int, int, float]]:
    """Row, column, style and value of every number."""
    for kind, record in records(stream, start):
        if kind == _NUMBER:
            yield struct.unpack_from("<3Hd", record)
        elif kind == _SHORT_NUMBER:
            row, column, style, value = struct.unpack_from("<3HI", record)
            yield row, column, style, _short(value)
        elif kind == _SHORT_NUMBERS:
            row, first = struct.unpack_from("<2H", record)
            for place in range((len(record) - 6) // 6):
                style, value = struct.unpack_from("<HI", record, 4 + 6 * place)
                yield row, first + place, style, _short(value)


def _short(value: int) -> float:
    """A number in 30 bits: whole or the upper half of a float, maybe a hundred times as large."""
    if value & 2:
        whole = value >> 2
        number = float(whole - (1 << 30) if whole & (1 << 29) else whole)
    else:
        number = struct.unpack("<d", struct.pack("<Q", (value & 0xFFFFFFFC) << 32))[0]
    return number / 100 if value & 1 else number
