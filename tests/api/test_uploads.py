"""Uploads taken piece by piece: the names that files get, the limits, and what is no form."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.http.problems import Refused
from api.http.uploads import LIMITS, NAME_BYTES, Receiver, Upload, UploadLimits, safe_name
from graph.errors import InvalidInput

TYPE = "multipart/form-data; boundary=b"
SMALL = UploadLimits(bytes=4096, files=2, fields=2, field_bytes=1024)


def part(name: str, body: bytes, filename: bytes | None = None) -> bytes:
    named = b"" if filename is None else b'; filename="' + filename + b'"'
    head = b'--b\r\nContent-Disposition: form-data; name="' + name.encode() + b'"' + named
    return head + b"\r\n\r\n" + body + b"\r\n"


def received(folder: Path, *parts: bytes, step: int = 7, end: bytes = b"--b--\r\n") -> Upload:
    receiver = Receiver(TYPE, folder, SMALL)
    body = b"".join(parts) + end
    try:
        for start in range(0, len(body), step):
            receiver.feed(body[start : start + step])
        return receiver.finish()
    finally:
        receiver.close()


@pytest.mark.parametrize("step", [1, 2, 3, 64, 4096])
def test_a_form_is_the_same_however_it_is_cut(tmp_path, step):
    body = b"\r\n--b\r\r\n-- " * 20
    parts = part("dry_run", b"true"), part("files", body, "名单.csv".encode())
    upload = received(tmp_path, *parts, step=step)
    assert upload.fields == {"dry_run": "true"}
    assert [path.name for path in upload.files] == ["名单.csv"]
    assert upload.files[0].read_bytes() == body


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\名单.xlsx", "名单.xlsx"),
        ("/etc/shadow.csv", "shadow.csv"),
        ("C:\\Users\\甲\\桌面\\名单.xlsx", "名单.xlsx"),
        ("..", "file"),
        (".", "file"),
        ("...", "file"),
        ("a/", "file"),
        (".hidden.csv", "hidden.csv"),
        ("a\x00b.csv", "a_b.csv"),
        ('a"b<c>.csv', "a_b_c_.csv"),
        ("名" * 200 + ".xlsx", "名" * 81 + ".xlsx"),
    ],
)
def test_a_name_is_a_name_and_no_path(given, kept):
    assert safe_name(given) == kept


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_name_leaves_its_folder(given):
    name = safe_name(given)
    assert name not in {"", ".", ".."}
    assert not set(name) & set("/\\\0")
    assert len(name.encode()) <= NAME_BYTES - len(" (999)")
    assert not name.startswith(".")


def test_files_of_one_name_are_both_kept(tmp_path):
    parts = [part("files", text, b"../a.csv") for text in (b"1", b"2")]
    upload = received(tmp_path, *parts)
    assert [path.name for path in upload.files] == ["a.csv", "a (2).csv"]
    assert [path.read_bytes() for path in upload.files] == [b"1", b"2"]
    assert sorted(tmp_path.iterdir()) == sorted(upload.files)


def test_a_name_in_gbk_is_read(tmp_path):
    upload = received(tmp_path, part("files", b"x", "侨眷名单.csv".encode("gbk")))
    assert upload.files[0].name == "侨眷名单.csv"


def test_an_empty_file_field_of_a_browser_is_no_file(tmp_path):
    upload = received(tmp_path, part("files", b"", b""), part("label", b"Talent"))
    assert (upload.files, upload.fields) == ([], {"label": "Talent"})


@pytest.mark.parametrize(
    ("parts", "limit"),
    [
        ([part("files", b"x" * 4096, b"a.csv")], "MiB"),
        ([part("files", b"x", b"a.csv")] * 3, "2 files"),
        ([part(name, b"x") for name in "abc"], "2 fields"),
        ([part("map", b"x" * 1025)], "1 KiB in the field map"),
    ],
)
def test_each_limit_is_named(tmp_path, parts, limit):
    with pytest.raises(Refused, match=limit) as refused:
        received(tmp_path, *parts)
    assert (refused.value.status, refused.value.code) == (413, "too_large")


def test_nothing_of_a_file_is_kept_in_memory(tmp_path):
    receiver = Receiver(TYPE, tmp_path, LIMITS)
    receiver.feed(part("files", b"", b"a.csv").removesuffix(b"\r\n"))
    for piece in itertools.repeat(b"0123456789abcdef" * 4096, 64):
        receiver.feed(piece)
        # A boundary may have begun in the last few bytes.
        held = sum(len(v) for v in vars(receiver).values() if isinstance(v, bytes | bytearray))
        assert held < 1024
    receiver.feed(b"\r\n--b--\r\n")
    assert receiver.finish().files[0].stat().st_size == 64 * 65536
    receiver.close()


@pytest.mark.parametrize(
    "parts",
    [
        [part("files", b"no file")],
        [part("other", b"x", b"a.csv")],
        [part("label", b"a"), part("label", b"b")],
        [part("label", b"\xff\xfe")],
    ],
)
def test_what_does_not_fit_the_form_is_refused(tmp_path, parts):
    with pytest.raises(InvalidInput):
        received(tmp_path, *parts)


@pytest.mark.parametrize(
    "body",
    [b"", b"--b", b"--b\r\n", b"--c\r\n\r\n", b"x" * 100, b"--b\r\nno header\r\n\r\n\r\n--b--"],
)
def test_what_is_no_whole_form_is_refused(tmp_path, body):
    with pytest.raises(InvalidInput):
        received(tmp_path, body, end=b"")


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", f"multipart/form-data; boundary={'b' * 5000}", ""]
)
def test_a_form_needs_a_boundary(tmp_path, content_type):
    with pytest.raises(InvalidInput):
        Receiver(content_type, tmp_path, SMALL)
