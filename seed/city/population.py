"""Who there is: for every person the few numbers that names, records and relationships are made from.

They stand in arrays, so that a province of half a million people takes some thirty megabytes;
records are made from them one at a time.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from seed.city.duplicates import Pair
from seed.city.geography import HOME
from seed.city.names import PersonName
from seed.city.sizes import Size

KINDS = (
    "OverseasChinese",
    "Representative",
    "OverseasStudent",
    "Ambassador",
    "Returnee",
    "Talent",
    "LiaisonOfficer",
    "Delegate",
    "Relative",
)
NONE = -1
DECLINED, FOREIGN, STUDYING = 1, 2, 4
# Of these labels' people, so many hold another label besides.
_CHINESE_ABROAD, _AMBASSADORS_CHINESE, _DELEGATES_RELATIVES, _RETURNED_TALENTS = (
    0.54,
    0.5,
    0.6,
    0.45,
)


def person_id(number: int) -> str:
    """The id of a person."""
    return f"syn-p-{number + 1:06}"


@dataclass(frozen=True)
class PopulationPlan:
    """Numbers of people: the range of each kind, and whose label is whose besides."""

    ranges: dict[str, range]
    also: dict[str, tuple[int, tuple[str, ...]]]

    @property
    def people(self) -> int:
        """How many people there are."""
        return self.ranges[KINDS[-1]].stop

    def labels(self, kind: str, number: int) -> tuple[str, ...]:
        """The labels of a person of a kind."""
        count, labels = self.also.get(kind, (0, ()))
        more = labels if number - self.ranges[kind].start < count else ()
        return (kind, *more)


def plan(size: Size, others: int) -> PopulationPlan:
    """Ranges of people that hold each label as often as the size says; talents fill it up.

    `others`: entities that are not people.
    """
    representatives = round(size.representatives * _CHINESE_ABROAD)
    ambassadors = round(size.ambassadors * _AMBASSADORS_CHINESE)
    delegates = round(size.delegates * _DELEGATES_RELATIVES)
    counts = {
        "OverseasChinese": size.overseas_chinese - representatives - ambassadors,
        "Representative": size.representatives,
        "OverseasStudent": size.students,
        "Ambassador": size.ambassadors,
        "Returnee": size.returnees,
        "LiaisonOfficer": size.officers,
        "Delegate": size.delegates - delegates,
        "Relative": size.relatives,
    }
    counts["Talent"] = size.nodes - others - sum(counts.values())
    if counts["Talent"] <= 0:
        raise ValueError(f"size {size.name}: {size.nodes} nodes leave no room for talents")
    ranges, start = {}, 0
    for kind in KINDS:
        ranges[kind] = range(start, start + counts[kind])
        start += counts[kind]
    also: dict[str, tuple[int, tuple[str, ...]]] = {
        "Representative": (representatives, ("OverseasChinese",)),
        "Ambassador": (ambassadors, ("OverseasChinese",)),
        "Returnee": (round(size.returnees * _RETURNED_TALENTS), ("Talent",)),
        "Relative": (delegates, ("Delegate",)),
    }
    return PopulationPlan(ranges, also)


class Population:
    """Every person's numbers, by the person's own number.

    `one`, `two`: positions of the given characters in names.py; `home`, `owner`: regions, of birth
    and of the office that keeps the record; `born`, `left`: days, `left` that of graduation;
    `club`: the association one belongs to first; `anchor`: whose relative one is; `model`: the
    person after whom a double or look-alike is made, in the way `variation` says.
    """

    def __init__(self, plan_: PopulationPlan) -> None:
        self.plan = plan_
        people = plan_.people
        self.flags = array("b", bytes(people))
        self.woman = array("b", bytes(people))
        self.variation = array("b", bytes(people))
        self.family = array("h", [0]) * people
        self.one = array("h", [0]) * people
        self.two = array("h", [0]) * people
        self.home = array("h", [NONE]) * people
        self.owner = array("h", [0]) * people
        self.country = array("h", [HOME]) * people
        self.school = array("h", [NONE]) * people
        self.skill = array("h", [NONE]) * people
        self.club = array("h", [NONE]) * people
        self.born = array("i", [0]) * people
        self.left = array("i", [NONE]) * people
        self.anchor = array("i", [NONE]) * people
        self.model = array("i", [NONE]) * people
        self.truth: list[Pair] = []

    def name(self, number: int) -> PersonName:
        """A person's Chinese name."""
        return PersonName.at(self.family[number], self.one[number], self.two[number])

    def is_(self, number: int, flag: int) -> bool:
        """Whether a person has this flag: DECLINED, FOREIGN or STUDYING."""
        return bool(self.flags[number] & flag)
