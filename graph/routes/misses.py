"""What stood in the way of a route that is not there: one condition loosened at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from graph.models import Node
from graph.routes.models import Miss, Sentence, Step
from graph.routes.question import Question
from graph.schema import Schema

LONGEST = 6  # hops of any route (docs/routes.md#answer)

Condition = Literal["include_past", "max_hops", "types", "labels", "avoid", "via"]
Words = tuple[str, str]


def loosened(question: Question) -> Iterator[tuple[Condition, Question]]:
    """The question without one of its conditions, for every one that it makes."""
    asked = replace(question, k=1)
    none: frozenset[str] = frozenset()
    ways: list[tuple[Condition, Question]] = [
        ("include_past", replace(asked, include_past=True)),
        ("max_hops", replace(asked, max_hops=min(question.max_hops + 1, LONGEST))),
        ("types", replace(asked, types=none)),
        ("labels", replace(asked, labels=none)),
        ("avoid", replace(asked, avoid=none)),
        ("via", replace(asked, via=none)),
    ]
    yield from ((name, way) for name, way in ways if way != asked)


def miss(
    condition: Condition,
    question: Question,
    score: float,
    nodes: Sequence[Node],
    steps: Sequence[Step],
    schema: Schema,
) -> Miss:
    """The route that the loosened condition gives, and what about it was not allowed."""
    describe = _DESCRIBED[condition]
    zh, en = describe(question, nodes, steps, schema)
    return Miss(loosened=condition, score=score, hops=len(steps), sentence=Sentence(zh=zh, en=en))


def _past(_: Question, nodes: Sequence[Node], steps: Sequence[Step], schema: Schema) -> Words:
    ended = [index for index, step in enumerate(steps) if step.factors.past < 1]
    pairs = [_named(index, nodes, steps, schema) for index in ended]
    zh, en = "、".join(pair[0] for pair in pairs), ", ".join(pair[1] for pair in pairs)
    return (
        f"计入已结束的关系则有路线:{zh}。",
        f"With past ties included there is a route: {en}.",
    )


def _longer(_: Question, __: Sequence[Node], steps: Sequence[Step], ___: Schema) -> Words:
    return (
        f"再多一步则有路线(共 {len(steps)} 步)。",
        f"With one more hop there is a route ({len(steps)} hops).",
    )


def _typed(
    question: Question, nodes: Sequence[Node], steps: Sequence[Step], schema: Schema
) -> Words:
    other = [index for index, step in enumerate(steps) if step.type not in question.types]
    pairs = [_named(index, nodes, steps, schema) for index in other]
    zh, en = "、".join(pair[0] for pair in pairs), ", ".join(pair[1] for pair in pairs)
    return (
        f"不限关系类型则有路线:{zh}。",
        f"With every relationship type there is a route: {en}.",
    )


def _labelled(question: Question, nodes: Sequence[Node], _: Sequence[Step], __: Schema) -> Words:
    others = [node.name for node in nodes[1:-1] if not question.labels & set(node.labels)]
    return (
        f"不限中间人类别则有路线:经{'、'.join(others)}。",
        f"With intermediates of every label there is a route: over {', '.join(others)}.",
    )


def _avoided(question: Question, nodes: Sequence[Node], _: Sequence[Step], __: Schema) -> Words:
    others = [node.name for node in nodes[1:-1] if node.id in question.avoid]
    return (
        f"不回避{'、'.join(others)}则有路线。",
        f"Without avoiding {', '.join(others)} there is a route.",
    )


def _without_via(_: Question, __: Sequence[Node], steps: Sequence[Step], ___: Schema) -> Words:
    return (
        f"不要求经过指定的人则有路线(共 {len(steps)} 步)。",
        f"Without the stops asked for there is a route ({len(steps)} hops).",
    )


def _named(index: int, nodes: Sequence[Node], steps: Sequence[Step], schema: Schema) -> Words:
    kind = schema.relationships[steps[index].type]
    pair = f"{nodes[index].name} — {nodes[index + 1].name}"
    until = steps[index].relationship.properties.get("until")
    if steps[index].factors.past < 1 and until:
        return f"{pair}({kind.zh},至 {until})", f"{pair} ({kind.en}, until {until})"
    return f"{pair}({kind.zh})", f"{pair} ({kind.en})"


_DESCRIBED: dict[Condition, Callable[[Question, Sequence[Node], Sequence[Step], Schema], Words]] = {
    "include_past": _past,
    "max_hops": _longer,
    "types": _typed,
    "labels": _labelled,
    "avoid": _avoided,
    "via": _without_via,
}
