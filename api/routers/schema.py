"""The words of the network, and the network in numbers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict

from api.http.dependencies import NetworkDep, SchemaDep, SettingsDep, plain_query
from api.http.parameters import (
    NoQuery,
)
from graph.errors import NotFound
from graph.reading import entities
from graph.reading.stats import Stats, stats
from graph.schema import Schema

router = APIRouter(prefix="/api", dependencies=[Depends(plain_query)], tags=["see"])


class Office(BaseModel):
    """Our own office."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str


class SchemaAndOffice(Schema):
    """The words of the network, and our own office when it is in it."""

    office: Office | None


@router.get("/schema")
def schema_of(
    network: NetworkDep, schema: SchemaDep, settings: SettingsDep, _: Annotated[NoQuery, Query()]
) -> SchemaAndOffice:
    """Labels, relationship types, properties and colours, in Chinese and English."""
    try:
        node = entities.nodes_by_ids(network.viewpoint, [settings.office])[0]
        office = Office(id=node.id, name=node.name)
    except NotFound:
        office = None
    own = {name: getattr(schema, name) for name in Schema.model_fields}
    return SchemaAndOffice(**own, office=office)


@router.get("/stats")
def stats_of(network: NetworkDep, _: Annotated[NoQuery, Query()]) -> Stats:
    """The network in numbers."""
    return stats(network.viewpoint)
