"""What an import costs: the whole checked import of a generated city, beside bare loading of its rows.

Prints a Markdown table per engine that this machine has. Each run is a process of its own, for its
memory is told too. `--size province` takes half an hour, `--json FILE` keeps the figures.
"""

from __future__ import annotations

import argparse
import csv
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import kglite
from neo4j import GraphDatabase

from graph.schema import Schema, load_schema
from graph.settings import Settings, load_settings
from graph.store.open import open_store
from graph.store.protocol import Store
from graph.store.queries import Queries
from graph.store.sight import Sight
from graph.viewer import EVERYTHING
from graph.writing.writer import BATCH
from seed.city.generate import RECORDS_FOLDER, generate
from seed.city.sizes import SIZES
from seed.exports.admin_csv import ARRAY_DELIMITER
from seed.exports.excel import write_excel
from seed.imports.models import Counts, ImportOptions, Source
from seed.imports.run import run_import
from seed.records.stream import Reading
from tests.support.neo4j_jars import VERSIONS, Neo4jAbsent
from tests.support.neo4j_server import Neo4jServer

SEED = 7
FIRST, AGAIN, TABLES, BARE = (
    "checked import of CSV",
    "the same again",
    "checked import of a workbook",
    "bare UNWIND of the same CSV",
)
_MEBIBYTE_IN_KIBIBYTES = 1024
# Of a workbook larger than this the figures would be of XlsxWriter's and Excel's limits.
_TABLES_UP_TO = 200_000

Execute = Callable[[str, list[dict[str, Any]]], None]


@dataclass(frozen=True)
class Cost:
    """What one run took. `processor` counts this process and the readers that it started, but no
    server."""

    engine: str
    what: str
    rows: int
    seconds: float
    processor: float
    peak_mib: float

    def line(self) -> str:
        """A row of the table."""
        speed = self.rows / self.seconds
        return (
            f"| {self.what} | {self.rows:,} | {self.seconds:.1f} | {self.processor:.1f} "
            f"| {speed:,.0f} | {self.peak_mib:,.0f} |"
        )


def main() -> None:
    """Measures every engine that was asked for."""
    asked = _arguments()
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        files = Files(Path(folder), asked.size)
        print(f"# Import of a {asked.size}: {files.rows:,} rows\n")
        for engine, settings in _engines(asked.engines, Path(folder)):
            print(f"## {engine}\n")
            print(
                "| act | rows | s | s of processor | rows/s | MiB at most |\n|---|---|---|---|---|---|"
            )
            for what in (BARE, FIRST, AGAIN, TABLES):
                if what == TABLES and files.workbook is None:
                    continue
                cost = _apart(_measured, engine, settings, files, what)
                costs.append(cost)
                print(cost.line(), flush=True)
            print()
    if asked.json:
        asked.json.write_text(json.dumps([asdict(c) for c in costs], indent=1), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=sorted(SIZES), default="city")
    parser.add_argument("--engines", nargs="*", default=["kglite", *VERSIONS])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--folder", type=Path, help="where to lay files and stores; needs room")
    return parser.parse_args()


class Files:
    """A generated city as CSV and, unless it is too large, as a workbook."""

    def __init__(self, folder: Path, size: str) -> None:
        schema = load_schema()
        made = generate(size, SEED, folder / "city", schema, lambda *_: None)
        self.csv = folder / "city" / RECORDS_FOLDER
        self.rows = made.nodes + made.relationships
        self.workbook: Path | None = None
        if self.rows <= _TABLES_UP_TO:
            self.workbook = folder / "city.xlsx"
            _apart(_write_workbook, self.csv, self.workbook, folder / "aside")


def _write_workbook(records: Path, workbook: Path, folder: Path) -> None:
    schema = load_schema()
    with closing(open_store(load_settings(data=folder), schema)) as store:
        options = ImportOptions("workbook", "bench")
        _import(store, schema, records, options, folder)
        write_excel(Reading(Sight(store, schema, EVERYTHING)).records(), schema, workbook)


def _engines(wanted: list[str], folder: Path) -> Iterator[tuple[str, Settings]]:
    if "kglite" in wanted:
        yield "kglite", load_settings(data=folder / "kglite")
    for line in (line for line in VERSIONS if line in wanted):
        try:
            with Neo4jServer(line) as server:
                yield (
                    f"Neo4j {line}",
                    load_settings(
                        store=server.uri, neo4j_user=server.user, neo4j_password=server.password
                    ),
                )
        except Neo4jAbsent as reason:
            print(f"Neo4j {line} is left out: {reason}\n", file=sys.stderr)


