"""Ties of affairs: who runs, hosts, joins, asks for and settles them."""

from __future__ import annotations

from collections.abc import Iterator

from graph.records import RelationshipRecord
from seed.city.affairs import Affair
from seed.city.chance import Chance
from seed.city.dates import TODAY, YEAR
from seed.city.organisations import Organisation
from seed.city.population import person_id
from seed.city.world import World

Found = Iterator[RelationshipRecord]

_GUESTS = (
    "Representative",
    "Ambassador",
    "Returnee",
    "OverseasChinese",
    "OverseasStudent",
    "Talent",
)
_ATTENDANCE = 400  # of the largest event; most have a dozen or two


def affairs_relationships(world: World) -> Found:
    """Every relationship of every affair."""
    chance = world.chance("affairs' ties")
    agencies = _agencies(world)
    for project in world.affairs.projects:
        yield from _project(world, chance, project, agencies)
    for event in world.affairs.events:
        yield from _event(world, chance, event)
    for policy in world.affairs.policies:
        yield from _policy(world, chance, policy, agencies)
    for service in (*world.affairs.services, *world.affairs.platforms):
        yield from _service(world, chance, service, agencies)
    for need in world.affairs.needs:
        yield from _need(world, chance, need)
    for case in world.affairs.cases:
        yield from _case(world, chance, case, agencies)


def _agencies(world: World) -> dict[int, list[Organisation]]:
    found: dict[int, list[Organisation]] = {}
    for agency in world.organisations.agencies:
        found.setdefault(agency.region, []).append(agency)
    return found


def _project(
    world: World, chance: Chance, project: Affair, agencies: dict[int, list[Organisation]]
) -> Found:
    relationships, region = world.relationships, project.region
    field = world.known.fields[project.skill][0]
    industry = world.known.industries[world.known.by_organisations.pick(chance)][0]
    agency = chance.pick(agencies[region.number])
    yield relationships.plain("LOCATED_IN", project.id, region.place)
    yield relationships.plain("HAS_EXPERTISE", project.id, field)
    yield relationships.plain("IN_INDUSTRY", project.id, industry)
    yield relationships.plain("HANDLED_BY", project.id, agency.id)
    if world.affairs.policies and chance.happens(0.4):
        policy = chance.pick(world.affairs.policies)
        yield relationships.plain("SUPPORTED_BY", project.id, policy.id)
    if project.status == "proposed":
        proposer = world.somebody(chance, "Representative", "Delegate", "Ambassador")
        yield relationships.plain("PROPOSED", person_id(proposer), project.id)
        return
    yield from _partners(world, chance, project)
    if project.begun and chance.happens(0.6):
        base = chance.pick(world.organisations.bases).id
        yield relationships.plain(
            "LANDED_AT", project.id, base if chance.happens(0.5) else region.place
        )


def _partners(world: World, chance: Chance, project: Affair) -> Found:
    """Who leads, joins, pays for and brought a project."""
    relationships, since = world.relationships, min(project.starts, TODAY - 5)
    leader = person_id(world.somebody(chance, "Talent", "Returnee"))
    yield relationships.lived("LEADS", leader, project.id, since=since)
    host = chance.pick(world.organisations.enterprises).id
    yield relationships.lived("HOSTED_BY", project.id, host, since=since)
    joined = {leader}
    for _ in range(1 + chance.recent(14)):
        guest = person_id(world.somebody(chance, "Talent", "Returnee", "OverseasChinese"))
        partner = chance.pick(world.firms_and_institutes).id
        taken = partner if chance.happens(0.3) else guest
        if taken not in joined:
            joined.add(taken)
            yield relationships.lived("PARTICIPATES_IN", taken, project.id, since=since)
    for _ in range(chance.recent(6)):
        investor = person_id(world.somebody(chance, "OverseasChinese", "Representative"))
        firm = chance.pick(world.organisations.enterprises).id
        taken = firm if chance.happens(0.4) else investor
        if taken not in joined:
            joined.add(taken)
            yield relationships.lived("INVESTS_IN", taken, project.id, since=since)
    if chance.happens(0.35):
        broker = person_id(world.somebody(chance, "Representative", "Ambassador"))
        station = chance.pick(world.organisations.stations).id
        referrer = station if chance.happens(0.25) else broker
        yield relationships.lived("REFERRED", referrer, project.id, since=since)


