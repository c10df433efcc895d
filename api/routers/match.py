"""Whole lists of names looked up at once. Nothing is linked by it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field

from api.http.declared import numbered
from api.http.dependencies import NetworkDep, plain_query
from api.http.json_body import strict_json
from api.http.parameters import NoQuery
from graph.search.match import LISTED_LIMIT
from graph.search.models import Candidates, ListedName

router = APIRouter(
    prefix="/api",
    dependencies=[Depends(plain_query), Depends(strict_json)],
    tags=["find"],
    responses=numbered(),
)


class MatchRequest(BaseModel):
    """A list of names with what else the list says of each."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: Annotated[list[ListedName], Field(min_length=1, max_length=LISTED_LIMIT)]


class Matches(BaseModel):
    """Candidates for each name, in the order of the list."""

    model_config = ConfigDict(frozen=True)

    total: int
    matches: list[Candidates]


@router.post("/match")
def match(asked: MatchRequest, network: NetworkDep, _: Annotated[NoQuery, Query()]) -> Matches:
    """Who the names of a list may be, with scores and reasons; nothing is linked."""
    found = network.answer(lambda: network.names().match(asked.names, network.viewer))
    return Matches(total=len(found), matches=found)
