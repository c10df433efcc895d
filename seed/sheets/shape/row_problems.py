"""What is said of the rows of a table as they are told from what is none."""

from __future__ import annotations

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.tables import Cell


def empty_rows(place: Place, count: int) -> Problem:
    """Empty rows between others."""
    return place.note(
        "empty_rows",
        f"{count:,} empty rows between the others were passed over.",
        f"跳过中间空行 {count:,} 行。",
    )


def more_cells(place: Place, cells: int, headers: int, last: Cell) -> Problem:
    """A row of a CSV that is wider than its header."""
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


def which_kind(place: Place, header: str | None, told: Cell) -> Problem:
    """A row whose 类别 cell names no kind."""
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


def header_word(place: Place, header: str | None, name: str) -> Problem:
    """A row whose name is the word of a column."""
    return place._replace(column=header).problem(
        "header_word_as_name",
        "Is this a name? The word is that of a column; the row was not taken.",
        "这是姓名(名称)吗?此词是列名,未导入本行。",
        (
            "If the sheet is a form, copy it into a table: headers in one row, records below.",
            "若此表是登记表,请改为表格:表头一行,每条记录一行。",
        ),
        value=name,
    )


def over_columns(place: Place, headers: list[str], value: Cell) -> Problem:
    """A text that is merged over several columns."""
    return place._replace(column=headers[0]).problem(
        "merged_over_columns",
        f"The cell is merged over {len(headers)} columns; it was taken for none of them and kept in "
        "extra.",
        f"此格横跨 {len(headers)} 列({'、'.join(headers)}),不属于其中任何一列,内容存入“其他”。",
        ("Unmerge it and put each value into its column.", "请取消合并,分列填写。"),
        severity="cell",
        value=value,
    )


def heading(place: Place, name: str) -> Problem:
    """A text that stands alone where names do, and names a group or a country."""
    return place.problem(
        "heading_or_name",
        "Is this a heading for the rows below it, or somebody's name? The row was not taken, and "
        "the rows below it do not say it.",
        "这是下面各行的小标题,还是姓名?未导入本行,下面各行也未加上此内容。",
        (
            "If it is said of the rows below, put it into a column of theirs.",
            "若是对下面各行的说明,请增加一列填写。",
        ),
        value=name,
    )
