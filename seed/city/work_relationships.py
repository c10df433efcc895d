"""Who works where, who looks after whom, who was appointed by the federation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.records import RelationshipRecord
from seed.city.chance import Chance, Weighted
from seed.city.dates import TODAY, YEAR
from seed.city.geography import HOME
from seed.city.organisations import Organisation
from seed.city.population import person_id
from seed.city.records import OFFICE_ID
from seed.city.world import World, weighted_by_country

Found = Iterator[RelationshipRecord]

# How likely the register knows a kind's present employer; and an earlier one.
_WORKS = {
    "OverseasChinese": 0.22,
    "Representative": 0.4,
    "Ambassador": 0.6,
    "OverseasStudent": 0.04,
}
_WORKS |= {"Returnee": 0.95, "Talent": 0.9, "Delegate": 0.9, "Relative": 0.1}
_WORKED_BEFORE = 0.12
# How likely somebody of a kind has an officer who keeps in touch.
_SERVED = {"OverseasChinese": 0.4, "Representative": 0.9, "Ambassador": 1.0, "OverseasStudent": 0.3}
_SERVED |= {"Returnee": 0.8, "Talent": 0.4, "Delegate": 0.3, "Relative": 0.3}
_BY_FEDERATION = 0.15  # of those served: by the federation as such, by nobody named
_OFFICER_LEFT = 0.15


@dataclass(frozen=True)
class _Workplaces:
    """Organisations by how many they employ."""

    home: Weighted[Organisation]
    learned: Weighted[Organisation]
    agencies: Weighted[Organisation]
    abroad: dict[int, Weighted[int]]
    schools: dict[int, Weighted[int]]


def work(world: World) -> Found:
    """WORKS_AT of everyone but officers."""
    chance, places = world.chance("work"), _workplaces(world)
    for kind, numbers in world.people.plan.ranges.items():
        share = _WORKS.get(kind, 0.0)
        for number in numbers:
            if chance.happens(share):
                yield from _jobs(world, chance, kind, number, places)


def _workplaces(world: World) -> _Workplaces:
    organisations = world.organisations
    at_home = [*organisations.institutes, *organisations.schools[: world.size.universities_home]]
    return _Workplaces(
        home=Weighted.by_rank(organisations.enterprises, flatness=8),
        learned=Weighted.by_rank(at_home, flatness=4),
        agencies=Weighted.by_rank(organisations.agencies, flatness=8),
        abroad=weighted_by_country(
            [(i, b.country) for i, b in enumerate(organisations.employers)], 2
        ),
        schools=weighted_by_country(
            [(i, b.country) for i, b in enumerate(organisations.schools)], 2
        ),
    )


def _jobs(world: World, chance: Chance, kind: str, number: int, places: _Workplaces) -> Found:
    grown = world.people.born[number] + 22 * YEAR
    first = min(grown, TODAY - 90)
    since = first + chance.below(TODAY - first)
    employer = _employer(world, chance, kind, number, places)
    if employer is None:
        return
    since = min(max(since, employer.founded), TODAY - 30)
    yield world.relationships.lived("WORKS_AT", person_id(number), employer.id, since=since)
    former = _employer(world, chance, kind, number, places)
    if former is None or former is employer or since - first <= YEAR:
        return
    if chance.happens(_WORKED_BEFORE):
        began = since - YEAR - chance.below(since - first - YEAR + 1)
        yield world.relationships.lived(
            "WORKS_AT", person_id(number), former.id, since=began, until=since - 15
        )


def _employer(
    world: World, chance: Chance, kind: str, number: int, places: _Workplaces
) -> Organisation | None:
    country = world.people.country[number]
    if country == HOME:
        if kind in ("Talent", "Returnee") and chance.happens(0.5):
            return places.learned.pick(chance)
        agency = kind in ("Relative", "Delegate") and chance.happens(0.3)
        return (places.agencies if agency else places.home).pick(chance)
    if kind == "Talent" and country in places.schools and chance.happens(0.6):
        return world.organisations.schools[places.schools[country].pick(chance)]
    if country in places.abroad:
        return world.organisations.employers[places.abroad[country].pick(chance)]
    return None


def offices(world: World) -> Found:
    """Officers in their federations, ambassadors' appointments, and who is served by whom."""
    chance = world.chance("offices")
    desks = _desks(world)
    for office, officers in desks.items():
        for rank, officer in enumerate(officers):
            yield from _officer(world, chance, officer, office, rank)
    yield from _appointments(world, chance)
    yield from _served(world, chance, desks)


def _desks(world: World) -> dict[str, list[int]]:
    """Officers by federation: two at least in the root's, the others by turns."""
    federations = [organisation.id for organisation in world.organisations.federations]
    desks: dict[str, list[int]] = {}
    for turn, officer in enumerate(world.people.plan.ranges["LiaisonOfficer"]):
        root = turn < 2 or turn % 6 == 0
        office = OFFICE_ID if root else federations[turn % len(federations)]
        desks.setdefault(office, []).append(officer)
    return desks


def _officer(world: World, chance: Chance, officer: int, office: str, rank: int) -> Found:
    since = TODAY - 200 - chance.below(12 * YEAR)
    left = rank > 1 and chance.happens(_OFFICER_LEFT)
    until = TODAY - chance.below(190) if left else None
    role = "主席" if rank == 0 else "联络员"
    if rank == 0:
        yield world.relationships.lived("LEADS", person_id(officer), office, since=since, role=role)
    yield world.relationships.lived(
        "WORKS_AT", person_id(officer), office, since=since, until=until, role=role
    )


def _appointments(world: World, chance: Chance) -> Found:
    """Every ambassador, each for a term of three years; some terms have ended."""
    for ambassador in world.people.plan.ranges["Ambassador"]:
        since = TODAY - 30 - chance.below(5 * YEAR)
        until = since + 3 * YEAR if since + 3 * YEAR < TODAY else None
        yield world.relationships.lived(
            "APPOINTED_BY",
            person_id(ambassador),
            OFFICE_ID,
            since=since,
            until=until,
            role="招才引智大使",
        )


def _served(world: World, chance: Chance, desks: dict[str, list[int]]) -> Found:
    """By an officer of the record's office, the first ones serving most; or of the root's."""
    own = {office: Weighted.by_rank(found, flatness=2) for office, found in desks.items()}
    everywhere = own[OFFICE_ID]
    for kind, numbers in world.people.plan.ranges.items():
        share = _SERVED.get(kind, 0.0)
        for number in numbers:
            if chance.happens(share):
                office = world.geography.regions[world.people.owner[number]].office
                yield _serves(world, chance, person_id(number), office, own.get(office, everywhere))
    for enterprise in world.organisations.enterprises:
        if chance.happens(0.8):
            office = world.geography.regions[enterprise.region].office
            yield _serves(world, chance, enterprise.id, office, own.get(office, everywhere))


def _serves(
    world: World, chance: Chance, served: str, office: str, officers: Weighted[int]
) -> RelationshipRecord:
    by_office = chance.happens(_BY_FEDERATION)
    server = office if by_office else person_id(officers.pick(chance))
    since = TODAY - 20 - chance.below(8 * YEAR)
    ended = chance.happens(0.05) and TODAY - since > YEAR
    until = TODAY - chance.below(300) if ended else None
    return world.relationships.lived("SERVED_BY", served, server, since=since, until=until)
