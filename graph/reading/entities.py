"""Answers about entities: one with its counts, its neighbours, the network round some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from graph.errors import NotFound, Overtaken
from graph.models import (
    Count,
    Direction,
    Entity,
    LabelCount,
    Neighbour,
    Neighbours,
    Node,
    Subgraph,
)
from graph.schema import PROVENANCE, Schema
from graph.store.protocol import Row
from graph.store.rows import whole
from graph.store.sight import Sight

Sort = Literal["type", "name", "since", "last_contact"]


def nodes_by_ids(sight: Sight, ids: Iterable[str], field: str = "id") -> list[Node]:
    """The entities with these ids, in the order given.

    Raises NotFound naming the first absent; Overtaken when one is just being written.
    """
    wanted = list(dict.fromkeys(ids))
    rows = sight.read("entity_by_ids", ids=wanted)
    found = {row["id"]: row for row in whole(rows)}
    for id_ in wanted:
        if id_ not in found:
            if len(found) < len(rows):
                raise Overtaken
            raise NotFound(
                f"{field}: there is no entity with the id {id_}.",
                f"{field}:没有编号为 {id_} 的实体。",
                field=field,
            )
    return [sight.node(found[id_]) for id_ in wanted]


def nodes_there(sight: Sight, ids: Iterable[str]) -> dict[str, Node]:
    """The entities that an earlier read met, by id and in its order; what is gone is left out."""
    wanted = list(dict.fromkeys(ids))
    rows = sight.read("entity_by_ids", ids=wanted)
    there = {row["id"]: sight.node(row) for row in whole(rows)}
    return {id_: there[id_] for id_ in wanted if id_ in there}


def entity(sight: Sight, id_: str) -> Entity:
    """An entity with the number of its relationships per type and direction. Raises NotFound."""
    node = nodes_by_ids(sight, [id_])[0]
    rows = whole(sight.read("entity_counts", id=id_))
    order = {type_: position for position, type_ in enumerate(sight.schema.relationships)}
    counts = [Count(**row) for row in rows]
    counts.sort(key=lambda count: (order[count.type], count.direction != "out"))
    return Entity(**node.model_dump(), degree=sum(count.count for count in counts), counts=counts)


def neighbours(
    sight: Sight,
    id_: str,
    *,
    types: Sequence[str] = (),
    labels: Sequence[str] = (),
    direction: Direction | None = None,
    sort: Sort = "type",
    limit: int = 50,
    offset: int = 0,
) -> Neighbours:
    """A page of an entity's neighbours, one entry per relationship.

    `labels`: the neighbour has at least one. Sorted by type, by name, or by the date in `since` or
    `last_contact`, latest first; then by name and id. Raises NotFound.
    """
    nodes_by_ids(sight, [id_])
    keys = sight.read(
        "neighbour_keys", id=id_, types=list(types) or list(sight.schema.relationships)
    )
    rows = list(whole(keys, "relationship", "other"))
    wanted = set(labels)
    passing = [
        row
        for row in rows
        if (not wanted or wanted & set(row["labels"]))
        and (direction is None or direction == _direction(row, id_))
    ]
    passing.sort(key=_sort_key(sort, sight.schema))
    page = passing[offset : offset + limit]
    return Neighbours(
        total=len(passing),
        limit=limit,
        offset=offset,
        labels=_label_counts(passing, sight.schema),
        neighbours=_details(sight, id_, page),
    )


def _label_counts(rows: Iterable[Row], schema: Schema) -> list[LabelCount]:
    """In the schema's order; a neighbour over several relationships counts once."""
    others = {row["other"]: row["labels"] for row in rows}
    counts = Counter(label for labels in others.values() for label in labels)
    return [LabelCount(label=name, count=counts[name]) for name in schema.labels if counts[name]]


