"""For notebooks that already speak py2neo: a Graph from our settings, Subgraphs from ours.

py2neo has had no release since 2021 and stays out of everything else; it comes with the extra
`qiaotu[py2neo]`.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

from graph.errors import ConfigurationError, StoreUnavailable
from graph.models import Node, Relationship, Subgraph
from graph.settings import Settings
from graph.values import ENCODERS

if TYPE_CHECKING:
    import py2neo

BASE_LABEL = "Entity"


def open_graph(settings: Settings) -> py2neo.Graph:
    """A py2neo Graph on the server and database that the settings name.

    Raises ConfigurationError without the extra or without a server in QIAOTU_STORE, and
    StoreUnavailable when py2neo cannot connect or log in.
    """
    library = _py2neo()
    if not settings.store:
        raise ConfigurationError(
            "py2neo needs a Neo4j server; set QIAOTU_STORE to its address.",
            "py2neo 需要 Neo4j 服务器,请用 QIAOTU_STORE 指定其地址。",
        )
    try:
        return library.Graph(
            settings.store,
            auth=(settings.neo4j_user, settings.password()),
            name=settings.neo4j_database,
        )
    except (library.errors.ConnectionUnavailable, OSError) as error:
        raise StoreUnavailable(
            "py2neo cannot connect to QIAOTU_STORE, or is refused there. "
            "Check the server, QIAOTU_NEO4J_USER and QIAOTU_NEO4J_PASSWORD.",
            "py2neo 无法连接 QIAOTU_STORE 或登录被拒。"
            "请检查服务器、QIAOTU_NEO4J_USER 和 QIAOTU_NEO4J_PASSWORD。",
        ) from error


def to_subgraph(subgraph: Subgraph) -> py2neo.Subgraph:
    """The same nodes and relationships as py2neo objects, not bound to any database.

    Labels, ids and properties are those that our own store keeps: `Entity` is among the labels,
    sources and maps are text. Raises ConfigurationError without the extra.
    """
    library = _py2neo()
    nodes = {node.id: _node(library, node) for node in subgraph.nodes}
    relationships = [_relationship(library, tie, nodes) for tie in subgraph.relationships]
    return library.Subgraph(nodes.values(), relationships)


def _node(library: ModuleType, node: Node) -> Any:
    properties = {"id": node.id, "name": node.name, **_stored(node.properties)}
    return library.Node(BASE_LABEL, *node.labels, **properties)


def _relationship(library: ModuleType, tie: Relationship, nodes: dict[str, Any]) -> Any:
    properties = {"id": tie.id, **_stored(tie.properties)}
    return library.Relationship(nodes[tie.from_], tie.type, nodes[tie.to], **properties)


def _stored(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: _storable(value) for name, value in properties.items()}


def _storable(value: Any) -> Any:
    """The form that engines hold. Only maps are dicts, and only sources are lists of dicts."""
    if isinstance(value, dict):
        return ENCODERS["map"](value)
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return ENCODERS["sources"](value)
    return value


def _py2neo() -> ModuleType:
    try:
        import py2neo
    except ImportError as error:
        raise ConfigurationError(
            "py2neo is not installed. Run: pip install 'qiaotu[py2neo]'",
            "未安装 py2neo,请运行:pip install 'qiaotu[py2neo]'",
        ) from error
    library: ModuleType = py2neo
    return library
