"""The `qiaotu` command: serve, seed, search, check, export-view; more in the files beside."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.app import own_version
from api.cli import exports as cli_exports
from api.cli import freshness as cli_freshness
from api.cli import generate as cli_generate
from api.cli import imports as cli_imports
from api.cli import printing as tables
from api.cli import routes as cli_routes
from api.cli.check import check
from api.cli.common import Json, checked, quiet_settings
from api.cli.opening import opened, resolve
from api.http.logs import configure_logs
from api.http.parameters import DEPTH_LIMIT, LIMIT, SearchQuery
from api.routers.search import find
from api.serving import serve
from graph.errors import QiaotuError
from graph.reading import entities
from graph.schema import load_schema
from graph.settings import load_settings, unknown_variables
from graph.store.open import open_store
from graph.writing.writer import Writer
from seed.facts.load import load_documents
from viz.standalone import write_html

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
    settings, schema = quiet_settings(), load_schema()
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
    asked = checked(SearchQuery, {"q": query, **filters, "limit": limit})
    with opened(quiet_settings()) as network:
        tables.print_hits(find(network, asked, limit), network.schema, as_json)


@commands.command("check")
def check_command(
    against: Annotated[
        Path | None, typer.Option(help="与备份文件比对。Prove equality with a backup.")
    ] = None,
    as_json: Json = False,
) -> None:
    """检查安装、数据与来源。Check the installation, the store and the documents' anchors."""
    report = check(quiet_settings(), against)
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
    with opened(quiet_settings()) as network:
        wanted = [resolve(network, text, "ID") for text in ids]
        found = entities.network(network.viewpoint, wanted, depth=depth, limit=limit)
        shown = title or f"{found.nodes[0].name} · {datetime.now(UTC):%Y-%m-%d}"
        write_html(found, network.schema, output, shown)
    typer.echo(f"{output}: {found.shown}/{found.total}")


cli_imports.register(commands)
cli_exports.register(commands)
cli_generate.register(commands)
cli_freshness.register(commands)
cli_routes.register(commands)


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
