"""Texts one slip away from what was typed, by how likely the slip is; what is likelier ranks first.

Closeness counts from 0. Neighbours swapped and letters doubled say themselves what happened; a sound
that many do not tell apart, or a key beside the right one, is likelier than any other; the first
letter or character is seldom wrong.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from graph.search.pinyin import Sound
from graph.search.record import SLIP_LENGTHS, gap, gaps
from graph.search.text import has_chinese, is_latin

SLIP_LETTERS = range(5, 49)  # in fewer a slip makes another name; more take too many tries
SLIP_CHARACTERS = range(2, 25)
NEAR_LIMIT = 128  # sounds near one name's: a name of three syllables has up to 63
CLEAR, LIKELY, ANY, FIRST = range(4)
NEAR, WRONG, MISSING_OR_EXTRA = 1, 2, 3
# Added where the first character is concerned: families seldom mistake their surname.
SURNAME = 2

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = "aeiou"
# Letters that many leave out, or add, after these.
_AFTER = {"n": "g", "z": "h", "c": "h", "s": "h"}
# Sounds that speakers of the south, and of Malaysia, do not tell apart.
_INITIALS = {
    "zh": ("z",), "ch": ("c",), "sh": ("s",), "z": ("zh",), "c": ("ch",), "s": ("sh",),
    "n": ("l",), "l": ("n", "r"), "r": ("l",), "f": ("h",), "h": ("f",),
}  # fmt: skip
_FINALS = {"ang": "an", "eng": "en", "ing": "in", "an": "ang", "en": "eng", "in": "ing"}


class ChineseSlips(NamedTuple):
    """Keys by closeness: of names with a character wrong or missing, and of names in full."""

    gaps: dict[int, list[str]]
    names: dict[int, list[str]]


def latin_slips(plain: str) -> dict[int, list[str]]:
    """Every compact Latin text that is one slip of the finger away, by closeness.

    A text that several slips lead to stands under each; the text itself may stand there too.
    """
    found: dict[int, list[str]] = {closeness: [] for closeness in (CLEAR, LIKELY, ANY, FIRST)}
    if not is_latin(plain) or len(plain) not in SLIP_LETTERS:
        return found
    found[CLEAR] += _swapped(plain)
    for place in range(len(plain) + 1):
        before, after = plain[:place], plain[place:]
        anywhere = found[ANY if place else FIRST]
        anywhere += [before + letter + after for letter in _LETTERS]
        found[CLEAR] += [before + letter + after for letter in before[-1:] + after[:1]]
        found[LIKELY] += [before + letter + after for letter in _AFTER.get(before[-1:], "")]
        if after:
            wrong, rest = after[0], after[1:]
            anywhere += [before + letter + rest for letter in _LETTERS]
            doubled = wrong in before[-1:] + rest[:1]
            found[CLEAR if doubled else ANY if place else FIRST].append(before + rest)
            if wrong in _AFTER.get(before[-1:], ""):
                found[LIKELY].append(before + rest)
            if place:
                found[LIKELY] += [before + letter + rest for letter in _BESIDE.get(wrong, "")]
    return found


def chinese_slips(plain: str) -> ChineseSlips:
    """Where one character of a Chinese text is wrong, missing, too many or swapped with the next."""
    found = ChineseSlips(defaultdict(list), defaultdict(list))
    if not has_chinese(plain) or len(plain) not in SLIP_CHARACTERS:
        return found
    for place in range(len(plain) + 1):
        found.gaps[_at(place, MISSING_OR_EXTRA)].append(gap(place, plain))
    if len(plain) in SLIP_LENGTHS:
        for place, text in enumerate(gaps(plain)):
            found.gaps[_at(place, WRONG)].append(text)
            doubled = plain[place] in (plain[place - 1 : place], plain[place + 1 : place + 2])
            closeness = CLEAR if doubled else _at(place, MISSING_OR_EXTRA)
            found.names[closeness].append(plain[:place] + plain[place + 1 :])
        found.names[CLEAR] += _swapped(plain)
    return found


def near_sounds(sound: Sound) -> list[str]:
    """What sounds nearly the same: zh for z, n for ng, n for l in any of the syllables."""
    options = [[syllable, *_near(syllable)] for syllable in sound]
    choices = itertools.islice(itertools.product(*options), 1, NEAR_LIMIT)
    return ["".join(choice) for choice in choices]


def _at(place: int, closeness: int) -> int:
    return closeness if place else closeness + SURNAME


def _near(syllable: str) -> Iterator[str]:
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


def _swapped(plain: str) -> Iterator[str]:
    for place in range(len(plain) - 1):
        yield plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]


def _beside() -> dict[str, str]:
    """The letters beside each on the keyboard, and for a vowel the other vowels."""
    found = dict.fromkeys(_VOWELS, _VOWELS)
    for row, letters in enumerate(_KEYBOARD):
        for column, letter in enumerate(letters):
            near = letters[max(0, column - 1) : column + 2]
            for other in (row - 1, row + 1):
                if 0 <= other < len(_KEYBOARD):
                    shift = column + (1 if other < row else -1)
                    near += "".join(
                        _KEYBOARD[other][c]
                        for c in (column, shift)
                        if 0 <= c < len(_KEYBOARD[other])
                    )
            found[letter] = found.get(letter, "") + near
    return found


_BESIDE = _beside()
