"""What the domain hands out: nodes, relationships, subgraphs, hits and routes. All frozen.

Field names are those of the API and of the query files.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Direction = Literal["out", "in"]


class Model(BaseModel):
    """Frozen; `from` is spelled `from_` in Python and `from` everywhere else."""

    model_config = ConfigDict(frozen=True, populate_by_name=True, serialize_by_alias=True)


class Node(Model):
    """An entity. `labels`: base label first. `properties`: those that have a value."""

    id: str
    name: str
    labels: list[str]
    properties: dict[str, Any]


class Relationship(Model):
    """A typed, sourced tie from one entity to another."""

    id: str
    from_: str = Field(alias="from")
    to: str
    type: str
    properties: dict[str, Any]


class Count(Model):
    """How many relationships of a type an entity has in one direction."""

    type: str
    direction: Direction
    count: int


class Entity(Node):
    """An entity with the number of its relationships, in all and per type and direction."""

    degree: int
    counts: list[Count]


class Neighbour(Model):
    """A neighbour and the relationship that leads to it; direction as seen from the asked entity."""

    node: Node
    relationship: Relationship
    direction: Direction


class LabelCount(Model):
    """Number of entities that carry a label."""

    label: str
    count: int


class Neighbours(Model):
    """A page of neighbours. `total` counts all that pass the filters, before `limit`, and `labels`
    how many entities of each label there are among them."""

    total: int
    limit: int
    offset: int
    labels: list[LabelCount]
    neighbours: list[Neighbour]


class Subgraph(Model):
    """Nodes and the relationships among them. `total` counts the nodes that were reached, `shown`
    those returned; `positions` are layout coordinates per id when a layout was asked for; `groups`
    the name of the country in whose block each is laid out, for those in one."""

    nodes: list[Node]
    relationships: list[Relationship]
    total: int
    shown: int
    positions: dict[str, tuple[float, float]] | None = None
    groups: dict[str, str] | None = None


class Factors(Model):
    """The factors of a step, multiplied: weight · strength · confidence · recency (· 0.5 if past)."""

    weight: float
    strength: float
    confidence: float
    recency: float
    past: float
