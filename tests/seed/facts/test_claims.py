"""The facts claim what the documents say and no more: no false step, no suggestion shown as done."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from graph.schema import Schema
from graph.writing.drafts import EntityDraft, RelationshipDraft
from seed.facts.load import Facts, read_facts

XUZHOU = "org-xuzhou-qiaolian"
REPORTED_TO = "event-zhengzhou-zhengxie-14-19-changweihui"
MEETINGS = {
    "event-zhengzhou-zhengxie-qiaojie-zuotanhui": 12,
    "event-zhengzhou-haiwai-qingnian-xieshanghui": 18,
}
# What an office says it will suggest; there was no meeting yet.
TO_BE_MADE = {"policy-002-haigui-daiyu"}
MAX_HOPS = 4
APPROXIMATE = re.compile(r"余|多[个家]|约\d|超过|\d%?以上|左右|最高|预计|分之|近.+年|容纳|统计")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts()


@pytest.fixture(scope="module")
def entities(facts: Facts) -> dict[str, EntityDraft]:
    return {draft.id: draft for draft in facts.entities if draft.id}


def hops(facts: Facts, schema: Schema, start: str) -> dict[str, int]:
    """How many steps lead from `start` to whom it reaches within what a route may take."""
    near: dict[str, set[str]] = defaultdict(set)
    for tie in facts.relationships:
        if schema.relationships[tie.type].weight:
            near[tie.from_].add(tie.to)
            near[tie.to].add(tie.from_)
    reached, edge = {start: 0}, {start}
    for step in range(1, MAX_HOPS + 1):
        edge = {other for one in edge for other in near[one]} - set(reached)
        reached |= dict.fromkeys(edge, step)
    return reached


def of_type(facts: Facts, *types: str) -> list[RelationshipDraft]:
    return [tie for tie in facts.relationships if tie.type in types]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("org-zhengzhou-kejiju", "org-zhengzhou-jiusan"),
        ("org-zhengzhou-jiusan", "org-zhengzhou-minge"),
        ("org-zhengzhou-shangwuju", "org-zhongyuanqu-zhengxie"),
        (XUZHOU, "base-xuzhou-jingkaiqu"),
        (XUZHOU, "base-kuangda-caikuang-gongchengxi"),
        (XUZHOU, "event-jiangsu-fazhan-dahui"),
        ("base-zhengzhou-hangkonggangqu", "base-zhengzhou-gaoxinqu"),
        ("base-zhengdong-xinqu", "policy-zhengzhou-moshi"),
    ],
)
def test_no_route_runs_over_what_is_not_said(
    facts: Facts, schema: Schema, entities: dict[str, EntityDraft], start: str, end: str
) -> None:
    assert {start, end} <= set(entities)
    assert end not in hops(facts, schema, start)


def test_the_federation_reaches_the_drainage_system_over_its_builder(
    facts: Facts, schema: Schema
) -> None:
    steps = {(tie.from_, tie.type, tie.to) for tie in facts.relationships}
    project = "project-tongshan-shuzi-luansheng-paishui"
    assert (XUZHOU, "REFERRED", "person-xu-chongyu") in steps
    assert ("person-xu-chongyu", "LEADS", project) in steps
    assert hops(facts, schema, XUZHOU)[project] == 2


def test_who_only_sent_a_report_or_others_has_not_attended(facts: Facts) -> None:
    attended = of_type(facts, "ATTENDED")
    assert attended
    assert not [tie for tie in attended if tie.to == REPORTED_TO]
    assert not [tie for tie in attended if re.match("提交|组织", tie.properties.get("role", ""))]
    reporting = [tie for tie in of_type(facts, "SUPPORTED_BY") if tie.from_ == REPORTED_TO]
    assert len(reporting) == 24


def test_bases_built_under_guidance_have_a_category_and_no_founder(facts: Facts) -> None:
    guided = {tie.from_ for tie in facts.relationships if tie.properties.get("role") == "指导建成"}
    of_category = {
        tie.from_
        for tie in of_type(facts, "SUPPORTED_BY")
        if tie.to == "policy-xuzhou-shengji-xinqiao-jidi"
    }
    assert len(guided) == 11
    assert guided == of_category
    assert not guided & {tie.from_ for tie in of_type(facts, "ESTABLISHED_BY")}


def test_every_suggestion_names_its_meeting_and_who_made_it(
    facts: Facts, entities: dict[str, EntityDraft]
) -> None:
    by: dict[str, set[str]] = defaultdict(set)
    for tie in of_type(facts, "PROPOSED"):
        by[tie.to].add("meeting" if "Event" in entities[tie.from_].labels else "speaker")
    suggestions = {id_ for id_, e in entities.items() if e.properties.get("status") == "proposed"}
    assert len(suggestions) > 200
    assert {id_ for id_ in suggestions if by[id_] != {"meeting", "speaker"}} == TO_BE_MADE


def test_a_suggestion_is_never_a_step_nor_landed(
    facts: Facts, schema: Schema, entities: dict[str, EntityDraft]
) -> None:
    def suggested(id_: str) -> bool:
        return entities[id_].properties.get("status") == "proposed"

    for tie in facts.relationships:
        if suggested(tie.from_) or suggested(tie.to):
            assert tie.type != "LANDED_AT", tie
            if schema.relationships[tie.type].weight:
                assert suggested(tie.from_), tie
                assert suggested(tie.to), tie


def test_headings_of_contributions_are_names_of_what_they_ask_for(
    facts: Facts, entities: dict[str, EntityDraft]
) -> None:
    named = {name for e in entities.values() for name in [e.name, *e.properties.get("aliases", [])]}
    for meeting, number in MEETINGS.items():
        came = [tie for tie in of_type(facts, "ATTENDED") if tie.to == meeting]
        words = [{source["words"] for source in tie.properties["sources"]} for tie in came]
        assert len([each for each in words if each & named]) == number
    roles = {t.properties["role"] for t in of_type(facts, "PROPOSED") if t.from_ == REPORTED_TO}
    headings = {found[1] for role in roles if (found := re.search("“(.+)”", role))}
    assert len(headings) == 25  # of 26 contributions; two bear the same
    assert headings <= named


def test_approximations_keep_the_words_of_the_text(facts: Facts) -> None:
    for figure in (draft for draft in facts.entities if "Figure" in draft.labels):
        words = " ".join(source["words"] for source in figure.properties["sources"])
        if APPROXIMATE.search(words):
            assert APPROXIMATE.search(figure.properties.get("wording", "")), figure.id


def test_suggestions_bear_the_words_of_the_text(facts: Facts) -> None:
    folder = os.environ.get("QIAOTU_SEED_DOCUMENTS")
    if not folder:
        pytest.skip("QIAOTU_SEED_DOCUMENTS does not name the folder of the five texts")
    files = {anchor.document: anchor.file for anchor in facts.anchors}
    texts = {id_: plain((Path(folder) / f).read_text("utf-8")) for id_, f in files.items()}
    suggestions = [d for d in facts.entities if d.properties.get("status") == "proposed"]
    own = [
        d
        for d in suggestions
        if any(plain(d.name) in texts[s["document"]] for s in d.properties["sources"])
    ]
    assert len(own) > 0.9 * len(suggestions)


def plain(text: str) -> str:
    """Letters and digits alone: lines and punctuation of the texts are broken at will."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))
