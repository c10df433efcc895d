"""Room for every node of a picture: no box lies on another, no component among another's nodes."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indexes = NDArray[np.intp]

# Canvas units (CSS pixels at zoom 1): a node with its two-line name needs about this much room.
ROOM = (170.0, 100.0)
_PUSHES = 200  # rounds of moving overlapping nodes apart; most graphs need under 50
_LOOK_EVERY = 10  # rounds between looks at all pairs
_WIDENED = 1.03  # times, at each such look: a closed row pushes back and forth for ever
_EVENINGS = 6  # a crowd of 800 needs three
_EVENED = 0.4  # the part of the way to evenly filled that one evening goes
_CROWDED = 0.3  # overlapping pairs for each node, up from which pushing alone takes long


def apart(places: Array) -> Array:
    """The places, those whose boxes of `ROOM` overlap moved along the axis that needs less of it."""
    places = places.copy()
    for round_ in range(_PUSHES):
        if round_ % _LOOK_EVERY == 0:
            places *= _WIDENED if round_ else 1
            one, other = _near(places, 2)
        gaps = places[one] - places[other]
        touching = np.flatnonzero((np.abs(gaps) < ROOM).all(axis=1))
        if not touching.size:
            if round_ % _LOOK_EVERY == 0:
                break
            continue
        gaps = gaps[touching]
        overlap: Array = np.array(ROOM) - np.abs(gaps)
        share: Array = overlap / np.array(ROOM)
        along_x = share[:, 0] < share[:, 1]
        # Two nodes in one spot part by their order.
        sign = np.where(gaps == 0, 1.0, np.sign(gaps))
        moves = np.where(np.stack([along_x, ~along_x], axis=1), sign * (overlap / 2 + 0.5), 0.0)
        np.add.at(places, one[touching], moves)
        np.add.at(places, other[touching], -moves)
    return places


def _near(places: Array, rooms: float) -> tuple[Indexes, Indexes]:
    """Pairs of nodes fewer than so many rooms apart, along both axes."""
    x, y = (places / np.array(ROOM)).T
    near = (np.abs(x[:, None] - x) < rooms) & (np.abs(y[:, None] - y) < rooms)
    one, other = np.nonzero(near)
    once = one < other
    return one[once], other[once]


def evened(places: Array) -> Array:
    """The places, spread from where they are crowded; along each axis their order stays."""
    for _ in range(_EVENINGS):
        if len(_near(places, 1)[0]) <= _CROWDED * len(places):
            break
        for axis in (0, 1):
            along = places[:, axis]
            even = np.empty_like(along)
            even[np.argsort(along, kind="stable")] = np.linspace(*_ends(along), len(along))
            places[:, axis] += _EVENED * (even - along)
    return places


def _ends(along: Array) -> tuple[float, float]:
    return float(along.min()), float(along.max())


def side_by_side(blocks: Sequence[Array], gap: tuple[float, float] = (0, 0)) -> list[Array]:
    """Several pictures moved next to each other, so far apart: rows of the highest first."""
    corners = [block.min(axis=0) for block in blocks]
    sizes = [
        block.max(axis=0) - corner + ROOM + gap
        for block, corner in zip(blocks, corners, strict=True)
    ]
    # A row about as wide in rooms as all are high, so that the whole is no strip.
    area = sum(float(width * height) for width, height in sizes)
    widest = max(*(float(width) for width, _ in sizes), math.sqrt(area * ROOM[0] / ROOM[1]))
    order = sorted(range(len(blocks)), key=lambda index: (-sizes[index][1], index))
    moved = list(blocks)
    left = top = bottom = 0.0
    for index in order:
        width, height = sizes[index]
        if left and left + width > widest:
            left, top = 0.0, bottom
        moved[index] = blocks[index] - corners[index] + (left, top)
        left += width
        bottom = max(bottom, top + height)
    return moved
