"""Errors as application/problem+json (RFC 9457), in English and Chinese."""

from __future__ import annotations

import http
import json
from collections.abc import Mapping
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.types import Scope

from api.http.validation import fault
from graph.errors import QiaotuError

MEDIA_TYPE = "application/problem+json"
_log = structlog.get_logger("qiaotu")
TEXT_LIMIT = 1_000  # characters: input echoed in a message stays readable
FIELD_LIMIT = 200
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# What is ours to mend is logged, not told: it would name engines, files and queries.
_TOLD = {"store_unavailable", "store_timeout", "overtaken"}


class Problem(BaseModel):
    """What went wrong. `code` is stable; `field` names the parameter or property, if one is at fault."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Invalid input"])
    status: int = Field(examples=[422])
    code: str = Field(examples=["invalid_input"])
    detail: str = Field(examples=["limit: is below 1."])
    detail_zh: str = Field(examples=["limit:不能小于 1。"])
    field: str | None = Field(None, examples=["limit"])
    instance: str = Field(examples=["urn:qiaotu:request:4f2c1d0a9b8e7f60"])


class Refused(QiaotuError):
    """A request that the HTTP layer itself turns away."""

    def __init__(self, status: int, code: str, en: str, zh: str) -> None:
        super().__init__(en, zh)
        self.status = status
        self.code = code


def problem_response(
    error: QiaotuError, scope: Scope, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer that tells of this error."""
    if _is_ours(error):
        error = internal_error()
    problem = Problem(
        type="about:blank",
        title=error.code.replace("_", " ").capitalize(),
        status=error.status,
        code=error.code,
        detail=error.en[:TEXT_LIMIT],
        detail_zh=error.zh[:TEXT_LIMIT],
        field=error.field and error.field[:FIELD_LIMIT],
        instance=f"urn:qiaotu:request:{scope.get('state', {}).get('request_id', 'unknown')}",
    )
    # Echoed input may hold what UTF-8 cannot: lone surrogates.
    body = json.dumps(problem.model_dump(exclude_none=True), ensure_ascii=False).encode(
        "utf-8", "replace"
    )
    more = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return Response(body, error.status, {**more, **(headers or {})}, MEDIA_TYPE)


def internal_error() -> QiaotuError:
    """The one error for every fault of ours."""
    return QiaotuError(
        "Something went wrong on our side. The log tells more under this request's id.",
        "服务器内部出错,可凭请求编号查阅日志。",
    )


def install(app: FastAPI) -> None:
    """Makes every error of the app a problem."""
    app.add_exception_handler(QiaotuError, _on_own)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)


async def _on_own(request: Request, error: Exception) -> Response:
    assert isinstance(error, QiaotuError)  # noqa: S101 - registered for nothing else
    if _is_ours(error):
        # The answer says that the log tells more.
        _log.error("unexpected_error", path=request.url.path, reason=error.en, exc_info=error)
    return problem_response(error, request.scope)


def _is_ours(error: QiaotuError) -> bool:
    """Whether it is a fault of ours, of which a caller is told nothing."""
    return error.status >= 500 and error.code not in _TOLD


async def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for nothing else
    return problem_response(fault(error.errors()[0]), request.scope)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for nothing else
    if error.status_code == 405:
        return _on_wrong_method(request)
    return problem_response(_refused(error), request.scope, error.headers)


def _on_wrong_method(request: Request) -> Response:
    allowed = {"Allow": ", ".join(_methods(request))}
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=allowed)
    error = Refused(
        405,
        "method_not_allowed",
        f"This address does not take {request.method[:20]}; it takes {allowed['Allow']}.",
        f"此地址不接受 {request.method[:20]},可用 {allowed['Allow']}。",
    )
    return problem_response(error, request.scope, allowed)


def _methods(request: Request) -> list[str]:
    """Every method that some route takes at this address; HEAD goes with GET."""
    taken = {m for m in METHODS if _is_taken(request, m)}
    if "GET" in taken:
        taken.add("HEAD")
    return [method for method in METHODS if method in taken | {"OPTIONS"}]


def _is_taken(request: Request, method: str) -> bool:
    scope = {**request.scope, "method": method}
    routes = request.app.router.routes
    return any(route.matches(scope)[0].name == "FULL" for route in routes)


def _refused(error: HTTPException) -> Refused:
    if error.status_code == 404:
        return Refused(404, "not_found", "There is nothing at this address.", "此地址没有内容。")
    phrase = http.HTTPStatus(error.status_code).phrase
    return Refused(error.status_code, "bad_request", f"{phrase}.", f"请求有误({phrase})。")


def is_api(scope: Mapping[str, Any]) -> bool:
    """Whether a request is for the API, and not for the page."""
    path: str = scope["path"]
    return path == "/api" or path.startswith("/api/")
