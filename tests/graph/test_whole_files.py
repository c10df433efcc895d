"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from graph.errors import ConfigurationError
from graph.whole_files import keep_text, whole_file


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_takes_the_place_of_another_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "view.json"
    keep_text(path, "one")
    path.chmod(0o644)
    with whole_file(path) as written:
        written.write_text("two", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "one"
        assert mode_of(written.parent) == 0o700
    assert path.read_text(encoding="utf-8") == "two"
    assert mode_of(path) == 0o600
    assert list(path.parent.iterdir()) == [path]


def write_half(path: Path) -> None:
    with whole_file(path) as written:
        written.write_text("half", encoding="utf-8")
        raise ZeroDivisionError


def test_what_goes_wrong_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    keep_text(path, "one")
    with pytest.raises(ZeroDivisionError):
        write_half(path)
    assert path.read_text(encoding="utf-8") == "one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "tables"
    for name in ("first.csv", "second.csv"):
        with whole_file(path) as written:
            written.mkdir()
            (written / name).touch()
    assert [file.name for file in path.iterdir()] == ["second.csv"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_is_given_only_to_what_the_disk_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, sync = [], os.fsync

    def watched(handle: int) -> None:
        sync(handle)
        synced.append((os.fstat(handle).st_ino, (tmp_path / "a").exists()))

    monkeypatch.setattr(os, "fsync", watched)
    with whole_file(tmp_path / "a") as written:
        written.touch()
    file, folder = (tmp_path / "a").stat().st_ino, tmp_path.stat().st_ino
    assert synced == [(file, False), (folder, True)]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match=r"view\.json cannot be written: No such file"):
        whole_file(tmp_path / "absent" / "view.json").__enter__()
    with pytest.raises(ConfigurationError, match=r"view\.json cannot be written: File exists"):
        keep_text(tmp_path / "file" / "view.json", "one")
