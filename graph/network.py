"""What answers requests: the open store, and what is kept in memory beside it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

import structlog

from graph.errors import Conflict, Overtaken, QiaotuError, StoreTimeout, StoreUnavailable
from graph.log.follower import Follower
from graph.log.revision import current_revision
from graph.schema import Schema
from graph.search.mirror import SearchMirror
from graph.settings import Settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.topology.mirror import TopologyMirror
from graph.topology.topology import Topology
from graph.viewer import EVERYTHING, Viewer
from graph.viewpoint import Viewpoint
from graph.writing.writer import Writer

# After a failed attempt to open the store, others are told so at once for this long: no queue
# forms behind a server that is down, and its return is noticed soon.
RETRY_SECONDS = 1.0
# What time may mend.
AWAY = (StoreUnavailable, StoreTimeout)

# Each try takes the time of an answer, so under unbroken writes none takes more than three times
# its own.
ASKED_AGAIN = 2

T = TypeVar("T")


class Seeded(Protocol):
    """How much was loaded into an empty store."""

    @property
    def entities(self) -> int: ...
    @property
    def relationships(self) -> int: ...


# Loads the first facts; `graph` does not know whence.
Seed = Callable[[Store, Writer], Seeded]
_log = structlog.get_logger("qiaotu")


@dataclass
class Shown:
    """How new what an answer shows is. `revision`: of the last write known of; None: none looked up.

    `behind`: a bulk load among the writes up to it is not shown yet, but still being read.
    """

    revision: int | None = None
    behind: bool = False


@dataclass(frozen=True)
class Network:
    """An open store with its writer, and the names and ties that are kept in memory.

    `shown`: told how new the answers are. `viewer`: who asks.
    """

    store: Store
    schema: Schema
    writer: Writer
    route_timeout: float
    _names: SearchMirror
    _topology: TopologyMirror
    _follower: Follower
    shown: Shown = field(default_factory=Shown)
    viewer: Viewer = EVERYTHING

    @property
    def sight(self) -> Sight:
        """The store as this viewer sees it."""
        return self.viewpoint

    @property
    def viewpoint(self) -> Viewpoint:
        """From where this viewer's questions are asked."""
        return Viewpoint(self.store, self.schema, self.viewer, self, self.route_timeout)

    def names(self) -> SearchMirror:
        """The names, as new as the store."""
        self._follow()
        return self._names

    def topology(self) -> Topology:
        """The ties, as new as the store."""
        self._follow()
        return self._topology.topology

    @property
    def behind(self) -> bool:
        """Whether names and ties are of an older state, while everything is read anew."""
        return self._follower.behind

    def close(self) -> None:
        """Keeps the ties for the next start and closes the store."""
        self._follower.close()
        self._topology.save()
        self.store.close()

    def newest_topology(self) -> Topology:
        """The ties after another look at the log."""
        self._follower.note_write()
        return self.topology()

    def answer(self, ask: Callable[[], T]) -> T:
        """What `ask` returns: an answer of several reads, all of one state of the store.

        When a write came between them, the whole is asked again. Where writes follow one another
        more closely than that, the last answer stands: nothing in it is missing, but some of it
        may be one write newer. Raises Overtaken when even that cannot be had.
        """
        for _ in range(ASKED_AGAIN):
            try:
                before = self.shown.revision = self._follower.follow()
                self.shown.behind = False
                answer = ask()
            except Overtaken:
                self._follower.note_write()
                continue
            if self.revision() == before:
                return answer
            self._follower.note_write()
        self.shown.behind = False
        return ask()

    def write(self, act: Callable[[Writer], T]) -> T:
        """What `act` does and returns; the next answer shows it."""
        try:
            return act(self.writer)
        finally:
            self._follower.note_write()

    def revision(self) -> int:
        """The number of the last write, after a round trip to the store."""
        self.shown.revision = current_revision(self.store)
        return self.shown.revision

    def _follow(self) -> None:
        self.shown.revision = self._follower.follow()
        # Of all that went into an answer one older part is enough.
        self.shown.behind = self.shown.behind or self._follower.behind


def open_network(settings: Settings, schema: Schema, seed: Seed | None = None) -> Network:
    """The network that the settings name; an empty one is seeded first, if so set.

    Raises ConfigurationError, DataFault, StoreUnavailable.
    """
    store = open_store(settings, schema)
    try:
        writer = Writer(store, schema)
        if seed and settings.seed_on_start and current_revision(store) == 0:
            _seed(store, writer, seed)
        return _with_mirrors(store, schema, writer, settings)
    except BaseException:
        store.close()
        raise


def _seed(store: Store, writer: Writer, seed: Seed) -> None:
    try:
        report = seed(store, writer)
    except Conflict:
        # Another process that started with us on the same server was quicker.
        _log.info("seeded_by_another")
        return
    _log.info("seeded", entities=report.entities, relationships=report.relationships)


def _with_mirrors(store: Store, schema: Schema, writer: Writer, settings: Settings) -> Network:
    # A server's ties are read from it: another's copy on this disk could be of another graph.
    kept = None if settings.store else settings.data / "topology"
    names, topology = SearchMirror(store, schema), TopologyMirror(store, schema, kept)
    follower = Follower(store, [names, topology])
    follower.follow()
    return Network(store, schema, writer, settings.route_timeout, names, topology, follower)


class Connection:
    """Opens the network when first asked for it, and tries again while it cannot be.

    `opened` holds it while it is open.
    """

    def __init__(self, settings: Settings, schema: Schema, seed: Seed | None = None) -> None:
        self._settings = settings
        self._schema = schema
        self._seed = seed
        self._opening = threading.Lock()
        self.opened: Network | None = None
        self._failed_at = float("-inf")
        self._closed = False

    def start(self) -> None:
        """Opens the network; a server that is away is waited for by later requests.

        Raises ConfigurationError and DataFault, which no waiting mends.
        """
        try:
            self._open()
        except AWAY:
            _log.warning("store_unavailable_at_start")

    def network(self) -> Network:
        """The open network. Raises StoreUnavailable."""
        if self.opened is not None:
            return self.opened
        try:
            return self._open()
        except AWAY:
            raise
        except QiaotuError as error:
            # Only an operator can mend it; to a caller the store is away.
            _log.error("store_cannot_be_opened", reason=error.en)
            raise StoreUnavailable from error

    def close(self) -> None:
        """Closes the store for good; safe to repeat."""
        with self._opening:
            self._closed = True
            if self.opened is not None:
                self.opened.close()
                self.opened = None

    def _open(self) -> Network:
        with self._opening:
            if self.opened is not None:
                return self.opened
            if self._closed or time.monotonic() - self._failed_at < RETRY_SECONDS:
                raise StoreUnavailable
            try:
                self.opened = open_network(self._settings, self._schema, self._seed)
            except QiaotuError:
                self._failed_at = time.monotonic()
                raise
            _log.info("store_opened")
            return self.opened
