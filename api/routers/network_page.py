"""The network as a file that opens by itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse
from pydantic import Field

from api.http.declared import numbered
from api.http.dependencies import NetworkDep, plain_query
from api.http.parameters import Flag, NetworkQuery
from api.routers.network import drawn
from viz.masking import masked
from viz.standalone import html

router = APIRouter(prefix="/api", dependencies=[Depends(plain_query)], responses=numbered())


class PageQuery(NetworkQuery):
    """The same, as a page."""

    masked: Annotated[Flag, Field(description="People's names as 张**, for other eyes.")] = False


@router.get("/network.html", response_class=HTMLResponse, tags=["see"])
def network_page(network: NetworkDep, asked: Annotated[PageQuery, Query()]) -> HTMLResponse:
    """As /api/network, as one offline page to keep: picture, legend, and a table with sources."""
    laid_out = asked.model_copy(update={"layout": asked.layout or "force"})
    found = drawn(network, laid_out)
    if asked.masked:
        found = masked(found)
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    page = html(found, network.schema, f"{found.nodes[0].name} · {day}")
    # A file of its own, which carries its own policy; never a page of this address.
    kept = {"Content-Disposition": f'attachment; filename="qiaotu-{day}.html"'}
    return HTMLResponse(page, headers=kept)
