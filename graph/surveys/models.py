"""How new records are: counts by age, survey rounds, and records that the last round did not see."""

from __future__ import annotations

from pydantic import Field

from graph.models import Model


class Ages(Model):
    """Records by when they were last verified: within a year of the date asked for, before that but
    within three years, longer ago, never. `vanished`: how many the office's last survey round did
    not see though an earlier one had; they are among the others too."""

    total: int = 0
    within_a_year: int = 0
    within_three_years: int = 0
    longer: int = 0
    never: int = 0
    vanished: int = 0


class FreshnessRow(Ages):
    """The records of one office, label and country. `office`: an id, or the text where nothing has
    it as id or name. An entity stands in the row of each of its labels and countries, and in that
    of no country (null) when it lies in none."""

    office: str | None
    office_name: str | None
    label: str
    country: str | None
    country_name: str | None


class LastRound(Model):
    """The last survey round of an office: how many of its records it saw, how many it should have
    seen and did not. `coverage`: labels; empty for all."""

    id: str
    name: str
    office: str
    starts: str
    ends: str | None
    coverage: list[str]
    seen: int
    vanished: int


class Vanished(Model):
    """A record to ask about: seen in the round `survey_round`, not in `missed_by`, the last."""

    id: str
    name: str
    labels: list[str]
    office: str
    survey_round: str
    missed_by: str
    verified_at: str | None


class VanishedPage(Model):
    """A page of the records to ask about, by office, name and id. Nothing is deleted by it."""

    total: int
    limit: int
    offset: int
    records: list[Vanished]


class Freshness(Model):
    """How new the records are as of a date. `all` counts each once, whatever labels it has."""

    as_of: str
    all_: Ages = Field(alias="all")
    rows: list[FreshnessRow]
    rounds: list[LastRound]
    vanished: VanishedPage
