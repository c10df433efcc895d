"""Organisations at home: federations, agencies, schools, bases, chambers, enterprises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.records import EntityRecord
from seed.city.chance import Chance, Weighted
from seed.city.contexts import Subjects, surveyed
from seed.city.dates import new_year, partial
from seed.city.duplicates import Pair, twins
from seed.city.geography import HOME, Geography, Region
from seed.city.records import Properties, entity, numbered
from seed.city.sizes import Size
from seed.city.words import listed, pairs, words

NOWHERE = -1  # neither a field nor an industry


@dataclass(slots=True)
class Organisation:
    """An organisation and what its relationships are made from.

    `country`: HOME or the number of a country abroad; `region`: whose register it stands in;
    `subject`: the number of its industry, else NOWHERE; `founded`: a day.
    """

    record: EntityRecord
    country: int
    region: int
    place: str
    founded: int
    subject: int = NOWHERE
    parent: str | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return self.record.id


@dataclass
class Organisations:
    """Every organisation, by kind. `schools`: those at home first, then those abroad."""

    federations: list[Organisation] = field(default_factory=list)
    agencies: list[Organisation] = field(default_factory=list)
    schools: list[Organisation] = field(default_factory=list)
    institutes: list[Organisation] = field(default_factory=list)
    bases: list[Organisation] = field(default_factory=list)
    chambers: list[Organisation] = field(default_factory=list)
    enterprises: list[Organisation] = field(default_factory=list)
    associations: list[Organisation] = field(default_factory=list)
    stations: list[Organisation] = field(default_factory=list)
    employers: list[Organisation] = field(default_factory=list)
    alumni: list[Organisation] = field(default_factory=list)

    def every(self) -> Iterator[Organisation]:
        """All of them, kind by kind."""
        for kind in vars(self).values():
            yield from kind


class Builder:
    """Makes organisations: ids in turn, names that no other has."""

    def __init__(self, size: Size, seed: int, geography: Geography, known: Subjects) -> None:
        self.size = size
        self.geography = geography
        self.known = known
        self.chance = Chance(seed, "bodies")
        self._ids = numbered("o")
        self._names: set[str] = set()
        self.truth: list[Pair] = []

    def unique(self, name: str) -> str | None:
        """The name, unless another organisation has it."""
        if name in self._names:
            return None
        self._names.add(name)
        return name

    def pair(self, one: Organisation, other: Organisation, variation: str) -> None:
        """Notes that `other` was made after `one`."""
        self.truth.append(Pair(one.id, other.id, variation))

    def brand(self) -> str:
        """Two characters that are nobody's brand."""
        return self.chance.pick(_BRANDS[0]) + self.chance.pick(_BRANDS[1])

    def region(self) -> Region:
        """A home region, the larger ones more often, or now and then the one above it."""
        home = self.geography.by_people.pick(self.chance)
        owner = self.geography.city_of(home).number if self.chance.happens(0.3) else home
        return self.geography.regions[owner]

    def organisation(
        self,
        name: str,
        labels: tuple[str, ...],
        region: Region,
        founded: int,
        *,
        country: int = HOME,
        place: str | None = None,
        subject: int = NOWHERE,
        parent: str | None = None,
        **properties: object,
    ) -> Organisation:
        """An organisation that stands in the register of a region's federation."""
        given: Properties = {**properties, "office": region.office}
        given["founded"] = partial(self.chance, founded) if self.chance.happens(0.7) else None
        given |= surveyed(self.chance, region.number)
        record = entity(next(self._ids), name, labels, given)
        where = place or region.place
        return Organisation(record, country, region.number, where, founded, subject, parent)

    def founded(self, first: int, last: int) -> int:
        """A day between two years."""
        return self.chance.between(new_year(first), new_year(last))

    def contact(self, share: float) -> Properties:
        """E-mail and telephone of some organisations, in forms that cannot be real."""
        if not self.chance.happens(share):
            return {}
        number = self.chance.below(10_000_000)
        return {"phone": f"000-{number:07}", "email": f"office{number}@example.org"}


_BRANDS = (
    listed(words("organisations")["brand_first"]),
    listed(words("organisations")["brand_second"]),
)


def home_organisations(build: Builder, organisations: Organisations) -> None:
    """Adds every organisation at home. Federations first: the root's has the first id."""
    organisations.federations += _federations(build)
    organisations.agencies += _agencies(build)
    organisations.schools += _schools(build)
    organisations.institutes += _institutes(build, organisations.schools)
    organisations.bases += _bases(build)
    organisations.chambers += _chambers(build)
    organisations.enterprises += _enterprises(build)


def _federations(build: Builder) -> Iterator[Organisation]:
    regions = build.geography.regions
    for region in regions:
        aliases = [f"{region.name}归国华侨联合会"]
        english = f"{region.english} Federation of Returned Overseas Chinese"
        parent = regions[region.parent].office if region.parent >= 0 else None
        yield build.organisation(
            f"{region.name}侨联",
            ("Federation",),
            region,
            build.founded(1956, 1990),
            parent=parent,
            aliases=aliases,
            english_name=english,
            **build.contact(1),
        )


