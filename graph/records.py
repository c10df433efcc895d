"""Entities and relationships on their way in or out: lighter than the API's models.

Properties have the form that callers see (`sources` as objects, `extra` as an object), not the
form that engines hold. A bulk of millions passes through these.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class EntityRecord(NamedTuple):
    """An entity. `labels` hold its base label or not; `properties` leave out id and name."""

    id: str
    name: str
    labels: tuple[str, ...]
    properties: dict[str, Any]


class RelationshipRecord(NamedTuple):
    """A relationship between two entities that are named by their ids."""

    id: str
    from_: str
    to: str
    type: str
    properties: dict[str, Any]


Record = EntityRecord | RelationshipRecord
