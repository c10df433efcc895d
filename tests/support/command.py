"""What the command `qiaotu` leaves behind when a test has run it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Run = Callable[..., "Outcome"]


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def is_refused(self, *words: str) -> bool:
        """Exit 1 and one line on stderr that holds these words; shows what it was if not."""
        assert (self.code, self.out) == (1, ""), self
        assert len(self.err.splitlines()) == 1, self.err
        assert [word for word in words if word not in self.err] == []
        return True
