"""Goes through the faces of all rows and finds out who is who, some hundred thousand at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import ceil
from zlib import crc32

from graph.store.sight import Sight
from seed.imports.decisions import Decisions
from seed.imports.identity.faces import Face
from seed.imports.identity.groups import Group, Known
from seed.imports.identity.stored import StoredRecord, StoredRecords
from seed.imports.identity.verdicts import Verdicts
from seed.imports.rows.names import Names
from seed.imports.rows.spool import Doubles, Spool
from seed.sheets.headers.headers import known_headers

# Faces held at a time, some 500 bytes each.
_FACES_AT_A_TIME = 200_000


class Who:
    """The faces of a command's rows, laid aside until all are known."""

    def __init__(self, faces: Spool[Face]) -> None:
        self._faces = faces
        self._keys = Doubles()
        self._without_id = 0

    def add(self, face: Face) -> None:
        """Lays one aside."""
        self._faces.add(face)
        self._keys.add(face.key)
        self._without_id += not face.explicit

    def close(self) -> None:
        """Gives the disk back."""
        self._faces.close()

    def decide(self, names: Names, sight: Sight, decisions: Decisions) -> Verdicts:
        """Who every row is; `names` hold what the store calls its entities."""
        verdicts = Verdicts()
        if not self._without_id:
            return verdicts
        stored = StoredRecords(sight, known_headers())
        parts = ceil(len(self._faces) / _FACES_AT_A_TIME)
        for part in range(parts):
            groups = self._groups(names, part, parts)
            _decide(groups, names, stored, verdicts, decisions)
        return verdicts

    def _groups(self, names: Names, part: int, parts: int) -> dict[str, list[Face]]:
        """The rows that another row or a stored record may be, by their key."""
        found: dict[str, list[Face]] = defaultdict(list)
        for face in self._faces:
            # A hash of Python's own differs from process to process.
            if parts > 1 and crc32(face.key.encode()) % parts != part:
                continue
            if face.key in self._keys or names.stored_called(face.name):
                found[face.key].append(face)
        return {key: faces for key, faces in found.items() if not _plain(faces, names)}


def _plain(faces: list[Face], names: Names) -> bool:
    """Whether there is nothing to find out: rows with ids, and rows that were imported before."""
    made = [face for face in faces if not face.explicit]
    again = all(face.identifying and names.is_stored(face.id) for face in made)
    return not made or (again and len({face.id for face in faces}) == len(faces))


def _decide(
    groups: dict[str, list[Face]],
    names: Names,
    stored: StoredRecords,
    verdicts: Verdicts,
    decisions: Decisions,
) -> None:
    ids = [id_ for faces in groups.values() for id_ in _asked_about(faces, names)]
    records = stored.read(ids)
    for faces in groups.values():
        known = list(_known(faces, names, records))
        Group(verdicts, decisions, known, names.is_stored).decide(faces)


def _asked_about(faces: list[Face], names: Names) -> Iterator[str]:
    for name in {face.name for face in faces}:
        yield from (known.id for known in names.stored_called(name))


def _known(faces: list[Face], names: Names, records: dict[str, StoredRecord]) -> Iterator[Known]:
    domain = faces[0].domain
    for id_ in dict.fromkeys(_asked_about(faces, names)):
        record = records.get(id_)
        if record is not None and record.domain == domain:
            yield record.known()
