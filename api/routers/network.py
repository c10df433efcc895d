"""The network round some entities, laid out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.http.declared import numbered
from api.http.dependencies import NetworkDep, plain_query
from api.http.parameters import (
    NetworkQuery,
)
from graph.models import Subgraph
from graph.network import Network
from graph.reading import entities
from viz.layout import positions

router = APIRouter(
    prefix="/api", dependencies=[Depends(plain_query)], tags=["see"], responses=numbered()
)


@router.get("/network")
def network_of(network: NetworkDep, asked: Annotated[NetworkQuery, Query()]) -> Subgraph:
    """The entities round some, and the relationships among them."""
    return drawn(network, asked)


def drawn(network: Network, asked: NetworkQuery) -> Subgraph:
    """The network asked for, laid out when a layout was asked for."""
    found = network.answer(
        lambda: entities.network(network.viewpoint, asked.ids, depth=asked.depth, limit=asked.limit)
    )
    if asked.layout is None:
        return found
    # Only blocks by country need them, and finding them passes over every entity.
    by_country = asked.layout == "country"
    ids = [node.id for node in found.nodes]
    groups = network.names().countries(ids, network.viewer) if by_country else None
    placed = positions(found, asked.layout, centre=asked.centre, groups=groups)
    return found.model_copy(update={"positions": placed, "groups": groups})
