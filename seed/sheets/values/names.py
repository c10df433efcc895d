"""Names that are hardly any: 12345, XXX, 张某某. They are said, and the row goes in with them."""

from __future__ import annotations

import re

from seed.problems.cells import Fault, cell_fault
from seed.sheets.texts import recalling

ODD_NAME = cell_fault(
    "odd_name",
    "This is hardly a name; the row was taken with it.",
    "不像真实的名称,本行已按此名称导入。",
    "Give the real name, or delete the record.",
    "请补填真实名称,或删除该条。",
)

_NO_NAME = re.compile(
    r"x{2,}|test\d*|demo\d*|true|false|null|none|nan|unknown|anonymous|asdf\w*|qwer\w*|abc|aaa+"
    r"|测试\w{0,3}|试填|示例|样例|匿名|无名|无名氏|佚名|某某+|同上|姓名|名称|略|保密|待定|待补|暂缺|张三李四",
    re.IGNORECASE,
)
# Somebody hid a part: 张**, 李某某, XX公司. X between Latin letters is one of them.
_HIDDEN = re.compile(r"[*×＊✱○□�]{2,}|(?<![A-Za-z])X{2,}(?![A-Za-z])|某某|\?{2,}")
_HIDDEN_PERSON = re.compile(r"[*×＊�?？]")


@recalling
def odd(name: str, person: bool) -> Fault | None:
    """What is to be said of such a name. Of people also where it has no letter: 12345."""
    letters = any(character.isalpha() for character in name)
    if _NO_NAME.fullmatch(name) or _HIDDEN.search(name):
        return ODD_NAME
    if person and (not letters or _HIDDEN_PERSON.search(name)):
        return ODD_NAME
    return None
