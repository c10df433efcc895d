"""What a column is for, and the short notation in which headers.yaml and saved mappings say it.

name, id, labels, birth_date      a field or property of the row's entity
starts..ends                      one cell that gives two of them: 2015-2019
WORKS_AT -> Organisation          the row's entity starts a relationship to what the cell names
LEADS <- Person (会长)             … ends it; its role in brackets
MEMBER_OF.since                   a property of that relationship of the same row
extra                             kept under its header, and no more said
ignored                           left out: a running number
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from graph.errors import InvalidInput

IGNORED = "ignored"
EXTRA = "extra"

_LINK = re.compile(r"([A-Z_]+) ?(->|<-) ?([A-Za-z]+(?:, ?[A-Za-z]+)*)(?: ?\((.+)\))?")
_DETAIL = re.compile(r"([A-Z_]+)\.([a-z_]+)(?:\.\.([a-z_]+))?")
_FIELD = re.compile(r"([a-z_]+)(?:\.\.([a-z_]+))?")


@dataclass(frozen=True, slots=True)
class Field:
    """A field or property of the row itself; with `until`, a cell that gives two dates."""

    key: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of the row's entity to what the cell names."""

    type: str
    direction: Literal["out", "in"]
    labels: tuple[str, ...]
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Detail:
    """A property of a relationship that another column of the row makes."""

    type: str
    key: str
    until: str | None = None


Target = Field | Link | Detail


def parse_target(text: str) -> Target:
    """The target that this notation means. Raises InvalidInput."""
    text = text.strip()
    if match := _LINK.fullmatch(text):
        type_, arrow, labels, role = match.groups()
        direction: Literal["out", "in"] = "out" if arrow == "->" else "in"
        return Link(type_, direction, tuple(re.split(", ?", labels)), role)
    if match := _DETAIL.fullmatch(text):
        return Detail(*match.groups())
    if match := _FIELD.fullmatch(text):
        return Field(*match.groups())
    raise InvalidInput(
        f"mapping: {text[:80]!r} is not understood; write a header that is known, a property, "
        "or a relationship such as WORKS_AT -> Organisation.",
        f"mapping:看不懂 {text[:80]!r};请写已知的表头、属性,或 WORKS_AT -> Organisation 这样的关系。",
        field="mapping",
    )
