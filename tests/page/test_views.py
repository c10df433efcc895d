"""Layout, and the offline page of a subgraph."""

from __future__ import annotations

import itertools
import json
import math
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from graph.errors import ConfigurationError
from graph.models import Node, Relationship, Subgraph
from graph.schema import Schema
from viz.layout import Layout, positions
from viz.masking import masked, starred
from viz.room import ROOM
from viz.standalone import html, write_html

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\"'&{{7*7}}"


def subgraph(size: int, *, name: str = "某某") -> Subgraph:
    """A star with every third leaf joined to the next."""
    nodes = [
        Node(id=f"n{i}", name=f"{name}{i}", labels=["Person", "Talent"], properties={})
        for i in range(size)
    ]
    pairs = [(0, i) for i in range(1, size)] + [(i, i + 1) for i in range(1, size - 1, 3)]
    ties = [
        Relationship(
            id=f"r{a}-{b}",
            from_=f"n{a}",
            to=f"n{b}",
            type="KNOWS",
            properties={"role": name, "sources": [{"document": "doc-1", "line": 2, "words": name}]},
        )
        for a, b in pairs
    ]
    return Subgraph(nodes=nodes, relationships=ties, total=size + 3, shown=size)


@pytest.mark.parametrize("layout", get_args(Layout))
@pytest.mark.parametrize("size", [0, 1, 2, 60, 400])
def test_no_two_nodes_lie_on_each_other(size: int, layout: Layout) -> None:
    groups = {f"n{number}": f"country-{number % 5}" for number in range(0, size, 2)}
    places = positions(subgraph(size), layout, groups=groups)
    assert len(places) == size
    for (x, y), (u, v) in itertools.combinations(places.values(), 2):
        assert abs(x - u) > ROOM[0] - 1 or abs(y - v) > ROOM[1] - 1


def test_layers_stand_by_hops_from_the_centre() -> None:
    places = positions(subgraph(6), "layered", centre="n1")
    columns = sorted({x for x, _ in places.values()})
    assert [columns.index(places[f"n{i}"][0]) for i in range(6)] == [1, 0, 1, 2, 2, 2]


def test_rings_lie_by_hops_round_the_centre() -> None:
    places = positions(subgraph(6), "radial", centre="n1")
    distances = [math.dist(places[f"n{i}"], places["n1"]) for i in range(6)]
    assert distances[1] == 0
    assert max(distances[0], distances[2]) < min(distances[3:])


def test_countries_stand_in_blocks() -> None:
    groups = {"n0": "a", "n1": "a", "n2": "b", "n3": "b"}
    places = positions(subgraph(6), "country", groups=groups)
    middle = {
        group: [sum(places[i][axis] for i in ids) / len(ids) for axis in (0, 1)]
        for group, ids in {"a": ["n0", "n1"], "b": ["n2", "n3"], "": ["n4", "n5"]}.items()
    }
    for id_, place in places.items():
        nearest = min(middle, key=lambda group: math.dist(place, middle[group]))
        assert nearest == groups.get(id_, "")


def test_blocks_leave_room_for_their_titles() -> None:
    groups = {f"n{number}": f"country-{min(number, 23)}" for number in range(60)}
    places = positions(subgraph(60), "country", groups=groups)
    rooms: dict[str, list[tuple[float, float]]] = {}
    for id_, place in places.items():
        rooms.setdefault(groups[id_], []).append(place)
    corners = {
        group: (np.min(block, axis=0), np.max(block, axis=0)) for group, block in rooms.items()
    }
    for one, other in itertools.combinations(corners.values(), 2):
        apart = np.maximum(one[0] - other[1], other[0] - one[1])
        # To the side by more than a node, or above by more than a line of text.
        assert apart[0] > 2 * ROOM[0] or apart[1] > 2 * ROOM[1]
    (left, top), (right, bottom) = np.min([*places.values()], 0), np.max([*places.values()], 0)
    assert 0.5 < (right - left) / (bottom - top) < 3


