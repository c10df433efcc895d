"""For operators and their tools: is it alive, is it ready, what has it done."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, ConfigDict

from api.http.dependencies import NetworkDep
from api.http.observation import Metrics
from graph.errors import StoreUnavailable
from graph.network import Connection

router = APIRouter(tags=["operate"])


class Alive(BaseModel):
    """The process answers."""

    model_config = ConfigDict(frozen=True)

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """The store answers too. `revision`: the number of the last write."""

    model_config = ConfigDict(frozen=True)

    status: Literal["ready"] = "ready"
    engine: str
    version: str
    revision: int


@router.get("/healthz")
async def healthz() -> Alive:
    """Whether the process is alive."""
    return Alive()


@router.get("/readyz")
def readyz(network: NetworkDep) -> Ready:
    """Whether the store can be reached; 503 while it cannot."""
    health = network.store.health()
    return Ready(engine=health.engine, version=health.version, revision=network.revision())


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def metrics(request: Request) -> Response:
    """Numbers for Prometheus."""
    found: Metrics = request.app.state.metrics
    connection: Connection = request.app.state.connection
    try:
        found.revision.set(connection.network().revision())
        found.store_up.set(1)
    except StoreUnavailable:
        found.store_up.set(0)
    return Response(generate_latest(found.registry), media_type=CONTENT_TYPE_LATEST)
