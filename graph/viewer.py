"""Who looks, and what of the network is there for them (docs/design.md#the-viewer).

An entity has an access: a level and, at level OWN, the offices it is for. Few accesses are in use,
as many as there are sets of offices, so arrays hold a small number per entity, and what a viewer may
see is one look-up per number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from graph.further_data import told_of
from graph.schema import Privacy, Property

# The levels of an entity: anyone · anyone signed in · its office and those it is shared with ·
# nobody but the all-seeing (withdrawn, erased, restricted).
PUBLISHED, WORKING, OWN, HIDDEN = range(4)


class Access(NamedTuple):
    """For whom an entity is there. `offices`: sorted ids, only at level OWN."""

    level: int
    offices: tuple[str, ...] = ()


ALL_CLASSES: frozenset[Privacy] = frozenset(get_args(Privacy))
# What a record is open to that says nothing of it, by its base label.
_USUAL = {"Person": OWN, "Context": PUBLISHED}
EXTRA = "extra"  # further data, told key by key
# What was written before there were levels is shown to nobody by mistake.
UNKNOWN = Access(OWN)


@dataclass(frozen=True)
class Viewer:
    """Who looks: the highest level they see, and of which offices; `offices` None: of every one.

    `told`: the classes of properties that they are told.
    """

    level: int = HIDDEN
    offices: frozenset[str] | None = None
    # No part of a mask: what is there is one thing, what of it is told another.
    told: frozenset[Privacy] = field(default=ALL_CLASSES, compare=False)

    def sees(self, access: Access) -> bool:
        """Whether what has this access is there for them."""
        if access.level > self.level:
            return False
        if access.level < OWN or self.offices is None:
            return True
        return not self.offices.isdisjoint(access.offices)

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden from them."""
        return self.level >= HIDDEN and self.offices is None

    @property
    def mask(self) -> Viewer:
        """Who stands for all that see the same: where offices make no difference, there are none."""
        if self.offices is None:
            return self
        return Viewer(OWN, self.offices) if self.level >= OWN else Viewer(self.level)

    def parameters(self) -> dict[str, Any]:
        """What queries compare an entity's access with."""
        offices = None if self.offices is None else sorted(self.offices)
        return {"level": self.level, "offices": offices}


# The one viewer there is without accounts.
EVERYTHING = Viewer()


@dataclass
class Accesses:
    """Accesses by number. Numbers only grow, so arrays made earlier stay right."""

    _numbers: dict[Access, int] = field(default_factory=dict)

    @classmethod
    def of(cls, listed: Iterable[Access]) -> Accesses:
        """Different accesses, numbered as they come."""
        return cls({access: number for number, access in enumerate(listed)})

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, access: Access) -> int:
        """The number of an access, a new one for one not met before; below 2**16."""
        return self._numbers.setdefault(access, len(self._numbers))

    def numbers(self, accesses: Iterable[Access]) -> NDArray[np.uint16]:
        """The number of each."""
        return np.fromiter(map(self.number, accesses), np.uint16)

    def seen_by(self, viewer: Viewer) -> NDArray[np.bool_]:
        """By number: whether what has this access is there for the viewer."""
        # Counted once: another thread may add to them meanwhile.
        listed = self.listed()
        return np.fromiter(map(viewer.sees, listed), np.bool_, len(listed))

    def listed(self) -> list[Access]:
        """Every access, in the order of its number."""
        return list(self._numbers)


def told(
    properties: Mapping[str, Any], rules: Mapping[str, Property], viewer: Viewer
) -> dict[str, Any]:
    """The properties of a record that a viewer is told, by the classes of the schema."""
    if viewer.told == ALL_CLASSES:
        return dict(properties)
    found = {name: v for name, v in properties.items() if rules[name].privacy in viewer.told}
    extra = found.pop(EXTRA, None) or {}
    kept = told_of(extra, viewer.told)
    return {**found, EXTRA: kept} if kept else found


def access_columns(labels: Sequence[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """What is stored beside an entity's properties for queries to compare; its base label first.

    Worked out at every write, so that no read has to.
    """
    level = properties.get("level")
    if level is None:
        level = _USUAL.get(labels[0], WORKING)
    if level != OWN:
        return {"access_level": level}
    owner, shared = properties.get("office"), properties.get("shared_with") or []
    offices = sorted({*shared, owner} - {None})
    return (
        {"access_level": level, "access_offices": offices} if offices else {"access_level": level}
    )


def access_of(stored: Mapping[str, Any]) -> Access:
    """The access of a row or of stored properties with `access_level` and `access_offices`."""
    level = stored.get("access_level")
    if level is None:
        return UNKNOWN
    return Access(level, tuple(stored.get("access_offices") or ()) if level == OWN else ())
