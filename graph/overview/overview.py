"""The whole network on one page: by kind, country, office, field and industry, and as a picture.

The picture shows groups, the entities of one base label in one country, with the number of
relationships between them.
"""

from __future__ import annotations

from datetime import date

import numpy as np
from pydantic import Field

from graph.log.revision import current_revision
from graph.models import Model
from graph.reading.entities import nodes_there
from graph.reading.stats import label_counts, type_counts
from graph.search.landscape import Landscape
from graph.search.models import Facet
from graph.surveys.models import Ages, Vanished
from graph.surveys.since_round import KindChange, SinceSurvey, Survey
from graph.topology.topology import Topology
from graph.viewpoint import Viewpoint

ASKED_LIMIT = 8  # records to ask about, by name: the freshness report lists the others
INDUSTRIES_LIMIT = 50  # by count; a longer list is no overview
# A pair of groups is drawn when it holds at least this part of the most that any pair holds.
FAINTEST_LINK = 0.002


class KindCount(Model):
    """A label and how many carry it; `change`: since the last survey round, or None when there is
    none, or it tells nothing of this label."""

    label: str
    count: int
    change: KindChange | None


class CountryCount(Model):
    """People, organisations and affairs in a country; `iso_code` where it is recorded."""

    id: str
    name: str
    iso_code: str | None
    people: int
    organisations: int
    affairs: int


class WellConnected(Model):
    """A well-connected organisation. `degree`: all its relationships but provenance."""

    id: str
    name: str
    labels: list[str]
    degree: int


class GroupCount(Model):
    """A super-node: the entities of one base label in one country, or elsewhere (None)."""

    label: str
    country: str | None
    count: int


class GroupLink(Model):
    """Relationships between two groups, which are given by their places in the list."""

    from_: int = Field(alias="from")
    to: int
    count: int


class Overview(Model):
    """The whole network in numbers. Lists are by count, largest first. `vanished`: the first of the
    records to ask about; `ages` counts them all."""

    revision: int
    entities: int
    relationships: int
    survey: Survey | None
    kinds: list[KindCount]
    countries: list[CountryCount]
    offices: list[Facet]
    fields: list[Facet]
    industries: list[Facet]
    best_connected: list[WellConnected]
    groups: list[GroupCount]
    links: list[GroupLink]
    ages: Ages
    vanished: list[Vanished]


def overview(viewpoint: Viewpoint, as_of: date) -> Overview:
    """The overview of all that the viewer may see; of survey rounds, those that had begun by `as_of`."""
    mirrors = viewpoint.mirrors
    revision, seen = current_revision(viewpoint.store), mirrors.names().landscape(viewpoint.viewer)
    entities, counts = label_counts(viewpoint)
    since = SinceSurvey(viewpoint, as_of)
    changes = since.changes()
    return Overview(
        revision=revision,
        entities=entities,
        relationships=sum(type_counts(viewpoint).values()),
        survey=since.survey,
        kinds=[
            KindCount(label=label, count=counts.get(label, 0), change=changes.get(label))
            for label in viewpoint.schema.labels
        ],
        countries=_countries(viewpoint, seen),
        offices=seen.offices,
        fields=seen.fields,
        industries=_industries(viewpoint),
        best_connected=_best_connected(viewpoint, seen),
        groups=[GroupCount(label=g.base, country=g.country, count=g.count) for g in seen.groups],
        links=_links(seen, mirrors.topology()),
        ages=since.ages(),
        vanished=since.to_ask(ASKED_LIMIT),
    )


def _countries(viewpoint: Viewpoint, seen: Landscape) -> list[CountryCount]:
    nodes = nodes_there(viewpoint, list(seen.countries))
    found = [
        CountryCount(
            id=id_,
            name=nodes[id_].name,
            iso_code=nodes[id_].properties.get("iso_code"),
            people=counts.get("Person", 0),
            organisations=counts.get("Organisation", 0),
            affairs=counts.get("Affair", 0),
        )
        for id_, counts in seen.countries.items()
        if id_ in nodes
    ]
    return sorted(found, key=lambda c: (-(c.people + c.organisations + c.affairs), c.id))


def _industries(viewpoint: Viewpoint) -> list[Facet]:
    rows = sorted(viewpoint.read("industry_counts"), key=lambda row: (-row["count"], row["id"]))
    return [
        Facet(value=row["id"], name=row["name"], count=row["count"])
        for row in rows[:INDUSTRIES_LIMIT]
    ]


def _best_connected(viewpoint: Viewpoint, seen: Landscape) -> list[WellConnected]:
    nodes = nodes_there(viewpoint, [id_ for id_, _ in seen.best])
    return [
        WellConnected(id=id_, name=nodes[id_].name, labels=nodes[id_].labels, degree=degree)
        for id_, degree in seen.best
        if id_ in nodes
    ]


def _links(seen: Landscape, topology: Topology) -> list[GroupLink]:
    """How many relationships lead from group to group, faint pairs left out."""
    ids = [id_.decode("ascii") for id_ in topology.ids.all().tolist()]
    group = np.array([seen.number.get(id_, -1) for id_ in ids], np.int64)
    places, lengths = topology.rows_of(np.arange(len(ids)))
    starts = np.repeat(group, lengths)
    ends = group[topology.pool.place["target"][places]]
    # Each relationship stands at both of its ends; it is counted at the lower group.
    kept = (starts >= 0) & (ends > starts)
    size = len(seen.groups)
    counts = np.bincount(starts[kept] * size + ends[kept], minlength=size * size)
    least = max(1, int(counts.max(initial=0) * FAINTEST_LINK))
    return [
        GroupLink(from_=pair // size, to=pair % size, count=int(counts[pair]))
        for pair in np.flatnonzero(counts >= least).tolist()
    ]
