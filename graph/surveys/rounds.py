"""Survey rounds: which was an office's last, and which records it should have seen and did not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.schema import Schema
from graph.store.protocol import Row
from graph.store.rows import whole
from graph.store.sight import Sight
from graph.topology.factors import first_day


@dataclass(frozen=True)
class Round:
    """A survey round. `coverage`: its labels; None for all."""

    id: str
    name: str
    office: str
    starts: str
    ends: str | None
    coverage: frozenset[str] | None

    def covers(self, labels: Iterable[str]) -> bool:
        """Whether it went through records with these labels."""
        return self.coverage is None or not self.coverage.isdisjoint(labels)


class Rounds:
    """The rounds that had begun by a date; of a round that begins later nothing is known then."""

    def __init__(self, rounds: Iterable[Round], as_of: date) -> None:
        self._starts: dict[str, date] = {}
        self.last: dict[str, Round] = {}
        for each in sorted(
            rounds, key=lambda r: (first_day(r.starts), first_day(r.ends or r.starts), r.id)
        ):
            self._starts[each.id] = first_day(each.starts)
            if first_day(each.starts) <= as_of:
                self.last[each.office] = each

    def missing_from(
        self, office: str | None, labels: Iterable[str], seen_in: str | None
    ) -> Round | None:
        """The office's last round, when it covers such a record and only an earlier one saw it.

        A round that nobody recorded is taken for an earlier one.
        """
        last = self.last.get(office) if office is not None else None
        if last is None or seen_in in (None, last.id) or not last.covers(labels):
            return None
        seen_at = self._starts.get(seen_in, date.min)
        return last if seen_at < first_day(last.starts) else None


def read_rounds(rows: Iterable[Row], offices: dict[str, str], schema: Schema) -> list[Round]:
    """The rounds of the rows; `offices`: for a text that names an office, its id."""
    return [
        Round(
            id=row["id"],
            name=row["name"],
            office=offices.get(row["office"]) or row["office"],
            starts=row["starts"],
            ends=row["ends"],
            coverage=_covered(row["coverage"], schema),
        )
        for row in rows
    ]


def round_rows(sight: Sight) -> list[Row]:
    """The rounds in the viewer's sight that belong to an office."""
    return list(whole(sight.read("survey_rounds"), "id", "name", "office", "starts"))


def offices_called(sight: Sight, texts: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """For each text the id of the office that it names, or itself; and the offices' names.

    A name that several bear tells none of them.
    """
    rows = list(whole(sight.read("called_offices", texts=sorted(texts)), "id", "name"))
    bearers: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        bearers[row["name"]].append(row["id"])
    ids = {row["id"] for row in rows}
    known = {text: bearers[text][0] for text in texts if len(bearers.get(text, ())) == 1}
    offices = {text: text if text in ids else known.get(text, text) for text in texts}
    return offices, {row["id"]: row["name"] for row in rows}


def _covered(coverage: list[str] | None, schema: Schema) -> frozenset[str] | None:
    """Labels by any of their names: officers write 人才 where the schema says Talent."""
    if not coverage:
        return None
    wanted = {text.strip().casefold() for text in coverage}
    return frozenset(
        name
        for name, label in schema.labels.items()
        if not wanted.isdisjoint({name.casefold(), label.zh, label.en.casefold()})
    )
