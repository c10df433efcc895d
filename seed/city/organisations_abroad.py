"""Organisations abroad: townsmen's associations, stations, schools, employers, alumni."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import opencc

from seed.city.chance import Weighted
from seed.city.dates import TODAY, YEAR
from seed.city.duplicates import twins
from seed.city.geography import Abroad, Region
from seed.city.organisations import Builder, Organisation, Organisations
from seed.city.words import listed, pairs, words

WORLD = "世界{}同乡总会"  # the one association whose members live everywhere
_OF_TOWNSMEN = ("同乡会", "同乡联谊会", "会馆")
_PLAIN_TRIES = 12  # the plain names of a small country are soon taken; then a brand is added
_NAMED = 0.6  # of associations are known by an English name too

Site = tuple[str, str, str]  # id, name and English name of a place or country


def organisations_abroad(build: Builder, organisations: Organisations) -> None:
    """Adds every organisation abroad, and the alumni associations of all schools."""
    organisations.schools += _schools(build)
    organisations.associations += _associations(build)
    organisations.stations += _stations(build, organisations.associations)
    organisations.employers += _employers(build)
    organisations.alumni += _alumni(build, organisations.schools)


def traditional(text: str) -> str:
    """The text in traditional characters."""
    return str(_converter().convert(text))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _sites(where: Abroad) -> tuple[Site, ...]:
    return where.cities or ((where.id, where.country.name, where.country.english),)


def _schools(build: Builder) -> Iterator[Organisation]:
    """At least one in each country that students go to, most where most go."""
    geography, kinds = build.geography, pairs(words("organisations")["schools_abroad"])
    first = [each for each in geography.abroad if each.country.new]
    for number in range(build.size.universities_abroad):
        more = geography.abroad[geography.new.pick(build.chance)]
        where = first[number] if number < len(first) else more
        name, english, place = _school_name(build, where, kinds)
        yield build.organisation(
            name,
            ("University",),
            geography.root,
            build.founded(1850, 1990),
            country=where.number,
            place=place,
            english_name=english,
        )


def _school_name(build: Builder, where: Abroad, kinds: list[tuple[str, str]]) -> Site:
    """A name that no other school has: Chinese, English, and the id of its place."""
    turn = 0
    while True:
        turn += 1
        place, city, english_city = build.chance.pick(_sites(where))
        kind, english = build.chance.pick(kinds)
        name = build.unique(city + _brand(build, turn) + kind)
        if name is not None:
            return name, f"{english} of {english_city}", place


def _brand(build: Builder, turn: int) -> str:
    """What sets an organisation apart when plain names have been tried for long."""
    return "" if turn <= _PLAIN_TRIES else build.brand()


@cache
def _kinds() -> Weighted[str]:
    kinds = pairs(words("organisations")["associations"], "=")
    return Weighted([name for name, _ in kinds], [float(weight) for _, weight in kinds])


def _associations(build: Builder) -> list[Organisation]:
    """The world association, then those of countries and cities, then their doubles."""
    root = build.geography.root
    first = build.organisation(
        WORLD.format(root.short),
        ("DiasporaOrganisation",),
        root,
        build.founded(1985, 1995),
        place=build.geography.abroad[0].id,
        country=0,
        english_name=f"World Association of {root.english} Townsmen",
    )
    wanted = build.size.diaspora_organisations
    doubles = twins(wanted)
    found = [first, *(_association(build) for _ in range(wanted - 1 - doubles))]
    originals = found[1:]
    for number in range(doubles):
        model = originals[build.chance.below(len(originals))]
        found.append(_twin(build, model) if number % 2 else _neighbour(build, model))
    return found


def _association(build: Builder, like: Organisation | None = None) -> Organisation:
    """An association of a new name; `like`: in the same place, of the same home."""
    chance, geography = build.chance, build.geography
    where = geography.abroad[like.country if like else geography.old.pick(chance)]
    regions = geography.regions
    turn = 0
    while True:
        turn += 1
        region = regions[0] if chance.happens(0.5) else build.region()
        if like is not None:
            region = regions[like.region]
        kind, site = _kinds().pick(chance), _site(build, where)
        name = build.unique(f"{site[1]}{region.short}{_brand(build, turn)}{kind}")
        if name is not None:
            return _named(build, name, where, site, region, kind)


def _site(build: Builder, where: Abroad) -> Site:
    if build.chance.happens(0.4):
        return where.id, where.country.name, where.country.english
    return build.chance.pick(_sites(where))


def _named(
    build: Builder, name: str, where: Abroad, site: Site, region: Region, kind: str
) -> Organisation:
    """Some are written as they write themselves, and known by their name in the local language."""
    aliases = []
    if where.country.traditional and build.chance.happens(0.7):
        aliases, name = [name], traditional(name)
    local = words("organisations")["association_local"].get(where.country.script)
    if local and kind in _OF_TOWNSMEN and region.parent < 0:
        aliases.append(local)
    known = build.chance.happens(_NAMED)
    return build.organisation(
        name,
        ("DiasporaOrganisation",),
        region,
        build.founded(1920, 2022),
        country=where.number,
        place=site[0],
        aliases=aliases or None,
        english_name=_english(region, kind, site[2]) if known else None,
        **build.contact(0.4),
    )


def _english(region: Region, kind: str, place: str) -> str:
    named = dict(pairs(words("organisations")["association_english"], "="))
    return f"{region.english} {named[kind]} ({place})"


def _neighbour(build: Builder, model: Organisation) -> Organisation:
    """Another association of the same townsmen in the same country."""
    made = _association(build, like=model)
    build.pair(model, made, "other_kind")
    return made


def _twin(build: Builder, model: Organisation) -> Organisation:
    """The same association once more, under another of its names."""
    region = build.geography.regions[model.region]
    properties, written = model.record.properties, traditional(model.record.name)
    if properties.get("english_name"):
        name, variation = str(properties["english_name"]), "english_name"
    elif written != model.record.name:
        name, variation = written, "traditional"
    elif properties.get("aliases"):
        name, variation = str(properties["aliases"][0]), "traditional"
    else:
        name, variation = model.record.name.replace(region.short, region.name, 1), "short_form"
    made = build.organisation(
        name,
        model.record.labels,
        region,
        model.founded,
        country=model.country,
        place=model.place,
    )
    build.pair(model, made, variation)
    return made


def _stations(build: Builder, associations: list[Organisation]) -> Iterator[Organisation]:
    """Each run by an association of its country for the root's federation."""
    root, hosts = build.geography.root, Weighted.by_rank(associations[1:], flatness=9)
    named = 0
    while named < build.size.stations:
        host = hosts.pick(build.chance)
        country = build.geography.abroad[host.country].country
        place = _place_name(build, host)
        kind = f"{root.name}侨联{place}海外招才引智工作站"
        name = build.unique(kind)
        if name is None and build.size.stations > len(build.geography.abroad):
            name = build.unique(kind.replace("海外", build.brand()))
        if name is None:
            continue
        named += 1
        yield build.organisation(
            name,
            ("LiaisonStation",),
            root,
            TODAY - build.chance.below(8 * YEAR) - 60,
            country=host.country,
            place=host.place,
            parent=host.id,
            english_name=f"{root.english} Talent Liaison Station, {country.english}",
            **build.contact(1),
        )


