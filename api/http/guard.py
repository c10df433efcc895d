"""Turns away requests that a local server must not serve: names of other hosts, writes from other
sites, bodies of the wrong kind or size, endless queries. See docs/design.md#what-the-api-refuses."""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import Refused, is_api, problem_response
from api.http.uploads import LIMITS, LIST_LIMITS, too_many_bytes
from graph.settings import is_loopback

# 500 ids of a usual length, or the longest search text percent-encoded, with room to spare.
QUERY_BYTES = 48 * 1024
# Far above the largest entity; imports have an address of their own.
BODY_BYTES = 1024 * 1024
# The addresses that take files. They write them to disk as they come, and count them there.
UPLOADS = {"/api/imports": LIMITS, "/api/match/file": LIST_LIMITS}

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?", re.ASCII)
_ORIGIN = re.compile(r"https?://(.+)", re.ASCII)
_WRITES = {"POST", "PUT", "PATCH", "DELETE"}
_JSON = re.compile(
    r'application/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?', re.ASCII | re.IGNORECASE
)
_FORM = re.compile(r"multipart/form-data\s*;.*", re.ASCII | re.IGNORECASE)


class Guard:
    """Middleware. `allowed_hosts`: names that requests may bear beside loopback ones."""

    def __init__(self, app: ASGIApp, allowed_hosts: Collection[str]) -> None:
        self._app = app
        self._allowed_hosts = frozenset(allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            self._check(scope)
            if _is_write(scope) and not _is_upload(scope):
                receive = await _whole_body(receive)
        except Refused as error:
            await problem_response(error, scope)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        self._check_host(headers)
        if len(scope["query_string"]) > QUERY_BYTES:
            raise Refused(414, "query_too_long", "The query is too long.", "查询串过长。")
        if _is_write(scope):
            _check_origin(headers)
            if _is_upload(scope):
                _check_upload(headers, UPLOADS[scope["path"]].bytes)
            else:
                _check_body_kind(headers)

    def _check_host(self, headers: Headers) -> None:
        named = headers.getlist("host")
        match = _HOST.fullmatch(named[0].lower()) if len(named) == 1 else None
        if match and (is_loopback(match[1]) or match[1] in self._allowed_hosts):
            return
        raise Refused(
            421,
            "misdirected_request",
            "This server does not answer to that host name. QIAOTU_ALLOWED_HOSTS lists the others.",
            "本服务不接受此主机名的请求。可在 QIAOTU_ALLOWED_HOSTS 中登记。",
        )


def _is_write(scope: Scope) -> bool:
    return scope["method"] in _WRITES and is_api(scope)


def _is_upload(scope: Scope) -> bool:
    return scope["method"] == "POST" and scope["path"] in UPLOADS


def _check_origin(headers: Headers) -> None:
    """A browser names the site that a write comes from; only our own page may."""
    for origin in headers.getlist("origin"):
        match = _ORIGIN.fullmatch(origin.lower())
        if match is None or match[1] != headers["host"].lower():
            raise Refused(
                403,
                "foreign_origin",
                "Writes are taken from this server's own pages only.",
                "只接受来自本站页面的写入。",
            )


def _check_body_kind(headers: Headers) -> None:
    length = headers.get("content-length", "0")
    if length != "0" or "transfer-encoding" in headers:
        if not _JSON.fullmatch(headers.get("content-type", "")):
            raise Refused(
                415,
                "unsupported_media_type",
                "Send the body as application/json in UTF-8.",
                "请以 application/json(UTF-8)提交。",
            )
        if length.isdigit() and int(length) > BODY_BYTES:
            raise _too_large()


def _check_upload(headers: Headers, limit: int) -> None:
    if not _FORM.fullmatch(headers.get("content-type", "")):
        raise Refused(
            415,
            "unsupported_media_type",
            "Send the files as multipart/form-data.",
            "请以 multipart/form-data 提交文件。",
        )
    length = headers.get("content-length", "0")
    if length.isdigit() and int(length) > limit:
        raise too_many_bytes(limit)


async def _whole_body(receive: Receive) -> Receive:
    """A `receive` that holds the whole body. Raises Refused once it passes the limit."""
    body = b""
    message: Message = {"type": "http.request", "more_body": True}
    while message["type"] == "http.request" and message.get("more_body", False):
        message = await receive()
        body += message.get("body", b"")
        if len(body) > BODY_BYTES:
            raise _too_large()
    whole = [{**message, "body": body}] if message["type"] == "http.request" else [message]

    async def replay() -> Message:
        return whole.pop() if whole else await receive()

    return replay


def _too_large() -> Refused:
    return Refused(413, "too_large", "The body is over 1 MiB.", "请求正文超过 1 MiB。")
