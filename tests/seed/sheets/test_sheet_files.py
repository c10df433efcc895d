"""Files of every form that an office has: what is read from them, value for value."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from seed.problems.places import Place
from seed.sheets.reading import wire
from seed.sheets.reading.files import read_sheets
from seed.sheets.tables import CellError, Merge, RawSheet, column_letter
from tests.support.sheets.sheet_files import read, workbook


def test_values_of_a_workbook_arrive_as_they_are(tmp_path: Path) -> None:
    values = [
        "文字", " 空格 ", "两\n行", 13800000000, 2.5, True, date(2020, 1, 2),
        datetime(2020, 1, 2, 3, 4, 5),  # noqa: DTZ001 - Excel's moments have no zone
        time(3, 4), timedelta(hours=30), None, "末",
    ]  # fmt: skip
    path = workbook(tmp_path / "值.xlsx", lambda book: book.worksheets[0].append(values))
    sheets, problems = read(path)
    assert sheets == {("值.xlsx", "Sheet"): [values]}
    assert [type(cell) for cell in sheets["值.xlsx", "Sheet"][0]] == [type(v) for v in values]
    assert problems == []


def test_rows_and_columns_keep_their_places_when_the_corner_is_empty(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["C3"] = "姓名"
        book.worksheets[0]["D5"] = 1

    sheets, _ = read(workbook(tmp_path / "a.xlsx", fill))
    assert sheets["a.xlsx", "Sheet"] == [
        [], [], [None, None, "姓名"], [], [None, None, None, 1]
    ]  # fmt: skip


def test_a_formula_gives_its_cached_value_and_is_never_evaluated(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "f.xlsx") as book:
        sheet = book.add_worksheet("表")
        sheet.write_formula("A1", "=1+1", None, 7)
        sheet.write_formula("B1", '="甲"&"乙"', None, "丙")
        sheet.write_formula("C1", "=NA()", None, "#N/A")
        sheet.write_formula("D1", "=A1<B1", None, "")
        sheet.write("C3", "below")
    sheets, _ = read(tmp_path / "f.xlsx")
    assert sheets["f.xlsx", "表"][0] == [
        7, "丙", CellError("#N/A"), CellError("=A1<B1", "formula_without_value")
    ]  # fmt: skip


def test_formats_far_out_make_a_sheet_no_larger(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["A1"] = "姓名"
        book.worksheets[0]["XFD1048576"].font = Font(bold=True)

    assert read(workbook(tmp_path / "a.xlsx", fill)) == ({("a.xlsx", "Sheet"): [["姓名"]]}, [])


def test_an_error_below_the_last_value_is_not_lost(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["A1"] = "姓名"
        book.worksheets[0]["B4"] = "#REF!"

    sheets, _ = read(workbook(tmp_path / "e.xlsx", fill))
    assert sheets["e.xlsx", "Sheet"] == [["姓名"], [], [], [None, CellError("#REF!")]]


def test_an_xls_is_read_with_its_merged_cells(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("企业")
    sheet.write_merge(0, 2, 0, 0, "甲公司")
    sheet.write(1, 1, 13800000000)
    sheet.write(2, 1, date(2020, 1, 2), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    book.save(str(tmp_path / "旧.xls"))
    items = read_sheets([tmp_path / "旧.xls"])
    raw = next(items)
    assert isinstance(raw, RawSheet)
    assert raw.merged == (Merge(1, 0, 3, 0),)
    assert list(raw.rows) == [["甲公司", None], [None, 13800000000], [None, date(2020, 1, 2)]]


@pytest.mark.parametrize("rows", [1, 2_000])
def test_error_values_of_an_xls_are_not_taken_for_empty_cells(tmp_path: Path, rows: int) -> None:
    """Small files keep their records in small sectors, larger ones do not."""
    book = xlwt.Workbook()
    book.add_sheet("空").write(0, 0, "x")
    sheet = book.add_sheet("企业")
    for row in range(rows):
        sheet.write(row, 0, "甲公司")
        sheet.row(row).set_cell_error(2, 0x2A)
        sheet.row(row).set_cell_boolean(3, True)
    book.save(str(tmp_path / "a.xls"))
    sheets, _ = read(tmp_path / "a.xls")
    assert sheets["a.xls", "空"] == [["x"]]
    assert sheets["a.xls", "企业"] == [["甲公司", None, CellError("#N/A"), True]] * rows


def test_hidden_sheets_and_guides_are_told_and_left_out(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0].title = "人才"
        book.worksheets[0]["A1"] = "姓名"
        book.worksheets[0].row_dimensions[1].hidden = True
        book.create_sheet("旧数据").sheet_state = "hidden"
        book.create_sheet("说明").append(["取值", "其他"])

    sheets, problems = read(workbook(tmp_path / "h.xlsx", fill))
    assert list(sheets) == [("h.xlsx", "人才")]
    assert [(p.sheet, p.code, p.severity) for p in problems] == [
        ("人才", "hidden_rows", "note"),
        ("旧数据", "hidden_sheet", "note"),
        ("说明", "guide_sheet", "note"),
    ]


@pytest.mark.parametrize(("mark", "verbatim"), [("原样", True), ("其他", False)])
def test_a_workbook_of_our_own_says_that_its_texts_are_exact(
    tmp_path: Path, mark: str, verbatim: bool
) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0].append(["姓名"])
        book.create_sheet("说明").append([None, "取值", mark])

    items = read_sheets([workbook(tmp_path / "own.xlsx", fill)])
    assert [item.verbatim for item in items if isinstance(item, RawSheet)] == [verbatim]


def test_a_folder_gives_its_files_sorted_and_names_what_it_leaves(tmp_path: Path) -> None:
    (tmp_path / "乙").mkdir()
    (tmp_path / "乙" / "b.csv").write_text("姓名\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("姓名\n", encoding="utf-8")
    (tmp_path / "~$a.xlsx").write_text("x", encoding="utf-8")
    (tmp_path / "读我.docx").write_text("x", encoding="utf-8")
    (tmp_path / "Thumbs.db").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    sheets, problems = read(tmp_path, tmp_path / "empty", tmp_path / "无.csv")
    assert list(sheets) == [("a.csv", None), ("乙/b.csv", None)]
    assert [(p.file, p.code, p.severity) for p in problems] == [
        ("~$a.xlsx", "lock_file", "note"),
        ("读我.docx", "unknown_extension", "refused"),
        ("empty", "empty_folder", "refused"),
        ("无.csv", "file_unreadable", "refused"),
    ]


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("甲", "乙"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "人才.csv").write_text(folder, encoding="utf-8")
    sheets, _ = read(tmp_path / "甲" / "人才.csv", tmp_path / "乙" / "人才.csv")
    assert sheets == {("甲/人才.csv", None): [["甲"]], ("乙/人才.csv", None): [["乙"]]}


def test_rows_stream_and_what_nobody_reads_holds_nothing_up(tmp_path: Path) -> None:
    lines = "".join(f"{number},张三\n" for number in range(50_000))
    (tmp_path / "a.csv").write_text(lines, encoding="utf-8")
    (tmp_path / "b.csv").write_text("姓名,单位\n", encoding="utf-8")
    items = read_sheets([tmp_path / "a.csv", tmp_path / "b.csv"])
    first = next(items)
    assert isinstance(first, RawSheet)
    assert next(first.rows) == ["0", "张三"]
    second = next(items)
    assert isinstance(second, RawSheet)
    assert list(second.rows) == [["姓名", "单位"]]
    assert list(first.rows) == []


def test_the_reader_ends_with_its_asker_and_with_its_iterator(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("张三,甲\n" * 400_000, encoding="utf-8")
    before = children()
    items = read_sheets([tmp_path / "a.csv"])
    next(items)
    [reader] = children() - before
    items.close()  # type: ignore[attr-defined]
    assert reader not in children()

    asker = subprocess.Popen(
        [sys.executable, "-c", _ASKS, str(tmp_path / "a.csv")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert asker.stdout is not None
    orphan = int(asker.stdout.readline())
    asker.kill()
    asker.wait()
    asker.stdout.close()
    wait_for_end(orphan)


_ASKS = """
import subprocess, sys
from pathlib import Path
started = []
begin = subprocess.Popen.__init__
def noted(self, *given, **named):
    begin(self, *given, **named)
    started.append(self.pid)
