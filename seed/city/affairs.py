"""Affairs: projects, events, policies, services, platforms, needs, service cases."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.records import EntityRecord
from seed.city.chance import Chance, Weighted
from seed.city.contexts import Subjects, surveyed
from seed.city.dates import AS_OF, TODAY, YEAR, day, new_year, partial
from seed.city.geography import Geography, Region
from seed.city.organisations import NOWHERE
from seed.city.records import Properties, entity, numbered
from seed.city.sizes import Size
from seed.city.words import listed, words

# How the statuses are spread.
_OF_PROJECTS = {"proposed": 15, "required": 5, "planned": 20, "under_way": 35, "done": 25}
_OF_POLICIES = {"proposed": 45, "required": 10, "planned": 10, "under_way": 20, "done": 15}
_OF_EVENTS = {"proposed": 3, "planned": 12, "under_way": 3, "done": 82}
_OF_SERVICES = {"planned": 10, "under_way": 80, "done": 10}
_OF_NEEDS = {"proposed": 10, "under_way": 65, "done": 25}
_OF_CASES = {"proposed": 10, "under_way": 30, "done": 60}


@dataclass(slots=True)
class Affair:
    """An affair and what its relationships are made from. `starts`: a day; `skill`: the number of a field."""

    record: EntityRecord
    region: Region
    starts: int
    skill: int = NOWHERE

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.id

    @property
    def status(self) -> str:
        """proposed, required, planned, under_way or done."""
        return str(self.record.properties["status"])

    @property
    def begun(self) -> bool:
        """Whether it is under way or done."""
        return self.status in ("under_way", "done")


@dataclass
class Affairs:
    """Every affair, by kind."""

    projects: list[Affair] = field(default_factory=list)
    events: list[Affair] = field(default_factory=list)
    policies: list[Affair] = field(default_factory=list)
    services: list[Affair] = field(default_factory=list)
    platforms: list[Affair] = field(default_factory=list)
    needs: list[Affair] = field(default_factory=list)
    cases: list[Affair] = field(default_factory=list)

    def every(self) -> list[Affair]:
        """All of them, kind by kind."""
        return [affair for kind in vars(self).values() for affair in kind]


class _Maker:
    def __init__(self, seed: int, geography: Geography, known: Subjects) -> None:
        self.geography = geography
        self.known = known
        self.chance = Chance(seed, "affairs")
        self._ids = numbered("a")

    def region(self) -> Region:
        home = self.geography.by_people.pick(self.chance)
        above = self.chance.happens(0.5)
        return self.geography.city_of(home) if above else self.geography.regions[home]

    def word(self, key: str, number: int) -> str:
        listed_ = listed(words("affairs")[key])
        return listed_[number % len(listed_)]

    def affair(
        self,
        label: str,
        name: str,
        region: Region,
        statuses: dict[str, int],
        *,
        skill: int = NOWHERE,
        **properties: object,
    ) -> Affair:
        chance = self.chance
        status = Weighted(list(statuses), map(float, statuses.values())).pick(chance)
        starts = TODAY - 20 - chance.below(7 * YEAR)
        given: Properties = {"status": status, **properties, "office": region.office}
        if status not in ("done", "under_way"):
            starts = TODAY + 20 + chance.below(YEAR)
        if status not in ("proposed", "required") and chance.happens(0.85):
            given["starts"] = partial(chance, starts)
        if status == "done":
            given["ends"] = partial(chance, min(TODAY - 1, starts + 10 + chance.below(2 * YEAR)))
        given |= surveyed(chance, region.number)
        return Affair(entity(next(self._ids), name, (label,), given), region, starts, skill)


def affairs(size: Size, seed: int, geography: Geography, known: Subjects) -> Affairs:
    """Every affair of a size."""
    make = _Maker(seed, geography, known)
    made = Affairs()
    made.projects += [_project(make, number) for number in range(size.projects)]
    made.events += [_event(make, number) for number in range(size.events)]
    made.policies += [_policy(make, number) for number in range(size.policies)]
    made.services += [_service(make, "Service", number) for number in range(size.services)]
    made.platforms += [_service(make, "Platform", number) for number in range(size.platforms)]
    made.needs += [_need(make, number) for number in range(size.needs)]
    made.cases += [_case(make, number) for number in range(size.cases)]
    return made


def _project(make: _Maker, number: int) -> Affair:
    chance, region = make.chance, make.region()
    skill = make.known.by_people.pick(chance)
    name = f"{region.short}{make.known.fields[skill][1]}{make.word('projects', number)}"
    given: Properties = {}
    if chance.happens(0.7):
        share = chance.share()
        given = {"investment": 200 + int(share * share * share * 80_000), "investment_unit": "万元"}
    return make.affair("Project", name, region, _OF_PROJECTS, skill=skill, **given)


def _event(make: _Maker, number: int) -> Affair:
    """Named by its year; the day it was held on is that on which it begins."""
    region = make.geography.root if number % 4 == 0 else make.region()
    made = make.affair("Event", "", region, _OF_EVENTS)
    year = day(made.starts)[:4]
    name = f"{year}年{region.short}{make.word('events', number)}"
    properties = made.record.properties
    if made.begun:
        properties["held_on"] = properties["starts"] = day(made.starts)
        properties.pop("ends", None)
    made.record = made.record._replace(name=name)
    return made


def _policy(make: _Maker, number: int) -> Affair:
    region = make.geography.root if number % 2 else make.region()
    made = make.affair("Policy", region.name + make.word("policies", number), region, _OF_POLICIES)
    if made.begun:
        # 例 is no abbreviation of any place: a made-up number of a made-up office.
        document = f"例侨发〔{day(made.starts)[:4]}〕{number + 1}号"
        made.record.properties.update(document_number=document, issued_on=day(made.starts))
    return made


def _service(make: _Maker, label: str, number: int) -> Affair:
    key = f"{label.lower()}s"
    kinds = len(listed(words("affairs")[key]))
    region = make.geography.root if number < kinds else make.region()
    return make.affair(label, region.name + make.word(key, number), region, _OF_SERVICES)


def _need(make: _Maker, number: int) -> Affair:
    region, skill = make.region(), make.known.by_people.pick(make.chance)
    name = make.word("needs", number).format(field=make.known.fields[skill][1])
    return make.affair("Need", f"{region.short}:{name}", region, _OF_NEEDS, skill=skill)


def _case(make: _Maker, number: int) -> Affair:
    region = make.region()
    year = AS_OF.year - make.chance.below(5)
    name = f"{make.word('cases', number)}(例侨办{year}-{number + 1:05})"
    made = make.affair("ServiceCase", name, region, _OF_CASES)
    made.starts = min(made.starts, new_year(AS_OF.year))
    return made
