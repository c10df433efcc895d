"""The writing half of the API: entities and relationships created, changed, deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.http.dependencies import NetworkDep, plain_query
from api.http.json_body import strict_json
from api.http.parameters import DeleteQuery, IdInPath, NoQuery
from graph.models import Node, Relationship
from graph.writing.drafts import EntityChange, EntityDraft, RelationshipChange, RelationshipDraft

# Who the log says wrote it, until there are accounts.
LOCAL = "local"

router = APIRouter(
    prefix="/api", dependencies=[Depends(plain_query), Depends(strict_json)], tags=["change"]
)
NoQueryDep = Annotated[NoQuery, Query()]


@router.post("/entities", status_code=201)
def create_entity(
    draft: EntityDraft, network: NetworkDep, response: Response, _: NoQueryDep
) -> Node:
    """A new entity. Without an id it gets one."""
    node = network.write(lambda writer: writer.create_entity(draft, LOCAL))
    response.headers["Location"] = f"/api/entities/{node.id}"
    return node


@router.patch("/entities/{id}")
def change_entity(
    id: IdInPath,  # noqa: A002 - the name in the address
    change: EntityChange,
    network: NetworkDep,
    _: NoQueryDep,
) -> Node:
    """Changes what is given; a property given as null is removed."""
    return network.write(lambda writer: writer.change_entity(id, change, LOCAL))


@router.delete("/entities/{id}", status_code=204)
def delete_entity(
    id: IdInPath,  # noqa: A002 - the name in the address
    network: NetworkDep,
    asked: Annotated[DeleteQuery, Query()],
) -> None:
    """Deletes an entity; one that has relationships only with `detach=true`."""
    network.write(lambda writer: writer.delete_entity(id, LOCAL, detach=asked.detach))


@router.post("/relationships", status_code=201)
def create_relationship(
    draft: RelationshipDraft, network: NetworkDep, response: Response, _: NoQueryDep
) -> Relationship:
    """A new relationship between two entities whose labels its type may join."""
    tie = network.write(lambda writer: writer.create_relationship(draft, LOCAL))
    response.headers["Location"] = f"/api/relationships/{tie.id}"
    return tie


@router.patch("/relationships/{id}")
def change_relationship(
    id: IdInPath,  # noqa: A002 - the name in the address
    change: RelationshipChange,
    network: NetworkDep,
    _: NoQueryDep,
) -> Relationship:
    """Changes the properties given; null removes one. Type and ends stay."""
    return network.write(lambda writer: writer.change_relationship(id, change, LOCAL))


@router.delete("/relationships/{id}", status_code=204)
def delete_relationship(id: IdInPath, network: NetworkDep, _: NoQueryDep) -> None:  # noqa: A002
    """Deletes a relationship."""
    network.write(lambda writer: writer.delete_relationship(id, LOCAL))
