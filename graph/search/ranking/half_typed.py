"""Names that are written only in part: some characters not picked yet, syllables cut short."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import numpy as np

from graph.search.index.segment import NO_SLOTS, Slots
from graph.search.index.view import IndexView
from graph.search.ranking import question
from graph.search.spelling.mixed import abbreviates, begins_like, cuts, is_pinyin
from graph.search.spelling.pinyin import as_typed
from graph.search.spelling.surnames import longest_spelling, spellings, surnames
from graph.search.spelling.text import compact, has_chinese, is_chinese, is_latin, words
from graph.search.spelling.wade_giles import begun

CANDIDATES = 500  # read one by one, some microseconds each; the best connected of more
LETTERS_LIMIT = 32  # no one shortens a name to as many
CUTS_LIMIT = 256  # ways to cut letters into syllables; more are no name
ABBREVIATED_WORDS = 3  # who shortens a name writes few words
WORDS_LIMIT = 4  # of a person's name; more are an organisation's in English

_Fits = Callable[[str, bool], bool]


class HalfTyped:
    """Looks for such names in a view."""

    def __init__(self, view: IndexView) -> None:
        self._view = view

    def mixed(self, plain: str) -> Slots:
        """`xu崇`: the Chinese stands in the name, the letters begin the sound of the rest."""
        both = any(c.isascii() for c in plain) and has_chinese(plain)
        if not both or len(plain) > LETTERS_LIMIT:
            return NO_SLOTS
        slots = np.unique(self._view.holding(max(_runs(plain), key=len))[0])
        if len(slots) > CANDIDATES:
            opening = question.mixed_opening(plain)
            slots = np.intersect1d(slots, self._view.opening_with(f"p{opening}"))
        return self._fitting(slots, lambda name, person: begins_like(name, plain, person=person))

    def abbreviated(self, text: str) -> Slots:
        """`chenjh`, `cjhao`: some syllables whole or begun, of others the initial only."""
        if len(words(text)) > ABBREVIATED_WORDS:
            return NO_SLOTS
        forms = [form for form in question.as_pinyin(text) if len(form) <= LETTERS_LIMIT]
        return np.concatenate([NO_SLOTS, *map(self._abbreviated, forms)])

    def spelled(self, text: str) -> Slots:
        """`tan jia`, `hsu c`: as a dialect or Wade–Giles spells it, the end still to come."""
        plain = compact(text)
        if not is_latin(plain) or len(plain) > LETTERS_LIMIT:
            return NO_SLOTS
        parts = question.roman(text)
        found = [self._view.opening_with(f"p{form}") for form in _wade_giles(parts)]
        found += [self._of_family(name, form) for name, form in _by_dialect(plain)]
        return np.concatenate([NO_SLOTS, *found])

    def _abbreviated(self, form: str) -> Slots:
        if is_pinyin(form):  # a beginning in full, which is found as such
            return NO_SLOTS
        keys: dict[tuple[str, str], None] = {}
        for units in itertools.islice(cuts(form), CUTS_LIMIT):
            initials = "".join(unit[0] for unit in units)
            if 1 < len(units) < len(form):
                keys[units[0], initials] = None
        found = [NO_SLOTS, *(self._opening(*key) for key in keys)]
        return self._fitting(
            np.unique(np.concatenate(found)),
            lambda name, person: abbreviates(name, form, person=person),
        )

    def _opening(self, first: str, initials: str) -> Slots:
        slots = self._view.opening_with(f"i{initials}")
        if len(first) == 1 or not len(slots):
            return slots
        return np.intersect1d(slots, self._view.opening_with(f"p{first}"))

    def _of_family(self, surname: str, form: str) -> Slots:
        slots = self._view.opening_with(f"p{form}")
        if not len(slots):
            return slots
        named, begins = self._view.holding(surname)
        return np.intersect1d(slots, named[begins])

    def _fitting(self, slots: Slots, fits: _Fits) -> Slots:
        """Those one of whose names fits; of too many the best connected are asked."""
        order = np.argsort(-self._view.degrees[slots], kind="stable")
        few = slots[order[:CANDIDATES]].tolist()
        return np.array([slot for slot in few if self._fits(slot, fits)], np.int32)

    def _fits(self, slot: int, fits: _Fits) -> bool:
        record = self._view.at(slot)
        return record is not None and any(
            fits(compact(text), record.is_person) for text in record.spoken()
        )


def _wade_giles(parts: list[str]) -> list[str]:
    """Beginnings of pinyin for words that cannot be pinyin themselves."""
    if not parts or len(parts) > WORDS_LIMIT or all(map(is_pinyin, parts)):
        return []
    return begun(parts)


def _by_dialect(plain: str) -> Iterator[tuple[str, str]]:
    """Surnames that open the letters in a spelling other than pinyin, and the pinyin to look for."""
    table = spellings()
    for length in range(1, min(len(plain), longest_spelling() + 1)):
        for name in table.get(plain[:length], ()):
            pinyin = surnames()[name].pinyin
            if pinyin != plain[:length]:
                yield from ((name, pinyin + form) for form in as_typed(plain[length:]))


def _runs(plain: str) -> list[str]:
    return "".join(c if is_chinese(c) else " " for c in plain).split()
