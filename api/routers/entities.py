"""Entities: read with their neighbours, created, changed, deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.http.declared import body_example, numbered, problems
from api.http.dependencies import NetworkDep, plain_query
from api.http.json_body import strict_json
from api.http.parameters import (
    DeleteQuery,
    IdInPath,
    Limit,
    NeighboursQuery,
    NoQuery,
    Offset,
    check_labels,
    check_types,
)
from api.reference.examples import ENTITY, ENTITY_CHANGE, NEW_ENTITY
from graph.models import Entity, Neighbours, Node
from graph.reading import entities
from graph.reading.history import History, history
from graph.writing.drafts import EntityChange, EntityDraft

# Who the log says wrote it, until there are accounts.
LOCAL = "local"

router = APIRouter(prefix="/api/entities", dependencies=[Depends(plain_query)])
NoQueryDep = Annotated[NoQuery, Query()]


@router.get("/{id}", tags=["find"], responses=numbered(ENTITY))
def entity(id: IdInPath, network: NetworkDep, _: Annotated[NoQuery, Query()]) -> Entity:  # noqa: A002
    """An entity with its sources and the number of its relationships per type and direction."""
    return network.answer(lambda: entities.entity(network.viewpoint, id))


@router.get("/{id}/neighbours", tags=["find"], responses=numbered())
def neighbours(
    id: IdInPath,  # noqa: A002 - the name in the address
    network: NetworkDep,
    asked: Annotated[NeighboursQuery, Query()],
) -> Neighbours:
    """A page of an entity's neighbours, one entry per relationship."""
    check_types(asked.types, network.schema)
    check_labels(asked.labels, network.schema)
    return network.answer(lambda: entities.neighbours(network.viewpoint, id, **asked.model_dump()))


class HistoryQuery(NoQuery):
    """A page of an entity's changes, newest first."""

    limit: Limit = 50
    offset: Offset = 0


@router.get("/{id}/history", tags=["find"], responses=numbered())
def entity_history(
    id: IdInPath,  # noqa: A002 - the name in the address
    network: NetworkDep,
    asked: Annotated[HistoryQuery, Query()],
) -> History:
    """Who changed what of an entity and of its relationships, and when, as the log has it."""
    return network.answer(lambda: history(network.sight, id, **asked.model_dump()))


@router.post(
    "",
    status_code=201,
    tags=["change"],
    dependencies=[Depends(strict_json)],
    responses=problems(409),
    openapi_extra=body_example(NEW_ENTITY),
)
def create_entity(
    draft: EntityDraft, network: NetworkDep, response: Response, _: NoQueryDep
) -> Node:
    """A new entity. Without an id it gets one."""
    node = network.write(lambda writer: writer.create_entity(draft, LOCAL))
    response.headers["Location"] = f"/api/entities/{node.id}"
    return node


@router.patch(
    "/{id}",
    tags=["change"],
    dependencies=[Depends(strict_json)],
    openapi_extra=body_example(ENTITY_CHANGE),
)
def change_entity(
    id: IdInPath,  # noqa: A002 - the name in the address
    change: EntityChange,
    network: NetworkDep,
    _: NoQueryDep,
) -> Node:
    """Changes what is given; a property given as null is removed."""
    return network.write(lambda writer: writer.change_entity(id, change, LOCAL))


@router.delete("/{id}", status_code=204, tags=["change"], responses=problems(409))
def delete_entity(
    id: IdInPath,  # noqa: A002 - the name in the address
    network: NetworkDep,
    asked: Annotated[DeleteQuery, Query()],
) -> None:
    """Deletes an entity; one that has relationships only with `detach=true`."""
    network.write(lambda writer: writer.delete_entity(id, LOCAL, detach=asked.detach))
