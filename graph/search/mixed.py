"""Letters and characters in one query, the letters for what the writer did not pick yet."""

from __future__ import annotations

from functools import lru_cache

from graph.search.pinyin import Sound, initials, sounds
from graph.search.text import is_chinese


def begins_like(name: str, typed: str, *, person: bool) -> bool:
    """Whether a name begins, or goes on from some character, as typed: 徐崇宇 as `xu崇` or `崇y`.

    Letters stand for whole syllables, for the start of one, or for initials.
    """
    first = typed[0]
    starts = (
        [p for p, c in enumerate(name) if c == first] if is_chinese(first) else range(len(name))
    )
    return any(
        _fits(name[start:], sound[start:], typed)
        for sound in _sounds(name, person)
        if len(sound) == len(name)
        for start in starts
    )


def matched_characters(name: str, typed: str, *, person: bool) -> int:
    """How many characters of a name Latin letters cover, from its first; 0 when they do not."""
    for sound in _sounds(name, person):
        if len(sound) != len(name):
            continue
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
def _sounds(name: str, person: bool) -> tuple[Sound, ...]:
    return tuple(sounds(name, person=person))


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
