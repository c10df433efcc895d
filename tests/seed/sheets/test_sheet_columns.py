"""Columns: known by many names, by an office's own, and our own sheets read back as they were."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.records import EntityRecord, RelationshipRecord
from graph.writing.checks import Checks
from seed.sheets.headers.headers import HEADERS_FILE, folded, known_headers
from seed.sheets.headers.mappings import (
    Mapping,
    checked_mapping,
    for_office,
    read_mapping,
    remembered,
)
from seed.sheets.headers.targets import Detail, Field, Link
from seed.sheets.parsed import ParsedEntity, ParsedTie
from seed.sheets.rows.roles import EITHER
from seed.sheets.tables import RELATIONSHIPS, CellError
from seed.sheets.workbook.columns import EntityLayout, RelationshipLayout, home_label
from tests.support.sheets.sheet_tables import SCHEMA, read, table

_texts = st.text(st.characters(min_codepoint=0x20, exclude_categories=["Cs"]), max_size=12)


def test_every_known_header_is_listed_once_and_fits_the_schema():
    headers, raw = known_headers(), yaml.safe_load(HEADERS_FILE.read_text(encoding="utf-8"))
    for section, columns in raw.items():
        if section in ("ignored", "types", "roles", "statuses"):
            continue
        names = [folded(str(name)) for listed in columns.values() for name in listed]
        assert len(names) == len(set(names)), section
        kind = "Person" if section == "Entity" else section
        for listed in columns.values():
            for name in listed:
                _check_target(headers.target(str(name), kind), kind)


def _check_target(target: Any, kind: str):
    labels = [] if kind == RELATIONSHIPS else [kind]
    if isinstance(target, Link):
        for label in target.labels:
            ends = (labels, [label]) if target.direction == "out" else ([label], labels)
            assert SCHEMA.fits(target.type, *ends), (kind, target)
    elif isinstance(target, Detail):
        keys = [target.key, *([target.until] if target.until else [])]
        assert set(keys) <= {*SCHEMA.relationship_properties, EITHER}
    else:
        assert target is not None


def test_every_type_and_state_is_known_by_its_own_names():
    for type_, rule in SCHEMA.relationships.items():
        for name in (type_, rule.zh, rule.en):
            word = known_headers().type(name)
            assert word is not None
            assert word.type == type_, name
    for status, entry in SCHEMA.statuses.items():
        assert known_headers().status(entry.zh) == known_headers().status(entry.en) == status


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("姓　名*", Field("name")),
        ("名字", Field("name")),
        ("NAME", Field("name")),
        ("聯絡電話", Field("phone")),
        ("姓名(英文)", Field("english_name")),
        ("出生年月\n(公历)", Field("birth_date")),
        ("birth date", Field("birth_date")),
        ("联系方式：", Field("phone")),
        ("电话/手机", Field("phone")),
        ("现单位（全称）", Link("WORKS_AT", "out", ("Organisation",))),
        ("毕业院校", Link("ALUMNUS_OF", "out", ("University",))),
        ("介绍人", Link("REFERRED", "in", ("Person",))),
        ("所在国家(必填)", Link("LOCATED_IN", "out", ("Country",))),
        ("入会时间", Detail("MEMBER_OF", "since")),
        ("序 号", "ignored"),
        ("单位(电话)", None),
        ("姓名/性别", None),
    ],
)
def test_headers_by_many_names(header: str, target: Any):
    assert known_headers().target(header, "Talent") == target


def test_an_offices_own_headers_by_its_mapping(tmp_path):
    own = {"大名": "姓名", "东家": "WORKS_AT -> Enterprise", "暗号": "ignored", "属相": "extra"}
    own_table = table("Talent", list(own), ["甲", "乙公司", "x", "龙"])
    (entity,) = list(read(own_table, **own))
    assert (entity.name, entity.references[0].target_labels) == ("甲", ("Enterprise",))
    assert entity.properties == {"extra": {"属相": "龙"}}

    headers, file = known_headers(), tmp_path / "map.yaml"
    file.write_text("大名: 姓名\n", encoding="utf-8")
    kept = read_mapping(file, headers)
    assert for_office(tmp_path, "某市侨联/../x", kept, headers) == kept
    assert for_office(tmp_path, "某市侨联/../x", None, headers) == kept
    assert remembered(tmp_path, "another", headers) == Mapping()
    assert [path.parent.name for path in tmp_path.rglob("*.json")] == ["mappings"]


@pytest.mark.parametrize("raw", [["a"], {"甲": 1}, {"甲": "没有的"}, {"甲": "NO_TYPE -> Person"}])
def test_a_mapping_that_means_nothing_is_refused(raw: Any):
    with pytest.raises(InvalidInput):
        checked_mapping(raw, known_headers())


_PROPERTIES = {
    "text": _texts,
    "prose": st.lists(_texts, max_size=3).map("\n".join),
    "texts": st.lists(_texts, max_size=3),
    "date": st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]),
    "share": st.floats(0, 1, exclude_min=True),
    "number": st.floats(-1e9, 1e9).map(lambda n: int(n) if n.is_integer() else n),
    "boolean": st.booleans(),
    "level": st.integers(0, 3),
    "enum": st.sampled_from(list(SCHEMA.statuses)),
    "sources": st.lists(st.fixed_dictionaries({"words": _texts.filter(bool)}), max_size=2),
    "map": st.dictionaries(_texts, _texts | st.integers() | st.none(), max_size=2),
}


@st.composite
def _entities(draw: st.DrawFn) -> EntityRecord:
    labels = draw(st.sets(st.sampled_from(["Talent", "OverseasStudent"])) | st.just({"Project"}))
    ordered = tuple(SCHEMA.with_base(labels or ["Person"]))
    rules = {k: r for k, r in SCHEMA.properties_of(ordered).items() if not r.automatic}
    chosen = draw(st.sets(st.sampled_from(sorted(rules))))
    chosen |= {key for key, rule in rules.items() if rule.required}
    properties = {key: draw(_PROPERTIES[rules[key].kind]) for key in sorted(chosen)}
    return EntityRecord("a-1", draw(_texts.filter(str.strip)), ordered, properties)


@settings(deadline=None)
@given(_entities())
def test_our_own_rows_of_entities_come_back_as_they_were(record: EntityRecord):
    layout = EntityLayout(SCHEMA, home_label(SCHEMA, record.labels))
    headers = list(layout.sheet().headers)
    ours = table(layout.label, headers, layout.cells(record), verbatim=True)
    (entity,) = list(read(ours))
    assert (entity.id, entity.name, entity.properties) == (
        record.id,
        record.name,
        record.properties,
    )
    assert tuple(SCHEMA.with_base(entity.labels)) == record.labels


@settings(deadline=None)
@given(st.data())
def test_our_own_rows_of_relationships_come_back_as_they_were(data: st.DataObject):
    rules = {k: r for k, r in SCHEMA.relationship_properties.items() if not r.automatic}
    chosen = data.draw(st.sets(st.sampled_from(sorted(rules))))
    properties = {key: data.draw(_PROPERTIES[rules[key].kind]) for key in sorted(chosen)}
    type_ = data.draw(st.sampled_from(sorted(SCHEMA.relationships)))
    record = RelationshipRecord("t-1", "a", "b", type_, properties)
    layout = RelationshipLayout(SCHEMA)
    cells = layout.cells(record, "甲", data.draw(_texts.filter(str.strip)))
    (tie,) = list(read(table(RELATIONSHIPS, list(layout.sheet().headers), cells, verbatim=True)))
    assert (tie.id, tie.start.id, tie.type, tie.end.id) == ("t-1", "a", type_, "b")
    assert tie.properties == properties


_odd_cells = st.one_of(
    st.text(max_size=30),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.times(),
    st.just(CellError("#N/A")),
    st.sampled_from(
        [
            "9" * 5000,
            "[" * 50_000,
            "{" * 50_000,
            '{"a": NaN}',
            "," * 9_999 + "1",
            "1e999",
            "-",
            "\ud800",
        ]
    ),
)
_odd_headers = sorted(
    {
        str(name)
        for section, columns in yaml.safe_load(HEADERS_FILE.read_text(encoding="utf-8")).items()
        if section in ("Entity", "Person", "OverseasStudent", RELATIONSHIPS)
        for names in columns.values()
        for name in names
    }
)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(_odd_headers), _odd_cells, max_size=8), st.booleans())
def test_whatever_stands_in_cells_what_is_parsed_can_be_stored(cells, verbatim: bool):
    kinds = ["OverseasStudent", "Event", RELATIONSHIPS]
    checks = Checks(SCHEMA)
    for kind in kinds:
        headers = [*cells, "起点", "关系", "终点"] if kind == RELATIONSHIPS else ["名称", *cells]
        row = (
            [*cells.values(), "甲", "任职", "乙"]
            if kind == RELATIONSHIPS
            else ["甲", *cells.values()]
        )
        for found in read(table(kind, headers, row, verbatim=verbatim)):
            if isinstance(found, ParsedEntity):
                checks.entity(SCHEMA.with_base(found.labels), found.properties)
            elif isinstance(found, ParsedTie):
                checks.relationship(found.properties)
