"""What a search finds, in what order, and that it stays true after every write, on every engine."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from graph.drafts import EntityChange, EntityDraft, RelationshipDraft
from graph.errors import InvalidInput
from graph.models import Hit, ListedName
from graph.names import LISTED_LIMIT, QUERY_LIMIT, Names
from graph.revision import Changed, Follower
from graph.schema import Schema
from graph.search.filters import Filters
from graph.search.index import BASE, Index
from graph.search.record import Record
from graph.search.searching import search as search_index
from graph.store import Store
from graph.writing import Writer

GOLDEN = Path(__file__).parent / "golden_search.json"

PEOPLE: dict[str, tuple[str, dict[str, Any]]] = {
    "chen": ("陈家豪", {"aliases": ["Tan Ka Ho"], "office": "海州市侨联"}),
    "chen2": ("陳家豪", {"summary": "从事海洋工程研究"}),
    "xu": ("徐崇宇", {"english_name": "Xu Chongyu"}),
    "shan": ("单雄信", {}),
    "dan": ("丹雄欣", {}),
    "lv": ("吕文静", {}),
    "luo": ("罗文静", {}),
    "ouyang": ("欧阳明月", {}),
    "wei": ("卫宁", {}),
    "lee": ("Lee Kuan Soon", {}),
    "odd": ('王*" OR name:<b>x</b>', {}),
}
BODIES: dict[str, tuple[str, list[str], dict[str, Any]]] = {
    "federation": ("海州市归国华侨联合会", ["Federation"], {}),
    "youth": ("海州侨联青年委员会", ["Organisation"], {}),
    "bureau": ("海州市人力资源和社会保障局", ["Agency"], {}),
    "firm": (
        "海州恒达科技有限责任公司",
        ["Enterprise"],
        {"english_name": "Golden Harvest & Sons Robotics Sdn Bhd", "founded": "2019-05"},
    ),
    "university": ("南洋大学", ["University"], {}),
    "penang": ("檳城", ["Place"], {"aliases": ["Penang"]}),
    "georgetown": ("乔治市", ["Place"], {}),
    "malaysia": ("马来西亚", ["Country"], {}),
    "ocean": ("海洋工程", ["Field"], {}),
}
TIES = [
    ("chen", "LOCATED_IN", "georgetown", {}),
    ("georgetown", "LOCATED_IN", "penang", {}),
    ("penang", "LOCATED_IN", "malaysia", {}),
    ("chen", "KNOWS", "xu", {"since": "2021-03"}),
    ("chen", "KNOWS", "lee", {}),
    ("chen2", "HAS_EXPERTISE", "ocean", {}),
    ("chen2", "ALUMNUS_OF", "university", {"since": "1998"}),
    ("lee", "LOCATED_IN", "malaysia", {}),
    ("xu", "WORKS_AT", "bureau", {}),
]


class Office:
    """The people and bodies above in a store, searched."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self.writer = Writer(store, schema)
        people = [
            EntityDraft(id=id_, name=name, labels=["Talent"], properties=more)
            for id_, (name, more) in PEOPLE.items()
        ]
        bodies = [
            EntityDraft(id=id_, name=name, labels=labels, properties=more)
            for id_, (name, labels, more) in BODIES.items()
        ]
        ties = [
            RelationshipDraft(id=f"r{number}", from_=one, to=other, type=type_, properties=more)
            for number, (one, type_, other, more) in enumerate(TIES)
        ]
        self.writer.load(people + bodies, ties, "tests")
        self.names = Names(store, schema)
        self.follower = Follower(store, [self.names])
        self.follower.follow()

    def ids(self, query: str, **more: Any) -> list[str]:
        return [hit.id for hit in self.names.search(query, **more).hits]

    def first(self, query: str) -> Hit:
        return self.names.search(query).hits[0]

    def wrote(self) -> None:
        self.follower.note_write()
        self.follower.follow()


@pytest.fixture
def office(store: Store, schema: Schema) -> Office:
    return Office(store, schema)


