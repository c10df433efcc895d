"""Ditto marks mean the cell above; names in two columns are one; a header's word is no name."""

from __future__ import annotations

import pytest

from tests.support.sheets.shapes import read, units, whole


def test_ditto_words_and_marks_mean_the_cell_above() -> None:
    found = read(
        ["姓名", "单位", "国家", "职务", "电话"],
        ["褚虚九", "虚构九公司", "美国", "董事", "13800000009"],
        ["卫虚十", "同上", "同上", "同上", "同上"],
        ["蒋虚士", "〃", "〃", "〃", "〃"],
        ["沈虚壬", "″", "″", '"', '"'],
        ["韩虚癸", "同 前", "（同上）", "---", "''"],
    )
    assert len(found.people) == 5
    for person in found.people:
        assert units(person) == [("虚构九公司", None)]
        assert whole(person, "LOCATED_IN") == ["美国"]
        assert person.properties == {"position": "董事", "phone": "13800000009"}
    assert found.codes().count("ditto") == 4
    assert found.graver() == []


def test_a_mark_under_nothing_is_reported_and_never_kept() -> None:
    found = read(
        ["姓名", "单位", "职务"],
        ["甲一", "同上", "教授"],
        ["乙一", "一厂", None],
        ["丙一", "〃", "〃"],
    )
    assert [units(p) for p in found.people] == [[], [("一厂", None)], [("一厂", None)]]
    assert found.graver() == [(2, "ditto_without_value"), (4, "ditto_without_value")]


def test_the_name_as_above_is_the_person_above_in_another_post() -> None:
    found = read(
        ["姓名", "单位", "职务"],
        ["甲一", "一厂", "厂长"],
        ["同上", "二会", "会长"],
        ["乙一", "〃", "理事"],
    )
    assert [(p.name, units(p)) for p in found.people] == [
        ("甲一", [("一厂", "厂长"), ("二会", "会长")]), ("乙一", [("二会", None)])
    ]  # fmt: skip


def test_dashes_where_a_telephone_stood_are_asked_about() -> None:
    found = read(
        ["姓名", "电话", "国家"],
        ["甲一", "13800000138", "---"],
        ["乙一", "---", "美国"],
        ["丙一", "——", "---"],
    )
    assert [p.properties.get("phone") for p in found.people] == ["13800000138", None, None]
    assert [whole(p, "LOCATED_IN") for p in found.people] == [[], ["美国"], []]
    assert found.graver() == [(3, "ditto_or_nothing")]


def test_words_that_only_begin_like_a_mark_are_kept() -> None:
    found = read(["姓名", "单位"], ["甲一", "一厂"], ["乙一", "同上海公司"])
    assert units(found.people[1]) == [("同上海公司", None)]


@pytest.mark.parametrize(
    ("headers", "parts", "name"),
    [
        (("姓氏", "名字"), ("欧阳", "虚构"), "欧阳虚构"),
        (("姓", "名"), ("韩", "虚"), "韩虚"),
        (("名", "姓"), ("虚", "司徒"), "司徒虚"),
        (("First Name", "Last Name"), ("Anna Maria", "Smith"), "Anna Maria Smith"),
        (("Surname", "Given name"), ("de la Cruz", "Juan"), "Juan de la Cruz"),
        (("姓名（姓）", "姓名（名）"), ("诸葛", "虚"), "诸葛虚"),
    ],
)
def test_a_name_in_two_columns_is_joined_in_its_own_order(
    headers: tuple[str, str], parts: tuple[str, str], name: str
) -> None:
    found = read([*headers, "国家"], [*parts, "美国"])
    assert (found.names, found.graver()) == ([name], [])
    assert "extra" not in found.people[0].properties


def test_a_name_under_one_heading_of_two_columns() -> None:
    found = read(
        ["姓名", None, "国家"], ["姓", "名", None], ["欧阳", "虚构", "美国"], merged=["A1:B1"]
    )
    assert found.names == ["欧阳虚构"]


def test_latin_parts_beside_a_whole_name_are_the_english_name() -> None:
    found = read(["姓名", "First Name", "Last Name"], ["韩虚", "Xu", "Han"])
    assert (found.names, found.people[0].properties) == (["韩虚"], {"english_name": "Xu Han"})


def test_parts_that_make_no_sure_name_are_asked_about() -> None:
    found = read(
        ["姓", "名", "国家"], ["韩", None, "美国"], ["韩", "韩虚", "美国"], ["Chan", "大文", "美国"]
    )
    assert found.names == []
    assert found.graver() == [
        (2, "name_part_missing"),
        (3, "name_part_doubled"),
        (4, "name_part_mixed"),
    ]


def test_a_header_word_is_no_name() -> None:
    found = read(
        ["姓名", "电话"], ["甲一", "0516-1"], ["工作单位", "0516-2"], ["联系电话", "0516-3"]
    )
    assert found.names == ["甲一"]
    assert found.graver() == [(3, "header_word_as_name"), (4, "header_word_as_name")]
