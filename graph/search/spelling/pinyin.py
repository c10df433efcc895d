"""How a name sounds: every reading of its characters, the surname's own reading first.

A sound is a tuple of syllables, one for each character, or for each run of Latin letters or
digits. ü is written v; the ways in which ü is typed are laid out where texts are indexed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.constants import PHRASES_DICT

from graph.search.spelling.surnames import opening
from graph.search.spelling.text import has_chinese, is_chinese
from graph.search.spelling.wade_giles import parted

# Three characters of three readings each have 27; longer names keep their likeliest.
SOUNDS_LIMIT = 32
LONG = 6  # characters, from which a phrase tells the reading and few others are kept
LONG_SOUNDS_LIMIT = 6

_PHRASE_LENGTHS = (4, 3, 2)
_PHRASES = frozenset(phrase for phrase in PHRASES_DICT if len(phrase) in _PHRASE_LENGTHS)

Sound = tuple[str, ...]


def sounds(name: str, *, person: bool = False) -> list[Sound]:
    """The sounds of a compact name, likeliest first; [] for one without Chinese characters.

    In a person's name the surname takes its own reading first (单 is shan), then the others.
    """
    if not has_chinese(name):
        return []
    units = list(_units(name))
    options = [list(readings(unit)) for unit in units]
    likely = _likely(units, name, person=person)
    for option, first in zip(options, likely, strict=True):
        if first in option:
            option.remove(first)
        option.insert(0, first)
    return _combined(options)


@lru_cache(maxsize=65_536)
def readings(unit: str) -> tuple[str, ...]:
    """Every reading of a character without tones, the commonest first; of other text, itself."""
    if not is_chinese(unit):
        return (unit,)
    found = pinyin(unit, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = (r for r in found[0] if r.isascii() and r.isalpha()) if found else ()
    return tuple(dict.fromkeys(plain)) or (unit,)


@lru_cache(maxsize=65_536)
def tones(character: str) -> frozenset[str]:
    """Every reading of a Chinese character with its tone."""
    found = pinyin(character, style=Style.TONE3, heteronym=True, errors="ignore")
    return frozenset(found[0]) if found else frozenset()


def initials(sound: Sequence[str]) -> str:
    """The first letters of a sound."""
    return "".join(syllable[0] for syllable in sound)


def typed(sound: Sequence[str]) -> list[str]:
    """The sound written together, as it may be typed: ü as v and as u."""
    joined = "".join(sound)
    return [joined, joined.replace("v", "u")] if "v" in joined else [joined]


def as_typed(query: str) -> list[str]:
    """What a query in pinyin may stand for where it writes ü as v, u or yu: lyu, nyu, xyu, xv."""
    plain = query
    for initial in "jqx":
        plain = plain.replace(initial + "yu", initial + "u").replace(initial + "v", initial + "u")
    plain = plain.replace("yv", "yu").replace("lyu", "lv")
    return list(dict.fromkeys([query, plain, plain.replace("nyu", "nv")]))


def _units(name: str) -> Iterator[str]:
    for chinese, run in itertools.groupby(name, is_chinese):
        if chinese:
            yield from run
        else:
            yield "".join(run)


def _likely(units: list[str], name: str, *, person: bool) -> list[str]:
    likely = _by_phrases(units, name)
    surname = opening(name) if person else None
    if surname is not None and len(name) > 1:
        likely[: len(surname.characters)] = parted(surname.pinyin, len(surname.characters))
    return likely


def _by_phrases(units: list[str], name: str) -> list[str]:
    """One reading per unit: as in the longest phrase that it stands in, else its commonest."""
    likely = [readings(unit)[0] for unit in units]
    if len(units) != len(name):
        return likely
    place = 0
    while place < len(name):
        phrase = next(
            (p for n in _PHRASE_LENGTHS if (p := name[place : place + n]) in _PHRASES), ""
        )
        likely[place : place + len(phrase)] = _phrase(phrase)
        place += len(phrase) or 1
    return likely


@lru_cache(maxsize=65_536)
def _phrase(phrase: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(phrase, style=Style.NORMAL))


def _combined(options: list[list[str]]) -> list[Sound]:
    most = SOUNDS_LIMIT if len(options) < LONG else LONG_SOUNDS_LIMIT
    if _product_size(options) <= most:
        return list(itertools.product(*options))
    first = tuple(option[0] for option in options)
    made = [first]
    for place, option in enumerate(options):
        made += [(*first[:place], other, *first[place + 1 :]) for other in option[1:]]
    return made[:most]


def _product_size(options: list[list[str]]) -> int:
    size = 1
    for option in options:
        size *= len(option)
    return size
