"""Every request gets an id, a line in the log and a place in the metrics; none ends without an answer."""

from __future__ import annotations

import re
import time
import uuid

import structlog
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
)
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import METHODS, internal_error, problem_response

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
# Seconds. Routes are to take 8 ms (docs/design.md#sizes-and-speed); the store's own limit is 30 s.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_log = structlog.get_logger("qiaotu.request")


class Metrics:
    """What is counted, per app."""

    def __init__(self) -> None:
        # Else every series has a second one that tells when it began.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "qiaotu_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "qiaotu_request_seconds",
            "Time to the end of the answer.",
            ["route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.revision = Gauge(
            "qiaotu_revision", "Number of the last write.", registry=self.registry
        )
        self.store_up = Gauge(
            "qiaotu_store_up", "1 while the store can be reached.", registry=self.registry
        )


class Observation:
    """Middleware. An `X-Request-ID` that looks sane is taken over, else one is made."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        status = 0
        started = time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, watched)
            except Exception:
                _log.exception("unexpected_error", method=scope["method"], path=scope["path"])
                if status:
                    raise
                await problem_response(internal_error(), scope)(scope, receive, watched)
            finally:
                self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route, method = _template(scope), scope["method"]
        labels = {"method": method if method in METHODS else "other", "route": route}
        self._metrics.requests.labels(**labels, status=str(status)).inc()
        self._metrics.seconds.labels(route=route).observe(seconds)
        # The path alone: a query may hold names of persons.
        _log.info(
            "request",
            method=method[:20],
            path=scope["path"][:500],
            status=status,
            ms=round(seconds * 1000, 2),
        )


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex[:16]


def _template(scope: Scope) -> str:
    """The route's own path, not the request's: a bounded number of series."""
    return getattr(scope.get("route"), "path", "none")
