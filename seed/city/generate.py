"""The records of a size and seed, one after another, and the folder they are written to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from graph.errors import Conflict
from graph.records import EntityRecord, Record
from graph.schema import Schema
from seed.city.acquaintance import Acquaintance, recommendations
from seed.city.affair_relationships import affairs_relationships
from seed.city.contexts import contexts, measures
from seed.city.dates import AS_OF
from seed.city.duplicates import DIFFERENT, SAME, write_truth
from seed.city.organisation_relationships import belonging, leaders, memberships
from seed.city.people import People
from seed.city.person_relationships import kin, places_and_skills, schools
from seed.city.records import OFFICE_ID
from seed.city.sizes import SIZES
from seed.city.work_relationships import offices, work
from seed.city.world import World, make_world
from seed.exports.admin_csv import AdminCsvWriter, import_command
from seed.records.files import appearing

RECORDS_FOLDER = "records"  # apart from the notes, so that an import of it finds nothing else
TRUTH_FILE, MANIFEST_FILE, README_FILE = "truth.csv", "manifest.json", "README.txt"
WHO = "generate"  # who recorded it all, in the log of a store filled by the official importer
_MOMENT = datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=UTC)
_PROGRESS_EVERY = 10_000  # records between two calls of `progress`


@dataclass(frozen=True)
class Manifest:
    """What a folder of generated data holds. `office`: the id for QIAOTU_OFFICE."""

    size: str
    seed: int
    synthetic: bool
    as_of: str
    office: str
    nodes: int
    relationships: int
    labels: dict[str, int]
    types: dict[str, int]
    same: int
    different: int


def records(world: World) -> Iterator[Record]:
    """Every entity and relationship; entities come before the relationships that name them."""
    yield from contexts(world.size, world.geography, world.known, world.relationships)
    for organisation in world.organisations.every():
        yield organisation.record
    for affair in world.affairs.every():
        yield affair.record
    yield from People(world.seed, world.geography, world.people).records()
    yield from relationships(world)


def relationships(world: World) -> Iterator[Record]:
    """Every relationship but those of contexts; acquaintances fill up to the size's number."""
    yield from measures(world.geography, world.relationships)
    for found in (places_and_skills, schools, kin, belonging, leaders, memberships, work, offices):
        yield from found(world)
    yield from affairs_relationships(world)
    yield from recommendations(world)
    missing = world.size.relationships - world.relationships.made
    yield from Acquaintance(world).relationships(missing)


def generate(
    size: str, seed: int, folder: Path, schema: Schema, progress: Callable[[int, int], None]
) -> Manifest:
    """Writes a new folder: neo4j-admin CSV in `records`, and truth, manifest and README beside it.

    `progress` is told how many records of how many are written. Raises Conflict when there is
    something at `folder` already, ConfigurationError when it cannot be written.
    """
    _make_room(folder)
    world = make_world(SIZES[size], seed)
    with appearing(folder, parents=True) as partial:
        inside = partial / RECORDS_FOLDER
        with AdminCsvWriter(inside, schema, who=WHO, moment=_MOMENT) as writer:
            counted = _write(world, writer, progress)
        manifest = _manifest(world, counted, writer)
        # The command is for the folder itself, wherever it is carried to.
        command = import_command(inside, longest_row=writer.longest_row)
        _write_notes(partial, world, manifest, command.replace(f"{inside}/", ""))
    return manifest


def _make_room(folder: Path) -> None:
    """An empty folder gives way; anything else stays."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    elif folder.exists():
        raise Conflict(
            f"{folder} is there already; name a new folder.",
            f"{folder} 已存在,请另指定一个新文件夹。",
        )


def _write(
    world: World, writer: AdminCsvWriter, progress: Callable[[int, int], None]
) -> Counter[str]:
    """Every record; how often each label and type came."""
    counted: Counter[str] = Counter()
    total = world.size.nodes + world.size.relationships
    for number, record in enumerate(records(world), start=1):
        writer.write(record)
        counted.update(record.labels if isinstance(record, EntityRecord) else (record.type,))
        if number % _PROGRESS_EVERY == 0:
            progress(number, total)
    progress(total, total)
    return counted


def _manifest(world: World, counted: Counter[str], writer: AdminCsvWriter) -> Manifest:
    same = sum(pair.same for pair in world.truth)
    types = {key: counted[key] for key in sorted(counted) if key.isupper()}
    return Manifest(
        size=world.size.name,
        seed=world.seed,
        synthetic=True,
        as_of=AS_OF.isoformat(),
        office=OFFICE_ID,
        nodes=writer.entities,
        relationships=writer.relationships,
        labels={key: counted[key] for key in sorted(counted) if key not in types},
        types=types,
        same=same,
        different=len(world.truth) - same,
    )


def _write_notes(folder: Path, world: World, manifest: Manifest, command: str) -> None:
    write_truth(folder / TRUTH_FILE, world.truth)
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=2)
    (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")
    (folder / README_FILE).write_text(_readme(manifest, command), encoding="utf-8")


def _readme(manifest: Manifest, command: str) -> str:
    kinds = "\n".join(f"  {key:16} {text}" for key, text in (SAME | DIFFERENT).items())
    return f"""合成数据 / SYNTHETIC DATA

本文件夹由 qiaotu generate 生成,全部为虚构:没有任何真实的人、单位、电话或邮箱。
Everything here was made by a program. No person, organisation, telephone or address is real.

size {manifest.size}, seed {manifest.seed}, as of {manifest.as_of}
{manifest.nodes} nodes, {manifest.relationships} relationships
QIAOTU_OFFICE={manifest.office}

{TRUTH_FILE}: {manifest.same} pairs of records of one person or organisation (same=true), and
{manifest.different} pairs that only look it (same=false). Every other pair is of two.
{kinds}

qiaotu import {RECORDS_FOLDER}
or, in the folder {RECORDS_FOLDER}, into an empty and stopped Neo4j / 或在其中导入空的、已停止的 Neo4j:
{command}
"""
