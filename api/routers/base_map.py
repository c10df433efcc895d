"""The operator's base map, given out as its shapes alone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from api.http.declared import problems
from api.http.dependencies import plain_query
from api.http.parameters import NoQuery
from graph.errors import NotFound
from viz.base_map import BaseMap

router = APIRouter(prefix="/api", dependencies=[Depends(plain_query)], tags=["see"])

MEDIA_TYPE = "application/geo+json"


@router.get(
    "/base-map",
    responses=problems(404) | {200: {"content": {MEDIA_TYPE: {"schema": {"type": "object"}}}}},
)
def base_map(request: Request, _: Annotated[NoQuery, Query()]) -> Response:
    """The operator's base map: the shapes of the map whose number /api/overview tells, as GeoJSON."""
    found: BaseMap | None = request.app.state.base_map
    if found is None:
        raise NotFound(
            "There is no base map: QIAOTU_BASE_MAP and QIAOTU_BASE_MAP_NUMBER are not set.",
            "没有底图:未设置 QIAOTU_BASE_MAP 和 QIAOTU_BASE_MAP_NUMBER。",
        )
    # A browser keeps it, and asks each time whether it is still the one.
    headers = {"ETag": found.tag, "Cache-Control": "private, no-cache"}
    if found.tag in _tags(request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return Response(found.body, headers=headers, media_type=MEDIA_TYPE)


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
