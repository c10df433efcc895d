"""The API's query parameters: names, ranges and defaults. Unknown ones are errors.

See docs/design.md#what-the-api-refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from fastapi import Path
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from graph.analysis.between import TERMINALS
from graph.analysis.similar import LIKE_AT_MOST
from graph.models import Direction
from graph.reading.entities import Sort
from graph.routes.question import Question
from graph.schema import Schema
from graph.search.ranking.question import QUERY_LIMIT
from graph.topology.factors import first_day
from graph.values import Date, Id, check_text

LIMIT = 1_000  # items of a page: what a table or a picture still shows
OFFSET_LIMIT = 1_000_000
DEPTH_LIMIT = 3
HOPS_LIMIT = 6
ROUTES_LIMIT = 50
CONNECTORS_LIMIT = 100  # each is looked at again for what would be lost without it
SIMILAR_LIMIT = 50  # each is told with what it shares
# Values of a repeated parameter: the nodes of the largest picture, and a query under QUERY_BYTES.
LIST_LIMIT = 800

_DIGITS = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_FLAGS = {"true": True, "false": False}


def _whole(value: object) -> int:
    if type(value) is int:
        return value
    if not isinstance(value, str) or not _DIGITS.fullmatch(value):
        raise ValueError("is not a whole number in plain digits")
    return int(value)


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value not in _FLAGS:
        raise ValueError("is neither true nor false")
    return _FLAGS[value]


# Texts as an address has them, or values as a program has them.
PLAIN = BeforeValidator(_whole)
Flag = Annotated[bool, BeforeValidator(_flag)]
Words = Annotated[str, Field(max_length=QUERY_LIMIT), AfterValidator(check_text)]
Ids = Annotated[list[Id], Field(max_length=LIST_LIMIT)]
Names = Annotated[list[str], Field(max_length=LIST_LIMIT)]
# One id or several of which any would do; a program may give one as it is.
Ends = Annotated[
    list[Id],
    Field(min_length=1, max_length=LIST_LIMIT),
    BeforeValidator(lambda value: [value] if isinstance(value, str) else value),
]
Limit = Annotated[int, Field(ge=1, le=LIMIT), PLAIN]
Offset = Annotated[int, Field(ge=0, le=OFFSET_LIMIT), PLAIN]
IdInPath = Annotated[Id, Path(description="Id of an entity or relationship.")]


class NoQuery(BaseModel):
    """An endpoint without parameters still refuses unknown ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SearchFilters(NoQuery):
    """What to look for by name, and where."""

    q: Annotated[Words, Field(description="What to look for.", examples=["许崇育"])]
    label: Annotated[str | None, Field(description="Only entities with this label.")] = None
    country: Annotated[
        Id | None, Field(description="Only what lies in this country or place, by its id.")
    ] = None
    office: Annotated[Id | None, Field(description="Only what this office owns, by its id.")] = None
    field: Annotated[
        Words | None, Field(description="Only who knows this field, by its id or name.")
    ] = None
    since: Annotated[
        Date | None, Field(description="Only what began at this date or later; may be partial.")
    ] = None


class SearchQuery(SearchFilters):
    """A search by name."""

    limit: Limit = 50
    offset: Offset = 0


class SuggestQuery(NoQuery):
    """What is half typed."""

    q: Annotated[Words, Field(description="What is typed so far.", examples=["xuchong"])]


class NeighboursQuery(NoQuery):
    """Which neighbours, and in which order."""

    types: Annotated[Names, Field(description="Only over these relationship types.")] = []
    labels: Annotated[Names, Field(description="Only those with one of these labels.")] = []
    direction: Annotated[Direction | None, Field(description="As seen from the entity.")] = None
    sort: Annotated[Sort, Field(description="Dates: latest first.")] = "type"
    limit: Limit = 50
    offset: Offset = 0


class NetworkQuery(NoQuery):
    """Whose network, how far and how much of it."""

    ids: Annotated[Ids, Field(min_length=1, examples=[["org-xuzhou-qiaolian"]])]
    depth: Annotated[int, Field(ge=0, le=DEPTH_LIMIT), PLAIN] = 1
    limit: Annotated[int, Field(ge=1, le=LIMIT, description="Nodes at most."), PLAIN] = 50
    layout: Annotated[
        Literal["force", "layered", "radial", "country"] | None,
        Field(description="Also positions, from this layout."),
    ] = None
    centre: Annotated[
        Id | None, Field(description="Layers and rings start from here; none: the best connected.")
    ] = None


