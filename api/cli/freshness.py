"""The `qiaotu freshness` command."""

from __future__ import annotations

from typing import Annotated

import typer
from pydantic import ValidationError
from rich.text import Text

from api.cli import printing as tables
from api.cli.common import Json, quiet_settings
from api.cli.opening import opened
from api.http.parameters import LIMIT
from api.http.validation import fault
from api.routers.freshness import FreshnessQuery, aged
from graph.schema import Schema
from graph.surveys.models import Freshness, FreshnessRow

_NOBODY = "—"  # no office, no country


def register(commands: typer.Typer) -> None:
    """Adds the command."""
    commands.command("freshness")(freshness_command)


def freshness_command(
    office: Annotated[
        str | None, typer.Option(help="所属单位的编号。Only this office's (its id).")
    ] = None,
    label: Annotated[str | None, typer.Option(help="标签。Only with this label.")] = None,
    country: Annotated[
        str | None, typer.Option(help="国家或地点的编号。Only in this country or place (its id).")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="截至日期,如 2026-05。As of a date.")] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=LIMIT, help="待核问的条数。Records to ask about, at most.")
    ] = 20,
    as_json: Json = False,
) -> None:
    """数据有多新,谁该再问一问。How new the records are, and whom to ask about."""
    fields = {"office": office, "label": label, "country": country, "as_of": as_of}
    try:
        asked = FreshnessQuery.model_validate(fields | {"limit": limit})
    except ValidationError as error:
        raise fault(error.errors()[0]) from None
    with opened(quiet_settings()) as network:
        print_freshness(aged(network, asked), network.schema, as_json)


def print_freshness(found: Freshness, schema: Schema, as_json: bool) -> None:
    """The counts as a table, then the records that the last rounds missed."""
    if as_json:
        tables.print_model(found)
        return
    table = tables.table_of(
        "单位 office", "类别 label", "国家 country", "总数 all", "1年内 ≤ 1 y", "3年内 ≤ 3 y",
        "更早 longer", "从未 never", "未见 vanished",
    )  # fmt: skip
    for row in found.rows:
        table.add_row(*map(Text, (*_named(row, schema), *_counts(row))))
    if found.rows:
        tables.console().print(table)
    _print_rounds(found, schema)
    _print_vanished(found, schema)
    everything = found.all_
    tables.say(
        f"截至 {found.as_of} 共 {everything.total} 条,从未核实 {everything.never} 条。"
        f" As of {found.as_of}: {everything.total} records, {everything.never} never verified."
    )


def _print_rounds(found: Freshness, schema: Schema) -> None:
    for last in found.rounds:
        covered = "、".join(schema.labels[label].zh for label in last.coverage) or "全部 all"
        tables.say(
            f"最近一轮 last round: {last.name}({last.id},{last.starts},{covered}):"
            f"见到 {last.seen} 条,未见 {last.vanished} 条。 {last.seen} seen, {last.vanished} not."
        )


def _print_vanished(found: Freshness, schema: Schema) -> None:
    vanished = found.vanished
    if not vanished.records:
        return
    table = tables.table_of(
        "名称 name", "类别 label", "单位 office", "曾见 seen in", "核实 verified", "编号 id"
    )
    for one in vanished.records:
        label = schema.labels[schema.kind_of(one.labels)].zh
        when = one.verified_at or _NOBODY
        table.add_row(*map(Text, (one.name, label, one.office, one.survey_round, when, one.id)))
    tables.console().print(table)
    shown = len(vanished.records)
    tables.say(
        f"待核问 {vanished.total} 条,列出 {shown} 条。 {shown} of {vanished.total} to ask about shown."
    )


def _named(row: FreshnessRow, schema: Schema) -> tuple[str, str, str]:
    office = row.office_name or row.office or _NOBODY
    return office, schema.labels[row.label].zh, row.country_name or row.country or _NOBODY


def _counts(row: FreshnessRow) -> list[str]:
    counts = (row.total, row.within_a_year, row.within_three_years, row.longer, row.never)
    return [str(count) for count in (*counts, row.vanished)]
