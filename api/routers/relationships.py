"""Relationships: created, changed, deleted."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from api.http.declared import body_example, problems
from api.http.dependencies import NetworkDep, plain_query
from api.http.json_body import strict_json
from api.http.parameters import IdInPath, NoQuery
from api.reference.examples import NEW_RELATIONSHIP, RELATIONSHIP_CHANGE
from api.routers.entities import LOCAL
from graph.models import Relationship
from graph.writing.drafts import RelationshipChange, RelationshipDraft

router = APIRouter(
    prefix="/api/relationships", dependencies=[Depends(plain_query)], tags=["change"]
)
NoQueryDep = Annotated[NoQuery, Query()]


@router.post(
    "",
    status_code=201,
    dependencies=[Depends(strict_json)],
    responses=problems(404, 409),
    openapi_extra=body_example(NEW_RELATIONSHIP),
)
def create_relationship(
    draft: RelationshipDraft, network: NetworkDep, response: Response, _: NoQueryDep
) -> Relationship:
    """A new relationship between two entities whose labels its type may join."""
    tie = network.write(lambda writer: writer.create_relationship(draft, LOCAL))
    response.headers["Location"] = f"/api/relationships/{tie.id}"
    return tie


@router.patch(
    "/{id}", dependencies=[Depends(strict_json)], openapi_extra=body_example(RELATIONSHIP_CHANGE)
)
def change_relationship(
    id: IdInPath,  # noqa: A002 - the name in the address
    change: RelationshipChange,
    network: NetworkDep,
    _: NoQueryDep,
) -> Relationship:
    """Changes the properties given; null removes one. Type and ends stay."""
    return network.write(lambda writer: writer.change_relationship(id, change, LOCAL))


@router.delete("/{id}", status_code=204)
def delete_relationship(id: IdInPath, network: NetworkDep, _: NoQueryDep) -> None:  # noqa: A002
    """Deletes a relationship."""
    network.write(lambda writer: writer.delete_relationship(id, LOCAL))
