"""Sheets made in tests, and the tables that are seen in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seed.problems.problem import Problem
from seed.sheets.shape.shape import tables
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import Cell, Merge, RawSheet, SheetRow, Table

HEADERS = {
    "姓名", "名称", "企业名称", "单位", "工作单位", "电话", "邮箱", "备注", "国家", "城市", "学位",
    "出生日期", "起点", "关系", "终点",
}  # fmt: skip


def sheet(
    rows: Sequence[list[Cell] | Problem],
    name: str | None = "人才",
    file: str = "a.xlsx",
    merged: Iterable[Sequence[int]] = (),
    verbatim: bool = False,
) -> RawSheet:
    merges = tuple(Merge(*merge) for merge in merged)
    return RawSheet(file, name, False, 1, iter(rows), merges, verbatim)


def shaped(
    names: KindNames, raw: RawSheet, label: str | None = None
) -> tuple[Table, list[SheetRow], list[tuple[int | None, str]]]:
    """The table, its records, and the row and code of everything else, in order."""
    [table] = list(tables(raw, names, HEADERS.__contains__, label))
    assert isinstance(table, Table)
    rows = list(table.rows)
    others = [*table.notes, *(row for row in rows if isinstance(row, Problem))]
    told = [(problem.row, problem.code) for problem in others if problem.code != "kind_told"]
    return table, [row for row in rows if isinstance(row, SheetRow)], told
