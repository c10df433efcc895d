"""Lists as CSV that Excel opens: with a byte-order mark, and nothing that it would calculate."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.analysis.models import Reached
from graph.models import Node, Relationship
from graph.schema import Schema
from graph.search.models import Hit
from seed.sheets.texts import guarded

BYTE_ORDER_MARK = "\ufeff"
_ENTITY_COLUMNS = ("english_name", "aliases", "position", "office", "summary", "verified_at")

Cells = Iterable[Any]


def csv_lines(heading: Cells, rows: Iterable[Cells]) -> Iterator[str]:
    """The lines of a table, each with its end; texts that could be formulas begin with '."""
    yield BYTE_ORDER_MARK + _line(heading)
    for row in rows:
        yield _line(row)


def hits_table(hits: Iterable[Hit], schema: Schema) -> Iterator[str]:
    """What a search found."""
    heading = ["编号", "名称", "类别", *_chinese(schema), "关系数", "匹配"]
    rows = ([*_entity_cells(hit, schema), hit.degree, hit.matched_on.text] for hit in hits)
    return csv_lines(heading, rows)


def reach_table(
    reached: Iterable[Reached], schema: Schema, names: Mapping[str, str]
) -> Iterator[str]:
    """Who is reached best; `names` of those on the way by their ids."""
    heading = ["编号", "名称", "类别", *_chinese(schema), "分值", "步数", "途经"]
    rows = ([*_entity_cells(one, schema), one.score, one.hops, _way(one, names)] for one in reached)
    return csv_lines(heading, rows)


def nodes_table(nodes: Iterable[Node], schema: Schema) -> Iterator[str]:
    """The entities of a network."""
    heading = ["编号", "名称", "类别", *_chinese(schema)]
    return csv_lines(heading, (_entity_cells(node, schema) for node in nodes))


def relationships_table(
    ties: Iterable[Relationship], schema: Schema, names: Mapping[str, str]
) -> Iterator[str]:
    """The relationships of a network; `names` of their ends by id."""
    told = (
        "role",
        "end_role",
        "since",
        "until",
        "last_contact",
        "strength",
        "confidence",
        "verified_at",
    )
    chinese = [schema.relationship_properties[name].zh for name in told]
    rows = (
        [
            relationship.id,
            *(
                relationship.from_,
                names[relationship.from_],
                schema.relationships[relationship.type].zh,
            ),
            *(relationship.to, names[relationship.to]),
            *(relationship.properties.get(name) for name in told),
        ]
        for relationship in ties
    )
    return csv_lines(["编号", "起点编号", "起点", "关系", "终点编号", "终点", *chinese], rows)


def escaped(cell: Any) -> Any:
    """The cell; a text that a spreadsheet would calculate begins with an apostrophe."""
    return guarded(cell) if isinstance(cell, str) else cell


def _chinese(schema: Schema) -> list[str]:
    known = schema.properties_of(schema.labels)
    return [known[name].zh for name in _ENTITY_COLUMNS]


def _entity_cells(node: Node, schema: Schema) -> list[Any]:
    labels = node.labels[1:] or node.labels
    values = (node.properties.get(name) for name in _ENTITY_COLUMNS)
    told = ["、".join(value) if isinstance(value, list) else value for value in values]
    return [node.id, node.name, "、".join(schema.labels[label].zh for label in labels), *told]


def _way(one: Reached, names: Mapping[str, str]) -> str:
    return " → ".join(names.get(id_, id_) for id_ in one.path[1:-1])


def _line(cells: Cells) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([escaped(cell) for cell in cells])
    return line.getvalue()
