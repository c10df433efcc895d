"""What cells say of each other, and what is no name and no number: reported, the rest taken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from seed.problems.problem import Problem
from seed.sheets.parsed import ParsedEntity, ParsedTie
from seed.sheets.tables import RELATIONSHIPS
from tests.support.sheets.sheet_tables import read, table

AHEAD = (date.today() + timedelta(days=40)).isoformat()  # noqa: DTZ011 - far enough for any zone
TODAY = date.today().isoformat()  # noqa: DTZ011


def _read(kind: str, **cells: Any) -> tuple[Any, list[Problem]]:
    found = list(read(table(kind, list(cells), list(cells.values()))))
    problems = [each for each in found if isinstance(each, Problem)]
    (row,) = [each for each in found if isinstance(each, ParsedEntity | ParsedTie)]
    return row, problems


def _told(problems: list[Problem]) -> list[tuple[str, str | None]]:
    return [(each.code, each.column) for each in problems if each.severity == "cell"]


def test_an_end_before_its_start_in_two_columns():
    row, problems = _read("Project", 项目名称="某项目", 开始时间="2025.6", 结束时间="2023.5")
    assert _told(problems) == [("dates_reversed", "开始时间"), ("dates_reversed", "结束时间")]
    assert row.properties == {"extra": {"开始时间": "2025.6", "结束时间": "2023.5"}}


def test_an_end_before_its_start_in_what_belongs_to_a_school():
    row, problems = _read(
        "Talent", 姓名="甲某", 毕业院校="某大学", 入学时间="2009", 毕业时间="2005", 职务="教授"
    )
    assert {code for code, _ in _told(problems)} == {"dates_reversed"}
    assert row.references[0].properties == {}
    assert row.properties["position"] == "教授"


def test_an_end_before_its_start_in_a_relationship():
    row, problems = _read(
        RELATIONSHIPS, 起点="甲某", 关系="任职", 终点="某公司", 起始="2020", 截止="2019-12"
    )
    assert {code for code, _ in _told(problems)} == {"dates_reversed"}
    assert row.properties == {"extra": {"起始": "2020", "截止": "2019-12"}}


def test_partial_dates_that_may_be_in_order_are_kept():
    row, problems = _read("Project", 项目名称="某项目", 开始时间="2023-05", 结束时间="2023")
    assert (row.properties["starts"], row.properties["ends"]) == ("2023-05", "2023")
    assert not _told(problems)


def test_a_birth_and_a_contact_to_come():
    row, problems = _read("Talent", 姓名="甲某", 出生日期=AHEAD, 职务="教授")
    assert _told(problems) == [("date_in_future", "出生日期")]
    assert row.properties == {"position": "教授", "extra": {"出生日期": AHEAD}}
    row, problems = _read(RELATIONSHIPS, 起点="甲某", 关系="相识", 终点="乙某", 最近联系=AHEAD)
    assert _told(problems) == [("date_in_future", "最近联系")]
    row, problems = _read(RELATIONSHIPS, 起点="甲某", 关系="相识", 终点="乙某", 最近联系=TODAY)
    assert (row.properties, _told(problems)) == ({"last_contact": TODAY}, [])


def test_a_graduation_before_the_birth():
    row, problems = _read("OverseasStudent", 姓名="甲某", 出生日期="1999-05", 毕业时间="1989-06")
    assert _told(problems) == [("before_birth", "毕业时间")]
    assert row.properties["birth_date"] == "1999-05"


@pytest.mark.parametrize("cell", [True, "TRUE", "有", "微信同号", -5, 138.5, "12"])
def test_what_is_no_telephone(cell: Any):
    row, problems = _read("Talent", 姓名="甲某", 电话=cell, 职务="教授")
    assert _told(problems) == [("not_a_phone", "电话")]
    assert "phone" not in row.properties
    assert row.properties["position"] == "教授"


def test_what_is_no_e_mail():
    _, problems = _read("Talent", 姓名="甲某", 邮箱="有", 职务="教授")
    assert _told(problems) == [("not_an_email", "邮箱")]


@pytest.mark.parametrize("name", ["12345", "XXX", "张某某", "李**", "测试", "???", "TRUE", "xx"])
def test_names_that_are_hardly_any_go_in_and_are_said(name: str):
    row, problems = _read("Talent", 姓名=name, 职务="教授")
    assert _told(problems) == [("odd_name", "姓名")]
    assert (row.name, row.properties) == (name, {"position": "教授"})


def test_names_of_bodies_may_be_numbers_and_placeholders_may_not():
    for name, told in (("798", []), ("360", []), ("XXL Sports", []), ("XX公司", ["odd_name"])):
        _, problems = _read("Enterprise", 企业名称=name, 国家="中国")
        assert [code for code, _ in _told(problems)] == told


@pytest.mark.parametrize("name", ["李明", "O", "Xx Li", "阿一", "某甲", "Abby", "J. X. Xu"])
def test_names_that_are_some(name: str):
    assert not _told(_read("Talent", 姓名=name, 职务="教授")[1])


def test_a_blank_end_is_said_with_the_end_that_is_there():
    headers = ["起点", "关系", "终点"]
    rows: list[list[str | None]] = [
        ["甲某", "相识", "-"],
        ["甲某", "相识", "乙某"],
        ["甲某", "相识", None],
    ]
    found = list(read(table(RELATIONSHIPS, headers, *rows)))
    assert [(p.row, p.code, p.value) for p in found if isinstance(p, Problem)] == [
        (2, "missing_end", "甲某"),
        (4, "missing_end", "甲某"),
    ]
    assert [t.end.name for t in found if isinstance(t, ParsedTie)] == ["乙某"]


def test_an_id_without_a_name_is_said_with_its_row():
    found = list(read(table("Talent", ["编号", "姓名", "职务"], ["p-7", None, "教授"])))
    assert [(p.row, p.code, p.value) for p in found] == [(2, "missing_name", "p-7")]


def test_until_now_is_no_value_where_a_day_is_asked():
    row, problems = _read("Event", 活动名称="某会", 举办日期="至今")
    assert _told(problems) == [("no_end_here", "举办日期")]
    assert row.properties == {}


def test_a_tie_to_itself_is_refused_by_id():
    found = list(read(table(RELATIONSHIPS, ["起点编号", "关系", "终点编号"], ["a", "相识", "a"])))
    assert [(p.code, p.severity, p.value) for p in found] == [("tie_to_itself", "refused", "a")]
