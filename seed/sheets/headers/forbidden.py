"""Columns whose contents are never kept, by their headers, and why."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from graph.search.spelling.text import fold
from seed.problems.cells import Fault
from seed.sheets.texts import recalling

FORBIDDEN_FILE = Path(__file__).with_name("forbidden.yaml")
TARGET = "forbidden"  # what such a column is for, in a plan

_BRACKETED = re.compile(r"[(\[【〔<《]([^()\[\]【】〔〕<>《》]*)[)\]】〕>》]")
_PARTS = re.compile(r"[/|\\·、,;:\n]|或|及|和|与")
_NOISE = re.compile(r"[\s*※★☆●•。_\u200b-\u200f\ufeff'\"-]+|必填|选填|可选")
_SPELT_OUT = 3  # times that 本人 and the like are taken off one header: 申请人配偶身份证号码


class _Words(NamedTuple):
    whole: dict[str, Fault]
    within: dict[str, Fault]
    before: tuple[str, ...]
    behind: tuple[str, ...]


@recalling
def forbidden(header: str) -> Fault | None:
    """Why a column of this header is refused; None for one that is not."""
    words = _words()
    plain = _folded(unicodedata.normalize("NFKC", header))
    within = next((fault for word, fault in words.within.items() if word in plain), None)
    if within:
        return within
    hints = _BRACKETED.findall(plain)
    for part in (*_PARTS.split(_BRACKETED.sub("", plain)), *hints):
        for form in _forms(part, words):
            if form in words.whole:
                return words.whole[form]
    return None


def _forms(part: str, words: _Words) -> list[str]:
    """The header, and what is left of it without whose it is and without 号码 and its like."""
    forms = [part]
    for _ in range(_SPELT_OUT):
        shorter = [_without(form, words) for form in forms]
        forms = list(dict.fromkeys([*forms, *(each for pair in shorter for each in pair)]))
    return [form for form in forms if form]


def _without(form: str, words: _Words) -> list[str]:
    shorter = [form.removeprefix(word) for word in words.before if form.startswith(word)]
    return shorter + [form.removesuffix(word) for word in words.behind if form.endswith(word)]


def _folded(header: str) -> str:
    return _NOISE.sub("", fold(header))


@cache
def _words() -> _Words:
    raw: dict[str, Any] = yaml.safe_load(FORBIDDEN_FILE.read_text(encoding="utf-8"))
    before, behind = (tuple(map(_folded, raw.pop(key))) for key in ("before", "behind"))
    whole: dict[str, Fault] = {}
    within: dict[str, Fault] = {}
    for reason in raw.values():
        fault = _fault(reason["zh"], reason["en"])
        whole |= {_folded(word): fault for word in reason["whole"]}
        within |= {_folded(word): fault for word in reason["within"]}
    return _Words(whole, within, before, behind)


def _fault(zh: str, en: str) -> Fault:
    return Fault(
        "forbidden_column",
        "refused",
        f"The column was refused, nothing of it is kept: {en}. The rest of the sheet goes in.",
        f"本列未导入,其内容一概不保存:{zh}其余各列照常导入。",
        "Delete the column before you give the file on.",
        "今后提交前请删去此列。",
    )
