"""The overview worked out ahead and kept."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graph.network import Network, Shown
from graph.overview import overview as graph_overview
from graph.overview.overview import Overview
from graph.viewer import Viewer

# A city's is worked out anew within this; a province's takes seconds, and the last stands meanwhile.
PATIENCE_SECONDS = 1.0
MASKS_KEPT = 32  # overviews of some 50 kB; more sets of offices than look at one on a day


@dataclass(frozen=True)
class DatedOverview:
    """An overview, and when it was worked out. `whole`: from names and ties as new as the store."""

    overview: Overview
    moment: datetime
    whole: bool


class KeptOverview:
    """The last overviews worked out, and those under way: seconds of work at a province's size.

    One for each viewer's mask. Work is begun when the server starts, and when someone asks after a
    write.
    """

    def __init__(self) -> None:
        self._beginning = threading.Lock()
        self._worker = ThreadPoolExecutor(1, "overview")
        self._under_way: dict[Viewer, Future[DatedOverview]] = {}
        self._kept: dict[Viewer, DatedOverview] = {}

    def of(self, network: Network) -> tuple[DatedOverview, bool]:
        """An overview, and whether it is the newest; within PATIENCE_SECONDS, but for the first."""
        kept = self._kept.get(network.viewer)
        if kept is not None and _is_newest(kept, network):
            return kept, True
        if kept is not None and network.behind:
            # Names and ties are being read anew: what was whole is better than a mixture.
            return kept, False
        try:
            found = self.begin(network).result(PATIENCE_SECONDS if kept else None)
        except TimeoutError:
            assert kept is not None  # noqa: S101 - the first is waited for
            return kept, False
        return found, _is_newest(found, network)

    def begin(self, network: Network) -> Future[DatedOverview]:
        """The work under way for this viewer, begun if there is none."""
        with self._beginning:
            under_way = self._under_way.get(network.viewer)
            if under_way is None or under_way.done():
                under_way = self._worker.submit(self._work, network)
                self._under_way[network.viewer] = under_way
                self._forget_some()
            return under_way

    def _forget_some(self) -> None:
        for viewer in [each for each, work in self._under_way.items() if work.done()]:
            del self._under_way[viewer]
        while len(self._kept) > MASKS_KEPT:
            del self._kept[next(iter(self._kept))]

    def close(self) -> None:
        """Waits for the work under way, which reads the store; nothing is begun any more."""
        self._worker.shutdown(cancel_futures=True)

    def _work(self, network: Network) -> DatedOverview:
        moment = datetime.now(UTC)
        # Not the request's own note of what it shows, which may long have been answered.
        network = replace(network, shown=Shown())
        found = network.answer(lambda: graph_overview.overview(network.viewpoint, moment.date()))
        # What lacks a bulk load bears its number nevertheless, and must not stand for it.
        kept = DatedOverview(found, moment, whole=not network.shown.behind)
        self._kept[network.viewer] = kept
        return kept


def _is_newest(kept: DatedOverview, network: Network) -> bool:
    """Whether nothing was written since; a new day may bring a new survey round."""
    today = datetime.now(UTC).date() == kept.moment.date()
    return kept.whole and today and kept.overview.revision == network.revision()
