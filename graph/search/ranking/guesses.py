"""What may have been meant by a text that nothing bears: the same sound, or a slip of the finger."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from graph.search.index.record import SLIP_LENGTHS, Kind
from graph.search.index.segment import Slots
from graph.search.index.view import IndexView
from graph.search.ranking import question
from graph.search.ranking.marking import mark_keys
from graph.search.ranking.ranks import NONE, STEPS, Ranks, Tier, mark, rank, unranked
from graph.search.ranking.slips import WRONG, chinese_slips, latin_slips, mistaken, sounding
from graph.search.spelling.text import compact, has_chinese, is_latin, words

COMPARED = 500  # names read character by character; the best connected of more
TURNED_WORDS = range(2, 4)  # of a person's name with the surname last

_SOUND = {Kind.PINYIN: Tier.SOUND, Kind.READING: Tier.SOUND}
_NEAR = {Kind.PINYIN: Tier.TYPO}
_GAP = {Kind.GAP: Tier.TYPO}
_SLIP_NAMED = {Kind.EXACT: Tier.TYPO, Kind.ALIAS: Tier.TYPO}
_SLIP = dict.fromkeys((Kind.EXACT, Kind.ALIAS, Kind.SHORT, Kind.PINYIN, Kind.READING), Tier.TYPO)
_IN_A_WORD = 8  # closeness added where only a word of several has a slip

_Closeness = Callable[[str, str], int | None]


class Guesses:
    """Marks in ranks what a view holds that may have been meant."""

    def __init__(self, view: IndexView) -> None:
        self._view = view

    def mark(self, ranks: Ranks, text: str, plain: str) -> None:
        """For a whole text; `plain`: its compact form."""
        if is_latin(plain):
            self._mark_latin(ranks, text, plain)
            return
        if len(words(text)) == 1:
            self._mark_chinese(ranks, plain)
        self._mark_sounds(ranks, text, plain)

    def mark_word(self, ranks: Ranks, text: str) -> None:
        """For a word of several."""
        self._mark_slips(ranks, text, _SLIP | {Kind.WORD: Tier.TYPO}, _IN_A_WORD)

    def _mark_latin(self, ranks: Ranks, text: str, plain: str) -> None:
        self._mark_slips(ranks, plain, _SLIP)
        short = question.short_form(text)
        if short != plain and ranks.min(initial=NONE) == NONE:
            self._mark_slips(ranks, short, _SLIP)
        if len(words(text)) in TURNED_WORDS:
            for form in question.turned(text)[:1]:
                self._mark_slips(ranks, form, _SLIP)

    def _mark_slips(
        self, ranks: Ranks, text: str, tiers: Mapping[Kind, Tier], closeness: int = 0
    ) -> None:
        for nearer, texts in latin_slips(compact(text)).items():
            mark_keys(self._view, ranks, texts, tiers, closeness + nearer)

    def _mark_chinese(self, ranks: Ranks, plain: str) -> None:
        """One character wrong, swapped, missing or too many, or of nearly the same sound."""
        slips = chinese_slips(plain)
        for closeness, texts in slips.gaps.items():
            mark_keys(self._view, ranks, texts, _GAP, closeness)
        for closeness, texts in slips.names.items():
            mark_keys(self._view, ranks, texts, _SLIP_NAMED, closeness)
        if has_chinese(plain) and len(plain) in SLIP_LENGTHS:
            mark_keys(self._view, ranks, question.near_sounds(plain), _NEAR, STEPS - 1)
            slots = np.flatnonzero((ranks >= rank(Tier.TYPO, WRONG)) & (ranks != NONE))
            self._compare(ranks, slots.astype(np.int32), Tier.TYPO, plain, mistaken)

    def _mark_sounds(self, ranks: Ranks, text: str, plain: str) -> None:
        sound = unranked(len(ranks))
        mark_keys(self._view, sound, question.sounds(text), _SOUND)
        slots = np.flatnonzero(sound < ranks).astype(np.int32)
        mark(ranks, slots, rank(Tier.SOUND, STEPS - 1))
        self._compare(ranks, slots, Tier.SOUND, plain, sounding)

    def _compare(
        self, ranks: Ranks, slots: Slots, tier: Tier, plain: str, closeness: _Closeness
    ) -> None:
        """Ranks the slots within a tier by how close their closest name is, where that is told."""
        order = np.argsort(-self._view.degrees[slots], kind="stable")
        for slot in slots[order[:COMPARED]].tolist():
            record = self._view.at(slot)
            texts = (compact(text) for _, text in record.texts()) if record is not None else ()
            told = [closeness(plain, text) for text in texts if len(text) == len(plain)]
            steps = [each for each in told if each is not None]
            if steps:
                ranks[slot] = min(int(ranks[slot]), rank(tier, min(steps)))
