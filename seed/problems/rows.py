"""What the importer says about rows: every problem of its own, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.batches.models import RefusedRecord, Remark
from graph.records import RelationshipRecord
from seed.problems.places import Where
from seed.problems.problem import Card, Problem, Severity, shortened

CANDIDATES = 20  # that a question names: more than a person will weigh

_CODES = {
    "id": "bad_id",
    "name": "missing_name",
    "labels": "bad_labels",
    "from": "unknown_end",
    "to": "unknown_end",
}
# As our own workbooks head them; the user's own header is not known any more by then.
_COLUMNS = {"from": "起点编号", "to": "终点编号", "type": "关系", "phone": "电话"}


def problem(
    where: Where,
    code: str,
    severity: Severity,
    en: str,
    zh: str,
    *,
    column: str | None = None,
    value: str | None = None,
    remedy: tuple[str, str] = ("", ""),
    candidates: Iterable[str] = (),
) -> Problem:
    """A problem at a row."""
    return Problem(
        where.file,
        where.sheet or None,
        where.row,
        column,
        None if value is None else shortened(value),
        code,
        severity,
        en,
        zh,
        *remedy,
        tuple(candidates)[:CANDIDATES],
    )


def doubled_id(where: Where, id_: str) -> Problem:
    """An id that a row before had, with other content."""
    return problem(
        where,
        "doubled_id",
        "refused",
        "A row before has the same id and other content.",
        "前面已有编号相同而内容不同的行,未导入本行。",
        column="编号",
        value=id_,
        remedy=("Give one of the two another id.", "请为其中一行改用其他编号。"),
    )


def which_target(where: Where, column: str, text: str, cards: Sequence[Card]) -> Problem:
    """A name that several answer to."""
    found = problem(
        where,
        "ambiguous_target",
        "decide",
        f"{len(cards)} records answer to this name; no relationship was made, the text is kept.",
        f"有 {len(cards)} 条记录符合该名称,未建立关系,原文已保留。",
        column=column,
        value=text,
        remedy=(
            "Decide which one is meant, or write its id in the cell.",
            "请决定所指的是哪一条,或改填其编号。",
        ),
        candidates=(card.id for card in cards),
    )
    return replace(found, cards=tuple(cards)[:CANDIDATES])


def no_target(where: Where, column: str, text: str) -> Problem:
    """A name that nothing answers to."""
    return problem(
        where,
        "missing_target",
        "decide",
        "No record answers to this name; no relationship was made, the text is kept.",
        "没有符合该名称的记录,未建立关系,原文已保留。",
        column=column,
        value=text,
        remedy=(
            "Import the record first, correct the name, or let the import create what is missing.",
            "请先导入该记录、更正名称,或在导入时选择“自动创建缺少的对象”。",
        ),
    )


def tied_to_itself(where: Where, column: str, text: str) -> Problem:
    """A cell that names the record of its own row."""
    return problem(
        where,
        "tie_to_itself",
        "cell",
        "This names the record itself; no relationship was made.",
        "所填是本人(本单位)自己,未建立关系。",
        column=column,
        value=text,
        remedy=("Name the other end.", "请改填对方的名称。"),
    )


def left_text(where: Where, column: str, text: str) -> Problem:
    """A name that a person decided to leave as a text."""
    return problem(
        where,
        "left_as_decided",
        "note",
        "Left as a text, as decided.",
        "按决定仅保留原文。",
        column=column,
        value=text,
    )


def no_end(where: Where, column: str) -> Problem:
    """A relationship without one of its ends."""
    return problem(
        where,
        "missing_end",
        "refused",
        "The relationship lacks this end.",
        "关系缺少这一端。",
        column=column,
        remedy=("Give its id or its name.", "请填写其编号或名称。"),
    )


def refused(where: Where, fault: RefusedRecord, tie: RelationshipRecord | None = None) -> Problem:
    """A row that the checks of writing refused; `tie` when it was a relationship's."""
    field = (fault.field or "").removeprefix("properties.")
    code = _CODES.get(field, "bad_value")
    if fault.code == "conflict":
        code = "id_taken"
    elif field == "type":
        code = "bad_ends"
    given = {"from": tie.from_, "to": tie.to, "type": tie.type} if tie else {}
    column, value = _COLUMNS.get(field, field) or None, given.get(field, fault.id)
    return problem(
        where,
        code,
        "refused",
        fault.en,
        fault.zh,
        column=column,
        value=value,
        remedy=("Correct the row and give it again.", "请更正本行后重新导入。"),
    )


def text_not_kept(where: Where, fault: RefusedRecord) -> Problem:
    """The texts of a record that are too long to stay with it in all."""
    return problem(
        where,
        "text_not_kept",
        "cell",
        f"The texts of names that nothing answers to could not be kept: {fault.en}",
        f"没有对应记录的原文无法保留:{fault.zh}",
        remedy=("Shorten the row's further cells.", "请缩短本行的其他内容。"),
    )


def kept_beside(where: Where, remark: Remark) -> Problem:
    """A telephone number that differs from the one that is known."""
    return problem(
        where,
        "phone_kept_beside",
        "cell",
        f"Another number is known; both are kept: {remark.kept}.",
        f"已有不同的号码,两者并存:{remark.kept}。",
        column=_COLUMNS.get(remark.field, remark.field),
        value=remark.given,
        remedy=("Remove the one that is no longer valid.", "请核实后删去失效的号码。"),
    )


def wrong_width(where: Where, cells: int, width: int) -> Problem:
    """A row of CSV that does not go with its header."""
    return problem(
        where,
        "wrong_width",
        "refused",
        f"The row has {cells} cells, the header {width}.",
        f"本行有 {cells} 个单元格,表头有 {width} 个。",
        remedy=("Quote cells that hold a comma or a line end.", "含逗号或换行的单元格须加引号。"),
    )


def bad_cell(where: Where, column: str, value: str) -> Problem:
    """A cell that its property cannot hold; `extra` keeps its text."""
    return problem(
        where,
        "bad_cell",
        "cell",
        "This column cannot hold the value; the property stays empty, the text is kept in extra.",
        "该列不能容纳此值,属性留空,原文保留在“其他”中。",
        column=column,
        value=value,
    )


def bad_header(file: str, column: str, en: str, zh: str) -> Problem:
    """A column of a header that is not understood."""
    return Problem(file, None, 1, column, None, "bad_header", "refused", en, zh, *_HEADER_REMEDY)


def unreadable(file: str, reason: str) -> Problem:
    """A file of CSV that cannot be read to its end."""
    return Problem(
        file,
        None,
        None,
        None,
        None,
        "unreadable",
        "refused",
        f"The file cannot be read: {reason}.",
        f"无法读取该文件:{reason}。",
        "Give UTF-8 text in the form that neo4j-admin reads.",
        "请提供 neo4j-admin 可读的 UTF-8 文本。",
    )


_HEADER_REMEDY = (
    "Correct the header; GET /api/schema lists the properties.",
    "请更正表头;可用 GET /api/schema 查看属性。",
)
