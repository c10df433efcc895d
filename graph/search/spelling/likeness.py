"""How easily one character is taken for another: by its sound, or by its shape."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from enum import IntEnum
from functools import cache, lru_cache

from graph.search.spelling.pinyin import readings, tones
from graph.search.spelling.text import HERE, is_chinese

_VOWELS = "aeiou"
# Sounds that speakers of the south, and of Malaysia, do not tell apart.
_INITIALS = {
    "zh": ("z",), "ch": ("c",), "sh": ("s",), "z": ("zh",), "c": ("ch",), "s": ("sh",),
    "n": ("l",), "l": ("n", "r"), "r": ("l",), "f": ("h",), "h": ("f",),
}  # fmt: skip
_FINALS = {"ang": "an", "eng": "en", "ing": "in", "an": "ang", "en": "eng", "in": "ing"}


class Likeness(IntEnum):
    """Likest first."""

    TONE = 0  # the same sound in the same tone
    SOUND = 1  # the same sound: how pinyin is typed, tones are not told apart
    NEAR = 2  # nearly the same sound, or nearly the same shape
    NONE = 3


@lru_cache(maxsize=65_536)
def likeness(one: str, other: str) -> Likeness:
    """How alike two characters are."""
    if not (is_chinese(one) and is_chinese(other)):
        return Likeness.NONE
    if not tones(one).isdisjoint(tones(other)):
        return Likeness.TONE
    sounds = readings(other)
    if any(sound in sounds for sound in readings(one)):
        return Likeness.SOUND
    near = any(syllable in sounds[:1] for syllable in near_syllables(readings(one)[0]))
    return Likeness.NEAR if near or other in _lookalikes().get(one, "") else Likeness.NONE


def near_syllables(syllable: str) -> Iterator[str]:
    """What sounds nearly the same: zh for z, n for ng, n for l."""
    split = 0 if syllable[0] in _VOWELS else 2 if syllable[1:2] == "h" else 1
    initial, final = syllable[:split], syllable[split:]
    initials = [initial, *_INITIALS.get(initial, ())]
    finals = [final]
    for ending in (final[-3:], final[-2:]):
        if ending in _FINALS:
            finals.append(final[: -len(ending)] + _FINALS[ending])
            break
    for choice in list(itertools.product(initials, finals))[1:]:
        yield "".join(choice)


@cache
def _lookalikes() -> dict[str, str]:
    """The characters that each is taken for."""
    found: dict[str, str] = defaultdict(str)
    for line in (HERE / "lookalikes.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            found[line[0]] += line[1:]
            for other in line[1:]:
                found[other] += line[0]
    return dict(found)
