"""Which kind of record a sheet holds: told, or asked for."""

from __future__ import annotations

import pytest

from graph.errors import InvalidInput
from graph.schema import Schema
from seed.problems.problem import Problem
from seed.sheets.shape.shape import tables
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import Cell
from tests.support.sheets.sheet_shapes import HEADERS, shaped, sheet


@pytest.fixture(scope="module")
def names(schema: Schema) -> KindNames:
    return KindNames(schema)


PEOPLE: list[list[Cell] | Problem] = [["姓名", "单位"], ["张三", "甲"]]


@pytest.mark.parametrize(
    ("label", "first", "name", "file", "kind"),
    [
        ("企业", ["海外社团"], "侨眷", "人才.xlsx", "Enterprise"),
        ("Enterprise", [], "侨眷", "人才.xlsx", "Enterprise"),
        (None, ["海归人才名录"], "侨眷", "人才.xlsx", "Relative"),
        (None, ["海归人才名录"], "Sheet1", "人才.xlsx", "Talent"),
        (None, ["海归人才名录"], "Sheet1", "2023.xlsx", "Returnee"),
    ],
)
def test_the_kind_is_told_by_label_then_sheet_then_file_then_title(
    names: KindNames, label: str | None, first: list[Cell], name: str, file: str, kind: str
) -> None:
    table, rows, _ = shaped(names, sheet([first, *PEOPLE], name, file), label)
    assert table.kind == kind
    assert rows[0].kinds == (kind,)


def test_the_category_column_comes_before_the_names_row_by_row(names: KindNames) -> None:
    rows: list[list[Cell] | Problem] = [
        ["类别", "姓名", "单位"],
        ["人才、海归", "张三", "甲"],
        ["侨眷", "李四", "乙"],
        ["不明", "王五", "丙"],
        [None, "赵六", "丁"],
    ]
    _, records, told = shaped(names, sheet(rows, "留学人员"))
    assert [row.kinds for row in records] == [
        ("Talent", "Returnee"), ("Relative",), ("OverseasStudent",), ("OverseasStudent",)
    ]  # fmt: skip
    # What was understood is taken away, what was not stays a cell.
    assert [row.cells.get(0) for row in records] == [None, None, "不明", None]
    assert told == []


def test_rows_that_no_one_tells_the_kind_of_are_refused_with_the_question(
    names: KindNames,
) -> None:
    rows: list[list[Cell] | Problem] = [
        ["类别", "姓名", "单位"], ["人才", "张三", "甲"], ["不明", "李四", "乙"]
    ]  # fmt: skip
    table, records, told = shaped(names, sheet(rows, "Sheet1"))
    assert (table.kind, len(records), told) == (None, 1, [(3, "which_kind_unknown")])


def test_a_label_given_is_only_made_narrower_by_the_category(names: KindNames) -> None:
    rows: list[list[Cell] | Problem] = [
        ["类别", "姓名", "单位"], ["人才", "张三", "甲"], ["企业", "李四", "乙"]
    ]  # fmt: skip
    _, records, _ = shaped(names, sheet(rows, "Sheet1"), "Person")
    assert [row.kinds for row in records] == [("Person", "Talent"), ("Person",)]
    assert [row.cells.get(0) for row in records] == [None, "企业"]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("数据", PEOPLE),
        ("人才和企业", PEOPLE),
        ("海州市侨联", PEOPLE),
        ("企业", PEOPLE),  # persons by their header
        ("人才", [["企业名称", "电话"], ["甲公司", "1"]]),
        ("归侨侨眷", PEOPLE),
    ],
)
def test_a_kind_is_asked_for_and_never_guessed(
    names: KindNames, name: str, rows: list[list[Cell] | Problem]
) -> None:
    [problem] = list(tables(sheet(rows, name), names, HEADERS.__contains__))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.severity, problem.row) == ("which_kind_unknown", "refused", None)
    assert "?" in problem.zh
    assert "--label" in problem.remedy_en


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("海外侨社团信息表", "DiasporaOrganisation"),
        ("侨联海外社团统计表", "DiasporaOrganisation"),
        ("海州市海外招才引智工作站一览表(2023)", "LiaisonStation"),
        ("2023年招才引智大使名单", "Ambassador"),
        ("留学人员", "OverseasStudent"),
        ("企业联络员", "LiaisonOfficer"),
        ("人才项目", "Project"),
        ("海外高校名单", "University"),
        ("校友会、同学会", "AlumniAssociation"),
        ("关系", "relationships"),
        ("Overseas students 2023", "OverseasStudent"),
        ("talent list", "Talent"),
        ("Enterprises", "Enterprise"),
        ("市委人才办", None),
        ("代表", None),
        ("Sheet1", None),
        ("talented", None),
    ],
)
def test_kinds_in_names(names: KindNames, text: str, kind: str | None) -> None:
    assert names.in_text(text) == kind


def test_every_name_of_the_schema_tells_its_own_kind(names: KindNames, schema: Schema) -> None:
    for label, entry in schema.labels.items():
        sheet_name = entry.zh.replace("/", "、")
        for text in (label, entry.zh, entry.en, sheet_name, f"{label}s"):
            assert (text, names.in_text(text)) == (text, label)


def test_a_label_that_is_none_is_bad_input(names: KindNames) -> None:
    with pytest.raises(InvalidInput, match="nobody"):
        next(tables(sheet(PEOPLE), names, HEADERS.__contains__, "nobody"))
