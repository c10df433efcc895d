"""What was typed, taken apart: words, qualifiers, and what its letters may stand for."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.errors import InvalidInput
from graph.search import organisations, pinyin, wade_giles
from graph.search.record import SLIP_LENGTHS, gap, gaps, given
from graph.search.surnames import spellings
from graph.search.text import compact, has_chinese, is_chinese, is_latin, words

QUERY_LIMIT = 1_000  # characters: longer than any name, shorter than what slows a search
WORDS_LIMIT = 12  # more are a phrase, looked for as a whole
SLIP_LETTERS = range(5, 49)  # in fewer a slip makes another name; more take too many tries
SLIP_CHARACTERS = range(2, 25)
QUALIFIERS = ("label", "country", "office", "field", "since")

_QUALIFIER = re.compile(
    rf"(?<!\S)({'|'.join(QUALIFIERS)})[:：](\"[^\"]*\"|[^\s\"]\S*)", re.IGNORECASE
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_APOSTROPHES = re.compile("[’‘ʼ＇`´ʻ]")
_ROMAN = re.compile("[a-zü']+")
_SURNAME_LENGTHS = range(1, 10)


@dataclass(frozen=True)
class Asked:
    """A query: its words, and the qualifiers typed in it."""

    text: str
    qualifiers: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing but spaces, punctuation and qualifiers was typed."""
        return not compact(self.text)

    def words(self) -> list[str]:
        """The words, each once; [] when there is one only, or too many."""
        parted = list(dict.fromkeys(words(self.text)))
        return parted if 1 < len(parted) <= WORDS_LIMIT else []


def asked(query: str) -> Asked:
    """A query taken apart. Raises InvalidInput for one over the limit."""
    if len(query) > QUERY_LIMIT:
        raise InvalidInput(
            f"q: the query has {len(query)} characters; at most {QUERY_LIMIT} are taken.",
            f"q:检索词有 {len(query)} 个字符,最多 {QUERY_LIMIT} 个。",
            field="q",
        )
    plain = unicodedata.normalize("NFC", query)
    qualifiers = {key.lower(): value.strip('"') for key, value in _QUALIFIER.findall(plain)}
    return Asked(_QUALIFIER.sub(" ", plain).strip(), qualifiers)


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
    dotted = "".join(_roman(text)).replace("'", "").replace("ü", "v")
    return list(dict.fromkeys(pinyin.as_typed(dotted) + pinyin.as_typed(plain)))


def turned(text: str) -> list[str]:
    """As `as_pinyin`, its last word, the surname, put first; [] for a single word."""
    parts = _roman(text)
    return as_pinyin(" ".join([parts[-1], *parts[:-1]])) if len(parts) > 1 else []


def generated(text: str) -> list[str]:
    """Pinyin that a text in Wade–Giles may stand for, its surname first or last."""
    parts = _roman(text)
    turned = [parts, parts[-1:] + parts[:-1], parts[-2:] + parts[:-2]]
    return list(dict.fromkeys(made for turn in turned for made in wade_giles.readings(turn)))


def with_surname(text: str) -> list[str]:
    """GIVEN keys of a text whose beginning or end is a surname in some dialect's spelling."""
    plain = compact(text)
    return list(dict.fromkeys(_with_surname(text, plain))) if is_latin(plain) else []


def sounds(text: str) -> list[str]:
    """How a text that holds Chinese sounds, in every reading; [] for other texts."""
    plain = compact(text)
    found = pinyin.sounds(plain, person=True) + pinyin.sounds(plain)
    return list(dict.fromkeys("".join(sound) for sound in found))


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


def slips(plain: str) -> list[str]:
    """Every compact Latin text that is one slip of the finger away."""
    if not is_latin(plain) or len(plain) not in SLIP_LETTERS:
        return []
    made = dict.fromkeys(_swapped(plain))
    for place in range(len(plain) + 1):
        before, after = plain[:place], plain[place:]
        made |= dict.fromkeys(before + letter + after for letter in _LETTERS)
        if after:
            made[before + after[1:]] = None
            made |= dict.fromkeys(before + letter + after[1:] for letter in _LETTERS)
    made.pop(plain, None)
    return list(made)


def wrong_or_missing(plain: str) -> list[str]:
    """GAP keys of the names from which a Chinese text differs in one character, or lacks one."""
    if not _may_slip(plain):
        return []
    lacking = [gap(place, plain) for place in range(len(plain) + 1)]
    return lacking + (gaps(plain) if len(plain) >= SLIP_LENGTHS.start else [])


def swapped_or_extra(plain: str) -> list[str]:
    """The names that a Chinese text is after a swap of neighbours, or has one character beyond."""
    if not _may_slip(plain) or len(plain) < SLIP_LENGTHS.start:
        return []
    extra = [plain[:place] + plain[place + 1 :] for place in range(len(plain))]
    return [*_swapped(plain), *extra]


def _may_slip(plain: str) -> bool:
    return has_chinese(plain) and len(plain) in SLIP_CHARACTERS


def _with_surname(text: str, plain: str) -> Iterator[str]:
    parts = _roman(text)
    table = spellings()
    for length in _SURNAME_LENGTHS:
        if length >= len(plain):
            return
        for surname in table.get(plain[:length], ()):
            yield from _givens(surname, plain[length:], _after(parts, plain[:length]))
        for surname in table.get(plain[-length:], ()):
            yield from _givens(surname, plain[:-length], _before(parts, plain[-length:]))


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


def _roman(text: str) -> list[str]:
    """The words in a–z, apostrophes and ü kept, other marks dropped; [] when others stand in it."""
    if not is_latin(compact(text)):
        return []
    parted = unicodedata.normalize("NFD", _APOSTROPHES.sub("'", text.casefold()))
    kept = "".join(c for c in parted if not unicodedata.combining(c) or c == "\u0308")
    return _ROMAN.findall(unicodedata.normalize("NFC", kept))


def _swapped(plain: str) -> Iterator[str]:
    for place in range(len(plain) - 1):
        yield plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
