"""A small sheet as a grid of cells, merged ranges each one cell: what forms are recognised on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seed.sheets.shape.head import Numbered
from seed.sheets.tables import Cell, Merge


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as it is seen: where it begins, how far it reaches, what it says."""

    row: int
    left: int
    right: int
    bottom: int
    cell: Cell

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return " ".join(str(self.cell).split()) if self.cell is not None else ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """The slots of a row from the left; `above`: those that reach into it from rows before."""

    number: int
    slots: tuple[Slot, ...]
    above: tuple[Slot, ...]

    @property
    def filled(self) -> list[Slot]:
        """The slots that say anything."""
        return [slot for slot in self.slots if slot.text]


def grid(rows: Sequence[Numbered], merged: Sequence[Merge]) -> list[GridRow]:
    """The rows that are not empty."""
    starts = {(merge.top, merge.left): merge for merge in merged}
    covered = _covered(rows, merged)
    slots: dict[tuple[int, int], Slot] = {}
    found: list[GridRow] = []
    for number, row in rows:
        own: list[Slot] = []
        above: dict[tuple[int, int], Slot] = {}
        for column, cell in enumerate(row):
            start = covered.get((number, column), (number, column))
            if start == (number, column):
                span = starts.get(start, Merge(number, column, number, column))
                slots[start] = Slot(number, column, span.right, span.bottom, cell)
                own.append(slots[start])
            elif start[0] < number and start in slots:
                above[start] = slots[start]
        grid_row = GridRow(number, tuple(own), tuple(above.values()))
        if grid_row.filled:
            found.append(grid_row)
    return found


def _covered(
    rows: Sequence[Numbered], merged: Sequence[Merge]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Where the merged range begins in which a cell lies; ranges far beyond the cells are cut."""
    if not rows:
        return {}
    first, last, width = rows[0][0], rows[-1][0], max(len(row) for _, row in rows)
    return {
        (row, column): (merge.top, merge.left)
        for merge in merged
        for row in range(max(merge.top, first), min(merge.bottom, last) + 1)
        for column in range(merge.left, min(merge.right, width - 1) + 1)
    }
