"""Wade–Giles: made for every syllable by rule, read back with apostrophes and ü optional.

Rules: J. Norman, Chinese (1988), appendix; the same as in the tables of the Library of Congress
for romanisation before 1997.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from graph.search.spelling.text import HERE

READINGS_LIMIT = 256  # a name of four syllables, each standing for four, has as many
_LONGEST = 6  # letters of chuang, without its apostrophe
SYLLABLES_LIMIT = 8  # longer than any name of a person

_INITIALS = {
    "zh": "ch", "ch": "ch'", "sh": "sh", "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k",
    "k": "k'", "j": "ch", "q": "ch'", "x": "hs", "z": "ts", "c": "ts'", "r": "j",
}  # fmt: skip
_WHOLE = {
    "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u",
    "si": "ssu", "er": "erh", "e": "o", "ge": "ko", "ke": "k'o", "he": "ho", "gui": "kuei",
    "kui": "k'uei", "guo": "kuo", "kuo": "k'uo", "huo": "huo", "shuo": "shuo", "you": "yu",
    "yu": "yü", "yue": "yüeh", "yuan": "yüan", "yun": "yün", "yan": "yen", "ye": "yeh",
    "yong": "yung", "yi": "i", "lve": "lüeh", "nve": "nüeh", "lv": "lü", "nv": "nü",
}  # fmt: skip
_FINALS = {
    "ian": "ien", "ie": "ieh", "iong": "iung", "ong": "ung", "uo": "o",
}  # fmt: skip
_AFTER_PALATAL = {"u": "ü", "ue": "üeh", "uan": "üan", "un": "ün"}
# Spellings met beside the rule's.
_ALSO = {
    "tzu": ("tsu", "tze", "tsze"), "ssu": ("szu", "sze", "ssu"), "i": ("yi",), "o": ("eh",),
    "tz'u": ("ts'u", "tz'e"), "jung": ("yung",), "k'o": ("k'e",), "ko": ("ke",), "ho": ("he",),
    "lieh": ("lie",), "hsieh": ("hsie",), "chieh": ("chie",), "yeh": ("ye",), "yüeh": ("yüe",),
    "shih": ("shi",), "chih": (), "hsüeh": ("hsüe",),
}  # fmt: skip
_INITIAL = re.compile("zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?")


@cache
def syllables() -> frozenset[str]:
    """Every syllable of Mandarin in pinyin without tones, ü as v."""
    lines = (HERE / "syllables.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def wade_giles(syllable: str) -> str:
    """A pinyin syllable in Wade–Giles, with its apostrophe and ü: xu is hsü, chong is ch'ung."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    match = _INITIAL.match(syllable)
    initial = match.group() if match else ""
    final = syllable[len(initial) :]
    if initial in ("j", "q", "x") and final in _AFTER_PALATAL:
        return _INITIALS[initial] + _AFTER_PALATAL[final]
    return _INITIALS.get(initial, initial) + _FINALS.get(final, final)


def spelled(pinyin: str) -> set[str]:
    """The Wade–Giles spellings of one or two pinyin syllables, without apostrophes and ü."""
    parts = next(_split(pinyin, syllables(), 2), [])
    options = [{_plain(form) for form in _forms(part)} for part in parts]
    return {"".join(choice) for choice in itertools.product(*options)} if parts else set()


def parted(pinyin: str, count: int) -> list[str]:
    """A reading cut into `count` syllables: ouyang into ou and yang."""
    found = (parts for parts in _split(pinyin, syllables(), count) if len(parts) == count)
    return next(found)


def readings(parts: Sequence[str]) -> list[str]:
    """The pinyin, written together, of words that may be Wade–Giles; [] when they are not.

    `parts`: lower case, apostrophes kept, ü as ü or u. Where one part has an apostrophe, the
    writer uses them, and a part without is unaspirated.
    """
    if len(parts) > SYLLABLES_LIMIT:
        return []
    strict = any("'" in part for part in parts)
    found = [_word_readings(part, strict) for part in parts]
    if not parts or not all(found):
        return []
    choices = itertools.islice(itertools.product(*found), READINGS_LIMIT)
    return list(dict.fromkeys("".join(choice) for choice in choices))


def begun(parts: Sequence[str]) -> list[str]:
    """Pinyin that words in Wade–Giles may begin with, the last word perhaps cut within a syllable."""
    *whole, last = parts
    found = readings(parts)
    for end in range(max(0, len(last) - _LONGEST), len(last)):
        head = [*whole, last[:end]] if end else whole
        before = readings(head) if head else [""]
        found += [one + other for one in before for other in _completed(_plain(last[end:]))]
    return list(dict.fromkeys(found))[:READINGS_LIMIT]


@lru_cache(maxsize=4096)
def _completed(tail: str) -> tuple[str, ...]:
    """The syllables whose Wade–Giles begins with these letters."""
    table = _read_loosely()
    return tuple(sorted({s for form in table if form.startswith(tail) for s in table[form]}))


def _word_readings(word: str, strict: bool) -> list[str]:
    table = _read_strictly() if strict else _read_loosely()
    text = word.replace("ü", "u") if strict else _plain(word)
    made: list[str] = []
    for split in _split(text, table, SYLLABLES_LIMIT):
        options = (table[part] for part in split)
        made += ["".join(choice) for choice in itertools.islice(itertools.product(*options), 64)]
        if len(made) >= READINGS_LIMIT:
            break
    return made


def _split(
    text: str, table: dict[str, tuple[str, ...]] | frozenset[str], most: int
) -> Iterator[list[str]]:
    """Every way to cut a text into entries of a table, longest first entry first."""
    if not text:
        yield []
    if not text or most == 0:
        return
    for end in range(min(len(text), _LONGEST + 1), 0, -1):
        if text[:end] in table:
            for rest in _split(text[end:], table, most - 1):
                yield [text[:end], *rest]


def _forms(syllable: str) -> tuple[str, ...]:
    form = wade_giles(syllable)
    return (form, *_ALSO.get(form, ()))


@cache
def _read_strictly() -> dict[str, tuple[str, ...]]:
    return _reversed(lambda form: form.replace("ü", "u"))


@cache
def _read_loosely() -> dict[str, tuple[str, ...]]:
    return _reversed(_plain)


def _reversed(spelling: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for syllable in sorted(syllables()):
        for form in dict.fromkeys(map(spelling, _forms(syllable))):
            found[form].append(syllable)
    return {form: tuple(listed) for form, listed in found.items()}


def _plain(form: str) -> str:
    return form.replace("'", "").replace("ü", "u")
