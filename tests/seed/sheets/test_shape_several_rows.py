"""A name merged over several rows is one person, with every post, school and relative."""

from __future__ import annotations

from tests.support.sheets.shapes import read, units, whole


def test_one_person_with_three_posts() -> None:
    found = read(
        ["序号", "姓名", "性别", "单位", "职务"],
        [1, "凤虚一", "男", "虚构廿六大学", "教授"],
        [None, None, None, "虚构廿六科技公司", "首席科学家"],
        [None, None, None, "虚构廿六商会", "副会长"],
        [2, "花虚二", "女", "虚构廿六医院", "医师"],
        merged=["A2:A4", "B2:B4", "C2:C4"],
    )
    first, second = found.people
    assert units(first) == [
        ("虚构廿六大学", "教授"), ("虚构廿六科技公司", "首席科学家"), ("虚构廿六商会", "副会长")
    ]  # fmt: skip
    assert first.properties["position"] == "教授、首席科学家、副会长"
    assert (units(second), second.where.row) == ([("虚构廿六医院", None)], 5)
    assert found.graver() == []


def test_relatives_each_with_their_own_kinship() -> None:
    found = read(
        ["序号", "姓名", "国家", "亲属姓名", "与本人关系"],
        [1, "方虚一", "美国", "方虚父", "父亲"],
        [None, None, None, "俞虚母", "母亲"],
        [None, None, None, "方虚子", "儿子"],
        merged=["A2:A4", "B2:B4", "C2:C4"],
    )
    (person,) = found.people
    kin = [each for each in person.references if each.type == "KIN_OF"]
    assert [(k.whole, k.properties["role"]) for k in kin] == [
        ("方虚父", "子女"), ("俞虚母", "子女"), ("方虚子", "父母")
    ]  # fmt: skip
    assert whole(person, "LOCATED_IN") == ["美国"]


def test_schools_with_their_years_and_a_second_telephone() -> None:
    found = read(
        ["姓名", "毕业院校", "毕业时间", "电话"],
        ["甲一", "一大学", "2001", "0516-1"],
        [None, "二大学", "2005", "0516-2"],
        merged=["A2:A3"],
    )
    (person,) = found.people
    schools = [each for each in person.references if each.type == "ALUMNUS_OF"]
    assert [(s.whole, s.properties["until"]) for s in schools] == [
        ("一大学", "2001"),
        ("二大学", "2005"),
    ]
    assert person.properties["phone"] == "0516-1、0516-2"


def test_an_organisation_with_two_leaders_and_a_country_that_is_merged_too() -> None:
    found = read(
        ["社团名称", "国家", "会长"],
        ["甲会", "美国", "甲一"],
        [None, None, "乙一"],
        ["乙会", None, "丙一"],
        name="海外社团",
        merged=["A2:A3", "B2:B4"],
    )
    told = [(p.name, whole(p, "LOCATED_IN"), whole(p, "LEADS")) for p in found.people]
    assert told == [("甲会", ["美国"], ["甲一", "乙一"]), ("乙会", ["美国"], ["丙一"])]


def test_what_only_one_record_can_have_is_reported_and_kept() -> None:
    found = read(
        ["姓名", "出生日期", "备注"], ["甲一", "1970-01-01", "一"], [None, "1971-01-01", "二"],
        merged=["A2:A3"],
    )  # fmt: skip
    (person,) = found.people
    assert person.properties["birth_date"] == "1970-01-01"
    assert person.properties["extra"] == {"备注": "一、二", "出生日期": "1971-01-01"}
    assert found.graver() == [(2, "second_value")]


def test_rows_below_a_refused_name_are_not_given_to_the_person_above() -> None:
    found = read(
        ["姓名", "单位"], ["甲一", "一厂"], ["工作单位", "二厂"], [None, "三厂"], ["乙一", "四厂"],
        merged=["A3:A4"],
    )  # fmt: skip
    assert [(p.name, units(p)) for p in found.people] == [
        ("甲一", [("一厂", None)]), ("乙一", [("四厂", None)])
    ]  # fmt: skip
    assert found.graver() == [(3, "header_word_as_name"), (4, "missing_name")]


def test_ends_merged_in_a_sheet_of_relationships_are_filled_down() -> None:
    found = read(
        ["起点", "关系", "终点"], ["甲一", "相识", "乙一"], [None, "相识", "丙一"],
        name="关系", merged=["A2:A3"],
    )  # fmt: skip
    assert (found.people, found.graver()) == ([], [])


def test_a_remark_merged_over_several_columns_is_none_of_theirs() -> None:
    found = read(
        ["姓名", "现居国", "职务", "电话"], ["并示己", "德国", "长期在外无法联系", None],
        merged=["C2:D2"],
    )  # fmt: skip
    (person,) = found.people
    assert person.properties == {"extra": {"列E": "长期在外无法联系"}}
    assert found.graver() == [(2, "merged_over_columns")]