def test_every_way_to_write_a_name_finds_it(office: Office) -> None:
    found = {
        ("陳家豪", "chen", "exact"),
        ("chen jia hao", "chen", "pinyin"),
        ("Chén Jiāháo", "chen", "pinyin"),
        ("HO, TAN KA", "chen", "alias"),
        ("tan-ka-ho", "chen", "alias"),
        ("Chan Ka Ho", "chen", "spelling"),
        ("Tan Jia Hao", "chen", "spelling"),
        ("Jia Hao Tan", "chen", "spelling"),
        ("Ch'en Chia-hao", "chen", "spelling"),
        ("Hsu Chung-yu", "xu", "spelling"),
        ("Hsü Ch'ung-yü", "xu", "spelling"),
        ("Chongyu Xu", "xu", "alias"),
        ("cjh", "chen", "initials"),
        ("chenji", "chen", "pinyin_prefix"),
        ("家豪", "chen", "substring"),
        ("shanxiongxin", "shan", "pinyin"),
        ("danxiongxin", "dan", "pinyin"),
        ("lvwenjing", "lv", "pinyin"),
        ("lyuwenjing", "lv", "pinyin"),
        ("luwenjing", "lv", "pinyin"),
        ("Au Yeung Mingyue", "ouyang", "spelling"),
        ("衞甯", "wei", "exact"),
        ("Kuan Soon, Lee", "lee", "exact"),
        ("Soon Kuan Lee", "lee", "alias"),
        ("陈佳豪", "chen", "sound"),
        ("陈大豪", "chen", "typo"),
        ("陈豪", "chen", "typo"),
        ("陈家小豪", "chen", "typo"),
        ("家陈豪", "chen", "typo"),
        ("chenjaihao", "chen", "typo"),
        ("Xu Chongxu", "xu", "typo"),
        ("wenjing", "lv", "substring"),
        ("海州侨联", "federation", "alias"),
        ("海州人社局", "bureau", "alias"),
        ("海州恒达科技股份有限公司", "firm", "alias"),
        ("golden harvest and sons robotics", "firm", "alias"),
        ("Golden Harvest", "firm", "prefix"),
        ("robotics golden", "firm", "substring"),
        ("槟城", "penang", "exact"),
    }
    missed = []
    for query, id_, tier in sorted(found):
        hit = office.first(query)
        if (hit.id, hit.matched_on.tier) != (id_, tier):
            missed.append((query, id_, tier, hit.id, hit.matched_on.tier))
    assert missed == []


def test_the_order_is_by_tier_then_connectedness_then_name_then_id(office: Office) -> None:
    hits = office.names.search("海州").hits
    assert {hit.matched_on.tier for hit in hits} == {"prefix", "context"}
    assert [hit.id for hit in hits] == ["bureau", "youth", "federation", "firm", "chen"]
    # chen has three ties, chen2 two; both are named exactly so.
    assert office.ids("陈家豪")[:2] == ["chen", "chen2"]
    scores = [hit.score for hit in office.names.search("陈").hits]
    assert scores == sorted(scores, reverse=True)


def test_one_and_two_characters_are_enough(office: Office) -> None:
    assert office.ids("陈") == ["chen", "chen2"]
    assert office.ids("欧") == ["ouyang"]
    assert office.ids("静") == ["lv", "luo"]
    assert office.ids("卫宁") == ["wei"]
    assert "lee" in office.ids("le")


def test_every_word_must_match_somewhere(office: Office) -> None:
    assert office.ids("陈 马来西亚") == ["chen"]
    assert office.ids("陈 槟城") == ["chen"]
    assert office.ids("陈 Penang") == ["chen"]
    assert office.ids("豪 海洋工程") == ["chen2"]
    assert office.ids("陈 海州市侨联") == ["chen"]
    assert office.ids("陈 徐") == []
    hit = office.first("槟城 陈")
    assert (hit.matched_on.tier, hit.matched_on.field, hit.matched_on.text) == (
        "context",
        "place",
        "檳城",
    )
    assert [(match.tier, match.text, match.span) for match in hit.also] == [
        ("prefix", "陈家豪", (0, 1))
    ]


