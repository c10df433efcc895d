"""How the whole of a result falls into labels, countries, offices and fields."""

from __future__ import annotations

import numpy as np

from graph.search.index.links import Tie
from graph.search.index.segment import Slots
from graph.search.index.view import View
from graph.search.models import Facet, Facets

FACETS_LIMIT = 50  # values per facet, by count; more are no help in choosing


def facets(view: View, found: Slots) -> Facets:
    """Counts over all hits, most frequent first, then by value."""
    return Facets(
        labels=_labels(view, found),
        countries=entity_facets(view, *countries_of(view, found)),
        offices=office_facets(view, found),
        fields=entity_facets(view, *view.links.ends(found, Tie.FIELD)),
    )


def _labels(view: View, found: Slots) -> list[Facet]:
    bits = view.labels[found]
    counts = {label: int(np.count_nonzero(bits & bit)) for label, bit in view.bits.items()}
    return _sorted([Facet(value=label, name=None, count=n) for label, n in counts.items() if n])


def office_facets(view: View, found: Slots) -> list[Facet]:
    """How many of the slots each office owns; of several spellings the most frequent stands for it."""
    codes, counts = np.unique(view.office[found], return_counts=True)
    written: dict[int, list[tuple[int, str]]] = {}
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        if code:
            group = view.offices.group(code)
            written.setdefault(group, []).append((-count, view.offices.texts[code]))
    return _sorted([_office(view, spellings) for spellings in written.values()])


def _office(view: View, spellings: list[tuple[int, str]]) -> Facet:
    _, text = min(spellings)
    return Facet(value=text, name=view.office_named(text), count=-sum(n for n, _ in spellings))


def countries_of(view: View, found: Slots) -> tuple[Slots, Slots]:
    """Pairs of a slot and a country that it lies in, through any number of places."""
    starts, places = view.links.ends(found, Tie.PLACE)
    distinct, which = np.unique(places, return_inverse=True)
    listed = [_of_place(view, place) for place in distinct.tolist()]
    most = max(map(len, listed), default=0)
    table = np.array([each + [-1] * (most - len(each)) for each in listed], np.int32)
    pairs = [(starts, table[which, column]) for column in range(most)]
    kept = [(low[high >= 0], high[high >= 0]) for low, high in pairs]
    if not kept:
        return starts[:0], places[:0]
    return np.concatenate([low for low, _ in kept]), np.concatenate([high for _, high in kept])


def _of_place(view: View, place: int) -> list[int]:
    """The countries that a place is or lies in."""
    bit = view.bits.get("Country", 0)
    above = view.links.above()
    seen = [place]
    for here in seen:
        seen += [outer for outer in above.get(here, ()) if outer not in seen]
    return [each for each in seen if view.labels[each] & bit]


def entity_facets(view: View, starts: Slots, ends: Slots) -> list[Facet]:
    """Facets of the entities at the ends, each start counted once."""
    pairs = np.sort(starts.astype(np.int64) << 32 | ends)
    once = np.ones(len(pairs), np.bool_)
    once[1:] = pairs[1:] != pairs[:-1]
    values, counts = np.unique(pairs[once] & 0xFFFFFFFF, return_counts=True)
    rows = zip(values.tolist(), counts.tolist(), strict=True)
    found = [(view.at(value), count) for value, count in rows]
    return _sorted([Facet(value=r.id, name=r.name, count=count) for r, count in found if r])


def _sorted(made: list[Facet]) -> list[Facet]:
    return sorted(made, key=lambda facet: (-facet.count, facet.value))[:FACETS_LIMIT]
