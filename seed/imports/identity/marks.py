"""The cells that tell records of one name apart, of a row and of a stored record alike.

People: birth date, telephone, e-mail, id of an office, gender, unit, school, country. Organisations:
registration number, telephone, e-mail, country, place. Affairs and contexts: dates, number of a
document, who posted, hosts, invests, raised or issued it, country, place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from graph.kinship import told_sex
from graph.search.spelling.organisations import canonical
from seed.imports.rows.identity import normalised
from seed.sheets.headers.headers import Headers, folded
from seed.sheets.headers.targets import Link
from seed.sheets.parsed import Reference

PERSON, ORGANISATION, AFFAIR = "Person", "Organisation", "Affair"
COUNTRY_LABEL = "Country"
Direction = Literal["out", "in"]
Properties = Mapping[str, Any]

# Pairs of a kind and a value as it is compared, in one order, each once.
Marks = tuple[tuple[str, str], ...]

BIRTH, PHONE, EMAIL, OFFICE_ID, GENDER = "birth_date", "phone", "email", "office_id", "gender"
UNIT, SCHOOL, COUNTRY, PLACE = "unit", "school", "country", "place"
REGISTRATION, DOCUMENT_NUMBER, CODE = "registration_number", "document_number", "iso_code"
DATES = ("held_on", "starts", "issued_on", "as_of")
ACTORS = ("poster", "host", "investor", "raised_by", "issuer")

_PROPERTIES: dict[str, tuple[str, ...]] = {
    PERSON: (BIRTH, PHONE, EMAIL),
    ORGANISATION: (REGISTRATION, PHONE, EMAIL),
    AFFAIR: (*DATES, DOCUMENT_NUMBER),
    "Context": (*DATES, DOCUMENT_NUMBER, CODE),
}
# By base label: the relationships that tell its records apart, and the kind of mark each gives.
LINKS: dict[str, dict[tuple[str, Direction], str]] = {
    PERSON: {
        ("WORKS_AT", "out"): UNIT,
        ("ALUMNUS_OF", "out"): SCHOOL,
        ("STUDIES_AT", "out"): SCHOOL,
        ("LOCATED_IN", "out"): COUNTRY,
    },
    ORGANISATION: {("LOCATED_IN", "out"): PLACE},
    AFFAIR: {
        ("POSTED", "in"): "poster",
        ("HOSTED_BY", "out"): "host",
        ("INVESTS_IN", "in"): "investor",
        ("RAISED", "in"): "raised_by",
        ("ISSUED_BY", "out"): "issuer",
        ("LOCATED_IN", "out"): PLACE,
        ("LANDED_AT", "out"): PLACE,
    },
    "Context": {("ISSUED_BY", "out"): "issuer", ("LOCATED_IN", "out"): PLACE},
}
_SEVERAL = re.compile(r"[、,，;；/|]+")
# Chinese numbers with and without the country's code are the same.
_CHINA = re.compile(r"^(?:\+86|0086|86(?=1\d{10}$))")
_SHORTEST_NUMBER = 3  # digits: less is a room or an extension


def row_marks(base: str, properties: Properties, references: Iterable[Reference]) -> Marks:
    """The marks of a row."""
    found = {*_of_properties(base, properties), *_of_further(base, properties)}
    links = LINKS[base]
    for reference in references:
        kind = links.get((reference.type, reference.direction))
        if kind is not None:
            is_country = reference.target is not None
            for text in (reference.whole, *reference.items):
                found.update(_linked(base, kind, text, is_country))
    return tuple(sorted(found))


def stored_marks(
    base: str,
    labels: Sequence[str],
    properties: Properties,
    ties: Iterable[Mapping[str, Any]],
    headers: Headers,
) -> Marks:
    """The marks of a stored record; `ties`: rows of `marks_out` and `marks_in`, with `direction`."""
    found = {*_of_properties(base, properties), *_of_further(base, properties)}
    found.update(_of_kept_texts(base, labels, properties, headers))
    links = LINKS[base]
    for tie in ties:
        kind = links.get((tie["type"], tie["direction"]))
        names = (tie["name"], *(tie["aliases"] or ()), tie["english_name"])
        for name in filter(None, names if kind else ()):
            found.update(_linked(base, kind, name, COUNTRY_LABEL in tie["labels"]))
    return tuple(sorted(found))


def by_kind(marks: Marks) -> dict[str, frozenset[str]]:
    """The values of each kind."""
    found: dict[str, set[str]] = {}
    for kind, value in marks:
        found.setdefault(kind, set()).add(value)
    return {kind: frozenset(values) for kind, values in found.items()}


def _of_properties(base: str, properties: Properties) -> Iterator[tuple[str, str]]:
    for key in _PROPERTIES[base]:
        value = properties.get(key)
        if value:
            yield from ((key, each) for each in _values(key, str(value)))


def _values(key: str, value: str) -> Iterator[str]:
    if key == PHONE:
        numbers = (_CHINA.sub("", _plain(part)) for part in _SEVERAL.split(value))
        yield from (number for number in numbers if len(number) >= _SHORTEST_NUMBER)
    elif key == EMAIL:
        yield from (part.casefold() for part in re.split(r"[、,，;；/|\s]+", value) if part)
    elif key in (BIRTH, *DATES):
        yield value
    else:
        yield normalised(value)


def _plain(number: str) -> str:
    return "".join(c for c in number if c.isdigit() or c == "+")


def _of_further(base: str, properties: Properties) -> Iterator[tuple[str, str]]:
    """What cells that no property takes tell: ids of offices, gender."""
    if base != PERSON:
        return
    extra = properties.get("extra") or {}
    if sex := told_sex(extra):
        yield GENDER, sex
    for header, text in extra.items():
        if folded(header) in _office_ids() and isinstance(text, str) and text:
            yield OFFICE_ID, normalised(text)


def _of_kept_texts(
    base: str, labels: Sequence[str], properties: Properties, headers: Headers
) -> Iterator[tuple[str, str]]:
    """What a record keeps of names that nothing answered to."""
    for header, text in (properties.get("unlinked") or {}).items():
        for label in labels:
            target = headers.target(header, label)
            if isinstance(target, Link) and isinstance(text, str):
                kind = LINKS[base].get((target.type, target.direction))
                yield from _linked(base, kind, text, False) if kind else ()


def _linked(base: str, kind: str | None, name: str, is_country: bool) -> Iterator[tuple[str, str]]:
    """A mark that the other end of a relationship gives."""
    if kind is None:
        return
    if kind in (COUNTRY, PLACE):
        if is_country:
            yield COUNTRY, normalised(name)
        elif kind == PLACE and base != PERSON:
            yield PLACE, normalised(name)
        return
    yield kind, _body(name)


@lru_cache(maxsize=65_536)
def _body(name: str) -> str:
    return canonical(name) or normalised(name)


@cache
def _office_ids() -> frozenset[str]:
    path = Path(__file__).with_name("cells.yaml")
    listed: list[str] = yaml.safe_load(path.read_text(encoding="utf-8"))[OFFICE_ID]
    return frozenset(map(folded, listed))
