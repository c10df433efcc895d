"""What every answer has in common: security headers, how new it is, and no body for HEAD."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import is_api
from graph.network import Shown

# Nothing is loaded from another host, and no script stands in a page; the canvas and the
# component library set styles on elements, hence 'unsafe-inline' for styles alone.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Another site's page may not embed an answer either, not even unread.
    "Cross-Origin-Resource-Policy": "same-origin",
}
REVISION, BEHIND = "Qiaotu-Revision", "Qiaotu-Behind"


class Answers:
    """Outermost middleware. HEAD is served as GET whose body is left out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        bodiless = scope["method"] == "HEAD"
        scope.setdefault("state", {})

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add_headers(message, scope)
            elif bodiless:
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"} if bodiless else scope, receive, complete)


def _add_headers(message: Message, scope: Scope) -> None:
    headers = MutableHeaders(scope=message)
    headers.update(SECURITY_HEADERS)
    if is_api(scope):
        headers.setdefault("Cache-Control", "no-store")
        headers.update(_newness(scope["state"].get("shown", Shown())))


def _newness(shown: Shown) -> dict[str, str]:
    """Which write an answer is as new as, where it looked that up; and that part of it is older."""
    if shown.revision is None:
        return {}
    return {REVISION: str(shown.revision)} | ({BEHIND: "true"} if shown.behind else {})
