"""Kinship in sheets: whose role a column tells, stored so that it reads right from both ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from seed.exports.excel import write_excel
from seed.imports.models import Source
from seed.records.stream import Reading
from seed.sheets.tables import RELATIONSHIPS
from tests.support.importing import Importer
from tests.support.sheets.office_files import parsed
from tests.support.sheets.sheet_tables import read, table

RELATIVES = "姓名,出生日期,亲属姓名,与侨胞关系,国家\n"


def _roles(header: str, word: str, *more: tuple[str, str]) -> tuple[dict[str, Any], list[str]]:
    headers = ["姓名", "亲属姓名", header, *(name for name, _ in more)]
    *problems, row = read(table("Relative", headers, ["甲一", "乙二", word, *(v for _, v in more)]))
    (kin,) = [each for each in row.references if each.type == "KIN_OF"]
    return kin.properties, [p.code for p in problems if p.severity != "note"]


@pytest.mark.parametrize(
    ("header", "word", "roles"),
    [
        ("与侨胞关系", "女儿", ("女儿", "父母")),
        ("与海外亲属关系", "弟弟", ("弟弟", "兄姐")),
        ("与本人关系", "父亲", ("子女", "父亲")),
        ("称谓", "舅舅", ("外甥子女", "舅舅")),
        ("关系", "妻子", ("配偶", "妻子")),
        ("与侨胞关系", "父子", ("父子", "父子")),
        ("亲属关系", "夫妻", ("夫妻", "夫妻")),
    ],
)
def test_the_header_says_whose_role_it_is(header: str, word: str, roles: tuple[str, str]):
    found, problems = _roles(header, word)
    assert ((found["role"], found["end_role"]), problems) == (roles, [])


def test_the_persons_own_sex_makes_the_word_exact():
    found, _ = _roles("与本人关系", "父亲", ("性别", "女"))
    assert found == {"role": "女儿", "end_role": "父亲"}


def test_a_header_that_does_not_say_whose_is_asked_about():
    found, problems = _roles("亲属关系", "女儿")
    assert (found, problems) == ({}, ["whose_role"])


def test_a_word_that_the_table_does_not_have_stays_with_its_owner():
    assert _roles("与侨胞关系", "义结金兰")[0] == {"role": "义结金兰"}
    assert _roles("与本人关系", "义结金兰")[0] == {"end_role": "义结金兰"}


def test_in_a_sheet_of_relationships_a_role_is_the_starts():
    headers = ["起点", "关系", "终点", "角色"]
    rows = [
        ["甲一", "亲属", "乙二", "表兄"],
        ["甲一", "相识", "乙二", "战友"],
        ["甲一", "负责", "某会", "会长"],
    ]
    told = [each.properties for each in read(table(RELATIONSHIPS, headers, *rows))]
    assert told == [
        {"role": "表兄", "end_role": "表弟妹"},
        {"role": "战友", "end_role": "战友"},
        {"role": "会长"},
    ]
    problem, tie = read(
        table(RELATIONSHIPS, ["姓名1", "关系", "姓名2", "称谓"], ["甲一", "亲属", "乙二", "父亲"])
    )
    assert (problem.code, tie.properties) == ("whose_role", {"extra": {"称谓": "父亲"}})


def _kin(store: Store, schema: Schema) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """Of each relationship of kin what its ends are, by their names, read from either end."""
    records = list(Reading(Sight(store, schema, EVERYTHING)).records())
    names = {each.id: each.name for each in records if isinstance(each, EntityRecord)}
    ties = [each for each in records if isinstance(each, RelationshipRecord)]
    kin = [each for each in ties if each.type == "KIN_OF"]
    told = {}
    for each in kin:
        start, end = names[each.from_], names[each.to]
        told[start, end] = each.properties.get("role"), each.properties.get("end_role")
        told[end, start] = told[start, end][::-1]
    assert len(told) == 2 * len(kin)
    return told


@pytest.fixture
def importer(store: Store, schema: Schema, tmp_path: Path) -> Importer:
    return Importer(store, schema, tmp_path)


def test_kin_reads_right_from_both_ends(importer: Importer):
    """a20: the row's person is the daughter."""
    importer(
        {
            "华侨华人.csv": "姓名,出生日期,国家\n严虚父,1970-07-07,美国\n",
            "侨眷.csv": f"{RELATIVES}严虚子,2001-01-01,严虚父,父子,中国\n"
            "金虚女,2002-02-02,严虚父,女儿,中国\n",
        }
    )
    kin = _kin(importer.store, importer.schema)
    assert kin["金虚女", "严虚父"] == ("女儿", "父母")
    assert kin["严虚父", "金虚女"] == ("父母", "女儿")
    assert kin["严虚子", "严虚父"] == ("父子", "父子")


def test_what_both_rows_say_of_their_kinship_is_one_relationship(importer: Importer):
    header = "姓名,出生日期,亲属姓名,与本人关系,国家\n"
    importer(
        {
            "华侨华人.csv": f"{header}严虚父,1970-07-07,金虚女,女儿,美国\n",
            "侨眷.csv": f"{RELATIVES}金虚女,2002-02-02,严虚父,长女,中国\n",
        }
    )
    kin = _kin(importer.store, importer.schema)
    assert len(kin) == 2
    assert kin["严虚父", "金虚女"][0] == "父母"


def test_the_sex_that_another_row_tells_makes_the_word_exact(importer: Importer):
    importer(
        {
            "华侨华人.csv": "姓名,性别,出生日期,国家\n严虚父,男,1970-07-07,美国\n",
            "侨眷.csv": f"{RELATIVES}金虚女,2002-02-02,严虚父,女儿,中国\n",
        }
    )
    kin = _kin(importer.store, importer.schema)
    assert kin["严虚父", "金虚女"] == ("父亲", "女儿")


def test_our_own_workbook_brings_both_roles_back(importer: Importer, tmp_path: Path):
    importer(
        {
            "华侨华人.csv": "姓名,出生日期,国家\n严虚父,1970-07-07,美国\n",
            "侨眷.csv": f"{RELATIVES}金虚女,2002-02-02,严虚父,女儿,中国\n",
        }
    )
    sight = Sight(importer.store, importer.schema, EVERYTHING)
    before = _kin(importer.store, importer.schema)
    written = tmp_path / "export.xlsx"
    write_excel(Reading(sight).records(), importer.schema, written)
    (tie,) = [each for each in parsed(written).ties if each.type == "KIN_OF"]
    assert {tie.properties["role"], tie.properties["end_role"]} == {"女儿", "父母"}
    report = importer(Source((written,)), "again")
    assert report.counts.relationships_new == report.counts.relationships_changed == 0
    assert _kin(importer.store, importer.schema) == before


def test_a_relative_that_is_the_person_is_said(importer: Importer):
    importer({"侨眷.csv": f"{RELATIVES}金虚女,2002-02-02,金虚女,女儿,中国\n"})
    assert _kin(importer.store, importer.schema) == {}
