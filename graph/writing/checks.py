"""Checks of every write against the schema: one error, naming the field, or a clean draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from graph.errors import InvalidInput
from graph.schema import Property, Schema
from graph.store.encoding import Properties
from graph.values import TYPES


class Checks:
    """The schema's rules as pydantic models, built once per set of labels."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._entity_model = lru_cache(maxsize=256)(self._build_entity_model)
        self._relationship_model = _model("Relationship", schema.relationship_properties, schema)

    def entity(self, labels: Iterable[str], properties: Mapping[str, Any]) -> Properties:
        """Properties of an entity, checked, without those that are null.

        Raises InvalidInput naming the property and the rule it breaks.
        """
        return _checked(self._entity_model(tuple(labels)), properties)

    def relationship(self, properties: Mapping[str, Any]) -> Properties:
        """Properties of a relationship, checked, without those that are null."""
        return _checked(self._relationship_model, properties)

    def ends(self, type_: str, from_labels: Iterable[str], to_labels: Iterable[str]) -> None:
        """Raises InvalidInput when a relationship of this type may not join such entities."""
        self.schema.check_type(type_, field="type")
        start, end = list(from_labels), list(to_labels)
        if not self.schema.fits(type_, start, end):
            allowed = "; ".join(
                f"{'/'.join(a)} → {'/'.join(b)}" for a, b in self.schema.relationships[type_].ends
            )
            raise InvalidInput(
                f"type: {type_} cannot join {'/'.join(start)} → {'/'.join(end)}; allowed: {allowed}.",
                f"type:{type_} 不能连接 {'/'.join(start)} → {'/'.join(end)};允许:{allowed}。",
                field="type",
            )

    def _build_entity_model(self, labels: tuple[str, ...]) -> type[BaseModel]:
        return _model("Entity", self.schema.properties_of(labels), self.schema)


def refuse_automatic(properties: Mapping[str, Any], rules: Mapping[str, Property]) -> None:
    """Raises InvalidInput when a caller sets a property that the program keeps itself."""
    for name in properties:
        if name in rules and rules[name].automatic:
            raise InvalidInput(
                f"properties.{name}: is set by the program; leave it out.",
                f"properties.{name}:由系统填写,请勿提交。",
                field=f"properties.{name}",
            )


def _model(name: str, rules: Mapping[str, Property], schema: Schema) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for key, rule in rules.items():
        kind = Literal[tuple(schema.statuses)] if rule.kind == "enum" else TYPES[rule.kind]
        fields[key] = (kind, ...) if rule.required else (kind | None, None)
    return create_model(name, __config__=ConfigDict(extra="forbid"), **fields)


def _checked(model: type[BaseModel], properties: Mapping[str, Any]) -> Properties:
    try:
        checked = model.model_validate(dict(properties))
    except ValidationError as error:
        raise invalid(error, prefix="properties") from None
    return checked.model_dump(exclude_none=True)


def invalid(error: ValidationError, prefix: str = "") -> InvalidInput:
    """The first fault of a pydantic error as our one error."""
    first = error.errors()[0]
    parts = [str(part) for part in first["loc"] if part != "constrained-str"]
    field = ".".join([prefix, *parts] if prefix else parts)
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        message = "is not known here; GET /api/schema lists the properties"
    return InvalidInput(f"{field}: {message}.", f"{field}:{message}。", field=field)
