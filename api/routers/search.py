"""The reading half of the API: search, entities, networks, the schema, the numbers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict

from api.cli.opening import find
from api.http.dependencies import NetworkDep, SchemaDep, SettingsDep, plain_query
from api.http.parameters import (
    IdInPath,
    NeighboursQuery,
    NetworkQuery,
    NoQuery,
    SearchQuery,
    SuggestQuery,
    check_labels,
    check_types,
)
from graph.errors import NotFound
from graph.models import Entity, Neighbours, Stats, Subgraph
from graph.network import Network
from graph.reading import entities
from graph.reading.stats import stats
from graph.schema import Schema
from graph.search.models import Hits, Suggestions
from viz.layout import positions

router = APIRouter(prefix="/api", dependencies=[Depends(plain_query)])


class Office(BaseModel):
    """Our own office."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str


class SchemaAndOffice(Schema):
    """The words of the network, and our own office when it is in it."""

    office: Office | None


@router.get("/search", tags=["find"])
def search(network: NetworkDep, asked: Annotated[SearchQuery, Query()]) -> Hits:
    """Entities by name, alias, English name or id; best first."""
    return network.answer(lambda: find(network, asked))


@router.get("/suggest", tags=["find"])
def suggest(network: NetworkDep, asked: Annotated[SuggestQuery, Query()]) -> Suggestions:
    """At most eight answers to what is half typed, grouped by kind."""
    return network.answer(lambda: network.names().suggest(asked.q))


@router.get("/entities/{id}", tags=["find"])
def entity(id: IdInPath, network: NetworkDep, _: Annotated[NoQuery, Query()]) -> Entity:  # noqa: A002
    """An entity with its sources and the number of its relationships per type and direction."""
    return network.answer(lambda: entities.entity(network.store, network.schema, id))


@router.get("/entities/{id}/neighbours", tags=["find"])
def neighbours(
    id: IdInPath,  # noqa: A002 - the name in the address
    network: NetworkDep,
    asked: Annotated[NeighboursQuery, Query()],
) -> Neighbours:
    """A page of an entity's neighbours, one entry per relationship."""
    check_types(asked.types, network.schema)
    check_labels(asked.labels, network.schema)
    return network.answer(
        lambda: entities.neighbours(network.store, network.schema, id, **asked.model_dump())
    )


@router.get("/network", tags=["see"])
def network_of(network: NetworkDep, asked: Annotated[NetworkQuery, Query()]) -> Subgraph:
    """The entities round some, and the relationships among them."""
    return drawn(network, asked)


def drawn(network: Network, asked: NetworkQuery) -> Subgraph:
    """The network asked for, laid out when a layout was asked for."""
    found = network.answer(
        lambda: entities.network(
            network.store, network.schema, asked.ids, depth=asked.depth, limit=asked.limit
        )
    )
    if asked.layout is None:
        return found
    # Only blocks by country need them, and finding them passes over every entity.
    by_country = asked.layout == "country"
    groups = network.names().countries(node.id for node in found.nodes) if by_country else None
    placed = positions(found, asked.layout, centre=asked.centre, groups=groups)
    return found.model_copy(update={"positions": placed, "groups": groups})


@router.get("/schema", tags=["see"])
def schema_of(
    network: NetworkDep, schema: SchemaDep, settings: SettingsDep, _: Annotated[NoQuery, Query()]
) -> SchemaAndOffice:
    """Labels, relationship types, properties and colours, in Chinese and English."""
    try:
        node = entities.nodes_by_ids(network.store, schema, [settings.office])[0]
        office = Office(id=node.id, name=node.name)
    except NotFound:
        office = None
    own = {name: getattr(schema, name) for name in Schema.model_fields}
    return SchemaAndOffice(**own, office=office)


@router.get("/stats", tags=["see"])
def stats_of(network: NetworkDep, _: Annotated[NoQuery, Query()]) -> Stats:
    """The network in numbers."""
    return stats(network.store, network.schema)
