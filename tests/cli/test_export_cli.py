"""export, backup, restore, check --against and changes between offices, from the command line."""

from __future__ import annotations

import json
import shlex
import zipfile
from pathlib import Path

import pytest

from graph.schema import Schema
from graph.settings import load_settings
from graph.store.open import open_store
from graph.writing.drafts import EntityDraft, RelationshipDraft
from graph.writing.writer import Writer
from tests.support.command import Outcome, Run

Files = tuple[Run, Path]


@pytest.fixture
def here(family: Run, tmp_path: Path) -> Files:
    """The command on the twelve people, and a folder for files."""
    (tmp_path / "out").mkdir()
    return family, tmp_path / "out"


def elsewhere(call: Run, monkeypatch: pytest.MonkeyPatch, folder: Path, *words: str) -> Outcome:
    """The command on another store."""
    with monkeypatch.context() as patch:
        patch.setenv("QIAOTU_DATA", str(folder))
        return call(*words)


@pytest.mark.parametrize("format_", ["xlsx", "graphml", "gexf", "jsonl"])
def test_a_file_appears_whole_and_is_not_replaced_unasked(here: Files, format_: str) -> None:
    call, folder = here
    path = folder / "all.out"
    told = call("export", format_, "-o", str(path))
    assert told.code == 0, told
    assert "19 entities, 21 relationships" in told.out
    first = path.stat().st_mtime_ns
    assert call("export", format_, "-o", str(path)).is_refused("已存在", "--overwrite")
    assert path.stat().st_mtime_ns == first
    assert call("export", format_, "-o", str(path), "--overwrite").code == 0
    assert path.stat().st_mtime_ns > first
    assert [file.name for file in folder.iterdir()] == ["all.out"]


def test_a_folder_for_neo4j_comes_with_its_command(here: Files) -> None:
    call, folder = here
    told = call("export", "neo4j-csv", "-o", str(folder / "csv"))
    assert told.code == 0, told
    words = shlex.split(told.out.splitlines()[-1])
    assert words[:5] == ["neo4j-admin", "database", "import", "full", "neo4j"]
    files = [Path(word.partition("=")[2]) for word in words if ".csv" in word]
    assert sorted(files) == sorted((folder / "csv").iterdir())
    assert call("export", "neo4j-csv", "-o", str(folder / "c.zip")).code == 0
    with zipfile.ZipFile(folder / "c.zip") as archive:
        assert sorted(archive.namelist()) == sorted(path.name for path in files)


def test_a_folder_that_is_not_ours_is_never_removed(here: Files) -> None:
    call, folder = here
    (folder / "thesis.doc").touch()
    assert call("export", "neo4j-csv", "-o", str(folder), "--overwrite").is_refused("left alone")
    assert (folder / "thesis.doc").exists()


def test_a_part_by_name(here: Files) -> None:
    call, folder = here
    told = call("export", "graphml", "--id", "赵院士", "--limit", "2", "-o", str(folder / "z"))
    assert "2 entities" in told.out
    assert "2 of " in told.out
    assert call("export", "csv", "-o", str(folder / "t")).is_refused("--id")
    assert call("export", "csv", "--id", "club", "-o", str(folder / "t.zip")).code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["export", "pdf", "-o", "x"], 2),
        (["export", "gexf"], 2),
        (["export", "gexf", "--since", "1", "-o", "x"], 1),
        (["export", "jsonl", "--since", "9", "-o", "x"], 1),
        (["export", "gexf", "-o", "no/such/folder/x"], 1),
        (["restore", "nothing.jsonl"], 1),
        (["import", "nothing.jsonl"], 1),
        (["check", "--against", "nothing.jsonl"], 1),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    here: Files, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    call, folder = here
    monkeypatch.chdir(folder)
    told = call(*words)
    assert told.code == code
    assert told.out == ""
    assert code == 2 or len(told.err.splitlines()) == 1
    assert list(folder.iterdir()) == []


