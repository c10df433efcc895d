"""Queries with one part per type or label, made from the schema.

Both engines keep an index, and Neo4j a count, per type and label: asking type by type is a look-up
where asking for any type is a scan. `make schema` writes the files.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.schema import Schema

_ANY = """// The relationships with these ids, looked up type by type: see tools/type_queries.py.
// open: a write looks at what stands there
// params: ids
// returns: id, from, to, type, properties
"""
_ANY_PART = """MATCH (source:Entity)-[r:{type}]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, properties(r) AS properties
"""
_TIES = """// As `ties`, for the relationships with these ids, looked up type by type: see
// tools/type_queries.py.
// open: read into memory for every viewer, and masked there
// params: ids
// returns: id, from, to, type, since, until, strength, confidence, last_contact, verified_at
"""
_TIES_PART = """MATCH (source:Entity)-[r:{type}]->(target:Entity) WHERE r.id IN $ids
RETURN r.id AS id, source.id AS from, target.id AS to, type(r) AS type, r.since AS since,
       r.until AS until, r.strength AS strength, r.confidence AS confidence,
       r.last_contact AS last_contact, r.verified_at AS verified_at
"""
_TYPES = """// Number of relationships per type, counted type by type: see tools/type_queries.py.
// open: numbers of all that is stored; a viewer is told those of seen_types
// params:
// returns: type, count
"""
_TYPES_PART = """MATCH ()-[r:{type}]->() RETURN '{type}' AS type, count(r) AS count
"""
_LABELS = """// Number of entities per label, counted label by label: see tools/type_queries.py.
// open: numbers of all that is stored; a viewer is told those of seen_labels
// params:
// returns: label, count
"""
_LABELS_PART = """MATCH (n:{type}) RETURN '{type}' AS label, count(n) AS count
"""


def texts(schema: Schema) -> dict[str, str]:
    """The files by name."""
    ties = (*schema.weights, *schema.weights_on_request)
    return {
        "relationship_by_ids": _ANY + _union(_ANY_PART, schema.relationships),
        "ties_by_ids": _TIES + _union(_TIES_PART, ties),
        "count_types": _TYPES + _union(_TYPES_PART, schema.relationships),
        "count_labels": _LABELS + _union(_LABELS_PART, ("Entity", *schema.labels)),
    }


def _union(part: str, types: Iterable[str]) -> str:
    return "UNION ALL\n".join(part.format(type=type_) for type_ in types)
