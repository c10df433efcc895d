"""What stands above, between and below the records of an office's sheet, and what is a record."""

from __future__ import annotations

from datetime import date

import pytest

from graph.schema import Schema
from seed.problems.problem import Problem
from seed.sheets.shape.shape import tables
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import Cell, SheetRow, Table
from tests.support.sheets.sheet_shapes import HEADERS, shaped, sheet


@pytest.fixture(scope="module")
def names(schema: Schema) -> KindNames:
    return KindNames(schema)


def texts(rows: list[SheetRow]) -> list[tuple[int, list[Cell]]]:
    return [(row.number, list(row.cells.values())) for row in rows]


def test_a_plain_table_is_its_header_and_its_records(names: KindNames) -> None:
    table, rows, told = shaped(names, sheet([["姓名", "单位"], ["张三", None], [None, "甲"]]))
    assert (table.kind, table.headers, table.header_row) == ("Talent", ["姓名", "单位"], 1)
    assert rows == [
        SheetRow(2, {0: "张三"}, ("Talent",)),
        SheetRow(3, {1: "甲"}, ("Talent",)),
    ]
    assert told == []


def test_everything_around_the_records_is_recognised_and_told(names: KindNames) -> None:
    rows: list[list[Cell] | Problem] = [
        ["海州市海外人才统计表"],
        ["填报单位:海州市侨联", None, None, "日期:2023年5月"],
        ["序号", "姓名", "联系方式", None, "备注"],
        [None, None, "电话", "邮箱", None],
        [1, "张三", 13800000000, "a@example.org", "注:常驻"],
        [],
        ["一、第二批"],
        ["序号", "姓名", "联系方式", None, "备注"],
        [None, None, "电话", "邮箱", None],
        [2, "李四"],
        [3],
        ["小 计", 2],
        ["(示例)", "王某某", "138"],
        [None, "总计:2人"],
        ["注:1.电话须填。"],
        ["2.备注可空。"],
        ["填表人:", "王", None, "审核人:李"],
        ["海州市侨联(盖章)"],
        [date(2023, 5, 1)],
        ["第 1 页 共 1 页"],
    ]
    table, records, told = shaped(names, sheet(rows, merged=[(1, 0, 1, 4), (3, 2, 3, 3)]))
    assert table.headers == ["序号", "姓名", "电话", "邮箱", "备注"]
    assert texts(records) == [
        (5, [1, "张三", 13800000000, "a@example.org", "注:常驻"]),
        (10, [2, "李四"]),
    ]
    assert told == [
        (1, "title_line"), (2, "title_line"), (3, "header_of_two_lines"),
        (7, "section_line"), (8, "repeated_header"), (9, "repeated_header"),
        (12, "total_row"), (13, "example_row"), (14, "total_row"),
        (15, "footnote"), (16, "footnote"),
        (17, "signature"), (18, "signature"), (19, "signature"), (20, "page_number"),
        (None, "empty_rows"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "record",
    [
        ["注册会计师协会", None, "甲"],
        ["张三", None, None],
        ["甲公司", "注:已迁址", None],
        ["合计科技有限公司", None, "乙"],
        ["日期研究所", None, "乙"],
        ["第一页书店", None, None],
        ["例外公司", None, "乙"],
        ["说明书设计院", None, None],
        ["12", "合众", None],
        ["总工会", "单位:甲", "小计"],
        ["Total SA", "甲", None],
    ],
)
def test_records_that_look_a_little_like_lines_are_kept(
    names: KindNames, record: list[Cell]
) -> None:
    _, rows, told = shaped(names, sheet([["名称", "备注", "单位"], record], name="企业"))
    assert texts(rows) == [(2, [cell for cell in record if cell is not None])]
    assert told == []


@pytest.mark.parametrize(
    "line",
    [
        ["合计"], ["合计:24人"], ["合　计", 24], ["徐州市小计", None, 3], ["总计", None, 24],
        [None, "共计24人"], ["Total", 3], ["本页合计", 2], [9, "合计", 3],
    ],
)  # fmt: skip
def test_totals_in_their_usual_spellings(names: KindNames, line: list[Cell]) -> None:
    _, rows, told = shaped(names, sheet([["姓名", "单位", "备注"], ["张三"], line]))
    assert (texts(rows), told) == ([(2, ["张三"])], [(3, "total_row")])


def test_cells_merged_downwards_are_filled_down_and_only_they(names: KindNames) -> None:
    rows: list[list[Cell] | Problem] = [
        ["国家", "姓名", "单位"],
        ["美国", "张三", "甲"],
        [None, "李四", None],
        [None, None, None],
        ["法国", "王五", "乙"],
        [None, "赵六", None],
    ]
    raw = sheet(rows, merged=[(2, 0, 4, 0), (2, 1, 2, 2)])
    _, records, _ = shaped(names, raw)
    assert [row.cells for row in records] == [
        {0: "美国", 1: "张三", 2: "甲"},
        {0: "美国", 1: "李四"},
        {0: "法国", 1: "王五", 2: "乙"},
        {1: "赵六"},
    ]


@pytest.mark.parametrize(
    ("group", "headers"),
    [
        ("联系方式", ["姓名", "电话", "邮箱"]),
        ("工作", ["姓名", "工作单位", "工作邮箱"]),
        ("配偶", ["姓名", "配偶电话", "配偶邮箱"]),
        ("国内联系人", ["姓名", "国内联系人电话", "国内联系人邮箱"]),
    ],
)
def test_a_group_gives_its_word_to_the_headers_under_it_unless_it_says_nothing(
    names: KindNames, group: str, headers: list[str]
) -> None:
    second = "单位" if group == "工作" else "电话"
    rows: list[list[Cell] | Problem] = [
        ["姓名", group, None], [None, second, "邮箱"], ["张三", "1", "2"]
    ]  # fmt: skip
    for merged in ([(1, 0, 2, 0), (1, 1, 1, 2)], []):
        table, records, _ = shaped(names, sheet(rows, merged=merged))
        # 工作邮箱 is no header that is known, and 工作 says nothing of another person.
        expected = [h if h != "工作邮箱" else "邮箱" for h in headers]
        assert (table.headers, len(records)) == (expected, 1)


def test_a_header_is_not_joined_with_the_title_above_or_the_record_below(
    names: KindNames,
) -> None:
    rows: list[list[Cell] | Problem] = [
        [None, None, "海外人才统计表", None, None],
        ["姓名", "电话", "邮箱", None, "备注"],
        [None, "138", None, "x", None],
    ]
    table, records, told = shaped(names, sheet(rows, merged=[(1, 2, 1, 4)]))
    assert table.headers == ["姓名", "电话", "邮箱", "", "备注"]
    assert texts(records) == [(3, ["138", "x"])]
    assert told == [(1, "title_line")]


def test_a_second_table_on_a_sheet_that_says_nothing_of_its_kind_is_asked_about(
    names: KindNames,
) -> None:
    rows: list[list[Cell] | Problem] = [
        ["姓名", "单位"], ["张三", "甲"], [], ["企业名称", "电话", "城市"], ["乙公司", "1", "徐州"]
    ]  # fmt: skip
    found = tables(sheet(rows), names, HEADERS.__contains__)
    first = next(found)
    assert isinstance(first, Table)
    assert [row.number for row in first.rows if isinstance(row, SheetRow)] == [2]
    (asked,) = found
    assert isinstance(asked, Problem)
    assert (asked.row, asked.code) == (4, "which_kind_unknown")


def test_a_csv_row_with_more_cells_than_headers_is_refused(names: KindNames) -> None:
    rows: list[list[Cell] | Problem] = [
        ["姓名", "单位"], ["张三", "甲,乙"], ["李四", "甲", "乙"], ["王五", "丙", None]
    ]  # fmt: skip
    _, records, told = shaped(names, sheet(rows, name=None, file="人才.csv"))
    assert [row.number for row in records] == [2, 4]
    assert told == [(3, "more_cells_than_headers")]


def test_a_workbook_of_our_own_is_taken_to_the_letter(names: KindNames) -> None:
    rows: list[list[Cell] | Problem] = [
        ["编号", "姓名", "备注", "类别"],
        ["a", "合计", " ", "企业"],
        ["b", "注:一"],
        ["填表人:"],
        ["姓名", "备注"],
    ]
    _, records, told = shaped(names, sheet(rows, verbatim=True))
    assert [list(row.cells.values()) for row in records] == [
        ["a", "合计", " ", "企业"], ["b", "注:一"], ["填表人:"], ["姓名", "备注"]
    ]  # fmt: skip
    assert {row.kinds for row in records} == {("Talent",)}
    assert told == []


def test_a_problem_among_the_rows_counts_as_one_and_is_passed_on(names: KindNames) -> None:
    spoilt = Problem("a.csv", None, 2, None, None, "row_unreadable", "refused", "", "")
    rows: list[list[Cell] | Problem] = [["姓名", "单位"], spoilt, ["张三", "甲"]]
    items = list(tables(sheet(rows, name="人才"), names, HEADERS.__contains__))
    assert items[0] == spoilt
    assert isinstance(items[1], Table)
    assert [row.number for row in items[1].rows if isinstance(row, SheetRow)] == [3]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty_sheet"),
        ([[None], [" "]], "empty_sheet"),
        ([["张三", "甲"], ["李四", "乙"]], "no_header"),
    ],
)
def test_a_sheet_without_a_table_says_why(
    names: KindNames, rows: list[list[Cell] | Problem], code: str
) -> None:
    [problem] = list(tables(sheet(rows), names, HEADERS.__contains__))
    assert isinstance(problem, Problem)
    assert problem.code == code
