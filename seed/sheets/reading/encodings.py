"""Which encoding a text file is in: UTF-8, UTF-16 or GB18030, proven over the whole file."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path

from seed.problems.files import Refused
from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.reading.limits import MIB

HEAD = 64 * 1024
# Characters beyond ASCII that are looked at to tell GB18030 from what merely decodes as it.
SAMPLE = 20_000
# GB18030 takes almost any bytes. Chinese text of today is in its most frequent 3,755 characters
# for more than nine parts of ten, in traditional characters for six; other encodings read as
# GB18030 give less than four, and Big5 gives many Japanese and Greek letters.
FREQUENT_SHARE = 0.5
FOREIGN_SHARE = 0.05

SAVE_AS_UTF8 = (
    "Save it from Excel or WPS as “CSV UTF-8”, or as .xlsx.",
    "请用 Excel 或 WPS 另存为“CSV UTF-8”或 .xlsx。",
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, None),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, None),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(path: Path, place: Place) -> str:
    """Python's name of the encoding in which the whole file can be read. Raises Refused."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _proven(path, encoding, place)
    if b"\0" in head:
        return _utf16_without_mark(path, head, place)
    if decodes(path, "utf-8"):
        return "utf-8"
    if decodes(path, "gb18030") and _reads_as_chinese(path):
        return "gb18030"
    raise Refused(_unknown(place, path))


def decodes(path: Path, encoding: str) -> bool:
    """Whether every byte of the file is valid in this encoding."""
    try:
        for _ in _decoded(path, encoding):
            pass
    except UnicodeError:
        return False
    return True


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        while chunk := stream.read(MIB):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _proven(path: Path, encoding: str | None, place: Place) -> str:
    if encoding and decodes(path, encoding):
        return encoding
    raise Refused(_unknown(place, path))


def _utf16_without_mark(path: Path, head: bytes, place: Place) -> str:
    """UTF-16 by its ASCII characters, commas and line ends at least: one byte of each is zero."""
    big, little = head[0::2].count(0), head[1::2].count(0)
    encoding = "utf-16-le" if little > big else "utf-16-be"
    if little != big and decodes(path, encoding):
        return encoding
    raise Refused(_binary(place))


def _reads_as_chinese(path: Path) -> bool:
    frequent = foreign = total = 0
    for text in _decoded(path, "gb18030"):
        for sign in filter(_beyond_ascii, text):
            total += 1
            lead = _gb2312_lead(sign)
            # 0xA1–0xA3 are punctuation and full-width letters, 0xA4–0xA9 kana, Greek and such.
            frequent += 0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA3
            foreign += 0xA4 <= lead <= 0xA9
            if total >= SAMPLE:
                break
    return frequent >= FREQUENT_SHARE * total and foreign <= FOREIGN_SHARE * total


def _beyond_ascii(sign: str) -> bool:
    return sign > "\x7f"


def _gb2312_lead(sign: str) -> int:
    """The first byte of the character in GB 2312, which orders characters by frequency; else 0."""
    try:
        return sign.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0


def _unknown(place: Place, path: Path) -> Problem:
    line = _first_bad_line(path)
    if decodes(path, "big5"):
        guess_en, guess_zh = " (it may be Big5)", "(可能是 Big5)"
    else:
        guess_en, guess_zh = "", ""
    return place.problem(
        "encoding_unknown",
        f"The text is not in UTF-8, UTF-16 or GB18030{guess_en};"
        f" line {line} is the first that is not UTF-8.",
        f"文本编码不是 UTF-8、UTF-16 或 GB18030{guess_zh};第 {line} 行起不是 UTF-8。",
        SAVE_AS_UTF8,
    )


def _first_bad_line(path: Path) -> int:
    """The line, from 1, on which UTF-8 ends; the first when the file is whole in it."""
    line = 1
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        while chunk := stream.read(MIB):
            try:
                line += decoder.decode(chunk).count("\n")
            except UnicodeDecodeError as error:
                return line + chunk.count(b"\n", 0, error.start)
    return line


def _binary(place: Place) -> Problem:
    return place.problem(
        "not_text",
        "The file holds zero bytes: it is no text, or damaged.",
        "文件含有空字节,不是文本或已损坏。",
        SAVE_AS_UTF8,
    )
