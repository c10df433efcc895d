"""JSON as both engines and other programs can hold it: no doubled keys, no NaN, bounded numbers and depth."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

from fastapi import Request

from graph.errors import InvalidInput
from graph.values import check_prose, check_text

DEPTH_LIMIT = 20  # levels: far above any property, far below what exhausts a stack
NUMBER_LIMIT = 2**53  # beyond, JavaScript and other readers round whole numbers


async def strict_json(request: Request) -> None:
    """Refuses a JSON body that pydantic would let through. Raises InvalidInput."""
    body = await request.body()
    if body:
        _check(_decoded(body), DEPTH_LIMIT)


def _decoded(body: bytes) -> Any:
    try:
        return json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_without_doubles,
            parse_constant=_no_constant,
            parse_int=_bounded_int,
        )
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        raise InvalidInput(
            f"The body is not JSON in UTF-8: {error}.", f"正文不是 UTF-8 编码的 JSON:{error}。"
        ) from None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object names a field twice")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _bounded_int(text: str) -> int:
    # Length first: turning very many digits into a number takes quadratic time.
    if len(text) > 17 or abs(int(text)) > NUMBER_LIMIT:
        raise ValueError("a whole number is beyond ±2^53")
    return int(text)


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise _too_deep()
    if isinstance(value, dict):
        for name, item in value.items():
            _check_string(name)
            _check(item, depth - 1)
    elif isinstance(value, list):
        for item in value:
            _check(item, depth - 1)
    elif isinstance(value, str):
        # Which texts may have several lines, their own models know.
        _check_string(value, check_prose)
    elif isinstance(value, float) and not math.isfinite(value):
        raise InvalidInput("A number in the body is too large.", "正文中的数字过大。")


def _check_string(text: str, check: Callable[[str], str] = check_text) -> None:
    try:
        check(text)
    except ValueError as error:
        raise InvalidInput(f"A text in the body {error}.", f"正文中的文本有误:{error}。") from None


def _too_deep() -> InvalidInput:
    return InvalidInput(
        f"The body is nested deeper than {DEPTH_LIMIT} levels.",
        f"正文嵌套超过 {DEPTH_LIMIT} 层。",
    )
