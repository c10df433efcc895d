"""Who knows whom, who recommended whom: whoever knows many is met by more."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from graph.records import RelationshipRecord
from seed.city.chance import Weighted
from seed.city.dates import TODAY, YEAR
from seed.city.geography import HOME
from seed.city.population import person_id
from seed.city.world import World

Found = Iterator[RelationshipRecord]

# How many acquaintances one of a kind makes, beside an overseas Chinese.
_SOCIABLE = {
    "OverseasChinese": 1.0,
    "Representative": 8.0,
    "OverseasStudent": 1.2,
    "Ambassador": 30.0,
    "Returnee": 3.0,
    "Talent": 2.5,
    "LiaisonOfficer": 20.0,
    "Delegate": 4.0,
    "Relative": 0.1,
}
_ROLES = ("同乡", "合作伙伴", "会议相识", "多年好友", "师生", "邻居")
_SAYS_ROLE = 0.2
_TRIES = 8  # to find somebody not known yet, before another begins


def recommendations(world: World) -> Found:
    """REFERRED: representatives, ambassadors, associations and stations bring talents and firms."""
    chance, relationships = world.chance("recommendations"), world.relationships
    brokers = [*world.organisations.stations, *world.organisations.associations[:60]]
    for _ in range(world.size.representatives // 2):
        since = TODAY - 30 - chance.recent(9 * YEAR)
        broker = person_id(world.somebody(chance, "Representative", "Ambassador"))
        referrer = chance.pick(brokers).id if chance.happens(0.3) else broker
        talent = person_id(world.somebody(chance, "Talent", "Returnee"))
        found = chance.pick(world.organisations.enterprises).id if chance.happens(0.15) else talent
        yield relationships.lived("REFERRED", referrer, found, since=since)
    for _ in range(world.size.returnees // 2):
        investor = person_id(world.somebody(chance, "OverseasChinese", "Representative"))
        firm = chance.pick(world.organisations.enterprises).id
        yield relationships.lived(
            "INVESTS_IN", investor, firm, since=TODAY - 30 - chance.below(9 * YEAR)
        )
    for _ in range(world.size.returnees // 2):
        one, other = (world.somebody(chance, "Talent", "Returnee") for _ in range(2))
        if one != other:
            since = TODAY - 30 - chance.below(9 * YEAR)
            yield relationships.lived(
                "COLLABORATES_WITH", person_id(one), person_id(other), since=since
            )


class Acquaintance:
    """Draws acquaintances; each lists both once more where they may be met again."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._chance = world.chance("acquaintance")
        self._met: set[int] = set()
        self._circles: dict[tuple[str, int], array[int]] = {}
        ranges = world.people.plan.ranges
        weights = [_SOCIABLE[kind] * len(numbers) for kind, numbers in ranges.items()]
        self._kinds = Weighted(list(ranges), weights)
        for kind, numbers in ranges.items():
            if _SOCIABLE[kind] >= 1:
                for number in numbers:
                    self._list(number)

    def relationships(self, count: int) -> Found:
        """So many KNOWS, no two of the same people."""
        while count:
            one = self._anyone()
            other = self._other(one)
            if other is not None:
                yield self._relationship(one, other)
                count -= 1

    def _anyone(self) -> int:
        return self._world.somebody(self._chance, self._kinds.pick(self._chance))

    def _other(self, one: int) -> int | None:
        """Somebody of a circle of theirs whom they do not know yet."""
        people = self._world.people.plan.people
        for _ in range(_TRIES):
            circle = self._circle(one)
            other = self._chance.pick(circle) if circle else self._anyone()
            key = min(one, other) * people + max(one, other)
            if one != other and key not in self._met:
                self._met.add(key)
                return other
        return None

    def _circle(self, one: int) -> array[int] | None:
        """The association, country, field or office that two people meet in."""
        people, share = self._world.people, self._chance.share()
        if people.club[one] >= 0 and share < 0.4:
            return self._circles.get(("club", people.club[one]))
        if share < 0.6:
            country = people.country[one]
            key = ("country", country) if country != HOME else ("office", people.owner[one])
            return self._circles.get(key)
        if share < 0.75 and people.skill[one] >= 0:
            return self._circles.get(("skill", people.skill[one]))
        return self._circles.get(("office", people.owner[one])) if share < 0.93 else None

    def _list(self, number: int) -> None:
        people = self._world.people
        keys = [("country", people.country[number]), ("office", people.owner[number])]
        if people.club[number] >= 0:
            keys.append(("club", people.club[number]))
        if people.skill[number] >= 0:
            keys.append(("skill", people.skill[number]))
        for key in keys:
            self._circles.setdefault(key, array("i")).append(number)

    def _relationship(self, one: int, other: int) -> RelationshipRecord:
        self._list(one)
        self._list(other)
        chance = self._chance
        role = chance.pick(_ROLES) if chance.happens(_SAYS_ROLE) else None
        since = TODAY - 30 - chance.recent(30 * YEAR) if chance.happens(0.5) else None
        return self._world.relationships.lived(
            "KNOWS", person_id(one), person_id(other), since=since, role=role
        )