class RoutesQuery(NoQuery):
    """Who is to be connected with whom, and over what."""

    from_: Annotated[
        Ends,
        Field(
            alias="from",
            description="Where a route may begin: the best pair wins.",
            examples=[["org-xuzhou-qiaolian"]],
        ),
    ]
    to: Annotated[
        Ends,
        Field(
            description="Where it may end.", examples=[["project-tongshan-shuzi-luansheng-paishui"]]
        ),
    ]
    k: Annotated[int, Field(ge=1, le=ROUTES_LIMIT, description="Routes at most."), PLAIN] = 5
    max_hops: Annotated[int, Field(ge=1, le=HOPS_LIMIT, description="Steps at most."), PLAIN] = 4
    types: Annotated[Names, Field(description="Only these relationship types are steps.")] = []
    labels: Annotated[Names, Field(description="Everyone between has one of these labels.")] = []
    avoid: Annotated[Ids, Field(description="Nobody of these is between.")] = []
    via: Annotated[Ids, Field(description="All of these are on the route.")] = []
    include_past: Annotated[Flag, Field(description="Past ties count half.")] = False
    diverse: Annotated[Flag, Field(description="One route per set of people between.")] = True
    as_of: Annotated[Date | None, Field(description="A date, may be partial; today (UTC).")] = None

    def question(self, schema: Schema) -> Question:
        """The question for the finder. Raises InvalidInput for an unknown type or label."""
        check_types(self.types, schema)
        check_labels(self.labels, schema)
        return Question(
            from_=one_or_any(self.from_),
            to=one_or_any(self.to),
            as_of=day(self.as_of),
            k=self.k,
            max_hops=self.max_hops,
            types=frozenset(self.types),
            labels=frozenset(self.labels),
            avoid=frozenset(self.avoid),
            via=frozenset(self.via),
            include_past=self.include_past,
            diverse=self.diverse,
        )


class ReachFilters(NoQuery):
    """From where to reach, and whom."""

    from_: Annotated[
        Ends,
        Field(
            alias="from",
            description="From any of these, whichever is best.",
            examples=[["org-xuzhou-qiaolian"]],
        ),
    ]
    max_hops: Annotated[int, Field(ge=1, le=HOPS_LIMIT, description="Steps at most."), PLAIN] = 4
    label: Annotated[str | None, Field(description="Only entities with this label.")] = None
    country: Annotated[
        Id | None, Field(description="Only what lies in this country or place, by its id.")
    ] = None
    field: Annotated[Id | None, Field(description="Only who knows this field, by its id.")] = None
    ids: Annotated[
        list[Id], Field(max_length=LIST_LIMIT, description="Only these; none: all.")
    ] = []
    as_of: Annotated[Date | None, Field(description="A date, may be partial; today (UTC).")] = None


class ReachQuery(ReachFilters):
    """Whom we reach best."""

    limit: Limit = 50
    offset: Offset = 0


class ConnectorsQuery(NoQuery):
    """Who carries the most best routes."""

    from_: Annotated[
        Ids, Field(alias="from", description="Routes from these; none: from a sample of all.")
    ] = []
    label: Annotated[str | None, Field(description="Only routes to entities with it.")] = None
    max_hops: Annotated[int, Field(ge=1, le=HOPS_LIMIT, description="Steps at most."), PLAIN] = 4
    as_of: Annotated[Date | None, Field(description="A date, may be partial; today (UTC).")] = None
    limit: Annotated[int, Field(ge=1, le=CONNECTORS_LIMIT), PLAIN] = 10


class BetweenQuery(NoQuery):
    """Who is to be connected with one another."""

    ids: Annotated[
        list[Id],
        Field(min_length=2, max_length=TERMINALS, examples=[["person-xu-chongyu", "place-xuzhou"]]),
    ]
    as_of: Annotated[Date | None, Field(description="A date, may be partial; today (UTC).")] = None


class SimilarQuery(NoQuery):
    """Like whom."""

    ids: Annotated[
        list[Id], Field(min_length=1, max_length=LIKE_AT_MOST, examples=[["person-xu-chongyu"]])
    ]
    limit: Annotated[int, Field(ge=1, le=SIMILAR_LIMIT), PLAIN] = 10


class ExportQuery(NoQuery):
    """What of the network goes out: all of it, or what lies round some entities."""

    ids: Annotated[Ids, Field(description="Only the network round these; none: everything.")] = []
    depth: Annotated[
        int, Field(ge=0, le=DEPTH_LIMIT, description="Steps out from the ids."), PLAIN
    ] = 1
    limit: Annotated[
        int, Field(ge=1, le=LIMIT, description="Entities at most, with ids."), PLAIN
    ] = LIMIT


class DeleteQuery(NoQuery):
    """What to do with the relationships of a deleted entity."""

    detach: Annotated[Flag, Field(description="Delete its relationships with it.")] = False


def one_or_any(ids: list[str]) -> str | frozenset[str]:
    """An end of a question: one id, or several of which any would do."""
    return ids[0] if len(ids) == 1 else frozenset(ids)


def day(as_of: str | None) -> date:
    """The first day of a date that may be partial; today (UTC) when none is given."""
    return first_day(as_of) if as_of else datetime.now(UTC).date()


def check_types(types: Iterable[str], schema: Schema) -> None:
    """Raises InvalidInput naming the first that is not a relationship type."""
    for type_ in types:
        schema.check_type(type_, field="types")


def check_labels(labels: Iterable[str], schema: Schema) -> None:
    """Raises InvalidInput naming the first that is not a label."""
    for label in labels:
        schema.check_label(label, field="labels")
