"""What handlers ask for, as typed aliases."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Annotated
from urllib.parse import unquote_to_bytes

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from api.http.declared import lists_of
from graph.errors import InvalidInput
from graph.network import Connection, Network, Shown
from graph.schema import Schema
from graph.settings import Settings
from graph.viewer import EVERYTHING, Viewer


async def get_settings(request: Request) -> Settings:
    """The settings that the app was made with."""
    settings: Settings = request.app.state.settings
    return settings


async def get_schema(request: Request) -> Schema:
    """The schema that the app was made with."""
    schema: Schema = request.app.state.schema
    return schema


async def get_viewer() -> Viewer:
    """Who asks. Without accounts there is one viewer, who sees everything."""
    return EVERYTHING


ViewerDep = Annotated[Viewer, Depends(get_viewer)]


async def get_network(request: Request, viewer: ViewerDep) -> Network:
    """The open network as the viewer sees it, which notes how new this request's answer is.

    Raises StoreUnavailable.
    """
    connection: Connection = request.app.state.connection
    # A thread costs more than most answers, so one is taken only when there is something to open.
    network = connection.opened
    if network is None:
        network = await run_in_threadpool(connection.network)
    request.state.shown = Shown()
    return replace(network, shown=request.state.shown, viewer=viewer)


async def plain_query(request: Request) -> None:
    """Raises InvalidInput for a query that is not UTF-8, or gives a single value more than once."""
    raw = request.scope["query_string"]
    try:
        unquote_to_bytes(raw).decode("utf-8")
        raw.decode("ascii")
    except UnicodeDecodeError:
        raise InvalidInput(
            "The query is not percent-encoded UTF-8.", "查询串不是百分号编码的 UTF-8。"
        ) from None
    given = Counter(name for name, _ in request.query_params.multi_items())
    for name, times in given.items():
        if times > 1 and name not in lists_of(request.scope["route"].dependant):
            raise InvalidInput(
                f"{name}: is given {times} times; it takes one value.",
                f"{name}:出现了 {times} 次,只能有一个值。",
                field=name,
            )


SettingsDep = Annotated[Settings, Depends(get_settings)]
SchemaDep = Annotated[Schema, Depends(get_schema)]
NetworkDep = Annotated[Network, Depends(get_network)]
