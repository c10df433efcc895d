"""What no cell of any column may hold: errors, pictures, numbers that lost digits, private codes."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.search.spelling.unified import has_private_codes, unified
from seed.problems.cells import Fault, cell_fault, note
from seed.sheets.tables import Cell, CellError
from seed.sheets.texts import EXACT_DIGITS, EXPONENT

_ERRORS = {
    "error_value": cell_fault(
        "error_value",
        "The cell shows an error of its formula.",
        "单元格显示公式错误。",
        "Mend the formula, or put the value in its place.",
        "请修正公式,或改填数值。",
    ),
    "formula_without_value": cell_fault(
        "formula_without_value",
        "The cell holds a formula whose value was not saved.",
        "单元格是公式,文件中没有保存计算结果。",
        "Open the file in Excel and save it again, or put the value in its place.",
        "请用 Excel 打开并重新保存,或改填数值。",
    ),
}
PICTURE = cell_fault(
    "picture_in_cell",
    "The cell holds a picture; pictures are not kept. Further ones in this column are not listed.",
    "单元格里是图片,系统不保存图片;本列其余同类不再列出。",
    "Type the text of the picture, if it has one.",
    "图片中如有文字,请改为填写文字。",
)
PRIVATE = cell_fault(
    "private_character",
    "The cell holds a character that only one font or machine knows; it was kept as it is, and "
    "nobody else can read or find it.",
    "单元格含自造字(私用区字符),已按原样保存,但他人无法显示和检索。",
    "Type the character anew with an input method of today, or describe it.",
    "请用现在的输入法重新输入该字。",
)
MAPPED = note(
    "private_character_mapped",
    "A character in the old private code of GBK was read as what it stands for.",
    "单元格含 GBK 旧私用码的字,已换成对应的汉字。",
)

_SHOWN_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|BLOCKED!|CONNECT!"
    r"|FIELD!|UNKNOWN!|BUSY!)|#{3,}",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"=?\s*(?:_xlfn\.)?DISPIMG\(.*", re.IGNORECASE | re.DOTALL)
_EXPONENT = re.compile(r"[+-]?\d(?:\.\d*)?E\+\d+", re.ASCII | re.IGNORECASE)
# More than 16 digits that end in noughts where Excel keeps none: a card number that was saved so.
_CUT = re.compile(rf"[1-9]\d{{{EXACT_DIGITS - 1}}}0{{2,}}", re.ASCII)
# Nearly every text holds none of these, and is looked at no further.
_SUSPECT = re.compile("#|DISPIMG|E\\+|00$|[\ue000-\uf8ff\U000f0000-\U0010ffff]", re.IGNORECASE)


class Screened(NamedTuple):
    """The cell, None where nothing of it may be taken; and what is to be said of it."""

    cell: Cell
    fault: Fault | None = None


def screened(cell: Cell, *, number: bool) -> Screened:
    """A cell as it may be read. `number`: its column holds numbers, for which 1E+10 is a way to write one."""
    if isinstance(cell, str):
        return _text(cell, number=number) if _SUSPECT.search(cell) else Screened(cell)
    if isinstance(cell, CellError):
        picture = cell.kind == "formula_without_value" and _PICTURE.fullmatch(cell.text)
        return Screened(None, PICTURE if picture else _ERRORS[cell.kind])
    if isinstance(cell, int | float) and abs(cell) >= 10**EXACT_DIGITS:
        return Screened(None, EXPONENT)
    return Screened(cell)


def _text(text: str, *, number: bool) -> Screened:
    bare = text.strip()
    if _SHOWN_ERROR.fullmatch(bare):
        return Screened(None, _ERRORS["error_value"])
    if _PICTURE.fullmatch(bare):
        return Screened(None, PICTURE)
    if not number and (_EXPONENT.fullmatch(bare) or _CUT.fullmatch(bare)):
        return Screened(None, EXPONENT)
    if has_private_codes(text):
        return Screened(text, PRIVATE if has_private_codes(unified(text)) else MAPPED)
    return Screened(text)
