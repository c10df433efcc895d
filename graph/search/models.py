"""What the search hands out: hits, suggestions and candidates. All frozen."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from graph.models import Model, Node


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
    field: Literal[
        "name", "alias", "english_name", "id", "place", "field", "office", "summary", "unlinked"
    ]
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
    also: list[Match] = Field(default_factory=list)
    score: float
    same_name: str | None = None
    apart: Apart | None = None


class Facet(Model):
    """A value and how many hits have it. `value`: a label, an office as it is recorded, or an
    entity's id; `name`: what it is called, None for a label."""

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
