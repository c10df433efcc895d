"""The rows of a form read pair by pair: a label, and beside it what is said of the person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape.grid import GridRow, Slot
from seed.sheets.shape.head import joined
from seed.sheets.shape.labels import LABEL_LENGTH, PHOTO, Labels, shown
from seed.sheets.shape.lines import folded, recognised
from seed.sheets.tables import Cell, column_letter

WIDE = 3  # columns of a text that is no value of the form: a heading, a pledge


@dataclass(frozen=True, slots=True)
class Answer:
    """A label and what stands beside it."""

    label: str
    cell: Cell
    row: int


@dataclass(slots=True)
class FormRecord:
    """What a form says of one person or organisation."""

    answers: list[Answer] = field(default_factory=list)

    def has(self, label: str) -> bool:
        return any(folded(answer.label) == folded(label) for answer in self.answers)


class NotUnderstood(Exception):
    """A cell of a form that is neither a label nor a value beside one."""

    def __init__(self, slot: Slot) -> None:
        super().__init__(slot.text)
        self.slot = slot


class FormReader:
    """Goes through the rows of a form, or of several below one another."""

    def __init__(self, labels: Labels, place: Place, columns: frozenset[int]) -> None:
        """`columns`: those in which the form has its labels."""
        self._labels, self._place, self._columns = labels, place, columns
        self.records: list[FormRecord] = []
        self.problems: list[Problem] = []
        self._first: str | None = None
        self._in_table = False
        self._waiting: str | None = None

    def read(self, rows: Sequence[GridRow]) -> None:
        """Reads the rows. Raises NotUnderstood."""
        for row in rows:
            if self._labels.is_header(row):
                self._in_table = True
                continue
            if self._in_table and not self._is_form_again(row):
                self.problems.append(_table_row(self._at(row), row))
                continue
            self._in_table = False
            if not self._aside(row):
                self._take(row)

    def _at(self, row: GridRow) -> Place:
        return self._place._replace(row=row.number)

    def _is_form_again(self, row: GridRow) -> bool:
        first = row.filled[0]
        return not row.above and (self._labels.is_label(first) or bool(self._labels.inline(first)))

    def _aside(self, row: GridRow) -> bool:
        """Takes a row that is one text alone: the value of the label above it, or no part at all."""
        slot, *others = row.filled
        if others or self._labels.is_label(slot) or self._labels.inline(slot):
            return False
        if self._waiting and not row.above:
            self._add([Answer(self._waiting, slot.cell, row.number)])
            self._waiting = None
            return True
        line = recognised({slot.left: slot.cell}, [], after_footnote=False)
        wide = slot.right - slot.left + 1 >= WIDE
        if not row.above and (line or wide):
            self.problems.append(_passed_over(self._at(row), slot))
            return True
        return False

    def _take(self, row: GridRow) -> None:
        answers = list(self._answers(row))
        lone = len(row.filled) == 1 and self._labels.is_label(row.filled[0])
        self._waiting = shown(row.filled[0].text) if lone and not answers else None
        self._add(answers)

    def _add(self, answers: list[Answer]) -> None:
        told = [answer for answer in answers if not self._labels.is_foot(answer.label)]
        if len(told) < len(answers):
            place = self._place._replace(row=answers[0].row)
            self.problems.append(_foot(place, answers))
        if not told:
            return
        self._first = self._first or told[0].label
        if not self.records or self._begins(told):
            self.records.append(FormRecord())
        self.records[-1].answers += told

    def _begins(self, answers: list[Answer]) -> bool:
        """Whether another form begins: with its first label, or with a name, once more."""
        current = self.records[-1]
        named = [answer.label for answer in answers if self._labels.names(answer.label)]
        first = answers[0].label == self._first and current.has(answers[0].label)
        return first or any(map(current.has, named))

    def _answers(self, row: GridRow) -> Iterator[Answer]:
        """The pairs of a row. Raises NotUnderstood."""
        slots, group = row.slots, self._group_above(row)
        at = 0
        while at < len(slots):
            slot, after = slots[at], slots[at + 1] if at + 1 < len(slots) else None
            at += 1
            pair = self._labels.inline(slot)
            if not slot.text or PHOTO.fullmatch(folded(slot.text)):
                continue
            if pair:
                yield Answer(self._of_group(group, pair.label), pair.value, row.number)
            elif after is not None and self._labels.is_group(slot, after):
                group = shown(slot.text)
            elif self._asks(slot, after):
                if after is not None and after.text:
                    yield Answer(self._of_group(group, shown(slot.text)), after.cell, row.number)
                elif not self._labels.is_label(slot):
                    self.problems.append(_no_label(self._place, slot))
                at += 1
            elif group and at == 1:
                # What goes on beside a label that is merged over several rows.
                yield Answer(group, slot.cell, row.number)
            else:
                raise NotUnderstood(slot)

    def _group_above(self, row: GridRow) -> str:
        """A label, or a word for others, that is merged down into this row at its left."""
        left = [slot for slot in row.above if slot.text and slot.left < row.slots[0].left]
        return shown(left[-1].text) if left else ""

    def _asks(self, slot: Slot, after: Slot | None) -> bool:
        """Whether a cell is a label, known or by its place, and what comes next its value."""
        if after is not None and self._labels.is_label(after):
            return False
        if self._labels.is_label(slot):
            return True
        short = isinstance(slot.cell, str) and len(slot.text) <= LABEL_LENGTH
        worded = short and not any(sign.isdigit() for sign in slot.text)
        return worded and slot.left in self._columns and after is not None

    def _of_group(self, group: str, label: str) -> str:
        return joined(group, label, self._labels.means) if group else label


def _table_row(place: Place, row: GridRow) -> Problem:
    return place.problem(
        "table_in_form",
        "A row of a table within the form; it was not taken.",
        "登记表中所含小表的一行,未导入。",
        (
            "Put it into a table of its own: relatives and posts as rows of the sheet 关系.",
            "请另填到表格中,亲属、任职等可填入“关系”表。",
        ),
        value=" | ".join(slot.text for slot in row.filled),
    )


def _passed_over(place: Place, slot: Slot) -> Problem:
    return place.note(
        "form_text",
        "A text of the form itself; it is no value.",
        "登记表的标题或说明文字,不是填写内容。",
        value=slot.text,
    )


def _foot(place: Place, answers: list[Answer]) -> Problem:
    return place.note(
        "form_foot",
        "The end of the form: who filled it in and when; it is not kept.",
        "登记表表尾(填表人、日期、意见等),不予保存。",
        value=" ".join(f"{answer.label} {answer.cell}" for answer in answers),
    )


def _no_label(place: Place, slot: Slot) -> Problem:
    return place._replace(row=slot.row, column=column_letter(slot.left)).problem(
        "form_cell_left_out",
        "Is this a label without a value, or a value without a label? It was left out.",
        "此格是未填内容的标签,还是没有标签的内容?未导入。",
        ("Fill in its label or its value.", "请补填标签或内容。"),
        severity="cell",
        value=slot.text,
    )