def _event(world: World, chance: Chance, event: Affair) -> Found:
    """Those planned have hosts and places; those held also guests, few or very many."""
    relationships, region = world.relationships, event.region
    yield relationships.plain("LOCATED_IN", event.id, region.place)
    yield relationships.lived(
        "HOSTED_BY", event.id, region.office, since=min(event.starts, TODAY - 1)
    )
    if not event.begun:
        return
    officer = person_id(world.somebody(chance, "LiaisonOfficer"))
    yield relationships.lived("LEADS", officer, event.id, since=event.starts, role="总协调")
    largest = min(_ATTENDANCE, world.people.plan.people // 200)
    guests = dict.fromkeys(
        person_id(world.somebody(chance, *_GUESTS)) for _ in range(5 + chance.recent(largest))
    )
    for guest in guests:
        yield relationships.plain("ATTENDED", guest, event.id, role=_role(chance))
    for organisation in dict.fromkeys(
        chance.pick(world.organisations.enterprises).id for _ in range(chance.recent(12))
    ):
        yield relationships.plain("ATTENDED", organisation, event.id)


def _role(chance: Chance) -> str | None:
    share = chance.share()
    return "主旨发言" if share < 0.03 else "参展" if share < 0.08 else None


def _policy(
    world: World, chance: Chance, policy: Affair, agencies: dict[int, list[Organisation]]
) -> Found:
    relationships, region = world.relationships, policy.region
    if policy.begun:
        issuer = region.office if chance.happens(0.4) else chance.pick(agencies[region.number]).id
        yield relationships.plain("ISSUED_BY", policy.id, issuer)
    elif chance.happens(0.8):
        delegate = person_id(world.somebody(chance, "Delegate"))
        yield relationships.plain("PROPOSED", delegate, policy.id)
    yield relationships.plain("HANDLED_BY", policy.id, chance.pick(agencies[region.number]).id)


def _service(
    world: World, chance: Chance, service: Affair, agencies: dict[int, list[Organisation]]
) -> Found:
    relationships, region = world.relationships, service.region
    since = min(service.starts, TODAY - 1)
    yield relationships.lived("ESTABLISHED_BY", service.id, region.office, since=since)
    yield relationships.plain("SUPPORTED_BY", service.id, chance.pick(agencies[region.number]).id)
    yield relationships.plain(
        "HANDLED_BY", service.id, person_id(world.somebody(chance, "LiaisonOfficer"))
    )


def _need(world: World, chance: Chance, need: Affair) -> Found:
    """Posted by an organisation that needs people, or by somebody who offers what he can."""
    relationships, field = world.relationships, world.known.fields[need.skill][0]
    offer = "专利" in need.record.name or "成果" in need.record.name
    poster = person_id(world.somebody(chance, "Talent", "Returnee", "OverseasChinese"))
    if not offer:
        poster = chance.pick(world.firms_and_institutes).id
    yield relationships.plain("POSTED", poster, need.id)
    yield relationships.plain("OFFERS" if offer else "SEEKS", need.id, field)
    if chance.happens(0.5):
        industry = world.known.industries[world.known.by_organisations.pick(chance)][0]
        yield relationships.plain("IN_INDUSTRY", need.id, industry)


def _case(
    world: World, chance: Chance, case: Affair, agencies: dict[int, list[Organisation]]
) -> Found:
    relationships, since = world.relationships, min(case.starts, TODAY - YEAR // 12)
    firm = chance.pick(world.organisations.enterprises).id
    person = person_id(world.somebody(chance, "Returnee", "OverseasChinese", "Relative"))
    yield relationships.plain("RAISED", firm if chance.happens(0.25) else person, case.id)
    yield relationships.plain("HANDLED_BY", case.id, chance.pick(agencies[case.region.number]).id)
    if chance.happens(0.7):
        officer = person_id(world.somebody(chance, "LiaisonOfficer"))
        yield relationships.lived("HANDLED_BY", case.id, officer, since=since)
    if world.affairs.policies and chance.happens(0.3):
        yield relationships.plain("SUPPORTED_BY", case.id, chance.pick(world.affairs.policies).id)
