"""Slips in Chinese names, kind by kind: whether the one meant is found, and whether that can be told.

`python -m tests.bench.search_slips S M --world 41 --seed 3` prints a table per size. What is typed
instead is drawn from all common characters, not from those that the made-up names are made of.
`near` is how many names are one slip away from what was typed, whatever the slip; where they are
more than five, and nothing says which slip it was, no search can do better than `even`.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from statistics import median

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.search.index.record import Record
from graph.search.spelling.likeness import near_syllables
from graph.search.spelling.pinyin import readings
from graph.search.spelling.text import compact
from tests.bench.search_data import PARTS, World, world
from tests.bench.search_systems import loaded, ours

SIZES = {"S": 24_000, "M": 500_000}
FIRST = 5
PER_KIND = 60
LENGTHS = range(3, 25)

Kind = Callable[[random.Random, str], str]


def main() -> None:
    """Prints the tables for the sizes named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["S"], choices=sorted(SIZES))
    parser.add_argument("--world", type=int, default=7, help="seed of the made-up names")
    parser.add_argument("--seed", type=int, default=3, help="seed of the slips")
    asked = parser.parse_args()
    for size in asked.sizes:
        made = world(SIZES[size], asked.world)
        print(f"\n## {size}, world {asked.world}, slips {asked.seed}\n")
        print("| slip | recall@1 | recall@5 | near, median | even |\n|---|---|---|---|---|")
        for kind, (first, five, near, even) in measured(made, asked.seed).items():
            print(f"| {kind} | {first:.2f} | {five:.2f} | {near:.0f} | {even:.2f} |", flush=True)


def measured(made: World, seed: int) -> dict[str, tuple[float, float, float, float]]:
    """For each kind: recall@1, recall@5, how many names are near, and recall@5 if all were equal."""
    index = loaded(made)
    answer = ours(index).answer
    names = sorted({compact(record.name) for record in made.records})
    found: dict[str, tuple[float, float, float, float]] = {}
    for kind in KINDS:
        places, near = [], []
        for meant, typed in slips(made, kind, seed):
            hits = [compact(index.record(index.slots[id_]).name) for id_ in answer(typed)]
            places.append(hits.index(meant) + 1 if meant in hits else 0)
            near.append(_near(names, typed))
        found[kind] = (
            _share(place == 1 for place in places),
            _share(0 < place <= FIRST for place in places),
            median(near),
            sum(min(1.0, FIRST / count) for count in near) / len(near),
        )
    return found


def slips(made: World, kind: str, seed: int, count: int = PER_KIND) -> list[tuple[str, str]]:
    """Names, and what was typed for them: all different, and no name itself."""
    chance = random.Random(f"{kind} {seed}")
    names = {compact(record.name): record for record in made.records if _slips(record)}
    found = []
    for plain in chance.sample(sorted(names), len(names)):
        typed = KINDS[kind](chance, plain)
        if typed and typed not in names:
            found.append((plain, typed))
        if len(found) == count:
            break
    return found


def _slips(record: Record) -> bool:
    plain = compact(record.name)
    return (record.is_person or record.is_organisation) and len(plain) in LENGTHS


def _near(names: Sequence[str], typed: str) -> int:
    found = process.extract(typed, names, scorer=OSA.distance, score_cutoff=1, limit=None)
    return max(1, len(found))


def _share(flags: Iterator[bool]) -> float:
    listed = list(flags)
    return sum(listed) / len(listed)


def _other(pool: Callable[[str], str]) -> Kind:
    """A character that is not the first becomes one of those that the pool has for it."""

    def slip(chance: random.Random, name: str) -> str:
        places = [place for place in range(1, len(name)) if pool(name[place])]
        if not places:
            return ""
        place = chance.choice(places)
        return name[:place] + chance.choice(pool(name[place])) + name[place + 1 :]

    return slip


def _left_out(chance: random.Random, name: str) -> str:
    place = chance.randrange(1, len(name))
    return name[:place] + name[place + 1 :] if len(name) > LENGTHS.start else ""


def _too_many(chance: random.Random, name: str) -> str:
    place = chance.randrange(1, len(name) + 1)
    return name[:place] + chance.choice(common()) + name[place:]


def _doubled(chance: random.Random, name: str) -> str:
    place = chance.randrange(len(name))
    return name[:place] + name[place] + name[place:]


def _swapped(chance: random.Random, name: str) -> str:
    place = chance.randrange(len(name) - 1)
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


@cache
def common() -> str:
    """The 3,755 common characters of GB 2312."""
    codes = [bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    return b"".join(codes).decode("gb2312", errors="ignore")


@cache
def _by_sound() -> dict[str, str]:
    found: dict[str, str] = defaultdict(str)
    for character in common():
        found[readings(character)[0]] += character
    return found


@cache
def _same_sound(character: str) -> str:
    return _by_sound().get(readings(character)[0], "").replace(character, "")


@cache
def _near_sound(character: str) -> str:
    near = set(near_syllables(readings(character)[0])) if readings(character)[0].isascii() else ()
    return "".join(_by_sound().get(syllable, "") for syllable in sorted(near))


@cache
def _like(character: str) -> str:
    groups = "".join(group for group in PARTS["lookalikes"] if character in group)
    return groups.replace(character, "")


KINDS: dict[str, Kind] = {
    "same sound": _other(_same_sound),
    "near sound": _other(_near_sound),
    "look-alike": _other(_like),
    "any other": _other(lambda character: common().replace(character, "")),
    "left out": _left_out,
    "one too many": _too_many,
    "doubled": _doubled,
    "swapped": _swapped,
}


if __name__ == "__main__":
    main()