def test_a_backup_restores_and_check_proves_it(
    here: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call, folder = here
    path = str(folder / "b.jsonl.gz")
    made = json.loads(call("backup", "-o", path, "--json").out)
    assert made["content"]["entities"] == 19
    there = tmp_path / "there"
    told = elsewhere(call, monkeypatch, there, "restore", path)
    assert told.code == 0, told
    assert made["content"]["digest"] in told.out
    checked = elsewhere(call, monkeypatch, there, "check", "--against", path)
    assert checked.code == 0, checked
    assert "equal to b.jsonl.gz" in checked.out
    assert made["content"]["digest"] in checked.out
    again = elsewhere(call, monkeypatch, there, "restore", path)
    assert again.is_refused("不是空的", "not empty")


def add_a_person(data: Path, schema: Schema) -> None:
    store = open_store(load_settings(data=data), schema)
    writer = Writer(store, schema)
    writer.create_entity(EntityDraft(id="new", name="新", labels=["Person"]), "tests")
    tie = RelationshipDraft(id="new-knows-li", from_="new", to="li", type="KNOWS")
    writer.create_relationship(tie, "tests")
    store.close()


def test_check_tells_what_differs_from_a_backup(
    here: Files, tmp_path: Path, schema: Schema
) -> None:
    call, folder = here
    path = str(folder / "b.jsonl")
    assert call("backup", "-o", path).code == 0
    add_a_person(tmp_path / "data", schema)
    told = call("check", "--against", path, "--json")
    assert told.code == 1
    differences = json.loads(told.out)["differences"]
    assert [line.partition(":")[0] for line in differences] == [
        "entities",
        "relationships",
        "content hash",
        "revision",
        "log entries",
        "log hash",
    ]


def test_changes_go_to_another_office(
    here: Files, tmp_path: Path, schema: Schema, monkeypatch: pytest.MonkeyPatch
) -> None:
    call, folder = here
    backup, delta = str(folder / "b.jsonl"), str(folder / "d.jsonl")
    there = tmp_path / "there"
    assert call("backup", "-o", backup).code == 0
    assert elsewhere(call, monkeypatch, there, "restore", backup).code == 0
    add_a_person(tmp_path / "data", schema)
    told = call("export", "jsonl", "--since", "1", "-o", delta)
    assert "1 → 3" in told.out
    tried = elsewhere(call, monkeypatch, there, "import", delta, "--dry-run")
    assert "dry run" in tried.out
    taken = json.loads(elsewhere(call, monkeypatch, there, "import", delta, "--json").out)
    counted = {name: number for name, number in taken["counts"].items() if number}
    assert counted == {"new": 1, "relationships_new": 1}
    listed = json.loads(elsewhere(call, monkeypatch, there, "import", "list", "--json").out)
    assert [each["dry_run"] for each in listed["imports"]] == [False, True]
    assert (listed["imports"][0]["id"], taken["state"]) == (taken["id"], "done")
    ours = call("backup", "-o", str(folder / "ours.jsonl"), "--json")
    theirs = elsewhere(
        call, monkeypatch, there, "backup", "-o", str(folder / "theirs.jsonl"), "--json"
    )
    assert json.loads(ours.out)["content"] == json.loads(theirs.out)["content"]
    undone = elsewhere(call, monkeypatch, there, "import", "undo", taken["id"], "--json")
    assert json.loads(undone.out)["entities_deleted"] == 1
    again = json.loads(elsewhere(call, monkeypatch, there, "import", delta, "--json").out)
    assert again["counts"] == taken["counts"]


def test_a_damaged_file_of_changes_needs_no_entry_in_the_list(
    here: Files, tmp_path: Path, schema: Schema
) -> None:
    call, folder = here
    delta = folder / "d.jsonl"
    add_a_person(tmp_path / "data", schema)
    assert call("export", "jsonl", "--since", "1", "-o", str(delta)).code == 0
    delta.write_bytes(delta.read_bytes()[:-40])
    assert call("import", str(delta)).is_refused("damaged")
    assert json.loads(call("import", "list", "--json").out)["imports"] == []
