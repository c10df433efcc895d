"""Overview, hits, archive and lists: each view's main act, and the way back to it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from tests.support.browser import OFFICE, PERSON, Server, Watched


def test_the_overview_is_told_in_tiles_charts_and_tables(watched: Watched) -> None:
    page = watched.page
    page.goto("/#/overview")
    view = watched.see("overview")
    expect(view).to_contain_text("关系")
    charts = view.get_by_role("img")
    expect(charts).to_have_count(2)
    for chart in charts.all():
        expect(chart.locator("canvas")).to_be_visible()
        assert "：" in (chart.get_attribute("aria-label") or "")
    watched.keep("overview")
    watched.see("countries-table").click()
    expect(view.get_by_role("row").filter(has_text="挪威")).to_be_visible()
    watched.see("countries-tree").click()
    expect(view.get_by_role("img", name=re.compile("矩形树图"))).to_be_visible()
    view.get_by_text("组与组之间").click()
    assert view.locator("details table tbody tr").count() > 3

    tile = view.get_by_role("button", name="人才", exact=False).first
    # Other tests add people to the same server.
    count = int(re.sub(r"\D.*", "", tile.inner_text(), flags=re.DOTALL))
    tile.click()
    expect(page).to_have_url(re.compile(r"#/hits\?q=label%3ATalent$"))
    expect(watched.see("hit-row")).to_have_count(count)
    page.go_back()
    expect(view).to_be_visible()


def test_hits_are_narrowed_and_widened_again(watched: Watched) -> None:
    page = watched.page
    page.goto("/#/hits?q=徐州")
    hits = watched.see("hits")
    expect(hits.get_by_role("status").first).to_contain_text("共 47 条")
    watched.keep("hits")
    page.get_by_role("button", name=re.compile("^高校")).click()
    expect(page).to_have_url(re.compile("label%3AUniversity"))
    expect(watched.see("hit-row")).to_have_count(2)
    page.get_by_role("button", name=re.compile("去掉条件")).click()
    expect(hits.get_by_role("status").first).to_contain_text("共 47 条")
    hits.get_by_text("显示的列").click()
    hits.get_by_label("地点").check()
    hits.get_by_label("匹配于").uncheck()
    page.reload()
    expect(page.get_by_role("columnheader", name="地点")).to_be_visible()
    expect(page.get_by_role("columnheader", name="匹配于")).to_have_count(0)


def test_pages_of_hits_have_addresses_and_several_are_drawn(watched: Watched) -> None:
    page = watched.page
    page.goto("/#/hits?q=label:Policy")
    hits = watched.see("hits")
    expect(hits.get_by_role("status").first).to_contain_text("第 1–50 条")
    page.get_by_role("listitem", name=re.compile(r"\b2\b")).first.click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(hits.get_by_role("status").first).to_contain_text("第 51–100 条")
    page.reload()
    expect(hits.get_by_role("status").first).to_contain_text("第 51–100 条")
    for row in watched.see("hit-row").all()[:3]:
        row.get_by_role("checkbox").check()
    with page.expect_download() as coming:
        watched.see("hits-workbook").click()
    book = openpyxl.load_workbook(BytesIO(Path(coming.value.path()).read_bytes()))
    assert len([row for row in book["政策与建议"].iter_rows(min_row=2) if row[0].value]) == 3
    watched.see("hits-draw").click()
    watched.draws(3)
    page.go_back()
    expect(hits.get_by_role("status").first).to_contain_text("第 51–100 条")
    address = watched.see("hits-export").get_attribute("href")
    assert address == "/api/exports/search.csv?q=label%3APolicy"


def test_an_archive_groups_pages_and_is_shared(watched: Watched) -> None:
    page = watched.page
    # Served without TLS, as in most offices: the browser then has no clipboard of its own.
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(f"/#/archive/{OFFICE}")
    archive = watched.see("archive")
    expect(archive).to_contain_text(re.compile(r"第 1–20 条，共 \d+ 条"))
    group = archive.get_by_role("button", name=re.compile(r"依托.主办 15"))
    group.click()
    expect(group).to_have_attribute("aria-pressed", "true")
    expect(archive.locator(".relationships .rows > li")).to_have_count(15)
    expect(watched.see("network-canvas")).to_have_attribute("data-nodes", "14")
    watched.keep("archive")
    watched.see("share").click()
    expect(watched.see("share")).to_have_text("链接已复制")
    watched.see("search-input").focus()
    page.keyboard.press("Control+V")
    expect(watched.see("search-input")).to_have_value(page.url)


def test_an_archive_tells_its_dates_in_order(watched: Watched, page_server: Server) -> None:
    body = page_server.add("样例同乡会", "Organisation", "DiasporaOrganisation")
    someone = page_server.add("样例甲", "Person", "OverseasChinese")
    page_server.tie(someone, "MEMBER_OF", body, since="2011-05", until="2019")
    watched.page.goto(f"/#/archive/{someone}")
    timeline = watched.see("archive").locator(".timeline")
    expect(timeline.locator(".year b")).to_have_text(["2019", "2011"])  # the newest first
    timeline.get_by_role("button").first.click()
    expect(watched.see("archive").locator("h2")).to_have_text("样例同乡会")
    watched.page.go_back()
    expect(watched.see("archive").locator("h2")).to_have_text("样例甲")


def test_a_pasted_list_says_who_is_known_and_the_way_to_them(watched: Watched) -> None:
    page = watched.page
    page.goto("/#/lists")
    watched.see("list-input").fill("许崇育\t挪威\n查无此人\n孙博华\n徐州市侨联")
    watched.see("list-check").click()
    rows = watched.see("listed")
    expect(rows).to_have_count(4)
    expect(rows.first).to_contain_text("直接相识")
    expect(rows.filter(has_text="查无此人")).to_contain_text("没有找到")
    expect(rows.filter(has_text="徐州市侨联").last).to_contain_text("就是出发的一方")
    expect(rows.filter(has_text="孙博华")).to_contain_text("邀请海外高层次人才来徐交流洽谈")
    watched.keep("lists")
    rows.filter(has_text="孙博华").get_by_test_id("listed-route").click()
    expect(watched.see("route-card").first).to_contain_text("孙博华")
    page.go_back()
    expect(rows).to_have_count(4)
    page.get_by_text("只看有路线的").click()
    expect(rows).to_have_count(2)


def test_each_view_is_one_click_away_and_back_returns(watched: Watched) -> None:
    page = watched.page
    page.goto(f"/#/entity/{PERSON}")
    watched.draws("[5-9]")
    seen = [page.url]
    for screen in ("overview", "hits", "lists", "imports"):
        watched.see(f"screen-{screen}").click()
        expect(watched.see(f"screen-{screen}")).to_have_attribute("aria-current", "page")
        seen.append(page.url)
    assert len(set(seen)) == len(seen)
    for address in reversed(seen[:-1]):
        page.go_back()
        expect(page).to_have_url(address)
    watched.draws("[5-9]")
