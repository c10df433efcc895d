"""What an import is told and what it tells: the words between the importer and who starts it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Literal

from graph.batches.models import RecordCounts
from seed.imports.decisions import Decisions

# Rows per transaction: what both engines take in well under a second, so that little is repeated
# after a kill and a cancel is heard soon.
BATCH = 5_000

Stage = Literal["reading", "entities", "relationships", "done"]
State = Literal["running", "done", "cancelled", "failed", "undoing", "undone"]


@dataclass(frozen=True)
class Source:
    """The files of one import: workbooks, tables, archives, or folders of neo4j-admin CSV."""

    paths: tuple[Path, ...]


@dataclass(frozen=True)
class ImportOptions:
    """How to import. `import_id` is what the change log and undo know the import by.

    `label`: the kind of every row of tables that do not say theirs. `mapping`: an office's own
    headers and what they mean. `create_missing`: a reference that nothing answers to
    makes its target. `survey_round`: the id of the round that this import belongs to. `office`:
    the owning office of rows that name none. `batch`: rows per transaction. `decisions`: what a
    person answered to its questions.
    """

    import_id: str
    who: str
    dry_run: bool = False
    label: str | None = None
    mapping: Mapping[str, str] | None = None
    create_missing: bool = False
    survey_round: str | None = None
    office: str | None = None
    batch: int = BATCH
    decisions: Decisions = field(default_factory=Decisions)


@dataclass(frozen=True)
class Counts(RecordCounts):
    """What became of the rows so far.

    `refused`: rows, sheets and files not taken. `to_decide`: questions for a person. `cells`: cells
    left empty or reported. `notes`: what was recognised and is no fault. `joined`: rows that became
    one record with another row.
    """

    refused: int = 0
    to_decide: int = 0
    cells: int = 0
    notes: int = 0
    joined: int = 0

    def plus(self, **more: int) -> Counts:
        """These counts with some raised."""
        return Counts(**{**asdict(self), **{k: getattr(self, k) + n for k, n in more.items()}})

    def as_dict(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)

    @classmethod
    def of(cls, raw: Mapping[str, int]) -> Counts:
        """The counts that `as_dict` gave; names of another version are passed over."""
        return cls(**{f.name: raw.get(f.name, 0) for f in fields(cls)})


@dataclass(frozen=True)
class Progress:
    """How far an import is: `done` rows of `total` in this stage; None where nobody knows."""

    stage: Stage
    done: int
    total: int | None
    counts: Counts


@dataclass(frozen=True)
class ImportReport:
    """How an import ended. Its problems are in `problems.jsonl` of its folder.

    `error_en`, `error_zh`: what stopped a failed one; it goes on when it is started again.
    """

    id: str
    dry_run: bool
    counts: Counts
    state: State
    error_en: str | None = None
    error_zh: str | None = None


@dataclass(frozen=True)
class UndoReport:
    """What an undone import gave back."""

    id: str
    entities_deleted: int = 0
    entities_restored: int = 0
    relationships_deleted: int = 0
    relationships_restored: int = 0


Report = Callable[[Progress], None]
Cancelled = Callable[[], bool]
