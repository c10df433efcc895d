"""The workbook of a report. Every text is written as text: what begins with = + - @ stays harmless."""

from __future__ import annotations

import errno
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from seed.imports.jobs.jobs import Job
from seed.imports.report.rows import Gathered, SheetKey, worst
from seed.problems.identity import KINDS
from seed.problems.problem import Card, Problem, Severity
from seed.sheets.headers.forbidden import forbidden
from seed.sheets.tables import Cell, CellError, column_letter

CELL_LIMIT = 32_767  # characters: what Excel holds in a cell
EXACT = 2**53  # larger whole numbers lose digits as numbers
SUMMARY = "汇总"
ROW = "行号"
ADDED = ("结果", "原因", "建议")

RESULTS: dict[Severity, str] = {
    "refused": "未导入",
    "decide": "待决定",
    "cell": "已导入,有单元格未采用",
    "note": "提示",
}
COUNTS = {
    "new": "新增 new",
    "changed": "更新 changed",
    "same": "未变 same",
    "relationships_new": "新增关系 relationships new",
    "relationships_changed": "更新关系 relationships changed",
    "relationships_same": "未变关系 relationships same",
    "refused": "未导入 refused",
    "to_decide": "待决定 to decide",
    "cells": "未采用的单元格 cells left out",
    "notes": "提示 notes",
    "joined": "合为一条的行 rows joined",
}
STATES = {
    "queued": "排队中",
    "running": "进行中",
    "done": "已完成",
    "cancelled": "已取消",
    "failed": "出错中止",
    "interrupted": "被中断",
    "undoing": "撤销中",
    "undone": "已撤销",
}
# No character of a sheet's name, and how long it may be.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_LIMIT = 31
_WIDTHS = (24, 44, 44)


class ReportWorkbook:
    """Writes row by row, whatever the size; use as a context."""

    def __init__(self, path: Path) -> None:
        # Texts stay texts: neither formulas nor links nor numbers are made of them.
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        self._heading = self._book.add_format(
            {"bold": True, "bg_color": "#e8e3da", "valign": "top"}
        )
        self._wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        # A style hides the book's own way to show a date, so those of cells name it again.
        plain = {"valign": "top", "num_format": "General"}
        self._plain = self._book.add_format(plain)
        self._at_fault = self._book.add_format(plain | {"bg_color": "#ffe9a8"})
        dated = {"valign": "top", "num_format": "yyyy-mm-dd"}
        self._date = self._book.add_format(dated)
        self._date_at_fault = self._book.add_format(dated | {"bg_color": "#ffe9a8"})
        self._names: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._book.close()
        except FileCreateError as failure:
            raise OSError(errno.EIO, str(failure)) from failure

    def summarise(self, job: Job, gathered: Gathered) -> None:
        """The first sheet: how the import went, and each kind of problem once."""
        sheet = self._add(SUMMARY, (30, 16, 26, 60, 60))
        rows = [*_about(job, gathered), (), *_kinds(gathered), (), *_whole(gathered)]
        for number, cells in enumerate(rows):
            for column, value in enumerate(cells):
                heading = column == 0 or cells in (_KINDS_HEADER, _WHOLE_HEADER)
                self._put(sheet, number, column, value, self._heading if heading else self._wrapped)

    def add_sheet(
        self,
        key: SheetKey,
        headers: Sequence[str],
        cells: Mapping[int, Sequence[Cell]],
        problems: Mapping[int, Sequence[Problem]],
    ) -> None:
        """A sheet's rows with problems, as they were given, and the reasons beside them."""
        width = max([len(headers), *map(len, cells.values())])
        titles = [title or column_letter(i) for i, title in enumerate(_padded(headers, width))]
        refused = {index for index, title in enumerate(titles) if forbidden(title)}
        sheet = self._add(key.sheet or Path(key.file).stem, (8, *[14] * width, *_WIDTHS))
        sheet.freeze_panes(1, 1)
        for column, title in enumerate((ROW, *titles, *ADDED)):
            self._put(sheet, 0, column, title, self._heading)
        for line, number in enumerate(sorted(problems), 1):
            faults = problems[number]
            columns = {problem.column for problem in faults if problem.severity != "note"}
            self._put(sheet, line, 0, number, self._plain)
            for index, value in enumerate(cells.get(number, ())):
                if index in refused:
                    continue
                named = bool(columns & {titles[index], column_letter(index)})
                self._put(sheet, line, index + 1, value, self._style(value, named))
            for index, text in enumerate(_told(faults), width + 1):
                self._put(sheet, line, index, text, self._wrapped)

    def _style(self, value: Cell, at_fault: bool) -> Any:
        if isinstance(value, date):
            return self._date_at_fault if at_fault else self._date
        return self._at_fault if at_fault else self._plain

    def _add(self, wanted: str, widths: Sequence[int]) -> Any:
        sheet = self._book.add_worksheet(self._free_name(wanted))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def _free_name(self, wanted: str) -> str:
        bare = _NOT_IN_NAMES.sub("_", wanted).strip("'")[:_NAME_LIMIT] or "Sheet"
        name, number = bare, 1
        while name.lower() in self._names or name.lower() == "history":
            number += 1
            mark = f" {number}"
            name = bare[: _NAME_LIMIT - len(mark)] + mark
        self._names.add(name.lower())
        return name

    def _put(self, sheet: Any, row: int, column: int, value: Cell, style: Any) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, style)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, style)
        elif isinstance(value, date) and value.year >= 1900:
            sheet.write_datetime(row, column, value, style)
        elif isinstance(value, int | float) and abs(value) <= EXACT and math.isfinite(value):
            sheet.write_number(row, column, value, style)
        else:
            text = value.text if isinstance(value, CellError) else str(value)
            sheet.write_string(row, column, text[:CELL_LIMIT], style)


