"""Zip archives: as offices pack them, and as nobody should."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from seed.sheets.reading import archives
from seed.sheets.reading.limits import MIB
from tests.support.sheets.sheet_files import GOOD, archive, read, refused, said, workbook


@pytest.fixture(autouse=True)
def _no_leftovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is unpacked is gone afterwards."""
    folder = tmp_path.parent / f"{tmp_path.name}-temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def test_a_zip_of_an_office_is_read_whatever_its_names_are_written_in(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", lambda book: book.worksheets[0].append(["姓名"]))
    with zipfile.ZipFile(tmp_path / "报送.zip", "w") as archive:
        archive.writestr(gbk_entry("海州/留学人员.csv"), "姓名\n张三\n".encode("gb18030"))
        archive.writestr("企业.tsv", "名称\t电话\n")
        archive.write(tmp_path / "a.xlsx", "b/人才.xlsx")
        archive.writestr("__MACOSX/._企业.tsv", "x")
        archive.writestr("b/.DS_Store", "x")
    sheets, problems = read(tmp_path / "报送.zip")
    assert sheets == {
        ("报送.zip/b/人才.xlsx", "Sheet"): [["姓名"]],
        ("报送.zip/企业.tsv", None): [["名称", "电话"]],
        ("报送.zip/海州/留学人员.csv", None): [["姓名"], ["张三"]],
    }
    assert problems == []


class _GbkName(zipfile.ZipInfo):
    """Written as Windows in China writes names: GBK bytes, and no mark that says so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the library's own name
        return self.filename.encode("gbk"), self.flag_bits


def gbk_entry(name: str) -> zipfile.ZipInfo:
    return _GbkName(name)


@pytest.mark.parametrize("name", ["../a.csv", "/etc/a.csv", "x/../../a.csv", "C:\\a.csv"])
def test_paths_that_lead_out_of_an_archive_are_refused(tmp_path: Path, name: str) -> None:
    archive(tmp_path / "a.zip", {name: GOOD.encode()})
    [problem] = refused(tmp_path)
    assert problem.code == "archive_bad_path"


def test_entries_that_are_no_plain_files_are_refused_one_by_one(tmp_path: Path) -> None:
    link = (stat.S_IFLNK | 0o777) << 16
    archive(tmp_path / "a.zip", {"a.csv": b"/etc/hosts"}, external_attr=link)
    archive(tmp_path / "inner.zip", {"b.csv": GOOD.encode()})
    nested = {"b.zip": (tmp_path / "inner.zip").read_bytes(), "c.csv": GOOD.encode()}
    archive(tmp_path / "b.zip", nested)
    (tmp_path / "inner.zip").unlink()
    archive(tmp_path / "c.zip", {})
    assert said(refused(tmp_path)) == [
        ("a.zip/a.csv", None, "archive_link"),
        ("b.zip/b.zip", None, "nested_archive"),
        ("c.zip", None, "archive_empty"),
    ]


def test_an_encrypted_and_a_spoilt_entry_are_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    archive(path, {"a.csv": GOOD.encode() * 9, "b.csv": b"x" * 99, "c.csv": GOOD.encode()})
    data = bytearray(path.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    spoilt = data.index(b"b.csv") + len("b.csv")
    data[spoilt : spoilt + 2] = b"\xff\xff"
    path.write_bytes(data)
    problems = refused(tmp_path)
    assert said(problems) == [
        ("a.zip/a.csv", None, "archive_encrypted"),
        ("a.zip/b.csv", None, "file_damaged"),
    ]


def test_a_bomb_is_stopped_by_what_it_states_and_by_what_it_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "RATIO_FREE", MIB)
    archive(tmp_path / "a.zip", {"a.csv": b"," * (8 * MIB)})
    data = bytearray((tmp_path / "a.zip").read_bytes())
    for sign, size in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(sign) + size
        data[at : at + 4] = (99).to_bytes(4, "little")
    (tmp_path / "b.zip").write_bytes(data)
    problems = refused(tmp_path)
    assert said(problems)[0] == ("a.zip/a.csv", None, "archive_too_large")
    assert "200 times" in problems[0].en
    # A stated size of 99 ends the reading at 99 bytes, which the check sum then gives away.
    assert said(problems)[1:] == [("b.zip/a.csv", None, "file_damaged")]


def test_an_archive_is_bounded_as_a_whole_and_in_its_entries(tmp_path: Path) -> None:
    archive(tmp_path / "a.zip", {f"{n}.csv": os.urandom(60_000) for n in range(3)})
    archive(tmp_path / "b.zip", {f"{n}.csv": b"x" for n in range(6)})
    codes = [p.code for p in refused(tmp_path, archive_bytes=100_000, archive_entries=5)]
    assert codes.count("archive_too_large") == 2
    assert codes[-1] == "archive_too_many_entries"


def test_a_directory_of_a_hundred_thousand_entries_is_not_even_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as written:
        for number in range(30_000):
            written.writestr(f"{number:0200}", b"")
    [problem] = refused(tmp_path)
    assert problem.code == "archive_too_many_entries"
    assert "1,000" in problem.en
