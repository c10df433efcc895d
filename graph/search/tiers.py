"""In what way each entity matches a query: the tiers, best first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from graph.search import question
from graph.search.index import Index
from graph.search.links import Tie
from graph.search.mixed import begins_like
from graph.search.question import Asked
from graph.search.record import Kind
from graph.search.segment import Flags, Slots
from graph.search.text import compact, has_chinese, is_chinese, is_latin, words

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
OPENING_LETTERS = 3  # fewer begin too many names
INITIALS_LETTERS = 2
MIXED_CANDIDATES = 500  # read one by one, some microseconds each
MIXED_LIMIT = 32  # of longer texts no one picks only some characters
# Above it a part of a name is no hint at a place or field.
_CONTEXT_TIERS = Tier.SUBSTRING

_NAMED = {Kind.EXACT: Tier.EXACT, Kind.ALIAS: Tier.ALIAS}
_ROMAN = {Kind.PINYIN: Tier.PINYIN, Kind.READING: Tier.READING}
_SPELLED = {
    Kind.PINYIN: Tier.SPELLING,
    Kind.READING: Tier.READING,
    Kind.GIVEN: Tier.SPELLING,
    Kind.OTHER_GIVEN: Tier.READING,
}
_INITIALS = {Kind.INITIALS: Tier.INITIALS, Kind.OTHER_INITIALS: Tier.PINYIN_PREFIX}
_SOUND = {Kind.PINYIN: Tier.SOUND, Kind.READING: Tier.SOUND}
_SLIP = dict.fromkeys((Kind.EXACT, Kind.ALIAS, Kind.SHORT, Kind.PINYIN, Kind.READING), Tier.TYPO)


@dataclass(frozen=True)
class Ranked:
    """The tier of every slot; that of the whole text, and those of its words when it has several."""

    best: Ranks
    whole: Ranks
    words: list[tuple[str, Ranks]]


class Ranking:
    """Ranks of every slot for texts asked of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def of(self, asked: Asked) -> Ranked:
        """The tier of every slot: of the whole text, or of the worst of its words."""
        whole = self.whole(asked.text)
        # Slips in single words are looked for only where nothing holds all of them as typed.
        words = self._every_word(asked.words(), slips=False)
        if words and _nothing_holds(words):
            words = self._every_word(asked.words(), slips=True)
        best = whole.copy()
        if words:
            np.minimum(best, np.maximum.reduce([ranks for _, ranks in words]), out=best)
        best[~self._index.alive] = NONE
        return Ranked(best, whole, words)

    def half_typed(self, asked: Asked) -> Ranks:
        """As `of`, for a text that is still being typed: one or two letters begin a sound too."""
        ranks = self.of(asked).best
        plain = compact(asked.text)
        if len(plain) < OPENING_LETTERS and is_latin(plain):
            self._mark_openings(ranks, asked.text, plain)
            ranks[~self._index.alive] = NONE
        return ranks

    def whole(self, text: str) -> Ranks:
        """The tiers of a text taken as one name."""
        ranks = self._plain(text)
        plain = compact(text)
        self._mark_keys(ranks, [question.short_form(text)], {Kind.SHORT: Tier.ALIAS})
        self._mark_keys(ranks, [question.bag(text)], {Kind.BAG: Tier.ALIAS})
        if is_latin(plain):
            for texts in (
                question.turned(text),
                question.generated(text),
                question.with_surname(text),
            ):
                self._mark_keys(ranks, texts, _SPELLED)
            self._mark_keys(ranks, question.slips(plain), _SLIP)
        else:
            self._mark_keys(ranks, question.sounds(text), _SOUND)
            self._mark_mixed(ranks, plain)
            if len(words(text)) == 1:
                self._mark_gaps(ranks, plain)
        return ranks

    def word(self, text: str, *, slips: bool) -> Ranks:
        """The tiers of a text taken as one word of several; with `slips`, one slip away too."""
        ranks = self._plain(text)
        if slips:
            self._mark_keys(ranks, question.slips(text), _SLIP | {Kind.WORD: Tier.TYPO})
        return ranks

    def _every_word(self, parts: list[str], *, slips: bool) -> list[tuple[str, Ranks]]:
        """Each word with its tiers, until no entity holds all."""
        made: list[tuple[str, Ranks]] = []
        worst = np.zeros(len(self._index.records), np.uint8)
        for part in parts:
            made.append((part, self.word(part, slips=slips)))
            np.maximum(worst, made[-1][1], out=worst)
            if worst.min(initial=NONE) == NONE:
                break
        return made

    def _plain(self, text: str) -> Ranks:
        """What holds for a whole text and for a word alike."""
        ranks = np.full(len(self._index.records), NONE, np.uint8)
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
            _mark(ranks, self._index.opening_with(opening), tier)

    def _mark_parts(self, ranks: Ranks, part: str) -> None:
        slots, begins = self._index.holding(part)
        _mark(ranks, slots, Tier.SUBSTRING)
        _mark(ranks, slots[begins], Tier.PREFIX)

    def _mark_context(self, ranks: Ranks, plain: str) -> None:
        _mark(ranks, self._index.summaries_holding(plain), Tier.CONTEXT)
        offices = [code for name, code in self._index.offices.items() if name and plain in name]
        if offices:
            _mark_flags(ranks, np.isin(self._index.office, offices), Tier.CONTEXT)
        contexts = self._index.contexts()
        named = contexts[ranks[contexts] <= _CONTEXT_TIERS]
        if len(named):
            links = self._index.links
            around = links.with_nested(self._index.flags(named.tolist()))
            found = links.leading_to(around, Tie.PLACE, Tie.NATIVE, Tie.FIELD)
            _mark_flags(ranks, found, Tier.CONTEXT)

    def _mark_mixed(self, ranks: Ranks, plain: str) -> None:
        """`xu崇`: the Chinese stands in the name, the letters begin the sound of the rest."""
        if len(plain) <= MIXED_LIMIT and any(c.isascii() for c in plain) and has_chinese(plain):
            chinese = max(_runs(plain), key=len)
            slots = self._few(np.unique(self._index.holding(chinese)[0]), plain).tolist()
            found = [slot for slot in slots if self._sounds_like(slot, plain)]
            _mark(ranks, np.array(found, np.int32), Tier.PINYIN_PREFIX)

    def _few(self, slots: Slots, plain: str) -> Slots:
        """Of too many, those whose sound begins so; of these, the best connected."""
        if len(slots) > MIXED_CANDIDATES:
            opening = question.mixed_opening(plain)
            slots = np.intersect1d(slots, self._index.opening_with(f"p{opening}"))
        order = np.argsort(-self._index.degrees[slots], kind="stable")
        return slots[order[:MIXED_CANDIDATES]]

    def _sounds_like(self, slot: int, plain: str) -> bool:
        record = self._index.records[slot]
        return record is not None and any(
            begins_like(compact(text), plain, person=record.is_person) for _, text in record.texts()
        )

    def _mark_gaps(self, ranks: Ranks, plain: str) -> None:
        """One character of a Chinese text wrong, swapped, missing or too many."""
        self._mark_keys(ranks, question.wrong_or_missing(plain), {Kind.GAP: Tier.TYPO})
        named = {Kind.EXACT: Tier.TYPO, Kind.ALIAS: Tier.TYPO}
        self._mark_keys(ranks, question.swapped_or_extra(plain), named)

    def _mark_keys(self, ranks: Ranks, texts: Iterable[str], tiers: Mapping[Kind, Tier]) -> None:
        wanted = [text for text in texts if text]
        if not wanted:
            return
        slots, kinds = self._index.by_keys(wanted)
        found = _tier_of(tiers)[kinds]
        for tier in set(tiers.values()):
            _mark(ranks, slots[found == tier], tier)


def _nothing_holds(words: list[tuple[str, Ranks]]) -> bool:
    worst = np.maximum.reduce([ranks for _, ranks in words])
    return bool(worst.min(initial=NONE) == NONE)


def _tier_of(tiers: Mapping[Kind, Tier]) -> Ranks:
    table = np.full(len(Kind), NONE, np.uint8)
    for kind, tier in tiers.items():
        table[kind] = tier
    return table


def _mark(ranks: Ranks, slots: Slots, tier: Tier) -> None:
    ranks[slots] = np.minimum(ranks[slots], tier)


def _mark_flags(ranks: Ranks, flags: Flags, tier: Tier) -> None:
    ranks[flags] = np.minimum(ranks[flags], tier)


def _runs(plain: str) -> list[str]:
    return "".join(c if is_chinese(c) else " " for c in plain).split()
