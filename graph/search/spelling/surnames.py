"""Surnames and their spellings: readings in Mandarin, Cantonese, Hokkien and Teochew."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from graph.search.spelling.text import HERE
from graph.search.spelling.wade_giles import spelled

DIALECTS = ("cantonese", "hokkien", "teochew")


@dataclass(frozen=True, slots=True, eq=False)
class Surname:
    """A surname in simplified characters, its reading in pinyin, and its spellings in Latin."""

    characters: str
    pinyin: str
    dialects: dict[str, tuple[str, ...]]
    spellings: frozenset[str]


@cache
def surnames() -> dict[str, Surname]:
    """Every surname of the table, by its characters."""
    lines = (HERE / "surnames.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["surname"]: _surname(row) for row in rows}


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """The surnames that each spelling may stand for."""
    found: dict[str, list[str]] = {}
    for surname in surnames().values():
        for spelling in surname.spellings:
            found.setdefault(spelling, []).append(surname.characters)
    return {spelling: tuple(names) for spelling, names in found.items()}


@cache
def longest_spelling() -> int:
    """How many letters the longest spelling of a surname has."""
    return max(map(len, spellings()))


def opening(name: str) -> Surname | None:
    """The surname that opens a compact person's name; a double one first."""
    table = surnames()
    double = table.get(name[:2]) if len(name) > 2 else None
    return double or table.get(name[:1])


def _surname(row: dict[str, str]) -> Surname:
    dialects = {dialect: tuple(row[dialect].split()) for dialect in DIALECTS}
    every = {spelling for spelled_ in dialects.values() for spelling in spelled_}
    pinyin = row["pinyin"]
    typed = {pinyin, pinyin.replace("v", "u"), pinyin.replace("v", "yu")}
    return Surname(row["surname"], pinyin, dialects, frozenset(every | typed | spelled(pinyin)))
