"""The page in the machine's own browser: search, unfold, routes; and what must never happen."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = "<img src=x onerror=alert(1)>"
PROJECT = "铜山数字孪生智慧排水系统"


class Server:
    """A `qiaotu serve` of its own; `stop` and `start` keep its address and data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self.address = ""
        self.start()

    def start(self) -> None:
        port = str(urlsplit(self.address).port or 0)
        environment = {**os.environ, "QIAOTU_DATA": str(self._folder), "QIAOTU_PORT": port}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if found := re.search(r"http://\S+", line):
                self.address = found[0]
                return
        pytest.fail(f"the server ended with {self._process.wait()}")

    def stop(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        self._process.communicate(timeout=30)


@dataclass
class Watched:
    """A page with everything it asked for and complained about."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )

    def drawn(self) -> int:
        """Number of nodes on the canvas."""
        return int(self.page.get_by_test_id("network-canvas").get_attribute("data-nodes") or 0)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    assert (ROOT / "viz/web/dist/index.html").exists(), "the page is not built: make setup"
    made = Server(tmp_path_factory.mktemp("data"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def watched(browser: Browser, server: Server) -> Iterator[Watched]:
    page = browser.new_page(
        base_url=server.address, viewport={"width": 1366, "height": 768}, locale="zh-CN"
    )
    page.set_default_timeout(20_000)
    seen = Watched(page)
    yield seen
    assert seen.hosts <= {urlsplit(server.address).netloc}
    page.close()


def keep(page: Page, name: str) -> None:
    """Keeps a picture where QIAOTU_TEST_SCREENSHOTS names a folder."""
    if folder := os.environ.get("QIAOTU_TEST_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def find(page: Page, text: str) -> None:
    page.get_by_test_id("search-input").fill(text)
    page.get_by_test_id("search-input").press("Enter")
    page.get_by_test_id("search-hit").first.click()


def test_search_unfold_and_ask_for_a_route(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    expect(page.get_by_test_id("search-input")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_test_id("search-input")).to_be_focused()
    find(page, "许崇育")
    expect(page.get_by_test_id("details-panel")).to_contain_text("挪威皇家科学院院士")
    expect(page.get_by_test_id("details-panel")).to_contain_text("第 33 行")
    canvas = page.get_by_test_id("network-canvas")
    expect(canvas).to_have_attribute("data-nodes", re.compile("[5-9]"))
    before = watched.drawn()
    page.get_by_role("button", name="徐州市侨联", exact=True).or_(
        page.get_by_role("link", name="徐州市侨联", exact=True)
    ).first.click()
    expect(page.get_by_test_id("details-panel")).to_contain_text("徐州市侨联")
    page.get_by_test_id("expand-button").first.click()
    expect(canvas).not_to_have_attribute("data-nodes", str(before))
    assert watched.drawn() > before
    keep(page, "network")

    page.goto("/")
    page.get_by_role("tab", name="牵线").or_(page.get_by_text("去牵线")).first.click()
    expect(page.get_by_test_id("route-from")).to_have_value("徐州市侨联")
    page.get_by_test_id("route-to").fill(PROJECT)
    page.get_by_test_id("route-to-option").first.click()
    page.get_by_test_id("route-submit").click()
    first = page.get_by_test_id("route-card").first
    expect(first.get_by_test_id("route-step")).to_have_count(2)
    expect(first).to_contain_text("许崇育")
    for step in first.get_by_test_id("route-step").all():
        expect(step).to_contain_text("第 33 行")
    expect(canvas).to_have_attribute("data-nodes", re.compile("[3-9]"))
    keep(page, "screenshot")
    assert watched.complaints == []


def test_an_address_restores_what_it_showed(watched: Watched) -> None:
    page = watched.page
    page.goto("/route?from=org-xuzhou-qiaolian&to=project-tongshan-shuzi-luansheng-paishui")
    expect(page.get_by_test_id("route-step").first).to_be_visible()
    find(page, "许崇育")
    expect(page.get_by_test_id("details-panel")).to_contain_text("许崇育")
    address = page.url
    page.go_back()  # from the entity to the search
    page.go_back()
    expect(page.get_by_test_id("route-step").first).to_be_visible()
    page.goto(address)
    expect(page.get_by_test_id("details-panel")).to_contain_text("许崇育")
    assert watched.complaints == []


def test_the_table_tells_what_the_canvas_draws(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    find(page, "许崇育")
    expect(page.get_by_test_id("network-canvas")).to_have_attribute(
        "data-nodes", re.compile("[5-9]")
    )
    drawn = watched.drawn()
    page.get_by_test_id("table-tab").click()
    expect(page.get_by_test_id("node-row")).to_have_count(drawn)
    assert watched.complaints == []


def test_english_is_one_click_away_and_remembered(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    page.get_by_test_id("language-switch").click()
    expect(page.locator("html")).to_have_attribute("lang", re.compile("^en"))
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", re.compile("^en"))
    find(page, "许崇育")
    expect(page.get_by_test_id("details-panel")).to_contain_text("line 33")
    assert watched.complaints == []


def test_a_name_is_only_text(watched: Watched, server: Server) -> None:
    answer = httpx2.post(
        f"{server.address}/api/entities",
        json={"name": HOSTILE, "labels": ["Talent"], "properties": {"summary": HOSTILE}},
    )
    assert answer.status_code == 201
    tie = {"from": answer.json()["id"], "to": "person-xu-chongyu", "type": "KNOWS"}
    tied = httpx2.post(f"{server.address}/api/relationships", json=tie)
    assert tied.status_code == 201
    page = watched.page
    page.goto("/")
    find(page, HOSTILE)
    expect(page.get_by_test_id("details-panel")).to_contain_text(HOSTILE)
    expect(page.get_by_test_id("network-canvas")).to_have_attribute("data-nodes", "2")
    page.get_by_test_id("network-canvas").hover()
    page.get_by_test_id("table-tab").click()
    expect(page.get_by_test_id("node-row").filter(has_text=HOSTILE)).to_have_count(1)
    assert page.locator("img[src=x]").count() == 0
    assert watched.complaints == []
    httpx2.delete(f"{server.address}/api/entities/{tie['from']}?detach=true").raise_for_status()


def test_a_lost_server_is_said_and_found_again(watched: Watched, server: Server) -> None:
    page = watched.page
    page.goto("/")
    find(page, "许崇育")
    expect(page.get_by_test_id("network-canvas")).to_have_attribute(
        "data-nodes", re.compile("[5-9]")
    )
    drawn = watched.drawn()
    server.stop()
    page.get_by_test_id("search-input").fill("徐州市侨联")
    page.get_by_test_id("search-input").press("Enter")
    expect(page.get_by_test_id("failure").first).to_be_visible()
    assert watched.drawn() == drawn
    server.start()
    page.get_by_test_id("failure").first.get_by_role("button").click()
    expect(page.get_by_test_id("search-hit").first).to_contain_text("徐州市侨联")


@pytest.mark.parametrize("width", [390, 1024, 1366])
def test_nothing_is_wider_than_the_window(watched: Watched, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 768})
    page.goto("/entity/person-xu-chongyu")
    expect(page.get_by_test_id("details-panel")).to_contain_text("许崇育")
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    keep(page, f"entity-{width}")
    assert watched.complaints == []
