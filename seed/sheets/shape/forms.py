"""Sheets that are no table: forms, cards and tables on their side, made tables of a row a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from seed.problems.places import Place
from seed.problems.problem import Problem
from seed.sheets.shape.form_rows import FormReader, FormRecord, NotUnderstood
from seed.sheets.shape.grid import GridRow, Slot, grid
from seed.sheets.shape.head import Numbered
from seed.sheets.shape.labels import Labels
from seed.sheets.shape.lines import folded
from seed.sheets.shape.transposed import is_transposed, read_transposed
from seed.sheets.tables import Cell, Merge, column_letter

# Rows of a sheet of forms: some hundred forms of a page each.
ROWS_LIMIT = 10_000
# Rows from the first name on in which labels are counted.
LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet of forms: the texts above them, and what they hold as a table."""

    titles: list[str]
    headers: list[str]
    rows: list[tuple[int, dict[int, Cell]]]
    problems: list[Problem] = field(default_factory=list)


def is_form(rows: Sequence[Numbered], merged: Sequence[Merge], labels: Labels) -> bool:
    """Whether the first rows of a sheet have their labels beside the values and not above them."""
    lines = grid(rows, merged)
    start = _start(lines, labels)
    if start is None:
        return False
    name, after = _name_and_next(lines[start], labels)
    beside = after is not None and not labels.is_label(after)
    if labels.inline(name) is None and (labels.is_header(lines[start]) or not beside):
        return False
    looked = _outside_tables(lines[start:], labels)[:LOOKED_AT]
    labelled = [line for line in looked if _is_labelled(line, labels)]
    if len(lines) == start + 1:
        return len([s for s in lines[start].filled if labels.is_label(s)]) >= 2
    return len(labelled) >= 2 and 2 * len(labelled) >= len(looked)


def read_form(
    rows: Sequence[Numbered], merged: Sequence[Merge], labels: Labels, place: Place
) -> Form | Problem:
    """What the forms of a sheet hold; a Problem where a cell of it is not understood."""
    lines = grid(rows, merged)
    start = _start(lines, labels) or 0
    if len(lines) == start + 1:
        return _one_row(place, lines[start])
    first = start
    while first > 0 and _is_labelled(lines[first - 1], labels):
        first -= 1
    titles = [slot.text for line in lines[:first] for slot in line.filled]
    try:
        if labels.inline(_name_and_next(lines[start], labels)[0]) is None and is_transposed(
            lines[first:], lines[start], labels
        ):
            records, problems = read_transposed(lines[first:], lines[start], labels, place)
        else:
            records, problems = _read(lines[first:], lines[start], labels, place)
    except NotUnderstood as met:
        return _not_understood(place, met.slot)
    except StopIteration:
        return _not_understood(place, lines[first].filled[0])
    return _table(titles, records, [_told(place, len(records)), *problems], labels)


def _start(lines: Sequence[GridRow], labels: Labels) -> int | None:
    """The first row with the label of a name."""
    for index, line in enumerate(lines):
        if any(_is_name(slot, labels) for slot in line.filled):
            return index
    return None


def _is_name(slot: Slot, labels: Labels) -> bool:
    pair = labels.inline(slot)
    return labels.names(pair.label) if pair else labels.is_label(slot) and labels.names(slot.text)


def _name_and_next(line: GridRow, labels: Labels) -> tuple[Slot, Slot | None]:
    at = next(i for i, slot in enumerate(line.slots) if _is_name(slot, labels))
    return line.slots[at], line.slots[at + 1] if at + 1 < len(line.slots) else None


def _is_labelled(line: GridRow, labels: Labels) -> bool:
    """Whether a row begins with a label that has its value beside it, not more labels."""
    filled = line.filled
    if labels.is_header(line):
        return False
    first = filled[1] if len(filled) > 1 and labels.is_group(*filled[:2]) else filled[0]
    return labels.is_label(first) or labels.inline(first) is not None


def _read(
    lines: Sequence[GridRow], named: GridRow, labels: Labels, place: Place
) -> tuple[list[FormRecord], list[Problem]]:
    """The records of forms below one another, and of cards side by side. Raises NotUnderstood."""
    records: list[FormRecord] = []
    problems: list[Problem] = []
    for band in _side_by_side(lines, named, labels):
        reader = FormReader(labels, place, _label_columns(band, labels))
        reader.read(band)
        records += reader.records
        problems += reader.problems
    return records, problems


