"""An office's own headers, given once with --map and remembered for its next import.

A mapping file is JSON or YAML: the office's header, and what it means: a known header (姓名), a
property (birth_date), a relationship (WORKS_AT -> Organisation), `extra` or `ignored`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping as Entries
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph.errors import DataFault, InvalidInput
from graph.values import ID_PATTERN
from graph.whole_files import keep_text
from seed.sheets.headers.headers import Headers

FOLDER = "mappings"
# A mapping names columns; the widest table seen has 60. More is some other file.
ENTRIES_LIMIT = 2_000
BYTES_LIMIT = 1024 * 1024

_PLAIN = re.compile(ID_PATTERN, re.ASCII)


@dataclass(frozen=True)
class Mapping:
    """What an office's headers mean, by header."""

    entries: Entries[str, str] = field(default_factory=dict)

    def over(self, older: Mapping) -> Mapping:
        """These entries, and the older ones that they leave standing."""
        return Mapping({**older.entries, **self.entries})


def checked_mapping(raw: Any, headers: Headers) -> Mapping:
    """The mapping of decoded JSON or YAML. Raises InvalidInput naming the entry that means nothing."""
    pairs = raw.items() if isinstance(raw, dict) else ()
    if not isinstance(raw, dict) or not all(isinstance(t, str) for pair in pairs for t in pair):
        raise InvalidInput(
            'mapping: is not an object of texts; write {"their header": "our header"}.',
            'mapping:应为文字对照,例如 {"贵单位表头": "姓名"}。',
            field="mapping",
        )
    if len(raw) > ENTRIES_LIMIT:
        raise InvalidInput(
            f"mapping: has {len(raw)} entries; at most {ENTRIES_LIMIT} are taken.",
            f"mapping:共 {len(raw)} 条,最多 {ENTRIES_LIMIT} 条。",
            field="mapping",
        )
    for meaning in raw.values():
        for kind in headers.schema.bases:
            headers.mapped(meaning, kind)
    return Mapping(dict(raw))


def read_mapping(path: Path, headers: Headers) -> Mapping:
    """The mapping of a file. Raises DataFault for a file that is none, InvalidInput for an entry."""
    try:
        if path.stat().st_size > BYTES_LIMIT:
            raise _fault(path, "is too large for a mapping", "过大,不是表头对照文件")
        raw = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _fault(path, f"cannot be read: {error.strerror}", "无法读取") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise _fault(
            path, "is neither JSON nor YAML in UTF-8", "不是 UTF-8 的 JSON 或 YAML"
        ) from error
    return checked_mapping(raw, headers)


def remembered(data: Path, office: str | None, headers: Headers) -> Mapping:
    """What an office's headers meant the last time; empty for an office that gave none."""
    path = _path(data, office)
    return read_mapping(path, headers) if path.is_file() else Mapping()


def remember(data: Path, office: str | None, mapping: Mapping) -> None:
    """Keeps an office's mapping, whole or not at all. Raises ConfigurationError."""
    text = json.dumps(dict(mapping.entries), ensure_ascii=False, indent=2, sort_keys=True)
    keep_text(_path(data, office), text + "\n")


def for_office(
    data: Path,
    office: str | None,
    given: Mapping | None,
    headers: Headers,
    *,
    afresh: bool = False,
) -> Mapping:
    """The mapping to import with: what is given over what is remembered, and now remembered too.

    `afresh`: what is remembered is left aside, and what is given takes its place.
    """
    older = remembered(data, office, headers)
    used = Mapping() if afresh else older
    if given is None:
        return used
    merged = given.over(used)
    if merged != older:
        remember(data, office, merged)
    return merged


def _path(data: Path, office: str | None) -> Path:
    """The file of an office; a name that is no id goes by its digest, never as a path."""
    name = office or "default"
    if not _PLAIN.fullmatch(name):
        name = hashlib.sha256(name.encode()).hexdigest()[:16]
    return data / FOLDER / f"{name}.json"


def _fault(path: Path, en: str, zh: str) -> DataFault:
    return DataFault(f"{path} {en}.", f"{path}:{zh}。")
