"""`qiaotu check`: whether everything that the program stands on is in order."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from graph.schema import load_schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.store.protocol import Health
from graph.store.queries import Queries
from seed.backup.backup import describe, verify
from seed.facts.load import false_anchors, read_facts


class CheckReport(BaseModel):
    """What was found. `anchors`: how many were held to the documents; null when none are at hand.

    `content`: the hash of all that the store holds, the same on every engine. `differences`: how
    the store differs from the backup that it was held against.
    """

    model_config = ConfigDict(frozen=True)

    labels: int
    relationship_types: int
    queries: int
    engine: str
    engine_version: str
    revision: int
    entities: int
    relationships: int
    log_entries: int
    content: str
    facts: int
    anchors: int | None
    false_anchors: list[str]
    against: str | None
    differences: list[str]


def check(settings: Settings, against: Path | None = None) -> CheckReport:
    """The report. Raises ConfigurationError, DataFault, StoreUnavailable for what is broken."""
    schema = load_schema()
    store = open_store(settings, schema)
    try:
        health: Health = store.health()
        held = describe(store, schema)
    finally:
        store.close()
    differences = [] if against is None else held.differences(verify(against, schema))
    facts = read_facts()
    folder = settings.seed_documents
    return CheckReport(
        labels=len(schema.labels),
        relationship_types=len(schema.relationships),
        queries=len(list(Queries(health.engine))),
        engine=health.engine,
        engine_version=health.version,
        revision=held.revision,
        entities=held.content.entities,
        relationships=held.content.relationships,
        log_entries=held.changes,
        content=held.content.digest,
        facts=len(facts.entities) + len(facts.relationships),
        anchors=None if folder is None else len(facts.anchors),
        false_anchors=[] if folder is None else false_anchors(facts, folder),
        against=against and against.name,
        differences=differences,
    )
