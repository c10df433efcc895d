"""The bridge to py2neo, on real servers: what py2neo sees is what our store keeps, and back."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import py2neo
import pytest

from graph.errors import ConfigurationError, StoreUnavailable
from graph.models import Node, Relationship, Subgraph
from graph.py2neo_bridge import open_graph, to_subgraph
from graph.reading.entities import network
from graph.schema import Schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from graph.writing.writer import Writer
from tests.conftest import server_settings
from tests.support.family import ENTITIES, RELATIONSHIPS
from tests.support.neo4j_server import Neo4jServer, free_port

# py2neo leaves sockets to the garbage collector; `_sockets_end_here` lets it run here, not later.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def store(neo4j_server: Neo4jServer, schema: Schema) -> Iterator[Store]:
    with closing(open_store(server_settings(neo4j_server), schema)) as opened:
        yield opened


@pytest.fixture
def graph(neo4j_server: Neo4jServer) -> Iterator[Any]:
    opened = open_graph(server_settings(neo4j_server))
    yield opened
    opened.service.connector.close()


@pytest.fixture(autouse=True)
def _sockets_end_here() -> Iterator[None]:
    yield
    gc.collect()


def family(store: Store, schema: Schema) -> Subgraph:
    """The whole family, as our own network view gives it."""
    Writer(store, schema).load(ENTITIES, RELATIONSHIPS, "test")
    found = network(
        Sight(store, schema, EVERYTHING), [draft.id for draft in ENTITIES if draft.id], depth=1
    )
    assert (len(found.nodes), len(found.relationships)) == (len(ENTITIES), len(RELATIONSHIPS))
    return found


def described(entities: Any) -> dict[str, tuple[set[str], dict[str, Any]]]:
    """Labels or type, and properties, by id."""
    return {
        entity["id"]: (
            set(entity.labels) if isinstance(entity, py2neo.Node) else {type(entity).__name__},
            # What an engine holds beside is for queries to compare, and told to nobody.
            {name: value for name, value in dict(entity).items() if name[:7] != "access_"},
        )
        for entity in entities
    }


def test_py2neo_reads_what_our_subgraph_holds(store: Store, schema: Schema, graph: Any) -> None:
    ours = to_subgraph(family(store, schema))
    assert described(ours.nodes) == described(graph.nodes.match("Entity"))
    assert described(ours.relationships) == described(graph.relationships.match())
    ends = {tie["id"]: (tie.start_node["id"], tie.end_node["id"]) for tie in ours.relationships}
    assert ends == {draft.id: (draft.from_, draft.to) for draft in RELATIONSHIPS}


def test_what_py2neo_writes_back_is_the_same_subgraph(
    neo4j_server: Neo4jServer, store: Store, schema: Schema, graph: Any
) -> None:
    ours = family(store, schema)
    neo4j_server.clear()
    graph.create(to_subgraph(ours))
    again = network(Sight(store, schema, EVERYTHING), [node.id for node in ours.nodes], depth=1)
    assert again == ours


def test_parallel_relationships_stay_apart() -> None:
    people = [Node(id=id_, name=id_, labels=["Person"], properties={}) for id_ in "ab"]
    ties = [
        Relationship(id=id_, from_="a", to="b", type="KNOWS", properties={"extra": {"n": [1]}})
        for id_ in ("r1", "r2")
    ]
    made = to_subgraph(Subgraph(nodes=people, relationships=ties, total=2, shown=2))
    assert described(made.relationships) == {
        id_: ({"KNOWS"}, {"id": id_, "extra": '{"n": [1]}'}) for id_ in ("r1", "r2")
    }


def test_a_refused_login_is_told(neo4j_server: Neo4jServer) -> None:
    settings = server_settings(neo4j_server)
    with pytest.raises(StoreUnavailable, match="QIAOTU_NEO4J_PASSWORD"):
        open_graph(settings.model_copy(update={"neo4j_user": "nobody"}))


def test_without_a_server_it_says_what_is_missing() -> None:
    with pytest.raises(ConfigurationError, match="QIAOTU_STORE"):
        open_graph(load_settings())
    with pytest.raises(StoreUnavailable, match="cannot connect"):
        open_graph(load_settings(store=f"bolt://127.0.0.1:{free_port()}", neo4j_password="x"))


def test_without_the_extra_it_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py2neo", None)
    nothing = Subgraph(nodes=[], relationships=[], total=0, shown=0)
    for use in (lambda: open_graph(load_settings()), lambda: to_subgraph(nothing)):
        with pytest.raises(ConfigurationError, match=r"pip install 'qiaotu\[py2neo\]'"):
            use()
