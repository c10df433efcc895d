"""Tables below one another, headers far down or of three lines, and the lines that end a table."""

from __future__ import annotations

import pytest

from tests.support.sheets.shapes import read, whole


def test_two_tables_of_two_kinds_below_one_another() -> None:
    found = read(
        ["海外侨胞名单"], ["姓名", "现居国", "电话"], ["叠示甲", "美国", "0516-1"], [],
        ["海外社团名单"], ["社团名称", "所在国家", "会长"], ["叠示同乡会", "法国", "叠示甲"],
        name="Sheet1", file="侨情.xlsx",
    )  # fmt: skip
    person, body = found.people
    assert (person.name, person.labels) == ("叠示甲", ("OverseasChinese",))
    assert (body.name, body.labels, body.where.row) == ("叠示同乡会", ("DiasporaOrganisation",), 7)
    assert whole(body, "LEADS") == ["叠示甲"]
    assert found.graver() == []


def test_a_wider_second_table_right_below_the_first() -> None:
    found = read(
        ["姓名", "电话"], ["甲一", "0516-1"],
        ["重点企业名录"],
        ["企业名称", "国家", "地址", "电话", "邮箱", "行业", "联络员"],
        ["甲公司", "美国", "一路", "0516-2", "a@example.org", "材料", "甲一"],
        name="人才",
    )  # fmt: skip
    assert [(p.name, p.labels[0]) for p in found.people] == [
        ("甲一", "Talent"),
        ("甲公司", "Enterprise"),
    ]


def test_the_same_header_under_a_title_of_another_kind() -> None:
    found = read(
        ["归侨名单"], ["姓名", "电话"], ["甲一", "0516-1"],
        ["侨眷名单"], ["姓名", "电话"], ["乙一", "0516-2"],
        name="Sheet1", file="通讯录.xlsx",
    )  # fmt: skip
    assert [(p.name, p.labels[0]) for p in found.people] == [
        ("甲一", "Returnee"),
        ("乙一", "Relative"),
    ]


def test_the_same_header_under_a_title_that_says_nothing() -> None:
    found = read(
        ["姓名", "电话"], ["甲一", "0516-1"], ["第二批人选"], ["姓名", "电话"], ["乙一", "0516-2"]
    )
    assert (found.names, found.graver()) == (["甲一", "乙一"], [])
    assert "section_line" in found.codes()


def test_the_title_of_the_second_page_makes_no_table_of_another_kind() -> None:
    found = read(
        ["海外人才名单"], ["序号", "姓名", "电话"], [1, "甲一", "0516-1"],
        ["海外人才名单(续)"], ["序号", "姓名", "电话"], [2, "乙一", "0516-2"],
    )  # fmt: skip
    assert [(p.name, p.labels) for p in found.people] == [
        ("甲一", ("Returnee",)),
        ("乙一", ("Returnee",)),
    ]


def test_a_country_or_group_alone_in_a_row_is_nobody_and_asked_about() -> None:
    found = read(
        ["姓名", "电话"], ["美国"], ["甲一", "0516-1"], ["第二组"], ["乙一", "0516-2"], ["张美国"]
    )
    assert found.names == ["甲一", "乙一", "张美国"]
    assert found.graver() == [(2, "heading_or_name"), (4, "heading_or_name")]
    assert read(["名称", "电话"], ["美国"], name="海外社团").names == ["美国"]


def test_a_second_table_that_nothing_tells_of_is_asked_about_from_its_header_on() -> None:
    found = read(
        ["姓名", "电话"],
        ["甲一", "0516-1"],
        [],
        ["企业名称", "地址", "电话"],
        ["甲公司", "一路", "0516-2"],
    )
    assert (found.names, found.graver()) == (["甲一"], [(4, "which_kind_unknown")])


def test_a_name_alone_is_still_a_record() -> None:
    found = read(["姓名", "电话"], ["甲一"], ["乙一"], [], ["丙一"], ["丁一", "0516-1"])
    assert found.names == ["甲一", "乙一", "丙一", "丁一"]


