"""Telephone numbers and e-mail addresses: kept as given, where they can be any."""

from __future__ import annotations

from graph.search.spelling.telephones import has_number
from seed.problems.cells import Read, cell_fault
from seed.sheets.tables import Cell
from seed.sheets.texts import parse_text

NOT_A_PHONE = cell_fault(
    "not_a_phone",
    "This holds no telephone number.",
    "不是电话号码。",
    "Write the number; put other ways to reach somebody into a column of their own.",
    "请填写号码;微信等其他联系方式请另设一列。",
)
NOT_AN_EMAIL = cell_fault(
    "not_an_email",
    "This is no e-mail address.",
    "不是邮箱地址。",
    "Write it with its @.",
    "请填写含 @ 的完整邮箱。",
)


def parse_phone(cell: Cell) -> Read:
    """One telephone number or several, as given. TRUE, a word and half a number are none."""
    if isinstance(cell, int | float) and (isinstance(cell, bool) or cell != int(cell) or cell < 0):
        return Read(None, NOT_A_PHONE)
    value, fault = parse_text(cell)
    return Read(value, fault) if value is None or has_number(value) else Read(None, NOT_A_PHONE)


def parse_email(cell: Cell) -> Read:
    """One address or several, as given."""
    value, fault = parse_text(cell)
    return Read(value, fault) if value is None or "@" in value else Read(None, NOT_AN_EMAIL)
