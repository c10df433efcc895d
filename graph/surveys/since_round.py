"""What has changed since the last survey rounds, by label: added, not seen again, deleted; and how new
all is. The numbers are those of `graph.surveys.freshness`, which tells them by office, label and country.

A record is compared with the last round of the office that owns it; one that no office owns, or an
office without rounds, with the latest round of all.
"""

from __future__ import annotations

import heapq
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum, auto
from typing import Any

from graph.models import Model
from graph.store.protocol import Row
from graph.store.rows import whole
from graph.store.sight import Sight
from graph.surveys.freshness import AGES, CONTEXT, YEARS, by_office, shortest, years_before
from graph.surveys.models import Ages, Vanished
from graph.surveys.rounds import Round, Rounds, offices_called, read_rounds, round_rows
from graph.topology.factors import first_day
from graph.viewer import access_of


class Survey(Model):
    """The latest survey round. `others`: how many more offices have a last round of their own."""

    id: str
    name: str
    starts: str
    ends: str | None
    others: int


class KindChange(Model):
    """Records of a label since the last survey round. `added`: known since; `unseen`: seen by an
    earlier round and not by the last; `deleted`: known at the round, deleted since."""

    added: int
    unseen: int
    deleted: int


class Standing(Enum):
    """How a record stands to the last round."""

    KNOWN = auto()
    UNSEEN = auto()
    ADDED = auto()
    DELETED = auto()
    UNTOLD = auto()


