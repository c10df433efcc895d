"""Ties of organisations: where they are, to whom they belong, who founded, leads and joins them."""

from __future__ import annotations

from collections.abc import Iterator

from graph.records import RelationshipRecord
from seed.city.chance import Chance, Weighted
from seed.city.dates import TODAY, YEAR
from seed.city.geography import HOME
from seed.city.organisations import NOWHERE, Organisation
from seed.city.population import person_id
from seed.city.records import OFFICE_ID
from seed.city.world import World, weighted_by_country

Found = Iterator[RelationshipRecord]

# How likely a person of a kind belongs to an association of townsmen, and to a second one.
_JOINS = {"OverseasChinese": 0.52, "Representative": 0.95, "Ambassador": 0.9}
_JOINS |= {"OverseasStudent": 0.2, "Talent": 0.15}
_JOINS_ANOTHER, _JOINS_THE_WORLD = 0.22, 0.2
_MEMBERSHIP_ENDED = 0.07
_CHAMBER = {"Returnee": 0.35, "Relative": 0.02, "Delegate": 0.3}
_OFFICES = ("会长", "副会长", "副会长", "秘书长", "荣誉会长")
_TERM = 4 * YEAR


def belonging(world: World) -> Found:
    """LOCATED_IN, IN_INDUSTRY, PART_OF, ESTABLISHED_BY, HOSTED_BY and SIGNED_WITH of organisations."""
    chance, relationships = world.chance("bodies' ties"), world.relationships
    for organisation in world.organisations.every():
        yield relationships.plain("LOCATED_IN", organisation.id, organisation.place)
        if organisation.subject != NOWHERE:
            yield relationships.plain(
                "IN_INDUSTRY", organisation.id, world.known.industries[organisation.subject][0]
            )
    for part in (
        *world.organisations.federations,
        *world.organisations.institutes,
        *world.organisations.alumni,
    ):
        if part.parent is not None:
            yield relationships.plain("PART_OF", part.id, part.parent)
    for station in world.organisations.stations:
        yield relationships.lived("ESTABLISHED_BY", station.id, OFFICE_ID, since=station.founded)
        if station.parent is not None:
            yield relationships.lived(
                "HOSTED_BY", station.id, station.parent, since=station.founded
            )
    hosts = [*world.organisations.enterprises[:40], *world.organisations.institutes]
    for base in world.organisations.bases:
        office = world.geography.regions[base.region].office
        yield relationships.lived("ESTABLISHED_BY", base.id, office, since=base.founded)
        host = chance.pick(hosts)
        yield relationships.lived("HOSTED_BY", base.id, host.id, since=base.founded)
    for chamber in world.organisations.chambers:
        office = world.geography.regions[chamber.region].office
        yield relationships.plain("ESTABLISHED_BY", chamber.id, office)
    yield from _agreements(world, chance)
    yield from _joint_work(world, chance)


def _agreements(world: World, chance: Chance) -> Found:
    """The federation's agreements with as many associations; in a province also its cities'."""
    offices = [
        organisation.id
        for organisation in world.organisations.federations
        if organisation.parent in (None, OFFICE_ID)
    ]
    if world.size.cities <= 1:
        offices = [OFFICE_ID]
    partners = chance.mixed(world.organisations.associations)
    for turn in range(world.size.agreements):
        since = TODAY - 30 - chance.below(5 * YEAR)
        until = since + 3 * YEAR if since + 3 * YEAR < TODAY and chance.happens(0.3) else None
        partner = partners[turn % len(partners)].id
        office = offices[turn % len(offices)]
        yield world.relationships.lived("SIGNED_WITH", office, partner, since=since, until=until)


def _joint_work(world: World, chance: Chance) -> Found:
    """COLLABORATES_WITH among enterprises, schools, institutes and employers abroad."""
    learned = Weighted.by_rank(
        [*world.organisations.institutes, *world.organisations.schools], flatness=5
    )
    partners = Weighted.by_rank(
        [*world.organisations.enterprises, *world.organisations.employers], flatness=20
    )
    drawn = (
        (learned.pick(chance).id, partners.pick(chance).id) for _ in world.organisations.enterprises
    )
    for one, other in dict.fromkeys(drawn):
        since = TODAY - chance.below(9 * YEAR)
        yield world.relationships.lived("COLLABORATES_WITH", one, other, since=since)


