"""`qiaotu generate`: a synthetic city, to try things on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.cli.printing import say
from graph.schema import load_schema
from seed.city.generate import RECORDS_FOLDER, TRUTH_FILE, Manifest, generate

LARGEST_SEED = 2**63 - 1


class SizeName(StrEnum):
    """The sizes by name."""

    town = "town"
    city = "city"
    province = "province"


def register(commands: typer.Typer) -> None:
    """Adds the command."""
    commands.command("generate")(generate_command)


def generate_command(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="新文件夹。A new folder.")
    ],
    size: Annotated[
        SizeName,
        typer.Option(help="规模:约 2 千、2.4 万、50 万个节点。About 2,000, 24,000, 500,000 nodes."),
    ] = SizeName.city,
    seed: Annotated[
        int,
        typer.Option(min=0, max=LARGEST_SEED, help="种子,相同则数据相同。The same gives the same."),
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。Print JSON.")] = False,
) -> None:
    """生成合成数据(不涉及真实人物)。Make synthetic data, in which nobody is real."""
    with _progress() as progress:
        manifest = generate(size.value, seed, output, load_schema(), progress)
    if as_json:
        print(json.dumps(asdict(manifest), ensure_ascii=False, indent=2))
    else:
        _print(output, manifest)


def _print(output: Path, manifest: Manifest) -> None:
    say(
        f"{output}: {manifest.nodes} 个实体、{manifest.relationships} 条关系,均为合成数据。"
        f" {manifest.nodes} entities and {manifest.relationships} relationships, all synthetic."
    )
    say(
        f"{TRUTH_FILE}: {manifest.same} 对重复、{manifest.different} 对形似。"
        f" {manifest.same} pairs of doubles, {manifest.different} that only look it."
    )
    say(f"QIAOTU_OFFICE={manifest.office} qiaotu import {output / RECORDS_FOLDER}")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """What is to be told of how many records of how many are written; a bar on a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as shown:
        task = shown.add_task("生成 generate", total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
