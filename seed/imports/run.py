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

from graph.batches.models import Keep, Overlay
from graph.store.sight import Sight
from seed.imports.admin_csv.reader import AdminCsv
from seed.imports.batches import ANSWERED_TEXTS, KEPT_TEXTS, Batches, logged_before
from seed.imports.identity.verdicts import kept_verdicts
from seed.imports.jobs import manifest as state
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
from seed.imports.rows.entities import Taker
from seed.imports.rows.kept_texts import KeepTexts, records_with_texts
from seed.imports.rows.laid_aside import EntityItem, KeptText, Tables
from seed.imports.rows.names import Names, names_of
from seed.imports.rows.references import Resolver
from seed.imports.rows.relationships import Joining
from seed.imports.rows.spool import Spool
from seed.imports.rows.waiting import Offers, WithoutTexts
from seed.imports.runtime import rare_collections
from seed.imports.sources import parsed_rows, parted
from seed.problems.problem import Problem
from seed.sheets.headers.headers import known_headers
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
        # First of all, for it may refuse, and the rows' files would be left open.
        logged = logged_before(sight.store, options)
        self._sight = sight
        self._folder = folder
        self._schema = schema = sight.schema
        self._options = options
        self._progress = progress
        self._cancelled = cancelled
        self._names = Names(schema)
        self._joining = Joining(folder)
        self._tables = Tables(folder, schema, self._names, self._joining.add)
        self._kept_texts: Spool[KeptText] = Spool(folder)
        self._offers = Offers(sight, known_headers(), folder)
        self._record = RecordOfRun(folder)
        self._batches = Batches(
            sight, options, self._names, self._tables, self._record, self._written, logged
        )
        self._stage: Stage = "reading"
        self._done = 0
        self._total: int | None = None

    def run(
        self, admin: AdminCsv, rows: Iterable[Parsed | Problem], started_at: str
    ) -> ImportReport:
        self._batches.started_at = started_at
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
        self._kept_texts.close()

    def _read(self, admin: AdminCsv, rows: Iterable[Parsed | Problem]) -> None:
        self._begin("reading", None)
        for found in chain(admin.survey(self._names), self._tables.read(rows)):
            if found is not None:
                self._record.problem(found)
                continue
            self._done += 1
            if self._done % _ROWS_PER_LOOK == 0:
                self._look()
        self._find_out()

    def _find_out(self) -> None:
        """Who is who, and which texts wait for an answer: as it was before anything was written."""
        names, goes_on = self._names, bool(self._batches.logged)
        for id_ in self._options.decisions.ids():
            names.want_id(id_)
        if not self._batches.first_load:
            self._offers.read(names, goes_on=goes_on)
        names.read_store(self._sight)
        self._offers.settle(names)
        verdicts = kept_verdicts(self._folder) if goes_on else None
        if verdicts is None:
            verdicts = self._tables.who.decide(names, self._sight, self._options.decisions)
            verdicts.keep(self._folder)
        self._tables.settle(verdicts)

    def _write_entities(self, admin: AdminCsv) -> None:
        batches = self._batches
        self._begin("entities", len(self._tables.entities) + admin.entity_count)
        batches.write("a", self._called(admin.entities()), batches.always(Overlay()))
        taker = Taker(self._schema, self._tables, self._names)
        taker.register()
        batches.write("e", taker.items(), batches.of_sheets)

    def _write_ties(self, admin: AdminCsv) -> None:
        batches = self._batches
        self._begin("relationships", None)
        self._resolve()
        self._write_kept_texts()
        self._begin("relationships", len(self._joining) + admin.tie_count)
        batches.write("t", self._joining.items(), batches.of_sheets)
        if batches.first_load and len(self._joining) and admin.tie_count:
            # Only within the tables, and within the files, are ids known to come once.
            self._sight.store.prepare(self._schema)
        batches.write("r", admin.ties(), batches.always(Overlay()))
        self._write_answered()

    def _resolve(self) -> None:
        options = self._options
        resolver = Resolver(
            self._schema, self._names, self._tables, options.decisions, options.create_missing
        )
        resolver.sexes = self._tables.sexes
        resolver.read_places(self._sight)
        for row in self._tables.ties:
            for item in resolver.items(row):
                if isinstance(item, Problem):
                    self._record.problem(item)
                elif isinstance(item, KeptText):
                    self._kept_texts.add(item)
                else:
                    self._joining.add(item)
        self._write_missing(resolver)

    def _write_kept_texts(self) -> None:
        """Texts that nobody answers to go to their records; a dry run has none to give them to."""
        if not self._options.dry_run:
            items = records_with_texts(self._kept_texts, self._names.labels, self._options.batch)
            self._batches.write(KEPT_TEXTS, items, self._batches.always(KeepTexts()))

    def _write_answered(self) -> None:
        """Texts of stored records that are answered, as decided, become relationships."""
        problems, answered = self._offers.asked(self._names, self._options.decisions)
        for problem in problems:
            self._record.problem(problem)
        self._batches.write("w", answered.ties(), lambda _: Keep())
        self._batches.write(ANSWERED_TEXTS, answered.records(), lambda _: WithoutTexts())

    def _write_missing(self, resolver: Resolver) -> None:
        for item in resolver.missing.values():
            self._names.add_id(item.record.id, item.record.labels)
        self._batches.write("m", iter(resolver.missing.values()), lambda _: Keep())

    def _written(self, count: int) -> None:
        self._done += count
        self._look()

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
