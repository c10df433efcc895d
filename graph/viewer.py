"""Who looks, and what of the network is there for them (docs/design.md#the-viewer).

An entity has an access: a level and, at level OWN, the offices it is for. Few accesses are in use,
as many as there are sets of offices, so arrays hold a small number per entity, and what a viewer may
see is one look-up per number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

# The levels of an entity: anyone · anyone signed in · its office and those it is shared with ·
# nobody but the all-seeing (withdrawn, erased, restricted).
PUBLISHED, WORKING, OWN, HIDDEN = range(4)


class Access(NamedTuple):
    """For whom an entity is there. `offices`: sorted ids, only at level OWN."""

    level: int
    offices: tuple[str, ...] = ()


# What was written before there were levels is shown to nobody by mistake.
UNKNOWN = Access(OWN)


@dataclass(frozen=True)
class Viewer:
    """Who looks: the highest level they see, and of which offices; `offices` None: of every one."""

    level: int = HIDDEN
    offices: frozenset[str] | None = None

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

    def number(self, access: Access) -> int:
        """The number of an access, a new one for one not met before; below 2**16."""
        return self._numbers.setdefault(access, len(self._numbers))

    def numbers(self, accesses: Iterable[Access]) -> NDArray[np.uint16]:
        """The number of each."""
        return np.fromiter(map(self.number, accesses), np.uint16)

    def seen_by(self, viewer: Viewer) -> NDArray[np.bool_]:
        """By number: whether what has this access is there for the viewer."""
        return np.fromiter(map(viewer.sees, list(self._numbers)), np.bool_, len(self._numbers))


def access_of(stored: dict[str, Any]) -> Access:
    """The access of a row or of stored properties with `access_level` and `access_offices`."""
    level = stored.get("access_level")
    if level is None:
        return UNKNOWN
    return Access(level, tuple(stored.get("access_offices") or ()) if level == OWN else ())
