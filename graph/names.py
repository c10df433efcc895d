"""Search by name, kept in memory and as new as the store.

Tiers, best first: exact name, alias (recorded English names and ids count as aliases), prefix,
substring. Within a tier by degree, then name, then id.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.entities import nodes_by_ids
from graph.models import Hit, Hits, Match
from graph.revision import Changed
from graph.schema import Schema
from graph.store import Row, Store

QUERY_LIMIT = 1_000  # characters: longer than any name, shorter than what slows a search

_SCORES = {"exact": 1.0, "alias": 0.9, "prefix": 0.7, "substring": 0.5}
_RANKS = {tier: rank for rank, tier in enumerate(_SCORES)}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"\s+")

Field = Literal["name", "alias", "english_name", "id"]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as the search sees it: its texts, folded, with the field each comes from."""

    id: str
    name: str
    texts: tuple[tuple[str, Field, str], ...]
    labels: frozenset[str]
    office: str | None
    degree: int


class Names:
    """Every entity's names. See `graph.revision.Mirror`."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self._store = store
        self._schema = schema
        self._named: dict[str, Named] = {}

    def rebuild(self) -> None:
        """Reads every entity's names."""
        rows = self._store.stream("names", types=self._schema.walked)
        self._named = {row["id"]: _named(row) for row in rows}

    def update(self, changed: Changed) -> None:
        """Reads the names of the touched entities, and drops what is gone."""
        ids = sorted(changed.entity_ids)
        rows = self._store.read("names_by_ids", ids=ids, types=self._schema.walked)
        kept = {id_: named for id_, named in self._named.items() if id_ not in changed.entity_ids}
        self._named = kept | {row["id"]: _named(row) for row in rows}

    def search(
        self,
        query: str,
        *,
        label: str | None = None,
        office: str | None = None,
        country: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Hits:
        """A page of hits; none for a query of spaces and punctuation only.

        `country`: id of a country or place that the entity lies in. Raises NotFound for it.
        """
        inside = None if country is None else self._located_in(country)
        found = [
            (named, match)
            for named in self._named.values()
            if (label is None or label in named.labels)
            and (office is None or office == named.office)
            and (inside is None or named.id in inside)
            and (match := _match(named, fold(query)))
        ]
        found.sort(key=lambda pair: _rank(*pair))
        page = found[offset : offset + limit]
        return Hits(
            query=query, total=len(found), limit=limit, offset=offset, hits=self._hits(page)
        )

    def _located_in(self, country: str) -> set[str]:
        nodes_by_ids(self._store, self._schema, [country], field="country")
        return {row["id"] for row in self._store.read("located_in", id=country)}

    def _hits(self, page: list[tuple[Named, Match]]) -> list[Hit]:
        ids = [named.id for named, _ in page]
        nodes = {node.id: node for node in nodes_by_ids(self._store, self._schema, ids)}
        return [
            Hit(
                **nodes[named.id].model_dump(),
                degree=named.degree,
                matched_on=match,
                score=_SCORES[match.tier],
            )
            for named, match in page
        ]


def fold(text: str) -> str:
    """A text as it is compared: NFKC, no case, no invisible characters, single spaces."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _SPACES.sub(" ", plain).strip()


def _named(row: Row) -> Named:
    return Named(
        id=row["id"],
        name=row["name"],
        texts=tuple((fold(text), field, text) for field, text in _texts(row)),
        labels=frozenset(row["labels"]),
        office=row["office"],
        degree=row["degree"],
    )


def _texts(row: Row) -> Iterator[tuple[Field, str]]:
    yield "name", row["name"]
    for alias in row["aliases"] or []:
        yield "alias", alias
    if row["english_name"]:
        yield "english_name", row["english_name"]
    yield "id", row["id"]


def _match(named: Named, query: str) -> Match | None:
    """The best way in which an entity's texts match a folded query."""
    if not any(character.isalnum() for character in query):
        return None
    best: Match | None = None
    for folded, field, text in named.texts:
        tier = _tier(folded, field, query)
        if tier and (best is None or _RANKS[tier] < _RANKS[best.tier]):
            best = Match(tier=tier, field=field, text=text)
    return best


def _tier(
    folded: str, field: Field, query: str
) -> Literal["exact", "alias", "prefix", "substring"] | None:
    if folded == query:
        return "exact" if field == "name" else "alias"
    if field == "id":
        return None
    if folded.startswith(query):
        return "prefix"
    return "substring" if query in folded else None


def _rank(named: Named, match: Match) -> tuple[int, int, str, str]:
    return _RANKS[match.tier], -named.degree, named.name, named.id
