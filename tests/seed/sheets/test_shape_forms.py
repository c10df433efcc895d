"""Forms, cards and tables on their side: records, or one question that says what to do."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.sheets.shapes import Read, read, units, whole


def test_a_form_of_one_person() -> None:
    found = read(
        ["海归人才信息登记表"],
        ["姓名", "冯虚八", "性别", "男", "出生日期", "1985-03-02"],
        ["国籍", "中国", "学位", "博士", "毕业院校", "虚构大学"],
        ["工作单位", "虚构研究院", "职务", "研究员", "电话", "13800000008"],
        ["现居国", "德国", "邮箱", "fxb@example.org", "专业", "虚构材料学"],
        ["主要经历", "2001年至2005年在虚构大学学习。"],
        ["填表人", "冯虚八", "填表日期", "2026-01-02"],
    )
    (person,) = found.people
    assert (person.name, person.labels, person.where.row) == ("冯虚八", ("Returnee",), 2)
    assert person.properties["birth_date"] == "1985-03-02"
    assert person.properties["academic_degree"] == "博士"
    assert person.properties["phone"] == "13800000008"
    assert person.properties["email"] == "fxb@example.org"
    assert (units(person), whole(person, "ALUMNUS_OF")) == ([("虚构研究院", None)], ["虚构大学"])
    assert (whole(person, "LOCATED_IN"), whole(person, "HAS_EXPERTISE")) == (
        ["德国"],
        ["虚构材料学"],
    )
    assert person.properties["extra"]["主要经历"].startswith("2001年")
    assert "填表人" not in person.properties["extra"]
    assert found.graver() == []


def test_a_form_with_a_photo_merged_cells_and_empty_answers() -> None:
    found = read(
        ["海外人才基本情况登记表"],
        ["姓 名", "表示甲", "性别", "男", "出生年月", "1970.01", "照片"],
        ["民族", "汉", "籍贯", "江苏徐州", "国籍", "美国", None],
        ["学历", "博士", "毕业院校", "示例大学", "专业", "材料", None],
        ["工作单位", "示例公司", None, None, "职务", "教授", None],
        ["联系电话", "0516-1", "电子邮箱", "a@example.org", "微信号", "wx_shili", None],
        ["家庭住址", "示例市样本路1号"],
        ["备注", None],
        name="Sheet1",
        file="海外人才登记表.xlsx",
        merged=["A1:G1", "G2:G5", "B5:D5", "B7:G7", "B8:G8"],
    )
    (person,) = found.people
    assert (person.name, person.labels) == ("表示甲", ("Talent",))
    assert person.properties["birth_date"] == "1970-01"
    assert (person.properties["position"], person.properties["address"]) == (
        "教授",
        "示例市样本路1号",
    )
    assert whole(person, "NATIVE_OF") == ["江苏徐州"]


def test_several_forms_below_one_another() -> None:
    found = read(
        ["姓名", "表示丙", "电话", "0516-1"],
        ["单位", "示例公司", "职务", "教授"],
        [],
        ["姓名", "表示丁", "电话", "0516-2"],
        ["单位", "样本公司", "职务", "讲师"],
        name="人才",
    )
    told = [(p.name, p.where.row, p.properties["phone"], units(p)) for p in found.people]
    assert told == [
        ("表示丙", 1, "0516-1", [("示例公司", None)]),
        ("表示丁", 4, "0516-2", [("样本公司", None)]),
    ]


def test_forms_that_begin_with_another_label_than_the_name() -> None:
    found = read(
        ["编号", "x-1", "姓名", "甲一"], ["电话", "0516-1", "国家", "美国"],
        ["编号", "x-2", "姓名", "乙一"], ["电话", "0516-2", "国家", "法国"],
    )  # fmt: skip
    assert [(p.id, p.name, p.properties["phone"]) for p in found.people] == [
        ("x-1", "甲一", "0516-1"), ("x-2", "乙一", "0516-2")
    ]  # fmt: skip


def test_a_card_with_its_labels_down_the_left() -> None:
    found = read(
        ["侨胞卡片"], ["姓名:", "甲一"], ["出生日期:", date(1970, 1, 2)], ["电话:", 13800000138]
    )
    assert found.people[0].properties == {"birth_date": "1970-01-02", "phone": "13800000138"}


def test_cards_side_by_side() -> None:
    found = read(["姓名", "甲一", None, "姓名", "乙一"], ["电话", "0516-1", None, "电话", "0516-2"])
    assert [(p.name, p.properties["phone"]) for p in found.people] == [
        ("甲一", "0516-1"),
        ("乙一", "0516-2"),
    ]


def test_labels_and_values_in_one_cell() -> None:
    found = read(["姓名：甲一", "电话：13800000138"], ["工作单位：示例公司", "职务：教授"])
    (person,) = found.people
    assert (person.name, person.properties["phone"], units(person)) == (
        "甲一",
        "13800000138",
        [("示例公司", None)],
    )


def test_a_label_merged_over_the_rows_of_its_text() -> None:
    found = read(
        ["姓名", "甲一", "电话", "0516-1"], ["主要经历", "2001 入学"], [None, "2005 毕业"],
        merged=["A2:A3", "B2:D2", "B3:D3"],
    )  # fmt: skip
    assert found.people[0].properties["extra"] == {
        "主要经历": "2001 入学",
        "主要经历 (D)": "2005 毕业",
    }


def test_what_a_form_says_of_a_spouse_is_not_the_persons() -> None:
    found = read(
        ["姓名", "甲一", "联系电话", "0516-1"],
        ["配偶", "姓名", "乙一", "电话", "0516-2"],
        ["单位", "示例公司", "国家", "美国"],
    )
    (person,) = found.people
    assert (person.name, person.properties["phone"]) == ("甲一", "0516-1")
    assert person.properties["extra"] == {"配偶姓名": "乙一", "配偶电话": "0516-2"}


def test_a_small_table_within_a_form_is_refused_row_by_row() -> None:
    found = read(
        ["姓名", "甲一", "电话", "0516-1"],
        ["称谓", "姓名", "单位"],
        ["父亲", "甲父", "示例公司"],
        ["母亲", "甲母", "样本公司"],
        ["国家", "美国", "邮箱", "a@example.org"],
    )
    (person,) = found.people
    assert (person.name, person.properties["email"]) == ("甲一", "a@example.org")
    assert found.graver() == [(3, "table_in_form"), (4, "table_in_form")]


def test_a_table_on_its_side() -> None:
    found = read(
        ["重点人士一览"],
        ["姓名", "甲一", "乙一", "丙一"],
        ["电话", "0516-1", "0516-2", "0516-3"],
        ["国家", "美国", None, "法国"],
        ["备注", "常驻"],
        name="海外人才",
    )
    told = [(p.name, p.properties["phone"], whole(p, "LOCATED_IN")) for p in found.people]
    assert told == [
        ("甲一", "0516-1", ["美国"]),
        ("乙一", "0516-2", []),
        ("丙一", "0516-3", ["法国"]),
    ]


def test_a_table_on_its_side_whose_columns_are_counted_above_the_names() -> None:
    found = read(["序号", 1, 2], ["姓名", "甲一", "乙一"], ["单位", "一厂", "二厂"])
    assert [(p.name, units(p)) for p in found.people] == [
        ("甲一", [("一厂", None)]), ("乙一", [("二厂", None)])
    ]  # fmt: skip


def test_a_form_with_words_for_its_parts_at_the_left() -> None:
    found = read(
        ["基本信息", "姓名", "甲一", "性别", "男"],
        [None, "电话", "0516-1", "国家", "美国"],
        ["工作情况", "单位", "一厂", "职务", "厂长"],
        merged=["A1:A2"],
    )
    (person,) = found.people
    assert (person.name, person.properties["phone"], units(person)) == (
        "甲一",
        "0516-1",
        [("一厂", None)],
    )
    assert found.graver() == []


def test_a_form_of_an_organisation() -> None:
    found = read(
        ["企业情况登记表"],
        ["企业名称", "虚构材料公司", "成立时间", "2001"],
        ["法定代表人", "甲一", "联系电话", "0516-1"],
        name="Sheet1",
    )
    (company,) = found.people
    assert (company.name, company.labels) == ("虚构材料公司", ("Enterprise",))
    assert whole(company, "LEADS") == ["甲一"]


@pytest.mark.parametrize(
    ("found", "row"),
    [
        (read(["姓名", "甲一", "电话", "0516-1"], ["单位", "示例公司", None, "二部"]), 2),
        (
            read(
                ["姓名", "甲一", "乙一", "电话", "0516-1"],
                ["单位", "示例公司", None, "国家", "美国"],
            ),
            1,
        ),
        (read(["姓名", "甲一", "乙一"], ["电话", "0516-1", "0516-2", "0516-3"]), 2),
    ],
)
def test_a_form_with_a_cell_that_has_no_label_is_refused_whole(found: Read, row: int) -> None:
    assert (found.names, found.graver()) == ([], [(row, "form_not_understood")])
    (problem,) = found.problems
    assert (problem.value, bool(problem.column)) != (None, False)
    assert problem.remedy_zh


def test_one_row_that_may_be_a_header_or_a_form_is_asked_about() -> None:
    assert read(["姓名", "衣号", "电话", "座次"]).graver() == [(1, "form_or_header")]


def test_tables_are_no_forms() -> None:
    lone = read(["名称"], ["甲"], ["乙"], name="企业")
    assert lone.names == ["甲", "乙"]
    one = read(
        ["姓名", "衣号", "电话", "座次"], ["甲一", "A", "0516-1", "x"], ["乙一", "B", "0516-2", "y"]
    )
    two = read(["类别", "名称", "电话"], ["企业", "甲公司", "0516-1"], ["大学", "乙大学", "0516-2"])
    assert (one.names, two.names) == (["甲一", "乙一"], ["甲公司", "乙大学"])


def test_a_form_whose_kind_nothing_tells_is_asked_about() -> None:
    found = read(["姓名", "甲一", "电话", "0516-1"], ["单位", "示例公司"], name="Sheet1")
    assert (found.names, found.graver()) == ([], [(None, "which_kind_unknown")])
