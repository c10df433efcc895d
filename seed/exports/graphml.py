"""GraphML, for yEd, networkx, igraph and others; written as it is read, so of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.records import EntityRecord, Record, RelationshipRecord
from graph.schema import Schema
from seed.exports.xml_text import RecordXml, Written, xml_type

_START = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"\
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns\
 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_OWN_NODE = {"name": "text", "labels": "text", "label_zh": "text"}
_OWN_EDGE = {"type": "text", "type_zh": "text"}


def write_graphml(records: Iterable[Record], schema: Schema, path: Path) -> Written:
    """Writes entities, which come first, and relationships; all directed, as they are stored."""
    writer = _Writer(schema)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(_START)
        stream.writelines(writer.keys())
        stream.write('<graph id="qiaotu" edgedefault="directed">\n')
        for record in records:
            stream.write(writer.element(record))
        stream.write(f"</graph>\n{writer.note()}</graphml>\n")
    return writer.written()


class _Writer(RecordXml):
    def __init__(self, schema: Schema) -> None:
        super().__init__(schema, _OWN_NODE, _OWN_EDGE)

    def keys(self) -> Iterator[str]:
        for what, columns in self.columns.items():
            for name, kind in columns.items():
                yield (
                    f'<key id="{what}-{name}" for="{what}" attr.name="{name}" '
                    f'attr.type="{xml_type(kind)}"/>\n'
                )

    def element(self, record: Record) -> str:
        if isinstance(record, EntityRecord):
            self.entities += 1
            return f'<node id="{self.text(record.id)}">{self._node_data(record)}</node>\n'
        self.relationships += 1
        ends = f'source="{self.text(record.from_)}" target="{self.text(record.to)}"'
        return f'<edge id="{self.text(record.id)}" {ends}>{self._edge_data(record)}</edge>\n'

    def _node_data(self, record: EntityRecord) -> str:
        own = {
            "name": record.name,
            "labels": ";".join(record.labels),
            "label_zh": self.schema.labels[self.schema.kind_of(record.labels)].zh,
        }
        return self._data("node", own | record.properties)

    def _edge_data(self, record: RelationshipRecord) -> str:
        type_zh = self.schema.relationships[record.type].zh
        return self._data("edge", {"type": record.type, "type_zh": type_zh} | record.properties)

    def _data(self, what: str, values: dict[str, Any]) -> str:
        formats = self.formats[what]
        return "".join(
            f'<data key="{what}-{name}">{self.text(formats[name](value))}</data>'
            for name, value in values.items()
        )
