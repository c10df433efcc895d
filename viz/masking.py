"""A subgraph that anyone may see: people's names starred, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from graph.models import Node, Relationship, Subgraph
from graph.roles import END_ROLE, ROLE

_PERSON = "Person"
_STARS = 2
_SHORTEST = 2  # characters: one alone stands in words that are nobody's name
_LATIN = r"A-Za-z0-9À-ɏ"


def starred(name: str) -> str:
    """A name with all but its first character hidden: 张**."""
    whole = name.strip()
    return whole[:1] + "*" * min(_STARS, len(whole) - 1)


def masked(subgraph: Subgraph) -> Subgraph:
    """The subgraph without people's names: not in names, roles or ids, and without quotations,
    which may tell of people who are not in it. Of its properties it keeps what a page shows."""
    number = {node.id: f"n{place}" for place, node in enumerate(subgraph.nodes)}
    people = _People(subgraph.nodes)
    positions = subgraph.positions
    return Subgraph(
        nodes=[_node(node, number, people) for node in subgraph.nodes],
        relationships=[_tie(tie, number, people) for tie in subgraph.relationships],
        total=subgraph.total,
        shown=subgraph.shown,
        positions=positions and {number[id_]: place for id_, place in positions.items()},
    )


class _People:
    """The names of the people among some nodes, to be found again in texts."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        names = {name for node in nodes if _PERSON in node.labels for name in _names(node)}
        # The longest first: a name may begin another.
        known = sorted((n for n in names if len(n) >= _SHORTEST), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_whole, known))) if known else None

    def hide(self, text: str) -> str:
        """The text with every one of them starred."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: starred(found[0]), text)


def _names(node: Node) -> list[str]:
    english = node.properties.get("english_name")
    return [node.name, *node.properties.get("aliases", []), *([english] if english else [])]


def _whole(name: str) -> str:
    """Matches the name, but never within a longer Latin word."""
    before = f"(?<![{_LATIN}])" if re.match(f"[{_LATIN}]", name) else ""
    after = f"(?![{_LATIN}])" if re.search(f"[{_LATIN}]$", name) else ""
    return before + re.escape(name) + after


def _node(node: Node, number: dict[str, str], people: _People) -> Node:
    name = starred(node.name) if _PERSON in node.labels else people.hide(node.name)
    status = {k: v for k, v in node.properties.items() if k == "status"}
    return Node(id=number[node.id], name=name, labels=node.labels, properties=status)


def _tie(tie: Relationship, number: dict[str, str], people: _People) -> Relationship:
    properties: dict[str, Any] = {
        "sources": [{**source, "words": None} for source in tie.properties.get("sources", [])]
    }
    for key in (ROLE, END_ROLE):
        if role := tie.properties.get(key):
            properties[key] = people.hide(role)
    return Relationship(
        id=f"{number[tie.from_]}-{tie.type}-{number[tie.to]}",
        from_=number[tie.from_],
        to=number[tie.to],
        type=tie.type,
        properties=properties,
    )
