"""`qiaotu check`: whether everything that the program stands on is in order."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from graph.engines import open_store
from graph.queries import Queries
from graph.schema import load_schema
from graph.settings import Settings
from graph.stats import stats
from graph.store import Health
from seed.documents import false_anchors, read_facts


class CheckReport(BaseModel):
    """What was found. `anchors`: how many were held to the documents; null when none are at hand."""

    model_config = ConfigDict(frozen=True)

    labels: int
    relationship_types: int
    queries: int
    engine: str
    engine_version: str
    revision: int
    entities: int
    relationships: int
    facts: int
    anchors: int | None
    false_anchors: list[str]


def check(settings: Settings) -> CheckReport:
    """The report. Raises ConfigurationError, DataFault, StoreUnavailable for what is broken."""
    schema = load_schema()
    store = open_store(settings, schema)
    try:
        health: Health = store.health()
        counts = stats(store, schema)
    finally:
        store.close()
    facts = read_facts()
    folder = settings.seed_documents
    return CheckReport(
        labels=len(schema.labels),
        relationship_types=len(schema.relationships),
        queries=len(list(Queries(health.engine))),
        engine=health.engine,
        engine_version=health.version,
        revision=counts.revision,
        entities=counts.entities,
        relationships=counts.relationships,
        facts=len(facts.entities) + len(facts.relationships),
        anchors=None if folder is None else len(facts.anchors),
        false_anchors=[] if folder is None else false_anchors(facts, folder),
    )
