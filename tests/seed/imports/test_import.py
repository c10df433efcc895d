"""Imports of tables: who is who, what is tied to what, and that the same again changes nothing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from graph.batches.undo import UndoRefused
from graph.errors import Conflict, DataFault, NotFound
from graph.log.revision import current_revision
from graph.schema import Schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.writing.drafts import EntityChange, EntityDraft
from graph.writing.writer import Writer
from seed.imports.jobs.manifest import unfinished
from seed.imports.models import ImportOptions, Source
from seed.imports.rows.identity import entity_id, normalised, relationship_id
from seed.imports.undo import undo_import
from tests.support.importing import WHO, Importer

CITY = {
    "关系.csv": "起点,关系,终点,角色\n李娜,任职,甲公司,顾问\n王芳,相识,李娜,\n",
    "人才.csv": "姓名,单位,毕业院校,现居国\n"
    "张伟,甲公司,海州大学,马来西亚\n李娜,乙公司,海州大学,英国\n王芳,甲公司,,英国\n",
    "企业.csv": "名称,地址\n甲公司,海州\n乙公司,海州\n",
    "高校.csv": "名称\n海州大学\n",
}


@pytest.fixture
def importer(store: Store, schema: Schema, tmp_path: Path) -> Importer:
    return Importer(store, schema, tmp_path)


def test_names_become_relationships_whatever_the_order_of_files(importer: Importer) -> None:
    report = importer(CITY)
    assert importer.problems() == []
    assert importer.ties() == {
        ("张伟", "WORKS_AT", "甲公司"),
        ("张伟", "ALUMNUS_OF", "海州大学"),
        ("张伟", "LOCATED_IN", "马来西亚"),
        ("李娜", "WORKS_AT", "乙公司"),
        ("李娜", "WORKS_AT", "甲公司"),
        ("李娜", "ALUMNUS_OF", "海州大学"),
        ("李娜", "LOCATED_IN", "英国"),
        ("王芳", "WORKS_AT", "甲公司"),
        ("王芳", "LOCATED_IN", "英国"),
        ("王芳", "KNOWS", "李娜"),
    }
    # Six rows, and two countries that they name.
    assert (report.counts.new, report.counts.relationships_new) == (8, 10)
    assert importer.one("张伟").properties["sources"] == [{"line": 2, "words": "人才.csv"}]
    reversed_ = dict(reversed(CITY.items()))
    again = importer(reversed_, "two")
    assert (again.counts.new, again.counts.relationships_new) == (0, 0)
    assert (again.counts.same, again.counts.relationships_same) == (6, 10)


def test_the_same_files_again_change_nothing(importer: Importer, store: Store) -> None:
    importer(CITY)
    content, revision = importer.content(), current_revision(store)
    report = importer(CITY, "two")
    assert (report.counts.new, report.counts.changed) == (0, 0)
    assert importer.content() == content
    assert current_revision(store) == revision


def test_a_dry_run_says_what_the_import_does(importer: Importer, store: Store) -> None:
    told = importer(CITY, dry_run=True)
    assert current_revision(store) == 0
    done = importer(CITY)
    assert told.counts == done.counts
    assert importer(CITY, "two", dry_run=True).counts.same == 6


def test_equal_rows_are_one_and_namesakes_are_two(importer: Importer) -> None:
    rows = "姓名,单位,出生日期\n张伟,甲,\n张伟,甲,\n張 偉,甲,\n张伟,乙,\n张伟,甲,1970-01-02\n"
    importer({"人才.csv": rows, "企业.csv": "名称\n甲\n乙\n"})
    assert len(importer.entities()["张伟"]) == 2
    namesakes = [p for p in importer.problems(severity="note") if p.code == "namesake"]
    assert [problem.row for problem in namesakes] == [5]
    # A birth date more may be the first one's.
    assert importer.codes() == [(6, "same_or_namesake")]
    assert len(importer.problems()[0].candidates) == 1


def test_a_row_that_holds_only_a_name_is_a_question_once_the_name_exists(
    importer: Importer, store: Store, schema: Schema
) -> None:
    rows = {"人才.csv": "姓名,单位\n张伟,\n李娜,甲\n李娜,\n", "企业.csv": "名称\n甲\n"}
    importer(rows)
    assert importer.codes() == [(4, "same_or_namesake")]
    assert importer.problems()[0].candidates == (importer.one("李娜").id,)
    again = importer(rows, "two")
    assert (again.counts.new, again.counts.changed, again.counts.to_decide) == (0, 0, 1)
    writer = Writer(store, schema)
    writer.create_entity(EntityDraft(id="p1", name="王芳", labels=["Talent"]), "t")
    importer({"人才.csv": "姓名,职务\n王芳,教授\n赵强,教授\n"}, "three")
    assert importer.problems("three")[0].candidates == ("p1",)
    assert importer.codes("three") == [(2, "same_or_namesake")]


def test_two_people_with_nothing_but_a_name_and_a_telephone_are_never_joined(
    importer: Importer,
) -> None:
    importer({"人才.csv": "姓名,电话\n张伟,10000000001\n张伟,10000000002\n张伟,10000000001\n"})
    assert importer.codes() == [(3, "same_or_namesake")]
    assert importer.one("张伟").properties["phone"] == "10000000001"


def test_another_telephone_is_kept_beside(importer: Importer) -> None:
    table = "姓名,单位,出生日期,电话\n张伟,甲,1970-01-02,{}\n"
    enterprises = {"企业.csv": "名称\n甲\n"}
    importer(enterprises | {"人才.csv": table.format("10000000001")})
    report = importer(enterprises | {"人才.csv": table.format("10000000002")}, "two")
    assert report.counts.changed == 1
    assert importer.codes("two") == [(2, "phone_kept_beside")]
    assert importer.one("张伟").properties["phone"] == "10000000001、10000000002"
    again = importer(enterprises | {"人才.csv": table.format("1000 0000 001")}, "three")
    assert (again.counts.changed, importer.codes("three")) == (0, [])


def test_a_cell_replaces_and_an_empty_one_leaves(importer: Importer) -> None:
    head = "编号,姓名,职务,备忘\n"
    importer({"人才.csv": head + "p1,张伟,教授,甲\n"})
    importer({"归侨.csv": "编号,姓名,职务,爱好\np1,张伟,,棋\n"}, "two", label="Returnee")
    record = importer.one("张伟")
    assert record.labels == ("Person", "Talent", "Returnee")
    assert record.properties["position"] == "教授"
    assert set(record.properties["extra"]) == {"备忘", "爱好"}
    assert [s["words"] for s in record.properties["sources"]] == ["人才.csv", "归侨.csv"]
    importer({"人才.csv": head + "p9,李娜,,\np1,张伟,院长,甲\n"}, "three")
    record = importer.one("张伟")
    assert record.properties["position"] == "院长"
    assert len(record.properties["sources"]) == 2  # the same sheet, its rows moved


def test_a_doubled_id_refuses_the_second(importer: Importer) -> None:
    report = importer({"人才.csv": "编号,姓名\np1,张伟\np1,张伟\np1,李娜\n"})
    assert importer.codes() == [(4, "doubled_id")]
    assert (report.counts.new, report.counts.refused) == (1, 1)


def test_several_or_no_targets_are_questions(importer: Importer) -> None:
    people = "编号,姓名,单位\np1,张伟,\np2,张伟,\np3,李娜,丙公司\n"
    ties = "起点,关系,终点\n李娜,相识,张伟\n李娜,相识,p2\n李娜,相识,无此人\n"
    tables = {"人才.csv": people, "关系.csv": ties}
    importer(tables)
    told = {(p.file, p.row): (p.code, p.candidates) for p in importer.problems(severity="decide")}
    assert told == {
        ("人才.csv", 4): ("missing_target", ()),
        ("关系.csv", 2): ("ambiguous_target", ("p1", "p2")),
        ("关系.csv", 4): ("missing_target", ()),
    }
    assert [(tie.from_, tie.to) for tie in importer.records()] == [("p3", "p2")]


def test_what_is_missing_is_created_only_when_asked_for(importer: Importer) -> None:
    tables = {"人才.csv": "编号,姓名,单位\np3,李娜,丙公司\n"}
    report = importer(tables, create_missing=True)
    assert (report.counts.new, report.counts.to_decide) == (2, 0)
    assert importer.ties() == {("李娜", "WORKS_AT", "丙公司")}
    assert importer(tables, "two", create_missing=True).counts.new == 0
    assert importer(tables, "three").counts.to_decide == 0


def test_a_given_place_narrows(importer: Importer) -> None:
    tables = {
        "社团.csv": "编号,名称,所在国家\no1,同乡会,马来西亚\no2,同乡会,英国\n",
        "华侨.csv": "编号,姓名,所属社团,现居国\np1,张伟,同乡会,英国\np2,李娜,同乡会,法国\n",
    }
    importer(tables)
    assert ("MEMBER_OF", "p1", "o2") in {(t.type, t.from_, t.to) for t in importer.records()}
    assert [(p.row, p.code, p.candidates) for p in importer.problems(severity="decide")] == [
        (3, "ambiguous_target", ("o1", "o2"))
    ]


def test_aliases_and_the_store_answer_too(importer: Importer, store: Store, schema: Schema) -> None:
    properties = {"aliases": ["海大"], "english_name": "Haizhou University"}
    draft = EntityDraft(id="u1", name="海州大学", labels=["University"], properties=properties)
    Writer(store, schema).create_entity(draft, "t")
    rows = "编号,姓名,毕业院校\np1,张伟,海大\np2,李娜,haizhou university\np3,王芳,u1\np4,赵强,海州大學\n"
    importer({"人才.csv": rows})
    assert importer.problems() == []
    assert {(t.from_, t.to) for t in importer.records()} == {
        (f"p{number}", "u1") for number in range(1, 5)
    }


def test_bad_ends_refuse_their_row_alone(importer: Importer) -> None:
    ties = "起点编号,关系,终点编号\np1,亲属,p9\np1,亲属,o1\np1,任职,o1\n"
    tables = {
        "人才.csv": "编号,姓名\np1,张伟\n",
        "企业.csv": "编号,名称\no1,甲\n",
        "关系.csv": ties,
    }
    report = importer(tables)
    assert importer.codes() == [(2, "unknown_end"), (3, "bad_ends")]
    assert (report.counts.refused, report.counts.relationships_new) == (2, 1)


def test_a_round_verifies_what_it_saw_once(
    importer: Importer, store: Store, schema: Schema
) -> None:
    when = {"starts": "2024-03", "ends": "2024-06-30"}
    round_ = EntityDraft(id="round-1", name="春季摸底", labels=["SurveyRound"], properties=when)
    Writer(store, schema).create_entity(round_, "t")
    importer({"人才.csv": "编号,姓名,核实日期\np1,张伟,2023-01\np2,李娜,\n"})
    rows = {"人才.csv": "编号,姓名,单位\np2,李娜,甲\n", "企业.csv": "编号,名称\no1,甲\n"}
    report = importer(rows, "two", survey_round="round-1")
    assert (report.counts.new, report.counts.changed) == (1, 1)
    assert importer.one("张伟").properties["verified_at"] == "2023-01"
    for name in ("李娜", "甲"):
        assert importer.one(name).properties["verified_at"] == "2024-06-30"
        assert importer.one(name).properties["survey_round"] == "round-1"
    assert importer.records()[0].properties["verified_at"] == "2024-06-30"
    again = importer(rows, "three", survey_round="round-1")
    assert (again.counts.changed, again.counts.relationships_changed) == (0, 0)
    with pytest.raises(NotFound, match="round-9"):
        importer(rows, "four", survey_round="round-9")


def test_the_office_owns_what_is_new_and_names_no_owner(importer: Importer) -> None:
    importer({"人才.csv": "编号,姓名\np1,张伟\n"}, office="office-1")
    importer({"人才.csv": "编号,姓名,职务\np1,张伟,教授\n"}, "two", office="office-2")
    assert importer.one("张伟").properties["office"] == "office-1"


def test_cancelled_it_stops_between_batches_and_goes_on(importer: Importer) -> None:
    stages: list[str] = []
    source = importer.write(CITY)
    report = importer(
        source,
        progress=lambda progress: stages.append(progress.stage),
        cancelled=lambda: stages.count("entities") > 2,
        batch=2,
    )
    assert report.state == "cancelled"
    assert 0 < report.counts.new < 6
    options = ImportOptions("", WHO)
    assert unfinished(importer.imports, source, options) == "one"
    done = importer(source, batch=2)
    assert (done.state, done.counts.new, done.counts.relationships_new) == ("done", 8, 10)
    assert unfinished(importer.imports, source, options) is None


def test_it_does_not_go_on_with_other_files(importer: Importer) -> None:
    source = importer.write(CITY)
    importer(source, cancelled=lambda: True)
    changed = importer.write(CITY | {"高校.csv": "名称\n别的大学\n"})
    assert unfinished(importer.imports, changed, ImportOptions("", WHO)) is None
    with pytest.raises(DataFault, match="are not those it began with"):
        importer(changed)


def test_it_is_undone_as_a_whole(importer: Importer, store: Store, schema: Schema) -> None:
    importer({"人才.csv": "编号,姓名,职务\np1,张某,教授\n"}, "earlier")
    before = importer.content()
    importer(CITY | {"归侨.csv": "编号,姓名,职务\np1,张某,院长\n"}, label=None, batch=3)
    folder = importer.imports / "one"
    report = undo_import(store, schema, "one", folder, WHO)
    assert (report.entities_deleted, report.entities_restored) == (8, 1)
    assert importer.content() == before
    assert undo_import(store, schema, "one", folder, WHO).entities_deleted == 0
    with pytest.raises(Conflict, match="was undone"):
        importer(CITY | {"归侨.csv": "编号,姓名,职务\np1,张某,院长\n"}, label=None, batch=3)
    assert importer(CITY, "two").counts.new == 8


def test_it_is_not_undone_once_somebody_changed_what_it_wrote(
    importer: Importer, store: Store, schema: Schema
) -> None:
    importer(CITY)
    content = importer.content()
    firm = importer.one("甲公司").id
    Writer(store, schema).change_entity(firm, EntityChange(name="甲公司"), "乙")
    with pytest.raises(UndoRefused, match=firm):
        undo_import(store, schema, "one", importer.imports / "one", WHO)
    assert importer.content() == content


def test_ids_hold_what_tells_records_apart_and_nothing_else(schema: Schema) -> None:
    base = entity_id("Person", "张伟", "unit=甲")
    assert base == entity_id("Person", "張　偉", "unit=甲")
    others = {
        entity_id("Person", "张伟"),
        entity_id("Person", "张伟", "school=甲"),
        entity_id("Organisation", "张伟", "unit=甲"),
        entity_id("Person", "张卫", "unit=甲"),
    }
    assert len(others | {base}) == 5
    assert normalised("\u0301") == "\u0301"  # folds to nothing, and stays
    ties = {
        relationship_id(schema, "KNOWS", "a", "b", {}),
        relationship_id(schema, "KNOWS", "b", "a", {"strength": 1}),
    }
    assert len(ties) == 1
    turned = {relationship_id(schema, "LEADS", one, other, {}) for one, other in ("ab", "ba")}
    assert len(turned) == 2


CELL = some.sampled_from(["", "甲", "乙", "1970", "海州大学", "英国", "10000000001", "无此处"])
ROW = some.tuples(some.sampled_from(["张伟", "张　偉", "李娜"]), CELL, CELL, CELL, CELL)
PEOPLE = some.lists(ROW, min_size=1, max_size=8)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=PEOPLE)
def test_any_rows_again_change_nothing(rows: list[tuple[str, ...]], schema: Schema) -> None:
    lines = [",".join(row) for row in rows]
    tables = {
        "人才.csv": "\n".join(["姓名,单位,毕业院校,现居国,电话", *lines, ""]),
        "企业.csv": "名称\n甲\n乙\n",
        "高校.csv": "名称\n海州大学\n",
    }
    with TemporaryDirectory() as folder:
        opened = open_store(load_settings(data=Path(folder) / "data"), schema)
        with closing(opened) as store:
            importer = Importer(store, schema, Path(folder))
            importer(tables)
            content, revision = importer.content(), current_revision(store)
            report = importer(tables, "two")
            assert importer.content() == content
            assert current_revision(store) == revision
            assert (report.counts.new, report.counts.changed) == (0, 0)
            told = [importer.problems(id_) for id_ in ("one", "two")]
            assert told[0] == told[1]


def test_a_source_is_a_file_or_a_folder(importer: Importer) -> None:
    source = importer.write(CITY)
    report = importer(Source((source.paths[0].parent,)))
    assert (report.counts.new, report.counts.relationships_new) == (8, 10)
