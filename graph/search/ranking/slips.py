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

from graph.search.index.record import SLIP_LENGTHS, gap, gaps
from graph.search.spelling.likeness import Likeness, likeness, near_syllables
from graph.search.spelling.pinyin import Sound
from graph.search.spelling.surnames import opening
from graph.search.spelling.text import has_chinese, is_latin

SLIP_LETTERS = range(5, 49)  # in fewer a slip makes another name; more take too many tries
SLIP_CHARACTERS = range(2, 25)
NEAR_LIMIT = 128  # sounds near one name's: a name of three syllables has up to 63
CLEAR, LIKELY, ANY, FIRST = range(4)
# Of Chinese: one character mistaken for one like it; one left out, which few names fit; any other
# in its place, which hundreds fit; one too many, which is rarer, and many bear what is left.
MISTAKEN, MISSING, WRONG, EXTRA = 1, 2, 3, 4
# Added where the surname is concerned, which is seldom wrong: more than all of these.
SURNAME = 5
_MOST = 15

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = "aeiou"
# Letters that many leave out, or add, after these.
_AFTER = {"n": "g", "z": "h", "c": "h", "s": "h"}


class ChineseSlips(NamedTuple):
    """Keys by closeness: of names with a character wrong or missing, and of names in full.

    Which of the wrong ones are nearer than others, `mistaken` tells name by name.
    """

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
    surname = surname_length(plain)
    for place in range(len(plain) + 1):
        found.gaps[_at(place, surname, MISSING)].append(gap(place, plain))
    if len(plain) in SLIP_LENGTHS:
        for place, text in enumerate(gaps(plain)):
            found.gaps[_at(place, surname, WRONG)].append(text)
            doubled = plain[place] in (plain[place - 1 : place], plain[place + 1 : place + 2])
            closeness = CLEAR if doubled else _at(place, surname, EXTRA)
            found.names[closeness].append(plain[:place] + plain[place + 1 :])
        found.names[CLEAR] += _swapped(plain)
    return found


def near_sounds(sound: Sound) -> list[str]:
    """What sounds nearly the same, in any of the syllables."""
    options = [[syllable, *near_syllables(syllable)] for syllable in sound]
    choices = itertools.islice(itertools.product(*options), 1, NEAR_LIMIT)
    return ["".join(choice) for choice in choices]


def mistaken(typed: str, name: str) -> int | None:
    """How close a name of as many characters is; None when more than one are wrong in any way.

    The worst mistake counts as such, every other one that sounds the same adds one, and one that
    is only nearly alike adds two.
    """
    others, changed = _others(typed, name)
    if not others or (Likeness.NONE in others and len(others) > 1):
        return None
    closeness = WRONG if Likeness.NONE in others else MISTAKEN
    closeness += sum(1 if each < Likeness.NEAR else 2 for each in sorted(others)[:-1])
    return min(closeness + changed, _MOST)


def sounding(typed: str, name: str) -> int | None:
    """How close a name of the same sound is: by the characters that differ, then by their tones."""
    if len(typed) != len(name):
        return None
    others, changed = _others(typed, name)
    return min(sum(2 + each for each in others) + changed, _MOST)


def surname_length(plain: str) -> int:
    """Characters of the surname that a compact text begins with; 1 where it begins with none."""
    surname = opening(plain)
    return len(surname.characters) if surname is not None else 1


def _others(typed: str, name: str) -> tuple[list[Likeness], int]:
    """The likeness of each character to the one in whose place it stands, and SURNAME where one
    stands in the surname's."""
    places = [
        place for place, pair in enumerate(zip(typed, name, strict=True)) if len(set(pair)) > 1
    ]
    changed = bool(places) and places[0] < surname_length(typed)
    return [likeness(typed[p], name[p]) for p in places], SURNAME if changed else 0


def _at(place: int, surname: int, closeness: int) -> int:
    return closeness if place >= surname else closeness + SURNAME


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
