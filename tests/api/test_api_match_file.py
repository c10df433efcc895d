"""Lists of names as files: what is read from them, and that nothing of them is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from starlette.testclient import TestClient

from api.http.uploads import LIST_LIMITS
from api.routers import match_file
from graph.search.match import LISTED_LIMIT
from graph.settings import load_settings
from seed.sheets.listed_names import PROBLEMS_LIMIT
from tests.support.api_client import is_problem, serving
from tests.support.import_client import unseeded

ADDRESS = "/api/match/file"
BINARY = "application/octet-stream"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def client(data: Path) -> Iterator[TestClient]:
    with serving(unseeded(load_settings(data=data))) as opened:
        yield opened


def send(client: TestClient, name: str, content: bytes | str, **fields: str) -> Any:
    return client.post(ADDRESS, files={"files": (name, content, BINARY)}, data=fields)


def read(client: TestClient, name: str, content: bytes | str) -> dict[str, Any]:
    answer = send(client, name, content)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def workbook(**sheets: list[tuple[object, ...]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def listed(
    name: str, country: str | None = None, school: str | None = None, office: str | None = None
) -> dict[str, str | None]:
    return {"name": name, "country": country, "school": school, "office": office}


def test_a_list_that_says_nothing_of_its_kind_is_one_of_people(client):
    text = "姓名,国家,毕业院校,工作单位\n合成甲,德国,海州大学,侨乡机械公司\n合成　乙,,,\n"
    found = read(client, "要请的客人.csv", text.encode("gb18030"))
    assert found["names"] == [
        listed("合成甲", "德国", "海州大学", "侨乡机械公司"),
        listed("合成乙"),
    ]
    assert found["total"] == 2
    assert [p["severity"] for p in found["problems"]] == ["note"] * found["problems_total"]


def test_sheets_that_say_their_kind_keep_it(client):
    file = workbook(
        归侨=[("姓名", "所在国家"), ("合成甲", "法国")],
        企业=[("企业名称",), ("合成公司",)],
        Sheet3=[("姓名",), ("合成丙",)],
        国家和地区=[("名称",), ("德国",)],
        关系=[("起点", "关系", "终点"), ("合成甲", "相识", "合成丙")],
    )
    found = read(client, "汇总.xlsx", file)
    assert found["names"] == [listed("合成甲", "法国"), listed("合成公司"), listed("合成丙")]
    left = [p["sheet"] for p in found["problems"] if p["code"] == "not_looked_up"]
    assert left == ["国家和地区", "关系"]


def test_what_is_wrong_with_the_file_is_told(client):
    found = read(client, "名单.csv", "姓名,国家\n,德国\n合成甲,亚特兰蒂斯\n")
    assert found["names"] == [listed("合成甲")]
    told = {p["code"]: (p["row"], p["severity"]) for p in found["problems"]}
    assert told["missing_name"] == (2, "refused")
    assert (3, "cell") in told.values()
    page = read(client, "名单.xlsx", "<html><table></table></html>")
    assert (page["names"], [p["code"] for p in page["problems"]]) == ([], ["web_page"])


def test_names_beyond_the_limit_are_counted(client):
    rows = "\n".join(f"合成{number:04}" for number in range(LISTED_LIMIT + 5))
    found = read(client, "名单.csv", f"姓名\n{rows}\n")
    assert (found["total"], len(found["names"])) == (LISTED_LIMIT + 5, LISTED_LIMIT)
    matched = client.post("/api/match", json={"names": found["names"]})
    assert matched.status_code == 200


def test_problems_beyond_the_limit_are_counted(client):
    rows = "\n".join(f"合成{n},约1970年" for n in range(PROBLEMS_LIMIT + 5))
    found = read(client, "名单.csv", f"姓名,出生日期\n{rows}\n")
    assert len(found["problems"]) == PROBLEMS_LIMIT
    assert found["problems_total"] >= PROBLEMS_LIMIT + 5


def test_nothing_is_kept_or_written(client, data):
    before = client.get("/api/stats").json()
    read(client, "名单.csv", "姓名\n合成甲\n")
    assert client.get("/api/stats").json() == before
    assert client.get("/api/imports").json()["total"] == 0
    kept = [path for path in data.rglob("*") if path.is_file()]
    assert not [path for path in kept if "合成甲".encode() in path.read_bytes()]


def test_one_file_is_taken_and_nothing_else(client):
    two = [("files", (name, "姓名\n", BINARY)) for name in ("a.csv", "b.csv")]
    assert is_problem(client.post(ADDRESS, files=two), 413, "too_large")
    assert is_problem(
        send(client, "a.csv", "姓名\n", label="Person"), 422, "invalid_input", "label"
    )
    empty = client.post(ADDRESS, files={"files": ("", b"", BINARY)})
    assert is_problem(empty, 422, "invalid_input", "files")
    assert is_problem(client.post(ADDRESS, json={}), 415, "unsupported_media_type")
    large = b"x" * (LIST_LIMITS.bytes + 1)
    assert is_problem(send(client, "a.csv", large), 413, "too_large")


def test_another_sites_form_is_turned_away(client):
    answer = client.post(
        ADDRESS,
        files={"files": ("a.csv", "姓名\n", BINARY)},
        headers={"origin": "http://elsewhere.example"},
    )
    assert is_problem(answer, 403, "foreign_origin")


def test_only_so_many_are_read_at_a_time(client):
    with match_file.TURNS.taken(), match_file.TURNS.taken():
        busy = send(client, "a.csv", "姓名\n合成甲\n")
        assert is_problem(busy, 429, "too_many_lists")
        assert busy.headers["retry-after"]
    assert read(client, "a.csv", "姓名\n合成甲\n")["total"] == 1
