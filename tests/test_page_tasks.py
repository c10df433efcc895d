"""Three tasks of an office, from the first page to the answer, in as few acts as promised.

Whom they are about is taken from the data served, so that they hold on any data folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from graph.schema import load_schema
from seed.city.generate import generate
from seed.city.records import OFFICE_ID
from tests.browser import DESK, ROOT, Acts, Server, Watched, opened


@dataclass(frozen=True)
class Cast:
    """Someone we reach in two ways over others, a body with a wide network, and some people."""

    person: str
    body: str
    ties: int
    listed: tuple[str, ...]


@pytest.fixture(scope="module", params=["documents", "town"])
def page_server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The documents' facts, and a generated town, each served beside its own office."""
    folder = tmp_path_factory.mktemp(request.param)
    served = Server(folder / "data") if request.param == "documents" else town(folder)
    yield served
    served.stop()


def town(folder: Path) -> Server:
    """A generated town, imported by the command and served."""
    schema = load_schema()
    generate("town", 5, folder / "town", schema, lambda *_: None)
    settings = {"QIAOTU_DATA": str(folder / "data"), "QIAOTU_SEED_ON_START": "false"}
    subprocess.run(
        [sys.executable, "-m", "api.cli", "import", str(folder / "town" / "records")],
        cwd=ROOT,
        env={**os.environ, **settings},
        check=True,
        capture_output=True,
    )
    return Server(folder / "data", office=OFFICE_ID, seed_on_start="false")


@pytest.fixture(scope="module")
def cast(page_server: Server) -> Cast:
    office = page_server.get("/api/schema")["office"]["id"]
    reached = page_server.get("/api/reach", **{"from": office}, label="Person", limit=50)["reached"]
    over_others = [each for each in reached if each["hops"] > 1]
    person = next(each for each in over_others if ways(page_server, office, each["id"]) > 1)
    body = page_server.get("/api/overview")["best_connected"][0]
    people = page_server.get("/api/search", q="label:Person", limit=8)["hits"]
    listed = (person["name"], *(each["name"] for each in people), "查无此人")
    return Cast(person["name"], body["name"], body["degree"], listed)


def ways(server: Server, start: str, end: str) -> int:
    return len(server.get("/api/routes", **{"from": start}, to=end)["routes"])


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
    assert acts.count <= 5
    seen.keep("task-introduction")


def test_all_round_a_body_on_one_page_in_six_acts(
    acts: Acts, cast: Cast, browser, page_server: Server, tmp_path: Path
) -> None:
    seen = acts.watched
    acts.write(seen.see("search-input"), cast.body)
    acts.click(seen.see("search-input-option").first)
    expect(seen.see("capped")).to_be_visible()
    acts.click(seen.see("show-all"))
    expect(seen.see("capped")).to_have_count(0)
    nodes = seen.drawn()
    assert nodes > 20
    acts.click(seen.see("export-menu"))
    with seen.page.expect_download() as coming:
        acts.click(seen.see("export-html"))
    assert acts.count <= 6
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


def test_whom_of_a_list_we_are_near_in_six_acts(acts: Acts, cast: Cast) -> None:
    seen = acts.watched
    acts.click(seen.see("screen-lists"))
    acts.write(seen.see("list-input"), "\n".join(cast.listed))
    acts.click(seen.see("list-check"))
    rows = seen.see("listed")
    expect(rows).to_have_count(len(cast.listed))
    acts.click(seen.page.get_by_text("只看有路线的"))
    expect(rows.filter(has_text=cast.person).first).to_be_visible()
    expect(rows.filter(has_text="查无此人")).to_have_count(0)
    acts.click(rows.filter(has_text=cast.person).first.get_by_test_id("listed-route"))
    expect(seen.see("route-card").first).to_contain_text(re.compile(re.escape(cast.person)))
    assert acts.count <= 6
