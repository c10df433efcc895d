"""Labelled queries of every kind for made-up entities: what is typed, and who is meant by it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import opencc

from graph.search.index.record import Record
from graph.search.spelling.pinyin import sounds
from graph.search.spelling.surnames import opening
from graph.search.spelling.text import compact, words
from graph.search.spelling.wade_giles import wade_giles
from tests.bench.search_data import PARTS, World

_SAME_SOUND = str.maketrans("伟志华宇杰俊国", "玮智桦羽捷峻帼")
_SHORT = {
    "归国华侨联合会": "侨联", "工商业联合会": "工商联", "人力资源和社会保障局": "人社局",
    "科学技术协会": "科协", "市": "",
}  # fmt: skip
_TO_TRADITIONAL, _TO_SIMPLIFIED = opencc.OpenCC("s2hk"), opencc.OpenCC("hk2s")

Spell = Callable[[Record], Iterable[str]]
Slip = Callable[[random.Random, Record], str | None]


@dataclass(frozen=True)
class Query:
    """What is typed, and who was meant. `wanted`: the ids of those with the same name."""

    group: str
    text: str
    wanted: frozenset[str]

    def accepts(self, record: Record) -> bool:
        """Whether a hit is as good as any: it is meant, or is written exactly as was typed."""
        return record.id in self.wanted or _written_as(self.group, record, self.text)


def queries(made: World, per_group: int, seed: int = 11) -> list[Query]:
    """Labelled queries of every kind, about as many of each."""
    chance = random.Random(seed)
    same: dict[str, set[str]] = {}
    for record in made.records:
        same.setdefault(compact(record.name), set()).add(record.id)
    pool = [r for r in made.records if r.is_person or r.is_organisation]
    found: list[Query] = []
    for group in GROUPS:
        chance.shuffle(pool)
        texts = ((record, _text(chance, group, record)) for record in pool)
        found += [
            Query(group, text, frozenset(same[compact(record.name)]))
            for record, text in _first(_telling(group, texts, same), per_group)
        ]
    return found


def _telling(
    group: str, texts: Iterator[tuple[Record, str | None]], same: dict[str, set[str]]
) -> Iterator[tuple[Record, str | None]]:
    """Without slips that make another's name: who types that means the other."""
    return (
        pair for pair in texts if group not in SLIPS or not pair[1] or compact(pair[1]) not in same
    )


def _text(chance: random.Random, group: str, record: Record) -> str | None:
    if group in SLIPS:
        return SLIPS[group](chance, record)
    texts = list(SPELLINGS[group](record))
    return chance.choice(texts) if texts else None


def _written_as(group: str, record: Record, text: str) -> bool:
    """In Latin the order of words and what stands between them make no difference."""
    if group in SLIPS:
        return False
    plain, parts = compact(text), sorted(words(text))
    own = [text for _, text in record.texts()]
    return any(
        compact(spelled) == plain or sorted(words(spelled)) == parts
        for spelled in [*own, *SPELLINGS[group](record)]
    )


def _first(pairs: Iterator[tuple[Record, str | None]], count: int) -> Iterator[tuple[Record, str]]:
    for record, text in pairs:
        if count and text:
            count -= 1
            yield record, text
        if not count:
            return


def _spaced(record: Record) -> Iterator[str]:
    if record.is_person:
        yield f"{record.name[0]} {record.name[1:]}"


def _aliases(record: Record) -> Iterator[str]:
    yield from (alias.upper() for alias in record.aliases)
    if record.english_name:
        yield record.english_name.upper()


def _traditional(record: Record) -> Iterator[str]:
    text = _TO_TRADITIONAL.convert(record.name)
    if text != record.name:
        yield text


def _simplified(record: Record) -> Iterator[str]:
    text = _TO_SIMPLIFIED.convert(record.name)
    if text != record.name:
        yield text


def _sound(record: Record) -> tuple[str, ...]:
    return sounds(compact(record.name), person=record.is_person)[0]


def _pinyin(record: Record) -> Iterator[str]:
    sound = _sound(record)
    yield "".join(sound)
    if record.is_person:
        yield " ".join(sound)
        yield "-".join(sound)


def _turned(record: Record) -> Iterator[str]:
    first, *rest = _sound(record)
    if record.is_person and rest:
        yield f"{''.join(rest).title()} {first.title()}"


def _initials(record: Record) -> Iterator[str]:
    letters = "".join(syllable[0] for syllable in _sound(record))
    if len(letters) >= 5:
        yield letters


def _wade_giles(record: Record) -> Iterator[str]:
    if record.is_person:
        first, *rest = map(wade_giles, _sound(record))
        text = f"{first.title()} {'-'.join(rest).title()}"
        yield text
        yield text.replace("'", "").replace("ü", "u")


def _by_dialect(column: str) -> Spell:
    def spell(record: Record) -> Iterator[str]:
        known = opening(compact(record.name))
        if record.is_person and known is not None and len(record.name) > len(known.characters):
            rest = " ".join(_sound(record)[len(known.characters) :]).title()
            for spelling in known.dialects[column]:
                yield f"{spelling.title()} {rest}"

    return spell


def _short(record: Record) -> Iterator[str]:
    text = record.name
    for full, brief in _SHORT.items():
        text = text.replace(full, brief)
    if text != record.name and record.is_organisation:
        yield text


def _part(record: Record) -> Iterator[str]:
    if record.english_name:
        yield " ".join(record.english_name.split()[:3])


def _slip_latin(chance: random.Random, record: Record) -> str | None:
    text = "".join(_sound(record)) if record.is_person else record.english_name
    if text is None or len(text) < 6:
        return None
    place = chance.randrange(1, len(text) - 1)
    before, letter, after = text[:place], text[place], text[place + 1 :]
    made = chance.choice(
        [
            before + after,
            before + "e" + letter + after,
            before + "k" + after,
            before + after[0] + letter + after[1:],
        ]
    )
    return made if made != text else None


def _slip_chinese(chance: random.Random, record: Record) -> str | None:
    """A character is another, too many, missing, or swapped with its neighbour."""
    name = record.name
    if len(name) < 3:
        return None
    place = chance.randrange(1, len(name))
    before, character, after = name[:place], name[place], name[place + 1 :]
    other = chance.choice(PARTS["given"])
    made = [before + other + after, before + other + character + after]
    if len(name) > 3:
        made.append(before + after)
    if after:
        made.append(before + after[0] + character + after[1:])
    text = chance.choice(made)
    return text if text != name else None


def _same_sound(_: random.Random, record: Record) -> str | None:
    text = record.name.translate(_SAME_SOUND)
    return text if text != record.name and record.is_person else None


# How an entity is written, group by group. All who are written alike are equally meant.
SPELLINGS: dict[str, Spell] = {
    "exact": lambda record: [record.name],
    "spaced": _spaced,
    "alias": _aliases,
    "traditional": _traditional,
    "simplified": _simplified,
    "pinyin": _pinyin,
    "pinyin, surname last": _turned,
    "initials": _initials,
    "Wade–Giles": _wade_giles,
    "Cantonese": _by_dialect("cantonese"),
    "Hokkien": _by_dialect("hokkien"),
    "Teochew": _by_dialect("teochew"),
    "short form": _short,
    "part of English name": _part,
}
# What a finger or an ear makes of a name: only its bearers are meant.
SLIPS: dict[str, Slip] = {
    "typo, Latin": _slip_latin,
    "typo, Chinese": _slip_chinese,
    "same sound": _same_sound,
}
GROUPS = (*SPELLINGS, *SLIPS)
