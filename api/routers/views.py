"""Views of the network that users keep, name and share."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict

from api.http.declared import numbered, problems
from api.http.dependencies import NetworkDep, SettingsDep, plain_query
from api.http.json_body import strict_json
from api.http.parameters import IdInPath, NoQuery
from graph.reading.saved_views import SavedView, ViewDraft, ViewEntry, Views

router = APIRouter(
    prefix="/api", dependencies=[Depends(plain_query), Depends(strict_json)], tags=["see"]
)
NoQueryDep = Annotated[NoQuery, Query()]


class ViewList(BaseModel):
    """Every view that is kept, newest first."""

    model_config = ConfigDict(frozen=True)

    total: int
    views: list[ViewEntry]


def get_views(settings: SettingsDep) -> Views:
    """The views of this installation."""
    return Views(settings.data / "views")


ViewsDep = Annotated[Views, Depends(get_views)]


@router.get("/views")
def list_views(views: ViewsDep, network: NetworkDep, _: NoQueryDep) -> ViewList:
    """The views that are kept, newest first."""
    found = views.listed(network.sight)
    return ViewList(total=len(found), views=found)


@router.post("/views", status_code=201, responses=problems(404, 409))
def save_view(
    draft: ViewDraft, views: ViewsDep, network: NetworkDep, response: Response, _: NoQueryDep
) -> ViewEntry:
    """Keeps a view: the page's address, what was moved and noted, and how its entities now are."""
    entry = views.save(network.viewpoint, draft)
    response.headers["Location"] = f"/api/views/{entry.id}"
    return entry


@router.get("/views/{id}", responses=numbered())
def open_view(id: IdInPath, views: ViewsDep, network: NetworkDep, _: NoQueryDep) -> SavedView:  # noqa: A002
    """A view as it was kept, and what has changed since."""
    return network.answer(lambda: views.open(network.viewpoint, id))


@router.delete("/views/{id}", status_code=204)
def delete_view(id: IdInPath, views: ViewsDep, network: NetworkDep, _: NoQueryDep) -> None:  # noqa: A002
    """Forgets a view; the entities stay."""
    views.delete(network.sight, id)
