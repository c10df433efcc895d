"""Made-up entities for the search: seeded, no real person among them."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field
from pathlib import Path

import opencc
import yaml

from graph.search.index.index import TieRow
from graph.search.index.record import Record
from graph.search.spelling.surnames import surnames

# Weights fall from the first; given names and bodies are combined at random.
PARTS: dict[str, list[str]] = {
    key: [part.replace("_", " ") for part in text.split()]
    for key, text in yaml.safe_load(
        Path(__file__).with_name("search_names.yaml").read_text(encoding="utf-8")
    ).items()
}
# The commonest surname has six in a hundred bearers, as in China, and the shares fall as there.
_SHARES = list(itertools.accumulate(1 / (place + 4) for place in range(len(PARTS["surnames"]))))
TRADITIONAL = 0.1  # of the people, as recorded from newspapers and registers abroad
_IN_TRADITIONAL = opencc.OpenCC("s2hk")


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


def _some(chance: random.Random, kind: str) -> str:
    return f"{kind}-{chance.randrange(len(PARTS[kind + 's']))}"


def _contexts(made: World) -> None:
    labels = frozenset({"Context", "Country"})
    made.records += [
        Record(f"country-{i}", n, labels=labels, degree=50)
        for i, n in enumerate(PARTS["countries"])
    ]
    labels = frozenset({"Context", "Place"})
    made.records += [
        Record(f"place-{i}", n, labels=labels, degree=40) for i, n in enumerate(PARTS["places"])
    ]
    labels = frozenset({"Context", "Field"})
    made.records += [
        Record(f"field-{i}", n, labels=labels, degree=30) for i, n in enumerate(PARTS["fields"])
    ]
    made.ties += [
        (f"place-{i}", "LOCATED_IN", f"country-{i % len(PARTS['countries'])}")
        for i in range(len(PARTS["places"]))
    ]


def _person(chance: random.Random, number: int) -> Record:
    surname = chance.choices(PARTS["surnames"], cum_weights=_SHARES)[0]
    if chance.random() < 0.2:
        surname = chance.choice(list(surnames()))
    given = "".join(chance.choice(PARTS["given"]) for _ in range(1 if chance.random() < 0.2 else 2))
    aliases = []
    if chance.random() < 0.3:
        spelling = chance.choice(sorted(_dialect(surname)))
        aliases.append(
            f"{spelling.title()} {chance.choice(PARTS['dialect'])} {chance.choice(PARTS['dialect'])}"
        )
    name = surname + given
    return Record(
        id=f"person-{number}",
        name=_IN_TRADITIONAL.convert(name) if chance.random() < TRADITIONAL else name,
        aliases=tuple(aliases),
        summary=f"{chance.choice(PARTS['places'])}{chance.choice(PARTS['fields'])}专家,长期从事研究"
        if number % 3 == 0
        else None,
        labels=frozenset({"Person", chance.choice(["Talent", "OverseasChinese", "Returnee"])}),
        office=f"office-{chance.randrange(12)}",
        degree=int(chance.paretovariate(1.1)),
    )


def _body(chance: random.Random, number: int) -> Record:
    chinese = (
        chance.choice(PARTS["places"])
        + chance.choice(["市", "", ""])
        + chance.choice(PARTS["stems"])
    )
    body = chance.choice(PARTS["bodies"])
    words = [chance.choice(PARTS[kind]) for kind in ("english", "english", "trades", "forms")]
    return Record(
        id=f"body-{number}",
        name=chinese + chance.choice(["", chance.choice(PARTS["given"])]) + body,
        english_name=" ".join(words) if chance.random() < 0.5 else None,
        labels=frozenset({"Organisation", "Enterprise"}),
        degree=int(chance.paretovariate(1.1)),
    )


def _dialect(surname: str) -> frozenset[str]:
    known = surnames().get(surname)
    return known.spellings if known else frozenset({"tan"})