def _outside_tables(lines: Sequence[GridRow], labels: Labels) -> list[GridRow]:
    """The rows without those of small tables that stand within a form."""
    outside: list[GridRow] = []
    inside = False
    for line in lines:
        inside = labels.is_header(line) or (inside and not _is_labelled(line, labels))
        if not inside:
            outside.append(line)
    return outside


def _side_by_side(
    lines: Sequence[GridRow], named: GridRow, labels: Labels
) -> list[Sequence[GridRow]]:
    """The rows, cut where a second name stands in one row with the first. Raises NotUnderstood."""
    names = [slot for slot in named.filled if _is_name(slot, labels)]
    if len(names) == 1:
        return [lines]
    if names[0] != named.filled[0]:
        raise NotUnderstood(names[1])
    edges = [
        0,
        *(slot.left for slot in names[1:]),
        max(s.right for line in lines for s in line.slots) + 1,
    ]
    found: list[Sequence[GridRow]] = []
    for left, right in pairwise(edges):
        cut = [_within(line, left, right) for line in lines]
        found.append([line for line in cut if line.filled])
    return found


def _within(line: GridRow, left: int, right: int) -> GridRow:
    slots = tuple(slot for slot in line.slots if left <= slot.left < right)
    return GridRow(line.number, slots, tuple(s for s in line.above if left <= s.left < right))


def _label_columns(lines: Sequence[GridRow], labels: Labels) -> frozenset[int]:
    """The columns that hold labels with a value beside them."""
    found = set()
    for line in lines:
        for slot, after in pairwise(line.slots):
            if labels.is_label(slot) and not labels.is_label(after):
                found.add(slot.left)
    return frozenset(found)


def _table(
    titles: list[str], records: list[FormRecord], problems: list[Problem], labels: Labels
) -> Form:
    """The records under one header; a label that a form has twice has two columns."""
    headers: list[str] = []
    columns: dict[tuple[str, int], int] = {}
    rows: list[tuple[int, dict[int, Cell]]] = []
    for record in records:
        cells: dict[int, Cell] = {}
        met: dict[str, int] = {}
        for answer in record.answers:
            key = folded(answer.label)
            met[key] = met.get(key, 0) + 1
            column = columns.setdefault((key, met[key]), len(headers))
            if column == len(headers):
                headers.append(answer.label)
            cells[column] = answer.cell
        named = (a.row for a in record.answers if labels.names(a.label))
        rows.append((next(named, record.answers[0].row if record.answers else 0), cells))
    return Form(titles, headers, [row for row in rows if row[1]], problems)


def _told(place: Place, count: int) -> Problem:
    return place.note(
        "form",
        f"A form, its labels beside the values: {count:,} records were read.",
        f"这是登记表(标签在内容旁边),读得 {count:,} 条记录。",
    )


def _not_understood(place: Place, slot: Slot) -> Problem:
    return place._replace(row=slot.row, column=column_letter(slot.left)).problem(
        "form_not_understood",
        "This is a form, its labels beside the values, and this cell is neither a label that is "
        "known nor a value beside one. Nothing of the sheet was taken.",
        "这是登记表(标签在内容旁边),此格既不是已知的标签,也不是标签旁的内容。此表未导入。",
        (
            "Copy the values into a table: headers in one row, a person in each row below.",
            "请把内容抄到表格中:表头一行,每人一行。",
        ),
        value=slot.text,
    )


def _one_row(place: Place, line: GridRow) -> Problem:
    return place._replace(row=line.number).problem(
        "form_or_header",
        "Is this row a header with unknown columns, or a form filled in? Nothing was taken.",
        "此行是含未知列的表头,还是填好的登记表?未导入。",
        (
            "Put a header in one row and a person in each row below.",
            "请写成表格:表头一行,每人一行。",
        ),
        value=" | ".join(slot.text for slot in line.filled),
    )


def too_long(place: Place) -> Problem:
    """Refuses a sheet of more forms than are read whole."""
    return place.problem(
        "too_many_rows",
        f"A sheet of forms is read up to {ROWS_LIMIT:,} rows; nothing of it was taken.",
        f"登记表类工作表最多读取 {ROWS_LIMIT:,} 行,此表未导入。",
        ("Split it into several files.", "请拆分为多个文件。"),
    )
