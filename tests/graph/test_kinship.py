"""What one is to the other, from both ends."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from graph.kinship import KINSHIP_FILE, group_of, inverse, is_known, is_mutual, sex_of
from graph.roles import beside, completed, turned


@pytest.mark.parametrize(
    ("word", "sex", "other"),
    [
        ("女儿", None, "父母"),
        ("女儿", "man", "父亲"),
        ("女儿", "woman", "母亲"),
        ("父亲", None, "子女"),
        ("母亲", "man", "儿子"),
        ("长子", "woman", "母亲"),
        ("妻子", None, "配偶"),
        ("丈夫", "woman", "妻子"),
        ("表哥", None, "表弟妹"),
        ("舅舅", "woman", "外甥女"),
        ("岳父", None, "女婿"),
        ("父子", None, "父子"),
        ("父女关系", None, "父女关系"),
        ("战友", None, "战友"),
        ("导师", None, "学生"),
        ("干亲家的邻居", None, None),
    ],
)
def test_what_the_other_is(word: str, sex: Any, other: str | None):
    assert inverse(word, sex) == other


def test_the_table_is_whole():
    raw = yaml.safe_load(KINSHIP_FILE.read_text(encoding="utf-8"))
    both = [word for line in raw.pop("both") for word in line]
    words = [
        word for entry in raw.values() for key in entry if key != "inverse" for word in entry[key]
    ]
    assert all(entry.get("inverse", name) in raw for name, entry in raw.items())
    assert all("either" in entry for entry in raw.values())
    assert not set(both) & set(words)
    for word in words:
        assert is_known(word)
        back = inverse(inverse(word) or "")
        assert group_of(back or "") == group_of(word), word
    assert all(map(is_mutual, both))


def test_sexes():
    assert [sex_of(text) for text in ("男", " 女 ", "F", "不详")] == ["man", "woman", "woman", None]


def test_roles_beside_the_other_end():
    kin = completed({"role": "女儿", "since": "2001"})
    assert kin == {"role": "女儿", "since": "2001", "end_role": "父母"}
    assert beside(kin, directed=False, from_start=True) == ("父母", True)
    assert beside(kin, directed=False, from_start=False) == ("女儿", True)
    assert turned(kin) == {"role": "父母", "since": "2001", "end_role": "女儿"}
    lone = completed({"role": "网上认识的"})
    assert beside(lone, directed=False, from_start=True) == ("网上认识的", False)
    assert beside({"role": "会长"}, directed=True, from_start=False) == ("会长", True)
