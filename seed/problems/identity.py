"""What the importer asks and tells about who is who, in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from graph.search.spelling.text import has_chinese
from seed.problems.places import Where
from seed.problems.problem import Card, Problem, Said, shortened
from seed.problems.rows import CANDIDATES, problem

# What tells records apart, as people call it.
KINDS: dict[str, tuple[str, str]] = {
    "birth_date": ("出生日期", "birth date"),
    "phone": ("电话", "telephone"),
    "email": ("邮箱", "e-mail"),
    "office_id": ("工号等编号", "id of the office"),
    "gender": ("性别", "gender"),
    "unit": ("单位", "unit"),
    "school": ("学校", "school"),
    "country": ("国家", "country"),
    "place": ("地点", "place"),
    "registration_number": ("统一社会信用代码", "registration number"),
    "document_number": ("文号", "document number"),
    "iso_code": ("国家代码", "ISO code"),
    "held_on": ("举办日期", "date held"),
    "starts": ("开始", "start"),
    "issued_on": ("发布日期", "date of issue"),
    "as_of": ("截至", "as of"),
    "poster": ("发布单位", "who posted it"),
    "host": ("主办单位", "host"),
    "investor": ("投资方", "investor"),
    "raised_by": ("诉求人", "who raised it"),
    "issuer": ("发布机关", "issuer"),
    "record": ("记录", "record"),
    "name": ("名称", "name"),
}
# Kinds whose values are names of other records, which have several.
_NAMED = frozenset(
    ("unit", "school", "country", "place", "poster", "host", "investor", "raised_by", "issuer")
)
_SEXES = {"man": "男", "woman": "女"}
JOINED = "joined_rows"
DECIDE = (
    "Decide: the same, another, or leave it. Or give the id in the 编号 column.",
    "请决定:同一个、另一个,或暂不处理;也可在“编号”列填写其编号。",
)


def unsure(where: Where, name: str, said: Said, cards: Sequence[Card]) -> Problem:
    """A row that does not tell whether it is one of those of its name."""
    return _asked(
        where,
        "same_or_namesake",
        "The name exists, and nothing in the row tells whether it is the same. It was not taken.",
        "已有同名记录,本行内容不足以判断是否同一个,未导入本行。",
        name,
        said,
        cards,
    )


def possibly_same(
    where: Where,
    name: str,
    said: Said,
    cards: Sequence[Card],
    agreed: Sequence[str],
    differing: Sequence[str],
) -> Problem:
    """A row that agrees with a record in what hardly two share, and is not simply the same."""
    same, other = _named(agreed), _named(differing)
    but_en = f"{other[1]} differ" if differing else "the row tells more"
    but_zh = f"{other[0]}不同" if differing else "本行另有新内容"
    return _asked(
        where,
        "possibly_same",
        f"Name and {same[1]} agree with a record, {but_en}. The row was not taken.",
        f"姓名(名称)与{same[0]}同已有记录一致,但{but_zh},未导入本行。",
        name,
        said,
        cards,
    )


def values_differ(
    where: Where, name: str, pairs: Sequence[tuple[str, str, str]], id_: str
) -> Problem:
    """A row about a stored record of which it says other things: `pairs` of name, stored, given."""
    shown = "; ".join(f"{key} {old} → {new}" for key, old, new in pairs)
    card = Card(id_, name, tuple((key, old) for key, old, _ in pairs))
    said = tuple((key, new) for key, _, new in pairs)
    return _asked(
        where,
        "values_differ",
        f"The record says otherwise: {shortened(shown)}. Nothing was changed.",
        f"与已有记录不同:{shortened(shown)}。未作改动。",
        name,
        said,
        [card],
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


def joined(where: Where, name: str, with_: Where, id_: str) -> Problem:
    """A row that became one record with another row."""
    place = f"{with_.file} {with_.sheet or ''}".strip()
    return problem(
        where,
        JOINED,
        "note",
        f"Became one record with row {with_.row} of {place}; every value of both is kept.",
        f"与 {place} 第 {with_.row} 行合为一条记录,两行的内容都已保留。",
        value=name,
        candidates=[id_],
    )


def left(where: Where, name: str) -> Problem:
    """A row left out by a decision."""
    return problem(
        where, "left_as_decided", "note", "Left out, as decided.", "按决定暂不处理。", value=name
    )


def kept_beside(where: Where, key: str, given: str, kept: str) -> Problem:
    """A value of a joined row that its property has no room for."""
    return problem(
        where,
        "value_kept_beside",
        "cell",
        f"The rows of this record say different things; the record has {kept}, this one is kept "
        "among its further data.",
        f"同一记录的两行内容不同:采用“{kept}”,此值存入“其他”。",
        column=key,
        value=given,
        remedy=("Correct the one that is wrong.", "请核实后更正。"),
    )


def appeared(id_: str, name: str, header: str, text: str, cards: Sequence[Card]) -> Problem:
    """A text that a record kept, for nobody answered to it; now somebody does."""
    return Problem(
        "",
        None,
        None,
        header,
        shortened(text),
        "target_appeared",
        "decide",
        f"{name} ({id_}) names this here; now a record is called so. No relationship was made.",
        f"{name}({id_})的“{header}”写着此名称,现已有同名记录,尚未建立关系。",
        "Decide: the same (a relationship is made), or leave the text.",
        "请决定:就是它(建立关系),或仅保留原文。",
        tuple(card.id for card in cards)[:CANDIDATES],
        tuple(cards)[:CANDIDATES],
        (("record", id_), ("name", name)),
    )


def shown_said(said: Said) -> Said:
    """What tells a record apart, contact data starred: enough to tell, too little to call. Of the
    names of a place or body the Chinese ones are shown, if there are any."""
    chinese = {kind for kind, value in said if kind in _NAMED and has_chinese(value)}
    return tuple(
        (kind, _SEXES.get(value, value) if kind == "gender" else masked(kind, value))
        for kind, value in said
        if kind not in chinese or has_chinese(value)
    )


def masked(kind: str, value: str) -> str:
    """A telephone as 139****0001, an e-mail as a***@example.org."""
    if kind == "phone":
        return f"{value[:3]}****{value[-4:]}" if len(value) >= 8 else f"{value[:1]}****"
    if kind == "email":
        name, _, host = value.partition("@")
        return f"{name[:1]}***@{host}"
    return value


def _named(kinds: Sequence[str]) -> tuple[str, str]:
    names = [KINDS.get(kind, (kind, kind)) for kind in kinds]
    return "、".join(zh for zh, _ in names), ", ".join(en for _, en in names)


def _asked(
    where: Where, code: str, en: str, zh: str, name: str, said: Said, cards: Sequence[Card]
) -> Problem:
    shown = tuple(card._replace(said=shown_said(card.said)) for card in cards)[:CANDIDATES]
    return Problem(
        where.file,
        where.sheet or None,
        where.row,
        None,
        shortened(name),
        code,
        "decide",
        en,
        zh,
        *DECIDE,
        tuple(card.id for card in shown),
        shown,
        shown_said(said),
    )
