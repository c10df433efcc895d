"""Files that come over HTTP: multipart/form-data, written to disk as it arrives."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from api.http.problems import Refused
from graph.errors import InvalidInput
from seed.sheets.listed_names import FILE_BYTES

MIB = 1024 * 1024
# What file systems take as a name, in bytes of UTF-8.
NAME_BYTES = 255
FILE_FIELD = "files"

# Where a name ends a path on any system; what no name of a file holds.
_SEPARATORS = re.compile(r"[/\\]")
_UNNAMEABLE = re.compile(r'[\x00-\x1f\x7f:*?"<>|]')


def form_body(files: dict[str, Any], fields: dict[str, Any] | None = None) -> dict[str, Any]:
    """What OpenAPI says of a request whose form has files, by their schema, and these other fields."""
    form = {
        "type": "object",
        "required": [FILE_FIELD],
        "properties": {FILE_FIELD: files, **(fields or {})},
        "additionalProperties": False,
    }
    body = {"required": True, "content": {"multipart/form-data": {"schema": form}}}
    return {"requestBody": body}


@dataclass(frozen=True)
class UploadLimits:
    """What one upload may hold; a refusal names the limit it met.

    A province's tables are some 700 MiB, in as many files as it has kinds; a form's own texts are
    short but for a mapping of a hundred headers.
    """

    bytes: int = 2048 * MIB
    files: int = 200
    fields: int = 20
    field_bytes: int = 64 * 1024


LIMITS = UploadLimits()
LIST_LIMITS = UploadLimits(bytes=FILE_BYTES, files=1, fields=1)  # one list of names to look up


@dataclass
class Upload:
    """What came: the files, by the names given, and the form's texts."""

    files: list[Path] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)


async def receive(request: Request, folder: Path, limits: UploadLimits = LIMITS) -> Upload:
    """The upload, its files written into the folder. Raises Refused and InvalidInput."""
    receiver = Receiver(request.headers.get("content-type", ""), folder, limits)
    try:
        async for chunk in request.stream():
            if chunk:
                await run_in_threadpool(receiver.feed, chunk)
        return await run_in_threadpool(receiver.finish)
    except ClientDisconnect:
        raise _broken() from None
    finally:
        receiver.close()


class Receiver:
    """Takes a body piece by piece. No piece is kept in memory but a form's short texts."""

    def __init__(self, content_type: str, folder: Path, limits: UploadLimits) -> None:
        """Raises InvalidInput when the content type names no boundary that can be."""
        _, options = parse_options_header(content_type)
        callbacks = {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._finished,
        }
        try:
            self._parser = MultipartParser(options[b"boundary"], callbacks)  # type: ignore[arg-type]
        except (KeyError, FormParserError):
            raise _broken() from None
        self._folder = folder
        self._limits = limits
        self._upload = Upload()
        self._seen = 0
        self._files = 0
        self._whole = False
        self._name, self._value = b"", b""
        self._disposition = b""
        self._field = ""
        self._text: bytearray | None = None
        self._file: BinaryIO | None = None

    def feed(self, chunk: bytes) -> None:
        """Takes the next piece. Raises Refused past a limit, InvalidInput for what is no form."""
        self._seen += len(chunk)
        if self._seen > self._limits.bytes:
            raise too_many_bytes(self._limits.bytes)
        try:
            self._parser.write(chunk)
        except FormParserError:
            raise _broken() from None

    def finish(self) -> Upload:
        """All that came. Raises InvalidInput when the end is missing."""
        if not self._whole:
            raise _broken()
        return self._upload

    def close(self) -> None:
        """Closes what is open; safe to repeat."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _begin(self) -> None:
        self._disposition = b""
        self._text = None

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = self._value
        self._name, self._value = b"", b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._field = _decoded(options.get(b"name", b""))
        if b"filename" in options:
            self._open(_decoded(options[b"filename"]))
        else:
            self._begin_text()

    def _begin_text(self) -> None:
        if self._field in self._upload.fields:
            raise _wrong(self._field, "is given more than once", "出现了不止一次")
        if self._field == FILE_FIELD:
            raise _wrong(self._field, "is not a file", "不是文件")
        if len(self._upload.fields) >= self._limits.fields:
            raise _too_many(f"{self._limits.fields} fields", f"{self._limits.fields} 个字段")
        self._text = bytearray()

    def _open(self, given: str) -> None:
        if self._field != FILE_FIELD:
            raise _wrong(self._field, "takes no file; name the part files", "不接受文件,请用 files")
        # A browser sends an empty part for a file field that nobody filled in.
        if not given:
            self._text = bytearray()
            return
        self._files += 1
        if self._files > self._limits.files:
            raise _too_many(f"{self._limits.files} files", f"{self._limits.files} 个文件")
        path = _free(self._folder, safe_name(given))
        self._file = path.open("xb")
        self._upload.files.append(path)

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._file is not None:
            self._file.write(memoryview(data)[start:end])
            return
        assert self._text is not None  # noqa: S101 - headers come before data
        self._text += data[start:end]
        if len(self._text) > self._limits.field_bytes:
            shown = f"{self._limits.field_bytes // 1024} KiB"
            raise _too_many(f"{shown} in the field {self._field[:80]}", f"字段的 {shown}")

    def _end(self) -> None:
        if self._file is not None:
            self.close()
        elif self._text is not None and self._field != FILE_FIELD:
            try:
                self._upload.fields[self._field] = self._text.decode("utf-8")
            except UnicodeDecodeError:
                raise _wrong(self._field, "is not UTF-8", "不是 UTF-8 文本") from None

    def _finished(self) -> None:
        self._whole = True


def safe_name(given: str) -> str:
    """A given name as a file of one folder may bear it: no path, nothing hidden, not too long."""
    last = _SEPARATORS.split(unicodedata.normalize("NFC", given))[-1]
    bare = _UNNAMEABLE.sub("_", last).strip(" .") or "file"
    stem, dot, suffix = bare.rpartition(".")
    if not dot or len(suffix) > 10:
        stem, dot, suffix = bare, "", ""
    # Room for the number that a second file of the same name gets.
    room = NAME_BYTES - len((dot + suffix).encode()) - len(" (999)")
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + suffix


def too_many_bytes(limit: int) -> Refused:
    """The refusal of an upload that is, or says it is, over the limit."""
    return _too_many(f"{limit // MIB} MiB", f"{limit // MIB} MiB")


def _free(folder: Path, name: str) -> Path:
    path, number = folder / name, 1
    while path.exists():
        number += 1
        stem, dot, suffix = name.rpartition(".")
        numbered = f"{stem} ({number}){dot}{suffix}" if dot else f"{name} ({number})"
        path = folder / numbered
    return path


def _decoded(raw: bytes) -> str:
    """A name as browsers send it, in UTF-8, or as old programs in China do."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _wrong(name: str, en: str, zh: str) -> InvalidInput:
    shown = name[:80] or "name"
    return InvalidInput(f"{shown}: {en}.", f"{shown}:{zh}。", field=shown)


def _too_many(en: str, zh: str) -> Refused:
    return Refused(413, "too_large", f"The upload is over {en}.", f"上传超过 {zh}。")


def _broken() -> InvalidInput:
    return InvalidInput(
        "The body is not a whole multipart/form-data form.",
        "正文不是完整的 multipart/form-data 表单。",
    )
