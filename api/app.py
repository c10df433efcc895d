"""The composition root: settings in, a whole application out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from api.http import page, problems
from api.http.guard import Guard
from api.http.headers import Answers
from api.http.observation import Metrics, Observation
from api.reference import document as reference
from api.routers import base_map, exports, freshness, health, overview, views
from api.routers import entities as changing
from api.routers import imports as import_routes
from api.routers import match as matching
from api.routers import match_file as name_files
from api.routers import network_page as pictures
from api.routers import routes as connecting
from api.routers import search as reading
from graph.network import Connection
from graph.schema import load_schema
from graph.settings import Settings
from seed.imports.jobs.queue import ImportQueue
from seed.imports.jobs.retention import remove_old_files
from seed.imports.service import jobs_of, runner


def create_app(settings: Settings, dist: Path = page.DIST) -> FastAPI:
    """The application. Its store opens when it starts and closes when it stops.

    Raises ConfigurationError for a base map that cannot be shown; starting raises that and
    DataFault. A Neo4j that is away is waited for.
    """
    schema = load_schema()
    app = FastAPI(
        version=own_version(),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        separate_input_output_schemas=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.settings = settings
    app.state.schema = schema
    app.state.connection = Connection(settings, schema)
    app.state.imports = ImportQueue(jobs_of(settings), runner(app.state.connection.network))
    app.state.metrics = Metrics()
    app.state.overview = overview.KeptOverview()
    app.state.base_map = base_map.installed(settings)
    # Added innermost first.
    app.add_middleware(Guard, allowed_hosts=settings.allowed_hosts)
    app.add_middleware(Observation, metrics=app.state.metrics)
    app.add_middleware(Answers)
    problems.install(app)
    for part in (
        reading,
        pictures,
        overview,
        base_map,
        freshness,
        connecting,
        matching,
        name_files,
        views,
        changing,
        import_routes,
        exports,
        health,
    ):
        app.include_router(part.router)
    reference.install(app, schema)
    page.install(app, dist)
    return app


def own_version() -> str:
    """The installed version, or that of a checkout."""
    try:
        return version("qiaotu")
    except PackageNotFoundError:
        return "0+source"


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    connection: Connection = app.state.connection
    await run_in_threadpool(connection.start)
    await run_in_threadpool(remove_old_files, app.state.imports.jobs)
    try:
        yield
    finally:
        # First what writes, then what it writes to.
        await run_in_threadpool(app.state.imports.close)
        await run_in_threadpool(app.state.overview.close)
        await run_in_threadpool(connection.close)
