"""Fills a population: ages, names, homes, countries, schools, families; person after person."""

from __future__ import annotations

from seed.city.chance import Chance, Weighted
from seed.city.dates import TODAY, YEAR, year_of
from seed.city.geography import HOME, Geography
from seed.city.names import common_families, pick_given
from seed.city.namesakes import LookAlikes
from seed.city.organisations import Organisation
from seed.city.population import DECLINED, FOREIGN, NONE, STUDYING, Population, PopulationPlan

_DECLINES = 0.015  # of all people wish not to be approached
# Years of age, youngest and oldest, on the day of the data.
_AGES = {
    "OverseasChinese": (22, 88),
    "Representative": (35, 82),
    "OverseasStudent": (18, 34),
    "Ambassador": (34, 70),
    "Returnee": (26, 62),
    "Talent": (28, 68),
    "LiaisonOfficer": (26, 60),
    "Delegate": (34, 64),
    "Relative": (16, 92),
}
# How likely one of a kind has been to a university, and has a field of knowledge.
_SCHOOLED = {"OverseasChinese": 0.2, "Representative": 0.5, "Relative": 0.11, "LiaisonOfficer": 0.7}
_SKILLED = {
    "OverseasChinese": 0.1,
    "Representative": 0.2,
    "OverseasStudent": 0.65,
    "Relative": 0.02,
}
_SKILLED |= {"Ambassador": 0.4, "LiaisonOfficer": 0.0, "Delegate": 0.2, "Returnee": 0.8}
_AT_HOME = frozenset({"Returnee", "LiaisonOfficer", "Delegate", "Relative"})
# How likely the school is one at home rather than one in the country of residence.
_SCHOOL_AT_HOME = {"OverseasStudent": 0.0, "Returnee": 0.0, "Talent": 0.35}
_NATIVE = {"Talent": 0.7, "Returnee": 0.9, "Relative": 0.97}
_TALENT_ABROAD, _TALENT_FOREIGN, _STUDYING = 0.6, 0.12, 0.75
_OFFICER_LIVES_NEAR = 0.98
_OWN_SURNAME, _SAME_FAMILY = 0.55, 0.35  # of relatives: bear the anchor's; belong to a known family
_LARGEST = 0.5  # flatness of the schools' sizes: the first one has nearly a third of all
_DOUBLED = (
    "OverseasChinese",
    "Representative",
    "OverseasStudent",
    "Returnee",
    "Talent",
    "Relative",
)


class Peopling:
    """Draws people, kind by kind; `schools` as in Organisations."""

    def __init__(
        self, seed: int, geography: Geography, schools: list[Organisation], skills: Weighted[int]
    ) -> None:
        self._chance = Chance(seed, "people")
        self._geography = geography
        self._skills = skills
        self._home, self._away = _schools(schools)
        self._look_alikes = LookAlikes(seed)

    def populate(self, plan: PopulationPlan) -> Population:
        """Everyone."""
        people = Population(plan)
        for kind, numbers in plan.ranges.items():
            originals = self._look_alikes.originals(numbers) if kind in _DOUBLED else numbers
            for number in originals:
                self._person(people, kind, number)
            if kind in _DOUBLED:
                self._look_alikes.add(people, numbers, at_home=kind in _AT_HOME)
        return people

    def _person(self, people: Population, kind: str, number: int) -> None:
        chance = self._chance
        youngest, oldest = _AGES[kind]
        people.born[number] = born = TODAY - chance.between(youngest * YEAR, oldest * YEAR)
        people.woman[number] = woman = int(chance.happens(0.48))
        people.family[number] = common_families().pick(chance)
        native = chance.happens(_NATIVE.get(kind, _OFFICER_LIVES_NEAR))
        people.home[number] = self._geography.by_people.pick(chance) if native else NONE
        people.flags[number] = DECLINED if chance.happens(_DECLINES) else 0
        people.country[number] = self._country(kind)
        if kind == "Relative":
            self._join_family(people, number)
        if kind == "Talent" and people.country[number] >= 0 and chance.happens(_TALENT_FOREIGN):
            people.flags[number] |= FOREIGN
            people.home[number] = NONE
        people.owner[number] = self._geography.owner(chance, people.home[number])
        family = people.family[number]
        given = pick_given(chance, family, bool(woman), year_of(born))
        people.one[number], people.two[number] = given
        if chance.happens(_SKILLED.get(kind, 1.0)):
            people.skill[number] = self._skills.pick(chance)
        if chance.happens(_SCHOOLED.get(kind, 1.0)):
            self._schooling(people, kind, number)

    def _country(self, kind: str) -> int:
        chance, geography = self._chance, self._geography
        if kind in _AT_HOME:
            return HOME
        if kind == "OverseasChinese":
            return geography.old.pick(chance)
        if kind in ("Representative", "Ambassador"):
            return (geography.old if chance.happens(0.8) else geography.new).pick(chance)
        if kind == "Talent" and not chance.happens(_TALENT_ABROAD):
            return HOME
        return geography.new.pick(chance)

    def _join_family(self, people: Population, number: int) -> None:
        """Belongs to somebody abroad; large families grow larger, so sizes get a heavy tail."""
        chance, relatives = self._chance, people.plan.ranges["Relative"]
        if number > relatives.start and chance.happens(_SAME_FAMILY):
            anchor = people.anchor[relatives.start + chance.below(number - relatives.start)]
        else:
            anchor = chance.below(people.plan.ranges["LiaisonOfficer"].start)
        people.anchor[number] = anchor
        if people.home[anchor] >= 0:
            people.home[number] = people.home[anchor]
        if chance.happens(_OWN_SURNAME):
            people.family[number] = people.family[anchor]

    def _schooling(self, people: Population, kind: str, number: int) -> None:
        """A school, and when it was or will be left."""
        chance, country = self._chance, people.country[number]
        if kind == "Returnee":
            country = self._geography.new.pick(chance)
        away = self._away.get(country)
        at_home = away is None or chance.happens(_SCHOOL_AT_HOME.get(kind, 0.5))
        school = (self._home if at_home or away is None else away).pick(chance)
        people.school[number] = school
        left = people.born[number] + chance.between(21 * YEAR, 29 * YEAR)
        if kind == "OverseasStudent" and chance.happens(_STUDYING):
            people.flags[number] |= STUDYING
            left = TODAY + chance.between(60, 4 * YEAR)
        people.left[number] = left if people.is_(number, STUDYING) else min(left, TODAY - 90)


def _schools(schools: list[Organisation]) -> tuple[Weighted[int], dict[int, Weighted[int]]]:
    """Positions of the schools at home, and abroad by country; the first of each are the largest."""
    by_country: dict[int, list[int]] = {}
    for position, school in enumerate(schools):
        by_country.setdefault(school.country, []).append(position)
    weighted = {
        country: Weighted.by_rank(found, flatness=_LARGEST) for country, found in by_country.items()
    }
    return weighted.pop(HOME), weighted
