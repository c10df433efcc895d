"""The distribution: built, installed into an empty environment, started there and asked."""

import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.conftest import leave_out
from tools.environment import create_environment, install_locked
from tools.steps import ROOT, Failure

START_SECONDS = 60  # the first start loads the documents' facts
STOP_SECONDS = 20


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive as an installer without wheels would."""
    folder = tmp_path_factory.mktemp("built")
    if not (ROOT / "viz" / "web" / "dist" / "index.html").is_file():
        pytest.fail("the page is not built; run `make setup`", pytrace=False)
    # Without isolation: hatchling comes from the lock, and nothing is fetched.
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Path:
    """The `bin` folder of an environment that holds the wheel and the locked packages alone."""
    folder = tmp_path_factory.mktemp("installed") / "environment"
    create_environment(folder)
    python = folder / "bin" / "python"
    try:
        install_locked(python, "requirements.txt")
    except Failure as failure:
        if "index could not be reached" not in str(failure):
            raise
        leave_out(request.config, "a package index", "The installation test needs the network")
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], check=True
    )
    return python.parent


@pytest.fixture(scope="module")
def address(environment: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address that `qiaotu serve` prints, started in an empty folder; ended in order."""
    folder = tmp_path_factory.mktemp("served")
    said = folder / "said.txt"
    settings = {"QIAOTU_PORT": "0", "QIAOTU_DATA": str(folder / "data")}
    inherited = {name: os.environ[name] for name in ("HOME", "LANG", "PATH") if name in os.environ}
    with said.open("wb") as output:
        process = subprocess.Popen(
            [environment / "qiaotu", "serve"],
            cwd=folder,
            env={**inherited, **settings},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield _printed_address(process, said)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(STOP_SECONDS)
    # uvicorn ends in order, then gives itself the signal again.
    assert process.returncode in {0, -signal.SIGTERM}, said.read_text(encoding="utf-8")


def _printed_address(process: subprocess.Popen[bytes], said: Path) -> str:
    deadline = monotonic() + START_SECONDS
    while monotonic() < deadline:
        text = said.read_text(encoding="utf-8")
        found = re.search(r"http://127\.0\.0\.1:\d+", text)
        if found and _answers(found[0]):
            return found[0]
        if process.poll() is not None:
            break
        sleep(0.1)
    process.kill()
    pytest.fail(f"`qiaotu serve` did not start: {said.read_text(encoding='utf-8')}")


def _answers(address: str) -> bool:
    try:
        return bool(get(address, "/readyz").status == 200)
    except OSError:
        return False


def get(address: str, path: str) -> Any:
    return urlopen(address + path, timeout=10)


def test_the_wheel_carries_queries_data_and_page(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    queries = {path.relative_to(ROOT).as_posix() for path in (ROOT / "cypher").rglob("*.cypher")}
    facts = {path.relative_to(ROOT).as_posix() for path in (ROOT / "seed").rglob("*.yaml")}
    assert queries
    assert facts
    assert queries | facts | {"graph/schema.yaml", "viz/web/dist/index.html"} <= names


def test_the_wheel_carries_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    rooms = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert rooms == {"api", "cypher", "graph", "seed", "viz"}
    strays = [
        name
        for name in names
        if name.startswith("viz/web/") and not name.startswith("viz/web/dist/")
    ]
    assert strays == []


def test_the_locks_satisfy_what_the_wheel_asks_for(environment):
    done = subprocess.run(
        [environment / "python", "-m", "pip", "check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "No broken requirements found.\n")


def test_an_installed_copy_answers(address):
    assert get(address, "/healthz").status == 200
    found = json.load(get(address, f"/api/search?q={quote('许崇育')}"))
    assert "许崇育" in json.dumps(found, ensure_ascii=False)


def test_an_installed_copy_shows_the_page(address):
    answer = get(address, "/")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert re.search(r'<script[^>]* src="/[^"]+\.js"', answer.read().decode())
