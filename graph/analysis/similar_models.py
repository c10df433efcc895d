"""What the domain hands out about likeness."""

from __future__ import annotations

from graph.models import Model, Node


class Shared(Model):
    """A neighbour that two entities share."""

    id: str
    name: str
    labels: list[str]


class Alike(Node):
    """An entity that is like those asked about. `shared`: the neighbours that say most, the most
    telling first; `shared_total` counts all."""

    score: float
    shared: list[Shared]
    shared_total: int


class Similar(Model):
    """The entities most like some. `total` counts all that share a neighbour with any of them;
    `complete` unless the time ran out, and then only some neighbours were compared."""

    ids: list[str]
    total: int
    limit: int
    complete: bool
    similar: list[Alike]