class SinceSurvey:
    """The change since the last rounds that had begun by a date. `survey`: None without a round."""

    def __init__(self, sight: Sight, as_of: date) -> None:
        self._sight = sight
        self._schema = schema = sight.schema
        bases = (name for name, label in schema.labels.items() if not label.base)
        self._bases = frozenset(bases) - {CONTEXT}
        rows = round_rows(sight)
        offices, _ = offices_called(sight, {row["office"] for row in rows})
        self._rounds = Rounds(read_rounds(rows, offices, schema), as_of)
        lasts = self._rounds.last.values()
        self._latest = max(lasts, key=_begun, default=None)
        self._days = sorted({first_day(last.starts) for last in lasts})
        moments, days = [_moment(day) for day in self._days], [*map(shortest, self._days)]
        year, three_years = (shortest(years_before(as_of, years)) for years in YEARS)
        self._groups = sight.read(
            "surveyed", moments=moments, days=days, year=year, three_years=three_years
        )
        self._deleted = [*self._deletions(moments[0])] if moments else []
        texts = {row["office"] for row in [*self._groups, *self._deleted] if row["office"]}
        self._offices, _ = offices_called(sight, texts)
        # Of how many rounds' beginnings every record is later: before those nothing is known here.
        records = (row["recorded"] for row in self._groups if self._is_record(row))
        self._younger_than = min(records, default=0)

    @property
    def survey(self) -> Survey | None:
        """The round to name."""
        last = self._latest
        if last is None:
            return None
        others = len(self._rounds.last) - 1
        return Survey(id=last.id, name=last.name, starts=last.starts, ends=last.ends, others=others)

    def changes(self) -> Mapping[str, KindChange]:
        """By label; one is missing when nothing can be told of its records."""
        counts: dict[str, Counter[Standing]] = defaultdict(Counter)
        for label, rule in self._schema.labels.items():
            if self._latest is not None and CONTEXT not in (label, rule.base):
                counts[label] = Counter()
        for standing, row in self._standings():
            for label in row["labels"]:
                if label in counts:
                    counts[label][standing] += row["count"]
        return {label: _change(each) for label, each in counts.items() if _is_told(each)}

    def ages(self) -> Ages:
        """How new all records are."""
        counted: Counter[str] = Counter()
        for row in self._groups:
            if self._is_record(row):
                unseen = self._missed_by(row) is not None
                counted.update({"total": row["count"], AGES[row["age"]]: row["count"]})
                counted["vanished"] += unseen * row["count"]
        return Ages(**counted)

    def to_ask(self, limit: int) -> list[Vanished]:
        """The first of the records to ask about, by office, name and id."""
        missed = (by for row in self._groups if (by := self._missed_by(row)) is not None)
        found: list[Vanished] = []
        # Office by office, for the first of them has enough as a rule.
        for by in sorted({*missed}, key=lambda round_: round_.office):
            if len(found) < limit:
                found += self._unseen_by(by, limit - len(found))
        return found

    def _unseen_by(self, last: Round, limit: int) -> list[Vanished]:
        rows = self._sight.stream(
            "unseen",
            owners=[text for text, office in self._offices.items() if office == last.office],
            bases=sorted(self._bases),
            not_in=[last.id],
        )
        missed = ((last, row) for row in whole(rows, "id", "name") if self._missed_by(row))
        return [
            Vanished(
                **{**row, "labels": self._schema.in_order(row["labels"]), "office": last.office},
                missed_by=last.id,
            )
            for _, row in heapq.nsmallest(limit, missed, key=by_office)
        ]

    def _is_record(self, row: Row) -> bool:
        return not self._bases.isdisjoint(row["labels"])

    def _missed_by(self, row: Row) -> Round | None:
        return self._rounds.missing_from(self._office(row), row["labels"], row["survey_round"])

    def _standings(self) -> Iterator[tuple[Standing, Row]]:
        for row in self._groups if self._latest else ():
            yield self._standing(row, self._round_of(row)), row
        for row in self._deleted:
            last = self._round_of(row)
            known = self._standing(row, last) is not Standing.ADDED
            if known and row["time"] >= _moment(first_day(last.starts)):
                yield Standing.DELETED, row

    def _round_of(self, row: Row) -> Round:
        last = self._rounds.last.get(self._office(row) or "", self._latest)
        assert last is not None  # noqa: S101 - there are no rows without a round
        return last

    def _office(self, row: Row) -> str | None:
        return self._offices.get(row["office"], row["office"])

    def _standing(self, row: Row, last: Round) -> Standing:
        """A record that came into this store after the round began may have been known before:
        when it was verified before, or another round saw it. In a store that is younger than the
        round, what the round saw is what the store began with, and of what the round does not
        cover nothing is told."""
        labels, seen_in = row["labels"], row["survey_round"]
        if self._missed_by(row):
            return Standing.UNSEEN
        begun = self._days.index(first_day(last.starts)) + 1
        verified_before = row["verified"] is not None and row["verified"] < begun
        if row["recorded"] < begun or verified_before or seen_in not in (None, last.id):
            return Standing.KNOWN
        if self._younger_than < begun:
            return Standing.ADDED
        if not last.covers(labels):
            return Standing.UNTOLD
        return Standing.ADDED if seen_in is None else Standing.KNOWN

    def _deletions(self, moment: str) -> Iterator[Row]:
        """What was deleted since a moment, in the shape of the groups."""
        for change in self._sight.store.read("deletions_since", moment=moment):
            entity = json.loads(change["before"])["entity"]
            if not self._sight.viewer.sees(access_of(entity["properties"])):
                continue
            yield {
                **_dates(entity["properties"], self._days),
                "office": entity["properties"].get("office"),
                "labels": entity["labels"],
                "survey_round": entity["properties"].get("survey_round"),
                "time": change["time"],
                "count": 1,
            }


def _dates(properties: Mapping[str, Any], days: Iterable[date]) -> Row:
    """As the query tells them: after how many of the days a record was recorded, and verified."""
    recorded, verified = properties.get("recorded_at", ""), properties.get("verified_at")
    return {
        "recorded": sum(recorded >= _moment(day) for day in days),
        "verified": verified and sum(verified >= shortest(day) for day in days),
    }


def _begun(round_: Round) -> tuple[date, str]:
    return first_day(round_.starts), round_.id


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _change(counted: Counter[Standing]) -> KindChange:
    return KindChange(
        added=counted[Standing.ADDED],
        unseen=counted[Standing.UNSEEN],
        deleted=counted[Standing.DELETED],
    )


def _is_told(counted: Counter[Standing]) -> bool:
    """Whether anything is known of the records of a label, or there are none."""
    return not counted or any(counted[each] for each in Standing if each is not Standing.UNTOLD)
