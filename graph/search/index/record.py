"""What the search knows of an entity, and under which keys it finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from graph.search.spelling import organisations, pinyin
from graph.search.spelling.surnames import Surname, opening
from graph.search.spelling.text import compact, has_chinese, is_latin, words
from graph.viewer import UNKNOWN, Access

# Longer texts are found by their exact key and by their parts, never by a typing slip.
SLIP_LENGTHS = range(3, 25)
ROTATED_WORDS = range(2, 7)  # more words are a phrase, whose order is fixed
WORD_LENGTH = 5  # letters, from which one may be wrong

Field = Literal[
    "name", "alias", "english_name", "id", "place", "field", "office", "summary", "unlinked"
]


@dataclass(frozen=True, slots=True)
class Record:
    """An entity's texts and labels, and for whom it is there. `began`: the latest of its own dates."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    english_name: str | None = None
    summary: str | None = None
    unlinked: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    office: str | None = None
    began: str | None = None
    access: Access = UNKNOWN

    def texts(self) -> Iterator[tuple[Field, str]]:
        """Its names with the field of each, the name first."""
        yield "name", self.name
        for alias in self.aliases:
            yield "alias", alias
        if self.english_name:
            yield "english_name", self.english_name

    def context(self) -> str:
        """The texts of its own in which it is found last: its summary, names not linked yet."""
        return "\n".join(filter(None, (self.summary, *self.unlinked)))

    def spoken(self) -> Iterator[str]:
        """Its compact names that have a sound, an organisation's short forms among them."""
        plain = [compact(text) for _, text in self.texts()]
        short = (
            [organisations.canonical(t) for _, t in self.texts()] if self.is_organisation else []
        )
        yield from (text for text in dict.fromkeys([*plain, *short]) if has_chinese(text))

    @property
    def is_person(self) -> bool:
        return "Person" in self.labels

    @property
    def is_organisation(self) -> bool:
        return "Organisation" in self.labels


class Kind(IntEnum):
    """What a key is of the name that it was made from."""

    EXACT = 0
    ALIAS = 1
    BAG = 2  # the words in the order of the alphabet
    SHORT = 3  # the one form of an organisation
    PINYIN = 4  # of the likeliest reading
    READING = 5  # pinyin of another reading
    GIVEN = 6  # the surname in Chinese, the given name in Latin
    INITIALS = 7
    OTHER_INITIALS = 8
    GAP = 9  # a text with one character left out, after the place where it stood
    WORD = 10  # a single Latin word
    OTHER_GIVEN = 11  # as GIVEN, of another reading


Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys, the lines in which parts are looked for, and what half-typed pinyin may begin:
    `p` and a whole name's, `g` and a given name's, `i` and initials."""

    keys: list[Key]
    lines: list[str]
    openings: list[str]


def keys_of(record: Record) -> Keys:
    """Everything under which an entity is found."""
    made = Keys([(Kind.ALIAS, compact(record.id))], [], [])
    surname = None
    for field, text in record.texts():
        plain = compact(text)
        if not plain:
            continue
        made.lines.append(plain)
        made.keys.append((Kind.EXACT if field == "name" else Kind.ALIAS, plain))
        if record.is_organisation:
            _organisation(text, plain, made)
        if has_chinese(plain):
            surname = opening(plain) if record.is_person else None
            _chinese(plain, surname, made, person=record.is_person)
        elif is_latin(plain):
            _latin(text, Kind.EXACT if field == "name" else Kind.ALIAS, made)
    if record.is_person:
        made.keys.extend(_recorded_given(record))
    return Keys(
        list(dict.fromkeys(made.keys)),
        list(dict.fromkeys(made.lines)),
        list(dict.fromkeys(made.openings)),
    )


def gaps(text: str) -> list[str]:
    """The texts of the GAP keys: each character left out in turn."""
    return [gap(place, text[:place] + text[place + 1 :]) for place in range(len(text))]


def gap(place: int, rest: str) -> str:
    """The text of a GAP key: 陈家豪 without 家 is `1|陈豪`."""
    return f"{place}|{rest}"


def given(surname: str, spelling: str) -> str:
    """The text of a GIVEN key."""
    return f"{surname}|{spelling}"


def _organisation(text: str, plain: str, made: Keys) -> None:
    short = organisations.canonical(text)
    made.keys.append((Kind.SHORT, short))
    if short != plain and short not in plain:
        made.lines.append(short)
    if short != plain and has_chinese(short):
        _chinese(short, None, made, person=False)


def _chinese(plain: str, surname: Surname | None, made: Keys, *, person: bool) -> None:
    if len(plain) in SLIP_LENGTHS:
        made.keys.extend((Kind.GAP, text) for text in gaps(plain))
    for place, sound in enumerate(pinyin.sounds(plain, person=person)):
        spellings = pinyin.typed(sound)
        letters = pinyin.initials(sound)
        first = place == 0
        made.keys.extend((Kind.PINYIN if first else Kind.READING, text) for text in spellings)
        made.keys.append((Kind.INITIALS if first else Kind.OTHER_INITIALS, letters))
        if first or len(sound) < pinyin.LONG:
            made.openings.extend(f"p{text}" for text in spellings)
            made.openings.append(f"i{letters}")
        if surname is not None:
            rest = sound[len(surname.characters) :]
            if first and rest:
                made.openings.extend(f"g{text}" for text in pinyin.typed(rest))
            made.keys.extend(
                (Kind.GIVEN if first else Kind.OTHER_GIVEN, given(surname.characters, text))
                for text in pinyin.typed(rest)
            )


def _latin(text: str, kind: Kind, made: Keys) -> None:
    parts = words(text)
    made.keys.extend((Kind.WORD, part) for part in parts if len(part) >= WORD_LENGTH)
    if len(parts) < ROTATED_WORDS.start:
        return
    made.keys.append((Kind.BAG, "".join(sorted(parts))))
    made.keys.append((Kind.INITIALS, "".join(part[0] for part in parts)))
    if len(parts) in ROTATED_WORDS:
        made.keys.extend(
            (kind, "".join(parts[place:] + parts[:place])) for place in range(1, len(parts))
        )


def _recorded_given(record: Record) -> Iterator[Key]:
    """From 陈家豪, alias “Tan Ka Ho”: the surname with “kaho”, for who spells it Chan Ka Ho."""
    texts = [compact(text) for _, text in record.texts()]
    found = [surname for text in texts if (surname := opening(text))]
    for surname in dict.fromkeys(found):
        for latin in filter(is_latin, texts):
            for spelling in surname.spellings:
                if latin.startswith(spelling) and len(latin) > len(spelling):
                    yield Kind.GIVEN, given(surname.characters, latin.removeprefix(spelling))
                if latin.endswith(spelling) and len(latin) > len(spelling):
                    yield Kind.GIVEN, given(surname.characters, latin.removesuffix(spelling))
