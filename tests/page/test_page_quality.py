"""What holds for every view: to read, to reach by keyboard, to fit, to wait, to be told a lie."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.browser import DESK, OFFICE, PERSON, PHONE, PROJECT, WEB, Server, Watched, opened

HOSTILE = "<img src=x onerror=alert(1)>"
VIEWS = {
    "overview": "/#/overview",
    "hits": "/#/hits?q=徐州",
    "archive": f"/#/archive/{OFFICE}",
    "lists": "/#/lists",
    "imports": "/#/imports",
    "network": f"/#/entity/{OFFICE}",
    "table": f"/#/entity/{PERSON}?tab=table",
    "routes": f"/#/route?from={OFFICE}&to={PROJECT}",
    "sheet": f"/#/sheet?from={OFFICE}&to={PROJECT}",
}
# Windows as they are met: an office's screen, the same at 125 %, a tablet, a telephone.
WINDOWS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": DESK},
    "zoomed": {"viewport": {"width": 1093, "height": 614}, "device_scale_factor": 1.25},
    "tablet": {"viewport": {"width": 800, "height": 1024}},
    "phone": {"viewport": PHONE, "has_touch": True},
}
ON_PHONE = {"hits", "archive", "network", "routes"}  # kept as pictures
# Text that is cut off without an ellipsis, or that lies beyond the window's edge.
CUT = """() => {
  const scrolls = (box) => ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)
  const found = []
  for (const box of document.querySelectorAll('body *')) {
    const words = [...box.childNodes].filter((n) => n.nodeType === 3 && n.data.trim())
    const { overflowX, textOverflow, clipPath, display } = getComputedStyle(box)
    if (!words.length || display === 'inline' || clipPath !== 'none' || !box.clientWidth) continue
    const hides = overflowX !== 'visible' && textOverflow !== 'ellipsis' && !scrolls(box)
    let outer = box
    while (outer && !scrolls(outer)) outer = outer.parentElement
    const beyond = !outer && box.getBoundingClientRect().right > innerWidth + 1
    if (beyond || (hides && box.scrollWidth > box.clientWidth + 1)) found.push(box.innerText)
  }
  return found
}"""


# What stands on a view once it has come.
COME = {
    "overview": ".tiles .tile",
    "hits": "[data-testid=hit-row]",
    "archive": ".rows > li",
    "lists": "[data-testid=list-input]",
    "imports": "main.whole > *",
    "network": "[data-testid=legend-item]",
    "table": "[data-testid=node-row]",
    "routes": "[data-testid=route-step]",
    "sheet": ".notes li",
}


def visit(watched: Watched, name: str) -> Page:
    """Opens a view and waits until all of it has come."""
    watched.page.goto(VIEWS[name])
    expect(watched.page.locator(COME[name]).first).to_be_visible()
    ready(watched.page)
    return watched.page


def ready(page: Page) -> None:
    """Waits until nothing is being read any more."""
    expect(page.locator("header.bar")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_is_free_of_serious_barriers(browser, page_server: Server, scheme: str) -> None:
    axe = (WEB / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    run = """async () => (await axe.run({ resultTypes: ['violations'] })).violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .flatMap(({ id, nodes }) => nodes.map(({ target, any }) => [id, target, any[0]?.message]))"""
    found = {}
    with opened(browser, page_server, color_scheme=scheme) as watched:
        for name in VIEWS:
            page = visit(watched, name)
            page.evaluate(axe)
            if barriers := page.evaluate(run):
                found[name] = barriers[:6]
            if scheme == "dark" and name in {"overview", "network"}:
                watched.keep(f"{name}-dark")
    assert found == {}


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_is_cut_or_wider_than_the_window(browser, page_server: Server, window: str) -> None:
    found = {}
    with opened(browser, page_server, **WINDOWS[window]) as watched:
        for language in ("zh", "en"):
            for name in VIEWS:
                page = visit(watched, name)
                over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                if over > 0 or (cut := page.evaluate(CUT)):
                    found[f"{name} {language}"] = over or cut
                if language == "zh" and window == "phone" and name in ON_PHONE:
                    watched.keep(f"{name}-phone")
            watched.see("language-switch").click()
    assert found == {}


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until what carries this test id has the focus."""
    for _ in range(90):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.dataset.testid") == name:
            return
    pytest.fail(f"{name} is not reached by the Tab key")


def test_from_search_to_a_file_by_keyboard_alone(watched: Watched) -> None:
    page, key = watched.page, watched.page.keyboard
    page.goto("/#/overview")
    ready(page)
    key.press("/")
    key.type("许崇育")
    expect(watched.see("search-input-option").first).to_be_visible()
    key.press("ArrowDown")
    key.press("Enter")
    expect(watched.see("details-panel")).to_contain_text("许崇育")
    tab_to(page, "open-archive")
    key.press("Enter")
    expect(watched.see("archive")).to_contain_text("许崇育")
    tab_to(page, "route-to-here")
    key.press("Enter")
    expect(watched.see("route-to")).to_have_value("许崇育")
    tab_to(page, "route-submit")
    key.press("Enter")
    expect(watched.see("route-card").first).to_be_visible()
    watched.draws("[3-9]")
    tab_to(page, "export-menu")
    key.press("Enter")
    tab_to(page, "export-svg")
    with page.expect_download() as coming:
        key.press("Enter")
    assert coming.value.suggested_filename.endswith(".svg")


