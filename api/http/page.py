"""Serves the page, viz/web/dist: its addresses, its files and how long a browser keeps them."""

from __future__ import annotations

import re
from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, HTMLResponse
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

DIST = Path(__file__).resolve().parents[2] / "viz" / "web" / "dist"

# The page's own addresses, all of which its one document answers.
ADDRESSES = (
    "/",
    "/search",
    "/route",
    "/route/{rest:path}",
    "/entity/{rest:path}",
    "/overview",
    "/hits",
    "/archive/{rest:path}",
    "/lists",
    "/sheet",
    "/imports",
    "/imports/{rest:path}",
)
# The build names files by their content's hash, but not those it only copies.
_HASHED = re.compile(r"-[A-Za-z0-9_-]{8}\.[a-z0-9]+$", re.ASCII)
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"
_MISSING = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>侨图 Qiaotu</title></head>
<body><h1>侨图 Qiaotu</h1>
<p>网页尚未构建。请运行 <code>make setup</code>,然后重新启动。API 说明见 <a href="/docs">/docs</a>。</p>
<p lang="en">The page is not built yet. Run <code>make setup</code>, then start again.
The API is described at <a href="/docs">/docs</a>.</p></body></html>
"""


class Assets(StaticFiles):
    """The page's files, with how long they may be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file. Raises HTTPException 404."""
        response = await super().get_response(path, scope)
        hashed = _HASHED.search(path) is not None
        response.headers["Cache-Control"] = _FOR_EVER if hashed else _ASK_FIRST
        return response


def install(app: FastAPI, dist: Path = DIST) -> None:
    """Adds the page's addresses to the app; without a built page they say how to build it."""

    async def page() -> Response:
        return FileResponse(dist / "index.html", headers={"Cache-Control": _ASK_FIRST})

    async def missing() -> Response:
        return HTMLResponse(_MISSING, 503, {"Cache-Control": "no-store"})

    is_built = (dist / "index.html").is_file() and (dist / "assets").is_dir()
    for address in ADDRESSES:
        app.add_api_route(address, page if is_built else missing, include_in_schema=False)
    if is_built:
        app.mount("/assets", Assets(directory=dist / "assets"))
