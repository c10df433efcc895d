"""The batches of an import: each a transaction with a key that is the same when the import goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from graph.batches.models import Applied, Policy
from graph.batches.writer import BatchWriter
from graph.store.protocol import Store
from graph.store.sight import Sight
from seed.imports.logged import LoggedBatches, logged_batches
from seed.imports.models import ImportOptions
from seed.imports.report.tally import RecordOfRun
from seed.imports.rounds import within_round
from seed.imports.rows.laid_aside import EntityItem, Tables, TieItem
from seed.imports.rows.names import Names
from seed.imports.rows.policies import SheetPolicy
from seed.imports.rows.remarks import remarked
from seed.problems import rows as wording
from seed.problems.identity import left, values_differ
from seed.problems.places import Where
from seed.problems.problem import Problem

# Kinds of batches that give texts to records or take them away, and count for nothing.
KEPT_TEXTS, ANSWERED_TEXTS = "k", "x"
_TEXTS = (KEPT_TEXTS, ANSWERED_TEXTS)

Item = EntityItem | TieItem
Batch = Sequence[Item]
PolicyOf = Callable[[Batch], Policy]


def logged_before(store: Store, options: ImportOptions) -> LoggedBatches:
    """What an import that goes on has written; a dry run nothing. Raises Conflict when it was
    undone."""
    if options.dry_run:
        return LoggedBatches(store, {})
    return logged_batches(store, options.import_id)


class Batches:
    """Writes batches, or takes those that the log has as they were written, and tells of them."""

    def __init__(
        self,
        sight: Sight,
        options: ImportOptions,
        names: Names,
        tables: Tables,
        record: RecordOfRun,
        written: Callable[[int], None],
        logged: LoggedBatches,
    ) -> None:
        """`written` hears after each batch of how many items it was. `logged`: those of before."""
        self._sight = sight
        self._options = options
        self._names = names
        self._tables = tables
        self._record = record
        self._told = written
        self._writer = BatchWriter(sight.store, sight.schema)
        self.logged = logged
        self.first_load = not self.logged and not sight.store.read("count_labels")
        self.started_at = ""

    def write(self, kind: str, items: Iterator[Item | Problem], policy: PolicyOf) -> None:
        """Writes items in batches; problems among them are told of."""
        batch: list[Item] = []
        number = 0
        for item in items:
            if isinstance(item, Problem):
                self._record.problem(item)
                continue
            batch.append(item)
            if len(batch) == self._options.batch:
                self._write(f"{kind}{number}", batch, policy)
                batch, number = [], number + 1
        if batch:
            self._write(f"{kind}{number}", batch, policy)

    def of_sheets(self, items: Batch) -> Policy:
        """How rows of spreadsheets go together with what is stored."""
        entities = (item for item in items if isinstance(item, EntityItem))
        careful = frozenset(item.record.id for item in entities if self._is_careful(item))
        office, words = self._options.office, self._tables.own_words
        return self._within(SheetPolicy(self._sight.schema, office, words, careful))

    def _is_careful(self, item: EntityItem) -> bool:
        """Whether a row only adds to what is stored: unless a person decided that it counts."""
        if not (item.careful and self._options.decisions):
            return item.careful
        decided = (
            self._options.decisions.of(values_differ(where, item.record.name, (), item.record.id))
            for where in (item.where, *item.also)
        )
        return not any(one is not None and one.answer == "same" for one in decided)

    def always(self, policy: Policy) -> PolicyOf:
        """The same policy for every batch."""
        within = self._within(policy)
        return lambda _: within

    def _write(self, key: str, items: list[Item], policy: PolicyOf) -> None:
        applied = self.logged.get(key) or self._applied(key, items, policy(items))
        if key.startswith(_TEXTS):
            for fault in applied.faults:
                self._record.problem(wording.text_not_kept(items[fault.position].where, fault))
        else:
            self._take_note(key, items, applied)
        self._told(len(items))

    def _applied(self, key: str, items: list[Item], policy: Policy) -> Applied:
        spare = self.first_load or self._options.dry_run
        return self._writer.apply(
            [item.record for item in items if isinstance(item, EntityItem)],
            [item.record for item in items if isinstance(item, TieItem)],
            self._options.who,
            self._options.import_id,
            key=key,
            policy=policy,
            # Texts are given to records that were just written.
            look_up=not self.first_load or key.startswith(_TEXTS),
            labels=self._names.labels if spare else None,
            dry_run=self._options.dry_run,
        )

    def _take_note(self, key: str, items: list[Item], applied: Applied) -> None:
        self._record.count(applied, mentioned_only=key.startswith("m"))
        for fault in applied.faults:
            item = items[fault.position]
            tie = item.record if isinstance(item, TieItem) else None
            for where in (item.where, *(item.also if isinstance(item, EntityItem) else ())):
                self._record.problem(wording.refused(where, fault, tie))
            if not fault.relationship:
                self._names.forget(fault.id)
        if applied.remarks:
            for problem in remarked(self._sight.schema, items, applied.remarks):
                self._record.problem(self._answered(problem))
            self._tables.not_taken(remark.id for remark in applied.remarks if remark.asked)

    def _answered(self, problem: Problem) -> Problem:
        """A question, or a word about a row that a person decided to leave."""
        decided = self._options.decisions.of(problem) if problem.severity == "decide" else None
        if decided is None or decided.answer != "leave":
            return problem
        return left(Where(problem.file, problem.sheet, problem.row or 0), problem.value or "")

    def _within(self, policy: Policy) -> Policy:
        return within_round(policy, self._sight, self._options.survey_round, self.started_at)
