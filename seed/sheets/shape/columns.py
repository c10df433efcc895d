"""What the shape of a sheet asks of its headers: is this one, does it hold the records' names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from seed.sheets.shape.lines import folded

Knows = Callable[[str], bool]
# Whether a header holds the names of records of a kind; of any kind where that is None.
Names = Callable[[str, str | None], bool]


class Vocabulary(NamedTuple):
    """What texts mean to the tables of an import: headers, and which of them are of names."""

    knows: Knows
    names: Names


# Columns that number the rows: a row with nothing else was never filled in.
COUNTERS = frozenset({"序号", "序", "no", "no.", "#", "项次", "行号", "编次", "排序", "顺序号"})

# A header, or the group over some, that speaks of somebody else than the row is about.
_OTHERS = (
    "配偶|爱人|丈夫|妻子|子女|亲属|家属|父|母|眷|国内|境内|家庭|紧急|联系人|联络人|负责人|法人|代表人|"
    "推荐人|介绍人|对接人|会长|秘书长"
)
# Groups that say nothing of whose phone or date it is.
_PLAIN = (
    "基本|个人|本人|人员|联系|通讯|居住|现居|旅居|工作|任职|就业|教育|学习|学历|毕业|留学|时间|日期|起止|地址|"
    "所在|其他|机构|企业|社团|项目|信息|情况"
)
OF_ANOTHER = re.compile(_OTHERS)
NEUTRAL = re.compile(_PLAIN)
GROUP = re.compile(f"{_OTHERS}|{_PLAIN}")

# A column that names this other person; what is said again beside it is said of them.
_ANOTHER = re.compile(
    r"(配偶|爱人|丈夫|妻子|子女|父亲|母亲|亲属|家属|侨眷|紧急联系人|联系人|联络人|联络员|负责人|"
    r"法定代表人|法人代表|法人|推荐人|介绍人|对接人|会长|秘书长)(?:姓名|名字|名称)?"
)
_SAME = (
    (
        "phone",
        re.compile(
            r"(?:联系|联络|移动|手机|办公)?(?:电话|手机|手机号码?|方式|号码)|座机|tel|mobile|phone"
        ),
    ),
    ("email", re.compile(r"(?:电子)?(?:邮箱|邮件|邮箱地址)|e-?mail")),
    ("unit", re.compile(r"(?:工作|现|所在|任职)?单位(?:名称)?")),
    ("address", re.compile(r"(?:家庭|联系|通讯|通信)?(?:住址|地址)")),
)
_NAMES = re.compile(r"(?:.{0,8}(?:姓名|名称)|名字|中文名|full name|name)")


def names_by_word(header: str, _: str | None) -> bool:
    """Whether a header looks like one of names, where no schema is asked."""
    return _NAMES.fullmatch(folded(header)) is not None


def name_column(headers: Sequence[str], names: Names, kind: str | None) -> int | None:
    """The column of the records' names: of several 姓名 before 单位名称, else the first."""
    found = [i for i, header in enumerate(headers) if header and names(header, kind)]
    personal = (i for i in found if folded(headers[i]).endswith(("姓名", "名字", "中文名")))
    return next(personal, next(iter(found), None))


def said_of_others(headers: Sequence[str], knows: Knows) -> list[str]:
    """The headers, with 电话 beside 配偶 told from the row's own 手机 before: 配偶电话.

    Only what is asked a second time: alone, it may well be the row's.
    """
    seen: set[str] = set()
    told: list[str] = []
    other = ""
    for header in headers:
        asked = _asked(folded(header))
        another = _ANOTHER.fullmatch(folded(header))
        if another:
            other = another[1]
        elif asked in seen and other and knows(header):
            told.append(f"{other}{header}")
            continue
        seen |= {asked} - {""}
        told.append(header)
    return told


def _asked(header: str) -> str:
    """What a header asks, whichever of its words it uses."""
    return next((what for what, words in _SAME if words.fullmatch(header)), header)
