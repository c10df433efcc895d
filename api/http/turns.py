"""So many at a time of what costs much; whoever comes beyond that is told to come again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.errors import QiaotuError


class TooMany(QiaotuError):
    """As many of these run as may; the same request may succeed later."""

    status = 429

    def __init__(self, what: str, again_after: int, en: str, zh: str) -> None:
        """`again_after`: seconds."""
        super().__init__(en, zh)
        self.code = f"too_many_{what}"
        self.retry_after = again_after


class Turns:
    """`at_once` of `what`: the end of the error's code. `en`, `zh`: what is being done, and to how
    many: “exports are being made”, “个导出正在进行”."""

    def __init__(self, what: str, at_once: int, again_after: int, en: str, zh: str) -> None:
        self.at_once = at_once
        self._what, self._again_after, self._en, self._zh = what, again_after, en, zh
        self._running = threading.BoundedSemaphore(at_once)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Holds one inside. Raises TooMany."""
        if not self._running.acquire(blocking=False):
            raise TooMany(
                self._what,
                self._again_after,
                f"{self.at_once} {self._en} already. Try again shortly.",
                f"已有 {self.at_once} {self._zh},请稍后再试。",
            )
        try:
            yield
        finally:
            self._running.release()
