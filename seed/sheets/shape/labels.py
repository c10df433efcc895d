"""Labels of forms: the words that stand beside a value instead of over a column."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import yaml

from seed.sheets.shape.columns import GROUP, Knows, Names
from seed.sheets.shape.grid import GridRow, Slot
from seed.sheets.shape.lines import folded

LABELS_FILE = Path(__file__).with_name("labels.yaml")
# The end of a form: who filled it in and what others had to say. Nothing of the person.
_FOOT = re.compile(
    r"(?:填表|填报|制表|审核|复核|审批|登记)(?:人|日期|时间|单位)?(?:\(?(?:签名|签字|盖章)\)?)?|"
    r"(?:本人)?(?:签名|签字|承诺)|(?:.{0,8}(?:意见|盖章|公章))"
)
PHOTO = re.compile(
    r"(?:一寸|二寸|1寸|2寸|免冠|近期|彩色|贴|粘贴|电子)*(?:照片|相片|照)(?:处|粘贴处)?"
)
_INLINE = re.compile(r"\s*([^:：]{1,12}?)\s*[:：]\s*(\S.*)", re.DOTALL)
LABEL_LENGTH = 12


@cache
def _asked() -> frozenset[str]:
    """What forms ask and no table has a column for; where it goes is told by its column's rules."""
    return frozenset(map(folded, yaml.safe_load(LABELS_FILE.read_text(encoding="utf-8"))))


class Pair(NamedTuple):
    """A label and the text beside it in one cell: 姓名:张三."""

    label: str
    value: str


class Labels:
    """Tells labels from values."""

    def __init__(self, knows: Knows, names: Names) -> None:
        self.knows, self._names = knows, names
        self._asked = _asked()

    def is_label(self, slot: Slot) -> bool:
        """Whether a cell is a label."""
        return isinstance(slot.cell, str) and self.means(shown(slot.text))

    def means(self, text: str) -> bool:
        """Whether a text is a word that forms or tables know."""
        plain = folded(text).replace(" ", "")
        # 甲 and 起 head columns of relationships; in a form they are somebody's answer.
        return len(plain) > 1 and (plain in self._asked or self.is_foot(text) or self.knows(text))

    def names(self, text: str) -> bool:
        """Whether a label stands beside the name of whom the form is about."""
        return self._names(shown(text), None)

    @staticmethod
    def is_foot(text: str) -> bool:
        """Whether a label belongs to the end of a form, and says nothing of the person."""
        return _FOOT.fullmatch(folded(text).replace(" ", "")) is not None

    def inline(self, slot: Slot) -> Pair | None:
        """The label and the value of a cell that holds both."""
        found = _INLINE.fullmatch(slot.cell) if isinstance(slot.cell, str) else None
        if found is None or not self.means(found[1]):
            return None
        return Pair(shown(found[1]), found[2].strip())

    def is_group(self, slot: Slot, after: Slot) -> bool:
        """Whether a cell stands before labels that it speaks of: 配偶 | 姓名 | 王某."""
        if not (self.is_label(after) or self.inline(after)):
            return False
        word = isinstance(slot.cell, str) and (GROUP.search(slot.text) or slot.bottom > slot.row)
        return self.is_label(slot) or bool(word)

    def is_header(self, row: GridRow) -> bool:
        """Whether a row is the header of a table: labels side by side, and no value among them."""
        filled = row.filled
        words = [slot for slot in filled if self.is_label(slot)]
        beside = sum(
            self.is_label(one) and self.is_label(other) for one, other in pairwise(row.slots)
        )
        return beside >= 1 and len(words) >= 2 and 3 * len(filled) <= 4 * len(words) + 1


def shown(text: str) -> str:
    """A label without its colon, and without the blanks that spread it out: 姓　名."""
    plain = re.sub(r"[\s:：]+$", "", text).strip()
    return plain if plain.isascii() else re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", plain)
