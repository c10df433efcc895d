"""The generator: everything fits the schema, counts are the documents', the same seed the same data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Schema
from graph.store.protocol import Store
from graph.writing.checks import Checks
from graph.writing.drafts import EntityDraft, RelationshipDraft
from graph.writing.writer import Writer
from seed.city.dates import AS_OF
from seed.city.duplicates import DIFFERENT, SAME
from seed.city.generate import records
from seed.city.records import OFFICE_ID, SOURCES
from seed.city.sizes import SIZES
from seed.city.world import World, make_world
from seed.facts.load import read_facts

BATCH = 1_000  # records of a transaction: seconds even on a busy machine


@dataclass(frozen=True)
class Made:
    """A generated world, whole."""

    world: World
    entities: dict[str, EntityRecord]
    ties: list[RelationshipRecord]

    def degrees(self, schema: Schema) -> Counter[str]:
        ends = (
            end for tie in self.ties for end in (tie.from_, tie.to) if tie.type in schema.weights
        )
        return Counter(ends)


def made(size: str, seed: int) -> Made:
    world = make_world(SIZES[size], seed)
    entities, ties = {}, []
    for record in records(world):
        if isinstance(record, EntityRecord):
            assert record.id not in entities
            entities[record.id] = record
        else:
            ties.append(record)
    return Made(world, entities, ties)


@pytest.fixture(scope="module", params=[1, 2])
def town(request: pytest.FixtureRequest) -> Made:
    return made("town", request.param)


@pytest.fixture(scope="module")
def city() -> Made:
    return made("city", 1)


def test_every_record_passes_the_schema(town: Made, schema: Schema) -> None:
    checks = Checks(schema)
    for entity in town.entities.values():
        EntityDraft(id=entity.id, name=entity.name, labels=list(entity.labels))
        checks.entity(schema.with_base(entity.labels), entity.properties)
    for tie in town.ties:
        RelationshipDraft(id=tie.id, from_=tie.from_, to=tie.to, type=tie.type)
        checks.relationship(tie.properties)
        checks.ends(
            tie.type, *(schema.with_base(town.entities[e].labels) for e in (tie.from_, tie.to))
        )


@pytest.mark.parametrize("size", ["town", "city"])
def test_a_size_has_exactly_its_number_of_records(size: str, city: Made) -> None:
    found = city if size == "city" else made(size, 3)
    assert len(found.entities) == SIZES[size].nodes
    assert len(found.ties) == SIZES[size].relationships
    assert len({tie.id for tie in found.ties}) == len(found.ties)


def test_the_city_counts_what_the_letter_counts(city: Made) -> None:
    labels = Counter(label for entity in city.entities.values() for label in entity.labels)
    stated = {
        "OverseasChinese": 6_278,
        "Representative": 778,
        "OverseasStudent": 2_084,
        "Returnee": 684,
        "DiasporaOrganisation": 151,
        "Relative": 9_443,
        "Enterprise": 573,
        "LiaisonStation": 11,
        "Ambassador": 35,
        "InnovationBase": 11,
    }
    assert {label: labels[label] for label in stated} == stated
    signed = {tie.to for tie in city.ties if tie.type == "SIGNED_WITH" and tie.from_ == OFFICE_ID}
    assert len(signed) > 40
    assert labels["Federation"] == 11  # the city's, and those of its ten counties and districts


def test_every_label_and_type_of_a_register_occurs(city: Made, schema: Schema) -> None:
    types = {tie.type for tie in city.ties}
    # What is about what is read in documents; a register says HAS_EXPERTISE and IN_INDUSTRY.
    assert set(schema.relationships) - types == {"MENTIONED_IN", "ABOUT_TOPIC"}
    labels = {label for entity in city.entities.values() for label in entity.labels}
    assert set(schema.labels) - labels == {"Person", "Affair", "Context"}
    statuses = {e.properties["status"] for e in city.entities.values() if "status" in e.properties}
    assert set(schema.statuses) - statuses == {"dropped"}  # nothing of a register came to nothing


def test_every_record_says_that_it_is_synthetic(town: Made) -> None:
    everything: list[EntityRecord | RelationshipRecord] = [*town.entities.values(), *town.ties]
    assert all(record.properties["sources"] == SOURCES for record in everything)
    assert all(record.id.startswith("syn-") for record in everything)
    assert SOURCES[0]["document"] in town.entities


def test_nobody_of_the_documents_is_made_up_again(city: Made) -> None:
    facts = {draft.id: draft.name for draft in read_facts().entities}
    named = {entity.name for entity in city.entities.values()} - {"中国"}
    shared = set(facts.values()) & named
    contexts = {
        e.name
        for e in city.entities.values()
        if e.id.startswith(("syn-c-", "syn-field-", "syn-ind"))
    }
    assert shared <= contexts
    assert not set(facts) & set(city.entities)


def test_ways_to_reach_people_cannot_be_real(city: Made) -> None:
    phones = [e.properties["phone"] for e in city.entities.values() if "phone" in e.properties]
    mails = [e.properties["email"] for e in city.entities.values() if "email" in e.properties]
    assert len(phones) > 1_000
    assert len(mails) > 1_000
    assert all(phone.startswith("000-") for phone in phones)
    assert all(mail.endswith("@example.org") for mail in mails)


def test_no_tie_is_later_than_the_data_or_ends_before_it_begins(city: Made) -> None:
    last = AS_OF.isoformat()
    for tie in city.ties:
        dates = tie.properties
        assert dates.get("since", "") <= last
        assert dates.get("last_contact", "") <= last
        if tie.type not in ("ALUMNUS_OF", "CLASSMATE_OF"):
            until = dates.get("until", last)
            known = min(len(until), len(dates.get("since", "")))
            assert dates.get("since", "")[:known] <= until[:known]
            contact = dates.get("last_contact", "")
            known = min(len(until), len(contact))
            assert contact[:known] <= until[:known]


def test_a_register_lacks_what_registers_lack(city: Made) -> None:
    people = [e for e in city.entities.values() if e.id.startswith("syn-p-")]
    ties = [tie for tie in city.ties if tie.type == "MEMBER_OF"]
    known = [
        sum("birth_date" in e.properties for e in people) / len(people),
        sum("since" in tie.properties for tie in ties) / len(ties),
        sum("last_contact" in tie.properties for tie in ties) / len(ties),
        sum("survey_round" in e.properties for e in people) / len(people),
    ]
    assert all(0.3 < share < 0.9 for share in known)
    assert 0.005 < sum("declined" in e.properties for e in people) / len(people) < 0.03
    assert 0.03 < sum("until" in tie.properties for tie in ties) / len(ties) < 0.15


def test_some_have_vanished_since_the_last_round(city: Made) -> None:
    rounds = {e.id: e for e in city.entities.values() if "SurveyRound" in e.labels}
    seen: Counter[str] = Counter()
    for entity in city.entities.values():
        if seen_by := entity.properties.get("survey_round"):
            assert rounds[seen_by].properties["office"] == entity.properties["office"]
            seen[rounds[seen_by].properties["starts"][:4]] += 1
    assert 0.05 < seen["2023"] / seen["2025"] < 0.3


def test_degrees_have_a_heavy_tail(city: Made, schema: Schema) -> None:
    degrees = city.degrees(schema)
    people = sorted(degrees[id_] for id_ in city.entities if id_.startswith("syn-p-"))
    median, hundredth = people[len(people) // 2], people[-len(people) // 100]
    assert 2 <= median <= 5
    assert hundredth >= 5 * median
    assert people[-1] >= 50 * median
    organisations = [id_ for id_, _ in degrees.most_common(10)]
    assert sum("University" in city.entities[id_].labels for id_ in organisations) >= 3
    assert max(degrees.values()) > 800


def test_nobody_knows_the_same_person_twice_or_themselves(city: Made) -> None:
    pairs = [frozenset((t.from_, t.to)) for t in city.ties if t.type == "KNOWS"]
    assert len(pairs) == len(set(pairs))
    assert all(tie.from_ != tie.to for tie in city.ties)


def test_relatives_belong_to_somebody(city: Made) -> None:
    relatives = {id_ for id_, e in city.entities.items() if "Relative" in e.labels}
    kin = {end for tie in city.ties if tie.type == "KIN_OF" for end in (tie.from_, tie.to)}
    assert relatives <= kin
    assert kin - relatives


def test_the_truth_is_of_records_that_exist_and_are_alike_as_it_says(city: Made) -> None:
    pairs = city.world.truth
    assert {pair.variation for pair in pairs} == set(SAME) | set(DIFFERENT)
    assert len({(pair.one, pair.other) for pair in pairs}) == len(pairs)
    for pair in pairs:
        one, other = city.entities[pair.one], city.entities[pair.other]
        assert one.labels[0] == other.labels[0]
        numbers = {e.properties.get("phone") for e in (one, other)} - {None}
        if pair.one.startswith("syn-p-"):
            assert len(numbers) <= (1 if pair.same else 2)
        if pair.variation in ("sibling", "same_spelling", "sound_alike", "romanised", "spaced"):
            assert one.name != other.name


def test_foreign_scripts_and_spellings_occur(city: Made) -> None:
    texts = "".join(
        "".join([entity.name, *entity.properties.get("aliases", [])])
        for entity in city.entities.values()
    )
    for low, high in (("ก", "๛"), ("А", "я"), ("ء", "ي"), ("ァ", "ヶ"), ("가", "힣"), ("陳", "陳")):
        assert any(low <= letter <= high for letter in texts), f"{low}–{high}"
    assert "ø" in texts or "ł" in texts or "é" in texts
    english = {e.properties.get("english_name", "") for e in city.entities.values()}
    assert any("'" in name or "-" in name for name in english)  # Wade–Giles
    assert any(name.startswith("Tan ") for name in english)  # Hokkien
    assert any(name.startswith("Chan ") for name in english)  # Cantonese


def test_a_store_takes_a_town(store: Store, schema: Schema) -> None:
    found = made("town", 4)
    entities = [
        EntityDraft(id=e.id, name=e.name, labels=list(e.labels), properties=e.properties)
        for e in found.entities.values()
    ]
    ties = [
        RelationshipDraft(id=t.id, from_=t.from_, to=t.to, type=t.type, properties=t.properties)
        for t in found.ties
    ]
    writer = Writer(store, schema)
    for start in range(0, len(entities), BATCH):
        writer.load(entities[start : start + BATCH], [], "test")
    for start in range(0, len(ties), BATCH):
        writer.load([], ties[start : start + BATCH], "test")
    labels = {row["label"]: row["count"] for row in store.read("count_labels")}
    assert labels["Entity"] == 2_000
    assert sum(row["count"] for row in store.read("count_types")) == 10_000


def test_the_province_is_twenty_cities() -> None:
    province, one = SIZES["province"], SIZES["city"]
    assert (province.nodes, province.relationships) == (500_000, 3_000_000)
    assert province.overseas_chinese == 20 * one.overseas_chinese
    assert province.relatives == 20 * one.relatives
