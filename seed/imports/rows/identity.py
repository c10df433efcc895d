"""Ids that the same row gets each time, and names as they are compared.

A name is compared after NFKC, in one case, width and script (traditional as simplified), without
marks and spaces, as the search folds it; its punctuation counts.
"""

from __future__ import annotations

import hashlib
from typing import Any

from graph.roles import END_ROLE, kind_of_roles, turned
from graph.schema import Schema
from graph.search.spelling.text import fold

_DIGITS = 16  # hexadecimal: two of a province's millions meet with a chance below one in a million


def normalised(name: str) -> str:
    """A name or alias as it is compared; a text that folds to nothing stays as it is."""
    return "".join(fold(name).split()) or name


def entity_id(base: str, name: str, told: str = "") -> str:
    """The id of a row without one. `told`: what it says that tells it from others of its name."""
    return f"{base.lower()}-{_digest(base, normalised(name), told)}"


def relationship_id(
    schema: Schema, type_: str, start: str, end: str, properties: dict[str, Any]
) -> str:
    """The id of a relationship without one; where the ends are equals, their order is nothing."""
    since = str(properties.get("since", ""))
    if schema.relationships[type_].directed:
        return (
            f"{type_.lower()}-{_digest(start, type_, end, str(properties.get('role', '')), since)}"
        )
    first, last = sorted((start, end))
    roles = kind_of_roles(properties if start == first else turned(properties))
    role = "/".join(dict.fromkeys(filter(None, roles)))
    return f"{type_.lower()}-{_digest(first, type_, last, role, since)}"


def in_one_direction(
    schema: Schema, type_: str, start: str, end: str, properties: dict[str, Any]
) -> tuple[str, str, dict[str, Any]]:
    """Ends and properties of a relationship; of equals that tell two roles always the same way round.

    So what the rows of both people say of it is said of the same one.
    """
    equals = not schema.relationships[type_].directed
    if equals and properties.get(END_ROLE) and start > end:
        return end, start, turned(properties)
    return start, end, properties


def _digest(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:_DIGITS]
