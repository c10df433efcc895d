"""Three tasks of an office, from the first page to the answer, in as few acts as promised.

Whom they are about is taken from the data served, so that they hold on any data folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from seed.city.records import OFFICE_ID
from tests.support.browser import DESK, Acts, Server, Watched, opened
from tests.support.import_page import upload, workbook

FIRST_DRAWN = 60  # more nodes than a desk's screen draws at first
DRAWN_LIMIT = 800  # nodes of the largest picture
NOBODY = "查无此人"


@dataclass(frozen=True)
class Cast:
    """Someone we reach in two ways over others, a body with a wide network, and some people."""

    person: str
    body: str
    body_size: int  # nodes of the body's own network, itself included
    listed: tuple[str, ...]


@pytest.fixture(scope="module", params=["documents", "city"])
def page_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The documents' facts, and a generated city, each served beside its own office."""
    if request.param == "documents":
        served = Server(tmp_path_factory.mktemp("documents") / "data")
    else:
        city = request.getfixturevalue("city_data")
        served = Server(city, office=OFFICE_ID, seed_on_start="false")
    yield served
    served.stop()


@pytest.fixture(scope="module")
def cast(page_server: Server) -> Cast:
    office = page_server.get("/api/schema")["office"]["id"]
    reached = page_server.get("/api/reach", **{"from": office}, label="Person", limit=200)[
        "reached"
    ]
    over_others = [each for each in reached if each["hops"] > 1]
    person = next(
        each
        for each in over_others
        if is_first(page_server, each) and ways(page_server, office, each["id"]) > 1
    )
    body, size = next(wide(page_server))
    people = page_server.get("/api/search", q="label:Person", limit=8)["hits"]
    # As a table's cells would have them: each name once.
    names = dict.fromkeys([person["name"], *(each["name"] for each in people), NOBODY])
    return Cast(person["name"], body["name"], size, tuple(names))


def is_first(server: Server, entity: dict[str, Any]) -> bool:
    """Whether it is what a search for its name suggests first, as it is not when namesakes are."""
    groups = server.get("/api/suggest", q=entity["name"])["groups"]
    return bool(groups) and groups[0]["suggestions"][0]["id"] == entity["id"]


def ways(server: Server, start: str, end: str) -> int:
    return len(server.get("/api/routes", **{"from": start}, to=end)["routes"])


def wide(server: Server) -> Iterator[tuple[dict[str, Any], int]]:
    """Bodies with more round them than is drawn at first and no more than is ever drawn."""
    associations = server.get("/api/search", q="label:DiasporaOrganisation", limit=200)["hits"]
    associations.sort(key=lambda hit: (-hit["degree"], hit["id"]))
    for body in [*associations, *server.get("/api/overview")["best_connected"]]:
        asked = {"ids": body["id"], "depth": 1, "limit": DRAWN_LIMIT}
        size = server.get("/api/network", **asked)["total"]
        if FIRST_DRAWN < size <= DRAWN_LIMIT and is_first(server, body):
            yield body, size


@pytest.fixture
def acts(watched: Watched) -> Acts:
    watched.page.goto("/")
    expect(watched.see("search-input")).to_be_visible()
    return Acts(watched)


def test_who_introduces_us_and_a_second_way_in_five_acts(acts: Acts, cast: Cast) -> None:
    seen = acts.watched
    acts.click(seen.page.get_by_role("button", name="去牵线"))
    acts.write(seen.see("route-to"), cast.person)
    expect(seen.see("route-to-option").first).to_contain_text(cast.person)
    acts.press("Enter")  # takes the first suggestion
    acts.press("Enter")  # asks
    cards = seen.see("route-card")
    # With whose help: each step names both its ends, and its source or that there is none.
    steps = cards.first.get_by_test_id("route-step")
    expect(steps.last).to_contain_text(cast.person)
    assert steps.count() > 1
    acts.click(cards.nth(1).get_by_role("button").first)
    expect(cards.nth(1).get_by_test_id("route-step").last).to_contain_text(cast.person)
    acts.within(5)
    seen.keep("task-introduction")


def test_all_round_a_body_on_one_page_in_six_acts(
    acts: Acts, cast: Cast, browser: Browser, page_server: Server, tmp_path: Path
) -> None:
    seen = acts.watched
    acts.write(seen.see("search-input"), cast.body)
    acts.click(seen.see("search-input-option").first)
    expect(seen.see("capped")).to_be_visible()
    acts.click(seen.see("show-all"))
    expect(seen.see("capped")).to_have_count(0)
    seen.draws(cast.body_size)
    acts.click(seen.see("export-menu"))
    with seen.page.expect_download() as coming:
        acts.click(seen.see("export-html"))
    acts.within(6)
    seen.keep("task-network")
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)

    with opened(browser, page_server, viewport=DESK) as offline:
        offline.page.goto(file.as_uri())
        expect(offline.page.locator("canvas")).to_be_visible()
        expect(offline.page.locator("body")).to_contain_text(cast.body)
        offline.keep("offline")
        assert offline.hosts == {""}  # the file itself
        offline.hosts.clear()


def test_whom_of_a_pasted_list_we_are_near_in_six_acts(acts: Acts, cast: Cast) -> None:
    seen = acts.watched
    acts.click(seen.see("screen-lists"))
    acts.write(seen.see("list-input"), "\n".join(cast.listed))
    acts.click(seen.see("list-check"))
    tells_who_is_near(acts, cast)


def test_whom_of_an_excel_list_we_are_near_in_six_acts(acts: Acts, cast: Cast) -> None:
    seen = acts.watched
    rows = (("拟邀请名单(合成数据)",), ("序号", "姓名"), *enumerate(cast.listed, start=1))
    acts.click(seen.see("screen-lists"))
    acts.choose(seen.see("list-file"), upload("名单.xlsx", workbook(rows, "Sheet1")))
    expect(seen.see("list-file-read")).to_contain_text(str(len(cast.listed)))
    acts.click(seen.see("list-check"))
    tells_who_is_near(acts, cast)


def tells_who_is_near(acts: Acts, cast: Cast) -> None:
    """From the checked list to the way to one of them."""
    seen = acts.watched
    rows = seen.see("listed")
    expect(rows).to_have_count(len(cast.listed))
    acts.click(seen.page.get_by_text("只看有路线的"))
    theirs = rows.filter(has_text=cast.person).first
    expect(theirs).to_be_visible()
    expect(rows.filter(has_text=NOBODY)).to_have_count(0)
    seen.keep("task-list")
    acts.click(theirs.get_by_test_id("listed-route"))
    expect(seen.see("route-card").first).to_contain_text(re.compile(re.escape(cast.person)))
    acts.within(6)
