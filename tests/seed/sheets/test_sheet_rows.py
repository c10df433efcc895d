"""Rows: faults named by their cell, nothing dropped, nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest

from seed.problems.problem import Problem
from seed.sheets.parsed import ParsedEntity, ParsedTie
from seed.sheets.tables import RELATIONSHIPS, CellError
from tests.support.sheets.sheet_tables import read, table


def _person(*columns: tuple[str, Any], **mapping: str) -> tuple[ParsedEntity, list[Problem]]:
    """What a row of a person reads as, its name beside these columns."""
    given = table("Talent", ["姓名", *(h for h, _ in columns)], ["甲", *(c for _, c in columns)])
    found = list(read(given, **mapping))
    (entity,) = [each for each in found if isinstance(each, ParsedEntity)]
    return entity, [each for each in found if isinstance(each, Problem)]


def _codes(found: Any) -> list[str]:
    return [each.code for each in found if isinstance(each, Problem)]


def test_a_row_of_a_person_in_full():
    entity, problems = _person(
        ("序号", 1),
        ("现居国", "马来西亚、新加坡"),
        ("工作单位", "槟城甲公司"),
        ("毕业院校", "海州大学"),
        ("毕业时间", "1998年7月"),
        ("所属社团", "南洋同乡会"),
        ("入会时间", 2010),
        ("出生年月", "1975年3月"),
        ("联络员", "李　四；王五"),
        ("荣誉", "劳模；先进"),
        ("谢绝联络", "否"),
        ("特长", "书法"),
        ("备注", "合成"),
    )
    assert entity.properties == {
        "birth_date": "1975-03",
        "honours": ["劳模", "先进"],
        "declined": False,
        "extra": {"特长": "书法", "备注": "合成"},
    }
    told = {r.type: (r.whole, r.items, r.properties) for r in entity.references}
    assert told["WORKS_AT"] == ("槟城甲公司", ("槟城甲公司",), {})
    assert told["ALUMNUS_OF"] == ("海州大学", ("海州大学",), {"until": "1998-07"})
    assert told["MEMBER_OF"] == ("南洋同乡会", ("南洋同乡会",), {"since": "2010"})
    assert told["SERVED_BY"][1] == ("李四", "王五")
    countries = [r.target.id for r in entity.references if r.target]
    assert countries == ["country-malaysia", "country-singapore"]
    assert entity.distinguishing == (
        ("birth_date", "1975-03"),
        ("unit", "槟城甲公司"),
        ("school", "海州大学"),
        ("country", "马来西亚"),
    )
    assert entity.cells["联络员"] == "李　四；王五"
    assert [(p.code, p.column, p.row) for p in problems] == [("unknown_column", "特长", 1)]


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("出生年月", "85.5.1", "two_digit_year"),
        ("出生年月", "2023-02-30", "impossible_date"),
        ("现居国", "马来西业", "unknown_country"),
        ("可信度", "高", "not_a_share"),
        ("谢绝联络", "也许", "not_yes_or_no"),
        ("电话", "1.3E+10", "number_lost_digits"),
        ("职务", CellError("#N/A"), "error_value"),
        ("职务", CellError("=A1", "formula_without_value"), "formula_without_value"),
        ("来源", "字" * 201, "not_a_source"),
        ("其他标签", "企业", "not_labels"),
        ("简介", "字" * 40_001, "text_too_long"),
        ("荣誉", "、".join(map(str, range(1001))), "list_too_long"),
        ("入会时间", "2010", None),
    ],
)
def test_a_bad_optional_cell_never_stops_its_row(header: str, cell: Any, code: str | None):
    entity, problems = _person((header, cell), ("学位", "博士"))
    text = cell.text if isinstance(cell, CellError) else cell
    assert entity.properties["academic_degree"] == "博士"
    faults = [p for p in problems if p.severity == "cell"]
    if code is None:  # a detail without its column is known from the header alone
        assert _codes(problems) == ["detail_without_column"]
    else:
        assert next((p.code, p.column, p.row) for p in faults) == (code, header, 2)
    if code in ("number_lost_digits", "error_value", "formula_without_value"):
        assert "extra" not in entity.properties
    else:
        assert entity.properties["extra"] == {header: text}


def test_details_belong_to_one_relationship_or_are_reported():
    entity, problems = _person(("社团", "甲会、乙会"), ("入会时间", "2010"), ("聘任时间", "2011"))
    assert "detail_of_several" in _codes(problems)
    assert entity.properties["extra"] == {"入会时间": "2010", "聘任时间": "2011"}
    _, problems = _person(("社团", None), ("入会时间", "2010"))
    assert _codes(problems) == ["detail_without_value"]


def test_two_phones_are_kept_beside_each_other_and_a_second_degree_in_extra():
    entity, problems = _person(("手机", 10001), ("电话", 10002), ("学历", "本科"), ("学位", "学士"))
    assert entity.properties["phone"] == "10001、10002"
    assert entity.properties["academic_degree"] == "学士"
    assert entity.properties["extra"] == {"学历": "本科"}
    assert _codes(problems) == ["second_column"]


def test_doubled_and_missing_headers_lose_nothing():
    entity, problems = _person(("爱好", "棋"), ("爱好", "画"), ("", "多出"))
    assert entity.properties["extra"] == {"爱好": "棋", "爱好 (C)": "画", "列D": "多出"}
    told = [(p.code, p.column) for p in problems]
    assert ("doubled_header", "爱好") in told
    assert ("unknown_column", "D") in told


def test_an_unknown_column_is_told_once_per_sheet():
    rows = [["甲", "一"], ["乙", "二"], ["丙", "-"]]
    found = list(read(table("Talent", ["姓名", "属相"], *rows)))
    assert _codes(found) == ["unknown_column", "blank_word"]


def test_words_for_nothing_are_empty_cells():
    entity, problems = _person(
        ("出生日期", "不详"), ("单位", "无"), ("荣誉", "-"), ("谢绝联络", "无")
    )
    assert entity.properties == {"declined": False}
    assert entity.references == ()
    assert _codes(problems) == ["blank_word"] * 3


def test_a_persons_office_is_their_employer_unless_another_column_is():
    entity, problems = _person(("所属单位", "甲公司"))
    assert entity.references[0].type == "WORKS_AT"
    assert _codes(problems) == ["office_read_as_employer"]
    entity, _ = _person(("所属单位", "某侨联"), ("工作单位", "甲公司"))
    assert entity.properties["office"] == "某侨联"


def test_rows_are_refused_for_name_id_and_required_cells_only():
    headers = ["编号", "轮次名称", "开始"]
    bad: list[list[Any]] = [["p 2", "乙", "2026"], ["p-3", None, "2026"], [None, "丁", None]]
    found = list(read(table("SurveyRound", headers, ["p-1", "甲", "2026"], *bad)))
    assert [e.name for e in found if isinstance(e, ParsedEntity)] == ["甲"]
    refused = [p for p in found if isinstance(p, Problem) and p.severity == "refused"]
    assert [(p.row, p.column, p.code) for p in refused] == [
        (3, "编号", "bad_id"),
        (4, "轮次名称", "missing_name"),
        (5, "开始", "required_missing"),
    ]


def test_running_numbers_are_no_ids():
    found = list(read(table("Talent", ["编号", "姓名"], ["1", "甲"], ["2", "乙"])))
    people = [each for each in found if isinstance(each, ParsedEntity)]
    assert [each.id for each in people] == [None, None]
    assert people[1].properties["extra"] == {"编号": "2"}
    assert "id_is_running_number" in _codes(found)
    named_id = read(table("Talent", ["id", "姓名"], [1, "甲"]))
    assert [each.id for each in named_id if isinstance(each, ParsedEntity)] == ["1"]


def test_a_sheet_without_names_is_refused_once():
    found = list(read(table("Talent", ["职务", "单位"], ["a", "b"], ["c", "d"])))
    assert _codes(found) == ["no_name_column"]


@pytest.mark.parametrize(
    ("headers", "cells", "investment", "unit"),
    [
        (["投资额(万元)"], [500], 500, "万元"),
        (["投资额"], ["1,500.5 万元"], 1500.5, "万元"),
        (["投资额", "投资单位"], [3, "亿元"], 3, "亿元"),
        (["投资额(万元)"], ["3亿元"], None, None),
        (["投资额", "投资单位"], ["3亿元", "万元"], None, "万元"),
        (["投资额"], ["40多亿"], None, None),
    ],
)
def test_units_beside_numbers(headers, cells, investment, unit):
    given = table("Project", ["名称", "状态", *headers], ["甲", "已办", *cells])
    (entity,) = [each for each in read(given) if isinstance(each, ParsedEntity)]
    assert entity.properties.get("investment") == investment
    assert entity.properties.get("investment_unit") == unit


def test_relationships_by_name_by_id_and_by_their_usual_headers():
    headers = ["起点编号", "起点", "关系类型", "终点", "起止时间", "最近联系", "强度", "备注"]
    rows: list[list[Any]] = [
        ["li", "李四", "任职", "海州市侨联", "2015-2019", "2024.5", "80%", "合成"],
        [None, "李　四", "works at", "海州市侨联", None, None, None, None],
        [None, "李四", "父子", "李五", None, None, None, None],
    ]
    found = list(read(table(RELATIONSHIPS, headers, *rows)))
    first, second, third = [each for each in found if isinstance(each, ParsedTie)]
    assert (first.start.id, first.start.name, first.end.name) == ("li", "李四", "海州市侨联")
    assert first.type == second.type == "WORKS_AT"
    assert first.end.labels == ("Organisation",)
    assert second.start.name == "李四"
    assert (third.type, third.properties) == ("KIN_OF", {"role": "父子", "end_role": "父子"})
    assert {
        key: first.properties[key] for key in ("since", "until", "last_contact", "strength")
    } == {
        "since": "2015",
        "until": "2019",
        "last_contact": "2024-05",
        "strength": 0.8,
    }


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ([None, None, "任职", "乙"], "missing_end", "起点"),
        ([None, "甲", "任职", None], "missing_end", "终点"),
        ([None, "甲", None, "乙"], "missing_type", "关系"),
        ([None, "甲", "胡说", "乙"], "unknown_type", "关系"),
        (["坏 id", "甲", "任职", "乙"], "bad_id", "起点编号"),
    ],
)
def test_relationships_that_are_refused(cells: list[Any], code: str, column: str):
    found = list(read(table(RELATIONSHIPS, ["起点编号", "起点", "关系", "终点"], cells)))
    assert [(p.code, p.column, p.severity) for p in found] == [(code, column, "refused")]


@pytest.mark.parametrize("length", [20_001, 32_767, 40_000])
def test_as_much_as_a_cell_of_excel_holds_is_kept_whole(length: int):
    text = "长" * length
    entity, problems = _person(("简介", text))
    assert (entity.properties["summary"], problems) == (text, [])
    entity, problems = _person(("会后印象", text))
    assert entity.properties["extra"] == {"会后印象": text}
    assert _codes(problems) == ["unknown_column"]


def test_the_limit_that_a_long_cell_meets_is_the_one_that_is_named():
    entity, problems = _person(("简介", "长" * 45_000))
    assert entity.properties == {"extra": {"简介": "长" * 45_000}}
    assert "40000" in problems[0].zh
    entity, problems = _person(("会后印象", "长" * 50_001))
    assert ("extra" in entity.properties, _codes(problems)[-1]) == (False, "extra_too_long")
    assert "50000" in problems[-1].zh
