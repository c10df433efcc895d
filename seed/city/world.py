"""Everything that ties are made between, in one place."""

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
from seed.city.organisations import Bodies, Body, Builder, home_bodies
from seed.city.organisations_abroad import bodies_abroad
from seed.city.population import Population, plan
from seed.city.records import Ties
from seed.city.sizes import Size


@dataclass
class World:
    """A size's places, bodies, people and affairs, and the maker of their ties."""

    size: Size
    seed: int
    geography: Geography
    known: Subjects
    bodies: Bodies
    people: Population
    affairs: Affairs
    ties: Ties
    truth: list[Pair]

    @cached_property
    def firms_and_institutes(self) -> list[Body]:
        """Bodies at home that join projects and look for people."""
        return [*self.bodies.institutes, *self.bodies.bases, *self.bodies.enterprises]

    def chance(self, concern: str) -> Chance:
        """A stream of chance for one kind of tie."""
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
    build, bodies = Builder(size, seed, geography, known), Bodies()
    home_bodies(build, bodies)
    bodies_abroad(build, bodies)
    matters = affairs(size, seed, geography, known)
    ties = Ties(Chance(seed, "ties"))
    background = sum(
        isinstance(record, EntityRecord) for record in contexts(size, geography, known, ties)
    )
    others = sum(1 for _ in bodies.every()) + len(matters.every()) + background
    peopling = Peopling(seed, geography, bodies.schools, known.by_people)
    people = peopling.populate(plan(size, others))
    truth = [*build.truth, *people.truth]
    return World(
        size, seed, geography, known, bodies, people, matters, Ties(Chance(seed, "ties")), truth
    )


def weighted_by_country(
    positions: list[tuple[int, int]], flatness: float = 1.0
) -> dict[int, Weighted[int]]:
    """From (position, country): by country the positions, the first ones likelier."""
    found: dict[int, list[int]] = {}
    for position, country in positions:
        found.setdefault(country, []).append(position)
    return {country: Weighted.by_rank(each, flatness) for country, each in found.items()}
