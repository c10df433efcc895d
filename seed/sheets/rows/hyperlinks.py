"""Where the hyperlinks of cells lead: the address is the value, or is kept beside the text."""

from __future__ import annotations

from dataclasses import replace

from seed.sheets.headers.plans import Column
from seed.sheets.headers.targets import IGNORED, Field
from seed.sheets.rows.draft import Draft
from seed.sheets.tables import Cell, Linked

_MAIL = "mailto:"
_ADDRESS, _MAIL_ADDRESS = "链接", "邮箱链接"


def followed(draft: Draft, column: Column, cell: Linked) -> Cell:
    """The text of the cell, or the address where the column asks for one; neither is lost."""
    text, address = str(cell), cell.address
    bare = address.removeprefix(_MAIL)
    if column.target == IGNORED or bare.rstrip("/").lower() in text.lower():
        return text
    mail = address.startswith(_MAIL)
    if column.target == Field("email") and mail and "@" not in text:
        return bare
    if column.target == Field("website") and not mail:
        if "." not in text:
            draft.keep(column, text)
        return bare if "." not in text else text
    key = f"{column.key}({_MAIL_ADDRESS if mail else _ADDRESS})"
    draft.keep(replace(column, key=key), bare)
    return text
