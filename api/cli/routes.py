"""The `qiaotu route` and `qiaotu reach` commands."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli import printing as tables
from api.cli.common import Json, checked, quiet_settings
from api.cli.opening import opened, resolve
from api.http.parameters import HOPS_LIMIT, LIMIT, ROUTES_LIMIT, ReachQuery, RoutesQuery
from api.routers.routes import reached
from graph.network import Network
from graph.routes.finder import RouteFinder

Start = Annotated[
    str | None, typer.Argument(metavar="FROM", help="编号或全名。An id or a full name.")
]
Starts = Annotated[
    list[str] | None,
    typer.Option("--from", help="也可从此出发,可重复。May begin here too; may be repeated."),
]
Hops = Annotated[int, typer.Option(min=1, max=HOPS_LIMIT, help="步数上限。Steps at most.")]


def register(commands: typer.Typer) -> None:
    """Adds the commands."""
    commands.command("route")(route_command)
    commands.command("reach")(reach_command)


def route_command(
    start: Start = None,
    end: Annotated[
        str | None, typer.Argument(metavar="TO", help="编号或全名。An id or a full name.")
    ] = None,
    starts: Starts = None,
    ends: Annotated[
        list[str] | None,
        typer.Option("--to", help="也可到此为止,可重复。May end here too; may be repeated."),
    ] = None,
    k: Annotated[int, typer.Option(min=1, max=ROUTES_LIMIT, help="条数。Routes at most.")] = 5,
    max_hops: Hops = 4,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", help="只走这些关系。Only these relationship types."),
    ] = None,
    labels: Annotated[
        list[str] | None, typer.Option("--label", help="中间人的标签。Labels of those between.")
    ] = None,
    avoid: Annotated[list[str] | None, typer.Option(help="避开。Nobody of these between.")] = None,
    via: Annotated[list[str] | None, typer.Option(help="必经。All of these on the way.")] = None,
    include_past: Annotated[
        bool, typer.Option("--include-past", help="含已结束的关系。Past ties too, at half.")
    ] = False,
    diverse: Annotated[
        bool, typer.Option(help="中间人相同只列一条。One route per set of people between.")
    ] = True,
    as_of: Annotated[str | None, typer.Option(help="截至日期,如 2026-05。As of a date.")] = None,
    as_json: Json = False,
) -> None:
    """找引荐路线;起点终点各可多个,取最好的一对。Who connects FROM to TO; the best pair of several."""
    froms, tos = _several(start, starts, "FROM"), _several(end, ends, "TO")
    with opened(quiet_settings()) as network:
        fields = {
            "from": _resolved(network, froms, "FROM"),
            "to": _resolved(network, tos, "TO"),
            "k": k,
            "max_hops": max_hops,
            "types": types or [],
            "labels": labels or [],
            "avoid": _resolved(network, avoid, "--avoid"),
            "via": _resolved(network, via, "--via"),
            "include_past": include_past,
            "diverse": diverse,
            "as_of": as_of,
        }
        question = checked(RoutesQuery, fields).question(network.schema)
        tables.print_routes(RouteFinder(network.viewpoint).find(question), network.schema, as_json)


def reach_command(
    start: Start = None,
    starts: Starts = None,
    max_hops: Hops = 4,
    label: Annotated[str | None, typer.Option(help="标签。Only with this label.")] = None,
    country: Annotated[
        str | None, typer.Option(help="国家或地点的编号。Only in this country or place (its id).")
    ] = None,
    field: Annotated[
        str | None, typer.Option(help="专业领域的编号。Only who knows this field (its id).")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=LIMIT, help="条数。Entities at most.")] = 20,
    as_json: Json = False,
) -> None:
    """最容易联系到谁。Whom we reach best."""
    froms = _several(start, starts, "FROM")
    with opened(quiet_settings()) as network:
        filters = {"label": label, "country": country, "field": field}
        fields = {
            "from": _resolved(network, froms, "FROM"),
            "max_hops": max_hops,
            "limit": limit,
        }
        asked = checked(ReachQuery, fields | filters)
        tables.print_reach(reached(network, asked, limit), network.schema, as_json)


def _several(one: str | None, more: list[str] | None, name: str) -> list[str]:
    """What was given as an argument and as options. Ends the command where nothing was."""
    given = [*([one] if one is not None else []), *(more or [])]
    if not given:
        raise typer.BadParameter(f"{name}:至少给出一个。Give at least one.")
    return given


def _resolved(network: Network, texts: list[str] | None, field: str) -> list[str]:
    """Their ids, each once."""
    return list(dict.fromkeys(resolve(network, text, field) for text in texts or []))
