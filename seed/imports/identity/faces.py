"""What of a row counts for who it is about, small enough to lay a province of them aside."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.schema import Schema
from graph.search.spelling.titles import parted
from seed.imports.identity.compare import YEAR, is_identifying
from seed.imports.identity.marks import (
    BIRTH,
    COUNTRY,
    DATES,
    GENDER,
    ORGANISATION,
    PERSON,
    Marks,
    by_kind,
    row_marks,
)
from seed.imports.rows.identity import entity_id, normalised
from seed.problems.places import Where
from seed.sheets.parsed import ParsedEntity, Reference

WRITTEN = "原写姓名"  # the header under which a name's own spelling is kept, with its titles
# Under what a row keeps what stood beside its name, where its property has another value.
_HEADERS = {"gender": "性别", "title": "称谓", "position": "称谓", "academic_degree": "学位"}
_TO_PROPERTY = ("position", "academic_degree", "english_name")
# What many of a name share, so that rows of nothing else may be of two.
_COMMON = frozenset({COUNTRY, GENDER})


class Face(NamedTuple):
    """A row as it is compared. `number`: of the row among all; `id`: its own, or made of it.

    `key`: domain and name. `identifying`: its marks alone say who it is; else its id is made of all
    that it says. `telling`: it holds more than many of a name share.
    """

    number: int
    id: str
    explicit: bool
    domain: str
    key: str
    name: str
    labels: tuple[str, ...]
    marks: Marks
    identifying: bool
    telling: bool
    words: frozenset[str]
    where: Where


def domain_of(schema: Schema, labels: tuple[str, ...]) -> str:
    """Among what records of one name may be one: people, organisations, affairs of one label."""
    base = schema.base_of(labels[0])
    own = [label for label in labels if label != base]
    return base if base in (PERSON, ORGANISATION) or not own else own[0]


def with_plain_name(row: ParsedEntity, base: str) -> ParsedEntity:
    """A person's row whose name is freed of titles; what they say is kept with the row."""
    if base != PERSON or row.verbatim:
        return row
    name, said = parted(row.name)
    if name == row.name or not name:
        return row
    properties = dict(row.properties)
    extra = {**(properties.get("extra") or {}), WRITTEN: row.name}
    for kind, value in said:
        if kind in _TO_PROPERTY and not properties.get(kind):
            properties[kind] = value
        elif kind in _HEADERS:
            extra.setdefault(_HEADERS[kind], value)
    properties["extra"] = extra
    return _renamed(row, name, properties)


def _renamed(row: ParsedEntity, name: str, properties: dict[str, Any]) -> ParsedEntity:
    return ParsedEntity(
        where=row.where,
        id=row.id,
        name=name,
        labels=row.labels,
        properties=properties,
        references=row.references,
        distinguishing=row.distinguishing,
        cells=row.cells,
        verbatim=row.verbatim,
    )


def face_of(schema: Schema, number: int, row: ParsedEntity) -> Face:
    """The face of a row."""
    base = schema.base_of(row.labels[0])
    domain = domain_of(schema, row.labels)
    marks = row_marks(base, row.properties, row.references)
    kinds = by_kind(marks)
    identifying = is_identifying(domain, kinds)
    made = made_id(base, domain, row, marks if identifying else None)
    return Face(
        number,
        row.id or made,
        row.id is not None,
        domain,
        f"{domain}|{normalised(row.name)}",
        row.name,
        row.labels,
        marks,
        identifying,
        any(_tells(kind, values) for kind, values in kinds.items()),
        _source_words(row),
        row.where,
    )


def made_id(base: str, domain: str, row: ParsedEntity, marks: Marks | None) -> str:
    """The id made of a row's marks; where they do not say who it is (None), of all its content."""
    told = _content(row) if marks is None else _joined(marks)
    return entity_id(base, row.name, told if domain == base else f"{domain}|{told}".rstrip("|"))


def bare_id(schema: Schema, label: str, name: str) -> str:
    """The id of a record of which nothing is known but its name."""
    base, domain = schema.base_of(label), domain_of(schema, (label,))
    return entity_id(base, name, "" if domain == base else domain)


def _joined(marks: Marks) -> str:
    return "|".join(f"{kind}={value}" for kind, value in marks)


def _content(row: ParsedEntity) -> str:
    """All that a row says; nothing for a bare name."""
    said = {key: value for key, value in row.properties.items() if key != "sources"}
    named = sorted(_named(reference) for reference in row.references)
    if not said and not named:
        return ""
    return json.dumps([said, named], ensure_ascii=False, sort_keys=True, default=str)


def _named(reference: Reference) -> tuple[str, str, str]:
    return reference.type, reference.direction, normalised(reference.whole)


def _tells(kind: str, values: Iterable[str]) -> bool:
    if kind == BIRTH or kind in DATES:
        return any(len(value) > YEAR for value in values)
    return kind not in _COMMON


def _source_words(row: ParsedEntity) -> frozenset[str]:
    """The words of where it stands, and of the sources that it names."""
    named = (source.get("words") for source in row.properties.get("sources") or ())
    own = f"{row.where.file} {row.where.sheet or ''}".strip()
    return frozenset(filter(None, (own[:200], *named)))