def test_what_lies_around_comes_last(office: Office) -> None:
    hits = office.names.search("槟城").hits
    assert [(hit.id, hit.matched_on.tier) for hit in hits] == [
        ("penang", "exact"),
        ("chen", "context"),
        ("georgetown", "context"),
    ]
    assert [hit.id for hit in office.names.search("海洋工程").hits] == ["ocean", "chen2"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("陈 country:malaysia", ["chen"]),
        ("陈 country:马来西亚", ["chen"]),
        ("陈 COUNTRY：馬來西亞", ["chen"]),
        ("陈 field:海洋工程", ["chen2"]),
        ("陈 office:海州市侨联", ["chen"]),
        ("陈 label:University", []),
        ("label:高校", ["university"]),
        ("since:2021", ["chen", "xu"]),
        ("since:2019-05 label:enterprise", ["firm"]),
        ("陈 since:2021-04", []),
        ("陈 country:atlantis", []),
        ("陈 label:wizard", []),
        ('陈 office:"海州市侨联"', ["chen"]),
    ],
)
def test_qualifiers_typed_in_the_box(office: Office, query: str, ids: list[str]) -> None:
    assert office.ids(query) == ids


def test_qualifiers_as_parameters(office: Office) -> None:
    assert office.ids("陈", field="ocean") == ["chen2"]
    assert office.ids("陈", since="2021") == ["chen"]
    assert office.ids("陈", without={"chen"}) == ["chen2"]
    assert office.names.search("陈", without={"chen"}).total == 1
    for bad in ("yesterday", "2021-13", "2021-1", "20210"):
        with pytest.raises(InvalidInput) as refusal:
            office.names.search("陈", since=bad)
        assert refusal.value.field == "since"


def test_facets_count_the_whole_result(office: Office) -> None:
    found = office.names.search("陈", limit=1)
    assert (len(found.hits), found.total) == (1, 2)
    labels = {facet.value: facet.count for facet in found.facets.labels}
    assert labels == {"Person": 2, "Talent": 2}
    assert [(f.value, f.name, f.count) for f in found.facets.countries] == [
        ("malaysia", "马来西亚", 1)
    ]
    assert [(f.value, f.count) for f in found.facets.offices] == [("海州市侨联", 1)]
    assert [(f.value, f.name, f.count) for f in found.facets.fields] == [("ocean", "海洋工程", 1)]


def test_pages_join_without_gap_or_overlap(office: Office) -> None:
    whole = office.ids("label:Talent", limit=100)
    assert len(whole) == len(PEOPLE)
    for size in (1, 3, 4):
        pages = [
            office.ids("label:Talent", limit=size, offset=offset)
            for offset in range(0, len(whole) + size, size)
        ]
        assert [id_ for page in pages for id_ in page] == whole


def test_a_hit_says_what_matched_and_where(office: Office) -> None:
    def told(query: str) -> tuple[str, str, str]:
        match = office.first(query).matched_on
        return match.field, match.text, match.text[slice(*match.span)]

    assert told("家豪") == ("name", "陈家豪", "家豪")
    assert told("harvest") == (
        "english_name",
        "Golden Harvest & Sons Robotics Sdn Bhd",
        "Harvest",
    )
    assert told("chenjiah") == ("name", "陈家豪", "陈家豪")
    assert told("chenji") == ("name", "陈家豪", "陈家")
    assert told("xcy") == ("name", "徐崇宇", "徐崇宇")
    assert told("penang") == ("alias", "Penang", "Penang")
    assert told("ouyangm") == ("name", "欧阳明月", "欧阳明")


