"""Examples for the reference. A test holds them to the models."""

from __future__ import annotations

from typing import Any

Example = dict[str, Any]

_SOURCE = {"document": "doc-002", "line": 33, "words": "挪威皇家科学院院士许崇育"}
_PERSON = {
    "id": "person-xu-chongyu",
    "name": "许崇育",
    "labels": ["Person", "Talent"],
    "properties": {"sources": [_SOURCE], "position": "挪威皇家科学院院士"},
}

NEW_ENTITY: Example = {
    "name": "示例同学会",
    "labels": ["AlumniAssociation"],
    "properties": {"summary": "在南京的校友", "founded": "2009-05"},
}
ENTITY_CHANGE: Example = {"properties": {"summary": "更正后的简介", "founded": None}}
NEW_RELATIONSHIP: Example = {
    "from": "person-xu-chongyu",
    "to": "org-xuzhou-qiaolian",
    "type": "APPOINTED_BY",
    "properties": {"since": "2023", "strength": 0.8},
}
RELATIONSHIP_CHANGE: Example = {"properties": {"last_contact": "2026-01-31"}}

HITS: Example = {
    "query": "许崇育",
    "total": 1,
    "limit": 50,
    "offset": 0,
    "hits": [
        {
            **_PERSON,
            "degree": 3,
            "matched_on": {"tier": "exact", "field": "name", "text": "许崇育", "span": [0, 3]},
            "also": [],
            "score": 1.0,
            "same_name": None,
            "apart": None,
        }
    ],
    "facets": {
        "labels": [{"value": "Talent", "name": None, "count": 1}],
        "countries": [{"value": "country-norway", "name": "挪威", "count": 1}],
        "offices": [],
        "fields": [],
    },
}
ENTITY: Example = {
    **_PERSON,
    "degree": 3,
    "counts": [
        {"type": "LEADS", "direction": "out", "count": 1},
        {"type": "REFERRED", "direction": "in", "count": 1},
        {"type": "ATTENDED", "direction": "out", "count": 1},
    ],
}
