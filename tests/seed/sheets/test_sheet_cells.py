"""Cells: what is read back is what was written, and what offices write is read or reported."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.schema import Property, load_schema
from seed.problems.cells import Read
from seed.sheets.headers.headers import known_headers
from seed.sheets.rows.parsers import Parser, parser
from seed.sheets.texts import clean, clean_name, parse_text
from seed.sheets.values.countries import all_countries, format_country, parse_country
from seed.sheets.values.dates import format_date
from seed.sheets.values.lists import format_list, parse_list
from seed.sheets.values.numbers import (
    format_number,
    parse_boolean,
    parse_measured,
    parse_number,
    parse_share,
)
from seed.sheets.workbook.columns import format_text, formatter
from tests.support.places import ROOT

FACTS = ROOT / "seed" / "facts"

_stored_texts = st.text(
    st.characters(min_codepoint=0x20, exclude_categories=["Cs"]), max_size=40
) | st.sampled_from(["", '"', '""', "[", "[]", '["甲"]', "、", " ", "\uffff", "_x0041_", "=1+1"])


def _verbatim(kind: str, key: str = "any") -> Parser:
    rule = Property(zh="值", en="value", kind=kind)
    return parser(key, rule, known_headers(), verbatim=True)


def code_of(read: Read) -> str | None:
    return read.fault.code if read.fault else None


@settings(deadline=None)
@given(st.dates(date(1, 1, 1)).map(date.isoformat), st.sampled_from([4, 7, 10]))
def test_a_date_of_any_year_comes_back_from_our_own_export(day: str, length: int):
    assert _verbatim("date")(format_date(day[:length])).value == day[:length]


@settings(deadline=None)
@given(st.lists(_stored_texts, max_size=6))
def test_a_list_comes_back_item_by_item(items: list[str]):
    assert parse_list(format_list(items), verbatim=True).value == items


@settings(deadline=None)
@given(_stored_texts)
def test_a_text_comes_back_to_the_code_point(value: str):
    written = format_text(value)
    assert written
    assert "\uffff" not in written
    assert _verbatim("text")(written).value == value


@settings(deadline=None)
@given(st.floats(-(2**53), 2**53) | st.integers(-(2**53), 2**53))
def test_a_number_comes_back_exactly(value: float):
    stored = int(value) if float(value).is_integer() else value
    cell = format_number(stored)
    # What a workbook keeps of a number has 16 digits.
    held = float(f"{cell:.16G}") if isinstance(cell, float) else cell
    assert parse_number(held).value == stored


def test_every_country_reads_as_itself_in_both_languages_and_by_code():
    for code, country in all_countries().items():
        names = [format_country(country), country.english_name, code]
        for name in names if code != "NA" else names[:2]:
            assert parse_country(name).value == country, name


def test_countries_meet_those_of_the_documents():
    for file in FACTS.glob("*.yaml"):
        for entity in yaml.safe_load(file.read_text(encoding="utf-8"))["entities"]:
            if entity["labels"] == ["Country"]:
                found = parse_country(entity["name"]).value
                assert (found.id, found.code) == (entity["id"], entity["iso_code"])


@settings(deadline=None)
@given(st.sampled_from(["boolean", "enum"]), st.data())
def test_yes_no_and_states_come_back(kind: str, data: st.DataObject):
    schema = load_schema()
    choices = [True, False] if kind == "boolean" else list(schema.statuses)
    value = data.draw(st.sampled_from(choices))
    rule = Property(zh="值", en="v", kind=kind, values="statuses" if kind == "enum" else None)
    written = formatter(schema, rule)(value)
    assert parser("any", rule, known_headers(), verbatim=False)(written).value == value


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (" ＡＢＣ　１２３ ", "ABC 123"),
        ("张\u200b三\ufeff", "张三"),
        ("陳嘉庚", "陳嘉庚"),
        ("甲\r\n乙", "甲 乙"),
        ("甲\u0007乙", "甲乙"),
    ],
)
def test_texts_are_cleaned(written: str, stored: str):
    assert clean(written).value == stored


def test_what_was_taken_from_a_text_is_said():
    assert code_of(clean("甲\n乙")) == "line_end_in_cell"
    assert code_of(clean("甲\u0007乙")) == "control_removed"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("张　三", "张三"),
        ("欧阳 娜 娜", "欧阳娜娜"),
        ("John  Smith", "John Smith"),
        ("李 Wei", "李 Wei"),
    ],
)
def test_names_lose_the_spaces_between_chinese_characters(written: str, stored: str):
    assert clean_name(written) == stored


@pytest.mark.parametrize(
    ("cell", "stored"),
    [
        (1300000000.0, "1300000000"),
        (1300000000, "1300000000"),
        ("1300000000.0", "1300000000"),
        ("+00 000-0000", "+00 000-0000"),
        ("００１", "001"),
    ],
)
def test_phones_held_as_numbers_are_their_digits(cell, stored: str):
    assert parse_text(cell) == (stored, None)


@pytest.mark.parametrize("cell", ["1.3E+10", "9.1E17", 9.13e17])
def test_numbers_that_lost_digits_are_reported(cell):
    value, fault = parse_text(cell)
    assert value is None
    assert fault is not None
    assert fault.code == "number_lost_digits"


@pytest.mark.parametrize(
    ("written", "items"),
    [
        ("甲、乙;丙；丁", ["甲", "乙", "丙", "丁"]),
        ("甲\n乙", ["甲", "乙"]),
        ("Smith, John/Jack", ["Smith, John/Jack"]),
        ('["甲、乙", "丙"]', ["甲、乙", "丙"]),
        ("[未完", ["[未完"]),
        ("、、", None),
    ],
)
def test_lists_split_at_their_own_marks_only(written: str, items: list[str] | None):
    assert parse_list(written).value == items


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("马来西亚", "马来西亚"),
        ("馬來西亞", "马来西亚"),
        ("Malaysia", "马来西亚"),
        ("MYS", "马来西亚"),
        ("大马", "马来西亚"),
        ("緬甸", "缅甸"),
        ("锡兰", "斯里兰卡"),
        ("錫蘭", "斯里兰卡"),
        ("南朝鲜", "韩国"),
        ("香港", "中国香港"),
        ("Macau", "中国澳门"),
        ("台湾", "中国台湾"),
        ("Taiwan, Province of China", "中国台湾"),
        ("u.s.a.", "美国"),
    ],
)
def test_countries_by_many_names(written: str, name: str):
    assert parse_country(written).value.name == name


def test_an_old_name_is_said():
    assert code_of(parse_country("暹罗")) == "old_country_name"


@pytest.mark.parametrize(
    ("written", "code", "proposed"),
    [
        ("马来西业", "unknown_country", "country-malaysia"),
        ("美国加州", "unknown_country", "country-united-states"),
        ("苏联", "several_countries", "country-russia"),
        ("刚果", "several_countries", "country-congo-kinshasa"),
        ("NA", "several_countries", "country-namibia"),
    ],
)
def test_unknown_countries_are_proposed_and_never_applied(written: str, code: str, proposed: str):
    value, fault = parse_country(written)
    assert value is None
    assert fault is not None
    assert (fault.code, fault.candidates[0]) == (code, proposed)


@pytest.mark.parametrize(
    ("written", "number"), [("1,234.5", 1234.5), ("１２３", 123), ("2.0", 2), (2.0, 2), ("-3", -3)]
)
def test_numbers(written, number: float):
    assert parse_number(written) == (number, None)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("500万", "unit_in_number"),
        ("约五百", "not_a_number"),
        ("1,23", "not_a_number"),
        (1e300, "number_out_of_range"),
    ],
)
def test_numbers_that_are_reported(written, code: str):
    value, fault = parse_number(written)
    assert value is None
    assert fault is not None
    assert fault.code == code


def test_a_number_with_its_unit_is_both_and_an_approximation_neither():
    assert parse_measured("500万元") == (500, "万元")
    assert parse_measured("40多个") is None
    assert parse_measured("100+") is None


@pytest.mark.parametrize(("written", "share"), [(0.8, 0.8), ("0.8", 0.8), ("80%", 0.8), (1, 1)])
def test_shares(written, share: float):
    assert parse_share(written) == (share, None)


@pytest.mark.parametrize("written", ["高", "80", 0, "0%", 1.2, "中"])
def test_shares_that_are_reported(written):
    assert code_of(parse_share(written)) == "not_a_share"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("是", True),
        ("√", True),
        ("有", True),
        ("Y", True),
        (1, True),
        ("否", False),
        ("×", False),
        ("无", False),
    ],
)
def test_yes_and_no(written, value: bool):
    assert parse_boolean(written) == (value, None)


def test_neither_yes_nor_no_is_reported():
    assert code_of(parse_boolean("也许")) == "not_yes_or_no"
