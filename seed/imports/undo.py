"""An import taken back as a whole, through the log, while nothing later touched what it wrote."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from graph.batches.undo import BatchUndo
from graph.schema import Schema
from graph.store.protocol import Store
from seed.imports.jobs import manifest as state
from seed.imports.models import UndoReport


def undo_import(store: Store, schema: Schema, import_id: str, folder: Path, who: str) -> UndoReport:
    """Deletes what the import created and restores what it changed.

    Safe to repeat: one that was cut off goes on. The report is of this run. Raises UndoRefused
    naming what later writes touched; then nothing is undone, or, where such a write came while the
    undo ran, no more than had been by then.
    """
    undo = BatchUndo(store, schema, import_id)
    left = undo.left()
    undo.check(left)
    # From here on the same files are a new import, even if this one was never whole.
    state.finish_if_kept(folder)
    report = UndoReport(import_id)
    for sequence in left:
        given = asdict(undo.undo(sequence, who))
        report = UndoReport(import_id, **{k: getattr(report, k) + n for k, n in given.items()})
    return report
