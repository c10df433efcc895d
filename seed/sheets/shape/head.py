"""Where the header of a sheet is: one line to three, below the lines of its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from seed.sheets.shape.columns import NEUTRAL, OF_ANOTHER, Knows
from seed.sheets.shape.lines import folded
from seed.sheets.tables import Cell, Merge

Numbered = tuple[int, list[Cell]]

# Rows that are not empty in which a header is looked for; above it stand titles and instructions.
HEAD_ROWS = 30

_TITLE = re.compile(r"表$|名单|名录|统计|汇总|台账|一览|年度|\d{4}年|附件|[::]")


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a sheet: `headers` by column, on rows `first` to `last`; `titles` above it.

    `lines`: the texts of each of its rows, folded; `width`: the cells of the longest, empty or not.
    """

    headers: list[str]
    first: int
    last: int
    titles: tuple[Numbered, ...]
    lines: tuple[dict[int, str], ...]
    width: int


class _Line(NamedTuple):
    number: int
    texts: dict[int, str]
    has_values: bool  # numbers, dates: no header has them
    known: int


def find_head(
    rows: Sequence[Numbered], merged: Sequence[Merge], knows: Knows, names: Knows
) -> Head | None:
    """The header among the first rows: a line of words that are known. None: there is none.

    `names` tells whether a header is that of records' names.
    """
    lines = [_line(number, row, knows) for number, row in rows[:HEAD_ROWS]]
    best = _best(lines, names)
    if best is None:
        return None
    top, bottom = _pair(lines, best, merged)
    below = _third(lines, top, bottom, names)
    used = [*lines[top : below + 1]]
    # The third line stands under what the first two say together.
    upper = used if below == bottom else used[:-1]
    headers = _headers(upper, merged, knows)
    if below > bottom:
        headers = _stacked(headers, used[-1], knows)
    elif bottom > top > 0:
        whole = _Line(lines[top].number, _by_column(headers), has_values=False, known=1)
        if not _is_title(lines[top - 1], merged) and _covers(lines[top - 1], whole, merged):
            top -= 1
            used = [lines[top], *used]
            headers = _headers([lines[top], whole], merged, knows)
    return Head(
        headers=headers,
        first=lines[top].number,
        last=lines[below].number,
        titles=tuple(rows[:top]),
        lines=tuple({column: folded(text) for column, text in line.texts.items()} for line in used),
        width=max([len(row) for _, row in rows[top : below + 1]]),
    )


def _by_column(headers: list[str]) -> dict[int, str]:
    return {column: header for column, header in enumerate(headers) if header}


def _best(lines: list[_Line], names: Knows) -> int | None:
    """The first line that has a name's header among others, else one about as good as the best.

    The best of all may head a second, wider table further down.
    """
    certain = (i for i, line in enumerate(lines) if _is_headed(line, names))
    most = max((line.known for line in lines), default=0)
    good = (i for i, line in enumerate(lines) if 2 * line.known >= most and _may_head(line))
    return next(certain, next(good, None))


def _is_headed(line: _Line, names: Knows) -> bool:
    enough = line.known >= 2 and line.known * 5 >= len(line.texts) * 3
    return enough and not line.has_values and any(map(names, line.texts.values()))


def _may_head(line: _Line) -> bool:
    return line.known >= min(2, len(line.texts))


def is_head(row: list[Cell], knows: Knows, names: Knows, *, apart: bool) -> bool:
    """Whether a row within a table is the header of another one.

    `apart`: something stands between it and the records above, an empty row or a title.
    """
    line = _line(0, row, knows)
    if line.has_values or line.known * 5 < len(line.texts) * 3:
        return False
    named = any(map(names, line.texts.values()))
    all_known = line.known == len(line.texts) >= 2
    return (line.known >= 3 and (named or apart)) or (named and all_known and apart)


def _line(number: int, row: list[Cell], knows: Knows) -> _Line:
    cells = {c: cell for c, cell in enumerate(row) if cell is not None and str(cell).strip()}
    texts = {column: " ".join(str(cell).split()) for column, cell in cells.items()}
    known = {text for column, text in texts.items() if isinstance(cells[column], str)}
    return _Line(
        number,
        texts,
        has_values=any(not isinstance(cell, str) for cell in cells.values()),
        known=sum(map(knows, known)),
    )


