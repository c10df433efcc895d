"""What the domain hands out beyond routes of one pair: reach, connectors, connecting networks."""

from __future__ import annotations

from pydantic import Field

from graph.models import Model, Node, Subgraph


class Reached(Node):
    """An entity with its best route from where was asked: score, hops, and the ids on the way."""

    score: float
    hops: int
    path: list[str]


class Reach(Model):
    """A page of who is reached best, by score. `total` counts all who are reached; `complete`
    unless the time ran out, and then the scores are those of fewer hops."""

    from_: str | list[str] = Field(alias="from")
    total: int
    limit: int
    offset: int
    complete: bool
    reached: list[Reached]


class Connector(Node):
    """Who carries best routes.

    `share`: of the best routes, how many lead over it; `error`: the standard error of that share
    when it comes from a sample, 0 when it does not, absent when one source cannot tell. `load`:
    best routes on which it is the first to be asked. `lost`: share of the routes that would be
    none without it; `weakened`: by how much the others' scores would fall; absent when the time
    ran out.
    """

    share: float
    error: float | None
    load: int
    lost: float | None
    weakened: float | None


class Connectors(Model):
    """Who carries the most best routes. `sources` of them were looked from, to `targets` in all;
    `sampled` unless these were all that was asked for."""

    sources: int
    targets: int
    sampled: bool
    complete: bool
    connectors: list[Connector]


class Between(Model):
    """The connecting network of several entities. `cost` is −ln of its factors multiplied; no
    connecting network costs less than `at_least`. `apart`: those that nothing connects."""

    subgraph: Subgraph
    cost: float
    at_least: float
    complete: bool
    apart: list[str]


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
