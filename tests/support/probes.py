"""Queries that only the contract suite needs, beside the real ones, and a store that knows both."""

from __future__ import annotations

import shutil
from pathlib import Path

from graph.schema import Schema
from graph.settings import Settings
from graph.store.protocol import Store
from graph.store.queries import CYPHER_FOLDER, Queries

PROBES = {
    "probe_echo": """
// A value, there and back.
// params: value
// returns: value
RETURN $value AS value
""",
    "probe_value": """
// The `value` of each entity, by id.
// open: a test asks
// params:
// returns: id, value
MATCH (n:Entity)
RETURN n.id AS id, n.value AS value
ORDER BY id
""",
    "probe_named": """
// The entities with exactly this name.
// open: a test asks
// params: name
// returns: id
MATCH (n:Entity)
WHERE n.name = $name
RETURN n.id AS id
""",
    "probe_ids": """
// Every entity's id, in order.
// open: a test asks
// params:
// returns: id
MATCH (n:Entity)
RETURN n.id AS id
ORDER BY id
""",
    "probe_set_value": """
// Sets an entity's value.
// params: id, value
// returns:
MATCH (n:Entity {id: $id})
SET n.value = $value
""",
    "probe_set_access": """
// For whom an entity is there.
// params: id, level, offices
// returns:
MATCH (n:Entity {id: $id})
SET n.access_level = $level, n.access_offices = $offices
""",
    "probe_rows": """
// As many rows as asked for.
// params: rows
// returns: number, text
UNWIND range(1, $rows) AS number
RETURN number, 'a text of some length beside the number ' + toString(number) AS text
""",
    "probe_slow": """
// Runs for hours.
// params:
// returns: count
UNWIND range(1, 1000000) AS x
UNWIND range(1, 1000000) AS y
WITH x, y
WHERE x + y = 0
RETURN count(*) AS count
""",
    "probe_sneaky_write": """
// A write that calls itself a read.
// params: id
// returns: id
CREATE (n:Entity {id: $id, name: 'sneaky'})
RETURN n.id AS id
""",
    "probe_whole_node": """
// A node instead of its properties.
// open: a test asks
// params: id
// returns: node
MATCH (n:Entity {id: $id})
RETURN n AS node
""",
    "probe_broken": """
// Refers to what does not exist.
// params:
// returns: value
RETURN missing AS value
""",
}


def probing(settings: Settings, folder: Path) -> Store:
    """A store of the engine that the settings name, which also knows the probes; not prepared."""
    if not folder.is_dir():
        shutil.copytree(CYPHER_FOLDER, folder)
        for name, text in PROBES.items():
            (folder / f"{name}.cypher").write_text(text.lstrip(), encoding="utf-8")
    if settings.store:
        from graph.store.neo4j import Neo4jStore

        return Neo4jStore(settings, Queries("neo4j", folder))
    from graph.store.kglite import KgliteStore

    settings.data.mkdir(parents=True, exist_ok=True)
    path = settings.data / "graph.kgl"
    return KgliteStore(path, settings.store_timeout, Queries("kglite", folder))


def prepared_probing(settings: Settings, folder: Path, schema: Schema) -> Store:
    """As `probing`, prepared."""
    store = probing(settings, folder)
    store.prepare(schema)
    return store


def create(store: Store, *rows: dict[str, object], labels: tuple[str, ...] = ("Person",)) -> None:
    """Creates entities in one transaction."""
    store.write(
        lambda transaction: transaction.run(
            "create_nodes", slots={"labels": labels}, rows=list(rows)
        )
    )


def ids(store: Store) -> list[str]:
    """Every entity's id, in order."""
    return [row["id"] for row in store.read("probe_ids")]
