"""The word lists that made-up names are put together from (`words/*.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).with_name("words")


@cache
def words(file: str) -> dict[str, Any]:
    """The content of a file of word lists."""
    text = (_FOLDER / f"{file}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader))


def listed(text: str) -> list[str]:
    """Words parted by blanks; an underscore stands for a blank inside one."""
    return [word.replace("_", " ") for word in text.split()]


def pairs(text: str, mark: str = "/") -> list[tuple[str, str]]:
    """Words with two sides parted by a mark: 中文/English."""
    return [(first, second) for first, _, second in (word.partition(mark) for word in listed(text))]


@dataclass(frozen=True, slots=True)
class Country:
    """A country or region abroad, with how Chinese names are spelled there and its cities."""

    name: str
    english: str
    code: str
    old: int
    new: int
    spelling: str
    script: str
    traditional: bool
    western: bool
    cities: tuple[tuple[str, str], ...]


@cache
def countries() -> list[Country]:
    """Every country and region abroad, in the order of the file."""
    return [
        Country(
            name=entry["zh"],
            english=entry["en"],
            code=entry["iso"],
            old=entry["old"],
            new=entry["new"],
            spelling=entry["spelling"],
            script=entry.get("script", "latin"),
            traditional=entry.get("traditional", False),
            western=entry.get("western", False),
            cities=tuple(tuple(city.split("/")) for city in entry["cities"]),
        )
        for entry in words("places")["countries"]
    ]
