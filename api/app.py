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
from api.reference import document
from api.routers import (
    base_map,
    entities,
    exports,
    freshness,
    health,
    imports,
    match,
    match_file,
    network,
    network_page,
    overview,
    relationships,
    routes,
    search,
    views,
)
from api.routers import schema as schema_router
from graph.network import Connection
from graph.overview.kept import KeptOverview
from graph.schema import load_schema
from graph.settings import Settings
from seed.facts.load import load_documents
from seed.imports.jobs.queue import ImportQueue
from seed.imports.jobs.retention import remove_old_files
from seed.imports.service import jobs_of, runner
from viz.base_map import installed

# In the order of the reference.
ROUTERS = (
    search,
    entities,
    network,
    schema_router,
    network_page,
    overview,
    base_map,
    freshness,
    routes,
    match,
    match_file,
    views,
    relationships,
    imports,
    exports,
    health,
)


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
    app.state.connection = Connection(settings, schema, load_documents)
    app.state.imports = ImportQueue(jobs_of(settings), runner(app.state.connection.network))
    app.state.metrics = Metrics()
    app.state.overview = KeptOverview()
    app.state.base_map = installed(settings)
    # Added innermost first.
    app.add_middleware(Guard, allowed_hosts=settings.allowed_hosts)
    app.add_middleware(Observation, metrics=app.state.metrics)
    app.add_middleware(Answers)
    problems.install(app)
    for part in ROUTERS:
        app.include_router(part.router)
    document.install(app, schema)
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
