"""Affairs as an office lists them: often without a state, with days that begin and end."""

from __future__ import annotations

from pathlib import Path

import pytest

from seed.problems.problem import Problem
from seed.sheets.parsed import ParsedEntity
from tests.support.sheets.office_files import csv_file, excel, parsed
from tests.support.sheets.sheet_tables import read, table

LISTS = [
    ("项目.csv", "项目名称,投资额(万元)\n某项目,5000\n另一项目,3200\n"),
    ("活动.csv", "活动名称,举办时间\n某大会,2023-05\n另一大会,2024-05\n"),
    ("供需.csv", "需求名称,需求单位\n工程师,甲公司\n会计,乙公司\n"),
    ("政策与建议.csv", "政策名称,文号\n某办法,某发1号\n另一办法,某发2号\n"),
    ("服务诉求.csv", "诉求事项,诉求人\n子女入学,甲\n签证,乙\n"),
    ("平台.csv", "平台名称,主办单位\n某平台,甲侨联\n另一平台,乙侨联\n"),
]


@pytest.mark.parametrize(("name", "text"), LISTS)
def test_a_list_without_a_state_goes_in(tmp_path: Path, name: str, text: str):
    found = parsed(csv_file(tmp_path, name, text))
    assert len(found.entities) == 2
    assert not any("status" in each.properties for each in found.entities)
    assert not found.codes()


@pytest.mark.parametrize("word", ["已签约", "洽谈中", "第二阶段"])
def test_a_word_that_is_no_state_is_kept_and_said(word: str):
    problem, row = read(table("Project", ["项目名称", "状态"], ["某项目", word]))
    assert (problem.code, problem.severity, problem.value) == ("not_a_status", "cell", word)
    assert row.properties == {"extra": {"状态": word}}


@pytest.mark.parametrize(
    ("word", "status"),
    [("未成", "dropped"), ("已取消", "dropped"), ("终止", "dropped"), ("在建", "under_way")],
)
def test_states_by_their_words(word: str, status: str):
    (row,) = read(table("Project", ["项目名称", "状态"], ["某项目", word]))
    assert row.properties == {"status": status}


@pytest.mark.parametrize(
    ("cell", "starts", "ends"),
    [
        ("2023.5.1-2023.5.3", "2023-05-01", "2023-05-03"),
        ("2023年5月1日至3日", "2023-05-01", "2023-05-03"),
        ("2023年5月1-3日", "2023-05-01", "2023-05-03"),
        ("2023/5/1-5/3", "2023-05-01", "2023-05-03"),
        ("2023年5月1日～6月3日", "2023-05-01", "2023-06-03"),
        ("二〇二三年五月一日至三日", "2023-05-01", "2023-05-03"),
    ],
)
def test_the_days_of_an_event(cell: str, starts: str, ends: str):
    """u."""
    (row,) = read(table("Event", ["活动名称", "举办时间"], ["某会", cell]))
    assert row.properties == {"held_on": starts, "starts": starts, "ends": ends}


@pytest.mark.parametrize(
    ("cell", "starts", "ends"),
    [
        ("2023.5-2025.6", "2023-05", "2025-06"),
        ("2023-5至今", "2023-05", None),
        ("2023年5月—2025年6月", "2023-05", "2025-06"),
        ("2023年起", "2023", None),
        ("2023年5月起", "2023-05", None),
        ("至2025年", None, "2025"),
        ("2023.5—", "2023-05", None),
        ("2023年5月至6月", "2023-05", "2023-06"),
    ],
)
def test_the_time_of_a_project(cell: str, starts: str | None, ends: str | None):
    """o2."""
    (row,) = read(table("Project", ["项目名称", "起止时间"], ["某项目", cell]))
    assert (row.properties.get("starts"), row.properties.get("ends")) == (starts, ends)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("3年", "not_a_date"),
        ("2025-2023", "dates_reversed"),
        ("2023年11月至2月", "dates_reversed"),
        ("2023—2024学年", "date_range"),
        ("2023.5-6", "not_a_date"),
    ],
)
def test_what_has_no_one_reading_is_said(cell: str, code: str):
    problem, row = read(table("Project", ["项目名称", "起止时间"], ["某项目", cell]))
    assert problem.code == code
    assert row.properties == {"extra": {"起止时间": cell}}


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("出生日期", "民国七十四年五月", "other_calendar"),
        ("出生日期", "1985年正月初五", "other_calendar"),
        ("出生日期", "农历1985年3月5日", "other_calendar"),
        ("出生日期", "昭和60年", "other_calendar"),
        ("出生日期", "八十五年", "two_digit_year"),
        ("出生日期(农历)", "1985-03-05", "other_calendar"),
    ],
)
def test_years_of_other_calendars_are_said(header: str, cell: str, code: str):
    problem, row = read(table("Talent", ["姓名", header], ["甲某", cell]))
    assert problem.code == code
    assert "birth_date" not in row.properties


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [("1.2亿元", 1.2, "亿元"), ("3,500万美元", 3500, "万美元"), ("5，000 万元", 5000, "万元")],
)
def test_thousands_and_units(cell: str, number: float, unit: str):
    (row,) = read(table("Project", ["项目名称", "投资额"], ["某项目", cell]))
    assert row.properties == {"investment": number, "investment_unit": unit}


def test_a_list_of_projects_as_it_came(tmp_path: Path):
    """a_项目清单: two projects, one with a person in charge, none with a state."""
    rows = [
        [1, "示例新材料项目", 5000, "甲示例", "2023.5-2025.6"],
        [2, "示例生物医药项目", 3200, None, None],
    ]
    header = ["序号", "项目名称", "投资额(万元)", "负责人", "起止时间"]
    found = parsed(excel(tmp_path, "项目.xlsx", header, *rows))
    one, two = found.entities
    assert one.properties == {
        "investment": 5000,
        "investment_unit": "万元",
        "starts": "2023-05",
        "ends": "2025-06",
    }
    assert [(r.type, r.whole) for r in one.references] == [("LEADS", "甲示例")]
    assert two.properties == {"investment": 3200, "investment_unit": "万元"}
    assert not any(isinstance(each, Problem) for each in found.entities)
    assert all(isinstance(each, ParsedEntity) for each in found.entities)
