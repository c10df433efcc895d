"""One relationship that may be a step of a route."""

from __future__ import annotations

from dataclasses import dataclass

from graph.store.protocol import Row

_PROPERTIES = ("since", "until", "strength", "confidence", "last_contact", "verified_at")


@dataclass(frozen=True, slots=True)
class Tie:
    """A relationship that may be a step: its ends, and what its factor is made of.

    See docs/routes.md#score.
    """

    id: str
    from_: str
    to: str
    type: str
    since: str | None
    until: str | None
    strength: float | None
    confidence: float | None
    last_contact: str | None
    verified_at: str | None

    def other(self, end: str) -> str:
        """The end that is not `end`."""
        return self.to if end == self.from_ else self.from_


def tie_of(row: Row) -> Tie:
    """The tie of a row with `id`, `from`, `to`, `type` and `properties`."""
    values = {name: row["properties"].get(name) for name in _PROPERTIES}
    return Tie(id=row["id"], from_=row["from"], to=row["to"], type=row["type"], **values)
