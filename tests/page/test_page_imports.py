"""Imports from the page: files dropped, tried, mapped, done, undone; and a list that is a file."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from tests.support.browser import DESK, PHONE, WEB, Server, Watched, opened
from tests.support.import_page import XLSX, Rows, found, state, tried, undo, upload, workbook

HOSTILE = "<img src=x onerror=alert(1)>"
PERSON, BODY = "合成归侨甲", "合成双名公司"
# A number that no operator gives out.
PHONE_NUMBER = "10000000001"
ROWS: Rows = (
    ("合成归侨名册(合成数据)",),
    ("姓名", "出生日期", "国家", "工作单位", "手提号码簿", HOSTILE),
    (PERSON, "1960-01-01", "德国", BODY, PHONE_NUMBER, "A"),
    ("合成归侨乙", "约1970年", "亚特兰蒂斯", None, None, None),
    (None, "1980-01-01", "法国", None, None, None),
    (HOSTILE, HOSTILE, "法国", None, None, HOSTILE),
)
DROP = """([zone, name, type, text]) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  const moved = new DataTransfer()
  moved.items.add(new File([bytes], name, { type }))
  const told = { bubbles: true, cancelable: true, dataTransfer: moved }
  zone.dispatchEvent(new DragEvent('dragenter', told))
  zone.dispatchEvent(new DragEvent('drop', told))
}"""
BARRIERS = """async () => (await axe.run({ resultTypes: ['violations'] })).violations
  .filter(({ impact }) => ['serious', 'critical'].includes(impact))
  .flatMap(({ id, nodes }) => nodes.map(({ target, any }) => [id, target, any[0]?.message]))"""
# How much wider than the window the page is, or the part of it that scrolls.
OVER = """Math.max(...[document.documentElement, document.querySelector('main')]
  .map((box) => box.scrollWidth - box.clientWidth))"""


@pytest.fixture(scope="module")
def bodies(page_server: Server) -> Iterator[list[str]]:
    """Two companies of one name, between which an import cannot choose."""
    made = [page_server.add(BODY, "Enterprise", summary=said) for said in ("甲", "乙")]
    yield made
    for body in made:
        delete(page_server, body)


def delete(server: Server, entity: str) -> None:
    httpx2.delete(f"{server.address}/api/entities/{entity}?detach=true").raise_for_status()


def test_a_messy_workbook_from_drop_to_undo(
    watched: Watched, page_server: Server, bodies: list[str]
) -> None:
    page, see = watched.page, watched.see
    page.goto("/#/overview")
    see("screen-imports").click()
    zone = see("import-drop").element_handle()
    text = base64.b64encode(workbook(ROWS)).decode()
    page.evaluate(DROP, [zone, "名册.xlsx", XLSX, text])
    expect(see("import-file")).to_contain_text("名册.xlsx")
    see("import-try").click()
    expect(page).to_have_url(re.compile(r"#/imports/\w+"))
    state(watched, "done")
    expect(see("import-counts")).to_contain_text("新增")
    assert found(page_server, PERSON) == []

    # The worst comes first; every bad cell is named.
    expect(see("problem")).to_have_count(1)
    expect(see("problem")).to_contain_text("本行缺少姓名")
    see("problems-cell").click()
    cells = see("problem")
    expect(cells.filter(has_text="约1970年")).to_contain_text("出生日期")
    expect(cells.filter(has_text="亚特兰蒂斯")).to_contain_text("国家")
    watched.keep("imports-tried")
    see("problems-decide").click()
    links = see("problem").get_by_role("link", name=BODY)
    expect(links).to_have_count(2)
    addresses = {link.get_attribute("href") for link in links.all()}
    assert addresses == {f"#/archive/{body}" for body in bodies}

    # What the file says is only ever text.
    see("problems-all").click()
    expect(see("problem").filter(has_text=HOSTILE).first).to_be_visible()
    expect(see("import-header").filter(has_text=HOSTILE)).to_have_count(1)
    assert page.locator("img[src=x]").count() == 0

    # A header is given its meaning, and the same file tried again.
    trial = page.url
    row = see("import-header").filter(has_text="手提号码簿")
    row.get_by_role("combobox").select_option(label="电话")
    see("import-again").click()
    expect(page).not_to_have_url(trial)
    state(watched, "done")
    expect(see("import-header")).to_have_count(2)
    expect(row.get_by_role("combobox")).to_have_value("phone")
    expect(page.locator('[data-code="unknown_column"]')).to_have_count(0)
    see("problems-note").click()
    expect(page.locator('[data-code="unknown_column"]')).to_have_count(1)

    see("import-run").click()
    expect(see("import-state")).to_have_text("已完成")
    watched.find(PERSON)
    expect(see("details-panel")).to_contain_text(PERSON)
    (person,) = found(page_server, PERSON)
    assert page_server.get(f"/api/entities/{person['id']}")["properties"]["phone"] == PHONE_NUMBER

    page.go_back()
    page.go_back()
    page.get_by_test_id("screen-imports").click()
    see("import-row").first.get_by_role("button").click()
    undo(watched)
    expect(see("import-undone")).to_contain_text("删除")
    assert found(page_server, PERSON) == []


def test_an_undo_that_is_refused_says_why(watched: Watched, page_server: Server) -> None:
    tried(watched, "归侨.csv", "姓名,出生日期\n合成归侨丙,1961-01-01\n")
    watched.see("import-run").click()
    expect(watched.see("import-state")).to_have_text("已完成")
    (person,) = found(page_server, "合成归侨丙")
    page_server.tie(person["id"], "KNOWS", "person-xu-chongyu")
    watched.see("import-undo").click()
    expect(watched.see("import-undo-sure")).to_be_focused()
    watched.page.keyboard.press("Escape")
    expect(watched.see("import-undo")).to_be_focused()
    watched.page.keyboard.press("Enter")
    watched.page.keyboard.press("Enter")
    expect(watched.see("import-refusal")).to_contain_text("没有撤销")
    expect(watched.see("import-refusal")).to_contain_text(re.compile("合成归侨丙|" + person["id"]))
    state(watched, "done")
    watched.complaints.clear()  # the browser tells of the refusal too
    delete(page_server, person["id"])


def test_by_keyboard_alone(watched: Watched, page_server: Server) -> None:
    page, see = watched.page, watched.see
    page.goto("/#/imports")
    expect(see("import-choose")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        tab_to(watched, "import-choose")
        page.keyboard.press("Enter")
    chooser.value.set_files([upload("人才.csv", "姓名\n合成人才丁\n")])
    expect(see("import-file")).to_have_count(1)
    tab_to(watched, "import-try")
    page.keyboard.press("Enter")
    state(watched, "done")
    tab_to(watched, "import-run")
    page.keyboard.press("Enter")
    expect(see("import-state")).to_have_text("已完成")
    tab_to(watched, "import-undo")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    state(watched, "undone")
    assert found(page_server, "合成人才丁") == []


def tab_to(watched: Watched, name: str) -> None:
    """Presses Tab until what carries this test id has the focus."""
    for _ in range(60):
        watched.page.keyboard.press("Tab")
        if watched.page.evaluate("document.activeElement?.dataset.testid") == name:
            return
    pytest.fail(f"{name} is not reached by the Tab key")


def test_what_is_refused_is_said_and_nothing_is_lost(watched: Watched, page_server: Server) -> None:
    page, see = watched.page, watched.see
    page.goto("/#/imports")
    see("import-input").set_input_files(
        [upload("说明.docx", "x"), upload("留学生.csv", "姓名\n合成生\n")]
    )
    expect(page.get_by_role("alert")).to_contain_text("说明.docx")
    expect(see("import-file")).to_have_count(1)
    page_server.stop()
    see("import-try").click()
    expect(see("failure")).to_contain_text("连不上服务器")
    expect(see("import-file")).to_contain_text("留学生.csv")
    page_server.start()
    watched.complaints.clear()
    see("failure").get_by_role("button").click()
    state(watched, "done")
    page.goto("/#/imports/20000101-000000-000000-abcdef")
    expect(see("failure")).to_contain_text("没有找到")
    watched.complaints.clear()


def test_a_server_that_goes_away_meanwhile_is_waited_for(
    watched: Watched, page_server: Server
) -> None:
    """A long import is broken off by the server's end; it is resumed from the page."""
    page, see = watched.page, watched.see
    many = "\n".join(f"合成众{number},19{number % 90 + 10}-01-01" for number in range(30_000))
    tried(watched, "华侨华人.csv", f"姓名,出生日期\n{many}\n")
    see("import-run").click()
    expect(see("import-progress")).to_contain_text(re.compile(r"\d"))
    page_server.stop()
    expect(see("import-progress").get_by_role("alert")).to_be_visible()
    page_server.start()
    state(watched, "interrupted")
    watched.complaints.clear()
    see("import-back").click()
    expect(see("import-row").first).to_contain_text("可继续")
    see("import-row").first.get_by_role("button").click()
    see("import-resume").click()
    see("import-cancel").click()
    expect(see("import-job")).to_have_attribute("data-state", re.compile("cancelled|done"))
    undo(watched)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


