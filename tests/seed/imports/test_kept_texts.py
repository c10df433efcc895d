"""Names that nobody answers to stay with their records, and are asked about when somebody does."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.log.revision import current_revision
from graph.schema import Schema
from graph.search.mirror import SearchMirror as Searched
from graph.store.protocol import Store
from graph.viewer import EVERYTHING
from seed.imports.decisions import Decision, Decisions
from seed.imports.models import Source
from seed.imports.undo import undo_import
from tests.support.importing import WHO, Importer
from tests.support.sheet_cases import case

TEXTS = {
    "工作单位": "示例不存公司",
    "毕业院校": "示例不存大学",
    "专业": "材料科学",
    "所属社团": "示例不存同乡会",
    "行业": "新能源",
    "现居地": "纽约",
    "籍贯": "江苏徐州",
    "介绍人": "失示不存人",
}


@pytest.fixture
def importer(store: Store, schema: Schema, tmp_path: Path) -> Importer:
    return Importer(store, schema, tmp_path)


def test_every_text_stays_and_is_asked_about(importer: Importer, store: Store) -> None:
    source = Source((case("s_海归人才.xlsx"),))
    report = importer(source)
    assert importer.one("失示甲").properties["unlinked"] == TEXTS
    assert report.counts.to_decide == len(TEXTS)
    assert {p.column: p.value for p in importer.problems()} == TEXTS
    revision = current_revision(store)
    importer(source, "two")
    assert current_revision(store) == revision


def test_every_text_is_found_by_search(importer: Importer, store: Store, schema: Schema) -> None:
    importer(Source((case("s_海归人才.xlsx"),)))
    names = Searched(store, schema)
    names.rebuild()
    for text in TEXTS.values():
        (hit,) = names.search(text, EVERYTHING).hits
        assert hit.name == "失示甲"
        assert (hit.matched_on.field, hit.matched_on.text) == ("unlinked", text)


def test_undone_with_its_import(importer: Importer, store: Store, schema: Schema) -> None:
    before = importer.content()
    importer(Source((case("s_海归人才.xlsx"),)))
    undo_import(store, schema, "one", importer.imports / "one", WHO)
    assert importer.content() == before


def test_a_dry_run_says_the_same(importer: Importer) -> None:
    source = Source((case("s_海归人才.xlsx"),))
    told = importer(source, dry_run=True)
    assert told.counts == importer(source).counts


def test_when_its_target_comes_a_person_is_asked(importer: Importer) -> None:
    importer({"人才.csv": "姓名,单位,介绍人\n张伟,丙公司,李娜\n王芳,丙公司、丁公司,\n"})
    importer({"企业.csv": "名称\n丙公司\n"}, "two")
    assert importer.ties() == set()
    questions = importer.problems("two")
    assert [(p.code, p.column, p.value) for p in questions] == [
        ("target_appeared", "单位", "丙公司")
    ] * 2
    assert {dict(p.said)["name"] for p in questions} == {"张伟", "王芳"}
    assert questions[0].candidates == (importer.one("丙公司").id,)
    # Nobody new: nothing to ask, until somebody decides.
    assert importer({"企业.csv": "名称\n丙公司\n"}, "three").counts.to_decide == 0
    same = Decisions([Decision("same", column="单位", value="丙公司")])
    importer({"企业.csv": "名称\n丙公司\n"}, "four", decisions=same)
    assert importer.ties() == {("张伟", "WORKS_AT", "丙公司"), ("王芳", "WORKS_AT", "丙公司")}
    assert importer.one("张伟").properties["unlinked"] == {"介绍人": "李娜"}
    assert importer.one("王芳").properties["unlinked"] == {"单位": "丁公司"}


def test_an_organisations_head_and_a_cases_person(importer: Importer) -> None:
    tables = {
        "社团.csv": "社团名称,会长,所在城市\n甲同乡会,林某,槟城\n",
        "诉求.csv": "诉求名称,状态,诉求人\n落户,在办,周某\n",
    }
    importer(tables)
    assert importer.one("甲同乡会").properties["unlinked"] == {"会长": "林某", "所在城市": "槟城"}
    assert importer.one("落户").properties["unlinked"] == {"诉求人": "周某"}


def test_answers_come_with_the_files(importer: Importer) -> None:
    tables = {
        "人才.csv": "编号,姓名,单位,介绍人,籍贯\np1,张伟,丙公司,李娜,徐州\np2,李娜,,,\np3,李娜,,,\n"
    }
    answers = Decisions(
        [
            Decision("another", column="单位", value="丙公司"),
            Decision("same", id="p3", column="介绍人", value="李娜"),
            Decision("leave", column="籍贯"),
        ]
    )
    report = importer(tables, decisions=answers)
    assert report.counts.to_decide == 0
    assert importer.ties() == {("张伟", "WORKS_AT", "丙公司"), ("李娜", "REFERRED", "张伟")}
    assert importer.entities()["张伟"][0].properties["unlinked"] == {"籍贯": "徐州"}


def test_a_person_named_with_a_title_is_found(importer: Importer) -> None:
    importer({"人才.csv": "编号,姓名,介绍人\np1,张伟,吕某教授\np2,吕某,\n"})
    assert importer.ties() == {("吕某", "REFERRED", "张伟")}
