"""What a caller submits to be written, and the rows that are written for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from graph.schema import Schema
from graph.store.encoding import Properties, encode
from graph.store.protocol import Row
from graph.values import Id, Name, moment
from graph.viewer import access_columns
from graph.writing.checks import Checks


class _Draft(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class EntityDraft(_Draft):
    """A new entity. Without an id it gets one."""

    id: Id | None = None
    name: Name
    labels: list[str] = Field(min_length=1, max_length=20)
    properties: Properties = {}


class EntityChange(_Draft):
    """What changes of an entity; a property given as null is removed."""

    name: Name | None = None
    labels: list[str] | None = Field(None, min_length=1, max_length=20)
    properties: Properties = {}


class RelationshipDraft(_Draft):
    """A new relationship. Without an id it gets one."""

    id: Id | None = None
    from_: Id = Field(alias="from")
    to: Id
    type: str
    properties: Properties = {}


class RelationshipChange(_Draft):
    """What changes of a relationship; its type and ends stay."""

    properties: Properties = {}


class Rows:
    """Checked rows for drafts, stamped with who recorded them and when."""

    def __init__(self, schema: Schema, now: Callable[[], datetime]) -> None:
        self._schema = schema
        self._checks = Checks(schema)
        self._now = now

    def entity(self, draft: EntityDraft, who: str) -> tuple[Row, list[str]]:
        """The stored properties of a new entity, and its labels with their base."""
        labels = self._schema.with_base(draft.labels)
        checked = self._checks.entity(labels, draft.properties)
        encoded = encode(checked, self._schema.properties_of(labels))
        row = {"id": draft.id or uuid.uuid4().hex, "name": draft.name, **encoded}
        return row | self._stamp(who) | access_columns(labels, encoded), labels

    def relationship(self, draft: RelationshipDraft, who: str) -> Row:
        """A new relationship: id, ends, type and stored properties."""
        self._schema.check_type(draft.type, field="type")
        checked = self._checks.relationship(draft.properties)
        id_ = draft.id or uuid.uuid4().hex
        properties = {"id": id_, **encode(checked, self._schema.relationship_properties)}
        ends = {"from": draft.from_, "to": draft.to}
        return {"id": id_, "type": draft.type, **ends, "properties": properties | self._stamp(who)}

    def moment(self) -> str:
        """Now, as it is stored."""
        return moment(self._now())

    def _stamp(self, who: str) -> Row:
        return {"recorded_at": self.moment(), "recorded_by": who}
