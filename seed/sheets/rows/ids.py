"""The 编号 of rows: ids of ours, unless the column merely counts its rows."""

from __future__ import annotations

import re

from graph.values import ID_PATTERN
from seed.problems.cells import note
from seed.sheets.headers.headers import folded
from seed.sheets.headers.plans import Column
from seed.sheets.rows.draft import BAD_ID, Draft
from seed.sheets.tables import Cell
from seed.sheets.texts import clean, text_of

COUNTING = note(
    "id_is_running_number",
    "编号 counts the rows from 1; it was taken for a running number, for two files would share such "
    "ids. The numbers were kept in extra.",
    "“编号”从 1 起逐行计数,按序号处理(不同文件会重号),原值存入“其他”。",
    "If these are ids, name the column id.",
    "如确为唯一编号,请把表头改为 id。",
)

_ID = re.compile(ID_PATTERN, re.ASCII)
_ONE = re.compile(r"0*1", re.ASCII)
_CHINESE = "编号"


class Ids:
    """Reads the id column of one table."""

    def __init__(self, *, verbatim: bool) -> None:
        self._verbatim = verbatim
        self._counts: bool | None = None  # unknown until the first row

    def read(self, draft: Draft, column: Column, cell: Cell) -> None:
        """Takes the id of a row into `draft.fields`."""
        text = clean(text_of(cell)).value
        if self._counts is None:
            self._counts = self._is_first(column, text)
            if self._counts:
                draft.tell(COUNTING, column, cell)
        if self._counts:
            draft.keep(column, cell)
        elif _ID.fullmatch(text):
            draft.fields["id"] = text
        else:
            draft.tell(BAD_ID, column, cell)

    def _is_first(self, column: Column, text: str) -> bool:
        chinese = folded(column.header).endswith(_CHINESE)
        return not self._verbatim and chinese and _ONE.fullmatch(text) is not None
