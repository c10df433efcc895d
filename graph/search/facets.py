"""How the whole of a result falls into labels, countries, offices and fields."""

from __future__ import annotations

import numpy as np

from graph.models import Facet, Facets
from graph.search.index import Index
from graph.search.links import Tie
from graph.search.segment import Slots

FACETS_LIMIT = 50  # values per facet, by count; more are no help in choosing


def facets(index: Index, found: Slots) -> Facets:
    """Counts over all hits, most frequent first, then by value."""
    return Facets(
        labels=_labels(index, found),
        countries=_entities(index, *_countries(index, found)),
        offices=_offices(index, found),
        fields=_entities(index, *index.links.ends(found, Tie.FIELD)),
    )


def _labels(index: Index, found: Slots) -> list[Facet]:
    bits = index.labels[found]
    counts = {label: int(np.count_nonzero(bits & bit)) for label, bit in index.bits.items()}
    return _sorted([Facet(value=label, name=None, count=n) for label, n in counts.items() if n])


def _offices(index: Index, found: Slots) -> list[Facet]:
    counts = np.bincount(index.office[found], minlength=1)
    made = []
    for code in np.flatnonzero(counts[1:]).tolist():
        of_office = found[index.office[found] == code + 1]
        value = index.record(int(of_office[0])).office or ""
        made.append(Facet(value=value, name=None, count=int(counts[code + 1])))
    return _sorted(made)


def _countries(index: Index, found: Slots) -> tuple[Slots, Slots]:
    """Pairs of a slot and a country that it lies in, through any number of places."""
    starts, places = index.links.ends(found, Tie.PLACE)
    distinct, which = np.unique(places, return_inverse=True)
    countries = [_of_place(index, place) for place in distinct.tolist()]
    pairs = [
        (starts[which == at], country) for at, listed in enumerate(countries) for country in listed
    ]
    if not pairs:
        return starts[:0], places[:0]
    ends = [np.full(len(slots), country, np.int32) for slots, country in pairs]
    return np.concatenate([slots for slots, _ in pairs]), np.concatenate(ends)


def _of_place(index: Index, place: int) -> list[int]:
    """The countries that a place is or lies in."""
    bit = index.bits.get("Country", 0)
    above = index.links.above()
    seen = [place]
    for here in seen:
        seen += [outer for outer in above.get(here, ()) if outer not in seen]
    return [each for each in seen if index.labels[each] & bit]


def _entities(index: Index, starts: Slots, ends: Slots) -> list[Facet]:
    """Facets of the entities at the ends, each start counted once."""
    pairs = np.unique(starts.astype(np.int64) << 32 | ends)
    values, counts = np.unique(pairs & 0xFFFFFFFF, return_counts=True)
    records = [
        (index.records[value], count)
        for value, count in zip(values.tolist(), counts.tolist(), strict=True)
    ]
    return _sorted([Facet(value=r.id, name=r.name, count=count) for r, count in records if r])


def _sorted(made: list[Facet]) -> list[Facet]:
    return sorted(made, key=lambda facet: (-facet.count, facet.value))[:FACETS_LIMIT]
