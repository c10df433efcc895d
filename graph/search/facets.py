"""How the whole of a result falls into labels, countries, offices and fields."""

from __future__ import annotations

import numpy as np

from graph.models import Facet, Facets
from graph.search.index import Index
from graph.search.links import DEPTH, Tie
from graph.search.segment import Flags, Slots

FACETS_LIMIT = 50  # values per facet, by count; more are no help in choosing


def facets(index: Index, found: Slots) -> Facets:
    """Counts over all hits, most frequent first, then by value."""
    chosen = np.zeros(len(index.records), np.bool_)
    chosen[found] = True
    return Facets(
        labels=_labels(index, found),
        countries=_entities(index, *_countries(index, chosen)),
        offices=_offices(index, found),
        fields=_entities(index, *index.links.ends(chosen, Tie.FIELD)),
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


def _countries(index: Index, chosen: Flags) -> tuple[Slots, Slots]:
    """Pairs of a chosen slot and a country that it lies in."""
    country = (index.labels & index.bits.get("Country", 0)) != 0
    starts, places = index.links.ends(chosen, Tie.PLACE)
    pairs = [(starts[country[places]], places[country[places]])]
    for _ in range(DEPTH):
        inner = ~country[places]
        starts, places = starts[inner], places[inner]
        if not len(places):
            break
        starts, places = _upwards(index, starts, places)
        pairs.append((starts[country[places]], places[country[places]]))
    return np.concatenate([a for a, _ in pairs]), np.concatenate([b for _, b in pairs])


def _upwards(index: Index, starts: Slots, places: Slots) -> tuple[Slots, Slots]:
    inner, outer = index.links.ends(index.flags(np.unique(places).tolist()), Tie.PLACE)
    above: dict[int, list[int]] = {}
    for low, high in zip(inner.tolist(), outer.tolist(), strict=True):
        above.setdefault(low, []).append(high)
    pairs = [
        (start, high)
        for start, place in zip(starts.tolist(), places.tolist(), strict=True)
        for high in above.get(place, ())
    ]
    made = np.array(pairs, np.int32).reshape(-1, 2)
    return made[:, 0], made[:, 1]


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
