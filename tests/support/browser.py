"""The page as it is served, in the machine's own browser: what the page tests share."""

from __future__ import annotations

import base64
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.kernels import lend_kernels
from tests.support.places import ROOT

WEB = ROOT / "viz/web"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1366, "height": 768}  # the commonest screen of an office
PHONE = {"width": 390, "height": 844}
PATIENCE = 20_000  # milliseconds; a busy machine is no fault of the page
expect.set_options(timeout=PATIENCE)

# Where the node is that a menu belongs to, in pixels from the canvas's corner.
AT = "(menu) => ['--x', '--y'].map((name) => parseFloat(menu.style.getPropertyValue(name)))"

OFFICE = "org-xuzhou-qiaolian"
PERSON = "person-xu-chongyu"
PROJECT = "project-tongshan-shuzi-luansheng-paishui"


class Server:
    """A `qiaotu serve` of its own; `stop` and `start` keep its address and data."""

    def __init__(self, folder: Path, **settings: str) -> None:
        """`settings`: more of them, as QIAOTU_<NAME>."""
        self._folder = folder
        self._settings = {f"QIAOTU_{name.upper()}": value for name, value in settings.items()}
        self._process: subprocess.Popen[str] | None = None
        lend_kernels(folder)
        self.address = ""
        self.start()

    def start(self) -> None:
        port = str(urlsplit(self.address).port or 0)
        own = {"QIAOTU_DATA": str(self._folder), "QIAOTU_PORT": port, **self._settings}
        environment = {**os.environ, **own}
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

    def get(self, address: str, **query: Any) -> Any:
        """What the API answers."""
        answer = httpx2.get(f"{self.address}{address}", params=query, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def post(self, address: str, body: dict[str, Any]) -> Any:
        answer = httpx2.post(f"{self.address}{address}", json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def add(self, name: str, *labels: str, **properties: Any) -> str:
        """Records an entity; its id."""
        body = {"name": name, "labels": list(labels), "properties": properties}
        return str(self.post("/api/entities", body)["id"])

    def tie(self, start: str, type_: str, end: str, **properties: Any) -> str:
        body = {"from": start, "to": end, "type": type_, "properties": properties}
        return str(self.post("/api/relationships", body)["id"])


# A canvas fits its new size in the frame after, and is painted in the one after that.
DRAWN = """() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)))
})"""


@dataclass
class Watched:
    """A page with everything it asked for and complained about."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on(
            "console",
            lambda said: self.complaints.append(said.text) if said.type == "error" else None,
        )

    def _dismiss(self, dialog: Any) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    def see(self, name: str) -> Locator:
        """What carries this test id."""
        return self.page.get_by_test_id(name)

    def drawn(self) -> int:
        """Number of nodes on the canvas."""
        return int(self.see("network-canvas").get_attribute("data-nodes") or 0)

    def draws(self, nodes: int | str) -> None:
        """Waits until the canvas shows so many nodes; a text is a regular expression."""
        wanted = re.compile(nodes) if isinstance(nodes, str) else str(nodes)
        expect(self.see("network-canvas")).to_have_attribute("data-nodes", wanted)

    def find(self, text: str) -> None:
        """Searches, and opens the first hit."""
        self.see("search-input").fill(text)
        self.see("search-input").press("Enter")
        self.see("search-hit").first.click()

    def keep(self, name: str) -> None:
        """Keeps a picture where QIAOTU_TEST_SCREENSHOTS names a folder."""
        if folder := os.environ.get("QIAOTU_TEST_SCREENSHOTS"):
            expect(self.page.locator("[aria-busy=true]")).to_have_count(0)
            self.page.evaluate(DRAWN)
            # WebP: the same text at a third of a PNG's weight.
            asked = {"format": "webp", "quality": 82}
            taken = self.page.context.new_cdp_session(self.page).send(
                "Page.captureScreenshot", asked
            )
            Path(folder, f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))

    def file(self, name: str) -> bytes:
        """What the export menu's entry gives."""
        self.see("export-menu").click()
        with self.page.expect_download() as coming:
            self.see(f"export-{name}").click()
        return Path(coming.value.path()).read_bytes()

    def act(self, entity: str, name: str) -> None:
        """An act of a node's menu, opened by the keyboard."""
        self.spot(entity)
        self.see("network-canvas").press("Shift+F10")
        self.see("node-menu").locator(f"[data-act={name}]").click()

    def spot(self, entity: str) -> tuple[float, float]:
        """Where a node stands in the window: where its menu opens by the keyboard."""
        # The address says a new layout before its places have come.
        expect(self.see("network")).to_have_attribute("aria-busy", "false")
        # The address selects it, as a click on its row would.
        self.page.evaluate(
            """(id) => { const [, search] = location.hash.split('?')
               location.hash = `#/entity/${id}?${search ?? ''}` }""",
            entity,
        )
        canvas, menu = self.see("network-canvas"), self.see("node-menu")
        canvas.press("Shift+F10")
        expect(menu).to_be_visible()
        box, corner = canvas.bounding_box(), menu.evaluate(AT)
        self.page.keyboard.press("Escape")
        assert box is not None
        return box["x"] + corner[0], box["y"] + corner[1]


@contextmanager
def opened(browser: Browser, server: Server, **context: Any) -> Iterator[Watched]:
    """A page of its own. At the end: nothing was asked of another host, nothing complained of."""
    settings = {"viewport": DESK, "locale": "zh-CN", **context}
    room = browser.new_context(base_url=server.address, **settings)
    page = room.new_page()
    page.set_default_timeout(PATIENCE)
    watched = Watched(page)
    yield watched
    room.close()
    assert watched.hosts <= {urlsplit(server.address).netloc}
    assert watched.complaints == []


@dataclass
class Acts:
    """What a user does, counted: a click, a text typed or pasted, a key."""

    watched: Watched
    count: int = 0

    def within(self, most: int) -> None:
        """Tells how many there were; fails when they are more than promised."""
        print(f"{self.count} acts of at most {most}")
        assert self.count <= most

    def click(self, what: Locator) -> None:
        self.count += 1
        what.click()

    def choose(self, button: Locator, file: Any) -> None:
        """Opens the file dialogue, and takes a file in it: two acts."""
        with self.watched.page.expect_file_chooser() as chooser:
            self.click(button)
        self.count += 1
        chooser.value.set_files(file)

    def write(self, where: Locator, text: str) -> None:
        self.count += 1
        where.fill(text)

    def press(self, key: str) -> None:
        self.count += 1
        self.watched.page.keyboard.press(key)
