"""An office's own headers: said once, offered again for its next file, used or left aside."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser import Server, Watched
from tests.support.import_page import state, upload, workbook

OFFICE_NAME = "合成表头侨办"
ROWS = (("姓名", "国家", "联络号码簿"), ("合成归侨戊", "挪威", "10000000002"))


@pytest.fixture(scope="module")
def office(page_server: Server) -> None:
    """An office that has imported nothing yet."""
    page_server.add(OFFICE_NAME, "Organisation", "Agency")


def prepared(watched: Watched, name: str) -> None:
    """A file of the office's, chosen on a page that knows nothing of earlier ones."""
    watched.page.goto("/#/overview")
    watched.page.reload()
    watched.see("screen-imports").click()
    watched.see("import-input").set_input_files(upload(name, workbook(ROWS)))
    watched.see("import-options").locator("summary").click()
    watched.see("import-office").fill(OFFICE_NAME)
    watched.see("import-office-option").first.click()


@pytest.mark.usefixtures("office")
def test_headers_once_mapped_are_offered_again(watched: Watched) -> None:
    page, see = watched.page, watched.see
    prepared(watched, "一月.xlsx")
    see("import-try").click()
    state(watched, "done")
    see("import-header").get_by_role("combobox").select_option(label="电话")
    trial = page.url
    see("import-again").click()
    expect(page).not_to_have_url(trial)
    state(watched, "done")
    page.reload()
    see("import-mapped").locator("summary").click()
    expect(see("import-meaning")).to_have_text("联络号码簿 → 电话")

    prepared(watched, "二月.xlsx")
    offered = see("import-remembered")
    expect(offered).to_contain_text("上次这样对应，这次照用")
    expect(offered.get_by_test_id("import-meaning")).to_have_text("联络号码簿 → 电话")
    watched.keep("imports-remembered")
    see("import-try").click()
    state(watched, "done")
    expect(see("import-mapped")).to_be_visible()
    expect(see("import-header")).to_have_count(0)

    prepared(watched, "三月.xlsx")
    see("import-remembered-switch").click()
    expect(offered).to_contain_text("这次不用")
    see("import-try").click()
    state(watched, "done")
    expect(see("import-header")).to_contain_text("联络号码簿")
    expect(see("import-mapped")).to_have_count(0)
    # Left aside once, not forgotten.
    prepared(watched, "四月.xlsx")
    expect(offered).to_contain_text("上次这样对应，这次照用")
