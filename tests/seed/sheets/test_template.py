"""The template, and the workbooks that we write: whole, harmless, and read back as what they are."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from graph.records import EntityRecord
from graph.schema import load_schema
from seed.problems.problem import Problem
from seed.sheets.headers.headers import known_headers
from seed.sheets.parse import ParseOptions, parse_files
from seed.sheets.parsed import ParsedEntity
from seed.sheets.shape.which_kind import KindNames
from seed.sheets.tables import RELATIONSHIPS, column_letter
from seed.sheets.template import write_template
from seed.sheets.values.countries import all_countries
from seed.sheets.workbook.columns import RELATIONSHIPS_NAME, EntityLayout
from seed.sheets.workbook.writer import CELL_LIMIT, SheetLayout, WorkbookWriter, sheet_name

SCHEMA = load_schema()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "模板.xlsx"
    write_template(path, SCHEMA)
    return path


def test_it_has_a_sheet_for_every_label_and_one_for_relationships(template: Path):
    names = KindNames(SCHEMA)
    book = CalamineWorkbook.from_path(template)
    kinds = [names.in_text(name) for name in book.sheet_names if name not in ("说明", "下拉列表")]
    assert kinds == [*SCHEMA.labels, RELATIONSHIPS]
    assert openpyxl.load_workbook(template).sheetnames == book.sheet_names


def test_every_header_is_known_for_its_kind_and_every_property_has_a_column(template: Path):
    book = CalamineWorkbook.from_path(template)
    for label, entry in SCHEMA.labels.items():
        shown = book.get_sheet_by_name(sheet_name(entry.zh)).to_python()[0]
        plain = [str(header).rstrip("*") for header in shown]
        assert len(plain) == len(set(plain)), label
        assert all(known_headers().target(header, label) for header in plain), label
        rules = SCHEMA.properties_of([label])
        asked = [
            rule
            for key, rule in rules.items()
            if not rule.automatic and key not in ("unlinked", "extra")
        ]
        assert {rule.zh for rule in asked} <= set(plain)
        required = {str(header)[:-1] for header in shown if str(header).endswith("*")}
        assert {rule.zh for rule in asked if rule.required} <= required
        assert required & {"姓名", "名称"}
    ties = book.get_sheet_by_name(RELATIONSHIPS_NAME).to_python()[0]
    assert all(known_headers().target(str(header), RELATIONSHIPS) for header in ties)


def test_it_offers_choices_and_explains_its_columns(template: Path):
    book = openpyxl.load_workbook(template)
    persons, ties = book["人才"], book[RELATIONSHIPS_NAME]
    assert all(cell.comment for cell in [*persons[1], *ties[1]])
    lists = {
        str(rule.sqref).split("2:")[0]: rule for rule in persons.data_validations.dataValidation
    }
    headers = {cell.value: column_letter(at) for at, cell in enumerate(persons[1])}
    assert lists[headers["谢绝联络"]].formula1 == '"是,否"'
    choices = book["下拉列表"]
    countries = {row[0] for row in choices.iter_rows(values_only=True)}
    assert {country.name for country in all_countries().values()} <= countries
    assert book["下拉列表"].sheet_state == "hidden"
    assert '"建议,要求,计划,在办,已办,未成"' in [
        rule.formula1 for rule in book["项目"].data_validations.dataValidation
    ]


def test_its_examples_are_recognised_and_never_imported(template: Path):
    found = list(parse_files([template], SCHEMA, ParseOptions()))
    assert [each for each in found if not isinstance(each, Problem)] == []
    codes = [each.code for each in found if isinstance(each, Problem)]
    assert codes.count("example_row") == len(SCHEMA.labels) + 1
    assert {p.severity for p in found if isinstance(p, Problem)} == {"note"}


def test_a_row_typed_over_the_example_leaves_none_of_it_behind(template: Path, tmp_path: Path):
    book = openpyxl.load_workbook(template)
    sheet = book["人才"]
    columns = {str(cell.value).rstrip("*"): at for at, cell in enumerate(sheet[1], start=1)}
    sheet.cell(2, columns["姓名"], "甲")
    filled = tmp_path / "填好.xlsx"
    book.save(filled)
    found = list(parse_files([filled], SCHEMA, ParseOptions()))
    (entity,) = [each for each in found if isinstance(each, ParsedEntity)]
    assert entity.name == "甲"
    assert "示例" not in str(entity.properties) + str(entity.references)


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path):
    path = tmp_path / "文字.xlsx"
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.org", "00123", "1e5"]
    with WorkbookWriter(path) as book:
        book.open_sheet(SheetLayout("表", [f"列{n}" for n in range(len(texts))])).row(texts)
    cells = openpyxl.load_workbook(path)["表"][2]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells[:5]] == [True, True, True, True, False]
    assert {cell.number_format for cell in cells} == {"@"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_sheet_that_is_full_goes_on_in_another(tmp_path: Path):
    path = tmp_path / "多.xlsx"
    layout = EntityLayout(SCHEMA, "AlumniAssociation")
    records = [EntityRecord(f"a-{n}", f"会{n}", ("AlumniAssociation",), {}) for n in range(5)]
    with WorkbookWriter(path, rows_limit=3) as book:
        book.add_guide([("说明", "测试")], verbatim=True)
        sheet = book.open_sheet(layout.sheet())
        for record in records:
            assert sheet.row(layout.cells(record)) == ()
    names = CalamineWorkbook.from_path(path).sheet_names
    assert names == ["说明", "校友会·同学会", "校友会·同学会 2", "校友会·同学会 3"]
    found = parse_files([path], SCHEMA, ParseOptions())
    people = [each for each in found if isinstance(each, ParsedEntity)]
    assert [(each.id, each.name) for each in people] == [(r.id, r.name) for r in records]
    assert {each.labels for each in people} == {("AlumniAssociation",)}


def test_awkward_texts_come_back_through_a_real_file(tmp_path: Path):
    awkward = [
        " 空白 ",
        '"',
        "_x0041_",
        "\uffff\ufffe",
        "a\u2028b\u0085c",
        "😀\u200b",
        "ﬁ①",
        "[]",
        "－",
    ]
    layout = EntityLayout(SCHEMA, "Talent")
    properties = {"aliases": awkward, "extra": dict.fromkeys(awkward, awkward), "summary": ""}
    records = [
        EntityRecord(f"t-{n}", text, ("Person", "Talent"), {**properties, "position": text})
        for n, text in enumerate(awkward)
    ]
    path = tmp_path / "原样.xlsx"
    with WorkbookWriter(path) as book:
        book.add_guide([], verbatim=True)
        sheet = book.open_sheet(layout.sheet())
        for record in records:
            sheet.row(layout.cells(record))
    found = parse_files([path], SCHEMA, ParseOptions())
    people = [each for each in found if isinstance(each, ParsedEntity)]
    assert [(p.name, p.properties) for p in people] == [(r.name, r.properties) for r in records]


def test_cells_that_no_sheet_can_hold_are_told_and_left_empty(tmp_path: Path):
    path = tmp_path / "长.xlsx"
    with WorkbookWriter(path) as book:
        sheet = book.open_sheet(SheetLayout("表", ["甲", "乙", "丙"]))
        fitting, wide = "字" * CELL_LIMIT, "😀" * (CELL_LIMIT // 2 + 1)
        assert sheet.row([fitting, fitting + "字", wide]) == (1, 2)
    assert [cell.value for cell in openpyxl.load_workbook(path)["表"][2]] == [fitting, None, None]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("校友会/同学会", "校友会·同学会"),
        ("[甲]:*?", "甲"),
        ("'", "Sheet"),
        ("名" * 40, "名" * 31),
    ],
)
def test_sheet_names_that_excel_takes(name: str, shown: str):
    assert sheet_name(name) == shown


def test_names_of_sheets_are_never_doubled(tmp_path: Path):
    path = tmp_path / "名.xlsx"
    with WorkbookWriter(path) as book:
        for name in ("Abc", "ABC", "History", "名" * 31, "名" * 31):
            book.open_sheet(SheetLayout(name, ["甲"]))
    names = openpyxl.load_workbook(path).sheetnames
    assert len({name.casefold() for name in names} - {"history"}) == 5


def test_a_workbook_that_failed_leaves_nothing_behind(tmp_path: Path):
    def fail() -> None:
        with WorkbookWriter(tmp_path / "半.xlsx") as book:
            book.open_sheet(SheetLayout("表", ["甲"])).row(["乙"])
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        fail()
    assert list(tmp_path.iterdir()) == []
