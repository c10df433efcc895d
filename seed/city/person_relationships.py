"""Ties that say who somebody is: place, native place, field, school, family."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from graph.records import RelationshipRecord
from seed.city.chance import Chance
from seed.city.dates import TODAY, YEAR, partial
from seed.city.geography import CHINA
from seed.city.population import FOREIGN, STUDYING, person_id
from seed.city.world import World

Found = Iterator[RelationshipRecord]

# Shares of people of whom the native place is known, by kind.
_NATIVE = {"Relative": 0.5, "OverseasChinese": 0.85}
_SECOND_SKILL = {"Talent": 0.35, "Returnee": 0.2}
# After one degree abroad or at home, how likely another is known from a school at home.
_FIRST_DEGREE = {"Talent": 0.3, "Returnee": 0.35, "OverseasStudent": 0.25}
_CLASSMATES, _REMEMBERED = 0.5, 24  # share of alumni with a classmate; how many a class offers
_SECOND_TIE, _AMONG_RELATIVES = 0.1, 0.12


def places_and_skills(world: World) -> Found:
    """LOCATED_IN, NATIVE_OF and HAS_EXPERTISE of everyone."""
    chance, people, relationships = (
        world.chance("places of people"),
        world.people,
        world.relationships,
    )
    regions, fields = world.geography.regions, world.known.fields
    for kind, numbers in people.plan.ranges.items():
        for number in numbers:
            id_ = person_id(number)
            if chance.happens(0.95):
                yield relationships.plain("LOCATED_IN", id_, world.place_of(chance, number))
            home = people.home[number]
            if chance.happens(_NATIVE.get(kind, 0.9)) and not people.is_(number, FOREIGN):
                native = regions[home].place if home >= 0 else CHINA
                yield relationships.plain("NATIVE_OF", id_, native)
            skill = people.skill[number]
            if skill >= 0:
                yield relationships.plain("HAS_EXPERTISE", id_, fields[skill][0])
                other = world.known.by_people.pick(chance)
                if other != skill and chance.happens(_SECOND_SKILL.get(kind, 0.0)):
                    yield relationships.plain("HAS_EXPERTISE", id_, fields[other][0])


def schools(world: World) -> Found:
    """STUDIES_AT, ALUMNUS_OF, CLASSMATE_OF, and MEMBER_OF of alumni associations."""
    chance = world.chance("schools")
    classes: dict[tuple[int, int], array[int]] = {}
    unions = _unions(world)
    for kind, numbers in world.people.plan.ranges.items():
        for number in numbers:
            if world.people.school[number] >= 0:
                yield from _schooling(world, chance, kind, number)
                yield from _classmate(world, chance, number, classes)
                yield from _membership(world, chance, number, unions)


def _schooling(world: World, chance: Chance, kind: str, number: int) -> Found:
    people, relationships = world.people, world.relationships
    school = world.organisations.schools[people.school[number]].id
    left, id_ = people.left[number], person_id(number)
    began = left - chance.between(2, 4) * YEAR
    if people.is_(number, STUDYING):
        yield relationships.lived("STUDIES_AT", id_, school, since=min(began, TODAY - 60))
    else:
        known = partial(chance, left) if chance.happens(0.7) else None
        degree = chance.pick(_DEGREES) if chance.happens(0.5) else None
        yield relationships.plain("ALUMNUS_OF", id_, school, role=degree, until=known)
    if chance.happens(_FIRST_DEGREE.get(kind, 0.0)):
        first = world.organisations.schools[_home_school(world, chance)].id
        if first != school:
            ended = min(began, TODAY) - chance.below(YEAR)
            yield relationships.plain(
                "ALUMNUS_OF", id_, first, role="本科", until=partial(chance, ended)
            )


_DEGREES = ("本科", "硕士", "博士")


def _home_school(world: World, chance: Chance) -> int:
    """The position of a school at home; the first ones have most students."""
    count = world.size.universities_home
    return min(chance.below(count), chance.below(count), chance.below(count))


def _classmate(
    world: World, chance: Chance, number: int, classes: dict[tuple[int, int], array[int]]
) -> Found:
    """A relationship to one of those of the same school and year who came before."""
    people = world.people
    key = people.school[number], people.left[number] // YEAR
    known = classes.setdefault(key, array("i"))
    if known and chance.happens(_CLASSMATES):
        other = chance.pick(known)
        left = people.left[number]
        until = left if left < TODAY and chance.happens(0.6) else None
        yield world.relationships.lived(
            "CLASSMATE_OF", person_id(number), person_id(other), until=until
        )
    if len(known) < _REMEMBERED:
        known.append(number)
    else:
        known[chance.below(_REMEMBERED)] = number


def _unions(world: World) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for union in world.organisations.alumni:
        if union.parent is not None:
            found.setdefault(union.parent, []).append(union.id)
    return found


def _membership(world: World, chance: Chance, number: int, unions: dict[str, list[str]]) -> Found:
    school = world.organisations.schools[world.people.school[number]].id
    offered = unions.get(school)
    if offered and chance.happens(0.28):
        since = min(world.people.left[number], TODAY - 30) + chance.below(29)
        union = chance.pick(offered)
        yield world.relationships.lived("MEMBER_OF", person_id(number), union, since=since)


def kin(world: World) -> Found:
    """KIN_OF: every relative with somebody abroad, some with another of the family."""
    chance, people, relationships = world.chance("kin"), world.people, world.relationships
    lately: dict[int, int] = {}
    for number in people.plan.ranges["Relative"]:
        anchor = people.anchor[number]
        role = _relation(world, chance, number, anchor)
        yield relationships.lived("KIN_OF", person_id(number), person_id(anchor), role=role)
        other = lately.get(anchor)
        if other is not None and chance.happens(_AMONG_RELATIVES):
            role = _relation(world, chance, number, other)
            yield relationships.lived("KIN_OF", person_id(number), person_id(other), role=role)
        lately[anchor] = number
        if chance.happens(_SECOND_TIE) and anchor + 1 < people.plan.ranges["LiaisonOfficer"].start:
            yield relationships.lived(
                "KIN_OF", person_id(number), person_id(anchor + 1), role="远亲"
            )


def _relation(world: World, chance: Chance, number: int, other: int) -> str | None:
    """What `number` is to `other`, as far as ages, sexes and surnames allow."""
    people = world.people
    if chance.happens(0.25):
        return None
    older = people.born[other] - people.born[number]
    woman, akin = people.woman[number], people.family[number] == people.family[other]
    if older > 18 * YEAR:
        if older > 45 * YEAR:
            return "祖辈"
        return ("母亲" if woman else "父亲") if akin or woman else "舅舅"
    if older < -18 * YEAR:
        return ("女儿" if woman else "儿子") if akin else ("外甥女" if woman else "外甥")
    if akin:
        return ("姐姐" if woman else "哥哥") if older > 0 else ("妹妹" if woman else "弟弟")
    return ("妻子" if woman else "丈夫") if woman != people.woman[other] else "表亲"
