"""That who may not be seen is found in no way, and leaves no trace in what is found."""

from __future__ import annotations

import pytest

from graph.schema import Schema
from graph.search.mirror import VIEWS_KEPT
from graph.search.models import ListedName
from graph.store.protocol import Store
from graph.writing.drafts import RelationshipDraft
from tests.support.search_office import Office

HIDDEN = frozenset({"chen", "no-such-id"})
WAYS = ["陈家豪", "陳", "chenjiahao", "cjh", "chenjh", "tan ka ho", "Chan Ka Ho", "家豪", "槟城",
        "陈佳豪", "陈大豪", "chenjaihao", "海州", "chen", "陈 马来西亚", "label:Talent"]  # fmt: skip


@pytest.fixture
def office(store: Store, schema: Schema) -> Office:
    return Office(store, schema)


@pytest.mark.parametrize("query", WAYS)
def test_no_search_and_no_suggestion_finds_the_hidden(office: Office, query: str) -> None:
    seen = office.ids(query)
    assert "chen" in seen
    found = office.names.search(query, hidden=HIDDEN)
    assert {hit.id for hit in found.hits} == set(seen) - {"chen"}
    assert found.total == len(seen) - 1
    groups = office.names.suggest(query, hidden=HIDDEN).groups
    assert "chen" not in [made.id for group in groups for made in group.suggestions]


@pytest.mark.parametrize(
    "hidden", [{"chen"}, {"chen2", "penang", "federation"}, {"xu", "ocean", "no-such-id"}]
)
def test_every_answer_is_as_if_the_hidden_were_not_there(office: Office, hidden: set[str]) -> None:
    """Degrees, order, dates, facets and what tells namesakes apart included."""
    before = answers(office)
    seen = answers(office, frozenset(hidden))
    for id_ in hidden - {"no-such-id"}:
        office.writer.delete_entity(id_, "tests", detach=True)
    office.wrote()
    assert seen == answers(office)
    assert seen != before


def test_a_write_shows_to_who_may_not_see_all(office: Office) -> None:
    assert degrees(office, "xu", "lee") == [1, 1]
    for id_, end in (("new1", "lee"), ("new2", "chen")):
        tie = RelationshipDraft(id=id_, from_="xu", to=end, type="KNOWS", properties={})
        office.writer.create_relationship(tie, "tests")
    office.wrote()
    assert degrees(office, "xu", "lee") == [2, 2]


def test_views_are_kept_for_a_few_and_made_again_for_others(office: Office) -> None:
    masks = [frozenset({"chen", f"nobody{number}"}) for number in range(VIEWS_KEPT + 2)]
    for mask in [*masks, *masks]:
        assert "chen" not in office.ids("陈", hidden=mask)


def answers(office: Office, hidden: frozenset[str] = frozenset()) -> list[object]:
    """All that names can be asked, for every way to ask."""
    ways = [*WAYS, "label:Person", "徐", "since:2020", "海洋工程", "country:马来西亚"]
    listed = [ListedName(name=name, country="马来西亚") for name in ("陈家豪", "Tan Ka Ho")]
    return [
        *(office.names.search(way, hidden=hidden) for way in ways),
        *(office.names.suggest(way, hidden=hidden) for way in ways),
        *office.names.match(listed, hidden=hidden),
    ]


def degrees(office: Office, *ids: str) -> list[int]:
    found = office.names.search("label:Person", hidden=HIDDEN, limit=100).hits
    by_id = {hit.id: hit.degree for hit in found}
    return [by_id[id_] for id_ in ids]


def test_a_hidden_namesake_leaves_no_trace(office: Office) -> None:
    (hit,) = office.names.search("陈家豪", hidden=HIDDEN).hits
    assert (hit.id, hit.same_name, hit.apart) == ("chen2", None, None)
    facets = office.names.search("陈", hidden=HIDDEN).facets
    assert (facets.countries, facets.offices) == ([], [])
    assert [(facet.value, facet.count) for facet in facets.labels] == [("Person", 1), ("Talent", 1)]


def test_no_page_holds_the_hidden_or_a_gap_for_them(office: Office) -> None:
    whole = office.ids("label:Talent", hidden=HIDDEN, limit=100)
    paged = [
        id_
        for offset in range(0, len(whole), 3)
        for id_ in office.ids("label:Talent", hidden=HIDDEN, limit=3, offset=offset)
    ]
    assert paged == whole


def test_a_list_is_not_matched_with_the_hidden(office: Office) -> None:
    listed = [ListedName(name="陈家豪", country="马来西亚"), ListedName(name="Tan Ka Ho")]
    one, other = office.names.match(listed, hidden=HIDDEN)
    assert ([c.node.id for c in one.candidates], one.total) == (["chen2"], 1)
    assert "chen" not in [c.node.id for c in other.candidates]
