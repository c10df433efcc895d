"""That who may not be seen is found in no way, and leaves no trace in what is found."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graph.log.follower import Follower
from graph.schema import Schema
from graph.search.mirror import VIEWS_KEPT, SearchMirror
from graph.store.protocol import Row, Store
from graph.viewer import EVERYTHING, OWN, PUBLISHED, WORKING, Access, Viewer
from graph.writing.drafts import EntityChange, EntityDraft
from tests.support.search_office import BODIES, PEOPLE
from tests.support.search_seen import ACCESSES, QUERIES, VIEWERS, SeenOffice, answers

STAFF = Viewer(OWN, frozenset({"o2"}))


@pytest.fixture
def office(probed: Store, schema: Schema) -> SeenOffice:
    return SeenOffice(probed, schema)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_every_answer_is_as_if_the_hidden_had_never_been_there(
    office: SeenOffice, viewer: Viewer
) -> None:
    """Degrees, order, dates, facets and what tells namesakes apart included."""
    apart = answers(office.without_the_hidden(viewer), EVERYTHING, QUERIES)
    assert answers(office.names, viewer, QUERIES) == apart
    hides = answers(office.names, EVERYTHING, QUERIES) != apart
    assert hides == (viewer is not EVERYTHING)


@pytest.mark.parametrize("viewer", VIEWERS[1:4])
def test_deleting_the_hidden_changes_no_answer(office: SeenOffice, viewer: Viewer) -> None:
    before = answers(office.names, viewer, QUERIES)
    for record in list(office.names._index.records):
        if record is not None and not viewer.sees(record.access):
            office.writer.delete_entity(record.id, "tests", detach=True)
    office.wrote()
    assert answers(office.names, viewer, QUERIES) == before
    assert answers(office.names, EVERYTHING, QUERIES) == before


@pytest.mark.parametrize("seed", range(3))
def test_after_any_writes_no_answer_betrays_the_hidden(office: SeenOffice, seed: int) -> None:
    chance = random.Random(seed)
    writes = Writes(office, chance)
    for _ in range(8):
        for _ in range(chance.randint(1, 4)):
            writes.one()
        office.wrote()
        queries = chance.sample(QUERIES, 8)
        for viewer in chance.sample(VIEWERS, 4):
            apart = answers(office.without_the_hidden(viewer), EVERYTHING, queries)
            assert answers(office.names, viewer, queries) == apart


class Writes:
    """Writes of every kind, drawn by chance. An entity lies in one place and knows one field: of
    several the first in memory counts, and that need not be the first in the store."""

    def __init__(self, office: SeenOffice, chance: random.Random) -> None:
        self.office, self.chance = office, chance
        self.people = list(PEOPLE)
        self.ties: dict[str, set[str]] = {}
        self.numbers: Iterator[int] = iter(range(1000))
        self.kinds: list[Callable[[], None]] = [
            self.opened, self.opened, self.opened, self.created, self.deleted, self.tied, self.tied,
            self.untied, self.renamed,
        ]  # fmt: skip

    def one(self) -> None:
        self.chance.choice(self.kinds)()

    def opened(self) -> None:
        id_ = self.chance.choice([*self.people, *BODIES, "brunei", "palau"])
        self.office.open_to(id_, self.chance.choice(ACCESSES))

    def created(self) -> None:
        id_ = f"new-{next(self.numbers)}"
        name = self.chance.choice(["陈家豪", "陈佳豪", "文静", "海州商会"])
        draft = EntityDraft(id=id_, name=name, labels=["Talent"], properties=self._owned())
        self.office.writer.create_entity(draft, "tests")
        self.office.open_to(id_, self.chance.choice(ACCESSES))
        self.office.tie(f"home-{id_}", id_, "LOCATED_IN", self.chance.choice(["penang", "brunei"]))
        self.office.tie(f"knows-{id_}", id_, "HAS_EXPERTISE", "ocean")
        self.people.append(id_)

    def deleted(self) -> None:
        id_ = self.people.pop(self.chance.randrange(len(self.people)))
        self.office.writer.delete_entity(id_, "tests", detach=True)
        self.ties = {tie: ends for tie, ends in self.ties.items() if id_ not in ends}

    def tied(self) -> None:
        one, other = self.chance.sample(self.people, 2)
        id_, since = f"tie-{next(self.numbers)}", self.chance.choice(["2019", "2021-03", "2024-01"])
        self.office.tie(id_, one, "KNOWS", other, since=since)
        self.ties[id_] = {one, other}

    def untied(self) -> None:
        if self.ties:
            id_ = self.chance.choice(sorted(self.ties))
            self.office.writer.delete_relationship(id_, "tests")
            del self.ties[id_]

    def renamed(self) -> None:
        id_ = self.chance.choice(self.people)
        name = self.chance.choice(["陈家豪", "徐崇宇", "陈家好"])
        change = EntityChange(name=name, properties=self._owned())
        self.office.writer.change_entity(id_, change, "tests")
        self.office.open_to(id_, self.chance.choice(ACCESSES))

    def _owned(self) -> dict[str, Any]:
        return {"office": self.chance.choice(["federation", "海州市侨联", "youth", "海州 市侨联"])}


def test_the_hidden_are_found_by_nobody_else(office: SeenOffice) -> None:
    for query in (
        "陈家豪",
        "陳",
        "chenjiahao",
        "cjh",
        "tan ka ho",
        "陈佳豪",
        "陈大豪",
        "label:Talent",
    ):
        seen = office.ids(query, limit=100)
        assert "chen" in seen
        found = office.names.search(query, STAFF, limit=100)
        assert "chen" not in [hit.id for hit in found.hits]
        assert found.total == len(found.hits) < len(seen)
        groups = office.names.suggest(query, STAFF).groups
        assert "chen" not in [made.id for group in groups for made in group.suggestions]


def test_a_hidden_namesake_leaves_no_trace(office: SeenOffice) -> None:
    (hit,) = office.names.search("陈家豪", STAFF).hits
    assert (hit.id, hit.same_name, hit.apart) == ("chen2", None, None)
    facets = office.names.search("陈", STAFF).facets
    assert facets.countries == []
    # The office's own record is hidden, so its name is what was recorded.
    assert [(f.value, f.name, f.count) for f in facets.offices] == [("federation", "federation", 1)]
    assert [(facet.value, facet.count) for facet in facets.labels] == [("Person", 1), ("Talent", 1)]


@pytest.mark.parametrize("country", ["penang", "palau"])
def test_a_hidden_country_is_as_one_that_is_not_there(office: SeenOffice, country: str) -> None:
    """The id of an entity is refused where it is asked for; here it names nothing."""
    for query in ("陈", "label:Talent"):
        found = office.names.search(query, STAFF, country=country)
        assert found == office.names.search(query, STAFF, country="no-such-id")


def test_a_country_without_seen_inhabitants_counts_nobody(office: SeenOffice) -> None:
    assert office.names.search("", STAFF, country="brunei").total == 0
    assert "brunei" not in office.names.landscape(STAFF).countries
    assert "brunei" in office.names.landscape(EVERYTHING).countries


def test_no_page_holds_the_hidden_or_a_gap_for_them(office: SeenOffice) -> None:
    whole = office.ids("label:Talent", STAFF, limit=100)
    paged = [
        id_
        for offset in range(0, len(whole), 3)
        for id_ in office.ids("label:Talent", STAFF, limit=3, offset=offset)
    ]
    assert paged == whole


def test_a_change_of_access_shows_at_once_also_in_the_degrees_of_neighbours(
    office: SeenOffice,
) -> None:
    def degree(id_: str) -> int:
        hits = office.names.search("label:Person", STAFF, limit=100).hits
        return next(hit.degree for hit in hits if hit.id == id_)

    before = degree("xu")
    for access, more in ((Access(WORKING), 1), (Access(OWN, ("o3",)), 0), (Access(PUBLISHED), 1)):
        office.open_to("chen", access)
        office.wrote()
        assert degree("xu") == before + more
        assert ("chen" in office.ids("陈家豪", STAFF)) == bool(more)


def test_an_access_that_changes_and_changes_back_while_all_is_read(
    office: SeenOffice, probed: Store, schema: Schema
) -> None:
    """The log then names only whose access is the same as before; neighbours were counted wrongly."""
    names = SearchMirror(Interrupted(probed, office), schema)  # type: ignore[arg-type]
    follower = Follower(probed, [names])
    follower.follow()
    follower.note_write()
    follower.follow()
    assert answers(names, STAFF, QUERIES) == answers(office.names, STAFF, QUERIES)


class Interrupted:
    """A store in which somebody is shown and hidden again while degrees are read."""

    def __init__(self, store: Store, office: SeenOffice) -> None:
        self.read, self._stream, self._office = store.read, store.stream, office

    def stream(self, query: str, **parameters: object) -> Iterator[Row]:
        if query != "degrees":
            return self._stream(query, **parameters)
        self._office.open_to("chen", Access(PUBLISHED))
        rows = list(self._stream(query, **parameters))
        self._office.open_to("chen", Access(OWN, ("o1",)))
        return iter(rows)


def test_views_are_kept_for_a_few_and_made_again_for_others(office: SeenOffice) -> None:
    viewers = [Viewer(OWN, frozenset({"o2", f"x{number}"})) for number in range(VIEWS_KEPT + 2)]
    for viewer in [*viewers, *viewers]:
        assert office.ids("陈家豪", viewer) == ["chen2"]
    assert len(office.names._views) == VIEWS_KEPT
    assert Viewer(PUBLISHED, frozenset()) not in office.names._views
