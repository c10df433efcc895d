"""Files made to break their reader: each is refused in words, and the good file after it is read."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
import xlwt

from seed.problems.problem import Problem
from seed.sheets.reading.files import read_sheets
from seed.sheets.reading.limits import MIB, Limits
from tests.support.sheets.doors import write_encrypted
from tests.support.sheets.sheet_files import GOOD, people, refused, said, saved


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The zip with some parts replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", 8) as new:
        for name in [*old.namelist(), *changes]:
            if name not in new.namelist():
                new.writestr(name, changes.get(name) or old.read(name))
    return stream.getvalue()


def test_a_lone_far_cell_is_named_with_the_limit_and_the_other_sheets_are_read(
    tmp_path: Path,
) -> None:
    book = people()
    book.worksheets[0]["XFD1048576"] = "x"
    book.create_sheet("人才").append(["姓名"])
    (tmp_path / "a.xlsx").write_bytes(saved(book))
    [problem] = refused(tmp_path)
    assert said([problem]) == [("a.xlsx", "Sheet", "sheet_too_big")]
    assert problem.value == "XFD1048576"
    limit = f"{Limits().sheet_cells:,}"
    assert limit in problem.en
    assert limit in problem.zh


# Written so that only the library finds the cell: it asks for 512 GiB and aborts.
FAR_CELL = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r = "A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r = "XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)


def test_a_sheet_that_kills_its_reader_is_told_and_the_sheets_after_it_are_read(
    tmp_path: Path,
) -> None:
    book = people()
    book.create_sheet("人才").append(["姓名"])
    data = repacked(saved(book), {"xl/worksheets/sheet1.xml": FAR_CELL})
    (tmp_path / "a.xlsx").write_bytes(data)
    [problem] = refused(tmp_path, memory_bytes=1024 * MIB)
    assert said([problem]) == [("a.xlsx", "Sheet", "memory_limit")]
    assert "1,024 MiB" in problem.en
    names = [i.name for i in read_sheets([tmp_path / "a.xlsx"]) if not isinstance(i, Problem)]
    assert names == ["人才"]


def test_a_workbook_that_kills_reader_after_reader_is_given_up_in_words(tmp_path: Path) -> None:
    book = people()
    for name in ("二", "三", "四"):
        book.create_sheet(name).append(["姓名"])
    parts = {f"xl/worksheets/sheet{number}.xml": FAR_CELL for number in (1, 2, 3)}
    (tmp_path / "a.xlsx").write_bytes(repacked(saved(book), parts))
    assert said(refused(tmp_path)) == [
        ("a.xlsx", "Sheet", "memory_limit"),
        ("a.xlsx", "二", "memory_limit"),
        ("a.xlsx", "三", "memory_limit"),
        ("a.xlsx", None, "sheets_given_up"),
    ]


def test_a_reader_that_gives_nothing_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(saved(people()))
    items = list(read_sheets([tmp_path / "a.xlsx"], Limits(silent_seconds=0.001)))
    [problem] = [item for item in items if isinstance(item, Problem)]
    assert (items, problem.code) == ([problem], "time_limit")
    assert "0.001" in problem.zh


def test_work_without_end_is_stopped(tmp_path: Path) -> None:
    line = ("张三" * 40 + ",甲\n").encode("gb18030")
    (tmp_path / "a.csv").write_bytes(line * 600_000)
    problems = refused(tmp_path, processor_seconds=1)
    assert said(problems) == [("a.csv", None, "time_limit")]
    assert "1 seconds" in problems[0].en


def test_too_many_columns_sheets_rows_and_bytes_are_refused_by_their_limits(
    tmp_path: Path,
) -> None:
    book = people()
    book.worksheets[0]["AZ9"] = "x"
    for name in ("二", "三", "四"):
        book.create_sheet(name).append(["姓名"])
    (tmp_path / "a.xlsx").write_bytes(saved(book))
    (tmp_path / "b.csv").write_text("a,b\n" * 9, encoding="utf-8")
    (tmp_path / "c.csv").write_text("a,b\n" * 20_000, encoding="utf-8")
    problems = refused(tmp_path, sheet_columns=20, sheets=3, sheet_rows=5, file_bytes=60_000)
    assert said(problems) == [
        ("a.xlsx", "Sheet", "too_many_columns"),
        ("a.xlsx", None, "too_many_sheets"),
        ("b.csv", None, "too_many_rows"),
        ("c.csv", None, "file_too_big"),
    ]
    assert ["20" in problems[0].en, "3" in problems[1].en, "5" in problems[2].en] == [True] * 3
    assert "60,000" in problems[3].en


def test_a_million_columns_are_refused_in_a_text_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("姓名\n" + "," * 999_999 + "\n", encoding="utf-8")
    [problem] = refused(tmp_path)
    assert (problem.row, problem.code) == (2, "too_many_columns")
    assert "1,000,000" in problem.en


def test_a_text_that_is_no_table_is_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(("," * 99 + "\n") * 5_000, encoding="utf-8")
    problems = refused(tmp_path, sheet_columns=50)
    assert len(problems) == 1_001
    assert problems[-1].code == "not_a_table"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"<html><table><tr><td>x</td></tr></table></html>", "web_page"),
        ("a.xls", "\ufeff<!DOCTYPE html><table>".encode("utf-16"), "web_page"),
        ("a.csv", b"  \n<table><tr></tr></table>", "web_page"),
        ("a.xlsx", b"", "empty_file"),
        ("a.xlsx", GOOD.encode(), "wrong_content"),
        ("a.zip", b"Rar!\x1a\x07\x00", "wrong_content"),
        ("a.xlsx", b"PK\x03\x04" + b"x" * 99, "file_damaged"),
        ("a.xlsx", saved(people())[:-200], "file_damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4096, "workbook_corrupt"),
        ("a.xlsx", repacked(saved(people()), {"xl/workbook.xml": b"<x"}), "workbook_corrupt"),
        ("a.ods", b"PK", "wrong_content"),
        ("a.docx", b"PK", "unknown_extension"),
    ],
)
def test_what_is_no_workbook_is_refused_whatever_its_name_says(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert said(refused(tmp_path)) == [(name, None, code)]


def test_one_damaged_sheet_leaves_the_others(tmp_path: Path) -> None:
    book = people()
    book.create_sheet("人才").append(["姓名"])
    broken = b"<worksheet><sheetData><row r='1'><c r='A1'><v>1</w></c></row>"
    (tmp_path / "a.xlsx").write_bytes(repacked(saved(book), {"xl/worksheets/sheet1.xml": broken}))
    assert said(refused(tmp_path)) == [("a.xlsx", "Sheet", "workbook_corrupt")]


def test_encrypted_workbooks_are_refused_as_such(tmp_path: Path) -> None:
    write_encrypted(tmp_path / "a.xlsx", "人才", [["姓名"]], "1234")
    assert said(refused(tmp_path)) == [("a.xlsx", None, "workbook_encrypted")]


def test_macros_and_external_links_are_told_and_left_alone(tmp_path: Path) -> None:
    parts = {"xl/vbaProject.bin": b"\0", "xl/externalLinks/externalLink1.xml": b"<x/>"}
    (tmp_path / "a.xlsm").write_bytes(repacked(saved(people()), parts))
    problems = refused(tmp_path)
    assert said(problems) == [
        ("a.xlsm", None, "macros_ignored"),
        ("a.xlsm", None, "external_links"),
    ]
    assert {problem.severity for problem in problems} == {"note"}


def test_a_pipe_and_too_many_files_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert said(refused(tmp_path)) == [("a.csv", None, "not_a_file")]
    (tmp_path / "a.csv").unlink()
    for number in range(3):
        (tmp_path / f"末{number}.csv").write_text("x", encoding="utf-8")
    problems = [
        item for item in read_sheets([tmp_path], Limits(files=2)) if isinstance(item, Problem)
    ]
    assert said(problems) == [("末1.csv", None, "too_many_files")]


def test_an_xls_may_be_called_xlsx(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("人才").write(0, 0, "姓名")
    book.save(str(tmp_path / "a.xlsx"))
    assert refused(tmp_path) == []
