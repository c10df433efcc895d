"""The network that is walked: every act on the canvas, its way back, and the files it gives."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Locator, expect

from tests.support.browser import OFFICE, PERSON, Server, Watched

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Star:
    """An association with three members that hang on it alone, and two who know each other."""

    hub: str
    members: tuple[str, ...]
    pair: tuple[str, str]

    @property
    def address(self) -> str:
        ids = [self.hub, *self.members, *self.pair]
        return f"/#/entity/{self.hub}?show={'.'.join(ids)}"


@pytest.fixture(scope="module")
def star(page_server: Server) -> Star:
    hub = page_server.add("样例同学会", "Organisation", "AlumniAssociation")
    members = tuple(page_server.add(f"侨胞{n}", "Person", "OverseasChinese") for n in "甲乙丙")
    one, other = (page_server.add(f"友人{n}", "Person", "Returnee") for n in "丁戊")
    times: tuple[dict[str, str], ...] = ({"since": "2001", "until": "2010"}, {"since": "2015"}, {})
    for member, dates in zip(members, times, strict=True):
        page_server.tie(member, "MEMBER_OF", hub, **dates)
    page_server.tie(one, "MEMBER_OF", hub)
    page_server.tie(other, "WORKS_AT", hub)
    page_server.tie(one, "KNOWS", other)
    return Star(hub, members, (one, other))


@pytest.fixture
def sky(watched: Watched, star: Star) -> Watched:
    """The star, drawn."""
    watched.page.goto(star.address)
    watched.draws(6)
    return watched


def counted(watched: Watched) -> tuple[int, int]:
    canvas = watched.see("network-canvas")
    nodes, ties = (canvas.get_attribute(f"data-{n}") for n in ("nodes", "relationships"))
    return int(nodes or 0), int(ties or 0)


def undone_and_redone(watched: Watched, canvas_before: int, canvas_after: int) -> None:
    watched.see("undo").click()
    watched.draws(canvas_before)
    watched.see("redo").click()
    watched.draws(canvas_after)


def texts(svg: bytes) -> list[str]:
    return [found.text or "" for found in ET.fromstring(svg).iter(f"{SVG}text")]


def test_expanding_by_one_type_adds_its_neighbours(watched: Watched) -> None:
    watched.page.goto(f"/#/entity/{OFFICE}?around={PERSON}")
    watched.draws("^[5-9]$")
    before = watched.drawn()
    watched.see("expand-menu").click()
    watched.page.locator(".types").get_by_role("button", name="承办 11").click()
    expect(watched.see("network-canvas")).not_to_have_attribute("data-nodes", str(before))
    after = watched.drawn()
    assert before < after <= before + 11
    expect(watched.page.get_by_text(re.compile(f"已加入 {after - before} 个"))).to_be_visible()
    undone_and_redone(watched, before, after)


def test_expanding_to_one_kind_adds_its_entities(watched: Watched, star: Star) -> None:
    watched.page.goto(f"/#/entity/{star.hub}?show={star.hub}")
    watched.draws(1)
    watched.see("expand-menu").click()
    kinds = watched.page.locator(".types [data-label]")
    expect(kinds).to_have_text(["华侨华人 3", "归侨/海归人才 2"])
    kinds.first.click()
    watched.draws(4)
    undone_and_redone(watched, 1, 4)


def test_a_whole_neighbourhood_is_one_click(watched: Watched) -> None:
    watched.page.goto(f"/#/entity/{OFFICE}")
    expect(watched.see("capped")).to_contain_text("共 70 个实体")
    watched.keep("network")
    shown = watched.drawn()
    watched.see("show-all").click()
    watched.draws(70)
    expect(watched.see("capped")).to_have_count(0)
    undone_and_redone(watched, shown, 70)


def test_a_typed_address_can_be_undone_and_leaves_nothing_to_redo(sky: Watched) -> None:
    sky.see("layout").select_option("radial")
    sky.see("undo").click()
    expect(sky.see("redo")).to_be_enabled()
    before = sky.page.url
    sky.page.goto(f"/#/entity/{PERSON}")
    sky.draws("[5-9]")
    expect(sky.see("redo")).to_be_disabled()
    sky.see("undo").click()
    expect(sky.page).to_have_url(before)
    expect(sky.see("undo")).to_be_disabled()
    expect(sky.see("redo")).to_be_enabled()


def test_a_file_for_other_tools_holds_what_is_drawn_and_no_more(
    watched: Watched, star: Star
) -> None:
    watched.page.goto(f"/#/?show={star.hub}.{star.members[0]}")
    watched.draws(2)
    for name in ("graphml", "gexf"):
        root = ET.fromstring(watched.file(name))
        found = [each.tag.rpartition("}")[2] for each in root.iter()]
        assert (found.count("node"), found.count("edge")) == (2, 1)


def test_one_filter_holds_for_the_canvas_and_the_table(sky: Watched) -> None:
    sky.see("filter-menu").click()
    panel = sky.see("filter-panel")
    panel.locator("[data-type=WORKS_AT]").uncheck()
    expect(sky.see("network-canvas")).to_have_attribute("data-relationships", "5")
    sky.keep("network-filter")
    slide(panel.get_by_test_id("filter-year"), 2012)
    # One membership ended before, one began after; those without dates stay.
    sky.draws(4)
    sky.see("table-tab").click()
    expect(sky.see("node-row")).to_have_count(4)
    expect(sky.see("relationship-row")).to_have_count(3)
    assert "notypes=WORKS_AT" in sky.page.url
    assert "year=2012" in sky.page.url
    sky.page.reload()
    expect(sky.see("relationship-row")).to_have_count(3)
    sky.page.go_back()  # to the canvas
    sky.page.go_back()
    sky.draws(6)


def slide(slider: Locator, value: int) -> None:
    slider.fill(str(value))
    slider.dispatch_event("change")


def test_a_hub_is_folded_to_a_count_and_unfolded(sky: Watched, star: Star) -> None:
    sky.act(star.hub, "fold")
    sky.draws(3)
    assert "+3" in texts(sky.file("svg"))
    undone_and_redone(sky, 6, 3)
    sky.act(star.hub, "unfold")
    sky.draws(6)


def test_a_lasso_picks_what_lies_inside(sky: Watched) -> None:
    box = sky.see("network-canvas").bounding_box()
    assert box is not None
    mouse = sky.page.mouse
    sky.page.keyboard.down("Shift")
    mouse.move(box["x"] + 3, box["y"] + 3)
    mouse.down()
    mouse.move(box["x"] + box["width"] - 3, box["y"] + box["height"] - 3, steps=4)
    mouse.up()
    sky.page.keyboard.up("Shift")
    expect(sky.see("picked-acts")).to_contain_text("已选 6 个")
    sky.page.get_by_role("button", name="移除所选").click()
    sky.draws(0)
    sky.see("undo").click()
    sky.draws(6)


def test_the_path_between_two_is_brought_out_and_asked_for(sky: Watched, star: Star) -> None:
    one, other = sky.spot(star.members[1]), sky.spot(star.pair[0])
    sky.page.mouse.click(*one)
    sky.page.keyboard.down("Control")
    sky.page.mouse.click(*other)
    sky.page.keyboard.up("Control")
    acts = sky.see("picked-acts")
    expect(acts).to_contain_text("已选 2 个")
    expect(acts).to_contain_text("最短路径已标出")
    expect(sky.see("details-panel")).to_contain_text("侨胞乙")
    sky.keep("network-path")
    acts.get_by_role("button", name="在两者之间牵线").click()
    expect(sky.see("route-card").first).to_contain_text("样例同学会")


def test_layouts_change_places_and_are_taken_back(sky: Watched, star: Star) -> None:
    layout = sky.see("layout")
    before = sky.spot(star.members[1])
    for name in ("radial", "layered", "country"):
        layout.select_option(name)
        expect(sky.page).to_have_url(re.compile(f"layout={name}"))
    assert sky.spot(star.members[1]) != before
    sky.see("undo").click()
    expect(layout).to_have_value("layered")


def test_a_node_that_was_moved_stays_until_that_is_undone(sky: Watched, star: Star) -> None:
    x, y = sky.spot(star.members[2])
    sky.page.mouse.move(x, y)
    sky.page.mouse.down()
    sky.page.mouse.move(x + 60, y + 40, steps=5)
    sky.page.mouse.up()
    moved = sky.spot(star.members[2])
    assert abs(moved[0] - x - 60) < 6
    assert abs(moved[1] - y - 40) < 6
    sky.see("network-canvas").press("Shift+F10")
    expect(sky.see("node-menu")).to_contain_text("取消固定")
    sky.page.keyboard.press("Escape")
    sky.see("undo").click()
    sky.see("network-canvas").press("Shift+F10")
    expect(sky.see("node-menu")).to_contain_text("固定在这里")


def test_remarks_are_written_taken_back_and_kept_in_files(sky: Watched) -> None:
    sky.see("more-menu").click()
    sky.see("note-text").fill("<b>先与会长通话</b> & 致谢")
    sky.page.get_by_role("button", name="写上").click()
    drop = sky.page.get_by_role("button", name=re.compile("删去"))
    expect(drop).to_have_count(1)
    sky.keep("network-note")
    assert "<b>先与会长通话</b> & 致谢" in "".join(texts(sky.file("svg")))
    sky.see("undo").click()
    sky.see("more-menu").click()
    expect(drop).to_have_count(0)
    sky.see("redo").click()
    sky.see("more-menu").click()
    expect(drop).to_have_count(1)


def test_masked_names_are_masked_wherever_the_network_goes(sky: Watched) -> None:
    sky.see("more-menu").click()
    sky.see("mask").click()
    sky.page.keyboard.press("Escape")
    drawn = sky.file("svg").decode()
    assert "侨胞" not in drawn
    assert "侨**" in drawn
    assert "样例同学会" in drawn
    sky.see("table-tab").click()
    table = sky.see("network-table")
    expect(table).to_contain_text("样例同学会")
    expect(table).not_to_contain_text("侨胞")
    sky.page.go_back()
    sky.see("undo").click()
    assert "侨胞甲" in sky.file("svg").decode()


def test_a_kept_view_says_what_changed_since(sky: Watched, star: Star, page_server: Server) -> None:
    sky.see("saved-views-menu").click()
    sky.see("saved-view-name").fill("年会筹备")
    sky.see("saved-view-save").click()
    entry = sky.see("saved-view-entry").filter(has_text="年会筹备")
    expect(entry).to_be_visible()
    sky.keep("network-views")
    sky.page.keyboard.press("Escape")
    page_server.tie(star.members[0], "KNOWS", star.members[1])
    sky.page.goto("/#/")
    sky.see("saved-views-menu").click()
    entry.get_by_role("button", name="年会筹备").click()
    expect(sky.see("saved-view-changes")).to_contain_text("新增 1 条关系")
    sky.draws(6)
    # A colleague opens the same from the link.
    view = page_server.get("/api/views")["views"][0]["id"]
    sky.page.goto("about:blank")
    sky.page.goto(f"/#/?view={view}")
    expect(sky.see("saved-view-changes")).to_contain_text("新增 1 条关系")


def test_a_views_link_opens_in_a_page_that_is_open(sky: Watched, page_server: Server) -> None:
    ids = [page_server.add(f"留影{n}", "Person", "Talent") for n in "甲乙"]
    address = f"#/entity/{ids[0]}?show={'.'.join(ids)}"
    draft = {"name": "留影", "address": address, "ids": ids, "moved": {}, "notes": []}
    link = f"/#/?view={page_server.post('/api/views', draft)['id']}"
    before = sky.page.url
    sky.page.goto(link)  # only the hash differs: the page is not loaded again
    sky.draws(2)
    expect(sky.page).to_have_url(re.compile(re.escape(address)))
    # The link itself is not on the way back, or it would open once more.
    sky.page.go_back()
    expect(sky.page).to_have_url(before)
    sky.draws(6)
    sky.page.goto("/#/overview")
    sky.page.goto(link)
    sky.draws(2)
    sky.page.goto("/#/?view=gone-by-now")
    expect(sky.see("network").get_by_text("没有找到。")).to_be_visible()
    sky.complaints.clear()  # the browser notes the 404


def test_files_hold_the_legend_and_the_date(sky: Watched) -> None:
    picture = sky.file("png")
    width, height = struct.unpack(">II", picture[16:24])
    canvas = sky.see("network-canvas").locator("canvas")
    assert width == canvas.evaluate("(canvas) => canvas.width")
    assert height == canvas.evaluate("(canvas) => canvas.height") + 4 * 20 + 2 * 14
    words = texts(sky.file("svg"))
    today = sky.page.evaluate("new Date().toISOString().slice(0, 10)")
    assert any(today in line and "6 个节点" in line for line in words)
    assert {"校友会/同学会 1", "归侨/海归人才 2"} <= set(words)
    page = sky.file("html").decode()
    assert "样例同学会" in page
    assert "侨胞甲" in page
