"""Made-up entities for the search: seeded, no real person among them."""

from __future__ import annotations

import itertools
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path

import opencc
import yaml

from graph.search.index.degrees import DegreeColumns
from graph.search.index.index import TieRow
from graph.search.index.record import Record
from graph.search.spelling.surnames import surnames
from graph.viewer import HIDDEN, OWN, PUBLISHED, WORKING, Access, Viewer

# Weights fall from the first; given names and bodies are combined at random.
PARTS: dict[str, list[str]] = {
    key: [part.replace("_", " ") for part in text.split()]
    for key, text in yaml.safe_load(
        Path(__file__).with_name("search_names.yaml").read_text(encoding="utf-8")
    ).items()
}
# The commonest surname has six in a hundred bearers, as in China, and the shares fall as there.
_SHARES = list(itertools.accumulate(1 / (place + 4) for place in range(len(PARTS["surnames"]))))
HIDDEN_SHARE = 0.1  # of the people, from whom works in one office of three
STAFF = Viewer(OWN, frozenset({"a"}))
TRADITIONAL = 0.1  # of the people, as recorded from newspapers and registers abroad
_IN_TRADITIONAL = opencc.OpenCC("s2hk")


@dataclass
class World:
    """Entities, their ties, and what the queries are made from."""

    records: list[Record] = field(default_factory=list)
    ties: list[TieRow] = field(default_factory=list)
    degrees: list[int] = field(default_factory=list)  # by record

    def add(self, record: Record, degree: int) -> None:
        """An entity and how many relationships it has."""
        self.records.append(record)
        self.degrees.append(degree)

    def degree_columns(self) -> list[DegreeColumns]:
        """The relationships, each to what has the access of somebody drawn by chance."""
        chance = random.Random(1)
        ends = [record.access for record in self.records]
        found: dict[Access, Counter[str]] = defaultdict(Counter)
        for record, degree in zip(self.records, self.degrees, strict=True):
            for end in chance.choices(ends, k=degree):
                found[end][record.id] += 1
        return [
            DegreeColumns(access, list(counts), list(counts.values()), [""] * len(counts))
            for access, counts in found.items()
        ]


def world(size: int, seed: int = 7) -> World:
    """`size` entities, three in five of them people, with places, fields and schools."""
    chance, accesses = random.Random(seed), random.Random(seed)
    made = World()
    _contexts(made)
    people = size * 3 // 5
    for number in range(size - len(made.records)):
        person = number < people
        record = _person(chance, number) if person else _body(chance, number)
        if person:
            record = replace(record, access=_access(accesses))
        made.add(record, int(chance.paretovariate(1.1)))
        made.ties.append((record.id, "LOCATED_IN", _some(chance, "place")))
        if person:
            made.ties.append((record.id, "HAS_EXPERTISE", _some(chance, "field")))
    return made


def _some(chance: random.Random, kind: str) -> str:
    return f"{kind}-{chance.randrange(len(PARTS[kind + 's']))}"


def _access(chance: random.Random) -> Access:
    """Of a person: nine in ten are there for STAFF."""
    if chance.random() < HIDDEN_SHARE:
        return chance.choice([Access(OWN, ("b",)), Access(OWN, ("c",)), Access(HIDDEN)])
    return chance.choice([Access(WORKING), Access(OWN, ("a",)), Access(OWN, ("a", "b"))])


def _contexts(made: World) -> None:
    for kind, names, degree in (
        ("country", "countries", 50),
        ("place", "places", 40),
        ("field", "fields", 30),
    ):
        labels = frozenset({"Context", kind.title()})
        for i, name in enumerate(PARTS[names]):
            record = Record(f"{kind}-{i}", name, labels=labels, access=Access(PUBLISHED))
            made.add(record, degree)
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
        access=Access(PUBLISHED),
    )


def _dialect(surname: str) -> frozenset[str]:
    known = surnames().get(surname)
    return known.spellings if known else frozenset({"tan"})
