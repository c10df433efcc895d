"""Columns that are never kept: refused by name, once, the rest of the sheet taken."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from graph.further_data import class_of
from graph.schema import Property
from graph.viewer import Viewer, told
from seed.imports.report.rows import SheetKey
from seed.imports.report.workbook import ReportWorkbook
from seed.sheets.headers.forbidden import forbidden
from tests.support.sheets.office_files import csv_file, excel, parsed
from tests.support.sheets.sheet_tables import SCHEMA, WORDS, read, table


@pytest.mark.parametrize(
    "header",
    [
        *(
            "证件号",
            "身份证号",
            "身份证号码(18位)",
            "公民身份号码",
            "护照号",
            "配偶身份证号",
            "Passport No.",
        ),
        *(
            "银行账号",
            "银行卡号",
            "开户行",
            "账号",
            "宗教",
            "宗教信仰",
            "民族",
            "族别",
            "民族/宗教",
            "健康状况",
        ),
        *(
            "血型",
            "既往病史",
            "政治面貌",
            "党派",
            "入党时间",
            "申请人配偶身份证号码",
            "指纹",
            "忠诚度",
            "證件號碼",
        ),
    ],
)
def test_forbidden_headers(header: str):
    fault = forbidden(header)
    assert fault is not None
    assert (fault.code, fault.severity) == ("forbidden_column", "refused")


@pytest.mark.parametrize(
    "header",
    [
        *(
            "姓名",
            "身份",
            "统一社会信用代码",
            "微信公众号账号",
            "健康产业",
            "民族乐团",
            "党政部门",
            "籍贯",
            "国籍",
        ),
        *("户口所在地", "会员卡号", "号码", "编号", "名称", "照片", "id", "备注", "单位", "联系人"),
    ],
)
def test_headers_that_only_look_alike_are_kept(header: str):
    assert forbidden(header) is None


def test_no_header_that_is_known_is_forbidden():
    known = {header for kind in SCHEMA.labels for header in WORDS.headers._kinds[kind]}
    assert [header for header in known if forbidden(header)] == []


def test_nothing_of_such_a_column_is_kept_anywhere(tmp_path: Path):
    """a14, b1, t: identity and bank numbers, as texts and as numbers."""
    numbers = csv_file(
        tmp_path, "a_海归人才.csv", '姓名,电话,证件号\n韩虚一,138000001,"=""320300198005010019"""\n'
    )
    typed = excel(
        tmp_path,
        "b_华侨华人.xlsx",
        ["姓名", "身份证号", "银行卡号", "手机"],
        ["数示甲", 320301197001010019, 6222000000000000000, 13800000000],
        ["数示乙", 320301197001010027, 6222000000000000001, 13800000001],
    )
    found = parsed(numbers, typed)
    told = [(p.column, p.row, p.severity) for p in found.problems if p.code == "forbidden_column"]
    assert told == [
        ("证件号", None, "refused"),
        ("身份证号", None, "refused"),
        ("银行卡号", None, "refused"),
    ]
    assert found.codes() == ["forbidden_column"] * 3
    assert [each.properties for each in found.entities] == [
        {"phone": "138000001"},
        {"phone": "13800000000"},
        {"phone": "13800000001"},
    ]
    assert not any(text in repr(found) for text in ("3203", "6222", "6.222"))


def test_a_mapping_opens_no_such_column_and_an_old_export_brings_none_back():
    given = table("Talent", ["姓名", "民族", "备注"], ["甲某", "汉", "好"])
    (one,) = [each for each in read(given, 民族="extra") if hasattr(each, "name")]
    assert one.properties == {"extra": {"备注": "好"}}
    ours = table(
        "Talent",
        ["编号", "姓名", "其他"],
        ["a", "乙", '{"民族": "汉", "工号": "1"}'],
        verbatim=True,
    )
    problem, two = read(ours)
    assert (problem.code, problem.column) == ("forbidden_column", "民族")
    assert two.properties == {"extra": {"工号": "1"}}


def test_the_report_given_back_repeats_nothing_of_them(tmp_path: Path):
    path = tmp_path / "report.xlsx"
    (problem, *_) = read(table("Talent", ["姓名", "电话"], ["甲某", "TRUE"]))
    with ReportWorkbook(path) as book:
        cells = {2: ["甲某", "TRUE", "320300198005010019"]}
        book.add_sheet(SheetKey("a", "表"), ["姓名", "电话", "证件号"], cells, {2: [problem]})
    sheet = openpyxl.load_workbook(path).worksheets[0]
    shown = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "甲某" in shown
    assert "320300198005010019" not in shown


@pytest.mark.parametrize(
    ("header", "told_as"),
    [
        ("工号", "internal"),
        ("备注", "internal"),
        ("微信号", "contact"),
        ("紧急联系电话", "contact"),
        ("年薪", "sensitive"),
        ("婚姻状况", "sensitive"),
        ("邮箱(邮箱链接)", "contact"),
    ],
)
def test_further_data_have_the_class_that_their_header_suggests(header: str, told_as: str):
    assert class_of(header) == told_as


def test_a_column_that_is_kept_says_how_and_its_viewer_is_told_key_by_key():
    given = table("Talent", ["姓名", "工号", "微信号"], ["甲某", "1", "wx"])
    notes = {p.column: p.zh for p in read(given) if hasattr(p, "zh")}
    assert notes["微信号"].endswith("按联系方式处理。")
    assert notes["工号"].endswith("按内部信息处理。")
    rules = {"extra": Property(zh="其他", en="extra", kind="map", privacy="internal")}
    viewer = Viewer(told=frozenset({"public", "internal"}))
    extra = {"工号": "1", "微信号": "wx", "年薪": "9"}
    assert told({"extra": extra}, rules, viewer) == {"extra": {"工号": "1"}}
