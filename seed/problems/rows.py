"""What the importer says about rows: every problem of its own, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.batches.models import Fault, Remark
from graph.records import RelationshipRecord
from seed.problems.places import Where
from seed.problems.problem import Problem, Severity, shortened

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


def namesake(where: Where, name: str, others: Sequence[str]) -> Problem:
    """重名: taken as another than those of the same name."""
    return problem(
        where,
        "namesake",
        "note",
        f"{len(others)} other records have this name; the row's own cells tell it apart.",
        f"重名:另有 {len(others)} 条同名记录,已按本行内容区分为另一条。",
        value=name,
        remedy=(
            "If it is one of them, give its id in the 编号 column.",
            "若其实是同一个,请在“编号”列填写其编号。",
        ),
        candidates=others,
    )


def which_of_them(where: Where, name: str, others: Sequence[str]) -> Problem:
    """A row that does not tell whether it is one of those of its name."""
    return problem(
        where,
        "same_or_namesake",
        "decide",
        "The name exists, and the row holds no birth date, unit, school or country that tells "
        "whether it is the same. The row was not taken.",
        "已有同名记录,而本行没有出生日期、单位、学校或国家可供区分,未导入本行。",
        value=name,
        remedy=(
            "Give the id of the one that is meant in the 编号 column, or a cell that tells it apart.",
            "请在“编号”列填写所指记录的编号,或补充可区分的内容。",
        ),
        candidates=others,
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


def which_target(where: Where, column: str, text: str, candidates: Sequence[str]) -> Problem:
    """A name that several answer to."""
    return problem(
        where,
        "ambiguous_target",
        "decide",
        f"{len(candidates)} records answer to this name; no relationship was made.",
        f"有 {len(candidates)} 条记录符合该名称,未建立关系。",
        column=column,
        value=text,
        remedy=("Write the id of the one that is meant.", "请改填所指记录的编号。"),
        candidates=candidates,
    )


def no_target(where: Where, column: str, text: str) -> Problem:
    """A name that nothing answers to."""
    return problem(
        where,
        "missing_target",
        "decide",
        "No record answers to this name; no relationship was made.",
        "没有符合该名称的记录,未建立关系。",
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


def refused(where: Where, fault: Fault, tie: RelationshipRecord | None = None) -> Problem:
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
