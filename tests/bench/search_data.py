"""Made-up entities and labelled queries for the search: seeded, no real person among them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import opencc
import yaml

from graph.search.index import TieRow
from graph.search.pinyin import sounds
from graph.search.record import Record
from graph.search.surnames import opening, surnames
from graph.search.text import compact
from graph.search.wade_giles import wade_giles

# Weights fall from the first; given names and bodies are combined at random.
_PARTS: dict[str, list[str]] = {
    key: [part.replace("_", " ") for part in text.split()]
    for key, text in yaml.safe_load(
        Path(__file__).with_name("search_names.yaml").read_text(encoding="utf-8")
    ).items()
}


@dataclass(frozen=True)
class Query:
    """What is typed, and the entities any of which is the answer."""

    group: str
    text: str
    wanted: frozenset[str]


@dataclass
class World:
    """Entities, their ties, and what the queries are made from."""

    records: list[Record] = field(default_factory=list)
    ties: list[TieRow] = field(default_factory=list)


def world(size: int, seed: int = 7) -> World:
    """`size` entities, three in five of them people, with places, fields and schools."""
    chance = random.Random(seed)
    made = World()
    _contexts(made)
    people = size * 3 // 5
    for number in range(size - len(made.records)):
        person = number < people
        record = _person(chance, number) if person else _body(chance, number)
        made.records.append(record)
        made.ties.append((record.id, "LOCATED_IN", _some(chance, "place")))
        if person:
            made.ties.append((record.id, "HAS_EXPERTISE", _some(chance, "field")))
    return made


def queries(made: World, per_group: int, seed: int = 11) -> list[Query]:
    """Labelled queries of every kind, about as many of each."""
    chance = random.Random(seed)
    same: dict[str, set[str]] = {}
    for record in made.records:
        for text in (record.name, record.english_name):
            same.setdefault(compact(text or ""), set()).add(record.id)
    found: list[Query] = []
    for group, make in GROUPS.items():
        pool = [r for r in made.records if r.is_person or r.is_organisation]
        chance.shuffle(pool)
        texts = ((record, make(chance, record)) for record in pool)
        picked = [(record, text) for record, text in _first(texts, per_group)]
        found += [
            Query(
                group, text, frozenset(same[compact(record.name)] | same.get(compact(text), set()))
            )
            for record, text in picked
        ]
    return found


def _first(pairs: Iterator[tuple[Record, str | None]], count: int) -> Iterator[tuple[Record, str]]:
    for record, text in pairs:
        if count and text:
            count -= 1
            yield record, text
        if not count:
            return


def _some(chance: random.Random, kind: str) -> str:
    return f"{kind}-{chance.randrange(len(_PARTS[kind + 's']))}"


def _contexts(made: World) -> None:
    labels = frozenset({"Context", "Country"})
    made.records += [
        Record(f"country-{i}", n, labels=labels, degree=50)
        for i, n in enumerate(_PARTS["countries"])
    ]
    labels = frozenset({"Context", "Place"})
    made.records += [
        Record(f"place-{i}", n, labels=labels, degree=40) for i, n in enumerate(_PARTS["places"])
    ]
    labels = frozenset({"Context", "Field"})
    made.records += [
        Record(f"field-{i}", n, labels=labels, degree=30) for i, n in enumerate(_PARTS["fields"])
    ]
    made.ties += [
        (f"place-{i}", "LOCATED_IN", f"country-{i % len(_PARTS['countries'])}")
        for i in range(len(_PARTS["places"]))
    ]


def _person(chance: random.Random, number: int) -> Record:
    surname = _PARTS["surnames"][
        min(int(chance.paretovariate(0.6)) - 1, len(_PARTS["surnames"]) - 1)
    ]
    if chance.random() < 0.5:
        surname = chance.choice(list(surnames()))
    given = "".join(
        chance.choice(_PARTS["given"]) for _ in range(1 if chance.random() < 0.2 else 2)
    )
    aliases = []
    if chance.random() < 0.3:
        spelling = chance.choice(sorted(_dialect(surname)))
        aliases.append(
            f"{spelling.title()} {chance.choice(_PARTS['dialect'])} {chance.choice(_PARTS['dialect'])}"
        )
    return Record(
        id=f"person-{number}",
        name=surname + given,
        aliases=tuple(aliases),
        summary=f"{chance.choice(_PARTS['places'])}{chance.choice(_PARTS['fields'])}专家,长期从事研究"
        if number % 3 == 0
        else None,
        labels=frozenset({"Person", chance.choice(["Talent", "OverseasChinese", "Returnee"])}),
        office=f"office-{chance.randrange(12)}",
        degree=int(chance.paretovariate(1.1)),
    )


def _body(chance: random.Random, number: int) -> Record:
    chinese = (
        chance.choice(_PARTS["places"])
        + chance.choice(["市", "", ""])
        + chance.choice(_PARTS["stems"])
    )
    body = chance.choice(_PARTS["bodies"])
    words = [chance.choice(_PARTS[kind]) for kind in ("english", "english", "trades", "forms")]
    return Record(
        id=f"body-{number}",
        name=chinese + chance.choice(["", chance.choice(_PARTS["given"])]) + body,
        english_name=" ".join(words) if chance.random() < 0.5 else None,
        labels=frozenset({"Organisation", "Enterprise"}),
        degree=int(chance.paretovariate(1.1)),
    )


def _dialect(surname: str) -> frozenset[str]:
    known = surnames().get(surname)
    return known.spellings if known else frozenset({"tan"})


def _exact(_: random.Random, record: Record) -> str | None:
    return record.name


def _alias(_: random.Random, record: Record) -> str | None:
    return (
        (record.english_name or record.aliases[0]).upper()
        if record.english_name or record.aliases
        else None
    )


def _traditional(_: random.Random, record: Record) -> str | None:
    text = opencc.OpenCC("s2hk").convert(record.name)
    return text if text != record.name else None


def _spaced(_: random.Random, record: Record) -> str | None:
    return f"{record.name[0]} {record.name[1:]}" if record.is_person else None


def _sound(record: Record) -> tuple[str, ...]:
    return sounds(compact(record.name), person=record.is_person)[0]


def _pinyin(chance: random.Random, record: Record) -> str | None:
    sound = _sound(record)
    return chance.choice(["", " ", "-"]).join(sound) if record.is_person else "".join(sound)


def _turned(_: random.Random, record: Record) -> str | None:
    first, *rest = _sound(record)
    return f"{''.join(rest).title()} {first.title()}" if record.is_person and rest else None


def _initials(_: random.Random, record: Record) -> str | None:
    letters = "".join(syllable[0] for syllable in _sound(record))
    return letters if len(letters) >= 5 else None


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
    if len(record.name) < 3:
        return None
    place = chance.randrange(1, len(record.name))
    other = chance.choice(_PARTS["given"])
    return chance.choice(
        [
            record.name[:place] + other + record.name[place + 1 :],
            record.name[:place] + other + record.name[place:],
        ]
    )


def _same_sound(_: random.Random, record: Record) -> str | None:
    swaps = str.maketrans("伟志华宇杰俊国", "玮智桦羽捷峻帼")
    text = record.name.translate(swaps)
    return text if text != record.name and record.is_person else None


def _wade_giles(chance: random.Random, record: Record) -> str | None:
    if not record.is_person:
        return None
    first, *rest = map(wade_giles, _sound(record))
    text = f"{first.title()} {'-'.join(rest).title()}"
    return text if chance.random() < 0.5 else text.replace("'", "").replace("ü", "u")


def _by_dialect(column: str) -> Callable[[random.Random, Record], str | None]:
    def make(chance: random.Random, record: Record) -> str | None:
        known = opening(record.name)
        if not record.is_person or known is None or len(record.name) < 3:
            return None
        spelling = chance.choice(known.dialects[column])
        return f"{spelling.title()} {' '.join(_sound(record)[len(known.characters) :]).title()}"

    return make


def _short(_: random.Random, record: Record) -> str | None:
    text = record.name.replace("归国华侨联合会", "侨联").replace("工商业联合会", "工商联")
    text = (
        text.replace("人力资源和社会保障局", "人社局")
        .replace("科学技术协会", "科协")
        .replace("市", "")
    )
    return text if text != record.name else None


def _part(_: random.Random, record: Record) -> str | None:
    return " ".join(record.english_name.split()[:3]) if record.english_name else None


GROUPS: dict[str, Callable[[random.Random, Record], str | None]] = {
    "exact": _exact,
    "spaced": _spaced,
    "alias": _alias,
    "traditional": _traditional,
    "pinyin": _pinyin,
    "pinyin, surname last": _turned,
    "initials": _initials,
    "typo, Latin": _slip_latin,
    "typo, Chinese": _slip_chinese,
    "same sound": _same_sound,
    "Wade–Giles": _wade_giles,
    "Cantonese": _by_dialect("cantonese"),
    "Hokkien": _by_dialect("hokkien"),
    "Teochew": _by_dialect("teochew"),
    "short form": _short,
    "part of English name": _part,
}
