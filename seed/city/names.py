"""Names of people: Chinese in both scripts, pinyin, as passports spell them, and foreign ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from graph.search.spelling.surnames import DIALECTS, surnames
from graph.search.spelling.wade_giles import wade_giles
from seed.city.chance import Chance, Weighted
from seed.city.words import Country, listed, pairs, words

NO_SECOND = -1  # a given name of one character
YOUNG_SINCE = 1985  # year of birth from which given names follow a later fashion
_ONE_CHARACTER = 0.16
_SIDES = ("given", "family")


@dataclass(frozen=True, slots=True)
class Part:
    """A surname or a given character with its spellings, lower case."""

    simplified: str
    traditional: str
    pinyin: str
    dialects: dict[str, str]

    def spelled(self, spelling: str) -> str:
        """As passports spell it where `spelling` is usual."""
        if spelling == "wade_giles":
            return wade_giles(self.pinyin).capitalize()
        return self.dialects.get(spelling, self.pinyin).capitalize()


@cache
def families() -> list[Part]:
    """Every surname; people hold positions in this list."""
    return [_family(written) for written, _ in pairs(words("people")["surnames"], "=")]


@cache
def common_families() -> Weighted[int]:
    """Positions of surnames by how common they are."""
    shares = [float(share) for _, share in pairs(words("people")["surnames"], "=")]
    return Weighted(range(len(shares)), shares)


def _family(written: str) -> Part:
    simplified, _, traditional = written.partition("/")
    known = surnames()[simplified]
    dialects = {name: known.dialects[name][0] for name in DIALECTS}
    return Part(simplified, traditional or simplified, known.pinyin, dialects)


@cache
def given_characters() -> dict[str, list[Part]]:
    """Given characters by the group of people who bear them."""
    groups = words("people")["given"]
    return {group: [_given(text) for text in listed(groups[group])] for group in groups}


def _given(text: str) -> Part:
    written, pinyin, cantonese, hokkien = text.split(",")
    simplified, _, traditional = written.partition("/")
    dialects = {"cantonese": cantonese, "hokkien": hokkien, "teochew": hokkien}
    return Part(simplified, traditional or simplified, pinyin, dialects)


@cache
def parts() -> list[Part]:
    """Every given character once; people hold positions in this list."""
    return list({p.simplified: p for group in given_characters().values() for p in group}.values())


@cache
def _places() -> dict[str, int]:
    return {part.simplified: place for place, part in enumerate(parts())}


@cache
def _groups(woman: bool, young: bool) -> Weighted[int]:
    own = ("women" if woman else "men") + ("_since" if young else "_before")
    older = ("women" if woman else "men") + "_before"
    groups = given_characters()
    weights = {part.simplified: 1.0 for part in [*groups["both"], *groups[older]]}
    weights |= {part.simplified: 3.0 for part in groups[own]}
    return Weighted([_places()[text] for text in weights], weights.values())


@cache
def _avoided() -> frozenset[str]:
    return frozenset(listed(words("people")["avoid"]))


@cache
def alike() -> dict[int, str]:
    """For given characters, one that sounds alike and is taken for it."""
    swaps = pairs(words("people")["alike"], "=")
    return {_places()[one]: other for one, other in swaps if one in _places()}


def pick_given(
    chance: Chance, family: int, woman: bool, born: int, first: int | None = None
) -> tuple[int, int]:
    """Positions of a given name's characters; never the whole name of somebody well known.

    `first`: the character that siblings share.
    """
    group = _groups(woman, born >= YOUNG_SINCE)
    surname = families()[family].simplified
    while True:
        one = group.pick(chance) if first is None else first
        single = first is None and chance.happens(_ONE_CHARACTER)
        two = NO_SECOND if single else group.pick(chance)
        if one != two and surname + _written(one, two) not in _avoided():
            return one, two


def _written(one: int, two: int) -> str:
    return parts()[one].simplified + ("" if two == NO_SECOND else parts()[two].simplified)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A Chinese name: the surname, and one or two given characters."""

    family: Part
    given: tuple[Part, ...]

    @classmethod
    def at(cls, family: int, one: int, two: int) -> PersonName:
        """The name at these positions of the lists."""
        given = (parts()[one],) if two == NO_SECOND else (parts()[one], parts()[two])
        return cls(families()[family], given)

    def simplified(self) -> str:
        """陈国明"""
        return self.family.simplified + "".join(part.simplified for part in self.given)

    def traditional(self) -> str:
        """陳國明"""
        return self.family.traditional + "".join(part.traditional for part in self.given)

    def pinyin(self) -> str:
        """Chen Guoming"""
        return f"{self.family.pinyin.capitalize()} {self.given_pinyin()}"

    def given_pinyin(self) -> str:
        """Guoming"""
        return "".join(part.pinyin for part in self.given).capitalize()

    def spelled(self, spelling: str) -> str:
        """As a passport spells it: Chen Guoming, Chan Kwok Ming, Tan Kok Beng, Ch'en Kuo-ming."""
        if spelling == "pinyin":
            return self.pinyin()
        family = self.family.spelled(spelling)
        if spelling == "wade_giles":
            first, *rest = (part.spelled(spelling) for part in self.given)
            return f"{family} {'-'.join([first, *map(str.lower, rest)])}"
        return " ".join([family, *(part.spelled(spelling) for part in self.given)])


def western_name(chance: Chance, name: PersonName, country: Country, woman: bool) -> str:
    """A Western given name before the surname as spelled there: Michael Chan."""
    given = chance.pick(_list("western", "women" if woman else "men"))
    spelling = "pinyin" if country.spelling == "wade_giles" else country.spelling
    return f"{given} {name.family.spelled(spelling)}"


def foreign_name(chance: Chance, script: str) -> str:
    """A name in the script of a country: สมชาย แซ่ตั้ง, Анна Ли, 林田健太, Søren Ødegård."""
    given, family = (chance.pick(_list("foreign", f"{script}_{side}")) for side in _SIDES)
    if script in ("japanese", "korean"):
        return f"{family}{given}"
    return f"{given} {family}"


@cache
def _list(group: str, name: str) -> list[str]:
    return listed(words("people")[group][name])
