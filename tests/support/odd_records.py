"""Records with everything that has ever got lost on its way through a file, and random ones."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from graph.records import EntityRecord, Record, RelationshipRecord
from graph.schema import Schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.writing.drafts import EntityDraft, RelationshipDraft
from graph.writing.writer import Writer
from seed.facts.load import load_documents
from tests.support.family import ENTITIES, RELATIONSHIPS

_SEPARATORS = ["a;b", "一、二;三", " 空 ", "[1]", '"引"', "=1+1", "-1", "x\x7fy", "a,b", "'", "\\"]
ODD_ENTITIES = [
    EntityDraft(
        id="odd-1",
        name='" 逗,号;"双"引\u2028号\u0085 ',
        labels=["Talent", "OverseasStudent", "Returnee"],
        properties={
            "aliases": [*_SEPARATORS, "👩‍👩‍👧‍👦", "\u202eعربي", "e\u0301", "é", "𠮷", "\ufffe"],
            "sources": [{"line": 10_000_000, "words": "a:b:c"}, {"document": "odd-3"}, {}],
            "extra": {"列 1": [1, 1.5, None, True, {"b": "\u2029"}], "": "", "x": 2**70},
            "declined": False,
            "graduation": "0001",
            "birth_date": "2024-02-29",
            "confidence": 0.1,
            "phone": "=cmd|' /C calc'!A0",
            "summary": " 首行\n\n" + "长" * 19_990,
        },
    ),
    EntityDraft(
        id="-odd_2-",
        name="=HYPERLINK(1)",
        labels=["Figure"],
        properties={"measure": "m", "value": 40, "as_of": "9999-12-31", "aliases": ["甲"] * 1_000},
    ),
    EntityDraft(
        id="odd-3", name="+", labels=["Figure"], properties={"measure": "", "value": -(2**53)}
    ),
    EntityDraft(
        id="odd-4", name="@", labels=["Figure"], properties={"measure": "@", "value": 1e-300}
    ),
    EntityDraft(id="odd-5", name="NULL", labels=["Context"], properties={"aliases": ["null", "0"]}),
    EntityDraft(
        id="odd-6",
        name="项目",
        labels=["Project"],
        properties={"status": "under_way", "investment": 0.1 + 0.2, "extra": {}},
    ),
]
ODD_RELATIONSHIPS = [
    RelationshipDraft(
        id="r" * 64,
        from_="odd-1",
        to="odd-1",
        type="KNOWS",
        properties={"role": "\\n,\"'", "strength": 1, "confidence": 5e-324, "since": "9999"},
    ),
    RelationshipDraft(id="tie-2", from_="-odd_2-", to="odd-1", type="MEASURES"),
    RelationshipDraft(id="tie-3", from_="-odd_2-", to="odd-1", type="MEASURES"),
]


def load_everything(store: Store, schema: Schema) -> None:
    """The documents' facts, the twelve people and the odd ones, with changes and deletions."""
    writer = Writer(store, schema)
    load_documents(store, writer)
    writer.load(ENTITIES + ODD_ENTITIES, RELATIONSHIPS + ODD_RELATIONSHIPS, "tests")
    writer.create_entity(EntityDraft(id="gone", name="去", labels=["Person"]), "甲")
    writer.delete_entity("gone", "乙")


def opened_with_everything(settings: Settings, schema: Schema) -> Store:
    """An open store that holds all of it."""
    store = open_store(settings, schema)
    load_everything(store, schema)
    return store


_texts = st.text(
    st.characters(min_codepoint=0x20, exclude_categories=["Cs"]), min_size=1, max_size=12
) | st.sampled_from(_SEPARATORS)
_names = _texts.filter(lambda text: bool(text.strip()))
_dates = st.dates().map(str) | st.sampled_from(["0001", "9999", "2009-05", "2000-02-29"])
_shares = st.floats(0, 1, exclude_min=True)
_sources = st.fixed_dictionaries(
    {}, optional={"line": st.integers(1, 10_000_000), "words": _texts, "document": st.just("doc")}
)
_maps = st.dictionaries(_texts, _texts | st.integers() | st.none() | st.lists(_texts), max_size=3)
_ENTITY_VALUES = {
    "aliases": st.lists(_texts, min_size=1, max_size=5),
    "summary": _texts,
    "sources": st.lists(_sources, min_size=1, max_size=3),
    "confidence": _shares,
    "verified_at": _dates,
    "extra": _maps,
    "declined": st.booleans(),
    "birth_date": _dates,
    "honours": st.lists(_texts, min_size=1, max_size=3),
}
_TIE_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "role": _texts,
    "since": _dates,
    "strength": _shares,
    "sources": st.lists(_sources, min_size=1, max_size=2),
}
_LABELS = ["Talent", "Returnee", "Relative", "LiaisonOfficer"]


@st.composite
def graphs(draw: st.DrawFn) -> list[Record]:
    """Up to eight people and ten acquaintances among them."""
    people: list[Record] = [
        EntityRecord(
            f"p{number}",
            draw(_names),
            ("Person", *draw(st.lists(st.sampled_from(_LABELS), max_size=2, unique=True))),
            draw(st.fixed_dictionaries({}, optional=_ENTITY_VALUES)),
        )
        for number in range(draw(st.integers(1, 8)))
    ]
    ends = st.sampled_from([person.id for person in people])
    ties: list[Record] = [
        RelationshipRecord(
            f"t{number}",
            draw(ends),
            draw(ends),
            "KNOWS",
            draw(st.fixed_dictionaries({}, optional=_TIE_VALUES)),
        )
        for number in range(draw(st.integers(0, 10)))
    ]
    return people + ties
