"""What has changed since the last survey rounds, on every engine; a reader can check it by eye."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph.schema import Schema
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.surveys.freshness import FreshnessReport, Records
from graph.surveys.since_round import KindChange, SinceSurvey, Survey
from graph.viewer import EVERYTHING
from graph.writing.drafts import EntityDraft
from graph.writing.writer import Writer
from tests.graph.surveys.test_freshness import fill

BEFORE = datetime(2025, 1, 15, 8, tzinfo=UTC)
SINCE = datetime(2026, 1, 15, 8, tzinfo=UTC)
AS_OF = date(2026, 3, 1)
OURS, THEIRS = "haizhou", "xizhou"


def load(store: Store, schema: Schema, at: datetime, *drafts: EntityDraft) -> None:
    Writer(store, schema, now=lambda: at).load(drafts, [], "tests")


def round_(id_: str, office: str, starts: str, *coverage: str) -> EntityDraft:
    properties: dict[str, Any] = {"office": office, "starts": starts}
    if coverage:
        properties["coverage"] = list(coverage)
    return EntityDraft(id=id_, name=f"合成{id_}", labels=["SurveyRound"], properties=properties)


def record(id_: str, label: str = "Talent", **properties: Any) -> EntityDraft:
    properties = {"office": OURS, **properties}
    return EntityDraft(id=id_, name=f"合成{id_}", labels=[label], properties=properties)


ROUNDS = (
    EntityDraft(id=OURS, name="海州侨联", labels=["Federation"]),
    EntityDraft(id=THEIRS, name="西州侨联", labels=["Federation"]),
    round_("r24", OURS, "2024-03"),
    round_("r25", OURS, "2025-03", "人才", "Returnee"),
    round_("r27", OURS, "2027"),
    # Written by its name, as people do.
    round_("w26", "西州侨联", "2026-02"),
)


def changes(store: Store, schema: Schema) -> dict[str, tuple[int, int, int]]:
    told = SinceSurvey(Sight(store, schema, EVERYTHING), AS_OF).changes()
    return {label: (c.added, c.unseen, c.deleted) for label, c in told.items()}


def test_without_a_round_nothing_is_said(store: Store, schema: Schema) -> None:
    load(store, schema, SINCE, record("one"))
    since = SinceSurvey(Sight(store, schema, EVERYTHING), AS_OF)
    assert (since.survey, since.changes()) == (None, {})


def test_the_latest_round_that_has_begun_is_named_with_the_number_of_others(
    store: Store, schema: Schema
) -> None:
    load(store, schema, BEFORE, *ROUNDS)
    survey = SinceSurvey(Sight(store, schema, EVERYTHING), AS_OF).survey
    assert survey == Survey(id="w26", name="合成w26", starts="2026-02", ends=None, others=1)


def test_a_store_older_than_the_round_counts_whatever_was_recorded_since(
    store: Store, schema: Schema
) -> None:
    load(store, schema, BEFORE, *ROUNDS, record("old", survey_round="r24"), record("kept"))
    load(
        store,
        schema,
        SINCE,
        record("new"),
        record("found", survey_round="r25"),
        # Known before, whenever it came into this store.
        record("verified", verified_at="2025-02"),
        record("seen", "Project", survey_round="r24", status="done"),
        record("place", "Place"),
    )
    found = changes(store, schema)
    assert found["Talent"] == (2, 1, 0)
    assert found["Returnee"] == (0, 0, 0)
    # The round does not cover it: nobody looked for it.
    assert found["Project"] == (0, 0, 0)
    assert not {"Place", "Country", "SurveyRound", "Context"} & set(found)


def test_in_a_younger_store_what_the_round_saw_was_there(store: Store, schema: Schema) -> None:
    load(
        store,
        schema,
        SINCE,
        *ROUNDS[2:5],
        record("seen", survey_round="r25"),
        record("unseen", survey_round="r24"),
        record("none"),
        record("none2", verified_at="2025-03-01"),
        record("firm", "Enterprise"),
    )
    found = changes(store, schema)
    assert found["Talent"] == (2, 1, 0)
    # Not covered, and recorded here only since: nothing can be told of it.
    assert "Enterprise" not in found
    assert found["Chamber"] == (0, 0, 0)


def test_each_office_is_compared_with_its_own_round(store: Store, schema: Schema) -> None:
    load(store, schema, BEFORE, *ROUNDS, record("old"))
    load(
        store,
        schema,
        SINCE,
        record("ours"),
        # Recorded before its own office's round began, and before the latest of all.
        record("theirs", office=THEIRS),
        record("nobody", "Returnee", office="nowhere"),
    )
    found = changes(store, schema)
    assert found["Talent"] == (1, 0, 0)
    assert found["Returnee"] == (0, 0, 0)


def test_it_counts_what_the_freshness_report_counts(store: Store, schema: Schema) -> None:
    fill(store, schema)
    report = FreshnessReport(Sight(store, schema, EVERYTHING), AS_OF, Records()).freshness()
    since = SinceSurvey(Sight(store, schema, EVERYTHING), AS_OF)
    assert since.ages() == report.all_
    assert report.vanished.total > 2
    assert since.to_ask(100) == report.vanished.records
    assert since.to_ask(2) == report.vanished.records[:2]


@pytest.mark.parametrize(("kept", "deleted"), [("old", 1), ("new", 0)])
def test_deleted_is_what_was_known_at_the_round(
    store: Store, schema: Schema, kept: str, deleted: int
) -> None:
    load(store, schema, BEFORE, *ROUNDS, record("old", verified_at="2024-05"), record("other"))
    load(store, schema, SINCE, record("new"))
    Writer(store, schema, now=lambda: BEFORE).delete_entity("other", "tests")
    Writer(store, schema, now=lambda: SINCE).delete_entity(kept, "tests", detach=True)
    told = SinceSurvey(Sight(store, schema, EVERYTHING), AS_OF).changes()
    assert told["Talent"] == KindChange(added=deleted, unseen=0, deleted=deleted)
