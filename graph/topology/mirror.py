"""The topology as the store has it, kept current by every write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import compress
from pathlib import Path
from typing import Any

from graph.errors import Overtaken
from graph.log.revision import Changed, changed_since, current_revision
from graph.schema import Schema
from graph.store.protocol import Row, Store
from graph.store.rows import whole
from graph.topology.build import Columns, EdgeReader, build, compacted
from graph.topology.file import opened, save
from graph.topology.topology import Topology
from graph.topology.update import Fresh, updated
from graph.topology.vocabulary import Vocabulary
from graph.viewer import access_of

_COLUMNS = (
    "id",
    "from",
    "to",
    "type",
    "since",
    "until",
    "strength",
    "confidence",
    "last_contact",
    "verified_at",
)
_ENDS = ("id", "labels", "declined", "access")
_BATCH = 5_000  # ties made into arrays at a time: long enough for numpy, short enough for memory
# What updates leave behind is swept out when it is a fifth of all, and more than this.
_SWEEP_PLACES = 50_000
# Ids that came since are kept in a dict that every further one copies: some 0.1 ms for so many.
_SWEEP_IDS = 5_000
# Accesses that nobody has any more keep their numbers, of which there are 65,536.
_SWEEP_ACCESSES = 20_000


class TopologyMirror:
    """Holds the current topology. See `graph.log.revision.Mirror`."""

    def __init__(self, store: Store, schema: Schema, folder: Path | None = None) -> None:
        """`folder`: where `save` leaves a copy for the next start; None: nowhere."""
        self._store = store
        self._folder = folder
        self._schema = schema
        self._words = Vocabulary.of(schema)
        self._reader = EdgeReader(schema, self._words)
        self.topology = empty_topology(schema)
        self._live_places = self._live_accesses = 0
        self._revision = self._saved = -1

    def rebuild(self) -> None:
        """Reads every traversable relationship, or the copy on disk and what came after it."""
        # Read before the data: a write in between is only read twice, never missed.
        revision = current_revision(self._store)
        if self._revision < 0 and self._restored(revision):
            return
        ends = _end_columns(self._store.stream("tie_ends"))
        ties = _batches(self._store.stream("ties", types=list(self._words.types)))
        self._take(build(self._schema, self._words, ends, ties))
        self._revision = revision

    def save(self) -> None:
        """Leaves a copy for the next start, if a folder was given and there is anything new."""
        topology, revision = self.topology, self._revision
        if self._folder is not None and revision > self._saved:
            save(topology, self._schema, revision, self._folder)
            self._saved = revision

    def _restored(self, revision: int) -> bool:
        """Whether the copy on disk could be brought up to this revision."""
        copy = opened(self._schema, self._folder) if self._folder is not None else None
        if copy is None:
            return False
        topology, known = copy
        changed = changed_since(self._store, known, revision)
        if changed is None and known != revision:
            return False
        self._take(topology)
        self._revision = self._saved = known
        if changed is not None:
            self.update(changed)
        return True

    def update(self, changed: Changed) -> None:
        """Reads what was touched, and drops what is gone."""
        ids = sorted(changed.entity_ids)
        ends = self._store.read("tie_ends_by_ids", ids=ids)
        ties = self._store.read("ties_by_ids", ids=sorted(changed.relationship_ids))
        fresh = Fresh(
            changed.entity_ids,
            changed.relationship_ids,
            _end_columns({**row, "ids": [row["id"]]} for row in ends),
            columns_of(whole(ties), _COLUMNS),
        )
        self.topology = updated(self.topology, fresh, self._reader)
        self._revision = max(self._revision, changed.revision)
        if self._is_littered():
            self._take(compacted(self._schema, self.topology))

    def _is_littered(self) -> bool:
        topology, live = self.topology, self._live_places
        new_accesses = len(topology.accesses) - self._live_accesses
        return (
            topology.places - live > max(_SWEEP_PLACES, live // 5)
            or len(topology.ids.added) > _SWEEP_IDS
            or new_accesses > _SWEEP_ACCESSES
        )

    def twin(self) -> TopologyMirror:
        """See `graph.log.revision.Mirror`. It leaves no copy on disk."""
        return TopologyMirror(self._store, self._schema)

    def adopt(self, twin: TopologyMirror) -> None:
        """See `graph.log.revision.Mirror`."""
        self.topology, self._live_places = twin.topology, twin._live_places
        self._live_accesses = twin._live_accesses
        self._revision = twin._revision

    def _take(self, topology: Topology) -> None:
        self.topology, self._live_places = topology, topology.places
        self._live_accesses = len(topology.accesses)


def empty_topology(schema: Schema) -> Topology:
    """A topology of nothing."""
    return build(schema, Vocabulary.of(schema), columns_of([], _ENDS), [])


def columns_of(rows: Iterable[Row], names: Iterable[str]) -> dict[str, list[Any]]:
    """Rows as lists by column."""
    listed = list(rows)
    return {name: [row[name] for row in listed] for name in names}


def _end_columns(rows: Iterable[Row]) -> Columns:
    columns: dict[str, list[Any]] = {name: [] for name in _ENDS}
    for row in whole(rows):
        columns["id"] += row["ids"]
        columns["labels"] += [row["labels"]] * len(row["ids"])
        columns["declined"] += [row["declined"]] * len(row["ids"])
        columns["access"] += [access_of(row)] * len(row["ids"])
    return columns


def _kept(row: Row) -> Row:
    """The row without ties that were being deleted: those whose id or an end is ''.

    Raises Overtaken when its columns are not of one length.
    """
    if len({len(row[name]) for name in _COLUMNS}) > 1:
        raise Overtaken
    ends = [row["id"], row["from"], row["to"]]
    if not any("" in column for column in ends):
        return row
    kept = [all(facts) for facts in zip(*ends, strict=True)]
    return {name: list(compress(row[name], kept)) for name in _COLUMNS}


def _batches(rows: Iterable[Row]) -> Iterator[Columns]:
    """Collected columns, put together to batches."""
    batch: dict[str, list[Any]] = defaultdict(list)
    for row in map(_kept, whole(rows)):
        for name in _COLUMNS:
            batch[name] += row[name]
        if len(batch["id"]) >= _BATCH:
            yield batch
            batch = defaultdict(list)
    if batch:
        yield batch