@pytest.mark.usefixtures("bodies")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers_on_desk_or_phone(browser: Browser, page_server: Server, scheme: str) -> None:
    axe = (WEB / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    seen = {}
    with opened(browser, page_server, color_scheme=scheme) as watched:
        page = watched.page
        tried(watched, "名册.xlsx", workbook(ROWS))
        watched.see("problems-all").click()
        page.evaluate(axe)
        for name, size in (("desk", DESK), ("phone", PHONE)):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            for language in ("zh", "en"):
                expect(watched.see("problem").nth(3)).to_be_visible()
                seen[name, language] = (page.evaluate(BARRIERS), page.evaluate(OVER))
                watched.keep(f"imports-{scheme}-{name}-{language}")
                watched.see("problem").nth(3).scroll_into_view_if_needed()
                watched.keep(f"imports-{scheme}-{name}-{language}-problems")
                watched.see("language-switch").click()
        watched.see("import-back").click()
        expect(watched.see("import-row").first).to_be_visible()
        watched.see("import-options").locator("summary").click()
        seen["form", "zh"] = (page.evaluate(BARRIERS), page.evaluate(OVER))
        watched.keep(f"imports-{scheme}-form")
    assert seen == dict.fromkeys(seen, ([], 0))


def test_the_template_and_the_report_are_files(watched: Watched) -> None:
    tried(watched, "名册.xlsx", workbook(ROWS))
    with watched.page.expect_download() as coming:
        watched.see("import-report").click()
    assert coming.value.suggested_filename.endswith(".xlsx")
    assert Path(coming.value.path()).read_bytes().startswith(b"PK")
    watched.see("import-back").click()
    with watched.page.expect_download() as coming:
        watched.see("import-template").click()
    assert coming.value.suggested_filename == "模板.xlsx"


def test_a_list_that_is_a_workbook_is_checked_like_a_pasted_one(watched: Watched) -> None:
    see = watched.see
    watched.page.goto("/#/lists")
    see("list-input").fill("原有的人")
    rows = (("姓名", "国家", "出生日期"), ("许崇育", "挪威", "约1950年"), (HOSTILE, None, None))
    see("list-file-input").set_input_files(upload("客人.xlsx", workbook(rows, "Sheet1")))
    expect(see("list-input")).to_have_value(f"许崇育\t挪威\n{HOSTILE}")
    expect(see("list-file-read")).to_contain_text("2")
    watched.page.get_by_text("有 1 处没有读成").click()
    expect(see("problem")).to_contain_text("约1950年")
    see("list-check").click()
    expect(see("listed")).to_have_count(2)
    expect(see("listed-route")).to_have_count(1)
    watched.keep("lists-file")

    see("list-file-input").set_input_files(upload("坏.xlsx", "<html></html>"))
    expect(see("problem")).to_contain_text("网页")
    expect(see("list-input")).to_have_value(f"许崇育\t挪威\n{HOSTILE}")
    assert watched.page.locator("img[src=x]").count() == 0
