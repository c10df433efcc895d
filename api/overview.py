"""The overview: the whole network on one page, worked out once per revision."""

from __future__ import annotations

import threading
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from api.dependencies import NetworkDep, plain_query
from api.network import Network
from api.parameters import NoQuery
from graph.overview import Overview, overview

router = APIRouter(prefix="/api", dependencies=[Depends(plain_query)], tags=["see"])


class KeptOverview:
    """The overview of the newest revision asked for: seconds of work at a province's size."""

    def __init__(self) -> None:
        self._working = threading.Lock()
        self._kept: Overview | None = None

    def of(self, network: Network) -> Overview:
        """The overview as new as the store; who asks meanwhile waits for the same one."""
        with self._working:
            if self._kept is not None and self._kept.revision == network.revision():
                return self._kept
            made = network.answer(
                lambda: overview(network.store, network.schema, network.names(), network.topology())
            )
            # What lacks a bulk load bears its number nevertheless, and must not stand for it.
            self._kept = None if network.shown.behind else made
            return made


@router.get("/overview")
def overview_of(request: Request, network: NetworkDep, _: Annotated[NoQuery, Query()]) -> Overview:
    """The network by kind, country, office, field and industry, and the groups that make it up."""
    kept: KeptOverview = request.app.state.overview
    return kept.of(network)
