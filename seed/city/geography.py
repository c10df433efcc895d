"""Where it all plays: a made-up province, city or county with its offices, and the world abroad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.records import EntityRecord
from seed.city.chance import Chance, Weighted
from seed.city.records import entity, numbered
from seed.city.sizes import Size
from seed.city.words import Country, countries, pairs, words

HOME = -1  # the country of those who live in China
CHINA = "syn-c-china"
_ROOTS = {
    "town": ("示例县", "Shili County"),
    "city": ("示例市", "Shili"),
    "province": ("示例省", "Shili Province"),
}
_ENGLISH = {"省": "Province", "市": "City", "区": "District", "县": "County", "镇": "Town"}


@dataclass(frozen=True, slots=True)
class Region:
    """A province, city, county or township with a federation of its own."""

    number: int
    name: str
    english: str
    parent: int
    place: str
    office: str

    @property
    def short(self) -> str:
        """The name as organisations bear it: 示例 of 示例市."""
        return self.name[:-1]


@dataclass(frozen=True, slots=True)
class Abroad:
    """A country or region with its id, and its cities as (id, name, English name)."""

    number: int
    id: str
    country: Country
    cities: tuple[tuple[str, str, str], ...]

    def place(self, chance: Chance) -> str:
        """The id of one of its cities, the first ones likelier, or its own when none is listed."""
        if not self.cities or chance.happens(0.08):
            return self.id
        return self.cities[min(chance.below(len(self.cities)), chance.below(len(self.cities)))][0]


@dataclass
class Geography:
    """Regions (the root first) and countries. `homes`: regions that people come from."""

    regions: list[Region]
    abroad: list[Abroad]
    homes: list[int] = field(default_factory=list)
    spare_names: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        parents = {region.parent for region in self.regions}
        self.homes = [r.number for r in self.regions if r.number not in parents]
        self.by_people = Weighted.by_rank(self.homes, flatness=max(3.0, len(self.homes) / 3))
        numbers = range(len(self.abroad))
        self.old = Weighted(numbers, (float(each.country.old) for each in self.abroad))
        self.new = Weighted(numbers, (float(each.country.new) for each in self.abroad))

    @property
    def root(self) -> Region:
        """The region whose federation runs the register."""
        return self.regions[0]

    def city_of(self, region: int) -> Region:
        """The region whose federation is over a home: its city's, or the root's."""
        parent = self.regions[region].parent
        return self.regions[max(parent, 0)]

    def owner(self, chance: Chance, home: int) -> int:
        """The region whose federation keeps a person's record: mostly that of the home."""
        if home < 0 or chance.happens(0.06):
            return 0
        return self.city_of(home).number if chance.happens(0.12) else home


def lay_out(size: Size, seed: int) -> Geography:
    """The regions and countries of a size; other names for another seed."""
    chance = Chance(seed, "geography")
    first, second = (pairs(words("places")[key]) for key in ("place_first", "place_second"))
    names = chance.mixed([(a + b, f"{x}{y}".capitalize()) for a, x in first for b, y in second])
    regions = list(_regions(size, names))
    ids = numbered("c")
    abroad = [_abroad(number, country, ids) for number, country in enumerate(countries())]
    return Geography(regions, abroad, spare_names=names[len(regions) :])


def _regions(size: Size, names: list[tuple[str, str]]) -> Iterator[Region]:
    offices, places = numbered("o"), numbered("place")
    name, english = _ROOTS[size.name]
    yield Region(0, name, english, -1, next(places), next(offices))
    number = 0
    for city in range(size.cities if size.cities > 1 else 0):
        number += 1
        name, english = names[number] if city else ("示例", "Shili")
        yield Region(number, f"{name}市", f"{english} City", 0, next(places), next(offices))
    parents = range(1, number + 1) if number else range(1)
    for parent in parents:
        for county in range(size.counties):
            number += 1
            name, english = names[number]
            ending = "镇" if size.name == "town" else _ending(county, size.counties)
            spelled = f"{english} {_ENGLISH[ending]}"
            yield Region(number, name + ending, spelled, parent, next(places), next(offices))


def _ending(county: int, counties: int) -> str:
    """Districts in the middle of a city, counties and two small cities around it."""
    if county < counties * 0.4:
        return "区"
    return "县" if county < counties - 2 else "市"


def _abroad(number: int, country: Country, ids: Iterator[str]) -> Abroad:
    own = f"syn-c-{country.code.lower()}"
    return Abroad(number, own, country, tuple((next(ids), zh, en) for zh, en in country.cities))


def context_places(geography: Geography) -> Iterator[tuple[EntityRecord, str | None]]:
    """Countries and places, each with the id of what it lies in."""
    country = ("Country",)
    china = {"english_name": "China", "iso_code": "CN"}
    yield entity(CHINA, "中国", country, china), None
    for each in geography.abroad:
        own = {"english_name": each.country.english, "iso_code": each.country.code}
        yield entity(each.id, each.country.name, country, own), None
        for id_, name, english in each.cities:
            yield entity(id_, name, ("Place",), {"english_name": english}), each.id
    for region in geography.regions:
        over = CHINA if region.parent < 0 else geography.regions[region.parent].place
        yield entity(region.place, region.name, ("Place",), {"english_name": region.english}), over
