"""Two or three records a row: groups of columns that repeat sideways, made tables one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape.columns import COUNTERS, OF_ANOTHER, Names, name_column
from seed.sheets.shape.head import Head, Numbered
from seed.sheets.shape.lines import folded
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import Cell, Merge, column_letter

# Rows of a sheet that are read whole, for each group is a table of its own: an address list of a
# province has some thousands.
ROWS_LIMIT = 200_000


class Band(NamedTuple):
    """The columns of one group, both ends included."""

    left: int
    right: int

    def cells(self, row: list[Cell]) -> list[Cell]:
        """A row, empty but for this group's cells."""
        return [cell if self.left <= i <= self.right else None for i, cell in enumerate(row)]

    def rows(self, rows: Sequence[Numbered | Problem]) -> Iterator[Numbered | Problem]:
        """The rows with this group's cells alone; what was refused comes with the first group."""
        for row in rows:
            if not isinstance(row, Problem):
                yield row[0], self.cells(row[1])
            elif self.left == 0:
                yield row

    def merged(self, merges: Sequence[Merge]) -> tuple[Merge, ...]:
        """The merged ranges that begin within the group."""
        return tuple(merge for merge in merges if self.left <= merge.left <= self.right)

    def head(self, head: Head) -> Head:
        """The header, empty but for this group's; the titles that stand over it, if any do."""
        headers = [h if self.left <= i <= self.right else "" for i, h in enumerate(head.headers)]
        lines = (
            {c: t for c, t in line.items() if self.left <= c <= self.right} for line in head.lines
        )
        titles = tuple((number, self.cells(row)) for number, row in head.titles)
        own = tuple((number, row) for number, row in titles if any(cell for cell in row))
        return replace(head, headers=headers, lines=tuple(lines), titles=own or head.titles)


def bands(headers: Sequence[str], names: Names, kind: str | None) -> list[Band]:
    """The groups that the header repeats. None: it is one table; one: how is not understood."""
    first = name_column(headers, names, kind)
    if first is None:
        return []
    name = folded(headers[first])
    starts = [i for i, header in enumerate(headers) if folded(header) == name]
    if len(starts) < 2:
        return []
    found = _cut(headers, starts)
    return found if found and _alike(headers, found) else [Band(0, len(headers) - 1)]


def apart(head: Head, names: Names) -> list[Band]:
    """Tables of different kinds side by side: an empty column between, a title over each.

    One band: there are names on both sides, and nothing says whether it is one table.
    """
    runs = [run for run in _runs(head.headers) if _is_named(head.headers, run, names)]
    if len(runs) < 2 or not head.titles:
        return [] if len(runs) < 2 else [Band(0, len(head.headers) - 1)]
    _, row = head.titles[-1]
    titled = all(any(cell is not None for cell in row[run.left : run.right + 1]) for run in runs)
    if not titled:
        return [Band(0, len(head.headers) - 1)]
    rights = [*(run.left - 1 for run in runs[1:]), len(head.headers) - 1]
    lefts = [0, *(right + 1 for right in rights[:-1])]
    return [Band(left, right) for left, right in zip(lefts, rights, strict=True)]


def _runs(headers: Sequence[str]) -> list[Band]:
    """The stretches of columns with a header."""
    found: list[Band] = []
    for column, header in enumerate(headers):
        if header and found and found[-1].right == column - 1:
            found[-1] = Band(found[-1].left, column)
        elif header:
            found.append(Band(column, column))
    return found


def _is_named(headers: Sequence[str], band: Band, names: Names) -> bool:
    return any(names(header, None) for header in headers[band.left : band.right + 1])


def without_groups(head: Head, names: Names, kinds: KindNames) -> Head:
    """The header without groups such as 第一组 or 侨眷 over one and the same headers.

    Each is a title of its columns then. 配偶 is none: it says whose the columns are.
    """
    if len(head.lines) < 2:
        return head
    top, bottom = head.lines[0], head.lines[-1]
    named = [c for c, text in bottom.items() if names(text, None)]
    texts = [bottom[column] for column in named]
    others = [
        t for t in top.values() if OF_ANOTHER.search(t) and kinds.named(t) in (None, "Person")
    ]
    if len(named) < 2 or len(set(texts)) != 1 or others:
        return head
    over: Numbered = (head.first, [top.get(column) for column in range(len(head.headers))])
    headers = [bottom.get(c, h) for c, h in enumerate(head.headers)]
    return replace(head, headers=headers, titles=(*head.titles, over))


def _cut(headers: Sequence[str], starts: list[int]) -> list[Band] | None:
    """The groups around these columns of names; None where they cannot be parted."""
    lead = starts[0]
    before = [folded(header) for header in headers[:lead]]
    leads = [[folded(h) for h in headers[start - lead : start]] for start in starts[1:]]
    if not all(each == before for each in leads):
        if any(text and text not in COUNTERS for text in before):
            return None
        lead = 0
    lefts = [0, *(start - lead for start in starts[1:])]
    rights = [*(left - 1 for left in lefts[1:]), len(headers) - 1]
    return [Band(left, right) for left, right in zip(lefts, rights, strict=True)]


def _alike(headers: Sequence[str], found: list[Band]) -> bool:
    """Whether every group has the first one's headers, or the first of them.

    A name that stands alone at the right end may be said again for the eye only.
    """
    told = [_own(headers, band) for band in found]
    least = min(2, len(told[0]))
    return all(len(each) >= least and each == told[0][: len(each)] for each in told)


def _own(headers: Sequence[str], band: Band) -> list[str]:
    texts = [folded(header) for header in headers[band.left : band.right + 1]]
    return [text for text in texts if text and text not in COUNTERS]


def collected(rows: Iterator[Numbered | Problem], place: Place) -> list[Numbered | Problem]:
    """The rows, to be read once for each group; beyond the limit a Problem in their place."""
    kept: list[Numbered | Problem] = []
    for row in rows:
        if len(kept) == ROWS_LIMIT:
            kept.append(_too_long(place))
            break
        kept.append(row)
    return kept


def told_apart(found: list[Band], headers: Sequence[str], place: Place) -> Problem:
    """Says that the rows were read as so many records each."""
    spans = [f"{column_letter(band.left)}-{column_letter(band.right)}" for band in found]
    return place.note(
        "records_side_by_side",
        f"The header repeats: each row holds {len(found)} records, in columns {', '.join(spans)}.",
        f"表头左右重复:每行有 {len(found)} 条记录,分别在 {'、'.join(spans)} 列。",
        value=" | ".join(filter(None, headers)),
    )


def not_understood(headers: Sequence[str], place: Place) -> Problem:
    """Refuses a sheet whose header repeats in a way that nobody can be sure of."""
    return place.problem(
        "columns_repeat",
        "The header names its records more than once, and which columns belong to whom is not "
        "known. Nothing of this table was taken.",
        "表头中姓名(名称)重复出现,无法判断哪些列属于谁,此表未导入。",
        (
            "Put one record on each row, or the second group on a sheet of its own.",
            "请改为一行一条记录,或把第二组列移到另一张工作表。",
        ),
        value=" | ".join(header or "-" for header in headers),
    )


def _too_long(place: Place) -> Problem:
    return place.problem(
        "too_many_rows",
        f"A sheet of groups side by side is read up to {ROWS_LIMIT:,} rows; the rest was not read.",
        f"左右并排的表最多读取 {ROWS_LIMIT:,} 行,其后的行未读取。",
        ("Put one record on each row.", "请改为一行一条记录。"),
    )
