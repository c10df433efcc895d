"""How new the records are: per office, label and country, verified when, and who vanished.

An office's figures lag behind reality; what is counted here says by how much, and whom to ask about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.reading.entities import nodes_by_ids
from graph.store.protocol import Row
from graph.store.rows import whole
from graph.store.sight import Sight
from graph.surveys.models import Ages, Freshness, FreshnessRow, LastRound, Vanished, VanishedPage
from graph.surveys.rounds import Round, Rounds, offices_called, read_rounds, round_rows

YEARS = 1, 3
# Places, documents and figures are no records that an office verifies.
CONTEXT = "Context"
# In the order of the queries' `age`.
AGES = ("within_a_year", "within_three_years", "longer", "never")

Key = tuple[str | None, str, str | None]  # office, label, country


@dataclass(frozen=True)
class Places:
    """Places and countries by id: their names, and for each itself with all that it lies in."""

    names: dict[str, str]
    countries: frozenset[str]
    inside: dict[str, frozenset[str]]

    def around(self, places: Iterable[str]) -> frozenset[str]:
        """The places and everything that they lie in."""
        return frozenset().union(*(self.inside.get(place, (place,)) for place in places))


@dataclass(frozen=True)
class Records:
    """Whose records are counted. `office`, `country`: ids; a country may be a place."""

    office: str | None = None
    label: str | None = None
    country: str | None = None


class FreshnessReport:
    """Counts and lists over one store as of a date."""

    def __init__(self, sight: Sight, as_of: date, asked: Records) -> None:
        """Raises NotFound for an office or country that is not there."""
        for field, id_ in (("office", asked.office), ("country", asked.country)):
            if id_ is not None:
                nodes_by_ids(sight, [id_], field=field)
        self._sight = sight
        self._schema = schema = sight.schema
        self._as_of = as_of
        self._asked = asked
        self._places = _places(sight)
        self._bases = [n for n, label in schema.labels.items() if not label.base and n != CONTEXT]
        year, three_years = (shortest(years_before(as_of, years)) for years in YEARS)
        self._groups = sight.read("verified", year=year, three_years=three_years, bases=self._bases)
        rounds = round_rows(sight)
        texts = {row["office"] for row in [*self._groups, *rounds] if row["office"]}
        self._offices, self._office_names = offices_called(sight, texts)
        self._rounds = Rounds(read_rounds(rounds, self._offices, schema), as_of)

    def freshness(self, limit: int = 50, offset: int = 0) -> Freshness:
        """The counts, and a page of the records to ask about."""
        everything: Counter[str] = Counter()
        rows: dict[Key, Counter[str]] = defaultdict(Counter)
        seen: Counter[str] = Counter()
        for group in self._passing(self._groups):
            counted = self._counted(group)
            everything.update(counted)
            for key in self._keys(group):
                rows[key].update(counted)
            seen[group["survey_round"]] += group["count"]
        vanished = sorted(self._vanished(), key=by_office)
        missed = Counter(last.id for last, _ in vanished)
        return Freshness(
            as_of=self._as_of.isoformat(),
            all_=Ages(**everything),
            rows=[self._row(key, rows[key]) for key in sorted(rows, key=self._order)],
            rounds=[self._round(each, seen, missed) for each in self._last_rounds()],
            vanished=VanishedPage(
                total=len(vanished),
                limit=limit,
                offset=offset,
                records=[self._told(*each) for each in vanished[offset : offset + limit]],
            ),
        )

    def _passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        asked = self._asked
        for row in rows:
            if asked.office is not None and self._office(row) != asked.office:
                continue
            if asked.label is not None and asked.label not in row["labels"]:
                continue
            if asked.country is not None and asked.country not in self._places.around(
                row["places"]
            ):
                continue
            yield row

    def _counted(self, group: Row) -> Counter[str]:
        count = group["count"]
        counted = Counter({"total": count, AGES[group["age"]]: count})
        if self._missed_by(group) is not None:
            counted["vanished"] = count
        return counted

    def _keys(self, group: Row) -> Iterator[Key]:
        """The rows in which an entity of this group stands."""
        asked = self._asked
        labels = self._kinds(group["labels"])
        countries = self._places.around(group["places"]) & self._places.countries
        if asked.country in self._places.countries:
            countries &= {asked.country}
        lying: list[str | None] = list(countries) if countries else [None]
        for label in labels:
            for country in lying:
                yield self._office(group), label, country

    def _kinds(self, labels: Iterable[str]) -> list[str]:
        """The labels below the base, or the base alone; of these the one that was asked for."""
        known = [label for label in self._schema.in_order(labels) if label in self._schema.labels]
        kinds = [label for label in known if self._schema.labels[label].base] or known
        return [self._asked.label] if self._asked.label in kinds else kinds

    def _office(self, row: Row) -> str | None:
        return self._offices.get(row["office"], row["office"])

    def _missed_by(self, row: Row) -> Round | None:
        return self._rounds.missing_from(self._office(row), row["labels"], row["survey_round"])

    def _vanished(self) -> Iterator[tuple[Round, Row]]:
        """Each record to ask about, after the round that missed it."""
        last = [each.id for each in self._last_rounds()]
        asked_about = {each.office for each in self._last_rounds()}
        texts = [text for text, office in self._offices.items() if office in asked_about]
        rows = self._sight.stream("last_seen", owners=texts, bases=self._bases, not_in=last)
        for row in self._passing(whole(rows, "id", "name")):
            missed_by = self._missed_by(row)
            if missed_by is not None:
                yield missed_by, row

    def _told(self, missed_by: Round, row: Row) -> Vanished:
        return Vanished(
            id=row["id"],
            name=row["name"],
            labels=self._schema.in_order(row["labels"]),
            office=missed_by.office,
            survey_round=row["survey_round"],
            missed_by=missed_by.id,
            verified_at=row["verified_at"],
        )

    def _last_rounds(self) -> list[Round]:
        rounds = [self._rounds.last[office] for office in sorted(self._rounds.last)]
        return [each for each in rounds if self._asked.office in (None, each.office)]

    def _round(self, last: Round, seen: Counter[str], missed: Counter[str]) -> LastRound:
        return LastRound(
            id=last.id,
            name=last.name,
            office=last.office,
            starts=last.starts,
            ends=last.ends,
            coverage=self._schema.in_order(last.coverage or ()),
            seen=seen[last.id],
            vanished=missed[last.id],
        )

    def _row(self, key: Key, counted: Counter[str]) -> FreshnessRow:
        office, label, country = key
        return FreshnessRow(
            office=office,
            office_name=self._office_names.get(office) if office else None,
            label=label,
            country=country,
            country_name=self._places.names.get(country) if country else None,
            **counted,
        )

    def _order(self, key: Key) -> tuple[object, ...]:
        """By office, by the schema's order of labels, by country; those without one last."""
        office, label, country = key
        place = list(self._schema.labels).index(label)
        return office is None, office or "", place, country is None, country or ""


def by_office(vanished: tuple[Round, Row]) -> tuple[str, str, str]:
    """What orders records to ask about."""
    missed_by, row = vanished
    return missed_by.office, row["name"], row["id"]


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; of a 29 February, the 28th."""
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=max(1, day.year - years))


def shortest(day: date) -> str:
    """The shortest date whose first day is this: 2025, 2025-03 or 2025-03-21.

    As a text it is at most any other date, partial or whole, whose first day is this day or later,
    and above all others.
    """
    return day.isoformat().removesuffix("-01").removesuffix("-01")


def _places(sight: Sight) -> Places:
    rows = list(whole(sight.read("nested_places"), "id", "name"))
    outer: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["outer"] is not None:
            outer[row["id"]].add(row["outer"])
    return Places(
        names={row["id"]: row["name"] for row in rows},
        countries=frozenset(row["id"] for row in rows if row["country"]),
        inside={row["id"]: _closure(row["id"], outer) for row in rows},
    )


def _closure(place: str, outer: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found: set[str] = set()
    ahead = [place]
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead += outer.get(here, ())
    return frozenset(found)