def network(sight: Sight, ids: Sequence[str], *, depth: int = 1, limit: int = 50) -> Subgraph:
    """The entities within `depth` relationships of `ids`, and the relationships among them.

    At most `limit` nodes, the asked ones first, then by distance; at one distance in turns, one of
    each type of tie that leads there, so that a body with a hundred events shows its people too;
    in a turn by the weight of the type, among one type's by the number of ties, then by id.
    `total` counts all that were reached.
    Provenance is walked only from a document that was itself asked for. Raises NotFound.
    """
    start = nodes_by_ids(sight, ids, field="ids")
    asked_document = any("Document" in node.labels for node in start)
    order = _reach(sight, [node.id for node in start], depth, asked_document)
    shown = order[: max(limit, len(start))]
    types = [*sight.schema.walked, PROVENANCE] if asked_document else sight.schema.walked
    rows = sight.read("relationships_among", ids=shown, types=types)
    nodes = start + list(nodes_there(sight, shown[len(start) :]).values())
    there = {node.id for node in nodes}
    among = [row for row in whole(rows) if {row["from"], row["to"]} <= there]
    return Subgraph(
        nodes=nodes,
        relationships=[sight.relationship(row) for row in sorted(among, key=lambda row: row["id"])],
        total=len(order),
        shown=len(nodes),
    )


def _reach(sight: Sight, start: list[str], depth: int, asked_document: bool) -> list[str]:
    seen = dict.fromkeys(start)
    frontier = start
    for level in range(depth):
        provenance = asked_document and level == 0
        types = [*sight.schema.walked, PROVENANCE] if provenance else sight.schema.walked
        found = sight.read("adjacent_ids", ids=frontier, types=types)
        frontier = _in_turns([row for row in whole(found) if row["id"] not in seen], sight.schema)
        seen |= dict.fromkeys(frontier)
        if not frontier:
            break
    return list(seen)


def _in_turns(rows: list[Row], schema: Schema) -> list[str]:
    """Ids of neighbours: the first of each type of tie, then the second of each, and so on."""
    # A neighbour stands for its best tie's type; what is only context weighs nothing in routes.
    weighed = {
        row["id"]: max((schema.weights.get(type_, 0.0), type_) for type_ in row["types"])
        for row in rows
    }
    turns: Counter[str] = Counter()
    turn = {}
    for row in sorted(rows, key=lambda row: (-row["ties"], row["id"])):
        type_ = weighed[row["id"]][1]
        turn[row["id"]] = turns[type_]
        turns[type_] += 1
    return sorted(turn, key=lambda id_: (turn[id_], -weighed[id_][0], weighed[id_][1], id_))


def _direction(row: Row, id_: str) -> Direction:
    return "out" if row["from"] == id_ else "in"


def _sort_key(sort: Sort, schema: Schema) -> Callable[[Row], tuple[object, ...]]:
    if sort == "type":
        order = {type_: position for position, type_ in enumerate(schema.relationships)}
        return lambda row: (order[row["type"]], row["name"], row["other"], row["relationship"])
    if sort == "name":
        return lambda row: (row["name"], row["other"], row["relationship"])
    # Latest first, undated last: invert each character of the date, which has one alphabet.
    return lambda row: (_latest_first(row[sort]), row["name"], row["other"], row["relationship"])


def _latest_first(date: str | None) -> tuple[int, ...]:
    return tuple(-ord(character) for character in date or "") + (0,) * (10 - len(date or ""))


def _details(sight: Sight, id_: str, page: list[Row]) -> list[Neighbour]:
    others = nodes_there(sight, (row["other"] for row in page))
    ids = [row["relationship"] for row in page]
    rows = sight.read("relationships_by_ids_at", entity_ids=[id_], ids=ids)
    relationships = {row["id"]: sight.relationship(row) for row in whole(rows)}
    return [
        Neighbour(
            node=others[row["other"]],
            relationship=relationships[row["relationship"]],
            direction=_direction(row, id_),
        )
        for row in page
        if row["other"] in others and row["relationship"] in relationships
    ]
