"""A workbook in the layout of the import template, values as they are: importing it gives the same.

A sheet per kind, the relationships, and 说明. Only the names of entities are kept in memory, for
the relationships' sheet shows them beside the ids.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.records import EntityRecord, Record, RelationshipRecord
from graph.schema import Schema
from seed.exports.xml_text import Written
from seed.sheets.workbook.columns import EntityLayout, RelationshipLayout, home_label
from seed.sheets.workbook.writer import SheetWriter, WorkbookWriter

_GUIDE = (
    ("内容", "侨图导出的全部或部分数据,一类一表,关系另成一表。An export of qiaotu."),
    ("再导入", "可原样再导入,编号相同者更新。It can be imported again; equal ids are updated."),
)
# Of cells that no workbook can hold this many are named; the others are counted.
NAMED = 20


def write_excel(records: Iterable[Record], schema: Schema, path: Path) -> Written:
    """Writes entities, which come first, and relationships."""
    with WorkbookWriter(path) as book:
        book.add_guide(_GUIDE, verbatim=True)
        sheets = _Sheets(book, schema)
        for record in records:
            if isinstance(record, EntityRecord):
                sheets.entity(record)
            else:
                sheets.relationship(record)
    return Written(
        sheets.entities,
        sheets.relationships,
        too_long=sheets.too_long,
        named=tuple(sheets.named),
    )


class _Sheets:
    def __init__(self, book: WorkbookWriter, schema: Schema) -> None:
        self._book = book
        self._schema = schema
        self._open: dict[str, tuple[EntityLayout, SheetWriter]] = {}
        self._ties: tuple[RelationshipLayout, SheetWriter] | None = None
        self._names: dict[str, str] = {}
        self.entities = 0
        self.relationships = 0
        self.too_long = 0
        self.named: list[str] = []

    def entity(self, record: EntityRecord) -> None:
        label = home_label(self._schema, record.labels)
        if label not in self._open:
            layout = EntityLayout(self._schema, label)
            self._open[label] = layout, self._book.open_sheet(layout.sheet())
        layout, sheet = self._open[label]
        if too_long := sheet.row(layout.cells(record)):
            self._note(record.id, layout.sheet().headers, too_long)
        self._names[record.id] = record.name
        self.entities += 1

    def relationship(self, record: RelationshipRecord) -> None:
        if self._ties is None:
            layout = RelationshipLayout(self._schema)
            self._ties = layout, self._book.open_sheet(layout.sheet())
        layout, sheet = self._ties
        ends = self._names[record.from_], self._names[record.to]
        if too_long := sheet.row(layout.cells(record, *ends)):
            self._note(record.id, layout.sheet().headers, too_long)
        self.relationships += 1

    def _note(self, id_: str, headers: Sequence[str], columns: tuple[int, ...]) -> None:
        self.too_long += len(columns)
        room = NAMED - len(self.named)
        self.named += [f"{id_} {headers[column]}" for column in columns[:room]]
