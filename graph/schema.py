"""The schema: labels, relationship types and properties, read from schema.yaml and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph.errors import ConfigurationError, InvalidInput
from graph.values import TYPES

SCHEMA_FILE = Path(__file__).with_name("schema.yaml")
ANY = "any"
PROVENANCE = "MENTIONED_IN"

# In arrays a label is a bit, from 0 on; bits 60 and 61 say who declined and who is gone.
LABELS_AT_MOST = 60
# In arrays a type is 7 bits of a byte; the eighth says that a tie is past.
TYPES_AT_MOST = 127

# Identifiers go into query text, so they are held to what both engines take bare.
_LABEL = re.compile(r"[A-Z][A-Za-z]{1,39}", re.ASCII)
_TYPE = re.compile(r"[A-Z][A-Z_]{1,39}", re.ASCII)
_PROPERTY = re.compile(r"[a-z][a-z_]{1,39}", re.ASCII)
# Reserved: `id` and `name` are fields of their own; engines give `title` and `type` other meanings.
_RESERVED = {"id", "name", "title", "type", "labels", "from", "to"}

Privacy = Literal["public", "internal", "contact", "sensitive"]
Colour = Annotated[str, Field(pattern="^#[0-9a-f]{6}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Property(_Entry):
    """A property: its kind of value, and who may see it. `automatic` ones are set by the program."""

    kind: str
    privacy: Privacy = "public"
    required: bool = False
    automatic: bool = False
    values: str | None = None

    @model_validator(mode="after")
    def _known_kind(self) -> Property:
        if self.kind != "enum" and self.kind not in TYPES:
            raise ValueError(f"kind {self.kind!r} is none of {', '.join([*TYPES, 'enum'])}")
        if (self.kind == "enum") != (self.values is not None):
            raise ValueError("`values` belongs to kind enum, and enum needs it")
        return self


class Label(_Entry):
    """A label; `base` is absent on the four base labels themselves."""

    colour: Colour
    glyph: str = Field(min_length=1, max_length=2)
    base: str | None = None
    properties: dict[str, Property] = {}


class RelationshipType(_Entry):
    """A relationship type with its allowed ends and, when it can be a step of a route, its weight."""

    ends: list[tuple[list[str], list[str]]] = Field(min_length=1)
    weight: float | None = Field(None, gt=0, le=1)
    weight_on_request: float | None = Field(None, gt=0, le=1)
    directed: bool = True
    lasting: bool = False
    provenance: bool = False

    @model_validator(mode="before")
    @classmethod
    def _listed(cls, raw: Any) -> Any:
        if isinstance(raw, dict) and isinstance(raw.get("ends"), list):
            pairs = [
                [[side] if isinstance(side, str) else side for side in pair]
                for pair in raw["ends"]
                if isinstance(pair, list)
            ]
            return {**raw, "ends": pairs}
        return raw


class Bond(_Entry):
    """A named set of relationship types, such as 学缘."""

    types: list[str]


class Schema(BaseModel):
    """The whole schema, checked: every name it refers to exists."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    statuses: dict[str, _Entry]
    entity_properties: dict[str, Property]
    relationship_properties: dict[str, Property]
    labels: dict[str, Label]
    relationships: dict[str, RelationshipType]
    bonds: dict[str, Bond]

    @model_validator(mode="after")
    def _consistent(self) -> Schema:
        for problem in self._problems():
            raise ValueError(problem)
        return self

    def _problems(self) -> Iterable[str]:
        yield from _too_many("labels", self.labels, LABELS_AT_MOST)
        yield from _too_many("relationships", self.relationships, TYPES_AT_MOST)
        yield from _malformed("labels", self.labels, _LABEL)
        yield from _malformed("relationships", self.relationships, _TYPE)
        for name, label in self.labels.items():
            yield from _malformed(f"labels.{name}.properties", label.properties, _PROPERTY)
            if label.base is not None and self.labels.get(label.base, label).base is not None:
                yield f"labels.{name}.base: {label.base} is not a base label"
        yield from _malformed("entity_properties", self.entity_properties, _PROPERTY)
        yield from _malformed("relationship_properties", self.relationship_properties, _PROPERTY)
        for name, relationship in self.relationships.items():
            for end in {end for pair in relationship.ends for side in pair for end in side}:
                if end != ANY and end not in self.labels:
                    yield f"relationships.{name}.ends: {end} is not a label"
        for name, bond in self.bonds.items():
            for type_ in bond.types:
                if type_ not in self.relationships:
                    yield f"bonds.{name}.types: {type_} is not a relationship type"

    @cached_property
    def bases(self) -> list[str]:
        """The base labels, in the file's order."""
        return [name for name, label in self.labels.items() if label.base is None]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {name: position for position, name in enumerate(self.labels)}

    @cached_property
    def weights(self) -> dict[str, float]:
        """Base weight per relationship type that may be a step of any route."""
        return {n: t.weight for n, t in self.relationships.items() if t.weight is not None}

    @cached_property
    def weights_on_request(self) -> dict[str, float]:
        """Base weight per type that is a step only when a caller names it."""
        pairs = ((n, t.weight_on_request) for n, t in self.relationships.items())
        return {name: weight for name, weight in pairs if weight is not None}

    @cached_property
    def lasting(self) -> frozenset[str]:
        """Types whose `until` never makes the tie past."""
        return frozenset(n for n, t in self.relationships.items() if t.lasting)

    @cached_property
    def walked(self) -> list[str]:
        """Types that network views walk: all but provenance."""
        return [name for name, type_ in self.relationships.items() if not type_.provenance]

    def base_of(self, label: str) -> str:
        """The base label of `label` (itself, when it is one)."""
        return self.labels[label].base or label

    def with_base(self, labels: Iterable[str]) -> list[str]:
        """`labels` with their base added, base first, then the file's order.

        Raises InvalidInput for an unknown label, none at all, or labels of two bases.
        """
        wanted = set(labels)
        for label in sorted(wanted):
            self.check_label(label, field="labels")
        bases = {self.base_of(label) for label in wanted}
        if len(bases) != 1:
            detail = " and ".join(sorted(bases)) or "none"
            raise InvalidInput(
                f"labels: an entity has labels of exactly one base, here {detail}.",
                f"labels:一个实体的标签须同属一个基类,现为 {detail}。",
                field="labels",
            )
        return self.in_order(wanted | bases)

    def in_order(self, stored: Iterable[str]) -> list[str]:
        """The labels that are the schema's, base first, then the file's order."""
        own = (label for label in stored if label in self.labels)
        return sorted(own, key=self._order.__getitem__)

    def kind_of(self, labels: Iterable[str]) -> str:
        """The one label that an entity is drawn, counted and exported under: the first in the file's
        order that is no base label, else its base. `viz/web/src/network/kinds.ts` follows it."""
        own = self.in_order(labels)
        return next((label for label in own if self.labels[label].base is not None), own[0])

    def check_label(self, label: str, *, field: str) -> str:
        """`label`, if the schema has it. Raises InvalidInput."""
        return _known(label, self.labels, field, "label", "标签")

    def check_type(self, type_: str, *, field: str) -> str:
        """`type_`, if the schema has that relationship type. Raises InvalidInput."""
        return _known(type_, self.relationships, field, "relationship type", "关系类型")

    def properties_of(self, labels: Iterable[str]) -> dict[str, Property]:
        """Every property that an entity with these labels may have."""
        found = dict(self.entity_properties)
        for label in labels:
            found |= self.labels[self.base_of(label)].properties | self.labels[label].properties
        return found

    def fits(self, type_: str, from_labels: Iterable[str], to_labels: Iterable[str]) -> bool:
        """Whether a relationship of this type may join entities with these labels."""
        start, end = (
            set(labels) | {self.base_of(label) for label in labels} | {ANY}
            for labels in (list(from_labels), list(to_labels))
        )
        pairs = self.relationships[type_].ends
        return any(start & set(a) and end & set(b) for a, b in pairs)


