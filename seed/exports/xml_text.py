"""Texts and values as XML 1.0 takes them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.schema import Schema
from graph.values import ENCODERS

# What XML 1.0 can hold in no form, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Line ends and tabs would come back as blanks.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPES |= {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_ESCAPED = re.compile('[&<>"\t\n\r]')
_TYPES = {
    "number": "double",
    "share": "double",
    "integer": "long",
    "level": "long",
    "boolean": "boolean",
}


@dataclass(frozen=True)
class Written:
    """What an export holds.

    `dropped`: characters that the format cannot hold. `too_long`: cells whose text is longer than
    a workbook takes; some of them are `named`.
    """

    entities: int
    relationships: int
    dropped: int = 0
    too_long: int = 0
    named: tuple[str, ...] = ()


class XmlText:
    """Escapes texts, and counts the characters that it had to drop."""

    def __init__(self) -> None:
        self.dropped = 0

    def __call__(self, text: str) -> str:
        """The text, for an element or an attribute."""
        kept, dropped = _FORBIDDEN.subn("", text)
        self.dropped += dropped
        return _ESCAPED.sub(lambda found: _ESCAPES[found.group()], kept)


def entity_columns(schema: Schema) -> dict[str, str]:
    """Kind of value per property that any entity may have."""
    return {name: rule.kind for name, rule in schema.properties_of(schema.labels).items()}


def relationship_columns(schema: Schema) -> dict[str, str]:
    """Kind of value per property of relationships."""
    return {name: rule.kind for name, rule in schema.relationship_properties.items()}


def xml_type(kind: str) -> str:
    """The type of a column, as GraphML and GEXF both call it."""
    return _TYPES.get(kind, "string")


def formatter(kind: str) -> Callable[[Any], str]:
    """How values of a kind are written; lists and objects as JSON."""
    if kind == "boolean":
        return lambda value: "true" if value else "false"
    if kind == "sources":
        return lambda value: _json(ENCODERS["sources"](value))
    if kind in ("texts", "map"):
        return _json
    return str


def _json(value: Any) -> str:
    """JSON that says in escapes what XML cannot hold: nothing of it is dropped."""
    text = json.dumps(value, ensure_ascii=False)
    return _FORBIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


class RecordXml:
    """What a writer of records as XML keeps: the columns, how each is written, and the counts."""

    def __init__(self, schema: Schema, own_node: dict[str, str], own_edge: dict[str, str]) -> None:
        """`own_node`, `own_edge`: kind of value per column beside the schema's properties."""
        self.text = XmlText()
        self.entities = 0
        self.relationships = 0
        self.schema = schema
        self.columns = {
            "node": own_node | entity_columns(schema),
            "edge": own_edge | relationship_columns(schema),
        }
        self.formats: dict[str, dict[str, Callable[[Any], str]]] = {
            what: {name: formatter(kind) for name, kind in columns.items()}
            for what, columns in self.columns.items()
        }

    def note(self) -> str:
        """What is missing, said in the file itself."""
        if not self.text.dropped:
            return ""
        return f"<!-- {self.text.dropped} characters that XML 1.0 cannot hold were left out -->\n"

    def written(self) -> Written:
        """What was written."""
        return Written(self.entities, self.relationships, self.text.dropped)
