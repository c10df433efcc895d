"""Names in two columns, 姓 and 名 or First and Last, joined into one in the right order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape.lines import folded
from seed.sheets.tables import Cell

_GROUP = re.compile(r"^(?:中文|英文|外文|本人)?(?:姓名|名字|name)[\s(（:：\-/]*(?=.)")
_SURNAME = frozenset({"姓", "姓氏", "surname", "lastname", "familyname", "last", "family"})
_GIVEN = frozenset(
    {"名", "名字", "givenname", "givennames", "firstname", "forename", "first", "given"}
)
_MIDDLE = frozenset({"middlename", "middle", "middleinitial", "中间名"})
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]")
NAME, FOREIGN_NAME = "姓名", "英文名"


class NameParts(NamedTuple):
    """The columns of the parts, and the headers as they are once the parts are joined."""

    surname: int
    given: int
    middle: int | None
    headers: list[str]

    def join(self, place: Place, cells: dict[int, Cell]) -> Problem | None:
        """Puts the whole name in the surname's column, or says why that cannot be known."""
        columns = [self.surname, self.given, *([] if self.middle is None else [self.middle])]
        surname, given, middle = (_part(cells.pop(column, None)) for column in (*columns, -1)[:3])
        if not (surname or given or middle):
            return None
        if self.headers[self.surname] == FOREIGN_NAME:
            cells[self.surname] = " ".join(filter(None, (given, middle, surname)))
            return None
        place = place._replace(column=self.headers[self.surname])
        if not surname or not given:
            return _half(place, surname or given or middle)
        if _holds(given, surname) or _holds(surname, given):
            return _doubled(place, f"{surname} | {given}")
        han = [bool(_HAN.search(part)) for part in (surname, given)]
        if any(han) != all(han):
            return _mixed(place, f"{surname} | {given}")
        parts = [surname, middle, given] if all(han) else [given, middle, surname]
        cells[self.surname] = ("" if all(han) else " ").join(filter(None, parts))
        return None


def is_name_part(header: str) -> bool:
    """Whether a header is that of a part of a name: 姓, Last name."""
    return any(_plain(header) in words for words in _PARTS)


def name_parts(headers: Sequence[str]) -> NameParts | None:
    """The parts that a header names, unless a column has the whole name in the same script."""
    plain = [_plain(header) for header in headers]
    found = [next((i for i, h in enumerate(plain) if h in words), None) for words in _PARTS]
    surname, given, middle = found
    if surname is None or given is None:
        return None
    parts = {column for column in found if column is not None}
    rest = {folded(header) for i, header in enumerate(headers) if i not in parts}
    whole = NAME
    if rest & {"姓名", "中文姓名", "中文名", "name", "full name"}:
        if not headers[surname].isascii() or rest & {"英文名", "英文姓名"}:
            return None
        whole = FOREIGN_NAME
    joined = ["" if i in parts else header for i, header in enumerate(headers)]
    joined[surname] = whole
    return NameParts(surname, given, middle, joined)


_PARTS = (_SURNAME, _GIVEN, _MIDDLE)


def _plain(header: str) -> str:
    text = folded(header)
    return re.sub(r"[\s()_:*.\-]", "", _GROUP.sub("", text))


def _part(cell: Cell) -> str:
    return " ".join(str(cell).split()) if cell is not None else ""


def _holds(whole: str, part: str) -> bool:
    """Whether one part is the whole name already: 韩 beside 韩虚, Li beside Li Xu."""
    if _HAN.search(part):
        return whole != part and (whole.startswith(part) or whole.endswith(part))
    return part.lower() in whole.lower().split() and whole.lower() != part.lower()


def _half(place: Place, value: str) -> Problem:
    return place.problem(
        "name_part_missing",
        "The name has a surname and a given name in two columns, and one of them is empty.",
        "姓和名分列两栏,其中一栏为空。",
        ("Fill in the other part.", "请补填另一栏。"),
        value=value,
    )


def _doubled(place: Place, value: str) -> Problem:
    return place.problem(
        "name_part_doubled",
        "Is one of the two columns the whole name? It begins with the other.",
        "姓、名两栏中,是否有一栏已是完整姓名?它包含另一栏的内容。",
        ("Put the whole name into one column 姓名.", "请把完整姓名写在“姓名”一栏。"),
        value=value,
    )


def _mixed(place: Place, value: str) -> Problem:
    return place.problem(
        "name_part_mixed",
        "In which order does this name go? Its parts are in two scripts.",
        "此姓名一部分为汉字、一部分为外文,先后不明。",
        ("Put the whole name into one column 姓名.", "请把完整姓名写在“姓名”一栏。"),
        value=value,
    )
