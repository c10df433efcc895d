"""What is said of the shape of a sheet as a whole: what was recognised, and what has to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape.body import filled
from seed.sheets.shape.head import HEAD_ROWS, Head, Numbered
from seed.sheets.shape.which_kind import KindNames, Told
from seed.sheets.tables import Cell

# Cells of a row above the header that make it look like a record, and not like a title.
RECORD_CELLS = 3
LINES = {2: ("two lines", "两行"), 3: ("three lines", "三行")}


def notes(place: Place, head: Head, told: Told | None, kinds: KindNames) -> Iterator[Problem]:
    """What stands above the records, and what told their kind."""
    for number, row in head.titles:
        yield _above(place._replace(row=number), list(filled(row).values()))
    if head.first != head.last:
        en, zh = LINES[head.last - head.first + 1]
        yield place._replace(row=head.first).note(
            "header_of_two_lines",
            f"The header has {en}, {head.first} to {head.last}.",
            f"表头为{zh}(第 {head.first} 至 {head.last} 行)。",
        )
    yield from kind_told(place, told, kinds)


def kind_told(place: Place, told: Told | None, kinds: KindNames) -> Iterator[Problem]:
    """By what the kind of the records is known, unless the caller gave it."""
    if told and told.by_en:
        en, zh = kinds.shown(told.kind)
        yield place.note(
            "kind_told",
            f"The rows were read as {en!r}, which {told.by_en} tells.",
            f"按“{zh}”读取,依据:{told.by_zh}。",
        )


def _above(place: Place, cells: list[Cell]) -> Problem:
    value = " ".join(map(str, cells))
    if len(cells) < RECORD_CELLS or re.search(r"[:：]", value):
        return place.note(
            "title_line",
            "A line above the header; it is no record.",
            "表头上方的标题或说明行,不是数据。",
            value=value,
        )
    return place.problem(
        "row_above_header",
        "This row stands above the header; if it is a record, it was not taken.",
        "此行在表头上方;若是数据,则未导入。",
        ("Put it below the header.", "请移到表头下方。"),
        value=value,
    )


def no_header(place: Place, start: list[Numbered]) -> Problem:
    """Refuses a sheet in which no row is a header."""
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


def which_kind(place: Place, told: Told | None, kinds: KindNames) -> Problem:
    """Asks what a table holds."""
    en = "What kind of record are these? Neither a 类别 column nor a name or title tells."
    zh = "这是哪一类数据?没有“类别”列,表名、文件名和标题也无法判断。"
    if told:
        shown_en, shown_zh = kinds.shown(told.kind)
        by = told.by_zh or "指定的类别"
        en = f"What kind of record are these? Named as {shown_en!r}, yet its headers are of others."
        zh = f"这是哪一类数据?{by}为“{shown_zh}”,但表头与此不符。"
    return place.problem(
        "which_kind_unknown",
        en,
        zh,
        (
            "Name the sheet after its kind (人才, 企业 …), add a 类别 column, or give --label.",
            "请用类别命名工作表(如 人才、企业、海外侨社团),或加“类别”列,或用 --label 指定。",
        ),
    )


def another_table(place: Place) -> Problem:
    """Refuses what stands below a table whose records lie side by side."""
    return place.problem(
        "another_table",
        "Another table with headers of its own begins here; from this row on nothing was taken.",
        "此处开始另一张表(有自己的表头),该行及其后未导入。",
        ("Put it on a sheet of its own.", "请将其放到单独的工作表。"),
    )


def texts(rows: Iterable[Numbered]) -> list[str]:
    """The texts of some rows."""
    return [str(cell) for _, row in rows for cell in filled(row).values()]
