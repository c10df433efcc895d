"""Ranks: one number per entity that says how it matches, smaller is better.

A rank is a tier and, within it, how close the match is. Closeness comes before connectedness only
where many names are about as likely: among slips, same sounds, and other forms of an alias.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from graph.search.index.segment import Flags, Slots

Ranks = npt.NDArray[np.uint8]


class Tier(IntEnum):
    """Ways to match, best first. A smaller number is better."""

    EXACT = 0
    ALIAS = 1
    PREFIX = 2
    PINYIN = 3
    SPELLING = 4  # Wade–Giles, a dialect's surname, the surname last
    READING = 5  # another reading than the likeliest
    INITIALS = 6
    PINYIN_PREFIX = 7
    SUBSTRING = 8
    CONTEXT = 9  # its place, field, office or summary
    SOUND = 10  # the same sound in other characters
    TYPO = 11


NONE = 255
STEPS = 16  # closenesses per tier: twelve tiers fit below NONE


def rank(tier: Tier, closeness: int = 0) -> int:
    """The rank of a match; `closeness` from 0, the closest, to STEPS - 1."""
    return tier * STEPS + closeness


def tier_of(rank_: int) -> Tier:
    """The tier of a rank that is not NONE."""
    return Tier(rank_ // STEPS)


def of_tiers(ranks: Ranks, *tiers: Tier) -> Flags:
    """Where the ranks are of one of these tiers."""
    flags: Flags = np.isin(ranks // STEPS, tiers) & (ranks != NONE)
    return flags


def unranked(size: int) -> Ranks:
    """Ranks of as many entities, none of which matches."""
    return np.full(size, NONE, np.uint8)


def mark(ranks: Ranks, slots: Slots, rank_: int) -> None:
    """Gives the slots this rank unless they have a better one."""
    ranks[slots] = np.minimum(ranks[slots], np.uint8(rank_))


def mark_flags(ranks: Ranks, flags: Flags, rank_: int) -> None:
    """As `mark`, for flagged entities."""
    ranks[flags] = np.minimum(ranks[flags], np.uint8(rank_))
