"""Tables that lie on their side: labels down the left, a record in each column."""

from __future__ import annotations

from collections.abc import Sequence

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape.columns import COUNTERS
from seed.sheets.shape.form_rows import Answer, FormRecord, NotUnderstood
from seed.sheets.shape.grid import GridRow, Slot
from seed.sheets.shape.labels import Labels, shown
from seed.sheets.shape.lines import folded, recognised


def is_transposed(rows: Sequence[GridRow], named: GridRow, labels: Labels) -> bool:
    """Whether the rows each hold a label and then values alone; `named` is that of the names."""
    name = _name_slot(named, labels)
    values = [slot for slot in named.filled if slot.left > name.left]
    if len(values) < 2 or len(rows) < 2:
        return False
    labelled = [
        row for row in rows if any(s.left == name.left and labels.is_label(s) for s in row.filled)
    ]
    others = any(labels.is_label(s) for row in labelled for s in row.filled if s.left > name.left)
    return not others and len(labelled) >= 2 and 5 * len(labelled) >= 3 * len(rows)


def read_transposed(
    rows: Sequence[GridRow], named: GridRow, labels: Labels, place: Place
) -> tuple[list[FormRecord], list[Problem]]:
    """The records, one for each column that has a name. Raises NotUnderstood."""
    name = _name_slot(named, labels)
    columns = {s.left: FormRecord() for s in named.filled if s.left > name.left}
    problems: list[Problem] = []
    for row in rows:
        label = next((slot for slot in row.filled if slot.left == name.left), None)
        line = recognised({s.left: s.cell for s in row.filled}, [], after_footnote=False)
        if line and (label is None or not labels.is_label(label)):
            told = " ".join(slot.text for slot in row.filled)
            problems.append(
                place._replace(row=row.number).note(line.code, line.en, line.zh, value=told)
            )
            continue
        _take(row, label, name, columns)
    return list(columns.values()), problems


def _take(row: GridRow, label: Slot | None, name: Slot, columns: dict[int, FormRecord]) -> None:
    """Gives the values of a row to their columns. Raises NotUnderstood."""
    for slot in row.filled:
        if slot is label:
            continue
        if slot.left < name.left:
            if slot.text.isdigit() or slot.bottom > slot.row:
                continue  # a running number, or the word for a group of labels
            raise NotUnderstood(slot)
        reached = [column for column in columns if slot.left <= column <= slot.right]
        if label is None or not isinstance(label.cell, str) or not reached:
            raise NotUnderstood(slot)
        if folded(label.text) not in COUNTERS:
            for column in reached:
                columns[column].answers.append(Answer(shown(label.text), slot.cell, name.row))


def _name_slot(row: GridRow, labels: Labels) -> Slot:
    return next(slot for slot in row.filled if labels.is_label(slot) and labels.names(slot.text))
