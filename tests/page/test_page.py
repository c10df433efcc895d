"""The page from the outside: searching, addresses, languages, a server that goes away."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.support.browser import PATIENCE, Server, Watched, opened

PROJECT = "铜山数字孪生智慧排水系统"


def test_search_unfold_and_ask_for_a_route(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    expect(watched.see("search-input")).to_be_visible()
    page.keyboard.press("/")
    expect(watched.see("search-input")).to_be_focused()
    watched.find("许崇育")
    expect(watched.see("details-panel")).to_contain_text("挪威皇家科学院院士")
    expect(watched.see("details-panel")).to_contain_text("第 33 行")
    watched.draws("[5-9]")
    before = watched.drawn()
    page.get_by_role("button", name="徐州市侨联", exact=True).first.click()
    expect(watched.see("details-panel")).to_contain_text("徐州市侨联")
    watched.see("expand-button").first.click()
    expect(watched.see("network-canvas")).not_to_have_attribute("data-nodes", str(before))
    assert watched.drawn() > before

    page.goto("/")
    page.get_by_role("tab", name="牵线").or_(page.get_by_text("去牵线")).first.click()
    expect(watched.see("route-from")).to_have_value("徐州市侨联")
    watched.see("route-to").fill(PROJECT)
    watched.see("route-to-option").first.click()
    watched.see("route-submit").click()
    first = watched.see("route-card").first
    expect(first.get_by_test_id("route-step")).to_have_count(2)
    expect(first).to_contain_text("许崇育")
    for step in first.get_by_test_id("route-step").all():
        expect(step.get_by_test_id("factor-bar")).to_be_visible()
        expect(step).to_contain_text("第 33 行")
    watched.draws("[3-9]")
    watched.keep("routes")


def test_an_address_restores_what_it_showed(watched: Watched) -> None:
    page = watched.page
    page.goto("/route?from=org-xuzhou-qiaolian&to=project-tongshan-shuzi-luansheng-paishui")
    expect(watched.see("route-step").first).to_be_visible()
    watched.find("许崇育")
    expect(watched.see("details-panel")).to_contain_text("许崇育")
    address = page.url
    page.go_back()  # from the entity to the search
    page.go_back()
    expect(watched.see("route-step").first).to_be_visible()
    page.goto(address)
    expect(watched.see("details-panel")).to_contain_text("许崇育")


def test_the_table_tells_what_the_canvas_draws(watched: Watched) -> None:
    watched.page.goto("/entity/person-xu-chongyu")
    watched.draws("[5-9]")
    drawn = watched.drawn()
    watched.see("table-tab").click()
    expect(watched.see("node-row")).to_have_count(drawn)
    watched.keep("network-table")


def test_english_is_one_click_away_and_remembered(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    watched.see("language-switch").click()
    expect(page.locator("html")).to_have_attribute("lang", re.compile("^en"))
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", re.compile("^en"))
    watched.find("许崇育")
    expect(watched.see("details-panel")).to_contain_text("line 33")


def test_a_lost_server_is_said_and_found_again(browser, page_server: Server) -> None:
    with opened(browser, page_server) as watched:
        page = watched.page
        page.goto("/")
        watched.find("许崇育")
        watched.draws("[5-9]")
        drawn = watched.drawn()
        page_server.stop()
        watched.see("search-input").fill("徐州市侨联")
        watched.see("search-input").press("Enter")
        expect(watched.see("failure").first).to_contain_text("连不上服务器")
        assert watched.drawn() == drawn
        expect(watched.see("search-input")).to_have_value("徐州市侨联")
        page_server.start()
        watched.see("failure").first.get_by_role("button").click()
        expect(watched.see("search-hit").first).to_contain_text("徐州市侨联", timeout=PATIENCE)
        assert all("ERR_CONNECTION" in said for said in watched.complaints)
        watched.complaints.clear()
