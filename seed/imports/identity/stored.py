"""The stored records that rows may be about, with what tells them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from graph.schema import Schema
from graph.store.encoding import decode
from graph.store.protocol import Row
from graph.store.sight import Sight
from graph.writing.writer import BATCH
from seed.imports.identity.faces import domain_of
from seed.imports.identity.groups import Known
from seed.imports.identity.marks import LINKS, stored_marks
from seed.sheets.headers.headers import Headers

Ties = dict[str, list[dict[str, Any]]]


class StoredRecord(NamedTuple):
    """A stored record as rows are compared with it."""

    domain: str
    known: Callable[[], Known]


class StoredRecords:
    """Reads stored records by id, a page at a time."""

    def __init__(self, sight: Sight, headers: Headers) -> None:
        self._sight = sight
        self._schema: Schema = sight.schema
        self._headers = headers

    def read(self, ids: Iterable[str]) -> dict[str, StoredRecord]:
        """Those of these that there are, by id."""
        wanted = sorted(set(ids))
        found: dict[str, StoredRecord] = {}
        for start in range(0, len(wanted), BATCH):
            page = wanted[start : start + BATCH]
            rows = self._sight.read("entity_by_ids", ids=page)
            ties = self._ties(page)
            found |= {row["id"]: self._record(row, ties[row["id"]]) for row in rows}
        return found

    def _record(self, row: Row, ties: Sequence[dict[str, Any]]) -> StoredRecord:
        labels = tuple(self._schema.in_order(row["labels"]))
        rules = self._schema.properties_of(labels)
        properties = decode(row["properties"], rules)
        base = self._schema.base_of(labels[0])
        words = frozenset(
            str(source["words"])
            for source in properties.get("sources") or ()
            if source.get("words")
        )

        def known() -> Known:
            marks = stored_marks(base, labels, properties, ties, self._headers)
            return Known(row["id"], row["name"], marks, stored=True, words=words)

        return StoredRecord(domain_of(self._schema, labels), known)

    def _ties(self, ids: list[str]) -> Ties:
        found: Ties = defaultdict(list)
        for query, direction in (("marks_out", "out"), ("marks_in", "in")):
            types = sorted(_types(direction))
            for row in self._sight.read(query, ids=ids, types=types):
                found[row["id"]].append({**row, "direction": direction})
        return found


def _types(direction: str) -> Iterator[str]:
    for links in LINKS.values():
        yield from (type_ for type_, way in links if way == direction)