def test_a_header_in_row_six() -> None:
    found = read(
        ["附件2"], ["海外人才信息采集表(2023年度)"], ["填报单位:", "示例区侨联", None, "日期:2023年5月"],
        ["说明:带*为必填。"], [], ["序号", "姓名*", "国家", "电话"], [1, "甲一", "美国", "0516-1"],
        name="Sheet1",
    )  # fmt: skip
    assert (found.names, found.people[0].where.row, found.graver()) == (["甲一"], 7, [])


def test_a_header_of_three_lines() -> None:
    found = read(
        ["姓名", "联系方式", None, None, "备注"],
        [None, "本人", None, "紧急联系人", None],
        [None, "电话", "邮箱", "电话", None],
        ["甲一", "0516-1", "a@example.org", "0516-2", "常驻"],
        merged=["A1:A3", "B1:D1", "B2:C2", "E1:E3"],
    )
    (person,) = found.people
    assert (person.properties["phone"], person.properties["email"]) == ("0516-1", "a@example.org")
    assert "0516-2" in person.properties["extra"].values()
    assert found.graver() == []


def test_a_group_over_a_header_of_two_lines() -> None:
    found = read(
        ["基本信息", None, None, "任职情况", None],
        ["姓名", "联系方式", None, "单位", "职务"],
        [None, "电话", "邮箱", None, None],
        ["甲一", "0516-1", "a@example.org", "一厂", "厂长"],
        merged=["A1:C1", "D1:E1", "A2:A3", "B2:C2", "D2:D3", "E2:E3"],
    )
    assert (found.names, found.people[0].properties["phone"]) == (["甲一"], "0516-1")
    assert found.people[0].properties["position"] == "厂长"


def test_a_record_above_its_header_is_named() -> None:
    found = read(["甲一", "美国", "0516-1"], ["姓名", "国家", "电话"], ["乙一", "法国", "0516-2"])
    assert (found.names, found.graver()) == (["乙一"], [(1, "row_above_header")])


def test_the_ends_of_tables_are_no_people() -> None:
    found = read(
        ["姓名", "电话", "现居国"],
        ["小计", "2人"], ["合计人数"], ["合示计", "0516-1", "美国"], ["总计：2人"],
        ["（以下空白）"], ["以下空白"], ["——完——"], ["备注：以上数据截至2023年"],
        ["填表人：王示例", "审核人：李示例", "2024.3.1"], ["联系电话：0516-000"],
    )  # fmt: skip
    assert (found.names, found.graver()) == (["合示计"], [])


@pytest.mark.parametrize(
    "line",
    [
        ["此页无正文"], ["人数合计", 12], ["共有人数：12"], [3, "以下空白"], ["以下空白", "以下空白"],
        ["* * * 以下无正文 * * *"], ["（本表一式两份）"], ["以上人员均已核实，如有变动，请及时与我办联系。"],
    ],
)  # fmt: skip
def test_more_ends_of_tables(line: list[str]) -> None:
    found = read(["姓名", "电话"], ["甲一", "0516-1"], line)
    assert (found.names, found.graver()) == (["甲一"], [])


@pytest.mark.parametrize("name", ["完颜虚", "毕完", "总经", "A. B. End", "合计一"])
def test_people_whose_names_look_a_little_like_ends(name: str) -> None:
    assert read(["姓名", "电话"], ["甲一", "0516-1"], [name, "0516-2"]).names == ["甲一", name]


def test_a_last_column_without_a_heading_loses_no_row() -> None:
    for name, file in ((None, "华侨华人.csv"), ("华侨华人", "a.xlsx")):
        found = read(
            ["姓名", "国家", None], ["多示甲", "美国", "旁注一"], ["多示乙", "法国", None],
            name=name, file=file,
        )  # fmt: skip
        assert (found.names, found.graver()) == (["多示甲", "多示乙"], [])
        assert found.people[0].properties["extra"] == {"列C": "旁注一"}
    beside = read(["姓名", "国家"], ["多示甲", "美国", None, "旁注一"], name="华侨华人")
    assert beside.people[0].properties["extra"] == {"列D": "旁注一"}


def test_more_cells_than_the_header_of_a_csv_has_refuse_their_row_alone() -> None:
    found = read(
        ["姓名", "单位"], ["甲一", "一厂", "二部"], ["乙一", "三厂"], name=None, file="华侨华人.csv"
    )
    assert (found.names, found.graver()) == (["乙一"], [(2, "more_cells_than_headers")])
