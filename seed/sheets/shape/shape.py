"""The shape of a sheet: its titles, its header, its records, and the lines that are none.

Whatever the shape, what comes out are tables of one record a row: forms, tables on their side,
groups side by side and tables below one another are made such tables here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape import forms, said, sideways
from seed.sheets.shape.body import Body, Item, filled
from seed.sheets.shape.columns import (
    COUNTERS,
    Knows,
    Names,
    Vocabulary,
    names_by_word,
    said_of_others,
)
from seed.sheets.shape.head import HEAD_ROWS, Head, Numbered, find_head
from seed.sheets.shape.labels import Labels
from seed.sheets.shape.lines import folded
from seed.sheets.shape.name_parts import is_name_part, name_parts
from seed.sheets.shape.which_kind import (
    KindNames,
    RowKinds,
    Told,
    contradicts,
    kind_column,
    told_by,
)
from seed.sheets.tables import RELATIONSHIPS, Cell, RawSheet, SheetRow, Table


def tables(
    raw: RawSheet,
    kinds: KindNames,
    knows: Knows,
    label: str | None = None,
    names: Names = names_by_word,
) -> Iterator[Table | Problem]:
    """The tables of a sheet, or why there is none. Each is to be read before the next is asked for.

    `knows` tells whether a text is a header's, `names` whether one is of records' names; `label` is
    the kind that the caller gave, in any of its names. Raises InvalidInput for a label that is none.
    """
    given = kinds.given(label) if label else None
    cached = lru_cache(maxsize=4096)(lambda text: _is_header(text, knows))
    return _Shape(raw, kinds, Vocabulary(cached, names), given).tables()


def _is_header(text: str, knows: Knows) -> bool:
    counts = folded(text) in COUNTERS or kind_column([text]) is not None
    return knows(text) or counts or is_name_part(text)


class _Shape:
    """One sheet on its way to tables."""

    def __init__(
        self, raw: RawSheet, kinds: KindNames, words: Vocabulary, given: str | None
    ) -> None:
        self._raw, self._kinds, self._words, self._given = raw, kinds, words, given
        self._place = Place(raw.file, raw.name)
        # The lines with which another table begins, below the one that was read last.
        self._rest: list[Item] | None = None

    def tables(self) -> Iterator[Table | Problem]:
        """The sheet's first table, and those below it."""
        items, first = _numbered(self._raw), True
        while True:
            start, problems = _beginning(items)
            yield from problems
            if not start:
                if first and not problems:
                    yield self._place.note("empty_sheet", "The sheet is empty.", "工作表为空。")
                return
            if first and self._is_form(start):
                yield from self._form(chain(start, items))
                return
            head = self._head(start)
            if head is None:
                yield said.no_header(self._place, start)
                return
            rows = chain((item for item in start if item[0] > head.last), items)
            self._rest = None
            yield from self._headed(head, rows, first=first)
            if self._rest is None:
                return
            items, first = chain(self._rest, rows), False

    def _is_form(self, start: list[Numbered]) -> bool:
        return not self._raw.verbatim and forms.is_form(start, self._raw.merged, self._labels())

    def _labels(self) -> Labels:
        return Labels(self._words.knows, self._words.names)

    def _head(self, start: list[Numbered]) -> Head | None:
        def named(text: str) -> bool:
            return self._words.names(text, None)

        rows = [item for item in start if item[1]]
        return find_head(rows, self._raw.merged, self._words.knows, named)

    def _headed(
        self, head: Head, rows: Iterator[Item], *, first: bool
    ) -> Iterator[Table | Problem]:
        """The table under a header, or one for each group of columns that it repeats."""
        if self._raw.verbatim:
            yield from self._table(self._raw, head, rows, first=first)
            return
        ungrouped = sideways.without_groups(head, self._words.names, self._kinds)
        told = self._told(head.titles, first=first)
        kind = told.kind if told else None
        bands = sideways.bands(ungrouped.headers, self._words.names, kind)
        own = ungrouped is not head
        if not bands and kind != RELATIONSHIPS:
            bands, own = sideways.apart(head, self._words.names), True
        if not bands:
            yield from self._table(self._raw, head, rows, first=first)
        else:
            yield from self._beside(ungrouped, bands, rows, first=first and not own)

    def _beside(
        self, head: Head, bands: list[sideways.Band], rows: Iterator[Item], *, first: bool
    ) -> Iterator[Table | Problem]:
        """The tables of groups of columns; `first`: the sheet's name tells of all of them."""
        place = self._place._replace(row=head.last)
        if len(bands) == 1:
            yield sideways.not_understood(head.headers, place)
            return
        yield sideways.told_apart(bands, head.headers, place)
        kept = sideways.collected(rows, self._place)
        for band in bands:
            raw = replace(self._raw, merged=band.merged(self._raw.merged))
            yield from self._table(raw, band.head(head), band.rows(kept), first=first)
            if self._rest is not None:
                begun = next(item for item in self._rest if not isinstance(item, Problem))
                yield said.another_table(self._place._replace(row=begun[0]))
                self._rest = None

    def _table(
        self, raw: RawSheet, head: Head, rows: Iterable[Item], *, first: bool
    ) -> Iterator[Table | Problem]:
        """One table of one record a row; a question where its kind is not known."""
        told = self._told(head.titles, first=first)
        kind = told.kind if told else None
        parts = None
        if not raw.verbatim:
            head = replace(head, headers=said_of_others(head.headers, self._words.knows))
            parts = name_parts(head.headers) if self._of_people(kind) else None
            head = replace(head, headers=parts.headers) if parts else head
        by_row = None if raw.verbatim else kind_column(head.headers)
        place = self._place if first else self._place._replace(row=head.last)
        if by_row is None and (told is None or self._is_doubtful(told, head.headers, first=first)):
            yield said.which_kind(place, told, self._kinds)
            return
        row_kinds = RowKinds(self._kinds, kind, by_row, certain=bool(self._given))
        body = Body(raw, head, row_kinds, self._words, parts)
        yield Table(
            file=raw.file,
            sheet=raw.name,
            kind=kind,
            headers=head.headers,
            header_row=head.last,
            rows=body.rows(rows),
            notes=tuple(said.notes(place, head, told, self._kinds)),
            verbatim=raw.verbatim,
        )
        self._rest = body.rest

    def _of_people(self, kind: str | None) -> bool:
        return kind is None or self._kinds.base(kind) == "Person"

    def _told(self, titles: Iterable[Numbered], *, first: bool) -> Told | None:
        """What the caller, the sheet or the file says; of a table below another, its own title."""
        texts = said.texts(titles)
        if not first:
            own = told_by(self._kinds, None, "", texts)
            if own:
                return own
        if self._given:
            return Told(self._given, "", "")
        told = told_by(self._kinds, self._raw.name, self._raw.file, texts)
        if told is None and self._raw.kind:
            return Told(self._raw.kind, "the form of the file", "文件格式")
        return told

    def _is_doubtful(self, told: Told, headers: list[str], *, first: bool) -> bool:
        asked = bool(told.by_en) or not first
        return asked and contradicts(self._kinds, told.kind, headers)

    def _form(self, items: Iterable[Item]) -> Iterator[Table | Problem]:
        """The table that a sheet of forms makes."""
        rows: list[Numbered] = []
        for item in items:
            if isinstance(item, Problem):
                yield item
            elif len(rows) == forms.ROWS_LIMIT:
                yield forms.too_long(self._place)
                return
            else:
                rows.append(item)
        form = forms.read_form(rows, self._raw.merged, self._labels(), self._place)
        if isinstance(form, Problem):
            yield form
            return
        yield from self._of_form(form)

    def _of_form(self, form: forms.Form) -> Iterator[Table | Problem]:
        told = self._told([(0, list(form.titles))], first=True)
        by_row = kind_column(form.headers)
        if by_row is None and (told is None or self._is_doubtful(told, form.headers, first=True)):
            yield said.which_kind(self._place, told, self._kinds)
            return
        kind = told.kind if told else None
        kinds = RowKinds(self._kinds, kind, by_row, certain=bool(self._given))
        rows = (_form_row(number, cells, kinds, self._place) for number, cells in form.rows)
        notes = [*form.problems, *said.kind_told(self._place, told, self._kinds)]
        yield Table(
            file=self._raw.file,
            sheet=self._raw.name,
            kind=kind,
            headers=said_of_others(form.headers, self._words.knows),
            header_row=form.rows[0][0] if form.rows else 1,
            rows=rows,
            notes=tuple(notes),
            in_place=False,
        )


def _form_row(
    number: int, cells: dict[int, Cell], kinds: RowKinds, place: Place
) -> SheetRow | Problem:
    found = kinds.of(cells)
    if found:
        return SheetRow(number, cells, found)
    return said.which_kind(place._replace(row=number), None, kinds.names)


def _numbered(raw: RawSheet) -> Iterator[Item]:
    for number, row in enumerate(raw.rows, start=raw.first_row):
        yield row if isinstance(row, Problem) else (number, row)


def _beginning(items: Iterator[Item]) -> tuple[list[Numbered], list[Problem]]:
    """The first rows, from one that is not empty, as many as may hold the header."""
    rows: list[Numbered] = []
    problems: list[Problem] = []
    not_empty = 0
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        elif filled(item[1]):
            not_empty += 1
            rows.append(item)
        elif rows:
            rows.append((item[0], []))
        if not_empty > HEAD_ROWS or len(problems) > HEAD_ROWS:
            break
    return rows, problems
