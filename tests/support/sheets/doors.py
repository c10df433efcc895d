"""Files of the less usual forms, made byte by byte where no library writes them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile

Range = tuple[int, int, int, int]  # top, left, bottom, right, all from 0

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write_ods(path: Path, sheet: str, rows: Sequence[Sequence[str | tuple[str, int]]]) -> Path:
    """An .ods; a cell that is a pair is merged downwards over so many rows."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {_NAMES}><office:body>"
        f'<office:spreadsheet><table:table table:name="{sheet}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
    return path


def _ods_cell(cell: str | tuple[str, int]) -> str:
    text, down = cell if isinstance(cell, tuple) else (cell, 1)
    if not text:
        return "<table:covered-table-cell/>"
    spans = f' table:number-rows-spanned="{down}"' if down > 1 else ""
    return (
        f'<table:table-cell{spans} office:value-type="string"><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def write_xlsb(
    path: Path, sheet: str, rows: Sequence[Sequence[str]], merged: Iterable[Range]
) -> Path:
    """An .xlsb of texts ([MS-XLSB] 2.4)."""
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    )
    book_relations = (
        f'{relations}<Relationship Id="rId1" Type="{_RELATION}/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    book = _record(131) + _record(143)
    book += _record(156, struct.pack("<II", 0, 1) + _wide("rId1") + _wide(sheet))
    book += _record(144) + _record(132)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.bin", book)
        package.writestr("xl/_rels/workbook.bin.rels", book_relations)
        package.writestr("xl/worksheets/sheet1.bin", _xlsb_sheet(rows, list(merged)))
    return path


def _xlsb_sheet(rows: Sequence[Sequence[str]], merged: list[Range]) -> bytes:
    bottom, right = len(rows) - 1, max(map(len, rows)) - 1
    sheet = _record(129) + _record(148, struct.pack("<4I", 0, bottom, 0, right)) + _record(145)
    for number, row in enumerate(rows):
        sheet += _record(0, struct.pack("<I", number) + b"\0" * 13)
        for column, text in enumerate(row):
            if text:
                sheet += _record(6, struct.pack("<II", column, 0) + _wide(text))
    sheet += _record(146) + _record(177, struct.pack("<I", len(merged)))
    for top, left, lower, outer in merged:
        sheet += _record(176, struct.pack("<4I", top, lower, left, outer))
    return sheet + _record(178) + _record(130)


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, sizes = len(data), b""
    while size >= 128:
        sizes, size = sizes + bytes([size & 0x7F | 0x80]), size >> 7
    return head + sizes + bytes([size]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write_encrypted(path: Path, sheet: str, rows: Sequence[Sequence[str]], password: str) -> Path:
    """An .xlsx behind a password."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = sheet
    for row in rows:
        book.worksheets[0].append(list(row))
    plain = io.BytesIO()
    book.save(plain)
    with path.open("wb") as sink:
        OOXMLFile(plain).encrypt(password, sink)
    return path
