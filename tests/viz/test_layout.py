"""The force-directed layout: as good as many rounds of the spring model from a random start, sooner."""

from __future__ import annotations

import math

import numpy as np
import pytest
import rustworkx

from graph.schema import Schema
from tests.support.layouts import Pairs, crowd, graph_of, quality, worked
from viz.room import ROOM, Array, apart
from viz.spring import spring

SIZE = 800
AS_GOOD = 1.1  # another random start makes as much of a difference
ROUNDS = 300  # of the spring model from a random start: it has settled well before


@pytest.fixture(scope="module")
def pairs(schema: Schema) -> Pairs:
    return crowd(schema, SIZE)


def random_start(pairs: Pairs) -> Array:
    """The spring model alone, as many rounds as it is told."""
    size = 1 + max(map(max, pairs))
    places = rustworkx.spring_layout(graph_of(size, pairs), num_iter=ROUNDS, tol=0, seed=1)
    unit: Array = np.array([places[node] for node in range(size)])
    unit *= np.array(ROOM) * math.sqrt(size) * 0.9
    return unit


def test_a_crowd_is_laid_out_well_and_soon(pairs: Pairs) -> None:
    size = 1 + max(map(max, pairs))
    # In turns, the better of two: a neighbour's burst of work falls on one side only.
    turns = [
        (worked(lambda: spring(size, pairs)), worked(lambda: random_start(pairs))) for _ in range(2)
    ]
    ratio = min(own[0] / plain[0] for own, plain in turns)
    (_, places), (_, plain_places) = turns[0]
    own, plain = quality(places, pairs), quality(apart(plain_places), pairs)
    print(f"{[(round(own[0], 2), round(plain[0], 2)) for own, plain in turns]} s, {own}, {plain}")
    assert ratio <= 0.6
    assert own.overlaps == 0
    assert own.stress <= AS_GOOD * plain.stress
    assert own.crossings <= AS_GOOD * plain.crossings


def test_components_stand_side_by_side() -> None:
    ring = [(node, (node + 1) % 12) for node in range(12)]
    other = [(one + 12, two + 12) for one, two in ring]
    places = spring(30, [*ring, *other])  # and six alone
    groups = [range(12), range(12, 24), *(range(node, node + 1) for node in range(24, 30))]
    for group in groups:
        box = places[list(group)]
        rest = np.delete(places, list(group), axis=0)
        inside = (rest > box.min(axis=0) - 1) & (rest < box.max(axis=0) + 1)
        assert not inside.all(axis=1).any(), group


@pytest.mark.parametrize("size", [2, 30, 200])
def test_nodes_in_one_spot_part(size: int) -> None:
    places = apart(np.zeros((size, 2)))
    assert quality(places, [(0, 1)]).overlaps == 0
