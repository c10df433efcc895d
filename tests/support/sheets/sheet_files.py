"""Reading files in tests: all of them at once, and what is said of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from seed.problems.problem import Problem
from seed.sheets.reading.files import read_sheets
from seed.sheets.reading.limits import Limits

Rows = list[list[object]]


def read(*paths: Path, **limits: Any) -> tuple[dict[tuple[str, str | None], Rows], list[Problem]]:
    """Every sheet's rows, without empty cells at their ends, and the problems."""
    sheets: dict[tuple[str, str | None], Rows] = {}
    problems: list[Problem] = []
    for item in read_sheets(paths, Limits(**limits)):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        rows = list(item.rows)
        problems += [row for row in rows if isinstance(row, Problem)]
        sheets[item.file, item.name] = [trimmed(row) for row in rows if isinstance(row, list)]
    return sheets, problems


def trimmed(row: list) -> list[object]:
    while row and row[-1] is None:
        row = row[:-1]
    return row


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def workbook(path: Path, fill: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    book.save(path)
    return path


GOOD = "姓名,单位\n张三,甲公司\n"


def refused(folder: Path, **limits: Any) -> list[Problem]:
    """The problems of a folder's files, after a good file that comes last was read whole."""
    (folder / "好.csv").write_text(GOOD, encoding="utf-8")
    problems, read = [], {}
    for item in read_sheets([folder], Limits(**limits)):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        rows = list(item.rows)
        problems += [row for row in rows if isinstance(row, Problem)]
        read[item.file, item.name] = [row for row in rows if isinstance(row, list)]
    assert read["好.csv", None] == [["姓名", "单位"], ["张三", "甲公司"]]
    return problems


def said(problems: list[Problem]) -> list[tuple[str, str | None, str]]:
    return [(problem.file, problem.sheet, problem.code) for problem in problems]


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def people() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "单位"])
    return book


def archive(path: Path, entries: dict[str, bytes], **attributes: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for attribute, value in attributes.items():
                setattr(info, attribute, value)
            written.writestr(info, data)
