"""Questions about connection: routes, whom we reach, who connects most, what lies between, and
who is connected alike."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.http.declared import numbered
from api.http.dependencies import NetworkDep, plain_query
from api.http.parameters import (
    BetweenQuery,
    ConnectorsQuery,
    ReachFilters,
    ReachQuery,
    RoutesQuery,
    SimilarQuery,
    day,
    one_or_any,
)
from graph.analysis.between import BetweenFinder
from graph.analysis.connectors import ConnectorFinder
from graph.analysis.models import Between, Connectors, Reach, Similar
from graph.analysis.reach import ReachFinder
from graph.analysis.similar import SimilarFinder
from graph.network import Network
from graph.routes.finder import RouteFinder
from graph.routes.models import Routes

router = APIRouter(
    prefix="/api", dependencies=[Depends(plain_query)], tags=["connect"], responses=numbered()
)


@router.get("/routes")
def routes(network: NetworkDep, asked: Annotated[RoutesQuery, Query()]) -> Routes:
    """The best chains of introductions, each step with its evidence."""
    question = asked.question(network.schema)
    return network.answer(lambda: RouteFinder(network.viewpoint).find(question))


@router.get("/reach")
def reach(network: NetworkDep, asked: Annotated[ReachQuery, Query()]) -> Reach:
    """Who is reached best from somewhere, by the score of the best route to each."""
    return network.answer(lambda: reached(network, asked, asked.limit, asked.offset))


@router.get("/connectors")
def connectors(network: NetworkDep, asked: Annotated[ConnectorsQuery, Query()]) -> Connectors:
    """Over whom the most best routes lead, and what would be lost without them."""
    _check_label(network, asked.label)
    return network.answer(
        lambda: ConnectorFinder(network.viewpoint).connectors(
            day(asked.as_of),
            from_=one_or_any(asked.from_) if asked.from_ else None,
            label=asked.label,
            max_hops=asked.max_hops,
            limit=asked.limit,
        )
    )


@router.get("/between")
def between(network: NetworkDep, asked: Annotated[BetweenQuery, Query()]) -> Between:
    """The smallest network that connects several entities, with the least that any could cost."""
    return network.answer(
        lambda: BetweenFinder(network.viewpoint).between(asked.ids, day(asked.as_of))
    )


@router.get("/similar")
def similar(network: NetworkDep, asked: Annotated[SimilarQuery, Query()]) -> Similar:
    """More like these: entities of the same kind that share most neighbours with them, and which."""
    return network.answer(
        lambda: SimilarFinder(network.viewpoint).similar(asked.ids, limit=asked.limit)
    )


def reached(network: Network, asked: ReachFilters, limit: int, offset: int = 0) -> Reach:
    """The answer of `reach`, for the API and the command."""
    _check_label(network, asked.label)
    finder = ReachFinder(network.viewpoint)
    return finder.reach(
        one_or_any(asked.from_),
        day(asked.as_of),
        max_hops=asked.max_hops,
        label=asked.label,
        country=asked.country,
        field=asked.field,
        ids=asked.ids,
        limit=limit,
        offset=offset,
    )


def _check_label(network: Network, label: str | None) -> None:
    if label is not None:
        network.schema.check_label(label, field="label")
