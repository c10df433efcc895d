"""Why a route stands where it stands, and what would lift it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from graph.models import Node
from graph.routes.models import Advice, Route, Sentence, Step
from graph.schema import Schema
from graph.topology.factors import RECENCY_UNKNOWN

_WORTHWHILE = 1.02  # gains under two in a hundred are no advice

AdviceKind = Literal["renew", "record_contact", "verify", "deepen"]


def advice(
    nodes: Sequence[Node], steps: Sequence[Step], weakest: int, score: float
) -> Advice | None:
    """What would strengthen the weakest step most; None when nothing would."""
    step = steps[weakest]
    factors = step.factors
    contact: AdviceKind = "renew" if _last_contact(step) else "record_contact"
    gains: list[tuple[float, AdviceKind]] = [
        (1 / factors.recency, contact),
        (1 / factors.confidence, "verify"),
        (1 / factors.strength, "deepen"),
    ]
    # Contact can be renewed within a week; closeness takes years, so it comes last among equals.
    gain, kind = max(gains, key=lambda pair: pair[0])
    if gain < _WORTHWHILE:
        return None
    factor = min(1.0, step.factor * gain)
    return Advice(
        kind=kind,
        factor=factor,
        score=min(1.0, score * gain),
        sentence=_advised(kind, nodes[weakest], nodes[weakest + 1], step, factor),
    )


def _last_contact(step: Step) -> str | None:
    properties = step.relationship.properties
    return properties.get("last_contact") or properties.get("verified_at")


def _advised(kind: AdviceKind, one: Node, other: Node, step: Step, factor: float) -> Sentence:
    seen = _last_contact(step)
    change = f"{step.factor:.2f} → {factor:.2f}"
    zh, en = {
        "renew": (f"最近联系是 {seen},重新联系一次", f"last contact {seen}: renew it"),
        "record_contact": (
            "没有联系记录,请补记最近一次联系",
            "no contact on record: note the last one",
        ),
        "verify": (
            f"可信度只有 {step.factors.confidence:.2f},请核实",
            f"confidence is {step.factors.confidence:.2f}: verify it",
        ),
        "deepen": (
            f"关系强度只有 {step.factors.strength:.2f},需要多往来",
            f"strength is {step.factors.strength:.2f}: it takes closer ties",
        ),
    }[kind]
    return Sentence(
        zh=f"{one.name} — {other.name}:{zh}({change})。",
        en=f"{one.name} — {other.name}: {en} ({change}).",
    )


def runner_up(first: Route, second: Route, schema: Schema) -> Sentence:
    """Why the second route comes after the first."""
    if second.score >= first.score * (1 - 1e-9):
        return _equal(first, second)
    share = 1 - second.score / first.score
    zh, en = _reason(first, second, schema)
    return Sentence(
        zh=f"第二条比第一条低 {share:.0%}:{zh}。",
        en=f"The second scores {share:.0%} below the first: {en}.",
    )


def _equal(first: Route, second: Route) -> Sentence:
    if first.hops < second.hops:
        return Sentence(
            zh=f"两条评分相同,第二条多 {second.hops - first.hops} 步。",
            en=f"Both score the same; the second takes {second.hops - first.hops} more hops.",
        )
    return Sentence(
        zh="两条评分和步数相同,按编号排列。",
        en="Both score the same over as many hops; they stand in the order of their ids.",
    )


def _reason(first: Route, second: Route, schema: Schema) -> tuple[str, str]:
    """The largest single loss on the second route that the first one has not."""
    shared = {frozenset((step.from_, step.to)) for step in first.steps}
    losses: list[tuple[float, str, str]] = []
    for step, one, other in zip(second.steps, second.nodes, second.nodes[1:], strict=False):
        if frozenset((step.from_, step.to)) not in shared:
            kind = schema.relationships[step.type]
            pair = f"{one.name} — {other.name}"
            why_zh, why_en = _weakness(step)
            zh = f"{pair}({kind.zh},{step.factor:.2f}{why_zh})"
            en = f"{pair} ({kind.en}, {step.factor:.2f}{why_en})"
            losses.append((step.factor, zh, en))
        if step.hub < 1:
            zh = f"{other.name}关系太多,引荐力打折({step.hub:.2f})"
            en = f"{other.name} has so many ties that an introduction counts less ({step.hub:.2f})"
            losses.append((step.hub, zh, en))
    if not losses:
        return f"共 {second.hops} 步", f"it takes {second.hops} hops"
    _, zh, en = min(losses)
    return zh, en


def _weakness(step: Step) -> tuple[str, str]:
    factors = step.factors
    if factors.past < 1:
        return ",已结束", ", past"
    if factors.recency == RECENCY_UNKNOWN and not _last_contact(step):
        return ",无联系记录", ", no contact on record"
    if factors.recency < min(factors.strength, factors.confidence):
        return f",最近联系 {_last_contact(step)}", f", last contact {_last_contact(step)}"
    return "", ""
