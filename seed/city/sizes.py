"""How much of everything there is in a town, a city and a province.

The city's counts are those of the Xuzhou federation's letter of 2023 (document 002); what the
letter does not count is in proportion. A town is a fourteenth of it, a province twenty cities.
"""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Size:
    """Numbers of entities per kind; talents fill up to `nodes`, acquaintances to `relationships`."""

    name: str
    nodes: int
    relationships: int
    cities: int
    counties: int
    overseas_chinese: int
    representatives: int
    students: int
    returnees: int
    relatives: int
    ambassadors: int
    officers: int
    delegates: int
    diaspora_organisations: int
    enterprises: int
    stations: int
    bases: int
    agreements: int
    universities_home: int
    universities_abroad: int
    alumni_associations: int
    chambers: int
    institutes: int
    employers: int
    projects: int
    events: int
    policies: int
    services: int
    platforms: int
    needs: int
    cases: int


CITY = Size(
    name="city",
    nodes=24_006,  # records of the letter's register
    relationships=120_000,
    cities=1,
    counties=10,
    overseas_chinese=6_278,
    representatives=778,
    students=2_084,
    returnees=684,
    relatives=9_443,
    ambassadors=35,
    officers=130,
    delegates=60,
    diaspora_organisations=151,
    enterprises=573,
    stations=11,
    bases=11,
    agreements=43,  # "more than 40"
    universities_home=26,
    universities_abroad=64,
    alumni_associations=45,
    chambers=28,
    institutes=40,
    employers=320,
    projects=260,
    events=180,
    policies=80,
    services=12,
    platforms=5,
    needs=420,
    cases=360,
)
# What does not grow or shrink with the rest.
_OWN = {"name", "nodes", "relationships", "cities", "counties"}


def _times(share: float, name: str, **own: int) -> Size:
    numbers = {
        field.name: max(2, round(getattr(CITY, field.name) * share))
        for field in fields(Size)
        if field.name not in _OWN
    }
    return Size(name=name, **(numbers | own))


SIZES = {
    "town": _times(
        1 / 14,
        "town",
        nodes=2_000,
        relationships=10_000,
        cities=0,
        counties=6,
        universities_home=6,
        universities_abroad=14,
    ),
    "city": CITY,
    "province": _times(
        20,
        "province",
        nodes=500_000,
        relationships=3_000_000,
        cities=20,
        counties=10,
        # Schools grow in size rather than in number.
        universities_home=120,
        universities_abroad=240,
        alumni_associations=300,
    ),
}