def _known(name: str, known: Mapping[str, object], field: str, en: str, zh: str) -> str:
    if name not in known:
        shown = name[:80]
        raise InvalidInput(
            f"{field}: {shown!r} is not a {en}. GET /api/schema lists them.",
            f"{field}:没有名为 {shown!r} 的{zh},可用 GET /api/schema 查看。",
            field=field,
        )
    return name


def _too_many(where: str, entries: Mapping[str, object], bound: int) -> Iterable[str]:
    if len(entries) > bound:
        yield f"{where}: {len(entries)} are more than the {bound} that there is room for"


def _malformed(
    where: str, entries: Mapping[str, object], pattern: re.Pattern[str]
) -> Iterable[str]:
    for name in entries:
        if not pattern.fullmatch(name):
            yield f"{where}: {name!r} does not match {pattern.pattern}"
        if name in _RESERVED:
            yield f"{where}: {name!r} is reserved"


def load_schema(path: Path = SCHEMA_FILE) -> Schema:
    """The schema of a file. Raises ConfigurationError that names the file, the entry and the rule."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Schema.model_validate(raw)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f" line {place.line + 1}" if place else ""
        reason = f"{path.name}{line}: not readable as YAML ({getattr(error, 'problem', error)})"
    except ValidationError as error:
        first = error.errors()[0]
        entry = ".".join(str(part) for part in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        reason = f"{path.name} {entry}: {message}" if entry else f"{path.name}: {message}"
    raise ConfigurationError(reason, f"schema 有误:{reason}")
