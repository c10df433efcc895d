"""Views of the network that users keep: what was drawn, how it was arranged, and as it then was.

A file per view in the data folder. Opening one says what has changed since it was kept.
"""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import ConfigDict, Field, ValidationError

from graph.errors import Conflict, NotFound
from graph.models import Model, Node, Relationship
from graph.reading.entities import network, nodes_there
from graph.store.sight import Sight
from graph.values import Id, Name, Text, moment
from graph.viewer import UNKNOWN, Access, access_of
from graph.whole_files import keep_text

VIEWS_LIMIT = 1_000  # views of an installation: a list that a person can still go through
NODES_LIMIT = 800  # nodes of a view: those of the largest picture
ADDRESS_LIMIT = 64 * 1024  # characters: some hundred ids
_ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


class Point(Model):
    """A place on the canvas."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    x: float
    y: float


class Note(Point):
    """A remark on the canvas; its corner is at (x, y)."""

    text: Annotated[Text, Field(min_length=1, max_length=500)]


class ViewDraft(Model):
    """A view to keep. `address`: the page's own, after `#`. `ids`: the entities drawn."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    address: Annotated[str, Field(pattern=r"^#/", max_length=ADDRESS_LIMIT)]
    ids: Annotated[list[Id], Field(min_length=1, max_length=NODES_LIMIT)]
    moved: Annotated[dict[Id, Point], Field(max_length=NODES_LIMIT, default_factory=dict)]
    notes: Annotated[list[Note], Field(max_length=100, default_factory=list)]


class ViewEntry(Model):
    """A view in the list of those that are kept."""

    id: str
    name: str
    saved_at: str
    nodes: int


class ViewChanges(Model):
    """What has changed since a view was kept, as ids of entities and relationships."""

    added: list[str]
    gone: list[str]
    changed: list[str]


class SavedView(Model):
    """A view as it was kept, and what has changed since."""

    id: str
    name: str
    saved_at: str
    address: str
    moved: dict[str, Point]
    notes: list[Note]
    changes: ViewChanges


class Views:
    """The views in a folder. Safe to use from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, sight: Sight, draft: ViewDraft) -> ViewEntry:
        """Keeps a view; its id is new. Raises NotFound for an unknown id, Conflict when full."""
        if len(self._files()) >= VIEWS_LIMIT:
            raise Conflict(
                f"There are {VIEWS_LIMIT} views already; delete some first.",
                f"已有 {VIEWS_LIMIT} 个视图,请先删除一些。",
            )
        kept = {
            **draft.model_dump(mode="json"),
            "id": uuid.uuid4().hex,
            "saved_at": moment(),
            "seen": _fingerprints(sight, draft.ids),
            "accesses": _accesses(sight, draft.ids),
        }
        self._write(kept)
        return _entry(kept)

    def listed(self, sight: Sight) -> list[ViewEntry]:
        """The views of what the viewer sees, newest first."""
        entries = [
            _entry(kept)
            for path in self._files()
            if (kept := _read(path)) and _is_seen(kept, sight)
        ]
        return sorted(entries, key=lambda entry: (entry.saved_at, entry.id), reverse=True)

    def open(self, sight: Sight, id_: str) -> SavedView:
        """A view with what has changed since. Raises NotFound."""
        kept = self._kept(id_, sight)
        before: dict[str, str] = kept["seen"]
        now = _fingerprints(sight, kept["ids"], missing_ok=True)
        fields = {name: kept[name] for name in SavedView.model_fields if name != "changes"}
        changes = ViewChanges(
            added=sorted(now.keys() - before.keys()),
            gone=sorted(before.keys() - now.keys()),
            changed=sorted(id_ for id_ in now.keys() & before.keys() if now[id_] != before[id_]),
        )
        return SavedView(**fields, changes=changes)

    def delete(self, sight: Sight, id_: str) -> None:
        """Forgets a view. Raises NotFound."""
        self._kept(id_, sight)
        self._path(id_).unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.json"))

    def _path(self, id_: str) -> Path:
        return self._folder / f"{id_}.json"

    def _kept(self, id_: str, sight: Sight) -> dict[str, Any]:
        kept = _read(self._path(id_)) if _ID.fullmatch(id_) else None
        if kept is None or not _is_seen(kept, sight):
            raise NotFound(
                f"id: there is no view with the id {id_}.", f"id:没有编号为 {id_} 的视图。"
            )
        return kept

    def _write(self, kept: Mapping[str, Any]) -> None:
        keep_text(self._path(kept["id"]), json.dumps(kept, ensure_ascii=False))


def _read(path: Path) -> dict[str, Any] | None:
    """A view's file; None for one that is gone, or that no version of ours wrote."""
    try:
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        ViewDraft.model_validate({name: kept[name] for name in ViewDraft.model_fields})
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None
    return kept


def _accesses(sight: Sight, ids: Sequence[str]) -> list[Access]:
    """What the entities of a view are open to, each once."""
    rows = sight.read("entity_by_ids", ids=list(ids))
    return sorted({access_of(row["properties"]) for row in rows})


def _is_seen(kept: Mapping[str, Any], sight: Sight) -> bool:
    """Whether the viewer may see everything that a view shows, then and now.

    Its name, its remarks and its address may tell of any of it.
    """
    if sight.viewer.sees_all:
        return True
    then = [Access(level, tuple(offices)) for level, offices in kept.get("accesses", [UNKNOWN])]
    if not all(map(sight.viewer.sees, then)):
        return False
    there = {row["id"] for row in sight.store.read("labels_by_ids", ids=kept["ids"])}
    return len(nodes_there(sight, kept["ids"])) == len(there)


def _entry(kept: Mapping[str, Any]) -> ViewEntry:
    return ViewEntry(
        id=kept["id"], name=kept["name"], saved_at=kept["saved_at"], nodes=len(kept["ids"])
    )


def _fingerprints(sight: Sight, ids: Sequence[str], *, missing_ok: bool = False) -> dict[str, str]:
    """By id, what tells whether an entity of the view, or a relationship among them, has changed."""
    wanted = list(dict.fromkeys(ids))
    if missing_ok:
        wanted = list(nodes_there(sight, wanted))
    if not wanted:
        return {}
    found = network(sight, wanted, depth=0, limit=len(wanted))
    items: list[Node | Relationship] = [*found.nodes, *found.relationships]
    return {item.id: _fingerprint(item) for item in items}


def _fingerprint(item: Node | Relationship) -> str:
    text = json.dumps(item.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
