"""What an endpoint says of itself, and what follows from it: lists, errors, numbered answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_origin

from fastapi.dependencies.models import Dependant
from pydantic import BaseModel

from api.http.headers import BEHIND, REVISION
from api.http.problems import MEDIA_TYPE

# As FastAPI takes them for `responses`.
Responses = dict[int | str, dict[str, Any]]

_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_ERRORS = {
    404: "An id that nothing has.",
    409: "The present state refuses it: a taken id, or relationships that remain.",
    422: "A value breaks a rule; `field` names it.",
    429: "As many of these run as may; try again after `Retry-After` seconds.",
    503: "The store cannot be reached; try again after `Retry-After` seconds.",
}
_NEWNESS = {
    REVISION: {
        "description": "The number of the last write that the answer is as new as.",
        "schema": {"type": "integer"},
    },
    BEHIND: {
        "description": "`true` while a bulk load up to that number is still being read: names and "
        "routes are told as they were before it. Absent otherwise.",
        "schema": {"type": "boolean"},
    },
}


def problems(*statuses: int) -> Responses:
    """For `responses` of a route: the errors that follow from nothing else that it says."""
    return {status: {"description": _ERRORS[status], "content": _PROBLEM} for status in statuses}


def numbered(example: Any = None) -> Responses:
    """For `responses`: an answer of the network that says which write it is as new as."""
    found: dict[str, Any] = {"headers": _NEWNESS}
    if example is not None:
        found["content"] = {"application/json": {"example": example}}
    return {200: found}


def body_example(example: Any) -> dict[str, Any]:
    """For `openapi_extra` of a route that takes JSON."""
    return {"requestBody": {"content": {"application/json": {"example": example}}}}


def lists_of(dependant: Dependant) -> set[str]:
    """The query parameters of a handler that may be given more than once."""
    return {name for name, kind in _query(dependant) if get_origin(kind) is list}


def asks_for(dependant: Dependant, dependency: Callable[..., Any]) -> bool:
    """Whether a handler, or what it asks for, asks for this."""
    return any(
        inner.call is dependency or asks_for(inner, dependency) for inner in dependant.dependencies
    )


def _query(dependant: Dependant) -> Iterator[tuple[str, Any]]:
    """Name and type of each query parameter, those of a model one by one."""
    for parameter in dependant.query_params:
        kind = parameter.field_info.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from ((f.alias or n, f.annotation) for n, f in kind.model_fields.items())
        else:
            yield parameter.alias, kind
