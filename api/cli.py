"""The `qiaotu` command: serve, seed, search, route, check, export-view; more in cli_*.py."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from pydantic import BaseModel, ValidationError

from api import cli_exports, cli_generate, cli_imports, tables
from api.app import own_version
from api.checking import check
from api.connecting import reached
from api.finding import find, opened, resolve
from api.logs import configure_logs
from api.network import Network
from api.parameters import (
    DEPTH_LIMIT,
    HOPS_LIMIT,
    LIMIT,
    ROUTES_LIMIT,
    ReachQuery,
    RoutesQuery,
    SearchQuery,
)
from api.serving import serve
from api.wording import fault
from graph import entities
from graph.engines import open_store
from graph.errors import ConfigurationError, QiaotuError
from graph.models import Routes
from graph.schema import load_schema
from graph.settings import Settings, load_settings, unknown_variables
from graph.writing import Writer
from seed.documents import load_documents
from viz.standalone import write_html

Query = TypeVar("Query", bound=BaseModel)
Json = Annotated[bool, typer.Option("--json", help="输出 JSON。Print JSON, as the API answers.")]

commands = typer.Typer(
    name="qiaotu",
    help="侨图 Qiaotu:查人脉、找路线、看网络。The network of a liaison office: found, seen, connected.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qiaotu {own_version()}")
        raise typer.Exit


@commands.callback()
def begin(
    _: Annotated[
        bool, typer.Option("--version", callback=_show_version, help="版本号。The version.")
    ] = False,
) -> None:
    """Settings come from QIAOTU_* variables."""
    for name in unknown_variables():
        typer.echo(f"{name} 不是本程序的设置,已忽略。{name} is no setting; ignored.", err=True)


@commands.command("serve")
def serve_command(
    host: Annotated[str | None, typer.Option(help="监听地址。Address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="端口,0 为任选。Port; 0 takes a free one.")
    ] = None,
) -> None:
    """启动网页与接口。Serve the page and the API until Ctrl-C."""
    given = {"host": host, "port": port}
    settings = load_settings(**{name: v for name, v in given.items() if v is not None})
    configure_logs(settings.log_level)
    serve(settings)


@commands.command("seed")
def seed_command(as_json: Json = False) -> None:
    """载入文献事实(可重复执行)。Load the documents' facts; safe to repeat."""
    settings, schema = _quiet_settings(), load_schema()
    store = open_store(settings, schema)
    try:
        report = load_documents(store, Writer(store, schema))
    finally:
        store.close()
    tables.print_report(report, as_json)


@commands.command("search")
def search_command(
    query: Annotated[str, typer.Argument(help="姓名、别名或编号。A name, alias or id.")],
    label: Annotated[str | None, typer.Option(help="标签。Only with this label.")] = None,
    country: Annotated[
        str | None, typer.Option(help="国家或地点的编号。Only in this country or place (its id).")
    ] = None,
    office: Annotated[
        str | None, typer.Option(help="所属单位的编号。Only this office's (its id).")
    ] = None,
    field: Annotated[
        str | None, typer.Option(help="专业领域的编号或名称。Only who knows this field.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="起始日期。Only what began then or later: 2019, 2019-05.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=LIMIT, help="条数。Hits at most.")] = 20,
    as_json: Json = False,
) -> None:
    """按名称查找。Find entities by name."""
    filters = {"label": label, "country": country, "office": office, "field": field, "since": since}
    asked = _checked(SearchQuery, {"q": query, **filters, "limit": limit})
    with opened(_quiet_settings()) as network:
        tables.print_hits(find(network, asked), network.schema, as_json)


