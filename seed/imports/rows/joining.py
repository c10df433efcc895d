"""Values that go together: beside each other where there is room, else the first stays.

For rows about one record, and for a row about a stored one that no person said it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from graph.records import EntityRecord
from graph.schema import Property, Schema

BESIDE = "、"
NOTES_BESIDE = "；"
PHONE, EMAIL = "phone", "email"
VERIFIED = "verified_at"
# Texts that hold several, where two rows are one record: 会长、顾问.
_LISTED = frozenset({PHONE, EMAIL, "position", "address", "summary", "extra"})


class Beside(NamedTuple):
    """A value that has no room beside another: of which property or further header, and what was
    kept."""

    key: str
    given: str
    kept: str


def combined(
    schema: Schema, first: EntityRecord, later: EntityRecord
) -> tuple[EntityRecord, list[Beside]]:
    """Two rows about one record: every value of both, the first's where only one has room."""
    labels = tuple(dict.fromkeys((*first.labels, *later.labels)))
    rules = schema.properties_of(labels)
    properties, beside = with_more(first.properties, later.properties, rules, _LISTED)
    if later.name != first.name:
        properties["aliases"] = [*properties.get("aliases", []), later.name]
    told = [one._replace(key=rules[one.key].zh) for one in beside]
    if told:
        extra = dict(properties.get("extra") or {})
        for one in told:
            extra[one.key] = with_note(extra.get(one.key), one.given)
        properties["extra"] = extra
    return first._replace(labels=labels, properties=properties), told


def with_more(
    known: Mapping[str, Any],
    given: Mapping[str, Any],
    rules: Mapping[str, Property],
    listed: frozenset[str],
) -> tuple[dict[str, Any], list[Beside]]:
    """What is given beside what is known, both as callers have them, and what finds no room.

    `listed`: the texts that may hold several values; without `extra` among them, other further data
    find no room either.
    """
    joined, beside = dict(known), list[Beside]()
    for key, value in given.items():
        there = joined.get(key)
        if there is None or there == value:
            joined[key] = value
        elif rules[key].kind == "map":
            joined[key], more = _with_notes(there, value, room=key in listed)
            beside += more
        elif (both := _both(key, rules[key], there, value, listed)) is not None:
            joined[key] = both
        else:
            beside.append(Beside(key, str(value), str(there)))
    return joined, beside


def _both(key: str, rule: Property, there: Any, value: Any, listed: frozenset[str]) -> Any:
    """Both values of a property; None where it has room for one."""
    if rule.kind in ("texts", "sources"):
        return [*there, *(one for one in value if one not in there)]
    if rule.kind == "date":
        nearer = there.startswith(value) or value.startswith(there)
        return (
            max(there, value) if key == VERIFIED else max(there, value, key=len) if nearer else None
        )
    if rule.kind != "text":
        return None
    new = _new_parts(there, value, same_number if key == PHONE else str.__eq__)
    return BESIDE.join([there, *new]) if key in listed or not new else None


def _new_parts(there: str, value: str, same: Callable[[str, str], bool]) -> list[str]:
    """The parts of a list in a text that another does not have."""
    known = there.split(BESIDE)
    parts = dict.fromkeys(value.split(BESIDE))
    return [part for part in parts if not any(same(part, one) for one in known)]


def _with_notes(
    there: Mapping[str, Any], given: Mapping[str, Any], *, room: bool
) -> tuple[dict[str, Any], list[Beside]]:
    """Further data by header, both texts where both have one and there is room for both."""
    joined, beside = dict(there), list[Beside]()
    for header, text in given.items():
        both = with_note(joined.get(header), text)
        if room or header not in there or both == there[header]:
            joined[header] = both
        else:
            beside.append(Beside(header, str(text), str(there[header])))
    return joined, beside


def with_note(there: Any, text: Any) -> Any:
    """A text with another behind it, unless it is there already."""
    if there is None or there == text:
        return text
    if str(text) in str(there).split(NOTES_BESIDE):
        return there
    return f"{there}{NOTES_BESIDE}{text}"


def same_number(one: str, other: str) -> bool:
    """Whether two telephone numbers have the same digits."""
    return _plain(one) == _plain(other)


def _plain(number: str) -> str:
    return "".join(character for character in number if character.isalnum() or character == "+")
