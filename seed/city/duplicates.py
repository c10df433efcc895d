"""Records that are the same under two names, and records that only look it: what is true of each.

Whoever joins records can be measured against these pairs; a pair that is not listed is of two
different persons or organisations.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

# Kinds of variation, with the explanation that the README of a data set gives. People first.
SAME = {
    "traditional": "姓名写作繁体 / name in traditional characters",
    "romanised": "只有护照拼写的姓名 / name only as a passport spells it",
    "surname_last": "拼音,名前姓后 / pinyin, surname last",
    "western_name": "外文名加姓氏 / Western given name and surname",
    "sound_alike": "名中一字误作同音字 / one character taken for another that sounds alike",
    "spaced": "姓名中有空格 / blanks within the name",
    "former_name": "曾用名,原名在别名中 / former name, the present one among the aliases",
    "moved": "居住国已变更 / lives in another country by now",
    "sparse": "只有姓名和所在地 / hardly more than a name",
    "short_form": "机构简称 / an organisation's short form",
    "english_name": "机构只有外文名 / an organisation under its English name",
}
DIFFERENT = {
    "same_name": "同籍贯重名 / another person of the same name and native place",
    "same_school": "同校重名 / another person of the same name from the same school",
    "sibling": "兄弟姐妹,名差一字 / brother or sister, one character apart",
    "same_spelling": "不同汉字,拼写相同 / other characters, spelled the same",
    "other_kind": "同地同乡,另一社团 / another organisation of the same place",
    "other_brand": "字号差一字的企业 / a company one character apart",
}
PEOPLE_SAME = tuple(SAME)[:9]
PEOPLE_DIFFERENT = tuple(DIFFERENT)[:4]
PEOPLE = (*PEOPLE_SAME, *PEOPLE_DIFFERENT)
SHARE = 0.013  # of a kind's records are doubles, and as many only look it


class Pair(NamedTuple):
    """Two records, whether they are of the same person or organisation, and in what they differ."""

    one: str
    other: str
    variation: str

    @property
    def same(self) -> bool:
        """Whether both are of one person or organisation."""
        return self.variation in SAME


def twins(count: int) -> int:
    """How many of a kind's records are made after another record: half doubles, half look-alikes."""
    return 2 * round(count * SHARE)


def write_truth(path: Path, pairs: Iterable[Pair]) -> int:
    """Writes the pairs as CSV; how many there were."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("id,other_id,same,variation,explanation\n")
        for pair in pairs:
            explanation = (SAME | DIFFERENT)[pair.variation]
            same = "true" if pair.same else "false"
            stream.write(f'{pair.one},{pair.other},{same},{pair.variation},"{explanation}"\n')
            written += 1
    return written
