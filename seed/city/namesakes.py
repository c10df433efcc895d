"""People who stand in the register twice, and people who only look it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from seed.city.chance import Chance
from seed.city.dates import TODAY, YEAR, year_of
from seed.city.duplicates import PEOPLE, PEOPLE_DIFFERENT, PEOPLE_SAME, Pair, twins
from seed.city.geography import HOME
from seed.city.names import NO_SECOND, alike, parts, pick_given
from seed.city.population import FOREIGN, NONE, Population, person_id

_COPIED = ("family", "one", "two", "woman", "home", "owner", "country", "school", "skill")
_COPIED_TOO = ("born", "left", "anchor", "flags")
_ABROAD = ("moved", "romanised", "western_name")
_OWN_AGE = 3 * YEAR  # look-alikes are at least so much older or younger


class LookAlikes:
    """Makes the last people of a kind after earlier ones, each after another."""

    def __init__(self, seed: int) -> None:
        self._chance = Chance(seed, "look-alikes")

    @staticmethod
    def originals(numbers: range) -> range:
        """The people of a kind who are made after nobody."""
        return numbers[: len(numbers) - twins(len(numbers))]

    def add(self, people: Population, numbers: range, *, at_home: bool) -> None:
        """Fills the rest of the kind: doubles and look-alikes by turns. `at_home`: all live there."""
        originals, used = self.originals(numbers), set[int]()
        same = [each for each in PEOPLE_SAME if not (at_home and each in _ABROAD)]
        for turn, number in enumerate(range(originals.stop, numbers.stop)):
            kinds = PEOPLE_DIFFERENT if turn % 2 else same
            variation = kinds[turn // 2 % len(kinds)]
            fits = _FITS.get(variation, _fits_any)
            model = originals.start + self._chance.below(len(originals))
            while model in used or people.is_(model, FOREIGN) or not fits(people, model):
                model = originals.start + self._chance.below(len(originals))
            used.add(model)
            self._make(people, number, model, variation)

    def _make(self, people: Population, number: int, model: int, variation: str) -> None:
        for name in _COPIED + _COPIED_TOO:
            column = getattr(people, name)
            column[number] = column[model]
        people.model[number] = model
        people.variation[number] = PEOPLE.index(variation) + 1
        people.truth.append(Pair(person_id(model), person_id(number), variation))
        if variation == "moved":
            people.country[number] = (people.country[model] + 1) % 10
        elif variation == "former_name":
            self._rename(people, number, first=None)
        elif variation in PEOPLE_DIFFERENT:
            self._differ(people, number, variation)

    def _differ(self, people: Population, number: int, variation: str) -> None:
        """Somebody else: of another age, skill and, but for one kind, another school."""
        chance, born = self._chance, people.born[number]
        shift = _OWN_AGE + chance.below(4 * YEAR)
        people.born[number] = born - shift if TODAY - born < 30 * YEAR else born + shift
        people.flags[number] = 0
        if variation == "sibling":
            self._rename(people, number, first=people.one[number])
        elif variation == "same_spelling":
            people.one[number] = chance.pick(_same_spelling()[people.one[number]])
        if variation == "same_school":
            people.left[number] = min(people.left[number] + shift, TODAY - 90)
        else:
            people.school[number] = people.left[number] = NONE
        if people.skill[number] >= 0:
            people.skill[number] = (people.skill[number] + 7) % 20

    def _rename(self, people: Population, number: int, first: int | None) -> None:
        old = people.one[number], people.two[number]
        born = year_of(people.born[number])
        given = old
        while given == old:
            woman = bool(people.woman[number])
            given = pick_given(self._chance, people.family[number], woman, born, first)
        people.one[number], people.two[number] = given


@cache
def _same_spelling() -> dict[int, list[int]]:
    """For given characters, the others with the same reading."""
    by_reading: dict[str, list[int]] = {}
    for place, part in enumerate(parts()):
        by_reading.setdefault(part.pinyin, []).append(place)
    return {
        place: [other for other in places if other != place]
        for places in by_reading.values()
        for place in places
        if len(places) > 1
    }


def _fits_any(people: Population, model: int) -> bool:
    return people.one[model] >= 0


def _written_otherwise(people: Population, model: int) -> bool:
    return people.name(model).simplified() != people.name(model).traditional()


_FITS: dict[str, Callable[[Population, int], bool]] = {
    "traditional": _written_otherwise,
    "sound_alike": lambda people, model: people.one[model] in alike(),
    "moved": lambda people, model: people.country[model] != HOME,
    "same_school": lambda people, model: people.school[model] >= 0,
    "sibling": lambda people, model: people.two[model] != NO_SECOND,
    "same_spelling": lambda people, model: people.one[model] in _same_spelling(),
}
