"""What one is to the other, read from the other end: 女儿 is 父亲, 母亲 or, of whom it is not known, 父母."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

KINSHIP_FILE = Path(__file__).with_name("kinship.yaml")

Sex = Literal["man", "woman"]
_EITHER = "either"
_SEX_KEYS = ("性别", "sex", "gender", "Sex", "Gender")


class _Group(NamedTuple):
    name: str
    inverse: str
    shown: dict[str, str]


class _Table(NamedTuple):
    groups: dict[str, _Group]
    of: dict[str, _Group]  # by word
    both: frozenset[str]


def inverse(word: str, sex: Sex | None = None) -> str | None:
    """What the other is, of whom `sex` is known or not; None for a word that is not known."""
    term, table = _plain(word), _table()
    if term in table.both:
        return word
    group = table.of.get(term)
    if group is None:
        return None
    other = table.groups[group.inverse]
    return other.shown.get(sex or _EITHER, other.shown[_EITHER])


def is_mutual(word: str) -> bool:
    """Whether a word reads the same from both ends: 父子, 战友. Of one not known it is not known."""
    return _plain(word) in _table().both


def is_known(word: str) -> bool:
    """Whether the table has the word."""
    return _plain(word) in _table().of or is_mutual(word)


def group_of(word: str) -> str:
    """The name of a word's group, so that 女儿 and 长女 are one; of others the word itself."""
    group = _table().of.get(_plain(word))
    return group.name if group else word


def sex_of(text: str) -> Sex | None:
    """The sex that a cell of 性别 tells."""
    folded = text.strip().lower()
    if folded in ("男", "男性", "m", "male", "先生"):
        return "man"
    return "woman" if folded in ("女", "女性", "f", "female", "女士") else None


def told_sex(extra: Mapping[str, Any]) -> Sex | None:
    """The sex that further data tell."""
    texts = (extra[key] for key in _SEX_KEYS if key in extra)
    return next((sex for text in texts if (sex := sex_of(str(text)))), None)


def _plain(word: str) -> str:
    term = word.strip().lower()
    return term.removesuffix("关系") if len(term) > len("关系") else term


@cache
def _table() -> _Table:
    raw: dict[str, Any] = yaml.safe_load(KINSHIP_FILE.read_text(encoding="utf-8"))
    both = frozenset(_plain(word) for line in raw.pop("both") for word in line)
    groups: dict[str, _Group] = {}
    words: dict[str, _Group] = {}
    for name, entry in raw.items():
        terms = {sex: entry[sex] for sex in ("man", "woman", _EITHER) if sex in entry}
        shown = {sex: listed[0] for sex, listed in terms.items()}
        groups[name] = group = _Group(name, entry.get("inverse", name), shown)
        words |= {_plain(word): group for listed in terms.values() for word in listed}
    return _Table(groups, words, both)
