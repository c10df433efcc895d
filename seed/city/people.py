"""Entities of people, one at a time, from the population's numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.records import EntityRecord
from seed.city.chance import Chance
from seed.city.contexts import surveyed
from seed.city.dates import AS_OF, TODAY, YEAR, day, partial
from seed.city.duplicates import PEOPLE, PEOPLE_SAME
from seed.city.geography import HOME, Geography
from seed.city.names import PersonName, alike, foreign_name, western_name
from seed.city.population import DECLINED, FOREIGN, NONE, Population, person_id
from seed.city.records import Properties, entity
from seed.city.words import Country, listed, words

# Shares of people of whom this is known.
_BORN, _PHONE, _EMAIL, _ADDRESS, _CONFIDENCE, _REMARK = 0.5, 0.35, 0.25, 0.1, 0.15, 0.04
_OTHER_SPELLING, _WESTERN, _LOCAL, _TRADITIONAL = 0.25, 0.2, 0.3, 0.6
_ONLY_LOCAL = 0.03  # where the script is another: no Chinese name is known
# How likely an English name is known, by kind.
_ENGLISH = {"OverseasStudent": 0.6, "Talent": 0.75, "Returnee": 0.5, "Representative": 0.6}
_ENGLISH |= {"OverseasChinese": 0.45, "Ambassador": 0.8}
_LEARNED = frozenset({"Talent", "Returnee", "OverseasStudent", "Ambassador"})
_DEGREES = ("博士", "博士", "硕士", "硕士", "学士")
_CONFIDENCES = (0.9, 0.8, 0.7, 0.5)


class People:
    """Writes the entity of each person."""

    def __init__(self, seed: int, geography: Geography, people: Population) -> None:
        self._chance = Chance(seed, "records of people")
        self._geography = geography
        self._people = people
        self._skills = listed(words("places")["fields"])

    def records(self) -> Iterator[EntityRecord]:
        """Everyone, in the order of ids."""
        for kind, numbers in self._people.plan.ranges.items():
            for number in numbers:
                yield self._record(kind, number)

    def _record(self, kind: str, number: int) -> EntityRecord:
        people, chance = self._people, self._chance
        labels = people.plan.labels(kind, number)
        region = self._geography.regions[people.owner[number]]
        properties = surveyed(chance, region.number)
        properties["office"] = region.office
        name = self._named(kind, number, properties)
        self._contact(number, properties)
        self._career(kind, number, properties)
        if people.flags[number] & DECLINED:
            properties["declined"] = True
        if chance.happens(_CONFIDENCE):
            properties["confidence"] = chance.pick(_CONFIDENCES)
        if chance.happens(_REMARK):
            properties["extra"] = {"备注": chance.pick(_remarks())}
        return entity(person_id(number), name, labels, properties)

    def _named(self, kind: str, number: int, properties: Properties) -> str:
        """The name as the register has it; other names go into the properties."""
        people, chance = self._people, self._chance
        if people.flags[number] & FOREIGN:
            script = self._geography.abroad[people.country[number]].country.script
            return foreign_name(chance, script)
        name = people.name(number)
        if people.country[number] == HOME:
            given, aliases = name.simplified(), list[str]()
            if chance.happens(_ENGLISH.get(kind, 0.0)):
                properties["english_name"] = name.pinyin()
        else:
            given, aliases = self._abroad(kind, number, name, properties)
        variation = people.variation[number]
        if variation and PEOPLE[variation - 1] in PEOPLE_SAME:
            given = self._varied(PEOPLE[variation - 1], number, given, aliases, properties)
        if aliases:
            properties["aliases"] = list(dict.fromkeys(aliases))
        return given

    def _abroad(
        self, kind: str, number: int, name: PersonName, properties: Properties
    ) -> tuple[str, list[str]]:
        """Name and other names of somebody abroad, as they are written where they live."""
        chance = self._chance
        country = self._geography.abroad[self._people.country[number]].country
        given, aliases = name.simplified(), list[str]()
        recent = kind in ("OverseasStudent", "Talent")
        spelling = "pinyin" if recent and not country.traditional else country.spelling
        if chance.happens(_ENGLISH.get(kind, 0.0)):
            properties["english_name"] = name.spelled(spelling)
        elif chance.happens(_OTHER_SPELLING):
            aliases.append(name.spelled(spelling))
        if country.western and chance.happens(_WESTERN):
            aliases.append(western_name(chance, name, country, bool(self._people.woman[number])))
        if country.traditional and chance.happens(_TRADITIONAL):
            given = name.traditional()
        if country.script != "latin" and not recent and chance.happens(_LOCAL):
            local = foreign_name(chance, country.script)
            if chance.happens(_ONLY_LOCAL / _LOCAL):
                return local, aliases
            aliases.append(local)
        return given, aliases

    def _varied(
        self, variation: str, number: int, given: str, aliases: list[str], properties: Properties
    ) -> str:
        """The name of a double; what would give it away at once is taken from the record."""
        people = self._people
        name = people.name(number)
        if variation not in ("sparse", "moved", "former_name"):
            properties.pop("english_name", None)
            aliases.clear()
        if variation == "former_name":
            aliases[:] = [people.name(people.model[number]).simplified()]
        family, whole = name.family, name.simplified()
        own = whole.removeprefix(family.simplified)
        written: dict[str, Callable[[], str]] = {
            "traditional": name.traditional,
            "sound_alike": lambda: family.simplified + alike()[people.one[number]] + own[1:],
            "spaced": lambda: f"{family.simplified} {own}",
            "surname_last": lambda: f"{name.given_pinyin()} {family.pinyin.capitalize()}",
            "former_name": name.simplified,
            "romanised": lambda: self._in_latin(variation, number, name),
            "western_name": lambda: self._in_latin(variation, number, name),
        }
        return written[variation]() if variation in written else given

    def _in_latin(self, variation: str, number: int, name: PersonName) -> str:
        people = self._people
        country = self._country(number)
        if country is None:
            return name.pinyin()
        if variation == "romanised":
            return name.spelled(country.spelling)
        return western_name(self._chance, name, country, bool(people.woman[number]))

    def _country(self, number: int) -> Country | None:
        position = self._people.country[number]
        return None if position == HOME else self._geography.abroad[position].country

    def _contact(self, number: int, properties: Properties) -> None:
        """Ways to reach somebody, in forms that cannot be real; a double's are the same."""
        chance, people = self._chance, self._people
        variation = people.variation[number]
        is_double = variation and PEOPLE[variation - 1] in PEOPLE_SAME
        origin = people.model[number] if is_double else number
        if variation and PEOPLE[variation - 1] == "sparse":
            return
        if chance.happens(_BORN):
            properties["birth_date"] = partial(chance, people.born[number])
        if chance.happens(_PHONE):
            properties["phone"] = f"000-{origin:07}"
        if chance.happens(_EMAIL):
            properties["email"] = f"p{origin:06}@example.org"
        if chance.happens(_ADDRESS):
            home = self._geography.regions[max(people.home[number], 0)]
            properties["address"] = f"{home.name}合成路{origin % 900 + 1}号"

    def _career(self, kind: str, number: int, properties: Properties) -> None:
        """Position, degree, graduation, summary."""
        chance, people = self._chance, self._people
        positions = _positions(kind)
        if positions and chance.happens(0.6):
            properties["position"] = chance.pick(positions)
        if kind in _LEARNED and people.school[number] >= 0 and chance.happens(0.7):
            properties["academic_degree"] = chance.pick(_DEGREES)
        if kind == "OverseasStudent" and people.left[number] != NONE and chance.happens(0.7):
            left = people.left[number]
            properties["graduation"] = day(left)[:7] if left <= TODAY + 4 * YEAR else None
        if people.skill[number] >= 0 and chance.happens(0.3):
            properties["summary"] = self._summary(number)
        if kind in ("Representative", "Talent") and chance.happens(0.08):
            properties["honours"] = [f"{AS_OF.year - chance.below(12)}年度合成人才奖"]

    def _summary(self, number: int) -> str:
        people = self._people
        skill = self._skills[people.skill[number]].partition("/")[0]
        country = self._country(number)
        where = country.name if country else self._geography.root.name
        years = max(1, (TODAY - people.born[number]) // YEAR - 24)
        return f"在{where}从事{skill}工作约{years}年。"


def _positions(kind: str) -> list[str]:
    return _POSITIONS.get(kind, [])


def _remarks() -> list[str]:
    return _REMARKS


_POSITIONS = {kind: listed(text) for kind, text in words("people")["positions"].items()}
_REMARKS = listed(words("people")["remarks"])
