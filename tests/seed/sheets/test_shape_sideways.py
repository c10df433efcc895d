"""Two or three records a row: each keeps what is its own, or the table is refused."""

from __future__ import annotations

from tests.support.sheets.shapes import read, units, whole


def test_an_address_list_of_two_columns_of_people() -> None:
    found = read(
        ["虚构商会通讯录"],
        ["姓名", "电话", "单位", "姓名", "电话", "单位"],
        ["吴虚甲", "0516-80000001", "虚构一厂", "郑虚丁", "0516-80000004", "虚构四厂"],
        ["吴虚乙", "0516-80000002", "虚构二厂", "郑虚戊", "0516-80000005", "虚构五厂"],
        ["吴虚丙", "0516-80000003", "虚构三厂", None, None, None],
        name="华侨华人",
    )
    assert found.names == ["吴虚甲", "吴虚乙", "吴虚丙", "郑虚丁", "郑虚戊"]
    assert found.one("吴虚甲").properties["phone"] == "0516-80000001"
    assert units(found.one("吴虚甲")) == [("虚构一厂", None)]
    assert found.one("郑虚丁").properties["phone"] == "0516-80000004"
    assert (found.one("郑虚戊").where.row, found.graver()) == (4, [])
    (told,) = (p for p in found.problems if p.code == "records_side_by_side")
    assert "A-C" in told.zh
    assert "D-F" in told.zh


def test_an_empty_column_between_the_groups() -> None:
    found = read(
        ["姓名", "现居国", "电话", None, "姓名", "现居国", "电话"],
        ["并排甲", "美国", "0516-1", None, "并排乙", "法国", "0516-2"],
        ["并排丙", "美国", "0516-3", None, "并排丁", "法国", "0516-4"],
    )
    told = {p.name: (whole(p, "LOCATED_IN"), p.properties["phone"]) for p in found.people}
    assert told == {
        "并排甲": (["美国"], "0516-1"),
        "并排乙": (["法国"], "0516-2"),
        "并排丙": (["美国"], "0516-3"),
        "并排丁": (["法国"], "0516-4"),
    }


def test_three_people_a_row_with_running_numbers_and_a_total() -> None:
    found = read(
        ["序号", "姓名", "手机", "序号", "姓名", "手机", "序号", "姓名", "手机"],
        [1, "虚甲", 13800000138, 3, "虚丙", 13800000140, 5, "虚戊", 13800000142],
        [2, "虚乙", 13900000139, 4, "虚丁", 13800000141, None, None, None],
        ["合计", "5人"],
    )
    assert found.names == ["虚甲", "虚乙", "虚丙", "虚丁", "虚戊"]
    assert [p.properties["phone"] for p in found.people] == [
        "13800000138",
        "13900000139",
        "13800000140",
        "13800000141",
        "13800000142",
    ]
    assert found.graver() == []


def test_groups_of_a_header_of_two_lines_each_under_its_own_kind() -> None:
    found = read(
        ["归侨", None, "侨眷", None],
        ["姓名", "电话", "姓名", "电话"],
        ["虚归一", "0516-1", "虚眷一", "0516-2"],
        name="Sheet1",
        file="通讯录.xlsx",
        merged=["A1:B1", "C1:D1"],
    )
    assert [(p.name, p.labels[-1]) for p in found.people] == [
        ("虚归一", "Returnee"),
        ("虚眷一", "Relative"),
    ]


def test_a_spouse_beside_stays_with_the_person() -> None:
    found = read(
        ["姓名", "电话", "配偶姓名", "配偶电话", "国家"],
        ["滕虚甲", "13800010021", "殷虚乙", "13800010022", "美国"],
    )
    assert found.names == ["滕虚甲"]
    assert found.people[0].properties["phone"] == "13800010021"
    assert found.people[0].properties["extra"] == {"配偶姓名": "殷虚乙", "配偶电话": "13800010022"}


def test_a_header_said_again_beside_the_spouse_is_the_spouses() -> None:
    found = read(
        ["姓名", "手机", "配偶", "联系电话"], ["滕虚甲", "13800000138", "殷虚乙", "13900000139"]
    )
    (person,) = found.people
    assert person.properties["phone"] == "13800000138"
    assert person.properties["extra"] == {"配偶": "殷虚乙", "配偶联系电话": "13900000139"}


def test_a_spouse_in_a_group_of_its_own() -> None:
    found = read(
        ["本人", None, "配偶", None],
        ["姓名", "电话", "姓名", "电话"],
        ["虚夫", "0516-1", "虚妻", "0516-2"],
        merged=["A1:B1", "C1:D1"],
    )
    assert found.names == ["虚夫"]
    assert found.people[0].properties["phone"] == "0516-1"


def test_where_it_cannot_be_known_whose_a_column_is_nothing_is_taken() -> None:
    shared = read(
        ["国家", "姓名", "电话", "姓名", "电话"], ["美国", "甲一", "0516-1", "乙一", "0516-2"]
    )
    last = read(
        ["姓名", "电话", "姓名", "电话", "备注"], ["甲一", "0516-1", "乙一", "0516-2", "常驻"]
    )
    again = read(["姓名", "电话", "国家", "姓名"], ["甲一", "0516-1", "美国", "甲一"])
    for found in (shared, last, again):
        assert (found.names, found.graver()) == ([], [(1, "columns_repeat")])
        assert found.problems[-1].remedy_zh


def test_two_phones_of_one_person_are_no_group() -> None:
    found = read(["姓名", "电话", "电话"], ["甲一", "0516-1", "0516-2"])
    assert found.people[0].properties["phone"] == "0516-1、0516-2"


def test_tables_of_two_kinds_side_by_side_under_their_titles() -> None:
    found = read(
        ["海外侨胞", None, None, "海外社团", None],
        ["姓名", "电话", None, "社团名称", "国家"],
        ["甲一", "0516-1", None, "甲会", "美国"],
        name="Sheet1", file="通讯录.xlsx",
    )  # fmt: skip
    person, body = found.people
    assert (person.name, person.labels, whole(person, "LOCATED_IN")) == (
        "甲一",
        ("OverseasChinese",),
        [],
    )
    assert (body.name, body.labels) == ("甲会", ("DiasporaOrganisation",))
    asked = read(
        ["姓名", "电话", None, "社团名称", "国家"], ["甲一", "0516-1", None, "甲会", "美国"]
    )
    assert (asked.names, asked.graver()) == ([], [(1, "columns_repeat")])
