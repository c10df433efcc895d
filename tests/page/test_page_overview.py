"""The overview on the page: changes since the last survey, the operator's base map, the first paint."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.bench.page_bench import painted
from tests.support.browser import Server, Watched, opened
from tests.viz.test_base_map import MADE_UP, NUMBER

# The colour of the chart at a longitude and latitude, with the edge that countries.ts leaves.
COLOUR_AT = """(stage, [longitude, latitude]) => {
  const canvas = stage.querySelector('canvas')
  const ratio = canvas.width / canvas.clientWidth
  const [width, height] = [canvas.clientWidth - 16, canvas.clientHeight - 16]
  const x = 8 + (width * (longitude + 180)) / 360
  const y = 8 + (height * (90 - latitude)) / 180
  return [...canvas.getContext('2d').getImageData(x * ratio, y * ratio, 1, 1).data].join()
}"""
PAINT_SECONDS = 1.5


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the documents' facts with a made-up rectangle for a base map."""
    folder = tmp_path_factory.mktemp("mapped")
    file = folder / "map.geojson"
    file.write_text(json.dumps(MADE_UP), encoding="utf-8")
    served = Server(folder / "data", base_map=str(file), base_map_number=NUMBER)
    yield served
    served.stop()


def stage_of(watched: Watched) -> Locator:
    """Where the countries are drawn, once they are."""
    watched.page.goto("/#/overview")
    stage = watched.see("countries-stage")
    expect(stage.locator("[data-painted]")).to_be_visible()
    return stage


def tile(watched: Watched, name: str) -> Locator:
    return watched.page.locator(".tiles .tile").filter(
        has=watched.page.get_by_text(name, exact=True)
    )


def test_tiles_say_what_has_changed_since_the_last_survey(browser: Browser, tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    try:
        with opened(browser, server) as watched:
            watched.page.goto("/#/overview")
            expect(watched.see("overview-survey")).to_contain_text("没有调查轮次")
            expect(tile(watched, "人才")).to_be_visible()
            expect(watched.see("tile-change")).to_have_count(0)
        office = {"office": "org-xuzhou-qiaolian"}
        earlier = server.add("2023年摸底", "SurveyRound", starts="2023", **office)
        server.add("2025年摸底", "SurveyRound", starts="2025-03", ends="2025-06", **office)
        server.add("合成甲", "Talent", survey_round=earlier, **office)
        server.add("合成乙", "Talent", **office)
        with opened(browser, server) as watched:
            watched.page.goto("/#/overview")
            told = watched.see("overview-survey")
            expect(told).to_contain_text("2025年摸底（2025-03 至 2025-06）")
            change = tile(watched, "人才").get_by_test_id("tile-change")
            expect(change).to_contain_text(re.compile(r"^\s*\+\d+ 新增\s*1 未再见到\s*$"))
            expect(watched.see("overview-as-of")).to_contain_text("数字截至 20")
            watched.see("language-switch").click()
            expect(told).to_contain_text("2025年摸底 (2025-03 to 2025-06)")
            expect(watched.see("tile-change").first).to_contain_text(" new")
    finally:
        server.stop()


def test_without_a_map_nothing_is_asked_for_and_no_number_shown(watched: Watched) -> None:
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url))
    stage = stage_of(watched)
    label = stage.get_by_role("img").get_attribute("aria-label") or ""
    assert "审图号" not in label
    assert not any("base-map" in url or "baseMap" in url for url in asked)


def test_the_base_map_stands_under_the_bubbles_with_its_number(
    browser: Browser, mapped: Server
) -> None:
    with opened(browser, mapped) as watched:
        stage = stage_of(watched)
        label = re.compile(re.escape(f"审图号：{NUMBER}"))
        expect(stage.get_by_role("img", name=label)).to_be_visible()
        # Away from the graticule's lines and from every bubble; inside and outside of the rectangle.
        inside, outside = (stage.evaluate(COLOUR_AT, at) for at in ([-10, 5], [-40, 5]))
        assert inside != outside
        # The number stands on the canvas itself, and so in every picture that is kept of it.
        assert stage.evaluate(COLOUR_AT, [178, -88]) != outside
        watched.keep("overview-base-map")
        watched.see("countries-tree").click()
        expect(stage.get_by_role("img", name=label)).to_have_count(0)


def test_a_map_that_does_not_come_leaves_the_graticule_and_no_number(
    browser: Browser, mapped: Server
) -> None:
    with opened(browser, mapped) as watched:
        refused = '{"code": "internal_error", "detail": "x", "detail_zh": "x", "status": 500}'
        watched.page.route("**/api/base-map", lambda route: route.fulfill(status=500, body=refused))
        stage = stage_of(watched)
        expect(watched.page.get_by_text("底图没有取到")).to_be_visible()
        assert "审图号" not in (stage.get_by_role("img").get_attribute("aria-label") or "")
        watched.complaints.clear()  # the browser's own line about the answer 500


def test_the_overview_is_painted_within_a_second_and_a_half_of_work(
    browser: Browser, page_server: Server
) -> None:
    page_server.get("/api/overview")
    with opened(browser, page_server) as watched:
        passed, work = painted(watched.page, page_server.address)
    print(f"painted after {passed:.2f} s, of these {work:.2f} s at work")
    assert 0 < work <= PAINT_SECONDS
