"""Takes back what an import wrote, by its entries of the log, newest first.

Nothing is taken back once a later write touched what the import wrote. Each entry is taken back in
one transaction with an entry of its own, so an undo that was cut off goes on where it stopped.
Each transaction looks once more for what came after the first look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from graph.batches.log_entry import (
    State,
    Wrote,
    delete_relationships,
    restore_entities,
    restore_relationships,
)
from graph.batches.models import UNDO
from graph.errors import Conflict
from graph.log.revision import RELATIONSHIPS_NAMED, current_revision, numbered_write
from graph.pages import pages
from graph.schema import Schema
from graph.store.protocol import Row, Store, Transaction
from graph.values import moment
from graph.writing.writer import BATCH

# Entries of the log read at a time: each may name thousands of ids.
CHANGES_PER_PAGE = 50
# Ids that a refusal names: enough to see what it is about, few enough to read.
TOUCHED_NAMED = 20

Read = Callable[..., list[Row]]  # of the store, or within a transaction


@dataclass(frozen=True)
class Touched:
    """Something that an import wrote and a later write touched."""

    id: str
    sequence: int
    who: str
    action: str

    def __str__(self) -> str:
        return f"{self.id} ({self.sequence}: {self.action}, {self.who})"


@dataclass(frozen=True)
class Undone:
    """What one entry of the log gave back."""

    entities_deleted: int = 0
    entities_restored: int = 0
    relationships_deleted: int = 0
    relationships_restored: int = 0


class UndoRefused(Conflict):
    """Later writes touched what the import wrote; `touched` are all of these."""

    code = "undo_refused"

    def __init__(self, touched: Sequence[Touched]) -> None:
        shown = ", ".join(map(str, touched[:TOUCHED_NAMED]))
        more = f" … ({len(touched)})" if len(touched) > TOUCHED_NAMED else ""
        super().__init__(
            "Later writes touched what this import wrote, so it cannot be undone as a whole: "
            f"id (write: action, who) {shown}{more}.",
            f"此导入写入的内容之后又被改动,不能整体撤销。编号(写入序号:操作,操作人):{shown}{more}。",
        )
        self.touched = tuple(touched)


class _TakenBack(Exception):
    """Ends the transaction of an undo that another was quicker with, without a trace."""


class BatchUndo:
    """The undo of one import. For one thread at a time."""

    def __init__(
        self,
        store: Store,
        schema: Schema,
        import_id: str,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self._store = store
        self._schema = schema
        self._import_id = import_id
        self._now = now or (lambda: datetime.now(UTC))
        self._looked_until = 0

    def left(self) -> list[int]:
        """The sequences of the writes that are still to be taken back, newest first."""
        rows = self._store.read("import_changes", import_id=self._import_id)
        undone = {row["undoes"] for row in rows if row["action"] == UNDO}
        wrote = (row["sequence"] for row in rows if row["action"] != UNDO)
        return sorted((number for number in wrote if number not in undone), reverse=True)

    def check(self, sequences: Sequence[int]) -> None:
        """Raises UndoRefused when a later write touched what these writes wrote."""
        if not sequences:
            return
        # The entry of the last write may come to be seen a moment after its number.
        until = current_revision(self._store) - 1
        self._refuse_touched(self._store.read, sequences, min(sequences))
        self._looked_until = until

    def undo(self, sequence: int, who: str) -> Undone:
        """Takes one write back; does nothing when another undo has, meanwhile.

        Raises UndoRefused when a write since the check touched what it wrote, and Conflict when
        something else is tied to what it created.
        """

        def work(transaction: Transaction, number: int) -> Undone:
            if transaction.run("undone_by", sequence=sequence):
                raise _TakenBack
            since = max(sequence, self._looked_until)
            self._refuse_touched(transaction.run, [sequence], since)
            change = transaction.run("import_change", sequence=sequence)[0]
            wrote = Wrote.of(change)
            present = State.of(wrote, transaction)
            undone = self._take_back(transaction, wrote, present)
            entry = {
                "sequence": number,
                "time": moment(self._now()),
                "who": who,
                "action": UNDO,
                "import_id": self._import_id,
                "undoes": sequence,
                "entity_ids": change["entity_ids"],
                "relationship_ids": change["relationship_ids"],
                "state": present.packed(),
            }
            transaction.run("append_change", change=entry)
            return undone

        try:
            return numbered_write(self._store, work)
        except _TakenBack:
            return Undone()

    def _refuse_touched(self, read: Read, sequences: Sequence[int], since: int) -> None:
        later = self._later(read, since)
        touched: dict[str, Touched] = {}
        for number in sequences if later else ():
            change = read("import_change", sequence=number)[0]
            for id_ in Wrote.of(change).ids() & later.keys():
                if later[id_].sequence > number:
                    touched[id_] = later[id_]
        if touched:
            raise UndoRefused(sorted(touched.values(), key=lambda one: (one.sequence, one.id)))

    def _delete_entities(self, transaction: Transaction, ids: list[str]) -> None:
        for page in pages(ids, BATCH):
            tied = sorted(row["id"] for row in transaction.run("tied_ids", ids=page))
            if tied:
                shown = ", ".join(tied[:TOUCHED_NAMED])
                raise Conflict(
                    f"Relationships that the import did not write are tied to {shown}. "
                    "Delete those first.",
                    f"以下实体上有并非此导入写入的关系,请先删除这些关系:{shown}。",
                )
            transaction.run("delete_entities", ids=page)

    def _take_back(self, transaction: Transaction, wrote: Wrote, present: State) -> Undone:
        delete_relationships(transaction, wrote.relationships_created)
        self._delete_entities(transaction, wrote.entities_created)
        restore_entities(transaction, self._schema, wrote.entities, present.entities)
        restore_relationships(transaction, wrote.ties, present.ties)
        return Undone(
            entities_deleted=len(wrote.entities_created),
            entities_restored=len(wrote.entities),
            relationships_deleted=sum(map(len, wrote.relationships_created.values())),
            relationships_restored=len(wrote.ties),
        )

    def _later(self, read: Read, sequence: int) -> dict[str, Touched]:
        """What others touched after a write, with the last write that did."""
        touched: dict[str, Touched] = {}
        for row in self._of_others(read, sequence):
            ids = [*(row["entity_ids"] or []), *(row["relationship_ids"] or [])]
            if row["action"] == "load" or len(row["relationship_ids"] or []) > RELATIONSHIPS_NAMED:
                ids += _ends(read, row["relationship_ids"] or [])
            one = (row["sequence"], row["who"], row["action"])
            touched |= {id_: Touched(id_, *one) for id_ in ids}
        return touched

    def _of_others(self, read: Read, sequence: int) -> Iterator[Row]:
        while True:
            rows = read(
                "changes_of_others",
                sequence=sequence,
                import_id=self._import_id,
                limit=CHANGES_PER_PAGE,
            )
            yield from rows
            if len(rows) < CHANGES_PER_PAGE:
                return
            sequence = rows[-1]["sequence"]


def _ends(read: Read, ids: list[str]) -> Iterator[str]:
    for page in pages(ids, BATCH):
        for row in read("relationship_by_ids", ids=page):
            yield row["from"]
            yield row["to"]
