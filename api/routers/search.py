"""Entities found by name, and suggested while a name is typed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.http.declared import numbered
from api.http.dependencies import NetworkDep, plain_query
from api.http.parameters import SearchFilters, SearchQuery, SuggestQuery
from api.reference.examples import HITS
from graph.network import Network
from graph.reading.entities import nodes_by_ids
from graph.search.models import Hits, Suggestions

router = APIRouter(
    prefix="/api", dependencies=[Depends(plain_query)], tags=["find"], responses=numbered()
)


@router.get("/search", responses=numbered(HITS))
def search(network: NetworkDep, asked: Annotated[SearchQuery, Query()]) -> Hits:
    """Entities by name, alias, English name or id; best first."""
    return network.answer(lambda: find(network, asked, asked.limit, asked.offset))


@router.get("/suggest")
def suggest(network: NetworkDep, asked: Annotated[SuggestQuery, Query()]) -> Suggestions:
    """At most eight answers to what is half typed, grouped by kind."""
    return network.answer(lambda: network.names().suggest(asked.q, network.viewer))


def find(network: Network, asked: SearchFilters, limit: int, offset: int = 0) -> Hits:
    """The hits of a question. Raises InvalidInput for an unknown label, NotFound for an unknown id."""
    if asked.label is not None:
        network.schema.check_label(asked.label, field="label")
    for field in ("office", "country"):
        id_ = getattr(asked, field)
        if id_ is not None:
            nodes_by_ids(network.viewpoint, [id_], field=field)
    return network.names().search(
        asked.q,
        network.viewer,
        label=asked.label,
        country=asked.country,
        office=asked.office,
        field=asked.field,
        since=asked.since,
        limit=limit,
        offset=offset,
    )
