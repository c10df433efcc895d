"""What viewers see of a topology, kept from one question to the next and over writes.

A write only notes whom it touched. A view is brought up to it when it is next asked for, so a write
costs the same however many viewers there are.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from graph.topology.pool import enlarged
from graph.viewer import Viewer

# Of views kept: 41 at a province's 500,000 entities (6.5 MB each), 860 at a city's 24,000.
BYTES_KEPT = 1 << 28
# Once more than these were touched, and more than this share of all, a view is sooner counted anew.
_FEW_TOUCHED, _SHARE_TOUCHED = 1_000, 1 / 16
_WRITES_APART = 64  # writes noted one by one, before they are put together


@dataclass(frozen=True)
class View:
    """What one viewer sees of n entities, by number; 13 bytes each.

    `degrees` [n] int32: ties of weighted types to those whom they see. `passing` [n] int64: the cost
    of passing each, in units of 2^-48; NEVER where it may not be passed. `hidden` [n] bool.
    """

    degrees: NDArray[np.int32]
    passing: NDArray[np.int64]
    hidden: NDArray[np.bool_]

    @property
    def size(self) -> int:
        """Bytes of the arrays."""
        return self.degrees.nbytes + self.passing.nbytes + self.hidden.nbytes

    def enlarged(self, count: int) -> View:
        """A copy for `count` entities, the new ones without ties and seen."""
        return View(
            enlarged(self.degrees, count),
            enlarged(self.passing, count),
            enlarged(self.hidden, count),
        )

    def taken(self, numbers: NDArray[np.int64]) -> View:
        """These entities alone, numbered in this order."""
        return View(self.degrees[numbers], self.passing[numbers], self.hidden[numbers])


@dataclass(frozen=True)
class KeptView:
    """A view of this topology, or of an earlier one.

    `touched`: by number, whom writes touched since. `order`: the numbers that the earlier topology
    had, in the order of those of this one; None: the same, and further ones.
    """

    view: View
    touched: tuple[NDArray[np.int64], ...] = ()
    order: NDArray[np.int64] | None = None

    @property
    def is_current(self) -> bool:
        """Whether nothing changed since."""
        return not self.touched and self.order is None

    def after(self, numbers: NDArray[np.int64]) -> KeptView | None:
        """Once these were touched too; None when it is no longer worth keeping."""
        touched = (*self.touched, numbers)
        if len(touched) > _WRITES_APART:
            touched = (np.unique(np.concatenate(touched)),)
        few = max(_FEW_TOUCHED, len(self.view.hidden) * _SHARE_TOUCHED)
        if sum(map(len, touched)) > few:
            return None
        return replace(self, touched=touched)

    def compacted(self, order: NDArray[np.int64], numbers: NDArray[np.int32]) -> KeptView | None:
        """Once the topology was compacted; None when it was already since the view was made."""
        if self.order is not None:
            return None
        touched = tuple(now[now >= 0] for now in (numbers[then] for then in self.touched))
        return KeptView(self.view, tuple(n.astype(np.int64) for n in touched), order)

    def renumbered(self, count: int) -> View:
        """A copy for `count` entities, by the numbers that they have now."""
        if self.order is None:
            return self.view.enlarged(count)
        before = max(len(self.view.hidden), int(self.order.max(initial=-1)) + 1)
        return self.view.enlarged(before).taken(self.order).enlarged(count)


Change = Callable[[KeptView], KeptView | None]


@dataclass
class ViewCache:
    """The views of one topology by mask, the last used last. Safe to use from several threads.

    `working`: held by whoever works a view out, so that others wait for it rather than do it again.
    """

    working: threading.Lock = field(default_factory=threading.Lock)
    _kept: OrderedDict[Viewer, KeptView] = field(default_factory=OrderedDict)
    _later: list[tuple[ViewCache, Change]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, mask: Viewer) -> KeptView | None:
        """What is kept for a mask."""
        with self._lock:
            if mask in self._kept:
                self._kept.move_to_end(mask)
            return self._kept.get(mask)

    def keep(self, mask: Viewer, view: View) -> None:
        """Keeps a view of this topology, and hands it on to those made of it meanwhile: where
        writes come faster than a view is worked out, it would else be so again and again."""
        waiting: list[tuple[ViewCache, KeptView | None]] = [(self, KeptView(view))]
        for views, kept in waiting:
            if kept is not None:
                waiting += [(later, change(kept)) for later, change in views._take(mask, kept)]

    def after(self, touched: Iterable[int]) -> ViewCache:
        """For the topology after a write that touched these entities."""
        numbers = np.array(sorted(touched), np.int64)
        return self._changed(lambda kept: kept.after(numbers))

    def compacted(self, order: NDArray[np.int64], numbers: NDArray[np.int32]) -> ViewCache:
        """For the topology compacted: `order` [m] the old numbers in the order of the new ones,
        `numbers` [n] the new by the old ones, -1 for who is gone."""
        return self._changed(lambda kept: kept.compacted(order, numbers))

    def _changed(self, change: Change) -> ViewCache:
        with self._lock:
            kept = ((mask, change(each)) for mask, each in self._kept.items())
            later = ViewCache(_kept=OrderedDict((mask, each) for mask, each in kept if each))
            self._later.append((later, change))
        return later

    def _take(self, mask: Viewer, kept: KeptView) -> Sequence[tuple[ViewCache, Change]]:
        """Puts it in place of one that is older, and of those unused for longest; what to hand it
        on to."""
        with self._lock:
            if mask in self._kept and self._kept[mask].is_current:
                return ()
            self._kept[mask] = kept
            self._kept.move_to_end(mask)
            while len(self._kept) * kept.view.size > BYTES_KEPT and len(self._kept) > 1:
                self._kept.popitem(last=False)
            return list(self._later)
