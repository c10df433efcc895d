"""Everything that relationships are made between, in one place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from graph.records import EntityRecord
from seed.city.affairs import Affairs, affairs
from seed.city.chance import Chance, Weighted
from seed.city.contexts import Subjects, contexts, subjects
from seed.city.duplicates import Pair
from seed.city.geography import HOME, Geography, lay_out
from seed.city.lives import Peopling
from seed.city.organisations import Builder, Organisation, Organisations, home_organisations
from seed.city.organisations_abroad import organisations_abroad
from seed.city.population import Population, plan
from seed.city.records import RelationshipMaker
from seed.city.sizes import Size


@dataclass
class World:
    """A size's places, organisations, people and affairs, and the maker of their relationships."""

    size: Size
    seed: int
    geography: Geography
    known: Subjects
    organisations: Organisations
    people: Population
    affairs: Affairs
    relationships: RelationshipMaker
    truth: list[Pair]

    @cached_property
    def firms_and_institutes(self) -> list[Organisation]:
        """Organisations at home that join projects and look for people."""
        return [
            *self.organisations.institutes,
            *self.organisations.bases,
            *self.organisations.enterprises,
        ]

    def chance(self, concern: str) -> Chance:
        """A stream of chance for one kind of relationship."""
        return Chance(self.seed, concern)

    def somebody(self, chance: Chance, *kinds: str) -> int:
        """The number of anyone of these kinds, each kind as likely."""
        numbers = self.people.plan.ranges[chance.pick(kinds)]
        return numbers.start + chance.below(len(numbers))

    def place_of(self, chance: Chance, number: int) -> str:
        """The id of the place where a person lives."""
        country = self.people.country[number]
        if country == HOME:
            return self.geography.regions[max(self.people.home[number], 0)].place
        return self.geography.abroad[country].place(chance)


def make_world(size: Size, seed: int) -> World:
    """The world of a size and seed; nothing of it has been written yet."""
    geography, known = lay_out(size, seed), subjects()
    build, organisations = Builder(size, seed, geography, known), Organisations()
    home_organisations(build, organisations)
    organisations_abroad(build, organisations)
    matters = affairs(size, seed, geography, known)
    relationships = RelationshipMaker(Chance(seed, "ties"))
    background = sum(
        isinstance(record, EntityRecord)
        for record in contexts(size, geography, known, relationships)
    )
    others = sum(1 for _ in organisations.every()) + len(matters.every()) + background
    peopling = Peopling(seed, geography, organisations.schools, known.by_people)
    people = peopling.populate(plan(size, others))
    truth = [*build.truth, *people.truth]
    return World(
        size,
        seed,
        geography,
        known,
        organisations,
        people,
        matters,
        RelationshipMaker(Chance(seed, "ties")),
        truth,
    )


def weighted_by_country(
    positions: list[tuple[int, int]], flatness: float = 1.0
) -> dict[int, Weighted[int]]:
    """From (position, country): by country the positions, the first ones likelier."""
    found: dict[int, list[int]] = {}
    for position, country in positions:
        found.setdefault(country, []).append(position)
    return {country: Weighted.by_rank(each, flatness) for country, each in found.items()}
