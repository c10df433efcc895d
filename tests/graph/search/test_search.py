"""What a search finds, in what order, and what it says of it, on every engine."""

from __future__ import annotations

import pytest

from graph.errors import InvalidInput
from graph.schema import Schema
from graph.store.protocol import Store
from graph.viewer import EVERYTHING
from graph.writing.drafts import EntityChange
from tests.support.search_office import Office


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
        ("chenjh", "chen", "pinyin_prefix"),
        ("cjhao", "chen", "pinyin_prefix"),
        ("Tan Jia", "chen", "pinyin_prefix"),
        ("hsu ch", "xu", "pinyin_prefix"),
        ("ＣＨＥＮＪＩＡＨＡＯ", "chen", "pinyin"),
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
        ("Jiahoa Chen", "chen", "typo"),
        ("Xu Chongxu", "xu", "typo"),
        ("wenjing", "lv", "substring"),
        ("海州侨联", "federation", "alias"),
        ("haizhouqiaolian", "federation", "pinyin"),
        ("hzql", "federation", "initials"),
        ("海州桥联", "federation", "sound"),
        ("海州科技", "firm", "substring"),
        ("海州人社局", "bureau", "alias"),
        ("海州恒达科技股份有限公司", "firm", "alias"),
        ("golden harvest and sons robotics", "firm", "alias"),
        ("Golden Harvest", "firm", "prefix"),
        ("Golden Harvest & Sons Robotics Sdn Bdh", "firm", "typo"),
        ("Golden Harvset and Sons Robotics Ltd", "firm", "typo"),
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
    hits = office.names.search("海州", EVERYTHING).hits
    assert {hit.matched_on.tier for hit in hits} == {"prefix", "context"}
    assert [hit.id for hit in hits] == ["bureau", "youth", "federation", "firm", "chen"]
    # chen has three ties, chen2 two; both are named exactly so.
    assert office.ids("陈家豪")[:2] == ["chen", "chen2"]
    scores = [hit.score for hit in office.names.search("陈", EVERYTHING).hits]
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
    hits = office.names.search("槟城", EVERYTHING).hits
    assert [(hit.id, hit.matched_on.tier) for hit in hits] == [
        ("penang", "exact"),
        ("chen", "context"),
        ("georgetown", "context"),
    ]
    assert [hit.id for hit in office.names.search("海洋工程", EVERYTHING).hits] == [
        "ocean",
        "chen2",
    ]


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
        ("陈 office：“海州市侨联”", ["chen"]),
        ("label:person label:talent 徐", ["xu"]),
        ("label:person label:高校", []),
    ],
)
def test_qualifiers_typed_in_the_box(office: Office, query: str, ids: list[str]) -> None:
    assert office.ids(query) == ids


def test_qualifiers_as_parameters(office: Office) -> None:
    assert office.ids("陈", field="ocean") == ["chen2"]
    assert office.ids("陈", since="2021") == ["chen"]
    for bad in ("yesterday", "2021-13", "2021-1", "20210"):
        with pytest.raises(InvalidInput) as refusal:
            office.names.search("陈", EVERYTHING, since=bad)
        assert refusal.value.field == "since"


def test_facets_count_the_whole_result(office: Office) -> None:
    found = office.names.search("陈", EVERYTHING, limit=1)
    assert (len(found.hits), found.total) == (1, 2)
    labels = {facet.value: facet.count for facet in found.facets.labels}
    assert labels == {"Person": 2, "Talent": 2}
    assert [(f.value, f.name, f.count) for f in found.facets.countries] == [
        ("malaysia", "马来西亚", 1)
    ]
    assert [(f.value, f.name, f.count) for f in found.facets.offices] == [
        ("海州市侨联", "海州市侨联", 1)
    ]
    assert [(f.value, f.name, f.count) for f in found.facets.fields] == [("ocean", "海洋工程", 1)]


def test_an_office_recorded_by_its_id_goes_by_its_name(office: Office) -> None:
    change = EntityChange(properties={"office": "federation"})
    for id_ in ("chen2", "xu"):
        office.writer.change_entity(id_, change, "t")
    office.wrote()
    name = "海州市归国华侨联合会"
    found = office.names.search("陈家豪", EVERYTHING)
    named = [(facet.value, facet.name, facet.count) for facet in found.facets.offices]
    assert named == [("federation", name, 1), ("海州市侨联", "海州市侨联", 1)]
    assert [hit.apart.offices[:1] for hit in found.hits if hit.apart] == [["海州市侨联"], [name]]
    hit = office.first("徐崇宇 归国华侨")
    told = hit.matched_on
    assert (hit.id, told.field, told.text[slice(*told.span)]) == ("xu", "office", "归国华侨")
    office.writer.delete_entity("federation", "t", detach=True)
    office.wrote()
    assert [f.name for f in office.names.search("徐崇宇", EVERYTHING).facets.offices] == [
        "federation"
    ]


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
    one, other = office.names.search("陈家豪", EVERYTHING).hits[:2]
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
