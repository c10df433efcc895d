"""Answers about routes. See docs/routes.md."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from graph.models import Direction, Factors, Model, Node, Relationship


class Step(Model):
    """One introduction. `direction`: out when the relationship points along the route.

    `factor` is the product of `factors`; `hub` the share that the node reached keeps for its
    degree (1 at the route's end). `parallel`: the other relationships between the same two.
    """

    from_: str = Field(alias="from")
    to: str
    type: str
    direction: Direction
    factor: float
    factors: Factors
    hub: float
    relationship: Relationship
    parallel: list[Relationship]


class Sentence(Model):
    """The same sentence in Chinese and English."""

    zh: str
    en: str


class Advice(Model):
    """What would strengthen a route's weakest step. `factor`, `score`: the step's and the route's
    worth once it is done."""

    kind: Literal["renew", "record_contact", "verify", "deepen"]
    factor: float
    score: float
    sentence: Sentence


class Route(Model):
    """A chain of introductions. `weakest` is the index of the step with the smallest factor."""

    score: float
    hops: int
    nodes: list[Node]
    steps: list[Step]
    weakest: int
    independent: bool
    sentence: Sentence
    advice: Advice | None = None


class Miss(Model):
    """A route that one loosened condition would give, for want of any without.

    `loosened`: the question's field; `score` and `hops` are the best such route's.
    """

    loosened: Literal["include_past", "max_hops", "types", "labels", "avoid", "via"]
    score: float
    hops: int
    sentence: Sentence


class Tried(Model):
    """What a search for routes covered.

    `explored`: how many ties those have whom it looked round, a rough measure of its work.
    `proven_hops`: the answer holds for certain among routes of so many hops; `max_hops` unless the
    time ran out.
    """

    max_hops: int
    types: list[str]
    labels: list[str]
    include_past: bool
    as_of: str
    explored: int
    proven_hops: int


class Routes(Model):
    """Routes by score. The independent second route, which shares no intermediate with the first,
    is in `routes` when it is among the best k, and always in `independent` when it exists.

    `from`, `to`: an id, or a list where any of several would do. `runner_up`: why the second route
    comes after the first. `misses`: what would have given a route, when there is none.
    """

    from_: str | list[str] = Field(alias="from")
    to: str | list[str]
    total: int
    complete: bool
    routes: list[Route]
    independent: Route | None
    tried: Tried
    explanation: Sentence | None
    runner_up: Sentence | None = None
    misses: list[Miss] = Field(default=[])
