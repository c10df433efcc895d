"""CSV and TSV: encodings, delimiters, and rows that are spoilt."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import pytest

from seed.sheets.reading.files import read_sheets
from seed.sheets.tables import RawSheet
from tests.support.sheets.sheet_files import read


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_texts_are_read_in_every_encoding_and_with_every_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [["姓名", "单位", "备注"], ["張三", "甲公司", 'a,b;c\t"d"'], ["李四", "乙", "两\n行"]]
    lines = (delimiter.join('"' + c.replace('"', '""') + '"' for c in row) for row in rows)
    path = tmp_path / "人才.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    assert read(path) == ({("人才.csv", None): rows}, [])


def test_utf16_with_the_big_end_first_is_known_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(codecs.BOM_UTF16_BE + "姓名\t单位\n张三\t甲".encode("utf-16-be"))
    assert read(path)[0]["a.tsv", None] == [["姓名", "单位"], ["张三", "甲"]]


def test_the_line_sep_is_obeyed_and_still_counts_as_a_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=|\n姓名|单位\n", encoding="utf-8")
    items = read_sheets([path])
    sheet = next(items)
    assert isinstance(sheet, RawSheet)
    assert (sheet.first_row, list(sheet.rows)) == (2, [["姓名", "单位"]])


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        ("姓名,單位\n陳大文,僑務委員會\n".encode("big5"), "encoding_unknown", "Big5"),
        ("name,city\nMüller,Zürich\n".encode("latin-1"), "encoding_unknown", "line 2"),
        ("姓名,单位\n张三,徐州".encode() + b"\xff\n", "encoding_unknown", "line 2"),
        ("姓名,单位\n".encode("utf-32"), "encoding_unknown", "UTF-8"),
        (b"name\0\1\2\0\0\0\0", "not_text", "zero bytes"),
    ],
)
def test_other_encodings_are_refused_with_a_remedy(
    tmp_path: Path, data: bytes, code: str, says: str
) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    sheets, [problem] = read(tmp_path / "a.csv")
    assert (sheets, problem.code, problem.severity) == ({}, code, "refused")
    assert says in problem.en
    assert "UTF-8" in problem.remedy_zh


def test_rows_that_a_csv_spoils_are_refused_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "姓名,单位\n"
        f"张三,{'长' * 60}\n"  # beyond the limit that this test sets
        '李四,"没有闭合\n王五,甲\n赵六,乙\n孙七,"丙"\n'
        f"{',' * 40}\n"
        "周八,丁\n",
        encoding="utf-8",
    )
    sheets, problems = read(path, cell_characters=50, sheet_columns=30)
    assert sheets["a.csv", None] == [
        ["姓名", "单位"], ["王五", "甲"], ["赵六", "乙"], ["孙七", "丙"], ["周八", "丁"]
    ]  # fmt: skip
    assert [(p.row, p.column, p.code) for p in problems] == [
        (2, None, "row_unreadable"),
        (3, "B", "quote_not_closed"),
        (7, None, "too_many_columns"),
    ]
    assert "40" not in (problems[2].value or "")
    assert "41" in problems[2].en
    assert "30" in problems[2].en


QUOTED = "姓名,单位,电话\n"


def rows_of(tmp_path: Path, text: str) -> tuple[list[Any], list[tuple[int | None, str]]]:
    """The rows of a CSV, and row and code of those refused."""
    (tmp_path / "a.csv").write_text(QUOTED + text, encoding="utf-8")
    sheets, problems = read(tmp_path / "a.csv")
    return sheets["a.csv", None][1:], [(p.row, p.code) for p in problems]


@pytest.mark.parametrize(
    "line",
    ['甲,"一厂,1', '甲,"一厂",1,"', '"甲,一厂,1', '甲,一厂,"1', '甲,"一""厂,1'],
)
@pytest.mark.parametrize(
    "below",
    ["乙,二厂,2\n丙,三厂,3\n", '乙,"二厂",2\n丙,三厂,"3"\n', '乙,"二,厂","2"\n丙,"三\n厂",3\n'],
)
def test_an_open_quote_costs_its_own_row_alone(tmp_path: Path, line: str, below: str) -> None:
    rows, told = rows_of(tmp_path, f"首,零厂,0\n{line}\n{below}")
    assert told == [(3, "quote_not_closed")]
    assert [row[0] for row in rows] == ["首", "乙", "丙"]
    assert [len(row) for row in rows] == [3, 3, 3]


def test_an_open_quote_far_above_loses_nothing_below_it(tmp_path: Path) -> None:
    below = "".join(f"人{i},厂,{i}\n" for i in range(20_000))
    rows, told = rows_of(tmp_path, f'甲,"一厂,1\n{below}')
    assert told == [(2, "quote_not_closed")]
    assert len(rows) == 20_000


def test_quotes_that_stand_oddly_or_hold_lines_are_no_open_quotes(tmp_path: Path) -> None:
    text = '甲,"一"厂,1\n乙,二"厂",2\n丙,"三\n厂, 南门",3\n"丁\n丁",四厂,4\n'
    rows, told = rows_of(tmp_path, text)
    assert told == []
    assert rows == [
        ["甲", "一厂", "1"], ["乙", '二"厂"', "2"], ["丙", "三\n厂, 南门", "3"], ["丁\n丁", "四厂", "4"]
    ]  # fmt: skip


def test_the_limit_of_a_cell_is_beyond_excels_and_named_where_it_bites(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        f"姓名,简介\n甲,{'字' * 40_000}\n乙,{'字' * 100_001}\n丙,短\n", "utf-8"
    )
    sheets, (problem,) = read(tmp_path / "a.csv")
    assert [row[0] for row in sheets["a.csv", None]] == ["姓名", "甲", "丙"]
    assert (problem.row, problem.code) == (3, "row_unreadable")
    assert "100,000" in problem.zh
