"""Who is who: rows become one record only where their cells say so; a doubt is a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.log.revision import current_revision
from graph.schema import Schema
from graph.store.protocol import Store
from graph.writing.drafts import EntityDraft
from graph.writing.writer import Writer
from seed.imports.decisions import Decision, Decisions
from seed.imports.models import Source
from seed.imports.undo import undo_import
from tests.support.importing import WHO, Importer
from tests.support.sheet_cases import case

CODE = "possibly_same"
ASKED = ("same_or_namesake", "possibly_same", "values_differ")


@pytest.fixture
def importer(store: Store, schema: Schema, tmp_path: Path) -> Importer:
    return Importer(store, schema, tmp_path)


def decided(**said: object) -> Decisions:
    return Decisions([Decision(**said)])  # type: ignore[arg-type]


def asked(importer: Importer, id_: str = "one") -> list[tuple[int | None, str]]:
    return [(p.row, p.code) for p in importer.problems(id_) if p.code in ASKED]


def people(importer: Importer) -> int:
    return sum("Person" in r.labels for records in importer.entities().values() for r in records)


def test_a_corrected_or_completed_file_is_asked_about(importer: Importer) -> None:
    importer(Source((case("a19_一_海归人才.csv"),)))
    report = importer(Source((case("a19_二_更正_海归人才.csv"),)), "two")
    assert people(importer) == 2
    assert asked(importer, "two") == [(2, "possibly_same"), (3, "possibly_same")]
    assert (report.counts.new, report.counts.changed) == (0, 0)
    question = importer.problems("two")[0]
    (card,) = question.cards
    assert (card.id, card.name) == (importer.one("孔虚正").id, "孔虚正")
    assert question.candidates == (card.id,)
    assert ("birth_date", "1980-05-01") in card.said
    assert ("birth_date", "1980-05-10") in question.said
    # Contact data are told, starred.
    assert ("phone", "138****0191") in card.said
    assert ("email", "k***@example.org") in card.said


def test_the_same_answer_for_many_takes_the_correction(importer: Importer, store: Store) -> None:
    importer(Source((case("a19_一_海归人才.csv"),)))
    before = importer.content()
    second = Source((case("a19_二_更正_海归人才.csv"),))
    same = decided(code="possibly_same", answer="same")
    report = importer(second, "two", decisions=same)
    assert (report.counts.changed, asked(importer, "two")) == (2, [])
    assert importer.one("孔虚正").properties["birth_date"] == "1980-05-10"
    assert importer.one("曹虚方").properties["birth_date"] == "1975-03-03"
    revision = current_revision(store)
    again = importer(second, "three")
    assert (again.counts.same, asked(importer, "three")) == (2, [])
    assert current_revision(store) == revision
    undo_import(store, importer.schema, "two", importer.imports / "two", WHO)
    assert importer.content() == before


def test_another_and_leave_are_answers_too(importer: Importer) -> None:
    importer(Source((case("a19_一_海归人才.csv"),)))
    answers = Decisions([Decision("another", code=CODE, row=2), Decision("leave", row=3)])
    report = importer(Source((case("a19_二_更正_海归人才.csv"),)), "two", decisions=answers)
    assert (people(importer), report.counts.new) == (3, 1)
    assert asked(importer, "two") == []
    assert [p.row for p in importer.problems("two", "note") if p.code == "left_as_decided"] == [3]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("bb1_活动.xlsx", "示例侨商大会"),
        ("bb2_需求.xlsx", "软件工程师"),
        ("bb4_项目.xlsx", "新能源电池项目"),
        ("bb5_诉求.xlsx", "子女入学"),
    ],
)
def test_affairs_of_one_name_are_told_apart(importer: Importer, name: str, called: str) -> None:
    source = Source((case(name),))
    importer(source)
    assert len(importer.entities()[called]) == 2
    assert asked(importer) == []
    again = importer(source, "two")
    assert (again.counts.new, again.counts.changed) == (0, 0)
    assert len(importer.entities()[called]) == 2


def test_nothing_is_overwritten(importer: Importer) -> None:
    report = importer(Source((case("b_华侨华人.xlsx"),)))
    first = importer.one("林示甲").properties
    assert first["phone"] == "0516-1111111、13900000001"
    assert first["extra"] == {"备注": "一；二"}
    assert asked(importer) == [(5, "same_or_namesake"), (7, "same_or_namesake")]
    assert importer.one("林示乙").properties["phone"] == "0516-2222222"
    assert importer.one("林示丙").properties["phone"] == "0516-333"
    assert report.counts.joined == 1
    (joined,) = [p for p in importer.problems(severity="note") if p.code == "joined_rows"]
    assert (joined.row, joined.value) == (3, "林示甲")


def test_a_name_merged_over_two_rows_is_one_person(importer: Importer) -> None:
    importer(Source((case("d_华侨华人.xlsx"),)))
    assert importer.one("并示丁").properties["position"] == "甲会会长、乙会顾问"
    assert importer.one("并示丁").properties["phone"] == "0516-4、0516-5"
    assert people(importer) == 7


def test_ids_say_who_it_is(importer: Importer) -> None:
    importer(Source((case("tz_海归人才.csv"), case("tz_关系.csv"))))
    assert importer.ties() >= {("时虚一", "KNOWS", "时虚二")}
    assert importer.problems() == []


def test_two_of_one_name_and_year_are_two(importer: Importer) -> None:
    rows = (
        "姓名,出生年份,单位,现居国,邮箱\n"
        "王某,1970,甲公司,英国,a@example.org\n王某,1970,乙大学,美国,b@example.org\n"
    )
    importer({"人才.csv": rows})
    assert [r.properties["email"] for r in importer.entities()["王某"]] in (
        ["a@example.org", "b@example.org"],
        ["b@example.org", "a@example.org"],
    )
    assert asked(importer) == []


def test_organisations_without_a_country_are_not_one_for_their_name(importer: Importer) -> None:
    rows = "名称,地址\n同乡会,甲路 1 号\n同乡会,乙路 2 号\n甲商会,\n甲商会,\n"
    importer({"社团.csv": rows}, label="DiasporaOrganisation")
    assert asked(importer) == [(3, "same_or_namesake"), (5, "same_or_namesake")]
    assert importer.one("同乡会").properties["address"] == "甲路 1 号"
    rows = "名称,统一社会信用代码,国家\n甲公司,91A,中国\n甲公司,91B,中国\n甲公司,91A,\n"
    report = importer({"企业.csv": rows}, "two")
    assert len(importer.entities()["甲公司"]) == 2
    assert (asked(importer, "two"), report.counts.joined) == ([], 1)


def test_annual_congresses_are_two(importer: Importer) -> None:
    rows = "活动名称,状态,举办时间,主办单位\n侨商大会,已办,2022年,市侨联\n侨商大会,计划,2023年,市侨联\n"
    importer({"活动.csv": rows})
    assert {r.properties["held_on"] for r in importer.entities()["侨商大会"]} == {"2022", "2023"}
    assert asked(importer) == []


# Two files more of each kind, as offices keep them.
LISTS = {
    "a landline of a whole office": (
        "姓名,电话,邮箱\n李虚,0516-83000000,lx1@example.org\n李虚,0516-83000000,lx2@example.org\n",
        1,
        [(3, "possibly_same")],
    ),
    "a second post": (
        "姓名,工号,职务,单位\n周虚,0071,教授,一系\n周虚,0071,院长,一系\n",
        1,
        [],
    ),
    "ids of an office part": (
        "姓名,工号,单位\n周虚,0071,一系\n周虚,0072,一系\n",
        2,
        [],
    ),
    "a move abroad": (
        "姓名,现居国,电话\n吴虚,英国,+44 20 7946 0001\n吴虚,美国,+1 212 555 0101\n",
        2,
        [],
    ),
    "a country alone": ("姓名,现居国\n吴虚,英国\n吴虚,英国\n", 1, [(3, "same_or_namesake")]),
    "a year alone": ("姓名,出生年份\n吴虚,1970\n吴虚,1970\n", 1, [(3, "same_or_namesake")]),
    "the same school and unit": (
        "姓名,单位,毕业院校,备注\n郑虚,甲所,乙大,一\n郑虚,甲所,乙大,二\n",
        1,
        [],
    ),
    "one unit": ("姓名,单位,备注\n郑虚,甲所,一\n郑虚,甲所,二\n", 1, [(3, "same_or_namesake")]),
    "unit and year": (
        "姓名,单位,出生日期\n冯虚,甲所,1970-01-02\n冯虚,甲所,1970-02-01\n",
        1,
        [(3, "possibly_same")],
    ),
    "a man and a woman": ("姓名,单位\n秦某(男),甲所\n秦某(女),甲所\n", 2, []),
    "a title": (
        "姓名,电话\n吕某教授,13800000001\n吕某,138 0000 0001\nDr. Xu Wei,138\nXu Wei,+86 138\n",
        2,
        [],
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_offices_lists(importer: Importer, kind: str) -> None:
    rows, count, questions = LISTS[kind]
    importer({"人才.csv": rows})
    assert people(importer) == count
    assert asked(importer) == questions
    content = importer.content()
    again = importer({"人才.csv": rows}, "two")
    assert asked(importer, "two") == questions
    assert (again.counts.new, importer.content()) == (0, content)


def test_a_name_gives_up_its_titles_and_keeps_them(importer: Importer) -> None:
    importer({"人才.csv": "姓名,单位\n秦某(女),甲\n吕某教授,乙\n欧阳修博士(Ouyang Xiu),丙\n"})
    assert importer.one("秦某").properties["extra"]["性别"] == "女"
    assert importer.one("秦某").properties["extra"]["原写姓名"] == "秦某(女)"
    assert importer.one("吕某").properties["position"] == "教授"
    third = importer.one("欧阳修").properties
    assert (third["academic_degree"], third["english_name"]) == ("博士", "Ouyang Xiu")


def test_a_stored_record_is_asked_about_in_a_dry_run(
    importer: Importer, store: Store, schema: Schema
) -> None:
    draft = EntityDraft(
        id="p1", name="陈某", labels=["Talent"], properties={"phone": "13800000009"}
    )
    Writer(store, schema).create_entity(draft, "t")
    rows = {"人才.csv": "姓名,电话,职务\n陈某,13800000009,教授\n陈某,13800000009,\n"}
    importer(rows, dry_run=True)
    importer({"人才.csv": "姓名,电话,邮箱\n陈某,13800000009,c@example.org\n"}, "two", dry_run=True)
    (question,) = importer.problems("two")
    assert (question.code, question.candidates) == ("possibly_same", ("p1",))


def test_a_value_that_differs_is_asked_about_and_nothing_of_the_row_written(
    importer: Importer,
) -> None:
    rows = "姓名,出生日期,职务,专业\n陈某,1970-01-02,{},{}\n"
    importer({"人才.csv": rows.format("教授", ""), "领域.csv": "名称\n化学\n"}, label=None)
    changed = {"人才.csv": rows.format("院长", "化学")}
    report = importer(changed, "two")
    assert asked(importer, "two") == [(2, "values_differ")]
    assert (report.counts.changed, report.counts.same, report.counts.relationships_new) == (0, 0, 0)
    assert importer.one("陈某").properties["position"] == "教授"
    same = decided(answer="same", value="陈某")
    importer(changed, "three", decisions=same)
    assert importer.one("陈某").properties["position"] == "院长"


def test_decisions_survive_a_kill(importer: Importer) -> None:
    rows = "姓名,电话,邮箱\n" + "".join(
        f"人{n},1380000{n // 2:04},{n}@example.org\n人{n},1380000{n // 2:04},\n人{n},,\n"
        for n in range(20)
    )
    source = importer.write({"人才.csv": rows})
    calls: list[int] = []

    def stop() -> bool:
        calls.append(1)
        return len(calls) > 8

    assert importer(source, cancelled=stop, batch=3).state == "cancelled"
    done = importer(source, batch=3)
    assert (done.counts.new, done.counts.joined, done.counts.to_decide) == (20, 20, 20)