def test_the_same_subgraph_gets_the_same_picture() -> None:
    graph = subgraph(40)
    shuffled = graph.model_copy(
        update={"nodes": graph.nodes[::-1], "relationships": graph.relationships[::-1]}
    )
    assert positions(graph) == positions(shuffled)


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_names_stay_text_in_the_offline_page(schema: Schema) -> None:
    text = html(subgraph(5, name=HOSTILE), schema, HOSTILE, today=date(2026, 1, 31))
    page = _Page(text)
    tags = [tag for tag, _ in page.tags]
    assert tags.count("img") == 0
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert len(scripts) == 3
    nonces = {attributes.get("nonce") for attributes in scripts[1:]}
    assert len(nonces) == 1
    assert f"'nonce-{nonces.pop()}'" in text
    assert "49" not in re.findall(r"<title>.*</title>", text)[0]
    assert "2026-01-31" in text


def test_the_offline_page_asks_no_host(schema: Schema) -> None:
    page = _Page(html(subgraph(5), schema, "网络"))
    for tag, attributes in page.tags:
        assert not {"src", "href", "action"} & attributes.keys(), tag
    policy = next(a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a)
    assert policy is not None
    assert "default-src 'none'" in policy


def test_the_offline_page_holds_every_node_and_relationship(schema: Schema) -> None:
    graph = subgraph(30)
    text = html(graph, schema, "网络")
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert match
    data = json.loads(match[1])
    assert len(data["nodes"]) == 30
    assert len(data["edges"]) == len(graph.relationships)
    assert text.count("doc-1 第 2 行") == len(graph.relationships)
    assert "共 33 个" in text


def test_a_page_is_written_whole_or_not_at_all(tmp_path: Path, schema: Schema) -> None:
    write_html(subgraph(3), schema, tmp_path / "view.html", "网络")
    assert [path.name for path in tmp_path.iterdir()] == ["view.html"]
    with pytest.raises(ConfigurationError, match="No such file"):
        write_html(subgraph(3), schema, tmp_path / "absent/view.html", "网络")


def test_a_masked_page_names_nobody(schema: Schema) -> None:
    graph = subgraph(3, name="许崇育")
    named = {"aliases": ["老许"], "english_name": "Xu Chongyu", "email": "xu@example.org"}
    person = graph.nodes[0].model_copy(
        update={"id": "person-xu", "name": "许崇育", "properties": named}
    )
    body = Node(id="body", name="许崇育工作室", labels=["Organisation"], properties={})
    tie = Relationship(
        id="r-person-xu",
        from_="person-xu",
        to="body",
        type="LEADS",
        properties={
            "role": "Xu Chongyu 室主任老许",
            "sources": [{"document": "doc-1", "line": 2, "words": "院士某某"}],
        },
    )
    shown = Subgraph(
        nodes=[person, body],
        relationships=[tie],
        total=2,
        shown=2,
        positions={"person-xu": (0, 0), "body": (90, 0)},
    )
    text = html(masked(shown), schema, "网络")
    for hidden in ("许崇育", "老许", "Xu Chongyu", "person-xu", "某某", "example.org"):
        assert hidden not in text
    for told in ("许**", "许**工作室", "X** 室主任老*", "doc-1 第 2 行"):
        assert told in text


@pytest.mark.parametrize(("name", "shown"), [("张三", "张*"), ("Li Wei", "L**"), ("李", "李")])
def test_a_name_is_starred_but_for_its_first_character(name: str, shown: str) -> None:
    assert starred(name) == shown


def test_a_latin_name_is_not_sought_within_words() -> None:
    nodes = [
        Node(id="a", name="Lim", labels=["Person"], properties={}),
        Node(id="b", name="Limited Lim Trust", labels=["Organisation"], properties={}),
    ]
    graph = Subgraph(nodes=nodes, relationships=[], total=2, shown=2)
    assert [node.name for node in masked(graph).nodes] == ["L**", "Limited L** Trust"]
