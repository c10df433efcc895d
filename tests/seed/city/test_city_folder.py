"""The folder that `qiaotu generate` writes: the same for the same seed, and never over another."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import Conflict
from graph.schema import Schema
from seed.city.generate import RECORDS_FOLDER, generate
from seed.city.records import OFFICE_ID
from tests.support.places import ROOT


def test_a_folder_is_the_same_for_the_same_seed(tmp_path: Path, schema: Schema) -> None:
    hashes = {}
    for name, seed in (("one", 5), ("again", 5), ("other", 6)):
        generate("town", seed, tmp_path / name, schema, lambda _, __: None)
        hashes[name] = digest(tmp_path / name)
    assert hashes["one"] == hashes["again"]
    assert hashes["one"] != hashes["other"]


def test_the_order_of_sets_and_dicts_has_no_say(tmp_path: Path) -> None:
    hashes = set()
    for hash_seed in ("0", "77"):
        folder = tmp_path / hash_seed
        run(["--size", "town", "--seed", "9", "-o", str(folder)], PYTHONHASHSEED=hash_seed)
        hashes.add(digest(folder))
    assert len(hashes) == 1


def test_the_folder_says_what_it_holds(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "town"
    told = json.loads(run(["--size", "town", "-o", str(folder), "--json"]).stdout)
    assert told == json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (told["nodes"], told["relationships"]) == (2_000, 10_000)
    assert told["synthetic"] is True
    assert told["office"] == OFFICE_ID
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert Counter(row["same"] for row in rows) == {
        "true": told["same"],
        "false": told["different"],
    }
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    assert "SYNTHETIC" in readme
    assert str(tmp_path) not in readme


def test_what_is_there_already_is_left_alone(tmp_path: Path, schema: Schema) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Conflict):
        generate("town", 1, kept, schema, lambda _, __: None)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (kept / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_progress_goes_up_to_the_whole(tmp_path: Path, schema: Schema) -> None:
    told: list[tuple[int, int]] = []
    generate("town", 1, tmp_path / "town", schema, lambda *step: told.append(step))
    assert told[-1] == (12_000, 12_000)
    assert all(one[0] <= other[0] for one, other in pairwise(told))


def digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    assert (folder / RECORDS_FOLDER / "nodes-Relative.csv") in files
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


def run(arguments: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "api.cli", "generate", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
