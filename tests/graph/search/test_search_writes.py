"""That the search stays true: after writes, at its limits, page by page, on every engine."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator

import pytest

from graph.errors import InvalidInput
from graph.log.revision import Changed
from graph.schema import Schema
from graph.search.filters import Filters
from graph.search.index.degrees import DegreeColumns
from graph.search.index.index import BASE, Index
from graph.search.index.record import Record
from graph.search.index.view import IndexView
from graph.search.match import LISTED_LIMIT
from graph.search.models import ListedName
from graph.search.namesakes import same_name
from graph.search.ranking.question import QUERY_LIMIT
from graph.search.search import search as search_index
from graph.store.protocol import Store
from graph.viewer import EVERYTHING, HIDDEN, OWN, PUBLISHED, WORKING, Access, Viewer
from graph.writing.drafts import EntityChange, EntityDraft, RelationshipDraft
from tests.support.places import GOLDEN
from tests.support.search_office import PEOPLE, Office

LANDSCAPE = GOLDEN / "search" / "landscape.json"


@pytest.fixture
def office(store: Store, schema: Schema) -> Office:
    return Office(store, schema)


def test_pages_join_without_gap_or_overlap(office: Office) -> None:
    whole = office.ids("label:Talent", limit=100)
    assert len(whole) == len(PEOPLE)
    for size in (1, 3, 4):
        pages = [
            office.ids("label:Talent", limit=size, offset=offset)
            for offset in range(0, len(whole) + size, size)
        ]
        assert [id_ for page in pages for id_ in page] == whole


@pytest.mark.parametrize("query", ["", "  ", "。，！", "\u200b\u202e", "-'\"*", "🙂"])
def test_nothing_but_marks_finds_nothing(office: Office, query: str) -> None:
    found = office.names.search(query, EVERYTHING)
    assert (found.total, found.hits) == (0, [])
    assert office.names.suggest(query, EVERYTHING).groups == []


def test_a_query_has_a_limit(office: Office) -> None:
    assert office.ids("陈" * QUERY_LIMIT) == []
    for ask in (office.names.search, office.names.suggest):
        with pytest.raises(InvalidInput) as refusal:
            ask("陈" * (QUERY_LIMIT + 1), EVERYTHING)
        assert (refusal.value.status, refusal.value.code) == (422, "invalid_input")


@pytest.mark.parametrize("query", ['王*" OR name:<b>x</b>', "王* or NAME <b> x </b>"])
def test_syntax_is_just_text(office: Office, query: str) -> None:
    assert office.ids(query)[:1] == ["odd"]


@pytest.mark.parametrize(
    "query", ["*", "id:*", "MATCH (n) DETACH DELETE n", "'; DROP", "(", "[", "\\", ".*"]
)
def test_syntax_finds_no_more_than_its_letters(office: Office, query: str) -> None:
    assert office.ids(query) == []


def test_a_write_is_found_by_the_next_search(office: Office) -> None:
    writer = office.writer
    writer.create_entity(EntityDraft(id="new", name="赵新来", labels=["Talent"]), "t")
    office.wrote()
    assert office.ids("zhaoxinlai") == office.ids("赵新来") == ["new"]
    writer.change_entity("new", EntityChange(name="钱改名"), "t")
    office.wrote()
    assert office.ids("赵新来") == []
    assert office.ids("钱改名") == ["new"]
    writer.create_relationship(
        RelationshipDraft(id="born", from_="new", to="penang", type="NATIVE_OF"), "t"
    )
    office.wrote()
    assert office.ids("钱 槟城") == ["new"]
    assert office.first("钱改名").degree == 1
    writer.change_entity("penang", EntityChange(name="槟榔屿"), "t")
    office.wrote()
    assert office.ids("钱 槟榔屿") == ["new"]
    assert office.ids("钱 槟城") == []
    writer.delete_entity("new", "t", detach=True)
    office.wrote()
    assert office.ids("钱改名") == office.ids("qiangaiming") == []
    assert office.names.suggest("钱改", EVERYTHING).groups == []


def test_after_many_writes_the_index_is_as_if_made_anew(schema: Schema) -> None:
    """For every viewer as if made of what they see."""
    chance = random.Random(3)
    index = Index(list(schema.labels), fresh=150, middle=700)
    kept: dict[str, Made] = {}
    for step in range(40):
        ids = list({f"e{chance.randrange(2000)}" for _ in range(100)})
        new = {id_: made(chance, id_) for id_ in ids if chance.random() < 0.8}
        kept = {id_: each for id_, each in kept.items() if id_ not in ids} | new
        index.update(ids, [record for record, _ in new.values()], [])
        index.recount(ids, columns(new.values()))
        if step % 13 == 0:
            for viewer in VIEWERS:
                seen = [each for each in kept.values() if viewer.sees(each[0].access)]
                anew = Index(list(schema.labels))
                anew.load([record for record, _ in seen], [], columns(seen, viewer))
                assert told(index, schema, viewer) == told(anew, schema, EVERYTHING)
    assert all(len(segment.slots) for segment in index.segments)  # merged on the way


VIEWERS = (EVERYTHING, Viewer(WORKING, frozenset()), Viewer(OWN, frozenset({"o1", "o3"})))
ACCESSES = (
    Access(PUBLISHED),
    Access(WORKING),
    Access(OWN, ("o1", "o2")),
    Access(OWN, ("o2",)),
    Access(HIDDEN),
)
# An entity, and for each access how many relationships it has there, and since when.
Made = tuple[Record, dict[Access, tuple[int, str]]]


def made(chance: random.Random, id_: str) -> Made:
    name = "".join(chance.choice("陈林家豪文静海州大学") for _ in range(chance.randint(1, 4)))
    began = chance.choice([None, "2001-05", "2019"])
    ends = {
        access: (chance.randint(1, 3), chance.choice(["", "2009-03", "2020"]))
        for access in ACCESSES
        if chance.random() < 0.4
    }
    access = chance.choice(ACCESSES)
    return Record(id_, name, labels=frozenset({"Person"}), began=began, access=access), ends


def columns(entities: Iterable[Made], viewer: Viewer = EVERYTHING) -> Iterator[DegreeColumns]:
    """The degrees of some entities, as far as the viewer sees the other ends."""
    listed = list(entities)
    for access in filter(viewer.sees, ACCESSES):
        rows = [(r.id, *ends[access]) for r, ends in listed if access in ends]
        if rows:
            yield DegreeColumns(access, *zip(*rows, strict=True))


def told(index: Index, schema: Schema, viewer: Viewer) -> list[object]:
    """All that a viewer can find out, in words."""
    view = IndexView(index, viewer)
    found = []
    for query in (
        "陈家豪",
        "chen",
        "cjh",
        "家",
        "linwenjing",
        "陈家州",
        "label:Person",
        "since:2020",
    ):
        answer = search_index(view, schema, query, Filters(), 100, 0)
        hits = [
            (view.record(slot).id, view.degrees[slot], view.since_of(slot), same_name(view, slot))
            for slot in answer.slots
        ]
        found += [hits, answer.total, answer.tiers, answer.matches, answer.facets]
        assert [view.since[slot] for slot in answer.slots] == [since for _, _, since, _ in hits]
    return found


def test_suggestions_are_few_grouped_and_forgiving(office: Office) -> None:
    def suggested(query: str) -> list[str]:
        groups = office.names.suggest(query, EVERYTHING).groups
        return [suggestion.id for group in groups for suggestion in group.suggestions]

    assert suggested("xu崇") == ["xu"]
    assert suggested("徐chongy") == ["xu"]
    assert suggested("徐c宇") == ["xu"]
    assert suggested("xuch") == ["xu"]
    assert suggested("ouyangmi") == ["ouyang"]
    assert suggested("o")[:1] == ["ouyang"]
    assert "chen" in suggested("c")
    assert suggested("陈 office:海州市侨联") == ["chen"]
    assert suggested("陈 since:202") == ["chen", "chen2"]
    groups = office.names.suggest("海", EVERYTHING).groups
    assert [group.kind for group in groups] == ["Organisation", "Context", "Person"]
    assert all(s.labels[0] == group.kind for group in groups for s in group.suggestions)
    office.writer.load(
        [EntityDraft(id=f"n{i}", name=f"海{i}", labels=["Talent"]) for i in range(20)], [], "t"
    )
    office.wrote()
    assert len(suggested("海")) == 8


def test_a_list_gets_candidates_with_reasons(office: Office) -> None:
    listed = [
        ListedName(name="陳家豪", country="马来西亚", office="海州侨联"),
        ListedName(name="Chen Jiahao", school="南洋大學", country="新加坡"),
        ListedName(name="无此人也"),
        ListedName(name="。"),
    ]
    first, second, third, fourth = office.names.match(listed, EVERYTHING)
    assert [c.node.id for c in first.candidates] == ["chen", "chen2"]
    assert [(r.on, r.verdict) for r in first.candidates[0].reasons] == [
        ("name", "agrees"),
        ("country", "agrees"),
        ("office", "agrees"),
    ]
    assert first.candidates[0].score == pytest.approx(0.9)
    assert [r.verdict for r in first.candidates[1].reasons] == ["agrees", "unknown", "unknown"]
    assert [c.node.id for c in second.candidates] == ["chen2", "chen"]
    assert (third.candidates, third.total, fourth.candidates) == ([], 0, [])
    for each in (first, second):
        for candidate in each.candidates:
            assert candidate.score == pytest.approx(sum(r.points for r in candidate.reasons))
    with pytest.raises(InvalidInput) as refusal:
        office.names.match([ListedName(name="陈")] * (LISTED_LIMIT + 1), EVERYTHING)
    assert refusal.value.field == "names"


def test_one_order_on_every_engine(office: Office) -> None:
    queries = [
        "海州",
        "陈",
        "wen",
        "wenjing",
        "chen jia hao",
        "槟城",
        "label:Talent",
        "shan",
        "公司",
    ]
    made = {
        q: [[h.id, h.matched_on.tier] for h in office.names.search(q, EVERYTHING).hits]
        for q in queries
    }
    assert made == json.loads(LANDSCAPE.read_text(encoding="utf-8"))


def test_an_update_reads_only_what_was_touched(office: Office) -> None:
    before = office.names._index.segments[BASE]
    office.writer.change_entity("xu", EntityChange(name="徐换名"), "t")
    office.names.update(Changed(frozenset({"xu"}), frozenset()))
    assert office.names._index.segments[BASE] is before
    assert office.ids("徐换名") == ["xu"]
