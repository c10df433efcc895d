"""What everything else refers to: places, fields, industries, survey rounds, figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from graph.records import EntityRecord, Record
from seed.city.chance import Chance, Weighted
from seed.city.dates import AS_OF, day, new_year
from seed.city.geography import Geography, context_places
from seed.city.records import SOURCE_ID, Properties, RelationshipMaker, entity, numbered
from seed.city.sizes import Size
from seed.city.words import pairs, words

_COVERED = ["OverseasChinese", "Representative", "OverseasStudent", "Returnee", "Relative"]
_COVERED += ["DiasporaOrganisation", "Enterprise"]
_ROUND_YEARS = (2023, 2025)
# What the register counts, by the size's field: measure and unit.
_MEASURES = {
    "overseas_chinese": ("华侨华人", "人"),
    "representatives": ("海外代表人士", "人"),
    "students": ("留学生", "人"),
    "returnees": ("海归人才", "人"),
    "diaspora_organisations": ("海外侨社团", "个"),
    "relatives": ("侨眷", "人"),
    "enterprises": ("侨商侨企", "家"),
    "stations": ("海外招才引智工作站", "个"),
    "ambassadors": ("招才引智大使", "人"),
    "bases": ("新侨创新创业基地", "个"),
}


@dataclass(frozen=True)
class Subjects:
    """Fields of knowledge and industries, as ids, the head of each far more common."""

    fields: list[tuple[str, str]]
    industries: list[tuple[str, str]]
    by_people: Weighted[int]
    by_organisations: Weighted[int]


def subjects() -> Subjects:
    """Every field and industry as (id, name)."""
    listed = words("places")["industries"].replace(">", " ")
    names = dict.fromkeys(zh for zh, _ in pairs(listed))
    industries = list(zip(numbered("industry"), names, strict=False))
    known = list(zip(numbered("field"), (zh for zh, _ in _fields()), strict=False))
    return Subjects(
        known,
        industries,
        Weighted.by_rank(range(len(known)), flatness=6),
        Weighted.by_rank(range(len(industries)), flatness=6),
    )


def _fields() -> list[tuple[str, str]]:
    return pairs(words("places")["fields"])


def contexts(
    size: Size, geography: Geography, known: Subjects, relationships: RelationshipMaker
) -> Iterator[Record]:
    """Every Context entity with the relationships among them."""
    note = {
        "summary": "由程序生成的合成数据,不涉及任何真实人物。Made by a program; no real person."
    }
    yield entity(SOURCE_ID, "合成数据说明 (synthetic data)", ("Document",), note)
    for place, over in context_places(geography):
        yield place
        if over is not None:
            yield relationships.plain("LOCATED_IN", place.id, over)
    english = dict(_fields())
    for id_, name in known.fields:
        yield entity(id_, name, ("Field",), {"english_name": english[name]})
    yield from _industries(known, relationships)
    for region in geography.regions:
        yield from _rounds(geography, region.number)
    yield from _figures(size, geography)


def _industries(known: Subjects, relationships: RelationshipMaker) -> Iterator[Record]:
    text = words("places")["industries"]
    english = dict(pairs(text.replace(">", " ")))
    ids = {name: id_ for id_, name in known.industries}
    for id_, name in known.industries:
        yield entity(id_, name, ("Industry",), {"english_name": english[name]})
    for upper, lower in pairs(text, ">"):
        if lower:
            above, below = (side.partition("/")[0] for side in (upper, lower))
            yield relationships.plain("UPSTREAM_OF", ids[above], ids[below])


def round_id(region: int, turn: int) -> str:
    """The id of an office's first (0) or second (1) survey round."""
    return f"syn-round-{region * 2 + turn + 1:06}"


def round_days(region: int, turn: int) -> tuple[int, int]:
    """First and last day of a round; offices begin a week apart at most."""
    start = new_year(_ROUND_YEARS[turn]) + 60 + region % 7
    return start, start + 120


def _rounds(geography: Geography, region: int) -> Iterator[EntityRecord]:
    short = geography.regions[region].name
    for turn, year in enumerate(_ROUND_YEARS):
        starts, ends = round_days(region, turn)
        yield entity(
            round_id(region, turn),
            f"{short}侨资源调查({year}年)",
            ("SurveyRound",),
            {
                "starts": day(starts),
                "ends": day(ends),
                "coverage": _COVERED,
                "office": geography.regions[region].office,
            },
        )


def surveyed(chance: Chance, region: int) -> Properties:
    """When a record was last verified, and by which round of its office it was last seen.

    One in eight was seen by the first round and not by the second; one in six by none.
    """
    share = chance.share()
    if share < 0.82:
        turn = 1 if share < 0.7 else 0
        first, last = round_days(region, turn)
        verified = day(chance.between(first, last))
        return {"verified_at": verified, "survey_round": round_id(region, turn)}
    if share < 0.88:
        return {"verified_at": f"{chance.between(2012, 2021)}"}
    return {}


def _figures(size: Size, geography: Geography) -> Iterator[EntityRecord]:
    """How many of each kind the register holds, as an office would report it."""
    counted = {each.name: getattr(size, each.name) for each in fields(size)}
    for id_, (key, (measure, unit)) in zip(numbered("figure"), _MEASURES.items(), strict=False):
        stated = {"measure": measure, "value": counted[key], "unit": unit}
        name = f"{geography.root.name}{measure}数"
        yield entity(id_, name, ("Figure",), stated | {"as_of": AS_OF.isoformat()})


def measures(geography: Geography, relationships: RelationshipMaker) -> Iterator[Record]:
    """What the figures are about: the register of the root's federation."""
    for id_, _ in zip(numbered("figure"), _MEASURES, strict=False):
        yield relationships.plain("MEASURES", id_, geography.root.office)
