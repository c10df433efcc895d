"""Who connects whom: conditions in the address, “why not?”, what is behind, the sheet to print."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.support.browser import OFFICE, PERSON, PROJECT, Server, Watched

ASKED = f"/#/route?from={OFFICE}&to={PROJECT}"


def pick(watched: Watched, name: str, text: str) -> None:
    watched.see(name).fill(text)
    watched.see(f"{name}-option").first.click()


def test_conditions_stand_in_the_address_and_hold(watched: Watched) -> None:
    page = watched.page
    page.goto(ASKED)
    cards = watched.see("route-card")
    expect(cards).to_have_count(2)
    watched.see("route-more").click()
    pick(watched, "route-via", "邀请海外高层次人才")
    watched.see("route-submit").click()
    expect(cards).to_have_count(1)
    expect(cards).to_contain_text("邀请海外高层次人才来徐交流洽谈")
    assert "via=" in page.url
    page.reload()
    expect(cards).to_have_count(1)
    expect(page.get_by_role("button", name=re.compile("去掉“邀请海外"))).to_be_visible()
    page.go_back()
    expect(cards).to_have_count(2)

    pick(watched, "route-avoid", "许崇育")
    watched.see("route-submit").click()
    expect(watched.see("route-empty")).to_contain_text("没有找到路线")
    assert f"avoid={PERSON}" in page.url


def test_whichever_of_several_targets_is_reached_best_wins(
    watched: Watched, page_server: Server
) -> None:
    stranger = page_server.add("无人相识者", "Person", "Talent")
    page = watched.page
    page.goto(f"/#/route?from={OFFICE}&to={stranger}")
    expect(watched.see("route-empty")).to_be_visible()
    watched.see("route-more").click()
    pick(watched, "route-others", "许崇育")
    watched.see("route-submit").click()
    expect(watched.see("route-sentence").first).to_contain_text("许崇育")
    assert f"or={PERSON}" in page.url


def test_the_day_that_is_looked_at_is_asked_for(watched: Watched, page_server: Server) -> None:
    one = page_server.add("旧识甲", "Person", "Returnee")
    other = page_server.add("旧识乙", "Person", "Returnee")
    page_server.tie(one, "KNOWS", other, since="2001", until="2010")
    page = watched.page
    page.goto(f"/#/route?from={one}&to={other}")
    expect(watched.see("route-empty")).to_be_visible()
    watched.keep("routes-none")
    watched.see("route-more").click()
    page.get_by_label("截至").fill("2005-06")
    watched.see("route-submit").click()
    expect(watched.see("route-card")).to_have_count(1)
    assert "as_of=2005-06" in page.url
    page.go_back()
    expect(watched.see("route-empty")).to_be_visible()


def test_an_answer_of_none_says_why(watched: Watched) -> None:
    watched.page.goto(f"/#/route?from={OFFICE}&to=person-cao-junli")
    said = watched.see("route-empty")
    expect(said).to_contain_text("没有找到路线")
    assert len(said.inner_text()) > len("没有找到路线") + 10


def test_the_call_behind_an_answer_gives_that_answer(watched: Watched) -> None:
    watched.page.goto(ASKED)
    behind = watched.see("route-behind")
    behind.get_by_text("接口与查询").click()
    link = behind.get_by_role("link")
    address = link.get_attribute("href") or ""
    assert parse_qs(urlsplit(address).query)["to"] == [PROJECT]
    answer = watched.page.request.get(address)
    assert answer.ok
    assert len(answer.json()["routes"]) == watched.see("route-card").count()
    expect(behind).to_contain_text(f"(n0:Entity {{id: '{OFFICE}'}})")


def test_ends_are_swapped_and_presets_narrow(watched: Watched) -> None:
    page = watched.page
    page.goto(ASKED)
    expect(watched.see("route-card")).to_have_count(2)
    watched.see("route-swap").click()
    watched.see("route-submit").click()
    expect(page).to_have_url(re.compile(f"from={PROJECT}&to={OFFICE}"))
    expect(watched.see("route-card")).to_have_count(2)
    page.get_by_role("button", name="血缘").click()
    watched.see("route-submit").click()
    expect(watched.see("route-empty")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(watched.see("route-from")).to_have_value("徐州市侨联")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_numbers_its_sources_and_leads_back(watched: Watched, language: str) -> None:
    page = watched.page
    page.goto(ASKED)
    if language == "en":
        watched.see("language-switch").click()
    watched.see("route-sheet").click()
    sheet = watched.see("sheet")
    notes = sheet.locator(".notes li")
    expect(notes.first).to_contain_text("33")
    numbers = re.findall(r"\[(\d+)", sheet.inner_text())
    assert {int(number) for number in numbers} == set(range(1, notes.count() + 1))
    watched.keep(f"sheet-{language}")
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(sheet.get_by_role("button").first).to_be_hidden()
    page.emulate_media(media="screen")
    page.go_back()
    expect(watched.see("route-card")).to_have_count(2)
