"""One number for all that a network says: equal on every engine, whatever the order.

SHA-256 of each record, added up modulo 2^256. Left out: who recorded a record and when, and what
says no more than an absent value: an empty text, list or source, a list of one empty text. 1 and
1.0 are the same number.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.records import EntityRecord, Record
from graph.schema import Schema

_LEFT_OUT = {"recorded_at", "recorded_by"}
_SAYS_NOTHING: tuple[Any, ...] = (None, "", [], {}, [""])
_MODULUS = 2**256


@dataclass(frozen=True)
class Content:
    """How much a network holds, and the hash of it all (64 hexadecimal digits)."""

    entities: int
    relationships: int
    digest: str


class ContentHash:
    """Adds up records, in any order."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._labels: dict[tuple[str, ...], list[str]] = {}
        self._sum = 0
        self._entities = 0
        self._relationships = 0

    def add(self, record: Record) -> None:
        """Counts a record in. The same record twice is told from once."""
        if isinstance(record, EntityRecord):
            self._entities += 1
            said: list[Any] = ["entity", record.id, record.name, self._sorted(record.labels)]
        else:
            self._relationships += 1
            said = ["relationship", record.id, record.from_, record.to, record.type]
        text = json.dumps(
            [*said, _told(record.properties)],
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        self._sum = (self._sum + int.from_bytes(digest)) % _MODULUS

    def content(self) -> Content:
        """What was added so far."""
        return Content(self._entities, self._relationships, f"{self._sum:064x}")

    def _sorted(self, labels: tuple[str, ...]) -> list[str]:
        found = self._labels.get(labels)
        if found is None:
            found = self._labels[labels] = sorted(self._schema.with_base(labels))
        return found


def content_of(records: Iterable[Record], schema: Schema) -> Content:
    """Counts and hash of these records."""
    hashed = ContentHash(schema)
    for record in records:
        hashed.add(record)
    return hashed.content()


def _told(properties: dict[str, Any]) -> dict[str, Any]:
    told = {
        name: [_one_form(item) for item in value if item != {}]
        if isinstance(value, list)
        else _one_form(value)
        for name, value in properties.items()
        if name not in _LEFT_OUT
    }
    return {name: value for name, value in told.items() if value not in _SAYS_NOTHING}


def _one_form(value: Any) -> Any:
    """The value with every whole number written without a fraction."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_one_form(item) for item in value]
    if isinstance(value, dict):
        return {key: _one_form(item) for key, item in value.items()}
    return value