@commands.command("route")
def route_command(
    start: Annotated[str, typer.Argument(metavar="FROM", help="编号或全名。An id or a full name.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="编号或全名。An id or a full name.")],
    k: Annotated[int, typer.Option(min=1, max=ROUTES_LIMIT, help="条数。Routes at most.")] = 5,
    max_hops: Annotated[
        int, typer.Option(min=1, max=HOPS_LIMIT, help="步数上限。Steps at most.")
    ] = 4,
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
    """找引荐路线。Who connects FROM to TO."""
    with opened(_quiet_settings()) as network:
        fields = {
            "from": resolve(network, start, "FROM"),
            "to": resolve(network, end, "TO"),
            "k": k,
            "max_hops": max_hops,
            "types": types or [],
            "labels": labels or [],
            "avoid": [resolve(network, text, "--avoid") for text in avoid or []],
            "via": [resolve(network, text, "--via") for text in via or []],
            "include_past": include_past,
            "diverse": diverse,
            "as_of": as_of,
        }
        routes = _routes(network, fields)
        tables.print_routes(routes, network.schema, as_json)


@commands.command("reach")
def reach_command(
    start: Annotated[str, typer.Argument(metavar="FROM", help="编号或全名。An id or a full name.")],
    max_hops: Annotated[
        int, typer.Option(min=1, max=HOPS_LIMIT, help="步数上限。Steps at most.")
    ] = 4,
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
    with opened(_quiet_settings()) as network:
        filters = {"label": label, "country": country, "field": field}
        fields = {"from": resolve(network, start, "FROM"), "max_hops": max_hops, "limit": limit}
        asked = _checked(ReachQuery, fields | filters)
        tables.print_reach(reached(network, asked), network.schema, as_json)


@commands.command("check")
def check_command(
    against: Annotated[
        Path | None, typer.Option(help="与备份文件比对。Prove equality with a backup.")
    ] = None,
    as_json: Json = False,
) -> None:
    """检查安装、数据与来源。Check the installation, the store and the documents' anchors."""
    report = check(_quiet_settings(), against)
    tables.print_check(report, as_json)
    if report.false_anchors or report.differences:
        raise typer.Exit(1)


@commands.command("export-view")
def export_view_command(
    ids: Annotated[list[str], typer.Argument(help="编号或全名。Ids or full names.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="文件。The file to write.")],
    depth: Annotated[int, typer.Option(min=1, max=DEPTH_LIMIT, help="层数。Steps out.")] = 1,
    limit: Annotated[int, typer.Option(min=1, max=LIMIT, help="节点数。Nodes at most.")] = 50,
    title: Annotated[str | None, typer.Option(help="标题。The title.")] = None,
) -> None:
    """导出一页可离线打开的网络图。Write one offline page with the network round some entities."""
    with opened(_quiet_settings()) as network:
        wanted = [resolve(network, text, "ID") for text in ids]
        found = entities.network(network.store, network.schema, wanted, depth=depth, limit=limit)
        shown = title or f"{found.nodes[0].name} · {datetime.now(UTC):%Y-%m-%d}"
        try:
            write_html(found, network.schema, output, shown)
        except OSError as error:
            raise ConfigurationError(
                f"{output} cannot be written: {error.strerror}.",
                f"无法写入 {output}:{error.strerror}。",
            ) from error
    typer.echo(f"{output}: {found.shown}/{found.total}")


cli_imports.register(commands)
cli_exports.register(commands)
cli_generate.register(commands)


def _routes(network: Network, fields: dict[str, object]) -> Routes:
    question = _checked(RoutesQuery, fields).question(network.schema)
    return network.routes().find(question)


def _checked(model: type[Query], fields: Mapping[str, object]) -> Query:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise fault(error.errors()[0]) from None


def _quiet_settings() -> Settings:
    settings = load_settings()
    configure_logs("error" if settings.log_level == "info" else settings.log_level)
    return settings


def main() -> None:
    """Runs the command. An error is one line on stderr and exit code 1; wrong usage is 2."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without Chinese shows question marks rather than nothing.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        commands()
    except QiaotuError as error:
        sys.exit(" ".join(f"{error.zh} {error.en}".split()))
    except BrokenPipeError:
        # The reader, such as `head`, had enough.
        sys.stderr.close()
        sys.exit(1)


if __name__ == "__main__":
    main()
