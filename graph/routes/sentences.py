"""Sentences about routes, in Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence

from graph.models import Node
from graph.roles import beside
from graph.routes.models import Miss, Sentence, Step, Tried
from graph.schema import Schema


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
    start: str, end: str, tried: Tried, misses: Sequence[Miss], complete: bool
) -> Sentence:
    """Why there is no route, and what would give one."""
    if not complete:
        return Sentence(
            zh=f"在时限内没有找到从{start}到{end}的路线,可能仍有路线。",
            en=f"No route from {start} to {end} was found in time; there may still be one.",
        )
    best = misses[0].sentence if misses else Sentence(zh="", en="")
    return Sentence(
        zh=f"从{start}到{end}在 {tried.max_hops} 步以内没有路线。{best.zh}",
        en=f"There is no route from {start} to {end} within {tried.max_hops} hops. {best.en}".strip(),
    )


def _step_zh(step: Step, node: Node, schema: Schema) -> str:
    name = schema.relationships[step.type].zh + _role(step, schema, "({})", "(前者为{})")
    return _arrow(step, name, schema) + node.name


def _step_en(step: Step, node: Node, schema: Schema) -> str:
    name = schema.relationships[step.type].en + _role(step, schema, " ({})", " (the former: {})")
    return _arrow(step, name, schema) + node.name


def _role(step: Step, schema: Schema, form: str, own: str) -> str:
    """The role of a step; of equals what the next is to the one before."""
    directed = schema.relationships[step.type].directed
    properties = step.relationship.properties
    role, others = beside(properties, directed=directed, from_start=step.direction == "out")
    return (form if others else own).format(role) if role else ""


def _arrow(step: Step, name: str, schema: Schema) -> str:
    if not schema.relationships[step.type].directed:
        return f" —{name}— "
    return f" —{name}→ " if step.direction == "out" else f" ←{name}— "
