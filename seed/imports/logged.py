"""How far an import came: the batches that the store's log has of it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from graph.batches.models import UNDO, Applied
from graph.errors import Conflict
from graph.store.protocol import Store


class LoggedBatches:
    """What became of each batch that was written, by its key; read when asked for."""

    def __init__(self, store: Store, sequences: Mapping[str, int]) -> None:
        self._store = store
        self._sequences = sequences

    def __bool__(self) -> bool:
        return bool(self._sequences)

    def get(self, key: str) -> Applied | None:
        """What became of a batch; None when it is still to be written, or nothing was to write."""
        sequence = self._sequences.get(key)
        if sequence is None:
            return None
        change = self._store.read("import_change", sequence=sequence)[0]
        return Applied.of(json.loads(change["report"])["applied"])


def logged_batches(store: Store, import_id: str) -> LoggedBatches:
    """The batches of an import that were written. Raises Conflict when they were taken back."""
    rows = store.read("import_changes", import_id=import_id)
    if any(row["action"] == UNDO for row in rows):
        raise Conflict(
            f"The import {import_id} was undone. Give the files again as a new one.",
            f"导入 {import_id} 已撤销,请重新提交文件。",
        )
    return LoggedBatches(store, {row["batch"]: row["sequence"] for row in rows})