def _pair(lines: list[_Line], best: int, merged: Sequence[Merge]) -> tuple[int, int]:
    """The header's first and last line: the best alone, with the one below, or the one above."""
    below, above = best + 1, best - 1
    if below < len(lines) and _covers(lines[best], lines[below], merged):
        return best, below
    if (
        above >= 0
        and not _is_title(lines[above], merged)
        and _covers(lines[above], lines[best], merged)
    ):
        return above, best
    return best, best


def _third(lines: list[_Line], top: int, bottom: int, names: Knows) -> int:
    """The header's last line when it has three: one that fills gaps and says nothing of a name."""
    last = top + 2
    if last >= len(lines) or lines[last].number != lines[top].number + 2:
        return bottom
    named = {c for line in lines[top:last] for c, text in line.texts.items() if names(text)}
    for line in lines[top + 1 : last + 1]:
        if line.has_values or (named & line.texts.keys() and line is not lines[bottom]):
            return bottom
    third = lines[last]
    upper = lines[top].texts.keys() | lines[top + 1].texts.keys()
    fits = third.known >= 2 and third.known * 5 >= len(third.texts) * 3
    narrower = len(third.texts) < len(upper | third.texts.keys())
    return last if named and fits and narrower and min(third.texts) > min(upper) else bottom


def _stacked(upper: list[str], third: _Line, knows: Knows) -> list[str]:
    """The headers of a third line under those of two; a group reaches as far as it has any."""
    width = max(len(upper), max(third.texts) + 1)
    headers, group = [], ""
    for column in range(width):
        own, over = third.texts.get(column), upper[column] if column < len(upper) else ""
        group = over or group
        headers.append(joined(group, own, knows) if own else over)
    return headers


def _is_title(line: _Line, merged: Sequence[Merge]) -> bool:
    wide = [m for m in merged if m.top == line.number and m.right > m.left]
    if len(line.texts) == 1:
        column, text = next(iter(line.texts.items()))
        return column == 0 or not wide or bool(_TITLE.search(text))
    return any(re.search(r"[::]", text) for text in line.texts.values()) or not (wide or line.known)


def _covers(top: _Line, bottom: _Line, merged: Sequence[Merge]) -> bool:
    """Whether the cells of `bottom` are sub-headers of some of `top`'s, and fill its gaps."""
    if bottom.number != top.number + 1 or bottom.has_values or top.has_values:
        return False
    groups = _groups(top, bottom, merged)
    covered = {column for columns in groups.values() for column in columns}
    clashing = bottom.texts.keys() & top.texts.keys() - groups.keys()
    if not groups or clashing or not bottom.known:
        return False
    # One group over everything is a title; a header has columns of its own beside its groups.
    return len(groups) > 1 or covered != bottom.texts.keys() or len(top.texts) > 1


def _groups(top: _Line, bottom: _Line, merged: Sequence[Merge]) -> dict[int, list[int]]:
    """The columns of `bottom` under each cell of `top` that spans two or more of them."""
    merges = {m.left: m.right for m in merged if m.top == top.number and m.bottom == top.number}
    starts = [*sorted(top.texts), max([*top.texts, *bottom.texts, 0]) + 1]
    groups: dict[int, list[int]] = {}
    for start, following in pairwise(starts):
        end = merges.get(start, start if merges else following - 1)
        under = [column for column in range(start, end + 1) if column in bottom.texts]
        if end > start and start in bottom.texts and len(under) > 1:
            groups[start] = under
    return groups


def _headers(used: list[_Line], merged: Sequence[Merge], knows: Knows) -> list[str]:
    width = max(column for line in used for column in line.texts) + 1
    if len(used) == 1:
        return [used[0].texts.get(column, "") for column in range(width)]
    top, bottom = used
    groups = _groups(top, bottom, merged)
    over = {column: top.texts[start] for start, under in groups.items() for column in under}
    own = {**top.texts, **bottom.texts}
    return [
        joined(over[column], own[column], knows) if column in over else own.get(column, "")
        for column in range(width)
    ]


def joined(group: str, header: str, knows: Knows) -> str:
    """The header of a column under a group: never the person's own where the group is another's."""
    whole = f"{group}{header}" if not group.isascii() else f"{group} {header}"
    if knows(whole):
        return whole
    neutral = NEUTRAL.search(group) and not OF_ANOTHER.search(group)
    return header if neutral and knows(header) else whole
