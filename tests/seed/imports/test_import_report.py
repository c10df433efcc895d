"""The report of an import: the user's own rows with the reasons, and the same as lines of JSON."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from graph.errors import ConfigurationError
from graph.values import moment
from seed.imports.jobs.jobs import Job, Jobs
from seed.imports.models import Counts
from seed.imports.report.problem_file import PROBLEMS, first, page_of, problems_in
from seed.imports.report.report import kept_report, save_report, write_report
from seed.problems.problem import Problem

HARMFUL = ("=1+1", "+86", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "https://example.org")


def problem(row: int | None, column: str | None = None, **more: object) -> Problem:
    fields = {"file": "名单.xlsx", "sheet": "人才", "value": None, "code": "not_a_date"}
    told = {"severity": "cell", "en": "Not a date.", "zh": "不是日期。", "remedy_zh": "请改写。"}
    return Problem(**{**fields, **told, "row": row, "column": column, **more})  # type: ignore[arg-type]


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path / "imports")


def kept(jobs: Jobs, problems: Iterable[Problem], *paths: Path) -> Job:
    """An import that ended with these problems."""
    names = tuple(path.name for path in paths)
    job = Job("one", "tests", names, tuple(map(str, paths)), moment(), state="done")
    jobs.keep(replace(job, counts=Counts(new=3, refused=1)))
    lines = [json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in problems]
    (jobs.of("one") / PROBLEMS).write_text("".join(lines), encoding="utf-8")
    return jobs.read("one")


def workbook(path: Path, rows: Iterable[Iterable[object]], sheet: str = "人才") -> Path:
    book = Workbook()
    book.worksheets[0].title = sheet
    for cells in rows:
        book.worksheets[0].append(list(cells))
    for cell in [cell for row in book.worksheets[0] for cell in row]:
        if cell.data_type == "f":
            cell.data_type = "s"
    book.save(path)
    return path


def sheet_of(path: Path, name: str) -> list[tuple[object, ...]]:
    book = load_workbook(path)
    return [tuple(cell.value for cell in row) for row in book[name]]


def test_the_users_rows_stand_in_it_with_the_reasons_beside_them(jobs, tmp_path):
    rows = [
        ("合成人才名单",),
        ("姓名", "出生日期", "单位", "年龄"),
        ("甲", date(2001, 2, 3), "侨乡公司", 41),
        ("乙", "约1970年", None, 1.5),
        ("丙", "八五年", "侨乡公司", True),
    ]
    found = [
        problem(4, "出生日期", value="约1970年"),
        problem(5, "出生日期", severity="refused", zh="拒收。"),
        problem(5, "单位", severity="decide", zh="两个同名。", candidates=("a", "b")),
        problem(1, severity="note", zh="标题行。", remedy_zh=""),
    ]
    job = kept(jobs, found, workbook(tmp_path / "名单.xlsx", rows))
    report = kept_report(job, jobs.of("one"))
    assert load_workbook(report).sheetnames == ["汇总", "人才"]
    assert sheet_of(report, "人才") == [
        ("行号", "姓名", "出生日期", "单位", "年龄", "结果", "原因", "建议"),
        (1, "合成人才名单", None, None, None, "提示", "标题行。", None),
        (
            4,
            "乙",
            "约1970年",
            None,
            1.5,
            *("已导入,有单元格未采用", "【出生日期】不是日期。", "请改写。"),
        ),
        (
            *(5, "丙", "八五年", "侨乡公司", True, "未导入"),
            *("【出生日期】拒收。\n【单位】两个同名。", "请改写。\n请改写。候选:a、b"),
        ),
    ]
    summary = {row[0]: row[1] for row in sheet_of(report, "汇总")}
    assert summary["文件 files"] == "名单.xlsx"
    assert (summary["新增 new"], summary["未导入 refused"]) == (3, 1)
    codes = [row[:3] for row in sheet_of(report, "汇总") if row[2] == "not_a_date"]
    assert min(codes) == ("已导入,有单元格未采用", 1, "not_a_date")


def test_dates_stay_dates(jobs, tmp_path):
    rows = [("姓名", "出生日期", "核实日期"), ("甲", date(2001, 2, 3), "x")]
    job = kept(jobs, [problem(2, "核实日期")], workbook(tmp_path / "名单.xlsx", rows))
    report = kept_report(job, jobs.of("one"))
    assert sheet_of(report, "人才")[1][2] == datetime(2001, 2, 3)  # noqa: DTZ001 - a cell has no zone


def test_nothing_in_it_is_a_formula_or_a_link(jobs, tmp_path):
    rows = [("姓名", *HARMFUL), *[(f"甲{i}", *HARMFUL) for i in range(3)]]
    harmful = [problem(i, "姓名", zh=text, remedy_zh=text) for i, text in enumerate(HARMFUL, 2)]
    job = kept(jobs, harmful, workbook(tmp_path / "名单.xlsx", rows))
    report = kept_report(job, jobs.of("one"))
    cells = [cell for sheet in load_workbook(report) for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {cell.value for cell in cells} >= set(HARMFUL)
    with zipfile.ZipFile(report) as archive:
        for name in archive.namelist():
            text = archive.read(name)
            assert b"<f>" not in text, name
            assert b"<hyperlink" not in text, name


def test_each_kind_of_file_and_each_sheet_has_its_own(jobs, tmp_path):
    (tmp_path / "归侨.csv").write_text("姓名,国家\n甲,\n乙,德国\n", encoding="gb18030")
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr("人才/归侨.csv", "姓名,国家\n丙,\n")
    workbook(tmp_path / "名单.xlsx", [("姓名", "国家"), ("丁", "?")])
    found = [
        problem(2, "国家"),
        problem(3, "国家", file="归侨.csv", sheet=None),
        problem(2, "国家", file="包.zip/人才/归侨.csv", sheet=""),
        problem(None, file="坏.xlsx", sheet=None, zh="打不开。", severity="refused"),
    ]
    paths = [tmp_path / name for name in ("名单.xlsx", "归侨.csv", "包.zip")]
    report = kept_report(kept(jobs, found, *paths), jobs.of("one"))
    book = load_workbook(report)
    assert book.sheetnames == ["汇总", "人才", "归侨", "归侨 2"]
    rows = [[cell.value for cell in book[name][2]][:3] for name in book.sheetnames[1:]]
    assert rows == [[2, "丁", "?"], [3, "乙", "德国"], [2, "丙", None]]
    whole = [row for row in sheet_of(report, "汇总") if row[2] == "坏.xlsx"]
    assert whole == [("未导入", None, "坏.xlsx", "打不开。", "请改写。")]


def test_reasons_are_told_even_when_the_file_has_gone(jobs, tmp_path):
    job = kept(jobs, [problem(7, "出生日期")], tmp_path / "名单.xlsx")
    report = kept_report(job, jobs.of("one"))
    row = (7, "已导入,有单元格未采用", "【出生日期】不是日期。", "请改写。")
    assert sheet_of(report, "人才")[1] == row


def test_names_that_no_sheet_may_have_are_changed(jobs):
    names = ["a/b:c*d?e[f]g\\h", "'引号'", "x" * 40, "x" * 40 + "y", "History", "汇总", ""]
    found = [problem(2, sheet=name, file=f"{i}.csv") for i, name in enumerate(names)]
    report = kept_report(kept(jobs, found), jobs.of("one"))
    made = load_workbook(report).sheetnames
    assert len({name.lower() for name in made}) == 1 + len(names)
    assert made[1:3] == ["a_b_c_d_e_f_g_h", "引号"]
    assert made[-1] == "6"


def test_what_the_sheets_leave_out_is_said(jobs, tmp_path):
    found = [problem(number) for number in range(2, 12)]
    job = kept(jobs, found, tmp_path / "名单.xlsx")
    write_report(job, jobs.of("one"), tmp_path / "r.xlsx", rows_limit=4)
    assert len(sheet_of(tmp_path / "r.xlsx", "人才")) == 1 + 4
    left_out = [row for row in sheet_of(tmp_path / "r.xlsx", "汇总") if row[1] == 6]
    assert len(left_out) == 1
    assert ".jsonl" in str(left_out[0][0])


def test_a_report_is_made_anew_when_the_import_ran_again(jobs, tmp_path):
    job = kept(jobs, [problem(7)], tmp_path / "名单.xlsx")
    report = kept_report(job, jobs.of("one"))
    made = report.stat().st_mtime_ns
    assert kept_report(job, jobs.of("one")).stat().st_mtime_ns == made
    job = kept(jobs, [problem(8)], tmp_path / "名单.xlsx")
    assert sheet_of(kept_report(job, jobs.of("one")), "人才")[1][0] == 8
    assert [path.name for path in report.parent.glob(".*")] == []


def test_lines_are_one_problem_each(jobs, tmp_path):
    found = [problem(2, "出生日期", value='"引"\n'), problem(3, candidates=("a",))]
    job = kept(jobs, found)
    save_report(job, jobs.of("one"), tmp_path / "r.jsonl")
    lines = (tmp_path / "r.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["row"] for line in lines] == [2, 3]
    assert set(json.loads(lines[0])) == {
        *("file", "sheet", "row", "column", "value", "code", "severity"),
        *("en", "zh", "remedy_en", "remedy_zh", "candidates", "cards", "said"),
    }
    with pytest.raises(ConfigurationError):
        save_report(job, jobs.of("one"), tmp_path / "nowhere" / "r.xlsx")


def test_problems_are_paged_and_a_half_written_one_waits(jobs):
    severities = ["note", "cell", "refused", "cell", "decide", "cell"]
    found = [problem(i, severity=severity) for i, severity in enumerate(severities)]
    kept(jobs, found)
    folder = jobs.of("one")
    with (folder / PROBLEMS).open("a", encoding="utf-8") as lines:
        lines.write('{"file": "half')
    assert list(problems_in(folder)) == found
    assert page_of(folder, None, 2, 1) == (6, found[1:3])
    assert page_of(folder, "cell", 2, 1) == (3, [found[3], found[5]])
    assert page_of(folder, "cell", 9, 3) == (3, [])
    assert first(folder, 2) == [found[1], found[2]]
    (folder / PROBLEMS).unlink()
    assert page_of(folder, None, 2, 0) == (0, [])
