"""What the commands print: tables for people, JSON for programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.check import CheckReport
from graph.analysis.models import Reach
from graph.models import Relationship
from graph.roles import beside
from graph.routes.models import Route, Routes, Step
from graph.schema import Schema
from graph.search.models import Hit, Hits
from seed.facts.load import LoadReport

_TIERS = {
    "exact": "全名",
    "alias": "别名",
    "prefix": "开头",
    "pinyin": "拼音",
    "spelling": "拼写",
    "reading": "读音",
    "initials": "首字母",
    "pinyin_prefix": "拼音开头",
    "substring": "包含",
    "context": "相关",
    "sound": "同音",
    "typo": "近似",
}


def print_report(report: LoadReport, as_json: bool) -> None:
    """How much `seed` created."""
    if as_json:
        console().print_json(json.dumps(asdict(report)))
        return
    say(
        f"新增 {report.entities} 个实体、{report.relationships} 条关系。"
        f" Created {report.entities} entities and {report.relationships} relationships."
    )


def print_hits(hits: Hits, schema: Schema, as_json: bool) -> None:
    """The hits of a search, best first."""
    if as_json:
        print_model(hits)
        return
    table = table_of("名称 name", "标签 label", "匹配 match", "关系 ties", "编号 id")
    for hit in hits.hits:
        label = schema.labels[schema.kind_of(hit.labels)].zh
        table.add_row(*map(Text, (hit.name, label, _matched(hit), str(hit.degree), hit.id)))
    if hits.hits:
        console().print(table)
    say(f"共 {hits.total} 个,列出 {len(hits.hits)} 个。 {len(hits.hits)} of {hits.total} shown.")


def print_reach(reach: Reach, schema: Schema, as_json: bool) -> None:
    """Who is reached best, with the way there."""
    if as_json:
        print_model(reach)
        return
    table = table_of("名称 name", "标签 label", "分值 score", "步 hops", "途经 over")
    for one in reach.reached:
        label = schema.labels[schema.kind_of(one.labels)].zh
        over = " → ".join(one.path[1:-1])
        table.add_row(*map(Text, (one.name, label, f"{one.score:.3f}", str(one.hops), over)))
    if reach.reached:
        console().print(table)
    say(
        f"共 {reach.total} 个,列出 {len(reach.reached)} 个。"
        f" {len(reach.reached)} of {reach.total} shown."
    )


def print_routes(routes: Routes, schema: Schema, as_json: bool) -> None:
    """The routes, each step with its evidence; or why there is none."""
    if as_json:
        print_model(routes)
        return
    for number, route in enumerate(routes.routes, 1):
        _print_route(str(number), route, schema)
    extra = routes.independent
    if extra is not None and extra not in routes.routes:
        _print_route("独立路线 independent", extra, schema)
    if routes.explanation is not None:
        say(f"{routes.explanation.zh} {routes.explanation.en}")
    if not routes.complete:
        say("搜索超时,结果可能不全。 Time ran out; there may be better routes.")


def print_check(report: CheckReport, as_json: bool) -> None:
    """What `check` found, one line each."""
    if as_json:
        print_model(report)
        return
    say(f"✓ schema: {report.labels} labels, {report.relationship_types} relationship types")
    say(f"✓ cypher: {report.queries} queries")
    say(f"✓ store: {report.engine} {report.engine_version}, revision {report.revision}")
    say(f"✓ network: {report.entities} entities, {report.relationships} relationships")
    say(f"✓ content hash: {report.content}, {report.log_entries} log entries")
    if report.against is not None:
        for line in report.differences or [f"✓ equal to {report.against}"]:
            say(f"✗ {line}" if report.differences else line)
    say(f"✓ facts: {report.facts} entries in seed/facts")
    if report.anchors is None:
        say("– anchors: not checked; QIAOTU_SEED_DOCUMENTS names the folder of the texts")
    elif report.false_anchors:
        for line in report.false_anchors:
            say(f"✗ {line}")
    else:
        say(f"✓ anchors: all {report.anchors} stand in the texts")


def _matched(hit: Hit) -> str:
    """How it was found; the text too, unless it is the name, which stands beside it."""
    match = hit.matched_on
    return _TIERS[match.tier] + (f":{match.text}" if match.field != "name" else "")


def _print_route(number: str, route: Route, schema: Schema) -> None:
    note = ",独立 independent" if route.independent else ""
    say(f"{number}. {route.score:.3f} · {route.hops} 步 hops{note}")
    table = table_of("从 from", "关系 tie", "到 to", "分值 factor", "依据 sources")
    names = {node.id: node.name for node in route.nodes}
    for index, step in enumerate(route.steps):
        weak = " ← 最弱 weakest" if index == route.weakest and route.hops > 1 else ""
        cells = (
            names[step.from_],
            _arrow(step, schema),
            names[step.to],
            f"{step.factor:.2f}{weak}",
            _sources(step.relationship),
        )
        table.add_row(*map(Text, cells))
    console().print(table)
    say("")


def _arrow(step: Step, schema: Schema) -> str:
    kind = schema.relationships[step.type]
    out = step.direction == "out"
    role, others = beside(step.relationship.properties, directed=kind.directed, from_start=out)
    told = role if others else f"前者为{role}"
    name = f"{kind.zh}({told})" if role else kind.zh
    if not kind.directed:
        return f"— {name} —"
    return f"— {name} →" if out else f"← {name} —"


def _sources(tie: Relationship) -> str:
    found = tie.properties.get("sources", [])
    return "\n".join(
        " ".join(str(source[key]) for key in ("document", "line", "words") if key in source)
        for source in found
    )


def table_of(*headings: str) -> Table:
    """An empty table. Headings that end in ` id` are kept whole."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        # Ids are there to be copied.
        table.add_column(heading, overflow="fold", no_wrap=heading.endswith(" id"))
    return table


def print_model(model: BaseModel) -> None:
    """The model as the API answers it."""
    # Not through rich: a program wants it as it is, whatever the width of the terminal.
    print(model.model_dump_json(by_alias=True, indent=2))


def say(line: str) -> None:
    """One line, whatever the width of the terminal."""
    console().print(Text(line), soft_wrap=True)


def console() -> Console:
    """Where tables are printed."""
    return Console(highlight=False)
