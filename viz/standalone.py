"""One offline page of a subgraph: a file that opens without any request.

pyvis holds the nodes, edges and options and brings the vis-network script; the page itself is our
own template, since pyvis's lets names through as markup and loads from other hosts.
"""

from __future__ import annotations

import json
import secrets
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader

from graph.models import Relationship, Subgraph
from graph.roles import END_ROLE, ROLE
from graph.schema import Schema
from graph.whole_files import whole_file
from viz.layout import positions

if TYPE_CHECKING:
    from pyvis.network import Network

_HERE = Path(__file__).parent
_SCRIPT = "templates/lib/vis-9.1.2/vis-network.min.js"
_EDGE_COLOUR = "#8a94a0"
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "keyboard": False},
    "nodes": {
        "shape": "box",
        "margin": 8,
        "borderWidth": 2,
        "font": {"color": "#ffffff", "size": 16, "multi": False},
        "widthConstraint": {"maximum": 150},
    },
    "edges": {
        "color": _EDGE_COLOUR,
        "font": {"size": 12, "color": "#3c4650", "strokeWidth": 4, "multi": False},
        "smooth": {"enabled": True, "type": "dynamic"},
    },
}


def html(subgraph: Subgraph, schema: Schema, title: str, *, today: date | None = None) -> str:
    """The page's text: picture, legend, and a table of every relationship with its sources."""
    network = _network(subgraph, schema)
    nodes, edges, *_ = network.get_network_data()
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    names = {node.id: node.name for node in subgraph.nodes}
    return environment.get_template("standalone.html").render(
        title=title,
        today=(today or datetime.now(UTC).date()).isoformat(),
        nonce=secrets.token_urlsafe(18),
        script=resources.files("pyvis").joinpath(_SCRIPT).read_text(encoding="utf-8"),
        data=_embedded({"nodes": nodes, "edges": edges, "options": _OPTIONS}),
        legend=_legend(subgraph, schema),
        nodes=subgraph.nodes,
        rows=[_row(tie, names, schema) for tie in subgraph.relationships],
        total=subgraph.total,
        shown=subgraph.shown,
        schema=schema,
    )


def write_html(subgraph: Subgraph, schema: Schema, path: Path, title: str) -> None:
    """Writes the page to a file, whole or not at all. Raises ConfigurationError."""
    with whole_file(path) as written:
        written.write_text(html(subgraph, schema, title), encoding="utf-8")


def _network(subgraph: Subgraph, schema: Schema) -> Network:
    # Here, for it brings IPython and networkx, a sixth of what every command takes to start.
    from pyvis.network import Network

    places = subgraph.positions or positions(subgraph)
    # Directed, or pyvis drops the second of two relationships between the same nodes.
    network = Network(directed=True)
    for node in subgraph.nodes:
        x, y = places[node.id]
        label = schema.kind_of(node.labels)
        proposed = node.properties.get("status") == "proposed"
        network.add_node(
            node.id,
            label=node.name + ("\n〔建议〕" if proposed else ""),
            shape="box",
            color=schema.labels[label].colour,
            x=x,
            y=y,
            shapeProperties={"borderDashes": [6, 4] if proposed else False},
        )
    for tie in subgraph.relationships:
        kind = schema.relationships[tie.type]
        arrows = "to" if kind.directed else ""
        network.add_edge(tie.from_, tie.to, label=kind.zh, arrows=arrows)
    return network


def _legend(subgraph: Subgraph, schema: Schema) -> list[tuple[str, str, int]]:
    counts: dict[str, int] = {}
    for node in subgraph.nodes:
        label = schema.kind_of(node.labels)
        counts[label] = counts.get(label, 0) + 1
    ordered = schema.in_order(counts)
    return [(schema.labels[name].zh, schema.labels[name].colour, counts[name]) for name in ordered]


def _row(tie: Relationship, names: dict[str, str], schema: Schema) -> dict[str, Any]:
    return {
        "from": names[tie.from_],
        "type": schema.relationships[tie.type].zh,
        "role": _roles(tie, schema),
        "to": names[tie.to],
        "sources": tie.properties.get("sources", []),
    }


def _roles(tie: Relationship, schema: Schema) -> str:
    """The role of a row; of equals both, in the order of the ends: 女儿—父母."""
    role, end = (tie.properties.get(key, "") for key in (ROLE, END_ROLE))
    if schema.relationships[tie.type].directed or role == end:
        return str(role)
    return f"{role or '·'}—{end or '·'}"


def _embedded(data: object) -> str:
    """JSON that cannot end the script element that holds it."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
