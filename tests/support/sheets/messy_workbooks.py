"""A folder of workbooks as offices really have them.

All names are made up. Telephone numbers begin with 100, which no operator gives out. What is to be
said of each defect, and which rows are good, stands in messy_expected.py.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import xlwt
from openpyxl import Workbook

from tests.support.sheets.doors import write_encrypted

Cells = Iterable[object]


def write_messy(folder: Path) -> list[Path]:
    """Writes all of them; their paths, in the order of their names."""
    for make in MAKERS:
        make(folder)
    return sorted(folder.iterdir())


def _roster(folder: Path) -> None:
    """A title, a second line, a header of two lines, merges, a subtotal, a total, a footnote,
    signatures; and a hidden sheet with last year's list."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "华侨华人"
    rows: list[Cells] = [
        ("海州市华侨华人名册(合成数据)",),
        ("填报单位:海州市侨联(合成)",),
        ("序号", "姓名", "出生日期", "所在国家", "工作单位", "联系方式", None, "血型"),
        (None, None, None, None, None, "电话", "邮箱"),
        (1, "张　三", "1980年5月1日", "德国", "侨乡机械公司", 10000000001, "z3@example.org", "A"),
        (2, "李\u200b四", "１９８１．０２．０３", "锡兰", None, "100-0000-0002"),
        (),
        (3, "王五", "03/04/1992", "香港", "侨乡贸易公司", "1.3E+10", None, "O"),
        ("小计", 3),
        (4, "赵六", "1990-02-30", "亚特兰蒂斯", "侨乡贸易公司"),
        (5, None, "1991-01-01", "法国", "侨乡贸易公司"),
        (6, "孙七", 33000, "ＦＲ", "侨乡贸易公司", "10000000006"),
        ("合计", 5),
        ("注:以上数据均为合成。",),
        ("填表人:甲", None, None, "审核人:乙"),
    ]
    _fill(sheet, rows)
    for merged in ("A1:H1", "F3:G3", "E5:E6", *(f"{c}3:{c}4" for c in "ABCDEH")):
        sheet.merge_cells(merged)
    hidden = book.create_sheet("去年旧表")
    _fill(hidden, [("姓名", "国家"), ("周旧", "德国")])
    hidden.sheet_state = "hidden"
    book.save(folder / "01 华侨名册.xlsx")


def _talents(folder: Path) -> None:
    """Ids, dates nobody should guess, marks for yes, errors of Excel, lists, namesakes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "人才"
    header = (
        *("编号", "姓名", "出生年月", "学位", "荣誉", "谢绝联络", "毕业院校", "单位", "电话"),
        *("联络员", "备注"),
    )
    rows: list[Cells] = [
        header,
        ("t-1", "钱一", "2023年5月", "博士", "甲奖、乙奖;丙奖", "√", "海州大学", "侨乡研究院"),
        ("t-2", "钱二", "约1970年", "硕士", "甲奖,乙奖", "否", "海州大学", "无此单位"),
        ("t-2", "钱二二", "1971", "硕士"),
        ("t 3!", "钱三", "1972", "学士"),
        ("t-4", "钱四", "85.5.1", "#N/A", None, "看情况", None, None, None, "吴联络"),
        ("t-5", "钱五", "1974", "=CONCATENATE(1,2)"),
        (None, "重名人", "1975-01-01", "博士"),
        (None, "重名人", "1976-02-02", "博士"),
        (None, "双机人", "1977-03-03", None, None, None, None, None, "10000000011"),
        (None, "双机人", "1977-03-03", None, None, None, None, None, "10000000012"),
        (None, "同行人", "1978", "博士"),
        (None, "同行人", "1978", "博士"),
        (None, "钱一"),
        ("t-6", "至今人", "至今", None, None, None, None, None, None, "无此联络员", "@合成"),
    ]
    _fill(sheet, rows)
    book.save(folder / "02 人才.xlsx")


def _bodies(folder: Path) -> None:
    """What the others refer to, later by name; two of them bear one name."""
    book = Workbook()
    sheets: dict[str, list[Cells]] = {
        "高校": [("名称", "成立时间"), ("海州大学", "1952年"), ("邻州学院", 20000)],
        "企业": [
            ("企业名称", "成立时间", "注册资金"),
            ("侨乡机械公司", "2001-05", 500),
            ("侨乡贸易公司", "2002", None),
        ],
        "科研院所与创新平台": [("名称", "所在地"), ("侨乡研究院", "海州"), ("侨乡研究院", "邻州")],
        "联络员": [("姓名", "职务"), ("吴联络", "主任")],
    }
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        sheet.title = name
        _fill(sheet, rows)
    book.save(folder / "03 机构.xlsx")


def _ties(folder: Path) -> None:
    """Relationships by name and by id, with ends that nobody is and types that are none."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "关系"
    rows: list[Cells] = [
        ("起点编号", "起点", "关系类型", "终点编号", "终点", "开始日期", "结束日期", "强度"),
        ("t-1", None, "相识", None, "王五", "2010", "至今", 0.8),
        (None, "孙七", "任职", None, "侨乡贸易公司", "2012年", "2015.13", "很强"),
        ("t-404", None, "相识", "t-1"),
        (None, "查无此人", "相识", "t-1"),
        ("t-1", None, "暗恋", "t-4"),
        ("t-1", None, "相识"),
        ("t-1", None, "任职", "t-4"),
    ]
    _fill(sheet, rows)
    book.save(folder / "04 关系.xlsx")


