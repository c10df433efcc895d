"""The overview: the whole network on one page, worked out ahead and kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field

from api.http.declared import numbered
from api.http.dependencies import NetworkDep, plain_query
from api.http.parameters import NoQuery
from graph.overview.kept import KeptOverview
from graph.overview.overview import Overview
from graph.values import moment
from viz.base_map import BaseMap

router = APIRouter(
    prefix="/api", dependencies=[Depends(plain_query)], tags=["see"], responses=numbered()
)


class OverviewAnswer(Overview):
    """The overview, as of when it held. `newest`: whether it still does; else a newer one is being
    worked out. `base_map`: the number (审图号) of the map at /api/base-map, None without one."""

    as_of: str = Field(examples=["2026-03-01T08:00:00Z"])
    newest: bool
    base_map: str | None


@router.get("/overview")
def overview(
    request: Request, network: NetworkDep, _: Annotated[NoQuery, Query()]
) -> OverviewAnswer:
    """The network by kind, country, office, field and industry, and the groups that make it up."""
    keeper: KeptOverview = request.app.state.overview
    base_map: BaseMap | None = request.app.state.base_map
    kept, newest = keeper.of(network)
    network.shown.revision, network.shown.behind = kept.overview.revision, not kept.whole
    return OverviewAnswer(
        **dict(kept.overview),
        as_of=moment(None if newest else kept.moment),
        newest=newest,
        base_map=base_map and base_map.number,
    )
