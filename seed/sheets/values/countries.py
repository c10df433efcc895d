"""Countries and regions by any of their names: Chinese, English, ISO 3166, old ones.

Names come from Unicode (babel) and ISO (pycountry); countries.yaml adds what an office writes.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pycountry
import yaml
from babel import Locale

from graph.records import EntityRecord
from graph.search.spelling.text import fold
from seed.problems.cells import Fault, Read, note
from seed.sheets.texts import clean, recalling

COUNTRIES_FILE = Path(__file__).with_name("countries.yaml")
LABEL = "Country"

# How alike two names must be to be proposed: 马来西业 is 0.75 like 马来西亚.
_ALIKE = 0.6
_PROPOSALS = 3
_SHORTEST_PART = 2  # characters of a name that is looked for inside a longer text
_MARKS = re.compile(r"[\s.,'’·()（）\-]+")
_ISO_NAMES = ("alpha_3", "name", "common_name", "official_name")
_BRACKETS = re.compile(r"\s*[(（].*?[)）]")

OLD_NAME = note(
    "old_country_name",
    "An old name of a country; it was read as its name of today.",
    "国家旧称,已按现名读取。",
)


class Country(NamedTuple):
    """A country or region as it is shown; `code` is of ISO 3166-1."""

    code: str
    id: str
    name: str
    english_name: str

    def record(self) -> EntityRecord:
        """The country as an entity."""
        properties = {"iso_code": self.code, "english_name": self.english_name}
        return EntityRecord(self.id, self.name, (LABEL,), properties)


class _Names(NamedTuple):
    known: dict[str, Country]
    old: dict[str, Country]
    several: dict[str, list[Country]]


@recalling
def parse_country(text: str) -> Read:
    """The Country that a text names in full; else a fault with the likely ones, none chosen."""
    name = clean(text).value
    key = _folded(name)
    names = _names()
    if not key:
        return Read(None)
    if key in names.known:
        return Read(names.known[key])
    if key in names.old:
        return Read(names.old[key], OLD_NAME)
    if key in names.several:
        return Read(None, _several(names.several[key]))
    return Read(None, _unknown(key, names))


def format_country(country: Country) -> str:
    """A country as it stands in our own sheets."""
    return country.name


@cache
def all_countries() -> dict[str, Country]:
    """Every country and region, by its ISO code."""
    raw = _raw()
    chinese, english = (Locale.parse(tongue).territories for tongue in ("zh", "en"))
    countries = {}
    for code, slug in raw["ids"].items():
        shown = raw["shown"].get(code) or [chinese[code], english[code]]
        countries[code] = Country(code, f"country-{slug}", *shown)
    return countries


@cache
def _names() -> _Names:
    raw, countries = _raw(), all_countries()
    known = {_folded(name): country for name, country in _library_names(countries) if _folded(name)}
    known |= _listed(raw["names"])
    old = _listed(raw["renamed"])
    several = {
        _folded(name): [countries[code] for code in codes] for name, codes in raw["several"].items()
    }
    for name in [*old, *several]:
        known.pop(name, None)
    return _Names(known, old, several)


def _library_names(countries: Mapping[str, Country]) -> Iterator[tuple[str, Country]]:
    tongues = [Locale.parse(tongue).territories for tongue in ("zh_Hant", "zh_Hant_HK", "zh", "en")]
    for code, country in countries.items():
        entry = pycountry.countries.get(alpha_2=code)
        names = [code, *country[2:], *(getattr(entry, key, "") for key in _ISO_NAMES)]
        names += [territories[code] for territories in tongues]
        yield from ((name, country) for name in names)
        # Of “Myanmar (Burma)” the first; Chinese brackets tell two Congos apart.
        yield _BRACKETS.sub("", country.english_name), country


def _listed(raw: Mapping[str, list[str]]) -> dict[str, Country]:
    countries = all_countries()
    return {_folded(name): countries[code] for code, names in raw.items() for name in names}


@cache
def _raw() -> dict[str, Any]:
    raw = yaml.safe_load(COUNTRIES_FILE.read_text(encoding="utf-8"))
    return dict(raw)


def _folded(name: str) -> str:
    """A name in one script, without accents, marks and “the”: Côte d'Ivoire is cotedivoire."""
    return _MARKS.sub("", fold(name).replace("&", "and").removeprefix("the "))


def _several(countries: list[Country]) -> Fault:
    names = "、".join(country.name for country in countries)
    return Fault(
        "several_countries",
        "cell",
        "This name does not stand for one country of today.",
        "此名称不对应今天的某一个国家。",
        f"Write the one that is meant, such as {countries[0].english_name}.",
        f"请写明今天的国家,例如:{names}。",
        tuple(country.id for country in countries),
    )


def _unknown(key: str, names: _Names) -> Fault:
    likely = _likely(key, names)
    shown = "、".join(country.name for country in likely)
    english = ", ".join(country.english_name for country in likely)
    return Fault(
        "unknown_country",
        "cell",
        "No country is known by this name.",
        "没有这个名称的国家或地区。",
        f"Is {english} meant? Write it so." if likely else "Write a country's name or ISO code.",
        f"是否指{shown}?请改成此名称。" if likely else "请写国家名称或国家代码。",
        tuple(country.id for country in likely),
    )


def _likely(key: str, names: _Names) -> list[Country]:
    """Countries whose names stand in the text, else those with names like it."""
    within = [
        country
        for name, country in names.known.items()
        if len(name) >= _SHORTEST_PART and not name.isascii() and name in key
    ]
    alike = difflib.get_close_matches(key, names.known, _PROPOSALS, _ALIKE)
    found = within or [names.known[name] for name in alike]
    return list(dict.fromkeys(found))[:_PROPOSALS]