def _texts(folder: Path) -> None:
    """The same kind of list as Windows, as old Excel and as a Mac save it."""
    gbk = "姓名,国家,出生日期\r\n郑一,日本,1960-01-01\r\n郑二,缅甸,1961-02-02\r\n"
    (folder / "05 归侨.csv").write_bytes(gbk.encode("gb18030"))
    wide = "姓名\t国家\t出生日期\n冯一\t美利坚合众国\t1962-03-03\n冯二\tUSA\t1963-04-04\n"
    (folder / "06 侨眷.tsv").write_bytes(wide.encode("utf-16"))
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("留学生")
    for row, cells in enumerate([("姓名", "学校"), ("陈一", "海州大学"), ("陈二", "邻州学院")]):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.save(str(folder / "07 留学生.xls"))


def _archive(folder: Path) -> None:
    """Names in GBK, a path that climbs, an archive in the archive."""
    name = "归侨名单.csv".encode("gb18030")
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as nested:
        nested.writestr("students.csv", "姓名\n卫一\n")
    with zipfile.ZipFile(outer, "w") as archive:
        # Python would mark the name as UTF-8, which old programs in China do not.
        archive.writestr("n" * len(name), "姓名,职务\n褚一,主任\n")
        archive.writestr("../returnees.csv", "姓名\n褚二\n")
        archive.writestr("inner.zip", inner.getvalue())
    packed = outer.getvalue().replace(b"n" * len(name), name)
    (folder / "08 报送.zip").write_bytes(packed)


def _broken(folder: Path) -> None:
    """What cannot be read at all, each beside files that can."""
    page = "<html><table><tr><td>姓名</td></tr><tr><td>蒋一</td></tr></table></html>"
    (folder / "09 网页导出.xlsx").write_text(page, encoding="utf-8")
    whole = (folder / "02 人才.xlsx").read_bytes()
    (folder / "10 损坏.xlsx").write_bytes(whole[: len(whole) // 2])
    write_encrypted(folder / "11 加密.xlsx", "人才", [["姓名"], ["沈零"]], "1234")
    (folder / "12 空.csv").write_bytes(b"")
    (folder / "13 说明.docx").write_bytes(b"PK\x03\x04 none of ours")
    far = Workbook()
    _fill(far.worksheets[0], [("姓名", "国家"), ("沈一", "德国")])
    far.worksheets[0].title = "人才"
    far.worksheets[0]["XFD1048576"] = "远"
    far.save(folder / "14 远角.xlsx")


def _untold(folder: Path) -> None:
    """A sheet of which nothing tells what its rows are."""
    book = Workbook()
    book.worksheets[0].title = "Sheet1"
    _fill(book.worksheets[0], [("名称", "备注"), ("韩一", "不知何物")])
    book.save(folder / "15 未注明.xlsx")


def _fill(sheet: Any, rows: Iterable[Cells]) -> None:
    for number, cells in enumerate(rows, 1):
        for column, value in enumerate(cells, 1):
            if value is not None:
                sheet.cell(number, column, value)


MAKERS: tuple[Callable[[Path], None], ...] = (
    _roster,
    _talents,
    _bodies,
    _ties,
    _texts,
    _archive,
    _broken,
    _untold,
)
