"""Where the header of a sheet is: one line or two, below the lines of its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from seed.sheets.shape.lines import folded
from seed.sheets.tables import Cell, Merge

Knows = Callable[[str], bool]
Numbered = tuple[int, list[Cell]]

# Rows that are not empty in which a header is looked for; above it stand titles and instructions.
HEAD_ROWS = 30

_TITLE = re.compile(r"表$|名单|名录|统计|汇总|台账|一览|年度|\d{4}年|附件|[::]")
# Headers over sub-headers that say nothing of whose phone or date it is.
_NEUTRAL = re.compile(
    r"基本|个人|本人|人员|联系|通讯|居住|现居|旅居|工作|任职|就业|教育|学习|学历|毕业|留学|时间|日期|起止|地址|所在|其他|机构|企业|社团|项目|信息|情况"
)
_OF_ANOTHER = re.compile(
    r"配偶|子女|亲属|家属|父|母|眷|国内|境内|家庭|紧急|联系人|联络人|负责人|法人|代表人|推荐人|介绍人|对接人|会长|秘书长"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The header of a sheet: `headers` by column, on rows `first` to `last`; `titles` above it."""

    headers: list[str]
    first: int
    last: int
    titles: tuple[Numbered, ...]
    lines: tuple[dict[int, str], ...]


class _Line(NamedTuple):
    number: int
    texts: dict[int, str]
    has_values: bool  # numbers, dates: no header has them
    known: int


def find_head(rows: Sequence[Numbered], merged: Sequence[Merge], knows: Knows) -> Head | None:
    """The header among the first rows: a line of words that are known. None: there is none."""
    lines = [_line(number, row, knows) for number, row in rows[:HEAD_ROWS]]
    most = max((line.known for line in lines), default=0)
    # The first that is about as good as the best: the best may head a second table further down.
    good = (i for i, line in enumerate(lines) if 2 * line.known >= most and _may_head(line))
    best = next(good, None)
    if best is None:
        return None
    top, bottom = _pair(lines, best, merged)
    used = [lines[top]] if top == bottom else [lines[top], lines[bottom]]
    return Head(
        headers=_headers(used, merged, knows),
        first=lines[top].number,
        last=lines[bottom].number,
        titles=tuple(rows[:top]),
        lines=tuple({column: folded(text) for column, text in line.texts.items()} for line in used),
    )


def _may_head(line: _Line) -> bool:
    return line.known >= min(2, len(line.texts))


def is_head(row: list[Cell], knows: Knows) -> bool:
    """Whether a row within a table is the header of another one."""
    line = _line(0, row, knows)
    return not line.has_values and line.known >= 3 and line.known * 5 >= len(line.texts) * 3


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
        _joined(over[column], own[column], knows) if column in over else own.get(column, "")
        for column in range(width)
    ]


def _joined(group: str, header: str, knows: Knows) -> str:
    """The header of a column under a group: never the person's own where the group is another's."""
    whole = f"{group}{header}" if not group.isascii() else f"{group} {header}"
    if knows(whole):
        return whole
    neutral = _NEUTRAL.search(group) and not _OF_ANOTHER.search(group)
    return header if neutral and knows(header) else whole
