"""What every test may ask for: the schema, an empty store on each engine, a server, a browser.

What a machine lacks is left out with one plain line at the end; where CI=true it is a failure.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import structlog

from graph.schema import Schema, load_schema
from graph.settings import Settings, load_settings
from graph.store.open import open_store
from graph.store.protocol import Store
from seed.city.generate import generate
from tests.support.neo4j_jars import VERSIONS, Neo4jAbsent
from tests.support.neo4j_server import LIGHT, Neo4jServer
from tests.support.places import ROOT
from tests.support.probes import prepared_probing
from tests.support.turns import Sharing, turn

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from xdist.remote import Producer
    from xdist.workermanage import WorkerController

    from tests.support.browser import Server as PageServer
    from tests.support.browser import Watched

ENGINES = ("kglite", *(f"neo4j-{line}" for line in VERSIONS))
CITY_SEED = 5  # any would do
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LEFT_OUT = pytest.StashKey[dict[str, str]]()
# Set for the tests themselves, unlike every other QIAOTU_ variable.
_OURS = ("QIAOTU_TEST_", "QIAOTU_SEED_DOCUMENTS")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_LEFT_OUT] = {}


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Sharing:
    return Sharing(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """One marked `alone` measures time: with it, its fixtures too, the machine has nothing to do."""
    if not hasattr(item.config, "workerinput"):
        return (yield)
    with turn(alone=item.get_closest_marker("alone") is not None):
        return (yield)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash[_LEFT_OUT]


def pytest_testnodedown(node: WorkerController) -> None:
    """What the tests of another process lacked."""
    output: dict[str, Any] = getattr(node, "workeroutput", {})
    node.config.stash[_LEFT_OUT] |= output.get("left_out", {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = terminalreporter.config.stash[_LEFT_OUT]
    if left_out:
        reasons = "; ".join(dict.fromkeys(left_out.values()))
        terminalreporter.write_line(f"Left out: tests with {', '.join(left_out)}. {reasons}.")


def leave_out(config: pytest.Config, what: str, reason: str) -> NoReturn:
    """Skips the test for want of `what`, to be told once at the end; where CI=true it fails."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"{what} is needed in CI: {reason}", pytrace=False)
    config.stash[_LEFT_OUT][what] = reason
    pytest.skip(f"{what}: {reason}")


class Servers:
    """One Neo4j per release line and test session, started when first asked for."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._running: dict[str, Neo4jServer] = {}
        self._absent: dict[str, str] = {}

    def empty(self, line: str) -> Neo4jServer:
        """The server of this line, answering, with an empty graph."""
        if line not in self._absent | self._running:
            self._start(line)
        if line in self._absent:
            leave_out(self._config, f"Neo4j {line}", self._absent[line])
        server = self._running[line]
        server.clear()
        return server

    def _start(self, line: str) -> None:
        try:
            self._running[line] = Neo4jServer(line, java=LIGHT).__enter__()
        except Neo4jAbsent as reason:
            self._absent[line] = str(reason)

    def close(self) -> None:
        for server in self._running.values():
            server.close()


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> Iterator[None]:
    """Tests see only the settings that they make, not those of the shell they were started in."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith("QIAOTU_") and not name.startswith(_OURS):
                patch.delenv(name)
        yield


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """A command that a test runs in this process sets up the logs of the next test's, too."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> Iterator[Servers]:
    started = Servers(request.config)
    yield started
    started.close()


@pytest.fixture(scope="session")
def schema() -> Schema:
    return load_schema()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn: `kglite`, `neo4j-5.26`, `neo4j-2026.08`."""
    return str(request.param)


@pytest.fixture(scope="session")
def empty_engine(engine: str, servers: Servers) -> Callable[[Path], Settings]:
    """Makes settings of this engine with an empty graph; kglite's is kept in the folder given.

    A Neo4j has one graph: it is emptied, and what was made before on this engine is gone. What an
    installation keeps beside its store lies in the folder too.
    """

    def make(folder: Path) -> Settings:
        if engine == "kglite":
            return load_settings(data=folder / "data")
        server = servers.empty(engine.removeprefix("neo4j-"))
        return server_settings(server, data=folder / "data")

    return make


@pytest.fixture
def engine_settings(empty_engine: Callable[[Path], Settings], tmp_path: Path) -> Settings:
    """Settings of this engine, its graph empty."""
    return empty_engine(tmp_path)


@pytest.fixture
def store(engine_settings: Settings, schema: Schema) -> Iterator[Store]:
    """An empty store, prepared."""
    opened = open_store(engine_settings, schema)
    yield opened
    opened.close()


@pytest.fixture
def probed(engine_settings: Settings, schema: Schema, tmp_path: Path) -> Iterator[Store]:
    """As `store`; it also knows the queries of tests/support/probes.py."""
    opened = prepared_probing(engine_settings, tmp_path / "cypher", schema)
    yield opened
    opened.close()


@pytest.fixture(params=VERSIONS)
def neo4j_server(request: pytest.FixtureRequest, servers: Servers) -> Iterator[Neo4jServer]:
    """A Neo4j of each release line, its graph empty; a test may stop, kill and start it."""
    server = servers.empty(request.param)
    yield server
    server.start()


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest) -> str:
    """The path of the machine's browser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        leave_out(request.config, "a browser", "Browser tests need Debian's chromium, or Chrome")
    return found


@pytest.fixture(scope="session")
def page_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PageServer]:
    """The page and its API over the documents' facts, served."""
    from tests.support.browser import WEB, Server

    assert (WEB / "dist/index.html").exists(), "the page is not built: make setup"
    folder = tmp_path_factory.mktemp("served") / "data"
    served = Server(folder)
    yield served
    served.stop()


@pytest.fixture(scope="session")
def city_data(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Path:
    """The data folder of a generated city, imported by the command; one server at a time."""
    folder = tmp_path_factory.mktemp("city")
    generate("city", CITY_SEED, folder / "city", schema, lambda *_: None)
    settings = {"QIAOTU_DATA": str(folder / "data"), "QIAOTU_SEED_ON_START": "false"}
    subprocess.run(
        [sys.executable, "-m", "api.cli", "import", str(folder / "city" / "records")],
        cwd=ROOT,
        env={**os.environ, **settings},
        check=True,
        capture_output=True,
    )
    return folder / "data"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    from tests.support.browser import FLAGS

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def watched(browser: Browser, page_server: PageServer) -> Iterator[Watched]:
    """An open page on a desk's screen; a complaint of its console fails the test."""
    from tests.support.browser import opened

    with opened(browser, page_server) as page:
        yield page


def server_settings(server: Neo4jServer, **more: object) -> Settings:
    """Settings that reach this server."""
    return load_settings(
        store=server.uri, neo4j_user=server.user, neo4j_password=server.password, **more
    )