def test_a_slow_answer_is_waited_for_in_words(watched: Watched) -> None:
    page = watched.page
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)  # answered by nobody

    page.goto("/#/imports")
    ready(page)
    page.route("**/api/**", hold)
    for name in ("overview", "hits", "archive", "routes", "network"):
        page.goto(VIEWS[name])
        expect(page.locator("[aria-busy=true]").first).to_be_visible()
        expect(page.get_by_text("正在读取…").first).to_be_visible()
    page.unroute("**/api/**")  # which also lets go of what was held
    watched.draws("[2-9]")
    expect(page.get_by_text("正在读取…")).to_have_count(0)


def test_a_server_that_is_away_costs_nothing_that_was_typed(watched: Watched) -> None:
    page = watched.page
    page.goto("/#/lists")
    watched.see("list-input").fill("许崇育")
    page.route("**/api/**", lambda route: route.abort("connectionrefused"))
    watched.see("list-check").click()
    expect(watched.see("failure")).to_contain_text("连不上服务器")
    expect(watched.see("list-input")).to_have_value("许崇育")
    page.unroute("**/api/**")
    watched.see("failure").get_by_role("button").click()
    expect(watched.see("listed")).to_have_count(1)
    expect(watched.see("failure")).to_have_count(0)
    assert all("ERR_CONNECTION" in said for said in watched.complaints)
    watched.complaints.clear()


def test_a_server_that_is_still_starting_is_waited_for(watched: Watched) -> None:
    page = watched.page
    page.route("**/api/schema", lambda route: route.fulfill(status=503, body=""))
    page.goto("/#/hits?q=许崇育")
    expect(watched.see("failure")).to_be_visible()
    page.unroute("**/api/schema")
    expect(watched.see("hit-row").first).to_contain_text("许崇育")
    assert all("503" in said for said in watched.complaints)
    watched.complaints.clear()


@pytest.fixture(scope="module")
def hostile(page_server: Server) -> str:
    id_ = page_server.add(HOSTILE, "Person", "Talent", summary=HOSTILE, aliases=[HOSTILE + "2"])
    sources = [{"line": 1, "words": HOSTILE}]
    page_server.tie(id_, "KNOWS", PERSON, role=HOSTILE, sources=sources)
    return id_


def test_a_name_is_only_text_wherever_it_stands(watched: Watched, hostile: str) -> None:
    page = watched.page
    page.goto("/")
    watched.see("search-input").fill("<img")
    expect(watched.see("search-input-option").first).to_contain_text(HOSTILE)
    places: dict[str, Callable[[], object]] = {
        f"/#/hits?q={HOSTILE}": lambda: expect(watched.see("hit-row").first).to_be_visible(),
        f"/#/archive/{hostile}": lambda: watched.draws(2),
        f"/#/entity/{hostile}": lambda: watched.draws(2),
        f"/#/entity/{hostile}?tab=table": lambda: expect(watched.see("node-row")).to_have_count(2),
        f"/#/route?from={hostile}&to={PROJECT}": lambda: watched.draws("[3-9]"),
        f"/#/sheet?from={hostile}&to={PROJECT}": lambda: expect(
            watched.see("sheet").locator(".notes")
        ).to_contain_text(HOSTILE),
    }
    for address, arrived in places.items():
        page.goto(address)
        arrived()
        expect(page.locator("body")).to_contain_text(HOSTILE)
        assert page.locator("img[src=x]").count() == 0
    page.goto("/#/lists")
    watched.see("list-input").fill(HOSTILE)
    watched.see("list-check").click()
    expect(watched.see("listed").first).to_contain_text(HOSTILE)


def test_a_name_is_only_text_in_files_and_remarks(
    watched: Watched, browser, page_server: Server, hostile: str, tmp_path
) -> None:
    watched.page.goto(f"/#/entity/{hostile}")
    watched.draws(2)
    watched.see("more-menu").click()
    watched.see("note-text").fill(HOSTILE)
    watched.page.get_by_role("button", name="写上").click()
    expect(watched.page.get_by_role("button", name=re.compile("删去"))).to_contain_text(HOSTILE)
    watched.page.mouse.move(683, 400)
    svg = ET.fromstring(watched.file("svg"))
    assert {element.tag.rpartition("}")[2] for element in svg.iter()} <= {
        *("svg", "rect", "path", "text", "g", "title", "circle")
    }
    page = tmp_path / "offline.html"
    page.write_bytes(watched.file("html"))
    with opened(browser, page_server) as offline:
        offline.page.goto(page.as_uri())
        expect(offline.page.locator("body")).to_contain_text(HOSTILE)
        assert offline.page.locator("img").count() == 0
        assert offline.hosts == {""}
        offline.hosts.clear()


def test_an_input_method_is_left_to_compose(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    field = watched.see("search-input")
    field.focus()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    keys = page.context.new_cdp_session(page)
    for typed in ("x", "xu", "xu chong"):
        keys.send(
            "Input.imeSetComposition",
            {"text": typed, "selectionStart": len(typed), "selectionEnd": len(typed)},
        )
    expect(field).to_have_value("xu chong")
    # Enter and the arrows choose among the input method's candidates.
    field.evaluate(
        """(field) => ['ArrowDown', 'Enter'].forEach((key) => field.dispatchEvent(
          new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true })))"""
    )
    assert "/api/" not in "".join(asked)
    assert "q=" not in page.url
    keys.send("Input.insertText", {"text": "许崇"})
    expect(field).to_have_value("许崇")
    expect(watched.see("search-input-option").first).to_contain_text("许崇育")