subprocess.Popen.__init__ = noted
from seed.sheets.reading import wire
from seed.sheets.reading.files import read_sheets
from seed.problems.places import Place
items = read_sheets([Path(sys.argv[1])])
next(items)
print(started[0], flush=True)
sys.stdin.read() if sys.stdin.isatty() else __import__("threading").Event().wait(60)
"""


def children() -> set[int]:
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    if not listed.exists():
        pytest.skip("the system does not list a process's children")
    return set(map(int, listed.read_text(encoding="ascii").split()))


def wait_for_end(pid: int) -> None:
    """Bounded: a pidfd becomes readable when its process ends."""
    import select

    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([handle], [], [], 20)[0], "the reader outlived its asker"
    finally:
        os.close(handle)


@settings(deadline=None)
@given(
    st.lists(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False)
        | st.text()
        | st.dates()
        | st.datetimes()
        | st.times()
        | st.timedeltas()
        | st.builds(CellError, st.text())
        | st.builds(Place("甲.csv", row=2).problem, st.text(), st.text(), st.text())
    )
)
def test_every_cell_survives_the_way_between_the_processes(cells: list[object]) -> None:
    line = wire.encode(["rows", cells])
    assert line.count(b"\n") == 1
    assert wire.decode(line) == ["rows", cells]


def test_columns_have_the_letters_that_excel_shows() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 701, 702, 16_383)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD"
    ]  # fmt: skip
