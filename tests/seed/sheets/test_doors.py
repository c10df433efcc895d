"""The less usual forms in which an office has its lists, and what is refused of them by name."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
import xlwt

from graph.schema import Schema
from seed.problems.problem import Problem
from seed.sheets.parse import ParseOptions, parse_files
from seed.sheets.parsed import Parsed, ParsedEntity
from seed.sheets.reading.files import read_sheets
from seed.sheets.tables import Merge, RawSheet
from tests.support.places import ROOT
from tests.support.sheets.doors import write_encrypted, write_ods, write_xlsb
from tests.support.sheets.sheet_files import read, refused, said

GOLDEN = ROOT / "tests" / "golden" / "sheets"
PEOPLE = [["姓名", "国家"], ["柏虚一", "美国"]]
EXCEL_PASSWORD = "VelvetSweatshop"


def parsed(schema: Schema, path: Path) -> list[Parsed | Problem]:
    return list(parse_files([path], schema, ParseOptions()))


def people(found: list[Parsed | Problem]) -> list[ParsedEntity]:
    return [each for each in found if isinstance(each, ParsedEntity)]


def graver(found: list[Parsed | Problem]) -> list[Problem]:
    return [each for each in found if isinstance(each, Problem) and each.severity != "note"]


def test_an_et_of_wps_is_read_and_may_be_an_xlsx_too(tmp_path: Path) -> None:
    rows = [["姓名", "国家"], ["邹虚一", "美国"], ["喻虚二", "英国"]]
    assert read(GOLDEN / "归侨.et") == ({("归侨.et", "海归人才"): rows}, [])
    shutil.copy(GOLDEN / "归侨.et", tmp_path / "旧.xls")
    write_encrypted(tmp_path / "新.et", "海归人才", PEOPLE, EXCEL_PASSWORD)
    sheets, problems = read(tmp_path)
    assert (sheets["旧.xls", "海归人才"], sheets["新.et", "海归人才"]) == (rows, PEOPLE)
    assert problems == []


def test_an_ods_is_read_with_its_merged_cells(tmp_path: Path) -> None:
    rows: list[list[str | tuple[str, int]]] = [
        ["国家", "姓名"],
        [("美国", 2), "水虚一"],
        ["", "水虚二"],
        ["法国", "水虚三"],
    ]
    items = read_sheets([write_ods(tmp_path / "a.ods", "海归人才", rows)])
    raw = next(items)
    assert isinstance(raw, RawSheet)
    assert raw.merged == (Merge(2, 0, 3, 0),)
    assert list(raw.rows) == [
        ["国家", "姓名"],
        ["美国", "水虚一"],
        [None, "水虚二"],
        ["法国", "水虚三"],
    ]


def test_an_xlsb_is_read_with_its_merged_cells(tmp_path: Path) -> None:
    rows = [["姓名", "单位"], ["窦虚一", "虚构大学"], ["", "虚构公司"], ["窦虚二", ""]]
    path = write_xlsb(tmp_path / "a.xlsb", "海归人才", rows, [(1, 0, 2, 0)])
    items = read_sheets([path])
    raw = next(items)
    assert isinstance(raw, RawSheet)
    assert raw.merged == (Merge(2, 0, 3, 0),)
    assert list(raw.rows) == [
        ["姓名", "单位"], ["窦虚一", "虚构大学"], [None, "虚构公司"], ["窦虚二", None]
    ]  # fmt: skip


def test_a_zip_with_a_content_xml_is_an_archive_still(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("content.xml", "x")
        archive.writestr("人才.csv", "姓名\n甲\n")
    sheets, problems = read(tmp_path / "a.zip")
    assert list(sheets) == [("a.zip/人才.csv", None)]
    assert [(p.file, p.code) for p in problems] == [("a.zip/content.xml", "unknown_extension")]


@pytest.mark.parametrize("name", ["a.xlsx", "b.et", "c.xls"])
def test_a_workbook_closed_only_to_changes_opens_as_in_excel(tmp_path: Path, name: str) -> None:
    path = write_encrypted(tmp_path / name, "海归人才", PEOPLE, EXCEL_PASSWORD)
    assert read(path) == ({(name, "海归人才"): PEOPLE}, [])


def test_an_xls_behind_a_password_is_refused_whatever_its_bytes(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("人才").write(0, 0, "姓名")
    book.save(str(tmp_path / "a.xls"))
    data = (tmp_path / "a.xls").read_bytes()
    # CODEPAGE's place taken by FILEPASS ([MS-XLS] 2.4.117), its key cut off.
    at = data.index(b"\x42\x00\x02\x00\xb0\x04")
    (tmp_path / "a.xls").write_bytes(data[:at] + b"\x2f\x00\x02\x00\x01\x00" + data[at + 6 :])
    assert said(refused(tmp_path)) == [("a.xls", None, "workbook_encrypted")]


CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;
TEL;CELL;PREF:138-0000-0001
TEL;WORK:0516-1
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E8=99=9A=E6=9E=84=E5=85=AC=
=E5=8F=B8
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:欧阳;虚构;;教授;
FN:欧阳虚构教授
ORG:虚构大学;化学系
TITLE:院长
item1.TEL;type=pref:+65 9123 4567
item1.X-ABLabel:新加坡
BDAY:1985-03-02
ADR;TYPE=HOME:;;样本路1号;新加坡;;018956;新加坡
X-QQ:12345
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
 BBBB
END:VCARD
BEGIN:VCARD
VERSION:3.0
N:坏;一;;;
no property at all
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:虚构公司
ORG:虚构公司
TEL:0516-2
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:Simon Perreault
N:Perreault;Simon;;;
TEL;VALUE=uri;TYPE="voice,home":tel:+1-418-656-9254
END:VCARD
"""


def test_contacts_of_a_phone_are_people(tmp_path: Path, schema: Schema) -> None:
    (tmp_path / "通讯录.vcf").write_text(CARDS.replace("\n", "\r\n"), encoding="utf-8")
    found = parsed(schema, tmp_path / "通讯录.vcf")
    first, second, third = people(found)
    assert [each.name for each in (first, second, third)] == ["张三", "欧阳虚构", "Simon Perreault"]
    assert {each.labels for each in (first, second, third)} == {("Person",)}
    assert first.properties["phone"] == "138-0000-0001、0516-1"
    assert [r.whole for r in first.references] == ["虚构公司"]
    assert second.properties["position"] == "院长"
    assert second.properties["birth_date"] == "1985-03-02"
    assert second.properties["extra"] == {"部门": "化学系", "X-QQ": "12345", "称谓": "教授"}
    assert third.properties["phone"] == "+1-418-656-9254"
    assert [(p.row, p.code, p.severity) for p in graver(found)] == [
        (3, "card_unreadable", "refused"), (4, "card_of_company", "refused")
    ]  # fmt: skip


def test_contacts_of_an_old_phone_in_gbk_and_of_a_named_kind(
    tmp_path: Path, schema: Schema
) -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:虚构丙先生的联系人\nN:;;;;\nEND:VCARD\n"
    (tmp_path / "海外侨胞.vcf").write_bytes(text.encode("gb18030"))
    (card,) = people(parsed(schema, tmp_path / "海外侨胞.vcf"))
    assert (card.labels, card.where.row) == (("OverseasChinese",), 1)


def test_a_vcf_without_a_card_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_text("姓名,电话\n", encoding="utf-8")
    assert said(refused(tmp_path)) == [("a.vcf", None, "no_card")]
