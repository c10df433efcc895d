"""Cells merged downwards: what they say to the rows below, and a name that goes on over several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from seed.sheets.tables import Cell, Merge


class MergedDown:
    """Follows the merged ranges of one table, row by row."""

    def __init__(self, merged: Iterable[Merge], below: int, name: int | None) -> None:
        """`below`: the last row of the header; `name`: the column of the records' names."""
        self._starting: dict[int, list[Merge]] = defaultdict(list)
        self._across: dict[int, list[Merge]] = defaultdict(list)
        for merge in merged:
            if merge.top > below:
                self._starting[merge.top].append(merge)
                if merge.right > merge.left:
                    self._across[merge.top].append(merge)
        self._falling: dict[int, tuple[int, Cell]] = {}
        self._name = name

    def starting(self, number: int) -> list[Merge]:
        """The ranges that begin on this row."""
        return self._starting.get(number, [])

    def on(self, number: int) -> list[Merge]:
        """The ranges that begin on this row and reach over several columns."""
        return self._across.pop(number, [])

    def fill(self, number: int, cells: dict[int, Cell]) -> tuple[dict[int, Cell], bool]:
        """The row with what is merged into it from above, and whether the name is.

        Where the name is, the row goes on about the same record: it keeps its own cells alone.
        """
        if not (self._starting or self._falling):
            return cells, False
        self._falling = {c: fall for c, fall in self._falling.items() if number <= fall[0]}
        same = self._name in self._falling and self._name not in cells
        if not same:
            for column, (_, value) in self._falling.items():
                cells.setdefault(column, value)
        for merge in self._starting.pop(number, []):
            if merge.bottom > number and merge.left in cells:
                self._falling[merge.left] = merge.bottom, cells[merge.left]
        return dict(sorted(cells.items())), same
