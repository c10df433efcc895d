"""Records of the generator: every one says in its source that it is synthetic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.records import EntityRecord, RelationshipRecord
from seed.city.chance import Chance
from seed.city.dates import TODAY, YEAR, day, partial

SOURCE_ID = "syn-source"
SOURCES = [{"document": SOURCE_ID, "words": "合成数据 synthetic"}]
OFFICE_ID = "syn-o-000001"  # the federation whose network it is, at every size

Properties = dict[str, Any]
_STRENGTHS = (1, 0.9, 0.9, 0.8, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
_CONFIDENCES = (1, 0.9, 0.9, 0.8, 0.7, 0.6, 0.5)
# Shares of relationships that say this of themselves; the rest is missing, as in every register.
_SAYS_SINCE, _SAYS_STRENGTH, _SAYS_CONFIDENCE = 0.7, 0.55, 0.4
_SAYS_CONTACT, _SAYS_VERIFIED = 0.6, 0.3
_OLDEST_CONTACT = 15 * YEAR


def entity(id_: str, name: str, labels: tuple[str, ...], properties: Properties) -> EntityRecord:
    """An entity, marked as synthetic; properties that are None are left out."""
    kept = {key: value for key, value in properties.items() if value is not None}
    kept["sources"] = SOURCES
    return EntityRecord(id_, name, labels, kept)


def numbered(kind: str) -> Iterator[str]:
    """Ids of a kind in turn: syn-o-000001, syn-o-000002 …"""
    number = 0
    while True:
        number += 1
        yield f"syn-{kind}-{number:06}"


class RelationshipMaker:
    """Makes relationships, numbered in the order they are made."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self.made = 0

    def plain(self, type_: str, start: str, end: str, **properties: Any) -> RelationshipRecord:
        """A relationship that says no more than it is given; what is None is left out."""
        self.made += 1
        kept = {key: value for key, value in properties.items() if value is not None}
        kept["sources"] = SOURCES
        return RelationshipRecord(f"syn-r-{self.made:07}", start, end, type_, kept)

    def lived(
        self,
        type_: str,
        start: str,
        end: str,
        *,
        since: int | None = None,
        until: int | None = None,
        role: str | None = None,
    ) -> RelationshipRecord:
        """A relationship with the evidence a register has for it. `since`, `until`: days, as ordinals."""
        chance, properties = self._chance, Properties()
        self.made += 1
        if role is not None:
            properties["role"] = role
        if since is not None and chance.share() < _SAYS_SINCE:
            properties["since"] = partial(chance, since)
        if until is not None:
            properties["until"] = partial(chance, until)
        if chance.share() < _SAYS_STRENGTH:
            properties["strength"] = chance.pick(_STRENGTHS)
        if chance.share() < _SAYS_CONFIDENCE:
            properties["confidence"] = chance.pick(_CONFIDENCES)
        if chance.share() < _SAYS_CONTACT:
            properties["last_contact"] = self._contact(since, until)
        if until is None and chance.share() < _SAYS_VERIFIED:
            properties["verified_at"] = day(TODAY - chance.below(4 * YEAR))
        properties["sources"] = SOURCES
        return RelationshipRecord(f"syn-r-{self.made:07}", start, end, type_, properties)

    def _contact(self, since: int | None, until: int | None) -> str:
        """Recent for many, years ago for some; never before the relationship began or after it ended."""
        last = TODAY if until is None else until
        first = last - _OLDEST_CONTACT if since is None else min(since, last)
        return partial(self._chance, last - self._chance.recent(last - first))
