"""Lists in one cell: joined by 、 or, where an item would be torn by that, a JSON array."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from graph.values import LIST_LIMIT, TEXT_LIMIT
from seed.problems.cells import Read, cell_fault
from seed.sheets.tables import Cell
from seed.sheets.texts import TOO_LONG, clean, recalling, storable, text_of

JOINER = "、"
# Never at a comma or a slash: these stand inside names (Smith, John; 学联/同学会).
_SEPARATOR = re.compile(r"[、､;；\r\n\v\f\x85\u2028\u2029]+")
# What an XML file, and so a workbook, cannot hold.
UNWRITABLE = re.compile("[\ufffe\uffff]")

TOO_MANY = cell_fault(
    "list_too_long",
    f"The list has more than {LIST_LIMIT} items.",
    f"列表超过 {LIST_LIMIT} 项。",
    "Shorten it.",
    "请缩短后重新导入。",
)


def parse_list(cell: Cell, *, verbatim: bool = False) -> Read:
    """The items of a cell, in order; each cleaned unless the sheet is verbatim."""
    items, fault = _parse(text_of(cell), verbatim)
    return Read(None if items is None else list(items), fault)


def format_list(items: Sequence[str]) -> str:
    """A list of texts for a cell of ours; `parse_list` of it, verbatim, is the list again."""
    joined = JOINER.join(items)
    torn = any(not item or item != item.strip() or _SEPARATOR.search(item) for item in items)
    if torn or not items or joined.startswith("[") or UNWRITABLE.search(joined):
        return as_json(list(items))
    return joined


def as_json(value: object) -> str:
    """JSON as people can read it, unless it holds what a workbook cannot."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return json.dumps(value, sort_keys=True) if UNWRITABLE.search(text) else text


def split(text: str) -> tuple[str, ...]:
    """The parts of a text between the separators of lists, trimmed, without empty ones."""
    return tuple(part for raw in _SEPARATOR.split(text) if (part := raw.strip()))


@recalling
def _items(text: str, verbatim: bool) -> tuple[str, ...]:
    found = json_list(text)
    parts = split(text) if found is None else found
    if verbatim:
        return tuple(map(storable, parts))
    return tuple(item for part in parts if (item := clean(part).value))


@recalling
def _parse(text: str, verbatim: bool) -> Read:
    items = _items(text, verbatim)
    if len(items) > LIST_LIMIT:
        return Read(None, TOO_MANY)
    if len(text) > TEXT_LIMIT and any(len(item) > TEXT_LIMIT for item in items):
        return Read(None, TOO_LONG)
    return Read(items if items or text.startswith("[") else None)


def json_list(text: str) -> tuple[str, ...] | None:
    """The texts of a JSON array; None where the text is none."""
    if not text.startswith("["):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    texts = isinstance(found, list) and all(isinstance(item, str) for item in found)
    return tuple(found) if texts else None
