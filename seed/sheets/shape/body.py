"""The rows below a header: records with merged cells filled down, and the lines that are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape import row_problems as said
from seed.sheets.shape.columns import COUNTERS, Vocabulary, name_column
from seed.sheets.shape.ditto import Dittos
from seed.sheets.shape.head import Head, Numbered, is_head
from seed.sheets.shape.lines import (
    FOOTNOTE,
    SECTION,
    Line,
    folded,
    is_group,
    is_number,
    recognised,
)
from seed.sheets.shape.merged_down import MergedDown
from seed.sheets.shape.name_parts import NameParts
from seed.sheets.shape.which_kind import RowKinds
from seed.sheets.tables import RELATIONSHIPS, Cell, RawSheet, SheetRow, column_letter

REPEATED = Line("repeated_header", "The header again; it is no record.", "重复的表头,不是数据。")
# Lines of one text that are held back until it is seen whether they head another table.
HELD = 6

Item = Numbered | Problem


@dataclass(slots=True)
class _More:
    """What a row says of the record above it."""

    cells: dict[int, Cell]


def filled(row: list[Cell]) -> dict[int, Cell]:
    """The cells of a row that hold more than blanks, by column."""
    return {
        column: cell
        for column, cell in enumerate(row)
        if cell is not None and (not isinstance(cell, str) or cell.strip())
    }


class Body:
    """The rows below the header of one table.

    `rest`: once the rows are read, the lines with which another table begins, its titles first.
    """

    def __init__(
        self,
        raw: RawSheet,
        head: Head,
        kinds: RowKinds,
        words: Vocabulary,
        parts: NameParts | None = None,
    ) -> None:
        self._place, self._verbatim = Place(raw.file, raw.name), raw.verbatim
        self._head, self._kinds, self._words, self._parts = head, kinds, words, parts
        self._counters = {i for i, h in enumerate(head.headers) if folded(h) in COUNTERS}
        self._name = None if self._verbatim else name_column(head.headers, words.names, kinds.kind)
        self._merges = MergedDown(raw.merged, head.last, self._name)
        self._dittos = Dittos(head.headers, self._name)
        self._record: SheetRow | None = None
        # After an empty row or a line that is no record, another table may begin.
        self._interrupted = self._after_footnote = False
        self._empty = self._gap = 0
        self.rest: list[Item] | None = None

    def rows(self, items: Iterable[Item]) -> Iterator[SheetRow | Problem]:
        """Records, and a Problem for each line that is none or cannot be taken."""
        for found in self._found(items):
            if isinstance(found, _More) and self._record is not None:
                self._record = self._record._replace(below=(*self._record.below, found.cells))
            elif isinstance(found, SheetRow):
                if self._record is not None:
                    yield self._record
                self._record = found
            elif isinstance(found, Problem):
                yield found
                if found.severity == "refused" and self._record is not None:
                    # What goes on below a refused row is not of the record above it.
                    yield self._record
                    self._record = None
        if self._record is not None:
            yield self._record
        if self._empty:
            yield said.empty_rows(self._place, self._empty)

    def _found(self, items: Iterable[Item]) -> Iterator[SheetRow | Problem | _More]:
        held: list[Item] = []
        for item in items:
            if self._verbatim or isinstance(item, Problem):
                yield from self._item(item)
                continue
            cells = self._cells(item[1])
            if self._begins_another(item[1], cells, held):
                self.rest = [*held, item]
                return
            if len(held) < HELD and (self._may_be_title(cells) or (held and not cells)):
                held.append(item)
                continue
            heads_again = bool(held) and self._repeats(cells)
            for earlier in held:
                yield from self._item(earlier, heading=heads_again)
            held = []
            yield from self._item(item)
        for earlier in held:
            yield from self._item(earlier)

    def _may_be_title(self, cells: dict[int, Cell]) -> bool:
        return len(cells) == 1 and isinstance(next(iter(cells.values())), str)

    def _item(self, item: Item, *, heading: bool = False) -> Iterator[SheetRow | Problem | _More]:
        """What an item is; `heading`: it stands over the header said again."""
        if isinstance(item, Problem):
            yield item
            return
        number, row = item
        cells = self._cells(row)
        if not cells:
            self._gap += 1
            self._interrupted = True
            return
        self._empty, self._gap = self._empty + self._gap, 0
        yield from self._row(number, cells, heading=heading)

    def _cells(self, row: list[Cell]) -> dict[int, Cell]:
        if self._verbatim:
            return {column: cell for column, cell in enumerate(row) if cell is not None}
        cells = filled(row)
        only_counted = cells.keys() <= self._counters and all(map(is_number, cells.values()))
        return {} if only_counted else cells

    def _begins_another(self, row: list[Cell], cells: dict[int, Cell], held: list[Item]) -> bool:
        """Whether another table begins here, whatever titles of it were held back."""
        if len(cells) < 2:
            return False
        if self._repeats(cells):
            return self._titled_anew(held)
        apart = self._interrupted or bool(held)
        words = any("名" in str(cell) or "name" in str(cell).lower() for cell in cells.values())
        if not (apart or words):
            return False
        return is_head(row, self._words.knows, lambda t: self._words.names(t, None), apart=apart)

    def _titled_anew(self, held: list[Item]) -> bool:
        """Whether what stands over the repeated header says that its records are of another kind."""
        texts = [
            str(c)
            for item in held
            if not isinstance(item, Problem)
            for c in filled(item[1]).values()
        ]
        told = {kind for text in texts if (kind := self._kinds.names.in_text(text))}
        # 海外人才名单(续) says no more than the title above the first page did.
        above = {
            self._kinds.names.in_text(str(c))
            for _, r in self._head.titles
            for c in filled(r).values()
        }
        return bool(told - above - {self._kinds.kind})

    def _row(
        self, number: int, cells: dict[int, Cell], *, heading: bool
    ) -> Iterator[SheetRow | Problem | _More]:
        line = None if self._verbatim else self._line(number, cells)
        if heading and line is None:
            line = SECTION
        self._interrupted = line is not None
        if line:
            self._after_footnote = line is FOOTNOTE
            value = " ".join(map(str, cells.values()))
            yield self._place._replace(row=number).note(line.code, line.en, line.zh, value=value)
            return
        cells, same = self._merges.fill(number, cells)
        if self._verbatim:
            yield self._whole(number, cells)
            return
        yield from self._own(number, cells, same=same)

    def _own(
        self, number: int, cells: dict[int, Cell], *, same: bool
    ) -> Iterator[SheetRow | Problem | _More]:
        """A record, its marks and the parts of its name resolved; or what it adds to the one above."""
        place = self._place._replace(row=number)
        same = (same or self._dittos.same_name(cells)) and self._has_name()
        yield from self._merged_across(place, cells)
        given = dict(cells)
        problems = self._dittos.resolve(place, cells)
        yield from problems
        if any(problem.severity == "refused" for problem in problems):
            self._dittos.above(cells, continued=False)
            return
        self._dittos.above(cells, continued=same)
        if same:
            yield _More(
                {c: cell for c, cell in cells.items() if cell == given[c] and c != self._name}
            )
            return
        if self._parts:
            problem = self._parts.join(place, cells)
            if problem:
                yield problem
                return
        yield self._whole(number, dict(sorted(cells.items())))

    def _has_name(self) -> bool:
        """Whether there is a record above with a name, to which a row may add."""
        return self._record is not None and self._name in self._record.cells

    def _merged_across(self, place: Place, cells: dict[int, Cell]) -> Iterator[Problem]:
        """Takes texts out that are merged over several columns, and so are of none of them."""
        for merge in self._merges.on(place.row or 0):
            headers = self._head.headers[merge.left : merge.right + 1]
            covered = range(merge.left + 1, merge.right + 1)
            alone = merge.left in cells and not any(column in cells for column in covered)
            if alone and sum(map(bool, headers)) > 1:
                value = cells.pop(merge.left)
                cells[max([len(self._head.headers), *(c + 1 for c in cells)])] = value
                yield said.over_columns(place, [h for h in headers if h], value)

    def _whole(self, number: int, cells: dict[int, Cell]) -> SheetRow | Problem:
        place = self._place._replace(row=number)
        last = max(cells, default=0)
        if self._place.sheet is None and last >= self._head.width:
            return said.more_cells(place, last + 1, self._head.width, cells[last])
        told = None if self._kinds.column is None else cells.get(self._kinds.column)
        kinds = self._kinds.of(cells)
        if not kinds:
            return said.which_kind(place, self._header(self._kinds.column), told)
        name = cells.get(self._name) if self._name is not None else None
        if isinstance(name, str) and self._is_header_word(name, kinds):
            return said.header_word(place, self._header(self._name), name)
        if isinstance(name, str) and len(cells) == 1 and self._heads_rows(name, kinds):
            return said.heading(place, name)
        return SheetRow(number, cells, kinds)

    def _heads_rows(self, name: str, kinds: tuple[str, ...]) -> bool:
        """Whether a name that stands alone among persons is rather that of a group: 美国, 理事会."""
        columns = sum(map(bool, self._head.headers)) - len(self._counters)
        return columns > 1 and self._kinds.names.base(kinds[0]) == "Person" and is_group(name)

    def _is_header_word(self, name: str, kinds: tuple[str, ...]) -> bool:
        """Whether a name is a header's word. 甲 is one, and so is Head, yet both are names too; and
        a need or a case may be called by what it is about: 签证."""
        if kinds == (RELATIONSHIPS,) or self._kinds.names.base(kinds[0]) == "Affair":
            return False
        return len(name) > 1 and not name.isascii() and self._words.knows(name)

    def _line(self, number: int, cells: dict[int, Cell]) -> Line | None:
        if self._repeats(cells):
            return REPEATED
        return recognised(cells, self._merges.starting(number), self._after_footnote)

    def _repeats(self, cells: dict[int, Cell]) -> bool:
        """Whether the row says a line of the header again."""
        return any(
            cells.keys() <= line.keys()
            and all(line[column] == folded(cell) for column, cell in cells.items())
            and 2 * len(cells) > len(line)
            for line in self._head.lines
        )

    def _header(self, column: int | None) -> str | None:
        return None if column is None else self._head.headers[column] or column_letter(column)
