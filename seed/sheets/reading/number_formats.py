"""Numbers as Excel shows them, where the format makes them something else: 0516-80000001, 00717.

Only what no reader of the value could know is made a text: leading zeros, and words, hyphens or
blanks that the format adds. Decimals, thousands, currencies and percentages leave the number.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s([^>]*)/?>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\s([^>]*)>")
_ID = re.compile(rb"""\bnumFmtId=["'](\d+)["']""")
_CODE = re.compile(rb"""\bformatCode=(?:"([^"]*)"|'([^']*)')""")

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|([0#?])|(.)', re.DOTALL)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)", re.ASCII)
_SECTIONS = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*);')
_THOUSANDS = re.compile(r"(?<=[0#?]),(?=[0#?])")
# For positive numbers, negative ones and nought; a fourth is for texts.
_NUMBERS = 3
# Letters of dates, exponents, fractions, percentages, texts: the value itself is meant.
_OTHER_KINDS = frozenset("yYmMdDhHsSeEgGbB/%@,")
# Signs that are shown beside an amount and say nothing of the digits.
_PLAIN = frozenset("¥¥$€£() ")
_BARE_LITERALS = frozenset("-+() :$¥¥€£")

Kind = Literal["digit", "literal", "point"]


class _Token(NamedTuple):
    kind: Kind
    text: str


class Section(NamedTuple):
    """One part of a format: for which numbers it is, and what it shows."""

    condition: tuple[str, Decimal] | None
    tokens: tuple[_Token, ...]


Code = tuple[Section, ...]


def telling_styles(styles: bytes) -> dict[int, Code]:
    """The cell formats of a styles.xml, by their numbers, that make a number another text."""
    codes = dict(_codes(styles))
    section = _CELL_FORMATS.search(styles)
    used = _CELL_FORMAT.findall(section[1]) if section else []
    ids = [int(found[1]) if (found := _ID.search(each)) else 0 for each in used]
    return {index: codes[id_] for index, id_ in enumerate(ids) if id_ in codes}


def telling_code(text: str) -> Code | None:
    """The format, if it makes a number another text; None for those that leave it a number."""
    plain = _THOUSANDS.sub("", text)
    sections = tuple(map(_section, _SECTIONS.findall(f"{plain};")[:_NUMBERS]))
    if any(section is None for section in sections):
        return None
    known = tuple(section for section in sections if section is not None)
    return known if known and _adds_something(known[0].tokens) else None


def shown(value: str, code: Code) -> str | None:
    """What Excel shows of a number; None where that is less than the number, or not known."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    tokens = _chosen(number, code)
    if tokens is None:
        return None
    decimals = sum(token.kind == "digit" for token in _after_point(tokens))
    if not any(token.kind == "digit" for token in tokens):
        return None
    if not number.is_finite() or round(number, decimals) != number:
        return None
    whole, _, part = f"{abs(number):.{decimals}f}".partition(".")
    sign = "-" if number < 0 and len(code) == 1 else ""
    return (sign + _laid_out(tokens, whole, part)).strip()


def _codes(styles: bytes) -> Iterator[tuple[int, Code]]:
    for attributes in _FORMAT.findall(styles):
        id_, code = _ID.search(attributes), _CODE.search(attributes)
        if id_ and code:
            text = html.unescape((code[1] or code[2] or b"").decode("utf-8", "replace"))
            if found := telling_code(text):
                yield int(id_[1]), found


def _section(text: str) -> Section | None:
    """A part of a format; None where it shows something else than digits and words."""
    condition: tuple[str, Decimal] | None = None
    tokens: list[_Token] = []
    for quoted, escaped, bracketed, digit, other in _TOKEN.findall(text):
        if digit:
            tokens.append(_Token("digit", digit))
        elif other == ".":
            tokens.append(_Token("point", "."))
        elif quoted or escaped or other in _BARE_LITERALS or ord(other or "\0") > 0x2E7F:
            tokens.append(_Token("literal", quoted or escaped or other))
        elif other in _OTHER_KINDS or bracketed.startswith(("DBNum", "$-", "h", "m", "s")):
            return None
        elif match := _CONDITION.fullmatch(bracketed):
            condition = match[1], Decimal(match[2])
    return Section(condition, tuple(tokens))


def _adds_something(tokens: tuple[_Token, ...]) -> bool:
    words = "".join(token.text for token in tokens if token.kind == "literal")
    zeros = sum(token.text == "0" for token in _before_point(tokens))
    digits = [index for index, token in enumerate(tokens) if token.kind == "digit"]
    parted = any(t.kind == "literal" for t in tokens[digits[0] : digits[-1]]) if digits else False
    return bool(digits) and (zeros > 1 or parted or not _PLAIN.issuperset(words))


def _chosen(number: Decimal, code: Code) -> tuple[_Token, ...] | None:
    """The part of the format that is for this number."""
    if any(section.condition for section in code):
        fits = (s for s in code if s.condition is None or _holds(number, *s.condition))
        found = next(fits, None)
        return found.tokens if found else None
    if number < 0 and len(code) > 1:
        return code[1].tokens
    return code[2].tokens if number == 0 and len(code) > 2 else code[0].tokens


def _holds(number: Decimal, sign: str, limit: Decimal) -> bool:
    found: Mapping[str, bool] = {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }
    return found[sign]


def _before_point(tokens: tuple[_Token, ...]) -> tuple[_Token, ...]:
    point = next((i for i, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    return tokens[:point]


def _after_point(tokens: tuple[_Token, ...]) -> tuple[_Token, ...]:
    return tokens[len(_before_point(tokens)) :]


def _laid_out(tokens: tuple[_Token, ...], whole: str, part: str) -> str:
    """The digits in their places: those before the point from the right, what is too much in front."""
    left: list[str] = []
    rest = "" if whole == "0" else whole
    before = _before_point(tokens)
    first = next((i for i, token in enumerate(before) if token.kind == "digit"), None)
    for index in range(len(before) - 1, -1, -1):
        token = before[index]
        if token.kind == "literal":
            left.append(token.text)
            continue
        taken = rest if index == first else rest[-1:]
        left.append(taken or ("0" if token.text == "0" else ""))
        rest = rest[: len(rest) - len(taken)]
    digits = iter(part)
    right = [next(digits) if t.kind == "digit" else t.text for t in _after_point(tokens)]
    return "".join(reversed(left)) + "".join(right)
