"""The API's reference: the OpenAPI document, and Swagger UI over it without another host."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from api.http.headers import BEHIND, REVISION
from api.http.problems import MEDIA_TYPE, Problem
from api.reference.examples import ANSWERS, BODIES
from graph.schema import Schema

# The package carries a build of Swagger UI; nothing else of it is used.
SWAGGER_UI = Path(str(files("fastapi_offline"))) / "static"
_PAGE = Path(__file__).parent
_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_ERRORS = {
    "422": "A value breaks a rule; `field` names it.",
    "404": "An id that nothing has.",
    "409": "The present state refuses it: a taken id, or relationships that remain.",
    "429": "As many of these run as may; try again after `Retry-After` seconds.",
    "503": "The store cannot be reached; try again after `Retry-After` seconds.",
}
# Answers of the network, but for those that are read in one go.
_NUMBERED_TAGS = {"find", "see", "connect"}
_UNNUMBERED = (
    "GET /api/schema",
    "GET /api/stats",
    "GET /api/base-map",
    "GET /api/views",
    "POST /api/views",
)
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
_BOUNDED = ("GET /api/exports/{format}", "POST /api/match/file")
_DESCRIPTION = """\
侨图的接口:查找、查看、牵线。The network of a liaison office: found, seen, connected.

Lists are given by repeating a parameter. Every error is `application/problem+json` with a stable
`code`, an explanation in English (`detail`) and Chinese (`detail_zh`), and the `field` at fault.
"""
Document = dict[str, Any]


def install(app: FastAPI, schema: Schema) -> None:
    """Adds /docs and its files, and describes the app in /openapi.json."""
    app.mount("/docs/assets", StaticFiles(directory=SWAGGER_UI))

    async def page() -> Response:
        return FileResponse(_PAGE / "index.html")

    async def start() -> Response:
        return FileResponse(_PAGE / "start.js")

    app.add_api_route("/docs", page, include_in_schema=False)
    app.add_api_route("/docs/start.js", start, include_in_schema=False)
    # FastAPI's documented way to change the document.
    app.openapi = lambda: document(app, schema)  # type: ignore[method-assign]


def document(app: FastAPI, schema: Schema) -> Document:
    """The OpenAPI document: FastAPI's, with our errors, the schema's words, and examples."""
    if app.openapi_schema is None:
        made = get_openapi(
            title="侨图 Qiaotu",
            version=app.version,
            description=_DESCRIPTION,
            routes=app.routes,
        )
        components = made["components"]["schemas"]
        components.pop("HTTPValidationError", None)
        components.pop("ValidationError", None)
        components["Problem"] = Problem.model_json_schema()
        for path, operations in made["paths"].items():
            for method, operation in operations.items():
                _complete(operation, f"{method.upper()} {path}", schema)
        app.openapi_schema = made
    return app.openapi_schema


def _complete(operation: Document, name: str, schema: Schema) -> None:
    for parameter in operation.get("parameters", []):
        _simplify(parameter)
        _list_words(parameter, schema)
    responses = operation["responses"]
    success = next((status for status in responses if status.startswith("2")), "")
    if _NUMBERED_TAGS.intersection(operation.get("tags", ())) and name not in _UNNUMBERED:
        responses[success]["headers"] = _NEWNESS
    for status in _possible_errors(name):
        responses[status] = {"description": _ERRORS[status], "content": _PROBLEM}
    if name in BODIES:
        operation["requestBody"]["content"]["application/json"]["example"] = BODIES[name]
    if name in ANSWERS:
        responses[success]["content"]["application/json"]["example"] = ANSWERS[name]


def _possible_errors(name: str) -> list[str]:
    if " /api/" not in name:
        return ["503"] if name == "GET /readyz" else []
    no_id = name in ("GET /api/schema", "GET /api/stats", "POST /api/entities")
    conflicts = name.startswith(("POST", "DELETE /api/entities"))
    return [
        "422",
        *([] if no_id else ["404"]),
        *(["409"] if conflicts else []),
        *(["429"] if name in _BOUNDED else []),
        "503",
    ]


def _simplify(parameter: Document) -> None:
    """An address has no null, and a reader fills in the first example."""
    described = parameter["schema"]
    kinds = [kind for kind in described.pop("anyOf", []) if kind != {"type": "null"}]
    described |= kinds[0] if kinds else {}
    if "examples" in described:
        parameter["example"] = described.pop("examples")[0]


def _list_words(parameter: Document, schema: Schema) -> None:
    """Names the schema's words where only they are taken."""
    labels = list(schema.labels)
    words = {"label": labels, "labels": labels, "types": list(schema.relationships)}
    if parameter["name"] in words:
        described = parameter["schema"]
        described.get("items", described)["enum"] = words[parameter["name"]]
