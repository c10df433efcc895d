"""Search by name, kept in memory and as new as the store. How names match: docs/design.md#search."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

from graph.errors import InvalidInput
from graph.log.revision import Changed
from graph.models import Node
from graph.schema import Schema
from graph.search.filters import Filters
from graph.search.index.index import Index, TieRow
from graph.search.index.links import TIES
from graph.search.index.record import Record
from graph.search.landscape import Landscape, countries, landscape
from graph.search.match import LISTED_LIMIT, match
from graph.search.models import Candidate, Candidates, Hit, Hits, ListedName, Suggestions
from graph.search.namesakes import apart, same_name
from graph.search.ranking.question import QUERY_LIMIT
from graph.search.search import SCORES, Found, search
from graph.search.suggest import suggest
from graph.store.protocol import Row, Store
from graph.store.rows import node_of, whole
from graph.viewer import EVERYTHING

__all__ = ["LISTED_LIMIT", "QUERY_LIMIT", "Names"]

VIEWS_KEPT = (
    4  # indexes as others than the all-seeing see them: some 15 MB each at a province's size
)


class Names:
    """Every entity's names. See `graph.log.revision.Mirror`."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self._store = store
        self._schema = schema
        self._index = Index(list(schema.labels))
        # Searches read what updates change in place; each holds the lock for milliseconds.
        self._lock = threading.Lock()
        # By who is hidden. They share what a change alters, so they last until the next.
        self._views: dict[frozenset[str], Index] = {}
        self._changes = 0

    def rebuild(self) -> None:
        """Reads every entity's names and ties."""
        index = Index(list(self._schema.labels))
        rows = self._store.stream("names", types=self._schema.walked)
        ties = self._store.stream("search_ties", types=list(TIES))
        index.load(_records(rows), _ties(ties))
        with self._lock:
            self._index = index
            self._forget_views()

    def update(self, changed: Changed) -> None:
        """Reads the names and ties of the touched entities, and drops what is gone."""
        ids = sorted(changed.entity_ids)
        rows = self._store.read("names_by_ids", ids=ids, types=self._schema.walked)
        ties = self._store.read("search_ties_by_ids", ids=ids, types=list(TIES))
        with self._lock:
            self._index.update(ids, list(_records(rows)), _ties(ties))
            self._forget_views()

    def twin(self) -> Names:
        """See `graph.log.revision.Mirror`."""
        return Names(self._store, self._schema)

    def adopt(self, twin: Names) -> None:
        """See `graph.log.revision.Mirror`."""
        with self._lock:
            self._index = twin._index
            self._forget_views()

    def search(
        self,
        query: str,
        *,
        label: str | None = None,
        office: str | None = None,
        country: str | None = None,
        field: str | None = None,
        since: str | None = None,
        hidden: Collection[str] = (),
        limit: int = 50,
        offset: int = 0,
    ) -> Hits:
        """A page of hits; none for a query of spaces and punctuation only.

        `country`: id of a country or place that the entity lies in. `field`: id or name of a field
        that it knows. `since`: a date, at or after which something of it began. `hidden`: ids
        that the viewer may not see; the answer is as if neither they nor their ties were there.
        Raises InvalidInput for a query over QUERY_LIMIT or a `since` that is no date.
        """
        filters = Filters(label, country, office, field, since)
        with self._seen(hidden) as index:
            found = search(index, self._schema, query, filters, limit, offset)
            ids = [index.record(slot).id for slot in found.slots]
            told = [_told(index, slot) for slot in found.slots]
        nodes = self._nodes(ids)
        hits = [
            Hit(**nodes[id_].model_dump(), **_matched(found, place), **told[place])
            for place, id_ in enumerate(ids)
            if id_ in nodes
        ]
        return Hits(
            query=query,
            total=found.total,
            limit=limit,
            offset=offset,
            hits=hits,
            facets=found.facets,
        )

    def suggest(self, query: str, *, hidden: Collection[str] = ()) -> Suggestions:
        """At most eight answers to what is half typed, none of the `hidden` ids among them.

        Raises InvalidInput for an over-long query.
        """
        with self._seen(hidden) as index:
            return suggest(index, self._schema, query)

    def landscape(self) -> Landscape:
        """Where everything lies, in numbers."""
        with self._lock:
            return landscape(self._index)

    def countries(self, ids: Iterable[str]) -> dict[str, str]:
        """The name of the country that each lies in, through any number of places; the first of several."""
        with self._lock:
            return countries(self._index, ids)

    def match(
        self, listed: Sequence[ListedName], *, hidden: Collection[str] = ()
    ) -> list[Candidates]:
        """Candidates for each name of a list, in its order; nothing is linked.

        `hidden`: ids that the viewer may not see.
        Raises InvalidInput for more than LISTED_LIMIT names.
        """
        if len(listed) > LISTED_LIMIT:
            raise InvalidInput(
                f"names: {len(listed)} were given; at most {LISTED_LIMIT} are taken at once.",
                f"names:一次最多 {LISTED_LIMIT} 个姓名,收到 {len(listed)} 个。",
                field="names",
            )
        return [self._candidates(each, hidden) for each in listed]

    def _candidates(self, listed: ListedName, hidden: Collection[str]) -> Candidates:
        with self._seen(hidden) as index:
            total, likely = match(index, listed)
            ids = [index.record(each.slot).id for each in likely]
        nodes = self._nodes(ids)
        candidates = [
            Candidate(
                node=nodes[id_], score=each.score, matched_on=each.match, reasons=each.reasons
            )
            for id_, each in zip(ids, likely, strict=True)
            if id_ in nodes
        ]
        return Candidates(asked=listed, total=total, candidates=candidates)

    @contextmanager
    def _seen(self, hidden: Collection[str]) -> Iterator[Index]:
        """The index without the hidden, for as long as nothing may change it."""
        unseen, changes = frozenset(hidden), self._changes
        made = not unseen or unseen in self._views
        neighbours = None if made else self._tied_to(unseen)
        with self._lock:
            if changes != self._changes:
                neighbours = None
            yield self._view(unseen, neighbours) if unseen else self._index

    def _view(self, unseen: frozenset[str], neighbours: Sequence[Record] | None) -> Index:
        """The index without these; `neighbours`: of them, or None to read them while others wait."""
        if unseen not in self._views:
            left = self._index.without(
                unseen, self._tied_to(unseen) if neighbours is None else neighbours
            )
            while len(self._views) >= VIEWS_KEPT:
                del self._views[next(iter(self._views))]
            self._views[unseen] = left
        return self._views[unseen]

    def _tied_to(self, unseen: frozenset[str]) -> list[Record]:
        """Those tied to the unseen, as they are without those ties."""
        rows = self._store.read("names_seen", hidden=sorted(unseen), types=self._schema.walked)
        return list(_records(rows))

    def _forget_views(self) -> None:
        self._views = {}
        self._changes += 1

    def _nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """The nodes by id; one deleted a moment ago is not among them."""
        rows = self._store.read("entity_by_ids", ids=list(ids), **EVERYTHING.parameters())
        return {
            row["id"]: node_of(row, self._schema, EVERYTHING) for row in whole(rows, "id", "name")
        }


def _matched(found: Found, place: int) -> Row:
    first, *others = found.matches[place]
    return {"matched_on": first, "also": others, "score": SCORES[found.tiers[place]]}


def _told(index: Index, slot: int) -> Row:
    key = same_name(index, slot)
    return {
        "degree": int(index.degrees[slot]),
        "same_name": key,
        "apart": apart(index, slot) if key else None,
    }


def _record(row: Row) -> Record:
    dates = [date for date in [row["since"], *row["dates"]] if date]
    return Record(
        id=row["id"],
        name=row["name"],
        aliases=tuple(row["aliases"] or ()),
        english_name=row["english_name"],
        summary=row["summary"],
        labels=frozenset(row["labels"]),
        office=row["office"],
        degree=row["degree"],
        since=max(dates, default=None),
    )


def _records(rows: Iterable[Row]) -> Iterator[Record]:
    return map(_record, whole(rows, "id", "name"))


def _ties(rows: Iterable[Row]) -> Iterator[TieRow]:
    return ((row["from"], row["type"], row["to"]) for row in whole(rows, "from", "type", "to"))
