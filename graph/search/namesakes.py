"""重名: which entities bear the same name, and what tells them apart."""

from __future__ import annotations

import numpy as np

from graph.search.index.links import LinkType
from graph.search.index.record import Kind
from graph.search.index.view import IndexView
from graph.search.models import Apart
from graph.search.spelling.text import compact

TOLD_LIMIT = 3  # of each kind: enough to tell two apart, short enough for a line


def same_name(view: IndexView, slot: int) -> str | None:
    """The key that all entities with this name share; None when there is only one."""
    key = compact(view.record(slot).name)
    if not key:
        return None
    slots, kinds = view.by_keys([key])
    bearers = np.unique(slots[kinds == Kind.EXACT])
    return key if len(bearers) > 1 else None


def apart(view: IndexView, slot: int) -> Apart:
    """What tells an entity apart from its namesakes."""
    record, since = view.record(slot), view.since_of(slot)
    named: dict[LinkType, list[str]] = {tie: [] for tie in LinkType}
    for tie, end in view.links.starting(slot):
        other = view.at(end)
        if other is not None and other.name not in named[tie]:
            named[tie].append(other.name)
    owner = view.office_of(record)
    offices = list(dict.fromkeys(([owner] if owner else []) + named[LinkType.WORK]))
    return Apart(
        places=sorted(named[LinkType.PLACE] or named[LinkType.NATIVE])[:TOLD_LIMIT],
        offices=offices[:TOLD_LIMIT],
        fields=sorted(named[LinkType.FIELD])[:TOLD_LIMIT],
        schools=sorted(named[LinkType.SCHOOL])[:TOLD_LIMIT],
        years=[f"{since // 10_000:04}"] if since else [],
    )