def _apart(act: Callable[..., Any], *arguments: Any) -> Any:
    """What `act` returns, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(act, arguments)


def _measured(engine: str, settings: Settings, files: Files, what: str) -> Cost:
    if what != AGAIN:
        _empty(settings)
    with _clock() as took:
        if what == BARE:
            _load_bare(settings, files.csv)
        else:
            path = files.workbook if what == TABLES else files.csv
            _checked_import(settings, path or files.csv, what)
    return Cost(engine, what, files.rows, took[0], took[1], _peak())


def _checked_import(settings: Settings, path: Path, what: str) -> None:
    schema = load_schema()
    with (
        closing(open_store(settings, schema, filling=True)) as store,
        tempfile.TemporaryDirectory(dir=path.parent) as folder,
    ):
        options = ImportOptions(f"bench-{time.time_ns()}", "bench")
        counts = _import(store, schema, path, options, Path(folder))
        assert counts.refused == counts.to_decide == 0, counts
        done = counts.same if what == AGAIN else counts.new
        assert done, counts


def _import(
    store: Store, schema: Schema, path: Path, options: ImportOptions, folder: Path
) -> Counts:
    source = Source((path,))
    report = run_import(
        Sight(store, schema, EVERYTHING), source, options, folder, lambda _: None, lambda: False
    )
    return report.counts


@contextmanager
def _clock() -> Iterator[list[float]]:
    took: list[float] = []
    started, processor = time.perf_counter(), _processor()
    yield took
    took += [time.perf_counter() - started, _processor() - processor]


def _processor() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEBIBYTE_IN_KIBIBYTES


def _empty(settings: Settings) -> None:
    if not settings.store:
        for path in settings.data.glob("*") if settings.data.is_dir() else ():
            path.unlink()
        return
    with _driver(settings) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def _driver(settings: Settings) -> Any:
    return GraphDatabase.driver(settings.store, auth=(settings.neo4j_user, settings.password()))


def _load_bare(settings: Settings, folder: Path) -> None:
    """What a script would do: rows as they are, ids indexed, nothing checked, nothing logged."""
    unique = "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE"
    if settings.store:
        with _driver(settings) as driver, driver.session() as session:
            session.run(unique).consume()
            _send(
                folder,
                lambda text, rows: session.execute_write(
                    lambda transaction: transaction.run(text, rows=rows).consume()
                ),
            )
        return
    settings.data.mkdir(exist_ok=True)
    kglite.set_query_warning_policy("silent")
    with closing(kglite.open_session(str(settings.data / "graph.kgl"), durable="full")) as graph:
        graph.execute(unique)
        _send(folder, lambda text, rows: graph.execute(text, params={"rows": rows}))


def _send(folder: Path, execute: Execute) -> None:
    queries = Queries("neo4j")
    for path in sorted(folder.glob("nodes-*.csv")):
        rows = ({"labels": row.pop(":LABEL"), "row": row} for row in _rows(path))
        for page in _pages(row for row in rows if "id" in row["row"]):
            for labels in {row["labels"] for row in page}:
                names = [label for label in labels.split(ARRAY_DELIMITER) if label != "Entity"]
                text = queries["create_nodes"].filled({"labels": names})
                execute(text, [row["row"] for row in page if row["labels"] == labels])
    for path in sorted(folder.glob("relationships-*.csv")):
        type_ = path.stem.removeprefix("relationships-")
        text = queries["create_relationships"].filled({"type": [type_]})
        for page in _pages(map(_tie, _rows(path))):
            execute(text, page)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = [
            column if column.startswith(":") else column.split(":")[0] for column in next(rows)
        ]
        for row in rows:
            yield {name: cell for name, cell in zip(header, row, strict=True) if cell}


def _tie(row: dict[str, Any]) -> dict[str, Any]:
    start, end = row.pop(":START_ID"), row.pop(":END_ID")
    del row[":TYPE"]
    return {"from": start, "to": end, "properties": row}


def _pages(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while page := list(islice(rows, BATCH)):
        yield page


if __name__ == "__main__":
    main()
