"""People's names, masked for other eyes: nowhere on the page, nor in what it hands out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.browser import OFFICE, PERSON, PROJECT, Server, Watched, opened

# Every text and attribute of the page, and every field but what the user has typed.
SAID = """(typed) => {
  const said = [document.title, document.body.textContent, document.body.innerText]
  for (const element of document.querySelectorAll('*')) {
    if (element.tagName === 'SCRIPT' || element.tagName === 'STYLE') continue
    for (const { name, value } of element.attributes) said.push(name === 'value' ? '' : value)
    const isField = ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName)
    if (isField && !typed.includes(element.dataset.testid)) said.push(element.value)
  }
  return said.join('\\n')
}"""


@pytest.fixture(scope="module")
def people(page_server: Server) -> list[str]:
    """What everyone on record is called."""
    hits = page_server.get("/api/search", q="label:Person", limit=1000)["hits"]
    properties = [hit["properties"] for hit in hits]
    more = [name for each in properties for name in each.get("aliases", [])]
    return [hit["name"] for hit in hits] + more


@pytest.fixture
def nobody_named(watched: Watched, people: list[str]) -> Callable[[], None]:
    """Looks whether any name can be read, once everything has come."""

    def look() -> None:
        expect(watched.page.locator("[aria-busy=true]")).to_have_count(0)
        watched.page.wait_for_load_state("networkidle")
        said = watched.page.evaluate(SAID, ["search-input", "list-input"])
        assert [line for line in said.split("\n") if any(n in line for n in people)] == []

    return look


def test_the_page_names_people_without_the_mask(watched: Watched, people: list[str]) -> None:
    watched.page.goto(f"/#/entity/{PERSON}")
    expect(watched.see("details-panel")).to_contain_text("许崇育")
    assert "许崇育" in people
    assert "许崇育" in watched.page.evaluate(SAID, [])


def test_nobody_is_named_from_search_to_sheet(
    watched: Watched, nobody_named: Callable[[], None]
) -> None:
    page = watched.page
    page.goto("/#/?mask=1")
    watched.see("search-input").fill("许崇育")
    expect(watched.see("search-input-option").first).to_contain_text("许**")
    nobody_named()
    watched.see("search-input").press("Enter")
    expect(watched.see("search-hit").first).to_contain_text("许**")
    nobody_named()
    watched.see("search-hit").first.click()
    expect(watched.see("details-panel").locator("h2")).to_have_text("许**")
    watched.draws("[5-9]")
    nobody_named()
    watched.keep("network-masked")
    watched.see("open-archive").click()
    expect(watched.see("archive").locator("h2")).to_have_text("许**")
    expect(watched.see("neighbour").first).to_be_visible()
    nobody_named()
    watched.see("route-from-here").click()
    expect(watched.see("route-from")).to_have_value("许**")
    watched.see("route-to").fill("数字孪生智慧排水")
    watched.see("route-to-option").first.click()
    watched.see("route-submit").click()
    expect(watched.see("route-sentence").first).to_contain_text("许**")
    watched.see("route-behind").locator("summary").click()
    nobody_named()
    watched.see("route-sheet").click()
    expect(watched.see("sheet")).to_contain_text("许**")
    nobody_named()


@pytest.mark.parametrize(
    ("address", "come"),
    [
        ("/#/hits?q=label:Person&mask=1", "hit-row"),
        ("/#/overview?mask=1", "overview"),
        (f"/#/entity/{OFFICE}?tab=table&mask=1", "node-row"),
        (f"/#/archive/{OFFICE}?mask=1", "neighbour"),
        (f"/#/archive/{PROJECT}?mask=1", "neighbour"),
        (f"/#/route?from={OFFICE}&to={PROJECT}&via={PERSON}&mask=1", "route-card"),
        (f"/#/route?from={OFFICE}&to={PROJECT}&avoid={PERSON}&mask=1", "route-empty"),
        (f"/#/sheet?from={OFFICE}&to={PROJECT}&mask=1", "sheet"),
        (f"/#/sheet?from={OFFICE}&to=person-cao-junli&mask=1", "sheet"),
    ],
)
def test_a_shared_address_keeps_the_mask_on(
    watched: Watched, nobody_named: Callable[[], None], address: str, come: str
) -> None:
    watched.page.goto(address)
    expect(watched.see(come).first).to_be_visible()
    nobody_named()


def test_a_list_is_masked_but_for_what_was_typed(
    watched: Watched, nobody_named: Callable[[], None]
) -> None:
    watched.page.goto("/#/lists?mask=1")
    watched.see("list-input").fill("许崇育\t挪威\n孙博华")
    watched.see("list-check").click()
    expect(watched.see("listed")).to_have_count(2)
    expect(watched.see("listed").first).to_contain_text("许**")
    nobody_named()
    expect(watched.see("list-input")).to_have_value("许崇育\t挪威\n孙博华")


def test_the_mask_is_put_on_and_taken_off_where_things_stand(
    watched: Watched, nobody_named: Callable[[], None]
) -> None:
    page = watched.page
    page.goto(f"/#/entity/{PERSON}?panel=route&from={PERSON}&to={PROJECT}")
    expect(watched.see("route-from")).to_have_value("许崇育")
    expect(watched.see("route-card").first).to_contain_text("许崇育")
    places = watched.spot(PERSON)
    watched.see("more-menu").click()
    watched.see("mask").click()
    page.keyboard.press("Escape")
    expect(watched.see("route-from")).to_have_value("许**")
    nobody_named()
    assert watched.spot(PERSON) == places
    watched.see("route-tab").click()
    # From another view as well, where there is no menu of the network.
    watched.see("screen-overview").click()
    watched.see("unmask").click()
    watched.see("screen-work").click()
    expect(watched.see("route-from")).to_have_value("许崇育")
    expect(watched.see("route-sentence").first).to_contain_text("许崇育")


def test_files_are_masked_or_not_handed_out(
    watched: Watched, browser, page_server: Server, people: list[str], tmp_path
) -> None:
    watched.page.goto(f"/#/entity/{PERSON}?mask=1")
    watched.draws("[5-9]")
    assert "许**" in watched.file("svg").decode()
    kept = watched.file("html").decode()
    assert [name for name in people if name in kept] == []
    assert PERSON not in kept
    assert "许**" in kept
    watched.see("export-menu").click()
    expect(watched.see("export-graphml")).to_have_count(0)
    expect(watched.page.get_by_text("GraphML、GEXF 是数据")).to_be_visible()
    page = tmp_path / "masked.html"
    page.write_text(kept, encoding="utf-8")
    with opened(browser, page_server) as offline:
        offline.page.goto(page.as_uri())
        expect(offline.page).to_have_title(re.compile(r"^许\*\* · "))
        expect(offline.page.locator("canvas")).to_be_visible()
        offline.hosts.clear()


def test_imports_stay_covered(watched: Watched) -> None:
    watched.page.goto("/#/imports?mask=1")
    expect(watched.page.get_by_text("导入页里是文件原样的内容")).to_be_visible()
    watched.see("unmask").click()
    expect(watched.page.get_by_text("导入页里是文件原样的内容")).to_have_count(0)
