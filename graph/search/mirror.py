"""Search by name, kept in memory and as new as the store. How names match: docs/design.md#search."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from graph.errors import InvalidInput
from graph.log.revision import Changed, current_revision
from graph.models import Node
from graph.schema import Schema
from graph.search.filters import Filters
from graph.search.index.degrees import DegreeColumns
from graph.search.index.index import Index, TieRow
from graph.search.index.links import TIES
from graph.search.index.record import Record
from graph.search.index.view import IndexView
from graph.search.landscape import Landscape, countries, landscape
from graph.search.match import LISTED_LIMIT, match
from graph.search.models import Candidate, Candidates, Hit, Hits, ListedName, Suggestions
from graph.search.namesakes import apart, same_name
from graph.search.search import SCORES, SearchPage, search
from graph.search.suggest import suggest
from graph.store.protocol import Row, Store
from graph.store.rows import whole
from graph.store.sight import Sight
from graph.viewer import EVERYTHING, Access, Viewer, access_of

# Viewers whose arrays are kept until the next change: some 5 MB each at a province's size.
VIEWS_KEPT = 8
_SETTLED = -1


class SearchMirror:
    """Every entity's names, and what of them is there for a viewer. See `graph.log.revision.Mirror`."""

    def __init__(self, store: Store, schema: Schema) -> None:
        self._store = store
        self._schema = schema
        self._index = Index(list(schema.labels))
        # Searches read what updates change in place; each holds the lock for milliseconds.
        self._lock = threading.Lock()
        self._views: dict[Viewer, IndexView] = {}
        # The last write that came while everything was read, until it has been applied.
        self._unsettled = _SETTLED

    def rebuild(self) -> None:
        """Reads every entity's names, ties and degrees."""
        index = Index(list(self._schema.labels))
        before = current_revision(self._store)
        records = _records(self._store.stream("names"))
        ties = _ties(self._store.stream("search_ties", types=list(TIES)))
        degrees = _degrees(self._store.stream("degrees", types=self._schema.walked))
        index.load(records, ties, degrees)
        after = current_revision(self._store)
        with self._lock:
            self._show(index, _SETTLED if after == before else after)

    def update(self, changed: Changed) -> None:
        """Reads the names, ties and degrees of the touched entities, and drops what is gone."""
        ids = sorted(changed.entity_ids)
        records = list(_records(self._store.read("names_by_ids", ids=ids)))
        ties = self._store.read("search_ties_by_ids", ids=ids, types=list(TIES))
        # Degrees are read last: what changed in between is then seen to differ by the next update.
        counted = [*ids, *self._beside(ids, records)]
        degrees = self._store.read("degrees_by_ids", ids=counted, types=self._schema.walked)
        with self._lock:
            self._index.update(ids, records, _ties(ties))
            self._index.recount(counted, _degrees(degrees))
            self._views = {}
            if changed.revision >= self._unsettled:
                self._unsettled = _SETTLED

    def twin(self) -> SearchMirror:
        """See `graph.log.revision.Mirror`."""
        return SearchMirror(self._store, self._schema)

    def adopt(self, twin: SearchMirror) -> None:
        """See `graph.log.revision.Mirror`."""
        with self._lock:
            self._show(twin._index, twin._unsettled)

    def search(
        self,
        query: str,
        viewer: Viewer,
        *,
        label: str | None = None,
        office: str | None = None,
        country: str | None = None,
        field: str | None = None,
        since: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Hits:
        """A page of hits; none for a query of spaces and punctuation only.

        `country`: id of a country or place that the entity lies in. `field`: id or name of a field
        that it knows. `since`: a date, at or after which something of it began. The answer is as if
        what the viewer may not see, and the relationships to it, were not there.
        Raises InvalidInput for a query over QUERY_LIMIT or a `since` that is no date.
        """
        filters = Filters(label, country, office, field, since)
        with self._seen_by(viewer) as view:
            found = search(view, self._schema, query, filters, limit, offset)
            ids = [view.record(slot).id for slot in found.slots]
            told = [_told(view, slot) for slot in found.slots]
        nodes = self._nodes(ids, viewer)
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

    def suggest(self, query: str, viewer: Viewer) -> Suggestions:
        """At most eight answers to what is half typed.

        Raises InvalidInput for an over-long query.
        """
        with self._seen_by(viewer) as view:
            return suggest(view, self._schema, query)

    def landscape(self, viewer: Viewer) -> Landscape:
        """Where everything lies, in numbers."""
        with self._seen_by(viewer) as view:
            return landscape(view)

    def countries(self, ids: Iterable[str], viewer: Viewer) -> dict[str, str]:
        """The name of the country that each lies in, through any number of places; the first of several."""
        with self._seen_by(viewer) as view:
            return countries(view, ids)

    def match(self, listed: Sequence[ListedName], viewer: Viewer) -> list[Candidates]:
        """Candidates for each name of a list, in its order; nothing is linked.

        Raises InvalidInput for more than LISTED_LIMIT names.
        """
        if len(listed) > LISTED_LIMIT:
            raise InvalidInput(
                f"names: {len(listed)} were given; at most {LISTED_LIMIT} are taken at once.",
                f"names:一次最多 {LISTED_LIMIT} 个姓名,收到 {len(listed)} 个。",
                field="names",
            )
        return [self._candidates(each, viewer) for each in listed]

    def _candidates(self, listed: ListedName, viewer: Viewer) -> Candidates:
        with self._seen_by(viewer) as view:
            total, likely = match(view, listed)
            ids = [view.record(each.slot).id for each in likely]
        nodes = self._nodes(ids, viewer)
        candidates = [
            Candidate(
                node=nodes[id_], score=each.score, matched_on=each.match, reasons=each.reasons
            )
            for id_, each in zip(ids, likely, strict=True)
            if id_ in nodes
        ]
        return Candidates(asked=listed, total=total, candidates=candidates)

    @contextmanager
    def _seen_by(self, viewer: Viewer) -> Iterator[IndexView]:
        """What is there for a viewer, for as long as nothing may change it."""
        mask = viewer.mask
        with self._lock:
            view = self._views.get(mask)
            if view is None:
                while len(self._views) >= VIEWS_KEPT:
                    del self._views[next(iter(self._views))]
                view = self._views[mask] = IndexView(self._index, mask)
            yield view

    def _show(self, index: Index, unsettled: int) -> None:
        self._index, self._unsettled, self._views = index, unsettled, {}

    def _beside(self, ids: Sequence[str], records: Sequence[Record]) -> list[str]:
        """The neighbours of those that are there for others than before: their degrees change too,
        though the log does not name them.

        While everything is read an access may change and change back, and neighbours be counted in
        between; so any write of that time is taken for such a change.
        """
        moved = self._index.moved(records) if self._unsettled == _SETTLED else ids
        if not moved:
            return []
        everyone = Sight(self._store, self._schema, EVERYTHING)
        rows = everyone.read("adjacent_ids", ids=moved, types=self._schema.walked)
        return sorted({row["id"] for row in whole(rows, "id")} - set(ids))

    def _nodes(self, ids: Iterable[str], viewer: Viewer) -> dict[str, Node]:
        """The nodes by id; one deleted or hidden a moment ago is not among them."""
        sight = Sight(self._store, self._schema, viewer)
        rows = sight.read("entity_by_ids", ids=list(ids))
        return {row["id"]: sight.node(row) for row in whole(rows, "id", "name")}


def _matched(found: SearchPage, place: int) -> Row:
    first, *others = found.matches[place]
    return {"matched_on": first, "also": others, "score": SCORES[found.tiers[place]]}


def _told(view: IndexView, slot: int) -> Row:
    key = same_name(view, slot)
    return {
        "degree": int(view.degrees[slot]),
        "same_name": key,
        "apart": apart(view, slot) if key else None,
    }


def _record(row: Row, access: Access) -> Record:
    return Record(
        id=row["id"],
        name=row["name"],
        aliases=tuple(row["aliases"] or ()),
        english_name=row["english_name"],
        summary=row["summary"],
        unlinked=tuple(map(str, json.loads(row["unlinked"] or "{}").values())),
        labels=frozenset(row["labels"]),
        office=row["office"],
        began=max(filter(None, row["dates"]), default=None),
        access=access,
    )


def _records(rows: Iterable[Row]) -> Iterator[Record]:
    # Few accesses are in use: each is kept once.
    kept: dict[Access, Access] = {}
    for row in whole(rows, "id", "name"):
        access = access_of(row)
        yield _record(row, kept.setdefault(access, access))


def _ties(rows: Iterable[Row]) -> Iterator[TieRow]:
    return ((row["from"], row["type"], row["to"]) for row in whole(rows, "from", "type", "to"))


def _degrees(rows: Iterable[Row]) -> Iterator[DegreeColumns]:
    return (DegreeColumns(access_of(row), row["ids"], row["counts"], row["latest"]) for row in rows)
