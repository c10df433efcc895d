"""GEXF 1.2, for Gephi: with the schema's colours; written as it is read, so of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from graph.records import EntityRecord, Record, RelationshipRecord
from graph.schema import Schema
from seed.exports.xml_text import RecordXml, Written, xml_type

_START = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz"\
 version="1.2">
<graph defaultedgetype="directed" mode="static">
"""
_OWN_NODE = {"labels": "text", "label_zh": "text"}
_OWN_EDGE = {"type": "text"}


def write_gexf(records: Iterable[Record], schema: Schema, path: Path) -> Written:
    """Writes entities, which come first, and relationships; all directed, as they are stored."""
    writer = _Writer(schema)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(_START)
        stream.writelines(writer.attributes())
        stream.writelines(writer.elements(records))
        stream.write(f"</graph>\n{writer.note()}</gexf>\n")
    return writer.written()


class _Writer(RecordXml):
    def __init__(self, schema: Schema) -> None:
        super().__init__(schema, _OWN_NODE, _OWN_EDGE)
        self._colours = {name: _colour(label.colour) for name, label in schema.labels.items()}

    def attributes(self) -> Iterator[str]:
        for what, columns in self.columns.items():
            yield f'<attributes class="{what}" mode="static">\n'
            for name, kind in columns.items():
                yield f'<attribute id="{name}" title="{name}" type="{xml_type(kind)}"/>\n'
            yield "</attributes>\n"

    def elements(self, records: Iterable[Record]) -> Iterator[str]:
        """All nodes in one element, all edges in the next."""
        waiting = iter(records)
        first: list[Record] = []
        yield "<nodes>\n"
        for record in waiting:
            if not isinstance(record, EntityRecord):
                first.append(record)
                break
            yield self._node_element(record)
        yield "</nodes>\n<edges>\n"
        for record in chain(first, waiting):
            if isinstance(record, RelationshipRecord):
                yield self._edge_element(record)
        yield "</edges>\n"

    def _node_element(self, record: EntityRecord) -> str:
        self.entities += 1
        kind = self.schema.kind_of(record.labels)
        own = {"labels": ";".join(record.labels), "label_zh": self.schema.labels[kind].zh}
        start = f'<node id="{self.text(record.id)}" label="{self.text(record.name)}">'
        values = self._values("node", own | record.properties)
        return f"{start}{values}{self._colours[kind]}</node>\n"

    def _edge_element(self, record: RelationshipRecord) -> str:
        self.relationships += 1
        label = self.text(self.schema.relationships[record.type].zh)
        ends = f'source="{self.text(record.from_)}" target="{self.text(record.to)}"'
        values = self._values("edge", {"type": record.type} | record.properties)
        return f'<edge id="{self.text(record.id)}" {ends} label="{label}">{values}</edge>\n'

    def _values(self, what: str, values: dict[str, Any]) -> str:
        formats = self.formats[what]
        inner = "".join(
            f'<attvalue for="{name}" value="{self.text(formats[name](value))}"/>'
            for name, value in values.items()
        )
        return f"<attvalues>{inner}</attvalues>"


def _colour(code: str) -> str:
    red, green, blue = (int(code[start : start + 2], 16) for start in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
