"""Made-up names and the chance they are drawn with."""

from __future__ import annotations

from collections import Counter

from seed.city.chance import Chance, Weighted
from seed.city.names import PersonName, alike, families, parts, pick_given


def test_weights_hold() -> None:
    chance, picked = Chance(1, "test"), Counter[str]()
    weighted = Weighted(["rare", "often"], [1, 3])
    for _ in range(4_000):
        picked[weighted.pick(chance)] += 1
    assert 0.2 < picked["rare"] / 4_000 < 0.3
    assert sorted(chance.mixed(list(range(50)))) == list(range(50))
    assert {chance.between(3, 5) for _ in range(200)} == {3, 4, 5}


def test_chance_is_the_same_on_every_machine() -> None:
    chance = Chance(1, "names")
    assert [chance.below(1_000) for _ in range(5)] == [687, 883, 964, 57, 224]


def test_names_are_spelled_as_passports_spell_them() -> None:
    surname = next(i for i, part in enumerate(families()) if part.simplified == "陈")
    one, two = (next(i for i, p in enumerate(parts()) if p.simplified == c) for c in "国明")
    name = PersonName.at(surname, one, two)
    assert (name.simplified(), name.traditional()) == ("陈国明", "陳國明")
    spellings = ("pinyin", "cantonese", "hokkien", "wade_giles")
    spelled = [name.spelled(spelling) for spelling in spellings]
    assert spelled == ["Chen Guoming", "Chan Kwok Ming", "Tan Kok Beng", "Ch'en Kuo-ming"]


def test_words_heard_alike_differ_in_writing() -> None:
    assert len(alike()) > 50
    assert all(parts()[place].simplified != other for place, other in alike().items())


def test_well_known_names_are_never_drawn() -> None:
    chance = Chance(3, "test")
    surname = next(i for i, part in enumerate(families()) if part.simplified == "姚")
    drawn = set()
    for _ in range(3_000):
        drawn.add(PersonName.at(surname, *pick_given(chance, surname, False, 1980)).simplified())
    assert "姚明" not in drawn
    assert len(drawn) > 500