_KINDS_HEADER = ("结果 result", "条数 count", "代码 code", "原因 reason", "建议 remedy")
_WHOLE_HEADER = ("结果 result", "工作表 sheet", "文件 file", "原因 reason", "建议 remedy")


def _about(job: Job, gathered: Gathered) -> list[tuple[Cell, ...]]:
    trial = "(试运行,未写入 dry run, nothing written)" if job.dry_run else ""
    rows: list[tuple[Cell, ...]] = [
        ("导入 import", job.id),
        ("状态 state", f"{STATES[job.state]} {job.state}{trial}"),
        ("文件 files", "、".join(job.files)),
    ]
    counts = job.counts.as_dict()
    rows += [(words, counts[name]) for name, words in COUNTS.items()]
    if gathered.left_out:
        words = "各表未列出的问题(见 .jsonl)problems that the sheets leave out (see the .jsonl)"
        rows.append((words, gathered.left_out))
    return rows


def _kinds(gathered: Gathered) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [_KINDS_HEADER]
    for kind, count in gathered.kinds.most_common():
        example = gathered.examples[kind]
        reason = f"{example.zh} {example.en}"
        remedy = f"{example.remedy_zh} {example.remedy_en}"
        rows.append((RESULTS[kind.severity], count, kind.code, reason, remedy))
    return rows


def _whole(gathered: Gathered) -> list[tuple[Cell, ...]]:
    """What is said of whole sheets and files."""
    rows: list[tuple[Cell, ...]] = [_WHOLE_HEADER]
    for problem in gathered.whole:
        reason, remedy = _reason(problem), _remedy(problem)
        rows.append((RESULTS[problem.severity], problem.sheet, problem.file, reason, remedy))
    return rows


def _told(problems: Sequence[Problem]) -> tuple[str, str, str]:
    """What became of a row, why, and what to do."""
    remedies = dict.fromkeys(filter(None, map(_remedy, problems)))
    return RESULTS[worst(problems)], "\n".join(map(_reason, problems)), "\n".join(remedies)


def _reason(problem: Problem) -> str:
    return f"【{problem.column}】{problem.zh}" if problem.column else problem.zh


def _remedy(problem: Problem) -> str:
    if not problem.candidates:
        return problem.remedy_zh
    cards = {card.id: card for card in problem.cards}
    shown = (_candidate(cards[id_]) if id_ in cards else id_ for id_ in problem.candidates)
    return f"{problem.remedy_zh}候选:{'、'.join(shown)}"


def _candidate(card: Card) -> str:
    """A record with what tells it apart."""
    said = ";".join(f"{KINDS.get(kind, (kind,))[0]} {value}" for kind, value in card.said)
    return f"{card.id}({card.name}{':' if said else ''}{said})"


def _padded(headers: Iterable[str], width: int) -> list[str]:
    found = list(headers)
    return found + [""] * (width - len(found))