def _agencies(build: Builder) -> Iterator[Organisation]:
    upper = listed(words("organisations")["agencies"])
    lower = listed(words("organisations")["county_agencies"])
    homes = set(build.geography.homes)
    for region in build.geography.regions:
        for name in lower if region.number in homes else upper:
            yield build.organisation(
                region.name + name,
                ("Agency",),
                region,
                build.founded(1950, 2019),
                **build.contact(0.6),
            )


def _schools(build: Builder) -> Iterator[Organisation]:
    kinds = listed(words("organisations")["schools_home"])
    spare = build.geography.spare_names
    regions = build.geography.regions
    for number in range(build.size.universities_home):
        local = number < len(kinds) * max(1, build.size.cities)
        region = regions[number // len(kinds) % len(regions)] if local else regions[0]
        place = region.short if local else spare[number % len(spare)][0]
        name = build.unique(place + kinds[number % len(kinds)])
        name = name or f"第{number}{kinds[number % len(kinds)]}"
        yield build.organisation(name, ("University",), region, build.founded(1902, 1998))


def _institutes(build: Builder, schools: list[Organisation]) -> Iterator[Organisation]:
    kinds = listed(words("organisations")["institutes"])
    hosts = Weighted.by_rank(schools[: build.size.universities_home])
    for number in range(build.size.institutes):
        host, region = hosts.pick(build.chance), build.region()
        kind = kinds[number % len(kinds)]
        name = build.unique(host.record.name + kind) or build.unique(region.short + kind)
        name = name or f"{region.short}{build.brand()}{kind}"
        yield build.organisation(
            name, ("ResearchInstitute",), region, build.founded(1985, 2024), parent=host.id
        )


def _bases(build: Builder) -> Iterator[Organisation]:
    kinds = listed(words("organisations")["bases"])
    for _ in range(build.size.bases):
        region, kind = build.region(), build.chance.pick(kinds)
        name = build.unique(region.name + kind) or f"{region.name}{build.brand()}{kind}"
        yield build.organisation(name, ("InnovationBase",), region, build.founded(2014, 2024))


def _chambers(build: Builder) -> Iterator[Organisation]:
    kinds = listed(words("organisations")["chambers"])
    for number in range(build.size.chambers):
        region = build.geography.root if number < len(kinds) else build.region()
        kind = kinds[number % len(kinds)]
        name = build.unique(region.name + kind) or f"{region.name}{build.brand()}{kind}"
        yield build.organisation(
            name, ("Chamber",), region, build.founded(1992, 2023), **build.contact(0.5)
        )


def _enterprises(build: Builder) -> list[Organisation]:
    doubles = twins(build.size.enterprises)
    found = [_enterprise(build, number) for number in range(build.size.enterprises - doubles)]
    originals = list(found)
    for number in range(doubles):
        model = build.chance.pick(originals)
        found.append(_short_form(build, model) if number % 2 else _neighbour(build, model))
    return found


def _enterprise(build: Builder, number: int) -> Organisation:
    lists = words("organisations")
    region, name = build.region(), None
    while name is None:
        trade, industry = build.chance.pick(pairs(lists["companies"], "="))
        kind = trade + build.chance.pick(listed(lists["company_forms"]))
        name = build.unique(region.short + build.brand() + kind)
    latin = (
        build.chance.pick(listed(lists["employers"][f"latin_{i}"])) for i in ("first", "second")
    )
    known = build.chance.happens(0.3)
    return build.organisation(
        name,
        ("Enterprise",),
        region,
        build.founded(1990, 2025),
        subject=[name for _, name in build.known.industries].index(industry),
        english_name=f"Shili {' '.join(latin)} Co., Ltd." if known else None,
        registration_number=f"SYN{number:015}" if build.chance.happens(0.6) else None,
        **build.contact(0.5),
    )


def _neighbour(build: Builder, model: Organisation) -> Organisation:
    """Another company, whose brand differs by one character."""
    region, name = build.geography.regions[model.region], None
    own = len(region.short)
    while name is None:
        other = build.chance.pick(_BRANDS[1])
        name = build.unique(model.record.name[: own + 1] + other + model.record.name[own + 2 :])
    made = build.organisation(
        name, ("Enterprise",), region, build.founded(1990, 2025), subject=model.subject
    )
    build.pair(model, made, "other_brand")
    return made


def _short_form(build: Builder, model: Organisation) -> Organisation:
    """The same company once more, without what every company is called."""
    region, name = build.geography.regions[model.region], model.record.name
    for form in ("集团有限公司", "股份有限公司", "有限责任公司", "有限公司"):
        name = name.removesuffix(form)
    made = build.organisation(name, ("Enterprise",), region, model.founded, subject=model.subject)
    build.pair(model, made, "short_form")
    return made
