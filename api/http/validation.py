"""Validation errors of pydantic and FastAPI as one error of ours, worded in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.errors import InvalidInput

_PLACES = {"query", "path", "body", "header"}

# By pydantic's type of error; braces take its context.
_WORDS = {
    "missing": ("is required", "必须填写"),
    "extra_forbidden": ("is not known here", "不是这里可用的名称"),
    "greater_than_equal": ("is below {ge}", "不能小于 {ge}"),
    "less_than_equal": ("is above {le}", "不能大于 {le}"),
    "string_too_long": ("is longer than {max_length} characters", "超过 {max_length} 个字符"),
    "string_too_short": ("is empty", "不能为空"),
    "too_long": ("holds more than {max_length} items", "超过 {max_length} 项"),
    "too_short": ("is empty", "不能为空"),
    "literal_error": ("is none of {expected}", "只能是 {expected}"),
    "string_type": ("is not a text", "不是文本"),
    "int_type": ("is not a whole number", "不是整数"),
    "bool_type": ("is neither true nor false", "不是 true 或 false"),
    "list_type": ("is not a list", "不是列表"),
    "dict_type": ("is not an object", "不是对象"),
    "model_attributes_type": ("is not an object", "不是对象"),
    "json_invalid": ("is not JSON: {error}", "不是有效的 JSON:{error}"),
    # Ids are the only values with a pattern.
    "string_pattern_mismatch": (
        "is not an id: 1 to 64 of A-Z, a-z, 0-9, _ and -",
        "不是有效编号:1 到 64 个字母、数字、_ 或 -",
    ),
}


def fault(error: Mapping[str, Any]) -> InvalidInput:
    """One validation error as ours, naming the parameter or property."""
    field = _field(error["loc"])
    en, zh = _worded(error)
    return InvalidInput(f"{field}: {en}.", f"{field}:{zh}。", field=field)


def _field(location: tuple[int | str, ...]) -> str:
    """`limit`, `types`, `properties.sources`; `body` for the whole of it."""
    names = [part for part in location if isinstance(part, str)]
    if len(names) > 1 and names[0] in _PLACES:
        names = names[1:]
    return ".".join(names) or "request"


def _worded(error: Mapping[str, Any]) -> tuple[str, str]:
    known = _WORDS.get(error["type"])
    if known is None:
        message = str(error["msg"]).removeprefix("Value error, ").rstrip(".")
        return message, message
    context = error.get("ctx") or {}
    return known[0].format(**context), known[1].format(**context)
