"""Texts of cells as a reader of the sheet sees them, whatever Excel, WPS or a scan made of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwt

from graph.search.spelling.telephones import international
from graph.search.spelling.text import compact
from seed.exports.result_csv import csv_lines
from seed.sheets.reading.number_formats import shown, telling_code
from seed.sheets.texts import guarded, unguarded
from tests.support.sheets.office_files import csv_file, excel, parsed


def test_guards_of_text_are_no_part_of_it(tmp_path: Path):
    """a14: ="…", a tab or an apostrophe before digits."""
    given = csv_file(
        tmp_path,
        "海归人才.csv",
        '姓名,电话,工号,国家\n韩虚一,="13800000141",="00717",美国\n'
        '杨虚二,"\t13800000142\t","\t00718",英国\n朱虚三,\'13800000143,\'00719,法国\n',
    )
    found = parsed(given).properties()
    phones = {name: each["phone"] for name, each in found.items()}
    assert phones == {"韩虚一": "13800000141", "杨虚二": "13800000142", "朱虚三": "13800000143"}
    assert [each["extra"]["工号"] for each in found.values()] == ["00717", "00718", "00719"]


def test_guards_in_a_workbook_and_in_the_header_too(tmp_path: Path):
    given = csv_file(tmp_path, "a_人才.csv", '="姓名",="电话"\n="冯某甲",="0516-12345678"\n')
    (one,) = parsed(given).entities
    assert (one.name, one.properties["phone"]) == ("冯某甲", "0516-12345678")
    book = excel(tmp_path, "b_人才.xlsx", ["姓名", "电话"], ["冯某乙", "'13800000144"])
    assert parsed(book).properties()["冯某乙"]["phone"] == "13800000144"


@pytest.mark.parametrize(
    "text",
    ["=SUM(1)", "-无", "@home", "+65 9123 4567", "'00717", "'=1", "''1", "=1", '="1"', "甲", "'甲"],
)
def test_a_cell_of_our_csv_begins_no_formula_and_comes_back(text: str):
    (cell,) = [line.rstrip("\r\n") for line in csv_lines(["编号"], [[text]])][1:]
    assert not cell.strip('"').startswith(("=", "+", "-", "@", "="))
    assert unguarded(guarded(text)) == text


def test_numbers_as_excel_shows_them(tmp_path: Path):
    """a27: an area code, a personnel number, a telephone with its country."""
    header = ["姓名", "电话", "工号", "国家"]
    books = [
        (["鲍虚一", 51680000001, 717, "美国"], "0000-00000000", "00000"),
        (["史虚二", 13800000272, 718, "英国"], "000 0000 0000", '"苏侨"0000'),
        (["唐虚三", 6591234567, 7, "新加坡"], '"+"00 0000 0000', "000"),
    ]
    paths = [
        excel(tmp_path, f"{i}_海归人才.xlsx", header, row, formats={"电话": one, "工号": other})
        for i, (row, one, other) in enumerate(books)
    ]
    found = parsed(*paths).properties()
    assert {n: (p["phone"], p["extra"]["工号"]) for n, p in found.items()} == {
        "鲍虚一": ("0516-80000001", "00717"),
        "史虚二": ("138 0000 0272", "苏侨0718"),
        "唐虚三": ("+65 9123 4567", "007"),
    }


def test_numbers_of_an_xls_as_excel_shows_them(tmp_path: Path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("海归人才")
    rows: list[list[str | float]] = [
        ["姓名", "电话", "工号", "国家"],
        ["鲍虚一", 51680000001, 717, "美国"],
        ["史虚二", 13.5, 8, ""],
    ]
    codes = {1: "0000-00000000", 2: "00000"}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            code = codes.get(column, "General") if number else "General"
            sheet.write(number, column, cell, xlwt.easyxf(num_format_str=code))
    book.save(str(tmp_path / "海归人才.xls"))
    one, two = parsed(tmp_path / "海归人才.xls").entities
    assert (one.properties["phone"], one.properties["extra"]["工号"]) == ("0516-80000001", "00717")
    assert two.properties["extra"]["工号"] == "00008"


def test_a_format_gives_a_number_its_unit_and_leaves_plain_ones(tmp_path: Path):
    header, row = ["项目名称", "投资额"], ["某项目", 12000]
    unit = excel(tmp_path, "a_项目.xlsx", header, row, formats={"投资额": '#,##0"万元"'})
    plain = excel(tmp_path, "b_项目.xlsx", header, row, formats={"投资额": "¥#,##0.00"})
    for path, told in ((unit, "万元"), (plain, None)):
        (one,) = parsed(path).entities
        assert one.properties["investment"] == 12000
        assert one.properties.get("investment_unit") == told


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("13812345678", "[<=9999999]0000000;000-0000-0000", "138-1234-5678"),
        ("5000.123", '0.00"万元"', None),  # less than the number
        ("717", "00000;-00000;;@", "00717"),
        ("44000", 'yyyy"年"m"月"', None),
        ("0.5", "0%", None),
        ("5", "General", None),
    ],
)
def test_formats(value: str, code: str, text: str | None):
    known = telling_code(code)
    assert (shown(value, known) if known else None) == text


def test_radicals_are_the_characters_they_look_like(tmp_path: Path):
    """a15: what a PDF or a scan leaves in the place of 马 and 黄."""
    given = csv_file(
        tmp_path, "海归人才.csv", "姓名,单位,国家\n⻢虚文,⻓虚实业,美国\n⻰虚光,⻄虚商会,法国\n"
    )
    found = parsed(given).entities
    assert [each.name for each in found] == ["马虚文", "龙虚光"]
    assert [each.references[0].whole for each in found] == ["长虚实业", "西虚商会"]
    assert compact("⻢虚文⻘⻩⾼") == "马虚文青黄高"


def test_private_codes_of_gbk_are_mapped_or_reported(tmp_path: Path):
    given = csv_file(tmp_path, "人才.csv", "姓名,职务\n王\ue863,教授\n李\ue000,讲师\n")
    found = parsed(given)
    assert [each.name for each in found.entities] == ["王䶮", "李\ue000"]
    told = [(p.code, p.severity, p.row) for p in found.problems if p.row and p.row > 1]
    assert told == [("private_character_mapped", "note", 2), ("private_character", "cell", 3)]


def test_lines_of_long_texts_stay_and_names_have_one(tmp_path: Path):
    """a2: a remark of two lines, a name and a phone that end in a carriage return."""
    row = ["王虚二\r", "1380000\r", "第一行\r\n\n第三行\t完\n", "甲\n乙"]
    given = excel(tmp_path, "人才.xlsx", ["姓名", "电话", "简介", "备注"], row)
    (one,) = parsed(given).entities
    assert one.name == "王虚二"
    assert one.properties["phone"] == "1380000"
    assert one.properties["summary"] == "第一行\n\n第三行 完"
    assert one.properties["extra"] == {"备注": "甲\n乙"}


def test_pictures_and_errors_are_said_and_never_stored(tmp_path: Path):
    picture = '=DISPIMG("ID_3A",1)'
    given = csv_file(
        tmp_path,
        "人才.csv",
        f'姓名,职务,照片,单位\n甲某,#N/A,"{picture.replace(chr(34), chr(34) * 2)}",#REF!\n'
        f'乙某,教授,"{picture.replace(chr(34), chr(34) * 2)}",####\n',
    )
    found = parsed(given)
    assert found.properties() == {"甲某": {}, "乙某": {"position": "教授"}}
    assert not any(each.references for each in found.entities)
    assert sorted(found.codes()) == ["error_value"] * 3 + ["picture_in_cell"]


def test_a_number_that_lost_digits_is_reported_and_not_stored(tmp_path: Path):
    """t: a code of 18 digits typed as a number; as a CSV saves it; and cut to noughts."""
    book = excel(
        tmp_path,
        "a_华侨华人.xlsx",
        ["姓名", "国家", "统一编码"],
        ["数某甲", "", 1234567890123456789],
    )
    text = csv_file(tmp_path, "b_华侨华人.csv", "姓名,国家,统一编码\n数某乙,,1.23457E+18\n")
    cut = csv_file(tmp_path, "c_华侨华人.csv", "姓名,国家,统一编码\n数某丙,,123456789012345000\n")
    found = parsed(book, text, cut)
    assert found.codes() == ["number_lost_digits"] * 3
    assert found.properties() == {"数某甲": {}, "数某乙": {}, "数某丙": {}}
    assert "1234567890123456" not in str(found.problems)


def test_line_ends_that_a_program_left_as_text(tmp_path: Path):
    text = '姓名,电话,备注\n王虚三_x000D_,138001_x000d_,"第一行_x000D_\n第二行"\n'
    (one,) = parsed(csv_file(tmp_path, "人才.csv", text)).entities
    assert one.name == "王虚三"
    assert one.properties == {"phone": "138001", "extra": {"备注": "第一行\n第二行"}}


def test_where_a_hyperlink_leads_is_kept(tmp_path: Path):
    def link(sheet):
        sheet.write_url(1, 0, "https://example.org/a", string="某公司")
        sheet.write_url(1, 1, "https://example.org/b", string="官网")
        sheet.write_url(1, 2, "mailto:a@example.org", string="发邮件")
        sheet.write_formula(1, 3, '=HYPERLINK("https://example.org/c","详情")', None, "详情")

    header = ["企业名称", "网址", "邮箱", "备注"]
    given = excel(tmp_path, "企业.xlsx", header, ["", "", "", ""], finish=link)
    (one,) = parsed(given).entities
    assert one.properties == {
        "website": "https://example.org/b",
        "email": "a@example.org",
        "extra": {
            "企业名称(链接)": "https://example.org/a",
            "网址": "官网",
            "备注": "详情",
            "备注(链接)": "https://example.org/c",
        },
    }


def test_hidden_columns_are_read_and_said(tmp_path: Path):
    def hide(sheet):
        sheet.set_column(1, 2, None, None, {"hidden": True})

    given = excel(
        tmp_path, "人才.xlsx", ["姓名", "电话", "职务"], ["甲某", "138", "教授"], finish=hide
    )
    found = parsed(given)
    assert found.properties()["甲某"] == {"phone": "138", "position": "教授"}
    assert [p.value for p in found.problems if p.code == "hidden_columns"] == ["B–C"]


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ("+65 9123 4567", ("+6591234567",)),
        ("0516-80000001", ("+8651680000001",)),
        ("(86)13800000000、+60-12-3456789", ("+8613800000000", "+60123456789")),
        ("00717", ("00717",)),
        ("TRUE", ()),
    ],
)
def test_telephones_in_one_international_form(given: str, numbers: tuple[str, ...]):
    assert international(given) == numbers
