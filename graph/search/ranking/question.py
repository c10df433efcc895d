"""What was typed, taken apart: words, qualifiers, and what its letters may stand for."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import InvalidInput
from graph.search.index.record import given
from graph.search.ranking import slips
from graph.search.spelling import organisations, pinyin, wade_giles
from graph.search.spelling.surnames import longest_spelling, spellings
from graph.search.spelling.text import compact, is_chinese, is_latin, words

QUERY_LIMIT = 1_000  # characters: longer than any name, shorter than what slows a search
WORDS_LIMIT = 12  # more are a phrase, looked for as a whole
QUALIFIERS = ("label", "country", "office", "field", "since")

_QUALIFIER = re.compile(
    rf"(?<!\S)({'|'.join(QUALIFIERS)})[:：](\"[^\"]*\"|“[^”]*”|[^\s\"]\S*)", re.IGNORECASE
)
_QUOTES = '"“”'
_APOSTROPHES = re.compile("[’‘ʼ＇`´ʻ]")
_ROMAN = re.compile("[a-zü']+")


@dataclass(frozen=True)
class SearchQuestion:
    """A query: its words, and the qualifiers typed in it."""

    text: str
    qualifiers: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing but spaces, punctuation and qualifiers was typed."""
        return not compact(self.text)

    def words(self) -> list[str]:
        """The words, each once; [] when there is one only, or too many."""
        parted = list(dict.fromkeys(words(self.text)))
        return parted if 1 < len(parted) <= WORDS_LIMIT else []


def asked(query: str) -> SearchQuestion:
    """A query taken apart. Raises InvalidInput for one over the limit."""
    if len(query) > QUERY_LIMIT:
        raise InvalidInput(
            f"q: the query has {len(query)} characters; at most {QUERY_LIMIT} are taken.",
            f"q:检索词有 {len(query)} 个字符,最多 {QUERY_LIMIT} 个。",
            field="q",
        )
    plain = unicodedata.normalize("NFC", query)
    found = _QUALIFIER.findall(plain)
    qualifiers = tuple((key.lower(), value.strip(_QUOTES)) for key, value in found)
    return SearchQuestion(_QUALIFIER.sub(" ", plain).strip(), qualifiers)


def short_form(text: str) -> str:
    """The text as an organisation, in one form."""
    return organisations.canonical(text)


def bag(text: str) -> str:
    """The words of a text in the order of the alphabet; "" for a single word."""
    parted = words(text)
    return "".join(sorted(parted)) if len(parted) > 1 else ""


def as_pinyin(text: str) -> list[str]:
    """What a Latin text may stand for as pinyin; the dotted ü kept when it was typed."""
    plain = compact(text)
    if not is_latin(plain):
        return []
    dotted = "".join(roman(text)).replace("'", "").replace("ü", "v")
    forms = pinyin.as_typed(dotted) + pinyin.as_typed(plain)
    return [form for form in dict.fromkeys(forms) if form]


def turned(text: str) -> list[str]:
    """As `as_pinyin`, its last word, the surname, put first; [] for a single word."""
    parts = roman(text)
    return as_pinyin(" ".join([parts[-1], *parts[:-1]])) if len(parts) > 1 else []


def generated(text: str) -> list[str]:
    """Pinyin that a text in Wade–Giles may stand for, its surname first or last."""
    parts = roman(text)
    turned = [parts, parts[-1:] + parts[:-1], parts[-2:] + parts[:-2]]
    return list(dict.fromkeys(made for turn in turned for made in wade_giles.readings(turn)))


def with_surname(text: str) -> tuple[list[str], list[str]]:
    """GIVEN keys of a text whose beginning or end is a surname in some dialect's spelling: those
    where the surname stands by itself, and those where it is cut out of a word."""
    plain = compact(text)
    keys = list(dict.fromkeys(_with_surname(text, plain))) if is_latin(plain) else []
    return [key for own, key in keys if own], [key for own, key in keys if not own]


def sounds(text: str) -> list[str]:
    """How a text that holds Chinese sounds, in every reading; [] for other texts."""
    plain = compact(text)
    found = pinyin.sounds(plain, person=True) + pinyin.sounds(plain)
    return list(dict.fromkeys("".join(sound) for sound in found))


def near_sounds(text: str) -> list[str]:
    """What sounds nearly as a Chinese text does, in its likeliest reading."""
    return slips.near_sounds(pinyin.sounds(compact(text), person=True)[0])


def mixed_opening(plain: str) -> str:
    """How the sound begins of what is typed partly in characters: 徐chongy as `xuc`, xu崇 as `xu`."""
    made = ""
    for chinese, run in itertools.groupby(plain, is_chinese):
        text = "".join(run)
        if chinese:
            sound = pinyin.sounds(text, person=not made)[0]
            return made or _opening(sound, plain[len(text) :])
        made += text
    return made


def _opening(sound: tuple[str, ...], rest: str) -> str:
    letter = rest[:1]
    return "".join(sound) + (letter if letter.isascii() else "")


def _with_surname(text: str, plain: str) -> Iterator[tuple[bool, str]]:
    parts = roman(text)
    table = spellings()
    for length in range(1, min(len(plain), longest_spelling() + 1)):
        for surname in table.get(plain[:length], ()):
            after = _after(parts, plain[:length])
            yield from ((bool(after), key) for key in _givens(surname, plain[length:], after))
        for surname in table.get(plain[-length:], ()):
            before = _before(parts, plain[-length:])
            yield from ((bool(before), key) for key in _givens(surname, plain[:-length], before))


def _givens(surname: str, rest: str, parts: list[str]) -> Iterator[str]:
    yield from (given(surname, spelling) for spelling in pinyin.as_typed(rest))
    yield from (given(surname, spelling) for spelling in wade_giles.readings(parts))


def _after(parts: list[str], surname: str) -> list[str]:
    """The words after those that spell the surname; [] when it ends within a word."""
    for count in (1, 2):
        if "".join(parts[:count]).replace("'", "") == surname:
            return parts[count:]
    return []


def _before(parts: list[str], surname: str) -> list[str]:
    for count in (1, 2):
        if "".join(parts[-count:]).replace("'", "") == surname:
            return parts[:-count]
    return []


def roman(text: str) -> list[str]:
    """The words of a text in a–z, apostrophes and ü kept, other marks dropped; [] when others stand in it."""
    if not is_latin(compact(text)):
        return []
    parted = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", text)).casefold()
    kept = "".join(c for c in parted if not unicodedata.combining(c) or c == "\u0308")
    return _ROMAN.findall(unicodedata.normalize("NFC", kept))