def leaders(world: World) -> Found:
    """FOUNDED and LEADS: associations with their terms, enterprises, schools, institutes."""
    chance = world.chance("leaders")
    for association in world.organisations.associations:
        yield from _terms(world, chance, association)
    for station in world.organisations.stations:
        yield _leads(world, chance, station, "站长", "Representative", "Ambassador")
    for enterprise in world.organisations.enterprises:
        founder = world.somebody(chance, "OverseasChinese", "Returnee", "Representative")
        id_, began = person_id(founder), enterprise.founded
        if chance.happens(0.7):
            yield world.relationships.lived("FOUNDED", id_, enterprise.id, since=began)
        if chance.happens(0.6):
            yield world.relationships.lived("LEADS", id_, enterprise.id, since=began, role="董事长")
        if chance.happens(0.3):
            yield _leads(world, chance, enterprise, "总经理", "Returnee", "Relative")
    for learned in (*world.organisations.institutes, *world.organisations.alumni):
        yield _leads(world, chance, learned, None, "Talent", "Returnee")
    for chamber in (*world.organisations.chambers, *world.organisations.bases):
        yield _leads(world, chance, chamber, "会长", "Returnee", "OverseasChinese")


def _leads(
    world: World, chance: Chance, organisation: Organisation, role: str | None, *kinds: str
) -> RelationshipRecord:
    """Since a day after the organisation's beginning; one in six no more."""
    leader = person_id(world.somebody(chance, *kinds))
    since = max(organisation.founded, TODAY - chance.below(10 * YEAR) - 30)
    ended = chance.happens(0.16) and TODAY - since > YEAR
    until = since + chance.below(TODAY - since) if ended else None
    return world.relationships.lived(
        "LEADS", leader, organisation.id, since=since, until=until, role=role
    )


def _terms(world: World, chance: Chance, association: Organisation) -> Found:
    """Office holders of this term and of the one before, people of the country where there are."""
    for role in _OFFICES[: chance.between(1, len(_OFFICES))]:
        began = max(association.founded, TODAY - chance.below(_TERM) - 30)
        yield world.relationships.lived(
            "LEADS",
            person_id(_leader(world, chance, association)),
            association.id,
            since=began,
            role=role,
        )
        if chance.happens(0.35):
            former = person_id(_leader(world, chance, association))
            since, until = began - _TERM, began - chance.below(60)
            yield world.relationships.lived(
                "LEADS", former, association.id, since=since, until=until, role=role
            )


def _leader(world: World, chance: Chance, association: Organisation) -> int:
    """A representative, if a few tries meet one who lives in the association's country."""
    found = world.somebody(chance, "Representative")
    for _ in range(12):
        if world.people.country[found] == association.country:
            return found
        found = world.somebody(chance, "Representative")
    return found


def memberships(world: World) -> Found:
    """MEMBER_OF: people in associations and chambers, enterprises in chambers."""
    chance = world.chance("members")
    listed = [(i, a.country) for i, a in enumerate(world.organisations.associations) if i]
    local = weighted_by_country(listed, flatness=0.5)
    chambers = Weighted.by_rank(world.organisations.chambers)
    for kind, numbers in world.people.plan.ranges.items():
        joins, in_chamber = _JOINS.get(kind, 0.0), _CHAMBER.get(kind, 0.0)
        for number in numbers:
            if chance.happens(joins):
                yield from _joins(world, chance, number, local)
            if chance.happens(in_chamber):
                yield _member(world, chance, number, chambers.pick(chance))
    for enterprise in world.organisations.enterprises:
        if chance.happens(0.6):
            chamber = chambers.pick(chance)
            since = max(enterprise.founded, chamber.founded)
            yield world.relationships.lived(
                "MEMBER_OF", enterprise.id, chamber.id, since=min(since, TODAY - 9)
            )


def _joins(world: World, chance: Chance, number: int, local: dict[int, Weighted[int]]) -> Found:
    country = world.people.country[number]
    near = local.get(country)
    if near is None or country == HOME or chance.happens(_JOINS_THE_WORLD):
        yield _member(world, chance, number, world.organisations.associations[0])
        return
    first = near.pick(chance)
    world.people.club[number] = first
    yield _member(world, chance, number, world.organisations.associations[first])
    second = near.pick(chance)
    if second != first and chance.happens(_JOINS_ANOTHER):
        yield _member(world, chance, number, world.organisations.associations[second])


def _member(
    world: World, chance: Chance, number: int, organisation: Organisation
) -> RelationshipRecord:
    """Joined as an adult, after the organisation began; one in fifteen has left."""
    adult = world.people.born[number] + 18 * YEAR
    first = min(max(organisation.founded, adult), TODAY - 30)
    since = first + chance.below(TODAY - first)
    ended = chance.happens(_MEMBERSHIP_ENDED) and since + YEAR < TODAY
    until = since + YEAR + chance.below(TODAY - since - YEAR) if ended else None
    role = "理事" if chance.happens(0.05) else None
    return world.relationships.lived(
        "MEMBER_OF", person_id(number), organisation.id, since=since, until=until, role=role
    )
