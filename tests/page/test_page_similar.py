"""More like these, on the canvas: what is added, why, and the way back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import Server, Watched


@pytest.fixture(scope="module")
def choir(page_server: Server) -> tuple[str, list[str]]:
    """A singer who shares a choir with eleven, of whom one is a neighbour of hers in a club too."""
    choir, club = (
        page_server.add(f"样例{n}", "Organisation", "Chamber") for n in ("合唱团", "茶社")
    )
    singers = [page_server.add(f"歌者{n:02}", "Person", "Returnee") for n in range(12)]
    for singer in singers:
        page_server.tie(singer, "MEMBER_OF", choir)
    for singer in (singers[0], singers[7]):
        page_server.tie(singer, "MEMBER_OF", club)
    return singers[0], singers[1:]


def test_more_like_one_are_added_with_what_they_share(
    watched: Watched, choir: tuple[str, list[str]]
) -> None:
    first, _ = choir
    watched.page.goto(f"/#/entity/{first}?show={first}")
    watched.draws(1)
    watched.act(first, "similar")
    watched.draws(11)
    said = watched.see("similar")
    expect(said).to_contain_text("已加入 10 个类似的：歌者07、")
    said.get_by_text("像在哪里").click()
    reasons = said.get_by_role("listitem")
    expect(reasons).to_have_count(10)
    expect(reasons.first).to_have_text("歌者07：共有 样例茶社、样例合唱团")
    expect(reasons.nth(1)).to_have_text(re.compile("歌者..：共有 样例合唱团"))
    watched.keep("network-similar")
    watched.see("undo").click()
    watched.draws(1)
    watched.see("redo").click()
    watched.draws(11)
    # What is left, from the toolbar; then nothing is.
    for drawn, told in ((12, "已加入 1 个类似的"), (12, "最像的 11 个都已在图上")):
        watched.see("expand-menu").click()
        watched.see("expand-similar").click()
        watched.draws(drawn)
        expect(said).to_contain_text(told)


def test_more_like_several_picked_and_none_at_all(
    watched: Watched, page_server: Server, choir: tuple[str, list[str]]
) -> None:
    first, others = choir
    watched.page.goto(f"/#/entity/{first}?show={first}.{others[0]}")
    watched.draws(2)
    one, other = watched.spot(first), watched.spot(others[0])
    watched.page.mouse.click(*one)
    watched.page.keyboard.down("Control")
    watched.page.mouse.click(*other)
    watched.page.keyboard.up("Control")
    watched.see("similar-to-picked").click()
    watched.draws(12)
    alone = page_server.add("独来独往者", "Person", "Returnee")
    watched.page.goto(f"/#/entity/{alone}?show={alone}")
    watched.act(alone, "similar")
    expect(watched.see("similar")).to_contain_text("没有与它（们）共有相邻实体的同类实体")
    watched.draws(1)
