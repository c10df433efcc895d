"""The schema file: read whole, refused with the entry and the rule."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path

import pytest

from graph.errors import ConfigurationError, InvalidInput
from graph.kernels.arrays import UNSEEN
from graph.schema import LABELS_AT_MOST, SCHEMA_FILE, TYPES_AT_MOST, Schema, load_schema
from graph.topology.pool import PAST_KIND
from graph.topology.vocabulary import DECLINED, GONE
from tests.support.places import ROOT

TEXT = SCHEMA_FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Talent: {base: Person", "Talent: {base: Persn", r"labels\.Talent\.base: Persn"),
        ("weight: 0.90", "weight: 1.90", r"relationships\.KIN_OF\.weight"),
        ("weight: 0.90", "wieght: 0.90", r"relationships\.KIN_OF\.wieght"),
        ("[[Person, Person]]", "[[Person, Human]]", r"KIN_OF\.ends: Human is not a label"),
        ("colour: '#0f6b73'", "colour: teal", r"DiasporaOrganisation\.colour"),
        ("position: {kind: text", "position: {kind: txt", r"position: kind 'txt' is none of"),
        ("position: {kind: text", "title: {kind: text", "'title' is reserved"),
        ("position: {kind: text", "Position: {kind: text", "'Position' does not match"),
        ("types: [KIN_OF]", "types: [KIN]", r"bonds\.kin\.types: KIN"),
        ("statuses:\n", "statuses: [\n", r"schema\.yaml line \d+: not readable as YAML"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in TEXT
    broken = tmp_path / "schema.yaml"
    broken.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=says):
        load_schema(broken)


@pytest.mark.parametrize(
    ("part", "entry", "bound"),
    [
        ("labels", "{base: Person, zh: 甲, en: one, colour: '#0f6b73', glyph: 甲}", LABELS_AT_MOST),
        ("relationships", "{ends: [[Person, Person]], zh: 甲, en: one}", TYPES_AT_MOST),
    ],
)
def test_no_more_labels_and_types_than_arrays_have_bits_for(
    tmp_path: Path, schema: Schema, part: str, entry: str, bound: int
) -> None:
    left = bound - len(getattr(schema, part))
    names = [f"X{one}{other}" for one in string.ascii_uppercase for other in string.ascii_uppercase]
    file = tmp_path / "schema.yaml"
    for more in (left, left + 1):
        lines = [f"{part}:", *(f"  {name}: {entry}" for name in names[:more])]
        file.write_text(TEXT.replace(f"\n{part}:\n", "\n" + "\n".join(lines) + "\n", 1), "utf-8")
        if more == left:
            assert len(getattr(load_schema(file), part)) == bound
    with pytest.raises(ConfigurationError, match=f"{part}: {bound + 1} are more than the {bound}"):
        load_schema(file)


def test_bits_and_numbers_of_the_arrays_are_those_left_over() -> None:
    assert UNSEEN == DECLINED | GONE
    assert DECLINED == 1 << LABELS_AT_MOST
    assert TYPES_AT_MOST < PAST_KIND


def test_labels_carry_their_base_and_only_one(schema: Schema) -> None:
    assert schema.with_base(["Delegate", "Talent"]) == ["Person", "Talent", "Delegate"]
    assert schema.with_base(["Organisation"]) == ["Organisation"]
    for wrong in (["Talent", "Event"], [], ["Entity"], ["Talent) DETACH DELETE (n"]):
        with pytest.raises(InvalidInput) as refusal:
            schema.with_base(wrong)
        assert refusal.value.field == "labels"


def test_a_node_is_of_one_kind_here_and_on_the_page(schema: Schema) -> None:
    """`viz/web/tests/network/kinds.test.ts` holds the page to the same cases."""
    cases = json.loads((ROOT / "viz/web/tests/support/kinds.json").read_text(encoding="utf-8"))
    assert [schema.kind_of(case["labels"]) for case in cases] == [case["kind"] for case in cases]


def test_ends_accept_a_label_or_its_base(schema: Schema) -> None:
    assert schema.fits("LEADS", ["Person", "Talent"], ["Affair", "Project"])
    assert schema.fits("MENTIONED_IN", ["Figure"], ["Document"])
    assert not schema.fits("LEADS", ["Talent"], ["Policy"])
    assert not schema.fits("LEADS", ["Project"], ["Talent"])


def test_every_colour_can_be_read_under_white_text(schema: Schema) -> None:
    for name, label in schema.labels.items():
        assert _contrast_with_white(label.colour) >= 4.5, name


def _contrast_with_white(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(pair, 16) / 255 for pair in re.findall("..", colour[1:])]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
