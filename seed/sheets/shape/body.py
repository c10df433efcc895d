"""The rows below a header: records with merged cells filled down, and the lines that are none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape.head import Head, Knows, Numbered, is_head
from seed.sheets.shape.lines import FOOTNOTE, Line, folded, is_number, recognised
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import Cell, Merge, RawSheet, SheetRow, column_letter

# Columns that number the rows: a row with nothing else was never filled in.
COUNTERS = frozenset({"序号", "序", "no", "no.", "#", "项次", "行号"})

REPEATED = Line("repeated_header", "The header again; it is no record.", "重复的表头,不是数据。")

Item = Numbered | Problem


def filled(row: list[Cell]) -> dict[int, Cell]:
    """The cells of a row that hold more than blanks, by column."""
    return {
        column: cell
        for column, cell in enumerate(row)
        if cell is not None and (not isinstance(cell, str) or cell.strip())
    }


@dataclass(frozen=True, slots=True)
class RowKinds:
    """Which kind a row is: by its cell in `column`, else the sheet's `kind`.

    `certain`: the caller gave the kind; a cell can only make it narrower.
    """

    names: KindNames
    kind: str | None
    column: int | None
    certain: bool

    def of(self, cells: dict[int, Cell]) -> tuple[str, ...]:
        """The row's kinds, () when nothing tells. Takes a 类别 cell that was understood away."""
        listed = None
        if self.column is not None and self.column in cells:
            listed = self.names.listed(str(cells[self.column]))
        if self.kind and self.certain and listed:
            same_base = self.names.base(listed[0]) == self.names.base(self.kind)
            listed = tuple(dict.fromkeys((self.kind, *listed))) if same_base else None
        if listed and self.column is not None:
            del cells[self.column]
        return listed or ((self.kind,) if self.kind else ())


class Body:
    """The rows below the header of one sheet."""

    def __init__(self, raw: RawSheet, head: Head, kinds: RowKinds, knows: Knows) -> None:
        self._place, self._verbatim = Place(raw.file, raw.name), raw.verbatim
        self._head, self._kinds, self._knows = head, kinds, knows
        self._counters = {i for i, h in enumerate(head.headers) if folded(h) in COUNTERS}
        self._merges: dict[int, list[Merge]] = defaultdict(list)
        for merge in raw.merged:
            if merge.top > head.last:
                self._merges[merge.top].append(merge)
        self._falling: dict[int, tuple[int, Cell]] = {}
        # After an empty row or a line that is no record, another table may begin.
        self._interrupted = self._after_footnote = False

    def rows(self, items: Iterable[Item]) -> Iterator[SheetRow | Problem]:
        """Records, and a Problem for each line that is none or cannot be taken."""
        empty = gap = 0
        for item in items:
            if isinstance(item, Problem):
                yield item
                continue
            number, row = item
            cells = self._cells(row)
            if not cells:
                gap += 1
                self._interrupted = True
                continue
            empty, gap = empty + gap, 0
            if self._begins_another(row, cells):
                yield _another_table(self._place._replace(row=number))
                break
            yield self._row(number, cells)
        if empty:
            yield _empty_rows(self._place, empty)

    def _cells(self, row: list[Cell]) -> dict[int, Cell]:
        if self._verbatim:
            return {column: cell for column, cell in enumerate(row) if cell is not None}
        cells = filled(row)
        only_counted = cells.keys() <= self._counters and all(map(is_number, cells.values()))
        return {} if only_counted else cells

    def _begins_another(self, row: list[Cell], cells: dict[int, Cell]) -> bool:
        if self._verbatim or not self._interrupted:
            return False
        return not self._repeats(cells) and is_head(row, self._knows)

    def _row(self, number: int, cells: dict[int, Cell]) -> SheetRow | Problem:
        line = None if self._verbatim else self._line(number, cells)
        self._interrupted = line is not None
        if line:
            self._after_footnote = line is FOOTNOTE
            value = " ".join(map(str, cells.values()))
            return self._place._replace(row=number).note(line.code, line.en, line.zh, value=value)
        if self._merges or self._falling:
            cells = self._filled_down(number, cells)
        return self._record(number, cells)

    def _line(self, number: int, cells: dict[int, Cell]) -> Line | None:
        if self._repeats(cells):
            return REPEATED
        return recognised(cells, self._merges.get(number, []), self._after_footnote)

    def _repeats(self, cells: dict[int, Cell]) -> bool:
        """Whether the row says a line of the header again."""
        return any(
            cells.keys() <= line.keys()
            and all(line[column] == folded(cell) for column, cell in cells.items())
            and 2 * len(cells) > len(line)
            for line in self._head.lines
        )

    def _filled_down(self, number: int, cells: dict[int, Cell]) -> dict[int, Cell]:
        """The row with what cells merged downwards say to it."""
        for column, (bottom, value) in list(self._falling.items()):
            if number > bottom:
                del self._falling[column]
            else:
                cells.setdefault(column, value)
        for merge in self._merges.pop(number, []):
            if merge.bottom > number and merge.left in cells:
                self._falling[merge.left] = merge.bottom, cells[merge.left]
        return dict(sorted(cells.items()))

    def _record(self, number: int, cells: dict[int, Cell]) -> SheetRow | Problem:
        place = self._place._replace(row=number)
        last = max(cells)
        if self._place.sheet is None and last >= len(self._head.headers):
            return _more_cells(place, last + 1, len(self._head.headers), cells[last])
        told = None if self._kinds.column is None else cells.get(self._kinds.column)
        kinds = self._kinds.of(cells)
        if kinds:
            return SheetRow(number, cells, kinds)
        return _which_kind(place, self._header(self._kinds.column), told)

    def _header(self, column: int | None) -> str | None:
        return None if column is None else self._head.headers[column] or column_letter(column)


def _empty_rows(place: Place, count: int) -> Problem:
    return place.note(
        "empty_rows",
        f"{count:,} empty rows between the others were passed over.",
        f"跳过中间空行 {count:,} 行。",
    )


def _another_table(place: Place) -> Problem:
    return place.problem(
        "another_table",
        "Another table with headers of its own begins here; from this row on nothing was taken.",
        "此处开始另一张表(有自己的表头),该行及其后未导入。",
        ("Put it on a sheet of its own.", "请将其放到单独的工作表。"),
    )


def _more_cells(place: Place, cells: int, headers: int, last: Cell) -> Problem:
    return place.problem(
        "more_cells_than_headers",
        f"The row has {cells} cells for {headers} headers: a cell may hold the delimiter.",
        f"该行有 {cells} 个单元格,表头只有 {headers} 列,可能某个单元格内含分隔符。",
        (
            "Put the cell that holds the delimiter in double quotes.",
            "请用英文双引号括住含分隔符的单元格。",
        ),
        value=last,
    )


def _which_kind(place: Place, header: str | None, told: Cell) -> Problem:
    return place._replace(column=header).problem(
        "which_kind_unknown",
        "What kind of record is this? Its 类别 names none that is known.",
        "这是哪一类数据?“类别”为空或无法识别。",
        (
            "Write a kind such as 人才, 企业 or 海外侨社团, or give --label.",
            "请填写类别,如 人才、企业、海外侨社团,或用 --label 指定。",
        ),
        value=told,
    )
