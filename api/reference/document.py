"""The API's reference: the OpenAPI document, and Swagger UI over it without another host."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import FileResponse, Response
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.staticfiles import StaticFiles

from api.http.declared import asks_for, problems
from api.http.dependencies import get_network, plain_query
from api.http.problems import Problem
from graph.schema import Schema
from graph.values import ID_PATTERN

# The package carries a build of Swagger UI; nothing else of it is used.
SWAGGER_UI = Path(str(files("fastapi_offline"))) / "static"
_PAGE = Path(__file__).parent
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
    """The OpenAPI document: FastAPI's, with our errors and the schema's words."""
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
        for route in iter_route_contexts(app.routes):
            if getattr(route, "include_in_schema", False):
                for method in route.methods or ():
                    _complete(made["paths"][route.path_format][method.lower()], route, schema)
        app.openapi_schema = made
    return app.openapi_schema


def _complete(operation: Document, route: RouteContext, schema: Schema) -> None:
    parameters = operation.get("parameters", [])
    for parameter in parameters:
        _simplify(parameter)
        _list_words(parameter, schema)
    _complete_examples(operation, route)
    declared = operation["responses"]
    following = {
        str(status): told for status, told in problems(*_following(route, parameters)).items()
    }
    errors = {status: told for status, told in (declared | following).items() if status >= "4"}
    operation["responses"] = {
        **{status: told for status, told in declared.items() if status < "4"},
        **dict(sorted(errors.items())),
    }


def _complete_examples(operation: Document, route: RouteContext) -> None:
    """FastAPI leaves nulls out, also those of examples, where they say something."""
    said = [(operation["responses"][str(status)], told) for status, told in route.responses.items()]
    if route.openapi_extra:
        said.append((operation["requestBody"], route.openapi_extra["requestBody"]))
    for shown, told in said:
        for media_type, content in told.get("content", {}).items():
            if "example" in content:
                shown["content"][media_type]["example"] = content["example"]


def _following(route: RouteContext, parameters: list[Document]) -> Iterator[int]:
    """The errors that follow from what an endpoint takes and asks for."""
    if asks_for(route.dependant, plain_query):
        yield 422
    if any(ID_PATTERN in json.dumps(parameter["schema"]) for parameter in parameters):
        yield 404
    if asks_for(route.dependant, get_network):
        yield 503


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
