"""Contacts of a phone (.vcf) to a raw sheet: a row for each card. In the child of reader.py only."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import vobject
from vobject.base import Component, VObjectError

from seed.problems import files as refusals
from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.reading.encodings import encoding_of
from seed.sheets.reading.limits import Limits
from seed.sheets.tables import Cell, RawSheet

PERSON = "Person"
# What each property of a card is called in an office's table ([RFC 6350]); others keep their names.
HEADERS = {
    "TEL": "电话",
    "EMAIL": "邮箱",
    "ORG": "单位",
    "TITLE": "职务",
    "ROLE": "岗位职责",
    "BDAY": "出生日期",
    "ADR": "地址",
    "NICKNAME": "别名",
    "NOTE": "备注",
    "URL": "网页",
    "CATEGORIES": "分组",
    "X-WECHAT": "微信",
}
NAME, PREFIX, SUFFIX, DEPARTMENT = "姓名", "称谓", "名后", "部门"
# Pictures, sounds, keys and what a phone notes for itself: nothing that an office would write down.
_PASSED_OVER = re.compile(
    r"VERSION|N|FN|PRODID|REV|UID|PHOTO|LOGO|SOUND|KEY|SORT-STRING|CLASS|MAILER|TZ|LANG|SOURCE|KIND|"
    r"X-AB.*|X-PHONETIC.*|X-IMAGE.*|X-ACTIVITY.*|X-MS-.*|X-SHARED.*"
)
_CARD = re.compile(
    r"^BEGIN:VCARD\s*?$.*?(?:^END:VCARD\s*?$|(?=^BEGIN:VCARD)|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]")
_JOINER = "、"

Row = dict[str, str]


def read_cards(path: Path, file: str, limits: Limits) -> Iterator[RawSheet | Problem]:
    """The cards as one sheet whose rows are numbered as the cards are. Raises Refused."""
    place = Place(file)
    text = path.read_text(encoding=encoding_of(path, place)).replace("\r\n", "\n")
    cards = [match.group() for match in islice(_CARD.finditer(text), limits.sheet_rows)]
    if not cards:
        yield _no_card(place)
        return
    read = [_row(card, place._replace(row=number)) for number, card in enumerate(cards, start=1)]
    taken = [row for row in read if isinstance(row, dict)]
    headers = list(dict.fromkeys([NAME, *chain.from_iterable(taken)]))
    rows: list[list[Cell] | Problem] = [list(headers)]
    rows += [row if isinstance(row, Problem) else [*map(row.get, headers)] for row in read]
    if len(cards) == limits.sheet_rows:
        rows.append(refusals.too_many_rows(place, limits.sheet_rows))
    yield RawSheet(file, None, False, 0, iter(rows), kind=PERSON)


def _row(text: str, place: Place) -> Row | Problem:
    """The cells of a card by header, or why it is not taken."""
    try:
        (card,) = vobject.readComponents(io.StringIO(text), allowQP=True)
    except (VObjectError, ValueError, TypeError, LookupError, AttributeError) as error:
        return _unreadable(place, str(error))
    name = _name(card)
    if _is_of_company(card, name):
        return _of_company(place, name)
    row: Row = {NAME: name} if name else {}
    for item in card.getChildren():
        header = _header(item.name)
        if header:
            _add(row, header, item)
    _add_titles(row, card)
    return row


def _name(card: Component) -> str:
    """The name in its own language's order: family name first only in Chinese characters."""
    parts = getattr(card.contents.get("n", [None])[0], "value", None)
    shown = str(card.contents["fn"][0].value).strip() if "fn" in card.contents else ""
    if parts is None:
        return shown
    family, given, more = (_text(getattr(parts, p)) for p in ("family", "given", "additional"))
    if _HAN.search(family + given):
        return f"{family}{more}{given}" if family and given else shown or family or given
    joined = " ".join(part for part in (given, more, family) if part)
    return joined or shown


def _add_titles(row: Row, card: Component) -> None:
    parts = getattr(card.contents.get("n", [None])[0], "value", None)
    for header, part in ((PREFIX, "prefix"), (SUFFIX, "suffix")):
        text = _text(getattr(parts, part, ""))
        if text:
            row[header] = text


def _is_of_company(card: Component, name: str) -> bool:
    told = [
        str(each.value).lower()
        for key in ("kind", "x-abshowas")
        for each in card.contents.get(key, [])
    ]
    organisations = [_text(each.value[:1]) for each in card.contents.get("org", [])]
    return bool({"org", "group", "company"} & set(told)) or bool(name and name in organisations)


def _header(name: str) -> str | None:
    return None if _PASSED_OVER.fullmatch(name) else HEADERS.get(name, name)


def _add(row: Row, header: str, item: Any) -> None:
    value = item.value
    if item.name == "ORG":
        _join(row, DEPARTMENT, _text(value[1:]))
        value = value[:1]
    elif item.name == "ADR":
        parts = ("country", "region", "city", "street", "extended", "box", "code")
        value = [getattr(value, part) for part in parts]
    elif item.name == "TEL":
        value = re.sub(r"^tel:", "", _text(value))
    _join(row, header, _text(value))


def _join(row: Row, header: str, text: str) -> None:
    """Adds a text to what the row has under this header, once."""
    present = row.get(header)
    if not text or (present and text in present.split(_JOINER)):
        return
    row[header] = f"{present}{_JOINER}{text}" if present else text


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(filter(None, map(_text, value)))
    return str(value).strip() if isinstance(value, str) else ""


def _no_card(place: Place) -> Problem:
    return place.problem(
        "no_card",
        "The file holds no contact: no line says BEGIN:VCARD.",
        "文件中没有联系人(没有 BEGIN:VCARD 行)。",
        ("Export the contacts once more as .vcf.", "请从手机重新导出联系人(.vcf)。"),
    )


def _unreadable(place: Place, reason: str) -> Problem:
    return place.problem(
        "card_unreadable",
        f"The contact cannot be read ({reason}).",
        f"该联系人无法读取({reason})。",
        ("Export it once more, or type it into a table.", "请重新导出该联系人,或改填到表格中。"),
    )


def _of_company(place: Place, name: str) -> Problem:
    return place.problem(
        "card_of_company",
        "The contact is that of a company, not of a person; it was not taken.",
        "该联系人是单位而不是人员,未导入。",
        ("Put it into a table of organisations.", "请将其填入机构表。"),
        value=name or None,
    )
