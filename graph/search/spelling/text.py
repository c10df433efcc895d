"""Texts as they are compared: one script, one width, one case, no marks, nothing invisible.

Every character is folded by itself, so NFC and NFD come out equal, and a place in the folded text
leads back to a place in the text as written.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

import opencc

from graph.search.spelling.unified import unified

HERE = Path(__file__).parent
# What decomposition leaves whole; Latin, Vietnamese, Turkish, Nordic.
_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
# The same as `is_chinese`, for a whole text at a time.
_CHINESE = re.compile("[㐀-鿿豈-﫿𠀀-\U0010ffff]")
_APOSTROPHES = "'’‘ʼ＇`´ʻ"


class _Folding(dict[int, str]):
    """A table for `str.translate` that fills itself, a character at a time."""

    def __init__(self, *, only_alphanumeric: bool) -> None:
        self._only_alphanumeric = only_alphanumeric

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", unified(chr(code)))
        folded = "".join(_letter(part) for part in plain)
        if self._only_alphanumeric:
            folded = "".join(character for character in folded if character.isalnum())
        self[code] = folded
        return folded


def fold(text: str) -> str:
    """The text folded, spaces and punctuation kept."""
    return text.translate(_FOLDED)


def compact(text: str) -> str:
    """The text folded, letters, digits and Chinese characters only."""
    return text.translate(_COMPACT)


def words(text: str) -> list[str]:
    """The folded words; an apostrophe joins, every other mark and a hyphen part."""
    joined = text.translate(_WITHOUT_APOSTROPHES).translate(_FOLDED)
    return "".join(c if c.isalnum() else " " for c in joined).split()


def span(text: str, found: str) -> tuple[int, int] | None:
    """Where in `text`, in code points, its compact form holds `found`; None when it does not."""
    places = [index for index, character in enumerate(text) for _ in _COMPACT[ord(character)]]
    start = compact(text).find(found)
    if start < 0 or not found:
        return None
    return places[start], places[start + len(found) - 1] + 1


def is_latin(text: str) -> bool:
    """Whether a compact text is letters and digits of ASCII only."""
    return text.isascii()


def has_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return _CHINESE.search(text) is not None


def is_chinese(character: str) -> bool:
    """Whether a character is a Chinese one, the rare planes included."""
    return "㐀" <= character <= "鿿" or "豈" <= character <= "﫿" or character >= "𠀀"


def _letter(character: str) -> str:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    lower = character.casefold()
    if lower in _LETTERS:
        return _LETTERS[lower]
    if is_chinese(lower):
        return _simplified(lower)
    return " " if lower.isspace() else lower


def _simplified(character: str) -> str:
    for name in ("t2s", "hk2s", "tw2s"):
        character = _converter(name).convert(character)
    return _variants().get(character, character)


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


@cache
def _variants() -> dict[str, str]:
    lines = (HERE / "variants.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["variant"]: row["usual"] for row in rows}


_FOLDED = _Folding(only_alphanumeric=False)
_COMPACT = _Folding(only_alphanumeric=True)
_WITHOUT_APOSTROPHES = dict.fromkeys(map(ord, _APOSTROPHES), "")
