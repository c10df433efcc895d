"""Restoring a backup into an empty store: checked first, written in batches, verified at the end."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from graph.batches.restorer import Restorer
from graph.errors import DataFault
from graph.pages import pages
from graph.records import Record
from graph.schema import Schema
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from seed.backup.backup import Backup, read_backup, verify
from seed.records.content_hash import content_of
from seed.records.lines import Report
from seed.records.stream import Reading, counted

# Records per transaction: what both engines take in well under a second.
BATCH = 5_000
# An entry of the log may be as large as a batch of records.
CHANGES_PER_BATCH = 20


def restore(store: Store, schema: Schema, path: Path, report: Report = lambda _: None) -> Backup:
    """Fills an empty store with a backup; what it then holds.

    A restore that was cut off goes on when it is run again with the same file; until it is done,
    the store is not open for use. Raises DataFault for a file that is not whole, before anything
    is written, and Conflict when the store is not empty.
    """
    held = verify(path, schema)
    restorer = Restorer(store, schema, held.digest)
    done = restorer.begin()
    waiting = counted(read_backup(path), report)
    for batch in pages(islice(waiting, done, None), BATCH):
        _write(restorer, batch)
    if content_of(Reading(Sight(store, schema, EVERYTHING)).records(), schema) != held.content:
        raise DataFault(
            f"{path.name}: the store does not hold what the file does after all; it stays closed.",
            f"{path.name}:恢复后的内容与文件不一致,数据库保持关闭。",
        )
    restorer.finish(held.revision)
    return held


def _write(restorer: Restorer, batch: list[Record | dict[str, Any]]) -> None:
    records = [item for item in batch if not isinstance(item, dict)]
    entries = [item for item in batch if isinstance(item, dict)]
    if records:
        restorer.write(records)
    for page in pages(entries, CHANGES_PER_BATCH):
        restorer.write_changes(page)
