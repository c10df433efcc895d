"""What the importer keeps of an import in its folder: which files with which options, since when.

The same command given again finds the import that was cut off by this, and goes on with it. How far
it came is told by the store's own log, which is written with the data or not at all.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from graph.errors import DataFault
from graph.values import moment
from graph.whole_files import keep_text
from seed.imports.models import ImportOptions, Source

MANIFEST = "manifest.json"
_READ_AT_A_TIME = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """`digest`: of the files and options. `batch`: rows per transaction, the same to the end."""

    id: str
    digest: str
    started_at: str
    batch: int
    dry_run: bool
    finished: bool = False


def begin(folder: Path, source: Source, options: ImportOptions) -> Manifest:
    """The manifest of an import that begins or goes on.

    Raises DataFault when the folder is of an import of other files.
    """
    digest = digest_of(source, options)
    kept = _read(folder)
    if kept is not None and kept.dry_run == options.dry_run:
        if kept.digest != digest:
            raise DataFault(
                f"The files or options of import {kept.id} are not those it began with. "
                "Give them as a new import.",
                f"导入 {kept.id} 的文件或选项与开始时不同,请作为新的导入提交。",
            )
        return kept
    manifest = Manifest(options.import_id, digest, moment(), options.batch, options.dry_run)
    keep(folder, manifest)
    return manifest


def finish(folder: Path, manifest: Manifest) -> None:
    """Notes that nothing is left to do."""
    keep(folder, replace(manifest, finished=True))


def finish_if_kept(folder: Path) -> None:
    """As `finish`, where there is a manifest."""
    kept = _read(folder)
    if kept is not None:
        finish(folder, kept)


def keep(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest, whole or not at all. Raises ConfigurationError."""
    keep_text(folder / MANIFEST, json.dumps(asdict(manifest)))


def unfinished(imports: Path, source: Source, options: ImportOptions) -> str | None:
    """The id of an import of the same files with the same options that was cut off, if any.

    `imports` is the folder of all imports. The id among the options does not matter.
    """
    if not imports.is_dir():
        return None
    kept = [
        manifest
        for folder in sorted(imports.iterdir())
        if (manifest := _read(folder)) and not manifest.finished and not manifest.dry_run
    ]
    if options.dry_run or not kept:
        return None
    digest = digest_of(source, options)
    return next((manifest.id for manifest in reversed(kept) if manifest.digest == digest), None)


def digest_of(source: Source, options: ImportOptions) -> str:
    """A digest of what is imported, and how; who does it and under which id does not count."""
    digest = hashlib.sha256()
    how: list[Any] = [options.label, options.create_missing, options.survey_round, options.office]
    how.append(sorted((options.mapping or {}).items()))
    if options.decisions:
        how.append(options.decisions.as_lists())
    digest.update(repr(how).encode())
    for given in source.paths:
        for path in sorted(given.rglob("*")) if given.is_dir() else [given]:
            if path.is_file():
                digest.update(f"\0{path.name}\0{path.stat().st_size}\0".encode())
                _add_file(digest, path)
    return digest.hexdigest()


def _add_file(digest: Any, path: Path) -> None:
    try:
        with path.open("rb") as file:
            while block := file.read(_READ_AT_A_TIME):
                digest.update(block)
    except OSError:
        # Whoever reads the rows tells of it, file by file.
        digest.update(b"unreadable")


def _read(folder: Path) -> Manifest | None:
    path = folder / MANIFEST
    if not path.is_file():
        return None
    return Manifest(**json.loads(path.read_text(encoding="utf-8")))