def _place_name(build: Builder, organisation: Organisation) -> str:
    where = build.geography.abroad[organisation.country]
    names = {id_: name for id_, name, _ in where.cities}
    return names.get(organisation.place, where.country.name)


def _employers(build: Builder) -> Iterator[Organisation]:
    """Companies and hospitals abroad that people work for: bare organisations."""
    lists = words("organisations")["employers"]
    latin = listed(lists["latin_first"]), listed(lists["latin_second"])
    suffixes = words("organisations")["company_suffix"]
    for _ in range(build.size.employers):
        geography = build.geography
        mixed = geography.old if build.chance.happens(0.5) else geography.new
        where = geography.abroad[mixed.pick(build.chance)]
        local = listed(lists.get(where.country.script, ""))
        name = None
        if local and build.chance.happens(0.5):
            name = build.unique(build.chance.pick(local))
        while name is None:
            first, second, third = (build.chance.pick(latin[i]) for i in (0, 0, 1))
            suffix = suffixes.get(where.country.code, "Ltd")
            name = build.unique(
                f"{first} {second} {third} {suffix}"
                if first != second
                else f"{first} {third} {suffix}"
            )
        yield build.organisation(
            name,
            ("Organisation",),
            geography.root,
            build.founded(1960, 2024),
            country=where.number,
            place=where.place(build.chance),
            subject=build.known.by_organisations.pick(build.chance),
        )


def _alumni(build: Builder, schools: list[Organisation]) -> Iterator[Organisation]:
    """Of the largest schools; of those at home also chapters abroad."""
    home = schools[: build.size.universities_home]
    away = schools[build.size.universities_home :]
    geography, made = build.geography, 0
    while made < build.size.alumni_associations:
        rank = made // 2
        school = home[rank % len(home)] if made % 2 else away[rank % len(away)]
        country = school.country
        name = build.unique(f"{school.record.name}校友会")
        if name is None:
            country = geography.new.pick(build.chance)
            name = build.unique(
                f"{school.record.name}{geography.abroad[country].country.name}校友会"
            )
        if name is None:
            continue
        made += 1
        place = school.place if country == school.country else geography.abroad[country].id
        yield build.organisation(
            name,
            ("AlumniAssociation",),
            geography.root,
            build.founded(1985, 2023),
            country=country,
            place=place,
            parent=school.id,
        )