def test_namesakes_share_a_key_and_are_told_apart(office: Office) -> None:
    one, other = office.names.search("陈家豪").hits[:2]
    assert one.same_name == other.same_name is not None
    assert one.apart is not None
    assert other.apart is not None
    assert (one.apart.places, one.apart.offices) == (["乔治市"], ["海州市侨联"])
    assert (other.apart.fields, other.apart.schools) == (["海洋工程"], ["南洋大学"])
    assert other.apart.years == ["1998"]
    assert office.first("徐崇宇").same_name is None
    office.writer.delete_entity("chen2", "t", detach=True)
    office.wrote()
    assert office.first("陈家豪").same_name is None


@pytest.mark.parametrize("query", ["", "  ", "。，！", "\u200b\u202e", "-'\"*", "🙂"])
def test_nothing_but_marks_finds_nothing(office: Office, query: str) -> None:
    found = office.names.search(query)
    assert (found.total, found.hits) == (0, [])
    assert office.names.suggest(query).groups == []


def test_a_query_has_a_limit(office: Office) -> None:
    assert office.ids("陈" * QUERY_LIMIT) == []
    for ask in (office.names.search, office.names.suggest):
        with pytest.raises(InvalidInput) as refusal:
            ask("陈" * (QUERY_LIMIT + 1))
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
    assert office.names.suggest("钱改").groups == []


def test_after_many_writes_the_index_is_as_if_made_anew(schema: Schema) -> None:
    chance = random.Random(3)
    characters = "陈林家豪文静海州大学"
    index = Index(list(schema.labels), fresh=150, middle=700)
    kept: dict[str, Record] = {}

    def record(id_: str) -> Record:
        name = "".join(chance.choice(characters) for _ in range(chance.randint(1, 4)))
        labels = frozenset({"Person"})
        return Record(id_, name, labels=labels, degree=chance.randint(0, 3))

    for step in range(40):
        ids = [f"e{chance.randrange(2000)}" for _ in range(100)]
        new = {id_: record(id_) for id_ in ids if chance.random() < 0.8}
        kept = {id_: r for id_, r in kept.items() if id_ not in ids} | new
        index.update(ids, list(new.values()), [])
        if step % 8 == 0:
            anew = Index(list(schema.labels))
            anew.load(kept.values(), [])
            for query in ("陈家豪", "chen", "cjh", "家", "linwenjing", "陈家州", "label:Person"):
                one, other = (
                    search_index(i, schema, query, Filters(), 2000, 0) for i in (index, anew)
                )
                ids_of = [
                    [i.record(s).id for s in f.slots] for i, f in ((index, one), (anew, other))
                ]
                assert ids_of[0] == ids_of[1]
                assert (one.tiers, one.matches, one.facets) == (
                    other.tiers,
                    other.matches,
                    other.facets,
                )
    assert all(len(segment.slots) for segment in index.segments)  # merged on the way


def test_suggestions_are_few_grouped_and_forgiving(office: Office) -> None:
    def suggested(query: str) -> list[str]:
        groups = office.names.suggest(query).groups
        return [suggestion.id for group in groups for suggestion in group.suggestions]

    assert suggested("xu崇") == ["xu"]
    assert suggested("徐chongy") == ["xu"]
    assert suggested("徐c宇") == ["xu"]
    assert suggested("xuch") == ["xu"]
    assert suggested("ouyangmi") == ["ouyang"]
    assert suggested("o")[:1] == ["ouyang"]
    assert "chen" in suggested("c")
    groups = office.names.suggest("海").groups
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
    first, second, third, fourth = office.names.match(listed)
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
        office.names.match([ListedName(name="陈")] * (LISTED_LIMIT + 1))
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
    made = {q: [[h.id, h.matched_on.tier] for h in office.names.search(q).hits] for q in queries}
    assert made == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_an_update_reads_only_what_was_touched(office: Office) -> None:
    before = office.names._index.segments[BASE]
    office.writer.change_entity("xu", EntityChange(name="徐换名"), "t")
    office.names.update(Changed(frozenset({"xu"}), frozenset()))
    assert office.names._index.segments[BASE] is before
    assert office.ids("徐换名") == ["xu"]
