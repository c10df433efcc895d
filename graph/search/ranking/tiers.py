"""In what way each entity matches a query: a rank for each, made from the tiers of its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.search.index.links import LinkType
from graph.search.index.record import Kind
from graph.search.index.view import IndexView
from graph.search.ranking import question
from graph.search.ranking.guesses import Guesses
from graph.search.ranking.half_typed import HalfTyped
from graph.search.ranking.marking import mark_keys
from graph.search.ranking.question import SearchQuestion
from graph.search.ranking.ranks import (
    NONE,
    STEPS,
    Ranks,
    Tier,
    mark,
    mark_flags,
    rank,
    unranked,
)
from graph.search.spelling.text import compact, is_chinese, is_latin

OPENING_LETTERS = 3  # fewer begin too many names
INITIALS_LETTERS = 2
# Characters of a text without spaces that may be two words: 徐州人工智能, 江苏医药.
PARTED_LENGTHS = range(4, 9)
PART_LENGTH = 2
# Up to it a match of a place's or field's name is a hint at what is there.
_CONTEXT_TIERS = Tier.SUBSTRING

_OTHER_FORM = 1  # closeness of a name under another legal form, or of a beginning not in pinyin

_NAMED = {Kind.EXACT: Tier.EXACT, Kind.ALIAS: Tier.ALIAS}
_ROMAN = {Kind.PINYIN: Tier.PINYIN, Kind.READING: Tier.READING}
_SPELLED = {
    Kind.PINYIN: Tier.SPELLING,
    Kind.READING: Tier.READING,
    Kind.GIVEN: Tier.SPELLING,
    Kind.OTHER_GIVEN: Tier.READING,
}
_INITIALS = {Kind.INITIALS: Tier.INITIALS, Kind.OTHER_INITIALS: Tier.PINYIN_PREFIX}


@dataclass(frozen=True)
class Ranked:
    """The rank of every slot; that of the whole text, and those of its words when it has several."""

    best: Ranks
    whole: Ranks
    words: list[tuple[str, Ranks]]


class Ranking:
    """Ranks of every slot for texts asked of a view."""

    def __init__(self, view: IndexView) -> None:
        self._view = view
        self._half_typed = HalfTyped(view)
        self._guesses = Guesses(view)

    def of(self, asked: SearchQuestion, enough: int | None = None) -> Ranked:
        """The rank of every slot: of the whole text, or of the worst of its words.

        Where `enough` match the whole text, what only sounds or looks like it is left out.
        """
        whole = self.whole(asked.text, enough)
        words = self._words(asked.words()) or self._parted(asked.text, whole)
        best = whole.copy()
        if words:
            np.minimum(best, np.maximum.reduce([ranks for _, ranks in words]), out=best)
        best[~self._view.alive] = NONE
        return Ranked(best, whole, words)

    def half_typed(self, asked: SearchQuestion, enough: int) -> Ranked:
        """As `of`, for a text that is still being typed: one or two letters begin a sound too."""
        found = self.of(asked, enough)
        plain = compact(asked.text)
        if len(plain) < OPENING_LETTERS and is_latin(plain):
            for ranks in (found.best, found.whole):
                self._mark_openings(ranks, asked.text, plain)
                ranks[~self._view.alive] = NONE
        return found

    def whole(self, text: str, enough: int | None = None) -> Ranks:
        """The ranks of a text taken as one name. `enough`: see `of`."""
        ranks = self._plain(text)
        plain = compact(text)
        self._mark_keys(ranks, [question.short_form(text)], {Kind.SHORT: Tier.ALIAS}, _OTHER_FORM)
        self._mark_keys(ranks, [question.bag(text)], {Kind.BAG: Tier.ALIAS})
        if is_latin(plain):
            self._mark_latin(ranks, text, plain)
        else:
            mark(ranks, self._half_typed.mixed(plain), rank(Tier.PINYIN_PREFIX))
        if enough is None or np.count_nonzero(ranks != NONE) < enough:
            self._guesses.mark(ranks, text, plain)
        return ranks

    def word(self, text: str, *, slips: bool) -> Ranks:
        """The ranks of a text taken as one word of several; with `slips`, one slip away too."""
        ranks = self._plain(text)
        if slips:
            self._guesses.mark_word(ranks, text)
        return ranks

    def _words(self, parts: Sequence[str]) -> list[tuple[str, Ranks]]:
        """Each word with its ranks; slips only where nothing holds all of them as typed."""
        words = self._every_word(parts, slips=False)
        if words and _nothing_holds(words):
            words = self._every_word(parts, slips=True)
        return words

    def _parted(self, text: str, whole: Ranks) -> list[tuple[str, Ranks]]:
        """Two words that something holds, of a text written without a space that nothing holds."""
        plain = compact(text)
        if len(plain) not in PARTED_LENGTHS or not all(map(is_chinese, plain)):
            return []
        if whole.min(initial=NONE) < rank(Tier.SOUND):
            return []
        for end in range(PART_LENGTH, len(plain) - PART_LENGTH + 1):
            words = self._every_word([plain[:end], plain[end:]], slips=False)
            if not _nothing_holds(words):
                return words
        return []

    def _every_word(self, parts: Sequence[str], *, slips: bool) -> list[tuple[str, Ranks]]:
        """Each word with its ranks, until no entity holds all."""
        made: list[tuple[str, Ranks]] = []
        worst = np.zeros(self._view.size, np.uint8)
        for part in parts:
            made.append((part, self.word(part, slips=slips)))
            np.maximum(worst, made[-1][1], out=worst)
            if worst.min(initial=NONE) == NONE:
                break
        return made

    def _plain(self, text: str) -> Ranks:
        """What holds for a whole text and for a word alike."""
        ranks = unranked(self._view.size)
        plain = compact(text)
        if not plain:
            return ranks
        self._mark_keys(ranks, [plain], _NAMED)
        self._mark_parts(ranks, plain)
        if is_latin(plain):
            self._mark_roman(ranks, text, plain)
        elif (short := question.short_form(text)) != plain:
            self._mark_parts(ranks, short)
        self._mark_context(ranks, plain)
        return ranks

    def _mark_roman(self, ranks: Ranks, text: str, plain: str) -> None:
        self._mark_keys(ranks, question.as_pinyin(text), _ROMAN)
        if len(plain) >= INITIALS_LETTERS:
            self._mark_keys(ranks, [plain], _INITIALS)
        if len(plain) >= OPENING_LETTERS:
            self._mark_openings(ranks, text, plain)

    def _mark_openings(self, ranks: Ranks, text: str, plain: str) -> None:
        forms = question.as_pinyin(text)
        openings = {f"g{form}": Tier.SUBSTRING for form in forms}
        openings |= {f"p{form}": Tier.PINYIN_PREFIX for form in forms}
        openings[f"i{plain}"] = Tier.PINYIN_PREFIX
        for opening, tier in openings.items():
            mark(ranks, self._view.opening_with(opening), rank(tier))

    def _mark_parts(self, ranks: Ranks, part: str) -> None:
        slots, begins = self._view.holding(part)
        mark(ranks, slots, rank(Tier.SUBSTRING))
        mark(ranks, slots[begins], rank(Tier.PREFIX))

    def _mark_context(self, ranks: Ranks, plain: str) -> None:
        here = rank(Tier.CONTEXT)
        mark(ranks, self._view.summaries_holding(plain), here)
        mark(ranks, self._view.of_offices_holding(plain), here)
        contexts = self._view.contexts
        named = contexts[ranks[contexts] < rank(_CONTEXT_TIERS) + STEPS]
        if len(named):
            links = self._view.links
            around = links.with_nested(self._view.flags(named.tolist()))
            mark_flags(
                ranks,
                links.leading_to(around, LinkType.PLACE, LinkType.NATIVE, LinkType.FIELD),
                here,
            )

    def _mark_latin(self, ranks: Ranks, text: str, plain: str) -> None:
        """Other spellings of a whole name, and names written in part."""
        by_word, within = question.with_surname(text)
        for texts in (question.turned(text), question.generated(text), by_word):
            self._mark_keys(ranks, texts, _SPELLED)
        self._mark_keys(ranks, within, _SPELLED, _OTHER_FORM)
        if len(plain) >= OPENING_LETTERS:
            opening = rank(Tier.PINYIN_PREFIX, _OTHER_FORM)
            mark(ranks, self._half_typed.abbreviated(text), opening)
            mark(ranks, self._half_typed.spelled(text), opening)

    def _mark_keys(
        self,
        ranks: Ranks,
        texts: Iterable[str],
        tiers: Mapping[Kind, Tier],
        closeness: int = 0,
    ) -> None:
        mark_keys(self._view, ranks, texts, tiers, closeness)


def _nothing_holds(words: list[tuple[str, Ranks]]) -> bool:
    worst = np.maximum.reduce([ranks for _, ranks in words])
    return bool(worst.min(initial=NONE) == NONE)
