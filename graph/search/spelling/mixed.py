"""Letters that stand for characters: whole syllables, beginnings of syllables, initials."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from graph.search.spelling.pinyin import Sound, initials, sounds
from graph.search.spelling.text import is_chinese
from graph.search.spelling.wade_giles import syllables

UNITS_LIMIT = 8  # characters that a short form of an organisation has at most
_LONGEST = 6  # letters of zhuang


def begins_like(name: str, typed: str, *, person: bool) -> bool:
    """Whether a name begins, or goes on from some character, as typed: 徐崇宇 as `xu崇` or `崇y`."""
    first = typed[0]
    starts = (
        [p for p, c in enumerate(name) if c == first] if is_chinese(first) else range(len(name))
    )
    plain = typed.replace("v", "u")
    return any(
        _fits(name[start:], sound[start:], plain)
        for sound in _spoken(name, person)
        for start in starts
    )


def abbreviates(name: str, typed: str, *, person: bool) -> bool:
    """Whether letters shorten a name from its first character on: `chenjh` and `cjhao` 陈家豪."""
    plain = typed.replace("v", "u")
    return any(_fits(name, sound, plain) for sound in _spoken(name, person))


def cuts(letters: str) -> Iterator[list[str]]:
    """Every way to cut letters into syllables and beginnings of syllables, longest first first."""
    yield from _cuts(letters.replace("v", "u"), UNITS_LIMIT)


def is_pinyin(letters: str) -> bool:
    """Whether letters are whole syllables, the last one perhaps only begun."""
    plain = letters.replace("v", "u")
    whole = _whole()
    return any(all(unit in whole for unit in units[:-1]) for units in _cuts(plain, len(plain)))


def matched_characters(name: str, typed: str, *, person: bool) -> int:
    """How many characters of a name Latin letters cover, from its first; 0 when they do not."""
    for sound in _spoken(name, person):
        if initials(sound).startswith(typed):
            return len(typed)
        covered = 0
        for count, syllable in enumerate(sound, 1):
            covered += len(syllable)
            if "".join(sound[:count]).startswith(typed) or covered >= len(typed):
                if "".join(sound).startswith(typed):
                    return count
                break
    return 0


@lru_cache(maxsize=16_384)
def _spoken(name: str, person: bool) -> tuple[Sound, ...]:
    """The sounds that have a syllable for each character."""
    return tuple(sound for sound in sounds(name, person=person) if len(sound) == len(name))


def _fits(name: str, sound: Sound, typed: str) -> bool:
    if not typed:
        return True
    if not name:
        return False
    if is_chinese(typed[0]):
        return name[0] == typed[0] and _fits(name[1:], sound[1:], typed[1:])
    syllable = sound[0].replace("v", "u")
    longest = 0
    while longest < min(len(syllable), len(typed)) and syllable[longest] == typed[longest]:
        longest += 1
    return any(_fits(name[1:], sound[1:], typed[end:]) for end in range(longest, 0, -1))


def _cuts(letters: str, most: int) -> Iterator[list[str]]:
    if not letters:
        yield []
    if not letters or most == 0:
        return
    for end in range(min(len(letters), _LONGEST), 0, -1):
        if letters[:end] in _begun():
            for rest in _cuts(letters[end:], most - 1):
                yield [letters[:end], *rest]


@cache
def _whole() -> frozenset[str]:
    return frozenset(syllable.replace("v", "u") for syllable in syllables())


@cache
def _begun() -> frozenset[str]:
    return frozenset(s[:end] for s in _whole() for end in range(1, len(s) + 1))
