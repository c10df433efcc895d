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


class Neighbours(Model):
    """A page of neighbours. `total` counts all that pass the filters, before `limit`."""

    total: int
    limit: int
    offset: int
    neighbours: list[Neighbour]


class Subgraph(Model):
    """Nodes and the relationships among them. `total` counts the nodes that were reached, `shown`
    those returned; `positions` are layout coordinates per id when a layout was asked for."""

    nodes: list[Node]
    relationships: list[Relationship]
    total: int
    shown: int
    positions: dict[str, tuple[float, float]] | None = None


class Match(Model):
    """What a hit matched: the tier, the field, its text, and where in it (code points, end not
    included) for highlighting; the whole text where the match is by sound or by a slip."""

    tier: Literal[
        "exact",
        "alias",
        "prefix",
        "pinyin",
        "spelling",
        "reading",
        "initials",
        "pinyin_prefix",
        "substring",
        "context",
        "sound",
        "typo",
    ]
    field: Literal["name", "alias", "english_name", "id", "place", "field", "office", "summary"]
    text: str
    span: tuple[int, int]


class Apart(Model):
    """What tells namesakes apart: names of places, offices, fields and schools; years."""

    places: list[str]
    offices: list[str]
    fields: list[str]
    schools: list[str]
    years: list[str]


class Hit(Node):
    """An entity that a search found. `score`: 1 for an exact name, falling by tier.

    `matched_on` decided the tier; `also` are the matches of the query's other words. `same_name`
    is a key that namesakes share, and None for who has none; `apart` is told with it.
    """

    degree: int
    matched_on: Match
    also: list[Match] = []
    score: float
    same_name: str | None = None
    apart: Apart | None = None


class Facet(Model):
    """A value and how many hits have it. `value`: a label, an office, or an entity's id with its
    name beside it."""

    value: str
    name: str | None
    count: int


class Facets(Model):
    """How the whole result falls apart, most frequent value first."""

    labels: list[Facet]
    countries: list[Facet]
    offices: list[Facet]
    fields: list[Facet]


class Hits(Model):
    """A page of hits in rank order. `total` and `facets` count all hits."""

    query: str
    total: int
    limit: int
    offset: int
    hits: list[Hit]
    facets: Facets


class Suggestion(Model):
    """An answer to what is half typed in the search box."""

    id: str
    name: str
    labels: list[str]
    matched_on: Match
    apart: Apart


class SuggestionGroup(Model):
    """Suggestions of one base label."""

    kind: str
    suggestions: list[Suggestion]


class Suggestions(Model):
    """At most eight answers, grouped by kind; the kind of the best one first."""

    query: str
    groups: list[SuggestionGroup]


class ListedName(Model):
    """A name of a list to be looked up, with what else the list says."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=1000)
    country: str | None = Field(None, max_length=200)
    school: str | None = Field(None, max_length=200)
    office: str | None = Field(None, max_length=200)


class Reason(Model):
    """Why a candidate scores as it does: what was compared, and its part of the score."""

    on: Literal["name", "country", "school", "office"]
    verdict: Literal["agrees", "differs", "unknown"]
    points: float
    text: str | None


class Candidate(Model):
    """An entity that a listed name may mean. `score`: 0 to 1, the sum of the reasons' points."""

    node: Node
    score: float
    matched_on: Match
    reasons: list[Reason]


class Candidates(Model):
    """The candidates for a listed name, best first. Nothing is linked by this."""

    asked: ListedName
    total: int
    candidates: list[Candidate]


class Factors(Model):
    """The factors of a step, multiplied: weight · strength · confidence · recency (· 0.5 if past)."""

    weight: float
    strength: float
    confidence: float
    recency: float
    past: float


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
    misses: list[Miss] = []


class LabelCount(Model):
    """Number of entities that carry a label."""

    label: str
    count: int


class TypeCount(Model):
    """Number of relationships of a type."""

    type: str
    count: int


class StatusCount(Model):
    """Number of affairs with a status."""

    status: str
    count: int


class Stats(Model):
    """The network in numbers."""

    revision: int
    entities: int
    relationships: int
    labels: list[LabelCount]
    types: list[TypeCount]
    statuses: list[StatusCount]
