"""That of many names about as likely the closest comes first, whoever is better connected."""

from __future__ import annotations

import pytest

from graph.schema import Schema
from graph.search.filters import Filters
from graph.search.index.degrees import DegreeColumns
from graph.search.index.index import Index
from graph.search.index.record import Record
from graph.search.index.view import IndexView
from graph.search.ranking.slips import latin_slips, near_sounds
from graph.search.search import search
from graph.search.spelling.likeness import Likeness, likeness
from graph.viewer import EVERYTHING, PUBLISHED, Access

PERSON = frozenset({"Person"})
FIRM = frozenset({"Organisation", "Enterprise"})


def order(schema: Schema, query: str, *names: str, labels: frozenset[str] = PERSON) -> list[str]:
    """The names that are found, those given later being better connected."""
    index = Index(list(schema.labels))
    ids, numbers = [f"e{n}" for n in range(len(names))], range(len(names))
    degrees = DegreeColumns(Access(PUBLISHED), ids, numbers, [""] * len(names))
    records = [Record(id_, name, labels=labels) for id_, name in zip(ids, names, strict=True)]
    index.load(records, [], [degrees])
    view = IndexView(index, EVERYTHING)
    found = search(view, schema, query, Filters(), limit=20, offset=0)
    return [view.record(slot).name for slot in found.slots]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        # Swapped, nearly the same sound, one too few, another, one too many, another surname.
        ("陈家明", ["陈明家", "陈家民", "陈家大明", "陈家旺", "陈明", "徐家明"]),
        # Nearly the same in one character, then in two.
        ("陈家明", ["陈家民", "陈佳民"]),
        # The same shape before any other, the surname in any case.
        ("田崇宇", ["田崇字", "田崇光", "由崇宇"]),
        # Of the same sound: the tone kept, fewer others first, and the surname kept.
        ("徐崇宇", ["徐崇雨", "徐崇玉", "徐重雨", "许重羽"]),
        # A surname of two characters is one surname.
        ("欧阳明月", ["欧阳明川", "欧宁明月"]),
        ("王玮", ["王伟", "汪伟"]),
        ("陈家家豪", ["陈家豪", "陈家嘉国豪"]),
        # Swapped, a key beside it, another letter, another first letter.
        ("wangmie", ["王梅", "王米"]),
        ("zhangwei", ["张威", "臧伟", "张飞", "尚伟"]),
    ],
)
def test_the_closest_comes_first(schema: Schema, query: str, names: list[str]) -> None:
    found = order(schema, query, *names)
    assert found == [name for name in names if name in found]
    assert found[0] == names[0]


def test_the_alias_itself_comes_before_one_of_another_legal_form(schema: Schema) -> None:
    names = ["Golden Bridge Ltd", "Golden Bridge GmbH", "Golden Bridge"]
    found = order(schema, "golden bridge ltd", *names, labels=FIRM)
    assert found == ["Golden Bridge Ltd", "Golden Bridge", "Golden Bridge GmbH"]


def test_a_slip_is_as_close_as_its_likeliest_reading() -> None:
    found = latin_slips("wangli")
    first = {text: n for n in sorted(found, reverse=True) for text in found[n]}
    closeness = {
        text: first[text] for text in ("wnagli", "waangli", "wanli", "wabgli", "wanqli", "kangli")
    }
    assert closeness == {
        "wnagli": 0,
        "waangli": 0,
        "wanli": 1,
        "wabgli": 1,
        "wanqli": 2,
        "kangli": 3,
    }
    assert latin_slips("wang") == {0: [], 1: [], 2: [], 3: []}


def test_sounds_that_are_not_told_apart() -> None:
    assert {"zanghua", "zhanhua", "zanhua", "zhangfua"} <= set(near_sounds(("zhang", "hua")))
    assert "zhanghua" not in near_sounds(("zhang", "hua"))
    assert set(near_sounds(("an",))) == {"ang"}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("嘉", "佳", Likeness.TONE),
        ("豪", "好", Likeness.SOUND),
        ("重", "崇", Likeness.TONE),  # in one of its readings
        ("志", "紫", Likeness.NEAR),
        ("宁", "林", Likeness.NEAR),
        ("未", "末", Likeness.NEAR),
        ("晴", "睛", Likeness.NEAR),
        ("家", "海", Likeness.NONE),
        ("家", "a", Likeness.NONE),
    ],
)
def test_how_alike_characters_are(one: str, other: str, alike: Likeness) -> None:
    assert likeness(one, other) == likeness(other, one) == alike
