"""同上, 〃 and their like: the cell says what the cell above it says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape.lines import folded
from seed.sheets.tables import Cell, column_letter

_WORDS = re.compile(r"[((]?\s*(?:同\s*上(?:行|栏|列|格)?|同\s*前|如\s*上|ditto|do\.)\s*[))]?[。.]?")
_MARKS = frozenset({"〃", "″", '"', "''", "′′", "“", "”", "〞", "〝", "““", "””", ",,", "„", "´´"})
# Dashes are a mark under a value, and nothing at all in many a form.
_DASHES = re.compile(r"[-－—–─―]{3,}")
# What two rows seldom share: dashes there mean that there is none.
_OWN = re.compile(
    r"电话|手机|邮箱|邮件|微信|qq|mail|phone|mobile|证|编号|号码|出生|生日|birth|日期|备注|附注"
)
LONGEST = 12  # characters of a mark with what stands around it


class Dittos:
    """Remembers the row above; made for one table, asked row by row."""

    def __init__(self, headers: Sequence[str], name: int | None) -> None:
        self._headers, self._name = headers, name
        self._above: dict[int, Cell] = {}
        self._empty_dashes: set[int] = set()
        self._told: set[int] = set()

    def above(self, cells: dict[int, Cell], *, continued: bool) -> None:
        """Notes a row as the one above the next; `continued`: with what it does not say again."""
        self._above = {**self._above, **cells} if continued else dict(cells)

    def same_name(self, cells: dict[int, Cell]) -> bool:
        """Whether the row is about whom the row above is about."""
        mark = cells.get(self._name) if self._name is not None else None
        return isinstance(mark, str) and _says_ditto(mark) and self._name in self._above

    def resolve(self, place: Place, cells: dict[int, Cell]) -> list[Problem]:
        """Puts the value above in the place of each mark, and says so once for a column."""
        problems: list[Problem] = []
        for column, cell in list(cells.items()):
            if not isinstance(cell, str) or len(cell) > LONGEST:
                continue
            here = place._replace(column=self._header(column))
            if _says_ditto(cell):
                problems += self._filled(here, column, cells)
            elif _DASHES.fullmatch(cell.strip()):
                problems += self._dashed(here, column, cells)
        return problems

    def _filled(self, place: Place, column: int, cells: dict[int, Cell]) -> list[Problem]:
        mark = cells[column]
        if column not in self._above:
            del cells[column]
            return [_nothing_above(place, mark)]
        cells[column] = self._above[column]
        if column in self._told:
            return []
        self._told.add(column)
        return [_read_as(place, mark, cells[column])]

    def _dashed(self, place: Place, column: int, cells: dict[int, Cell]) -> list[Problem]:
        """Dashes under a value mean it; where the column has them under nothing, they mean none."""
        if column == self._name:
            return [_whose_dashes(place, cells.pop(column))]
        own = _OWN.search(folded(self._header(column))) is not None
        if column not in self._above:
            self._empty_dashes.add(column)
        if column in self._empty_dashes and not own:
            del cells[column]
            return []
        if own:
            mark = cells.pop(column)
            return [_which_dashes(place, mark)] if column in self._above else []
        return self._filled(place, column, cells)

    def _header(self, column: int) -> str:
        known = column < len(self._headers) and self._headers[column]
        return known or column_letter(column)


def _says_ditto(cell: str) -> bool:
    text = cell.strip()
    return text in _MARKS or folded(text) in _MARKS or bool(_WORDS.fullmatch(folded(text)))


def _read_as(place: Place, mark: Cell, value: Cell) -> Problem:
    return place.note(
        "ditto",
        f"{mark} means the cell above and was read as {value!r}; further ones are not listed.",
        f"“{mark}”即上一格的内容,已读作“{value}”;本列其余同类不再列出。",
        value=mark,
    )


def _nothing_above(place: Place, mark: Cell) -> Problem:
    return place.problem(
        "ditto_without_value",
        "The cell says “as above”, and the cell above is empty.",
        "单元格写“同上”,但上一格为空。",
        ("Write the value itself.", "请填写具体内容。"),
        severity="cell",
        value=mark,
    )


def _which_dashes(place: Place, mark: Cell) -> Problem:
    return place.problem(
        "ditto_or_nothing",
        "Do these dashes mean “as above”, or that there is none? The cell was left empty.",
        "此处横线是“同上”还是“无”?单元格已留空。",
        ("Write the value itself, or leave the cell empty.", "请填写具体内容,或清空该单元格。"),
        severity="cell",
        value=mark,
    )


def _whose_dashes(place: Place, mark: Cell) -> Problem:
    return place.problem(
        "ditto_or_nothing",
        "Do these dashes mean the name above, or that there is none? The row was not taken.",
        "此处横线是“同上一人”还是“无姓名”?未导入本行。",
        ("Write the name.", "请填写姓名(名称)。"),
        value=mark,
    )
