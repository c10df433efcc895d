"""What goes into a store comes out of it: the same value, of the same type, on every engine."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest

from graph.errors import QueryFault
from graph.settings import Settings
from graph.store.protocol import Store
from tests.support.probes import create, ids, probing

TEXTS = [
    "",
    " leading and trailing ",
    "line\nbreak\ttab\r\n",
    "許崇育 许崇育",
    "𠮷野家 👨‍👩‍👧‍👦 🇨🇳",
    "e\u0301 and \u00e9",
    "שלום \u202eمرحبا\u202c",
    "zero\u200bwidth\u2060joined\ufeff",
    "\ufdd0\ufffe\uffff\U0001fffe\U0010ffff",
    "\U000e0041\U000f0000\U00100000",
    "quotes ' \" ` \\ $id {} // /*labels*/",
    "\x01\x7f\x85\u2028\u2029",
]
# Texts that look like other things must stay texts.
LOOKALIKES = ["2009", "2009-05", "2009-05-21", "2026-01-31T08:00:00Z", "007", "1e5", "true", "null"]
NUMBERS = [
    *(0, 1, -1, 2**31, 2**53, -(2**53), 2**63 - 1, -(2**63)),
    *(0.5, -0.0, 1.5, 0.1, 1e300, -1e300, 5e-324, 1.7976931348623157e308, 2.0),
]
LISTS: list[list[object]] = [
    [],
    [""],
    ["侨", "𠮷", ""],
    [1, 2, 2**63 - 1],
    [0.5, -1e300],
    [True, False],
    ["x" * 20_000] * 50,
    [str(number) for number in range(1_000)],
]
VALUES = [*TEXTS, *LOOKALIKES, *NUMBERS, *LISTS, True, False]


def same(left: object, right: object) -> bool:
    """Equal, of one type, and written alike (0.0 and -0.0 are not)."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if type(left) is not type(right) or left != right:
        return False
    return str(left) == str(right)


def numbered(values: Sequence[object]) -> list[dict[str, object]]:
    """An entity for each value, their ids in the values' order."""
    return [
        {"id": f"n{number:05}", "name": "n", "value": value} for number, value in enumerate(values)
    ]


def differing(store: Store) -> list[tuple[object, object]]:
    """Pairs of a value sent and one come back that are not the same."""
    found = [row["value"] for row in store.read("probe_value")]
    return [pair for pair in zip(VALUES, found, strict=True) if not same(*pair)]


def test_each_value_comes_back_as_it_was_beside_all_others(probed: Store) -> None:
    rows = numbered(VALUES)
    create(probed, *rows)
    assert differing(probed) == []
    whole = probed.read("stored_entities", ids=[row["id"] for row in rows])
    properties = {row["id"]: row["properties"] for row in whole}
    assert all(same(row["value"], properties[row["id"]]["value"]) for row in rows)


def test_every_code_point_is_kept(probed: Store) -> None:
    codes = [code for code in range(1, 0x110000) if not 0xD800 <= code <= 0xDFFF]
    texts = ["".join(map(chr, codes[start : start + 500])) for start in range(0, len(codes), 500)]
    create(probed, *numbered(texts))
    assert [row["value"] for row in probed.read("probe_value")] == texts


@pytest.mark.parametrize("name", [text for text in TEXTS if text])
def test_a_name_is_found_by_exactly_its_code_points(probed: Store, name: str) -> None:
    create(probed, {"id": "it", "name": name}, {"id": "other", "name": name + "\u200b"})
    assert probed.read("probe_named", name=name) == [{"id": "it"}]


def test_a_megabyte_of_text_is_kept(probed: Store) -> None:
    text = "侨𠮷a\u0301" * 110_000
    assert len(text.encode()) > 1_000_000
    create(probed, {"id": "it", "name": "n", "value": text})
    assert probed.read("probe_value") == [{"id": "it", "value": text}]


def test_null_is_absence(probed: Store) -> None:
    create(probed, {"id": "a", "name": "a", "value": None}, {"id": "b", "name": "b", "value": 1})
    rows = {row["id"]: row for row in probed.read("stored_entities", ids=["a", "b"])}
    assert rows["a"]["properties"] == {"id": "a", "name": "a"}
    assert rows["b"]["properties"] == {"id": "b", "name": "b", "value": 1}
    probed.write(
        lambda transaction: transaction.run(
            "replace_entity", id="b", properties={"id": "b", "name": "b", "value": None}
        )
    )
    assert probed.read("probe_value") == [{"id": "a", "value": None}, {"id": "b", "value": None}]


def test_properties_hold_what_was_given_and_nothing_more(probed: Store) -> None:
    create(probed, {"id": "a", "name": "甲"}, {"id": "nameless"})
    ties = [
        {"from": "a", "to": "nameless", "properties": {"id": "r1", "role": "x", "until": None}},
        {"from": "a", "to": "nameless", "properties": {"id": "r2"}},
        {"from": "a", "to": "a", "properties": {"id": "loop"}},
    ]
    created = probed.write(
        lambda transaction: transaction.run(
            "create_relationships", slots={"type": ["KNOWS"]}, rows=ties
        )
    )
    assert created == [{"created": 3}]
    nodes = {row["id"]: row for row in probed.read("stored_entities", ids=["a", "nameless"])}
    assert nodes["a"]["properties"] == {"id": "a", "name": "甲"}
    assert nodes["nameless"]["properties"] == {"id": "nameless"}
    assert nodes["nameless"]["name"] is None
    assert set(nodes["a"]["labels"]) == {"Entity", "Person"}
    found = probed.read("relationship_by_ids", ids=["loop", "r1", "r2"])
    assert sorted((row["id"], row["from"], row["to"]) for row in found) == [
        ("loop", "a", "a"),
        ("r1", "a", "nameless"),
        ("r2", "a", "nameless"),
    ]
    assert {row["id"]: row["properties"] for row in found} == {
        "loop": {"id": "loop"},
        "r1": {"id": "r1", "role": "x"},
        "r2": {"id": "r2"},
    }


def test_parameters_may_nest(probed: Store) -> None:
    value: object = {"rows": [{"侨": [1, 0.5, None, True, "x", []]}, {}], "empty": {}}
    assert probed.read("probe_echo", value=value) == [{"value": value}]


@pytest.mark.parametrize("value", [{1, 2}, object(), 2**63, -(2**63) - 1, "\ud800"])
def test_what_no_engine_can_hold_is_refused(probed: Store, value: object) -> None:
    with pytest.raises(QueryFault, match=r"^query probe_echo: "):
        probed.read("probe_echo", value=value)
    with pytest.raises(QueryFault, match=r"^query create_nodes: "):
        create(probed, {"id": "a", "name": "a", "value": value})
    assert ids(probed) == []


def test_no_engine_object_leaves_the_store(probed: Store) -> None:
    create(probed, {"id": "a", "name": "a"})
    with suppress(QueryFault):  # an engine may also refuse to hand out a whole node
        rows = probed.read("probe_whole_node", id="a")
        assert [type(row["node"]) for row in rows] == [dict]


def test_values_survive_reopening(probed: Store, engine_settings: Settings, tmp_path: Path) -> None:
    create(probed, *numbered(VALUES))
    probed.close()
    with closing(probing(engine_settings, tmp_path / "cypher")) as reopened:
        assert differing(reopened) == []
