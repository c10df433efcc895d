"""An import from its files to the store: read and laid aside, then entities, then relationships.

Every batch is a transaction that also writes the import's entry of the log. An import that was cut
off is read again from the start and comes to the same batches; those that the log has are passed
over, so nothing is written twice, and the problems and counts are those of an uninterrupted one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path

from graph.batches.models import Applied, Keep, Overlay, Policy
from graph.batches.writer import BatchWriter
from graph.store.sight import Sight
from seed.imports.admin_csv.reader import AdminCsv
from seed.imports.jobs import manifest as state
from seed.imports.logged import LoggedBatches, logged_batches
from seed.imports.models import (
    Cancelled,
    ImportOptions,
    ImportReport,
    Progress,
    Report,
    Source,
    Stage,
    State,
)
from seed.imports.report.tally import RecordOfRun
from seed.imports.rounds import within_round
from seed.imports.rows.entities import Decider
from seed.imports.rows.laid_aside import EntityItem, Tables, TieItem
from seed.imports.rows.names import Names, names_of
from seed.imports.rows.policies import SheetPolicy
from seed.imports.rows.references import Resolver
from seed.imports.rows.relationships import Joining
from seed.imports.runtime import rare_collections
from seed.imports.sources import parsed_rows, parted
from seed.problems import rows as wording
from seed.problems.problem import Problem
from seed.sheets.parsed import Parsed

# Rows between two looks at the wish to cancel, while nothing is written.
_ROWS_PER_LOOK = 1_000


def run_import(
    sight: Sight,
    source: Source,
    options: ImportOptions,
    folder: Path,
    progress: Report,
    cancelled: Cancelled,
) -> ImportReport:
    """Imports files, or goes on with an import that was cut off; `folder` is its own.

    Its problems are written to `problems.jsonl` there. Raises NotFound for an unknown survey round,
    DataFault when the files are not those the import began with, Conflict when it was undone, and
    what the store raises; it can be run again after any of these.
    """
    manifest = state.begin(folder, source, options)
    admin, tables = parted(source)
    report = import_rows(
        sight,
        parsed_rows(tables, sight.schema, options),
        replace(options, batch=manifest.batch),
        folder,
        progress,
        cancelled,
        admin=AdminCsv(admin, sight.schema, options.label),
        started_at=manifest.started_at,
    )
    if report.state == "done":
        state.finish(folder, manifest)
    return report


def import_rows(
    sight: Sight,
    rows: Iterable[Parsed | Problem],
    options: ImportOptions,
    folder: Path,
    progress: Report,
    cancelled: Cancelled,
    *,
    admin: AdminCsv,
    started_at: str,
) -> ImportReport:
    """As `run_import`, for rows that are parsed already and files of neo4j-admin CSV.

    `started_at`: when the import first began; what it sees within a survey round is dated by it.
    """
    with (
        rare_collections(),
        closing(_Import(sight, options, folder, progress, cancelled)) as work,
    ):
        return work.run(admin, rows, started_at)


class _Stop(Exception):
    """Somebody asked for the end."""


class _Import:
    def __init__(
        self,
        sight: Sight,
        options: ImportOptions,
        folder: Path,
        progress: Report,
        cancelled: Cancelled,
    ) -> None:
        self._sight = sight
        self._store = store = sight.store
        self._schema = schema = sight.schema
        self._options = options
        self._started_at = ""
        self._progress = progress
        self._cancelled = cancelled
        self._writer = BatchWriter(store, schema)
        self._logged = (
            LoggedBatches(store, {})
            if options.dry_run
            else logged_batches(store, options.import_id)
        )
        self._first_load = not self._logged and not store.read("count_labels")
        self._names = Names(schema)
        self._joining = Joining(folder)
        self._tables = Tables(folder, schema, self._names, self._joining.add)
        self._record = RecordOfRun(folder)
        self._stage: Stage = "reading"
        self._done = 0
        self._total: int | None = None

    def run(
        self, admin: AdminCsv, rows: Iterable[Parsed | Problem], started_at: str
    ) -> ImportReport:
        self._started_at = started_at
        try:
            self._read(admin, rows)
            self._write_entities(admin)
            self._write_ties(admin)
        except _Stop:
            return self._report("cancelled")
        self._begin("done", None)
        return self._report("done")

    def close(self) -> None:
        self._record.close()
        self._tables.close()
        self._joining.close()

    def _read(self, admin: AdminCsv, rows: Iterable[Parsed | Problem]) -> None:
        self._begin("reading", None)
        for found in chain(admin.survey(self._names), self._tables.read(rows)):
            if found is not None:
                self._record.problem(found)
                continue
            self._done += 1
            if self._done % _ROWS_PER_LOOK == 0:
                self._look()
        self._names.read_store(self._sight)

    def _write_entities(self, admin: AdminCsv) -> None:
        self._begin("entities", len(self._tables.entities) + admin.entity_count)
        self._write("a", self._called(admin.entities()), self._within(Overlay()))
        decider = Decider(self._schema, self._tables, self._names)
        self._write("e", decider.items(), self._within(self._sheet_policy()))

    def _write_ties(self, admin: AdminCsv) -> None:
        self._begin("relationships", None)
        resolver = Resolver(self._schema, self._names, self._options.create_missing)
        resolver.sexes = self._tables.sexes
        resolver.read_places(self._tables, self._sight)
        for row in self._tables.ties:
            for item in resolver.items(row):
                if isinstance(item, Problem):
                    self._record.problem(item)
                else:
                    self._joining.add(item)
        self._write_missing(resolver)
        self._begin("relationships", len(self._joining) + admin.tie_count)
        self._write("t", self._joining.items(), self._within(self._sheet_policy()))
        if self._first_load and len(self._joining) and admin.tie_count:
            # Only within the tables, and within the files, are ids known to come once.
            self._store.prepare(self._schema)
        self._write("r", admin.ties(), self._within(Overlay()))

    def _write_missing(self, resolver: Resolver) -> None:
        for item in resolver.missing.values():
            self._names.add_id(item.record.id, item.record.labels)
        self._write("m", iter(resolver.missing.values()), Keep())

    def _write(
        self, kind: str, items: Iterator[EntityItem | TieItem | Problem], policy: Policy
    ) -> None:
        """Writes items in batches; each has a key that is the same when the import goes on."""
        batch: list[EntityItem | TieItem] = []
        number = 0
        for item in items:
            if isinstance(item, Problem):
                self._record.problem(item)
                continue
            batch.append(item)
            if len(batch) == self._options.batch:
                self._write_batch(f"{kind}{number}", batch, policy)
                batch, number = [], number + 1
        if batch:
            self._write_batch(f"{kind}{number}", batch, policy)

    def _write_batch(self, key: str, items: list[EntityItem | TieItem], policy: Policy) -> None:
        applied = self._logged.get(key) or self._applied(key, items, policy)
        self._take_note(key, items, applied)
        self._done += len(items)
        self._look()

    def _applied(self, key: str, items: list[EntityItem | TieItem], policy: Policy) -> Applied:
        spare = self._first_load or self._options.dry_run
        return self._writer.apply(
            [item.record for item in items if isinstance(item, EntityItem)],
            [item.record for item in items if isinstance(item, TieItem)],
            self._options.who,
            self._options.import_id,
            key=key,
            policy=policy,
            look_up=not self._first_load,
            labels=self._names.labels if spare else None,
            dry_run=self._options.dry_run,
        )

    def _take_note(self, key: str, items: list[EntityItem | TieItem], applied: Applied) -> None:
        self._record.count(applied, mentioned_only=key.startswith("m"))
        for fault in applied.faults:
            item = items[fault.position]
            tie = item.record if isinstance(item, TieItem) else None
            self._record.problem(wording.refused(item.where, fault, tie))
            if not fault.relationship:
                self._names.forget(fault.id)
        if applied.remarks:
            places = {item.record.id: item.where for item in items}
            for remark in applied.remarks:
                self._record.problem(wording.kept_beside(places[remark.id], remark))

    def _sheet_policy(self) -> SheetPolicy:
        return SheetPolicy(self._options.office, self._tables.own_words)

    def _within(self, policy: Policy) -> Policy:
        return within_round(policy, self._sight, self._options.survey_round, self._started_at)

    def _begin(self, stage: Stage, total: int | None) -> None:
        self._stage, self._done, self._total = stage, 0, total
        self._look()

    def _look(self) -> None:
        self._progress(Progress(self._stage, self._done, self._total, self._record.counts()))
        if self._stage != "done" and self._cancelled():
            raise _Stop

    def _report(self, ended: State) -> ImportReport:
        options = self._options
        return ImportReport(options.import_id, options.dry_run, self._record.counts(), ended)

    def _called(self, items: Iterable[EntityItem | Problem]) -> Iterator[EntityItem | Problem]:
        """The items, their names noted for those who ask."""
        for item in items:
            if self._names.any_wanted and isinstance(item, EntityItem):
                names = names_of(item.record.name, item.record.properties)
                self._names.called_too(names, item.record.id)
            yield item
