"""`qiaotu export`, `backup` and `restore`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.app import own_version
from api.cli.common import quiet_settings
from api.cli.opening import opened, resolve
from api.cli.printing import say
from api.http.parameters import DEPTH_LIMIT, LIMIT
from graph.errors import InvalidInput
from graph.models import Subgraph
from graph.reading import entities
from graph.schema import Schema, load_schema
from graph.settings import Settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from seed.backup.backup import Backup, write_backup
from seed.backup.restore import restore
from seed.exchange.file import write_delta
from seed.exports.admin_csv import import_command
from seed.exports.formats import (
    FORMATS,
    PARTS_ONLY,
    Format,
    Part,
    Whole,
    write_admin,
    write_part,
    write_whole,
)
from seed.exports.xml_text import Written
from seed.records.files import appearing
from seed.records.lines import Report
from seed.records.stream import count_entities, count_relationships

Json = Annotated[bool, typer.Option("--json", help="输出 JSON。Print JSON.")]
Output = Annotated[Path, typer.Option("-o", "--output", help="文件。What to write.")]
Overwrite = Annotated[
    bool, typer.Option("--overwrite", help="覆盖已有的文件。Replace what is there.")
]


def register(commands: typer.Typer) -> None:
    """Adds these commands."""
    commands.command("export")(export_command)
    commands.command("backup")(backup_command)
    commands.command("restore")(restore_command)


def export_command(
    format_: Annotated[Format, typer.Argument(metavar="FORMAT", help=f"{', '.join(FORMATS)}")],
    output: Output,
    overwrite: Overwrite = False,
    ids: Annotated[
        list[str] | None,
        typer.Option("--id", help="只导出其关系网(编号或全名)。Only the network round these."),
    ] = None,
    depth: Annotated[int, typer.Option(min=0, max=DEPTH_LIMIT, help="层数。Steps out.")] = 1,
    limit: Annotated[int, typer.Option(min=1, max=LIMIT, help="节点数。Nodes at most.")] = LIMIT,
    since: Annotated[
        int | None,
        typer.Option(
            min=0, help="只导出此修订号之后的变更(jsonl)。What changed after a revision (jsonl)."
        ),
    ] = None,
) -> None:
    """导出数据,供其他软件使用。Write the network for other tools."""
    settings = quiet_settings()
    if since is not None:
        _check_only_jsonl(format_, ids)
        _export_delta(settings, output, since, overwrite)
    elif ids:
        _export_part(settings, format_, ids, depth, limit, output, overwrite)
    elif format_ in PARTS_ONLY:
        raise InvalidInput(
            f"{format_} is a list of a network round some entities: name them with --id.",
            f"{format_} 只用于部分关系网,请用 --id 指定实体。",
        )
    else:
        _export_whole(settings, format_, output, overwrite)


def backup_command(output: Output, overwrite: Overwrite = False, as_json: Json = False) -> None:
    """备份全部数据与变更记录。Back everything up, the log included (.jsonl or .jsonl.gz)."""
    with (
        _opened(quiet_settings()) as (store, schema),
        appearing(output, overwrite=overwrite) as path,
        _progress("备份 backup", _records(store)) as report,
    ):
        held = write_backup(store, schema, path, own_version(), report)
    _print_backup(f"{output}", held, as_json)


def restore_command(
    file: Annotated[Path, typer.Argument(help="备份文件。A backup.")], as_json: Json = False
) -> None:
    """把备份恢复到空数据库。Restore a backup into an empty store; run again, it goes on."""
    with (
        _opened(quiet_settings()) as (store, schema),
        _progress("恢复 restore", None) as report,
    ):
        held = restore(store, schema, file, report)
    _print_backup(f"{file}", held, as_json)


def _export_whole(settings: Settings, format_: Format, output: Path, overwrite: bool) -> None:
    # Of a zip it is not known: lines that end inside texts cost the importer time, no more.
    longest, multiline = 0, True
    with (
        _opened(settings) as (store, schema),
        appearing(output, overwrite=overwrite) as path,
        _progress("导出 export", _records(store)) as report,
    ):
        whole = Whole(Sight(store, schema, EVERYTHING), own_version())
        if format_ == "neo4j-csv" and output.suffix != ".zip":
            writer = write_admin(whole, path, report)
            longest, multiline = writer.longest_row, writer.multiline
            written = Written(writer.entities, writer.relationships)
        else:
            written = write_whole(format_, whole, path, report)
    _print_written(output, written)
    if format_ == "neo4j-csv":
        folder = output.with_suffix("") if output.suffix == ".zip" else output
        say("停止 Neo4j 后导入空数据库:Stop Neo4j, then fill an empty database with:")
        # Not through the console: the command is copied as it is.
        command = import_command(
            folder.absolute(),
            settings.neo4j_database,
            longest_row=longest,
            multiline=multiline,
        )
        print(command)


def _check_suffix(format_: Format, output: Path) -> None:
    """Two tables in one file are a zip, whatever it is called: so it must be called one."""
    if format_ == "csv" and output.suffix.lower() != ".zip":
        named = output.with_suffix(".zip").name
        raise InvalidInput(
            f"output: a network is two tables (nodes, relationships) in a zip; write -o {named}.",
            f"output:部分关系网是两张表(节点、关系),打包为 zip;请写 -o {named}。",
            field="output",
        )


def _export_part(
    settings: Settings,
    format_: Format,
    ids: list[str],
    depth: int,
    limit: int,
    output: Path,
    overwrite: bool,
) -> None:
    _check_suffix(format_, output)
    with opened(settings) as network, appearing(output, overwrite=overwrite) as path:
        wanted = [resolve(network, text, "--id") for text in ids]
        found: Subgraph = entities.network(network.viewpoint, wanted, depth=depth, limit=limit)
        written = write_part(format_, Part(found, network.schema), path)
    _print_written(output, written)
    if found.shown < found.total:
        say(f"共 {found.total} 个实体,导出 {found.shown} 个。 {found.shown} of {found.total}.")


def _export_delta(settings: Settings, output: Path, since: int, overwrite: bool) -> None:
    with (
        _opened(settings) as (store, schema),
        appearing(output, overwrite=overwrite) as path,
        _progress("导出 export", None) as report,
    ):
        held = write_delta(store, schema, path, since, settings.office, report)
    say(
        f"{output}: 修订 revision {held.since} → {held.revision}:"
        f" {held.entities} 个实体、{held.relationships} 条关系有变更。"
        f" {held.entities} entities and {held.relationships} relationships changed."
    )


def _check_only_jsonl(format_: Format, ids: list[str] | None) -> None:
    if format_ != "jsonl" or ids:
        raise InvalidInput(
            "--since: changes are written as jsonl, of all records.",
            "--since:变更只能以 jsonl 格式导出全部记录。",
        )


def _print_written(output: Path, written: Written) -> None:
    say(
        f"{output}: {written.entities} 个实体、{written.relationships} 条关系。"
        f" {written.entities} entities, {written.relationships} relationships."
    )
    if written.dropped:
        say(
            f"{written.dropped} 个字符为该格式所不容,已略去。"
            f" {written.dropped} characters that the format cannot hold were left out."
        )
    if written.too_long:
        say(
            f"{written.too_long} 格文字超出 Excel 的长度,已留空: "
            f"{written.too_long} cells are too long for Excel and left empty: "
            f"{', '.join(written.named)}"
        )


def _print_backup(what: str, held: Backup, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(held), ensure_ascii=False, indent=2))
        return
    content = held.content
    say(
        f"{what}: {content.entities} 个实体、{content.relationships} 条关系、{held.changes} 条变更记录,"
        f"修订号 {held.revision}。 {content.entities} entities, {content.relationships} "
        f"relationships, {held.changes} log entries, revision {held.revision}."
    )
    say(f"内容校验值 content hash: {content.digest}")


def _records(store: Store) -> int:
    return count_entities(store) + count_relationships(store)


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Store, Schema]]:
    schema = load_schema()
    store = open_store(settings, schema)
    try:
        yield store, schema
    finally:
        store.close()


@contextmanager
def _progress(words: str, total: int | None) -> Iterator[Report]:
    """What is to be told of how many records went by; a bar where a terminal shows one."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    hidden = not console.is_terminal
    with Progress(*columns, TimeElapsedColumn(), console=console, disable=hidden) as shown:
        task = shown.add_task(words, total=total)
        yield lambda done: shown.update(task, completed=done)
