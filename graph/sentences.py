"""Sentences about routes, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from graph.models import Node, Sentence, Step, Tried
from graph.schema import Schema

_LOOSENED = {
    "include_past": ("计入已结束的关系则有路线", "with past ties included there is a route"),
    "max_hops": ("再多一步则有路线", "with one more hop there is a route"),
    "types": ("不限关系类型则有路线", "with every relationship type there is a route"),
    "labels": ("不限中间人类别则有路线", "with intermediates of every label there is a route"),
}


def route_sentence(
    nodes: Sequence[Node], steps: Sequence[Step], weakest: int, schema: Schema
) -> Sentence:
    """A route from end to end, with its weakest step."""
    zh = "".join(_step_zh(step, node, schema) for step, node in zip(steps, nodes[1:], strict=True))
    en = "".join(_step_en(step, node, schema) for step, node in zip(steps, nodes[1:], strict=True))
    weak = steps[weakest]
    pair = f"{nodes[weakest].name} — {nodes[weakest + 1].name}"
    kind = schema.relationships[weak.type]
    return Sentence(
        zh=f"{nodes[0].name}{zh}。最弱一步:{pair}({kind.zh},{weak.factor:.2f})。",
        en=f"{nodes[0].name}{en}. Weakest step: {pair} ({kind.en}, {weak.factor:.2f}).",
    )


def no_route(
    ends: tuple[Node, Node], tried: Tried, loosened: str | None, complete: bool
) -> Sentence:
    """Why there is no route, and what would give one."""
    start, end = (node.name for node in ends)
    if not complete:
        return Sentence(
            zh=f"在时限内没有找到从{start}到{end}的路线,可能仍有路线。",
            en=f"No route from {start} to {end} was found in time; there may still be one.",
        )
    more_zh, more_en = _LOOSENED.get(loosened or "", ("", ""))
    return Sentence(
        zh=f"从{start}到{end}在 {tried.max_hops} 步以内没有路线"
        + (f";{more_zh}。" if more_zh else "。"),
        en=f"There is no route from {start} to {end} within {tried.max_hops} hops"
        + (f"; {more_en}." if more_en else "."),
    )


def _step_zh(step: Step, node: Node, schema: Schema) -> str:
    name = schema.relationships[step.type].zh + _role(step, "({})")
    return _arrow(step, name, schema) + node.name


def _step_en(step: Step, node: Node, schema: Schema) -> str:
    name = schema.relationships[step.type].en + _role(step, " ({})")
    return _arrow(step, name, schema) + node.name


def _role(step: Step, form: str) -> str:
    role = step.relationship.properties.get("role")
    return form.format(role) if role else ""


def _arrow(step: Step, name: str, schema: Schema) -> str:
    if not schema.relationships[step.type].directed:
        return f" —{name}— "
    return f" —{name}→ " if step.direction == "out" else f" ←{name}— "
