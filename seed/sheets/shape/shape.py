"""The shape of a sheet: its title, its header, its records, and the lines that are none."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape.body import COUNTERS, Body, Item, RowKinds, filled
from seed.sheets.shape.head import HEAD_ROWS, Head, Knows, Numbered, find_head
from seed.sheets.shape.lines import folded
from seed.sheets.shape.which_kind import KindNames, Told, contradicts, kind_column, told_by
from seed.sheets.tables import RawSheet, Table


def tables(
    raw: RawSheet, names: KindNames, knows: Knows, label: str | None = None
) -> Iterator[Table | Problem]:
    """The table of a sheet, or why there is none.

    `knows` tells whether a text is a header's; `label` is the kind that the caller gave, in any of
    its names. Raises InvalidInput for a label that is none.
    """
    place = Place(raw.file, raw.name)
    given = names.given(label) if label else None
    cached = lru_cache(maxsize=4096)(lambda text: _is_header(text, knows))
    items = _numbered(raw)
    start, problems = _beginning(items)
    yield from problems
    if not start:
        if not problems:
            yield place.note("empty_sheet", "The sheet is empty.", "工作表为空。")
        return
    head = find_head([item for item in start if item[1]], raw.merged, cached)
    if head is None:
        yield _no_header(place, start)
        return
    told = Told(given, "", "") if given else _told(names, raw, head)
    if told is None and raw.kind:
        told = Told(raw.kind, "the form of the file", "文件格式")
    by_row = None if raw.verbatim else kind_column(head.headers)
    if by_row is None and (told is None or _doubtful(names, told, head)):
        yield _which_kind(place, told, names)
        return
    rows = chain((item for item in start if item[0] > head.last), items)
    kinds = RowKinds(names, told.kind if told else None, by_row, certain=bool(given))
    yield Table(
        file=raw.file,
        sheet=raw.name,
        kind=told.kind if told else None,
        headers=head.headers,
        header_row=head.last,
        rows=Body(raw, head, kinds, cached).rows(rows),
        notes=tuple(_notes(place, head, told, names)),
        verbatim=raw.verbatim,
    )


def _is_header(text: str, knows: Knows) -> bool:
    return knows(text) or folded(text) in COUNTERS or kind_column([text]) is not None


def _numbered(raw: RawSheet) -> Iterator[Item]:
    for number, row in enumerate(raw.rows, start=raw.first_row):
        yield row if isinstance(row, Problem) else (number, row)


def _beginning(items: Iterator[Item]) -> tuple[list[Numbered], list[Problem]]:
    """The first rows, from one that is not empty, as many as may hold the header."""
    rows: list[Numbered] = []
    problems: list[Problem] = []
    not_empty = 0
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        elif filled(item[1]):
            not_empty += 1
            rows.append(item)
        elif rows:
            rows.append((item[0], []))
        if not_empty > HEAD_ROWS or len(problems) > HEAD_ROWS:
            break
    return rows, problems


def _told(names: KindNames, raw: RawSheet, head: Head) -> Told | None:
    titles = [str(cell) for _, row in head.titles for cell in filled(row).values()]
    return told_by(names, raw.name, raw.file, titles)


def _doubtful(names: KindNames, told: Told, head: Head) -> bool:
    return bool(told.by_en) and contradicts(names, told.kind, head.headers)


def _notes(place: Place, head: Head, told: Told | None, names: KindNames) -> Iterator[Problem]:
    for number, row in head.titles:
        yield place._replace(row=number).note(
            "title_line",
            "A line above the header; it is no record.",
            "表头上方的标题或说明行,不是数据。",
            value=" ".join(str(cell) for cell in filled(row).values()),
        )
    if head.first != head.last:
        yield place._replace(row=head.first).note(
            "header_of_two_lines",
            f"The header has two lines, {head.first} and {head.last}.",
            f"表头为两行(第 {head.first}、{head.last} 行)。",
        )
    if told and told.by_en:
        en, zh = names.shown(told.kind)
        yield place.note(
            "kind_told",
            f"The rows were read as {en!r}, which {told.by_en} tells.",
            f"按“{zh}”读取,依据:{told.by_zh}。",
        )


def _no_header(place: Place, start: list[Numbered]) -> Problem:
    number, row = start[0]
    return place._replace(row=number).problem(
        "no_header",
        f"None of the first {HEAD_ROWS} rows is a header that is known.",
        f"前 {HEAD_ROWS} 行中没有可识别的表头。",
        (
            "Put a row of headers such as 姓名, 单位, 国家 above the records.",
            "请在数据上方加一行表头,如:姓名、单位、国家。",
        ),
        value=" | ".join(str(cell) for cell in filled(row).values()),
    )


def _which_kind(place: Place, told: Told | None, names: KindNames) -> Problem:
    en = "What kind of record are these? Neither a 类别 column nor a name or title tells."
    zh = "这是哪一类数据?没有“类别”列,表名、文件名和标题也无法判断。"
    if told:
        shown_en, shown_zh = names.shown(told.kind)
        en = f"What kind of record are these? Named as {shown_en!r}, yet its headers are of others."
        zh = f"这是哪一类数据?{told.by_zh}为“{shown_zh}”,但表头与此不符。"
    return place.problem(
        "which_kind_unknown",
        en,
        zh,
        (
            "Name the sheet after its kind (人才, 企业 …), add a 类别 column, or give --label.",
            "请用类别命名工作表(如 人才、企业、海外侨社团),或加“类别”列,或用 --label 指定。",
        ),
    )
