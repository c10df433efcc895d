"""That who may not be seen is found in no way, and leaves no trace in what is found."""

from __future__ import annotations

import pytest

from graph.schema import Schema
from graph.search_models import ListedName
from graph.store import Store
from tests.search_office import Office

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
    assert [hit.id for hit in found.hits] == [id_ for id_ in seen if id_ != "chen"]
    assert found.total == len(seen) - 1
    groups = office.names.suggest(query, hidden=HIDDEN).groups
    assert "chen" not in [made.id for group in groups for made in group.suggestions]


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
