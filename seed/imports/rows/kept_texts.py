"""Texts that name what nobody answers to stay with their records, under their headers, until a
person decides: found, exported and backed up with all else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from graph.batches.models import Keep, Remark
from graph.records import EntityRecord
from graph.store.protocol import Row
from seed.imports.rows.joining import with_note
from seed.imports.rows.laid_aside import EntityItem, KeptText
from seed.imports.rows.names import Labels

UNLINKED = "unlinked"


class KeepTexts(Keep):
    """Adds texts to those that a record keeps, and nothing else."""

    def joined(
        self,
        stored: Row,
        given: Row,
        *,
        relationship: bool,  # noqa: ARG002
    ) -> tuple[Row, list[Remark]]:
        known = json.loads(stored.get(UNLINKED) or "{}")
        more = dict(known)
        for header, text in json.loads(given[UNLINKED]).items():
            for part in text:
                more[header] = with_note(more.get(header), part)
        if more == known:
            return stored, []
        packed = json.dumps(more, ensure_ascii=False, sort_keys=True)
        return {**stored, UNLINKED: packed}, []


def records_with_texts(
    kept: Iterable[KeptText], labels: Mapping[str, Labels], at_a_time: int
) -> Iterator[EntityItem]:
    """Each record with the texts that are to stay with it, by header.

    Of `at_a_time` records that follow each other none comes twice.
    """
    page: dict[str, list[KeptText]] = {}
    for one in kept:
        if one.owner in labels:
            if one.owner not in page and len(page) == at_a_time:
                yield from (_with_texts(texts, labels) for texts in page.values())
                page = {}
            page.setdefault(one.owner, []).append(one)
    yield from (_with_texts(texts, labels) for texts in page.values())


def _with_texts(texts: list[KeptText], labels: Mapping[str, Labels]) -> EntityItem:
    by_header: dict[str, list[str]] = {}
    for one in texts:
        by_header.setdefault(one.header, []).append(one.text)
    owner, where = texts[0].owner, texts[0].where
    # The name is not looked at: nothing but the texts is added.
    return EntityItem(EntityRecord(owner, owner, labels[owner], {UNLINKED: by_header}), where)
