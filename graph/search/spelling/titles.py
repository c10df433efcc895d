"""Titles and remarks parted from people's names: 吕某教授, 秦某(女), Dr. Xu Chongyu.

The one list is `titles.yaml`. A word is parted only where a whole name is left: 王院长 and 欧阳博士
name nobody without their title, and stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import yaml

from graph.search.spelling.surnames import surnames
from graph.search.spelling.text import HERE, compact, has_chinese, words

GENDER, DEGREE, POSITION, TITLE = "gender", "academic_degree", "position", "title"
ENGLISH = "english_name"

# A longer text before a title is rather a body: 徐州大学校长.
_LONGEST, _LONGEST_DOUBLE = 3, 4
_SHORTEST = 2
_REMEMBERED = 16_384

_BRACKETED = re.compile(
    r"^(?P<name>[^()（）]+?)\s*[(（](?P<inner>[^()（）]+)[)）]\s*(?P<rest>[^()（）]*)$"
)
_LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ .'’,-]+")
_PARTS = re.compile(r"[、,，;；/\s]+")


class Parted(NamedTuple):
    """A name without its titles, and what they say: pairs of kind and value."""

    name: str
    said: tuple[tuple[str, str], ...] = ()


class _Lists(NamedTuple):
    after: Mapping[str, tuple[str, str]]
    before: Mapping[str, tuple[str, str]]
    latin_after: Mapping[str, tuple[str, str]]
    bracketed: Mapping[str, tuple[str, str]]


@lru_cache(maxsize=_REMEMBERED)
def parted(text: str) -> Parted:
    """A person's name parted into the name and what stands beside it; whole where none is left."""
    name, said = text.strip(), list[tuple[str, str]]()
    while True:
        found = _bracket(name) or _chinese_title(name) or _latin_title(name)
        if found is None:
            return Parted(name, tuple(dict.fromkeys(said)))
        name = found.name
        said = [*said, *found.said]


def _bracket(name: str) -> Parted | None:
    match = _BRACKETED.match(name)
    if match is None:
        return None
    outer, inner = match["name"].strip(), match["inner"].strip()
    rest = f"{outer}{match['rest']}".strip()
    known = _known(inner)
    if known:
        return Parted(rest, known)
    if match["rest"]:
        return None
    if has_chinese(outer) and _LATIN_NAME.fullmatch(inner):
        return Parted(outer, ((ENGLISH, inner),))
    if has_chinese(inner) and _LATIN_NAME.fullmatch(outer) and _is_name(compact(inner)):
        return Parted(inner, ((ENGLISH, outer),))
    return None


def _known(inner: str) -> tuple[tuple[str, str], ...]:
    """What a bracket says, if all of it is on the list."""
    lists = _lists()
    every = {**lists.before, **lists.latin_after, **lists.after, **lists.bracketed}
    whole = every.get(_key(inner))
    found = [whole] if whole else [every.get(_key(part)) for part in _PARTS.split(inner) if part]
    return tuple(each for each in found if each) if found and None not in found else ()


def _chinese_title(name: str) -> Parted | None:
    after = _lists().after
    for length in range(min(len(name) - _SHORTEST, 5), 1, -1):
        title, rest = name[-length:], name[:-length].rstrip(" ·,，")
        if title in after and _is_name(rest):
            return Parted(rest, (after[title],))
    return None


def _is_name(text: str) -> bool:
    """Whether a Chinese text may be a whole name: more than a surname, no longer than names are."""
    if not all(map(has_chinese, text.replace("·", ""))) or (len(text) > 1 and text in surnames()):
        return False
    if "·" in text:
        return True
    double = text[:2] in surnames() and len(text) > 2
    return _SHORTEST <= len(text) <= (_LONGEST_DOUBLE if double else _LONGEST)


def _latin_title(name: str) -> Parted | None:
    if has_chinese(name):
        return None
    # Without full stops, so that Ph.D. and Dr are as they are listed.
    spelled = name.replace(".", " ").replace(",", " , ").split()
    for count in (2, 1):
        head, tail = spelled[:count], spelled[-count:]
        before = _lists().before.get(_key(" ".join(head)))
        if before and len(spelled) > count and _left(spelled[count:]):
            return Parted(_without(name, count, start=True), (before,))
        after = _lists().latin_after.get(_key(" ".join(tail)))
        if after and _left(spelled[:-count]) and len(spelled) > count + 1:
            return Parted(_without(name, count, start=False), (after,))
    return None


def _left(parts: list[str]) -> bool:
    """Whether a whole Latin name is left: Mr. Li alone may be any Li."""
    return sum(part != "," for part in parts) >= _SHORTEST


def _without(name: str, count: int, *, start: bool) -> str:
    """The name without its first or last words, its own spelling kept."""
    first = rf"^[\s.,]*(?:[^\s.,]+[\s.,]*){{{count}}}"
    last = rf"[\s.,]*(?:[\s.,]*[^\s.,]+){{{count}}}[\s.,]*$"
    return re.sub(first if start else last, "", name).strip(" ,")


def _key(text: str) -> str:
    return compact(text) if has_chinese(text) else " ".join(words(text))


@cache
def _lists() -> _Lists:
    data: dict[str, Any] = yaml.safe_load((HERE / "titles.yaml").read_text(encoding="utf-8"))
    return _Lists(*(dict(_entries(data[name])) for name in _Lists._fields))


def _entries(section: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    for kind, listed in section.items():
        if isinstance(listed, list):
            yield from ((_key(word), (kind, word)) for word in listed)
        else:
            for value, written in listed.items():
                yield from ((_key(word), (kind, value)) for word in written)
