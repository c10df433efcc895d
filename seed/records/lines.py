"""Files of JSON lines that know whether they are whole: a header, the lines, a trailer.

The first line names the kind of file and its format; the last has the SHA-256 of all the bytes
before it, so that a file that was cut off or changed is noticed. `.gz` is packed.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from graph.errors import DataFault

FORMAT = 1
# The entry that the log has of a load names every id: 100 MB for a province.
LINE_LIMIT = 256 * 1024 * 1024
# Past level 5 a backup takes twice the time and is hardly smaller.
_COMPRESSION = 5
_BUFFER = 1024 * 1024  # bytes: packing line by line takes longer than packing itself


class LinesWriter:
    """Writes a file. Use it in a `with` and call `end`; without that the file is not whole."""

    def __init__(self, path: Path, kind: str, header: dict[str, Any]) -> None:
        self._stream = _open_for_writing(path)
        self._digest = hashlib.sha256()
        self.lines = 0
        self._put({"qiaotu": kind, "format": FORMAT, **header})

    def write(self, line: dict[str, Any]) -> None:
        """Adds a line."""
        self._put(line)
        self.lines += 1

    def end(self, trailer: dict[str, Any]) -> None:
        """Adds the trailer."""
        self._put({"end": {"lines": self.lines, **trailer, "sha256": self._digest.hexdigest()}})

    def __enter__(self) -> LinesWriter:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._stream.close()

    def _put(self, line: dict[str, Any]) -> None:
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
        written = text.encode("utf-8", "surrogatepass")
        self._digest.update(written)
        self._stream.write(written)


@dataclass
class LinesReader:
    """A file that is being read; `trailer` is there once the lines were read to the end."""

    path: Path
    kind: str
    header: dict[str, Any] = field(default_factory=dict)
    trailer: dict[str, Any] = field(default_factory=dict)

    def lines(self) -> Iterator[dict[str, Any]]:
        """The lines between header and trailer.

        Raises DataFault for a file of another kind, a line that is none, and, at the end, for a
        file that was cut off or changed.
        """
        digest = hashlib.sha256()
        number = 0
        for number, raw in enumerate(self._raw(), 1):
            line = self._parsed(raw, number)
            if number == 1:
                self._check_header(line)
            elif "end" in line:
                self._check_end(line["end"], number - 2, digest.hexdigest())
                continue
            elif self.trailer:
                raise self._fault("goes on after its end", "结尾之后还有内容", number)
            else:
                yield line
            digest.update(raw)
        if not self.trailer:
            raise self._fault("was cut off: its last line is missing", "不完整:缺少结尾", number)

    def _raw(self) -> Iterator[bytes]:
        try:
            with _open_for_reading(self.path) as stream:
                while raw := stream.readline(LINE_LIMIT):
                    yield raw
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise self._fault("was cut off or is damaged", "不完整或已损坏") from error
        except OSError as error:
            reason = error.strerror or "cannot be read"
            raise self._fault(f"cannot be read: {reason}", f"无法读取:{reason}") from error

    def _parsed(self, raw: bytes, number: int) -> dict[str, Any]:
        try:
            line = json.loads(raw.decode("utf-8", "surrogatepass"), parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            line = None
        if not isinstance(line, dict) or not raw.endswith(b"\n"):
            raise self._fault("is cut off or damaged here", "此处不完整或已损坏", number)
        return line

    def _check_header(self, line: dict[str, Any]) -> None:
        if line.get("qiaotu") != self.kind:
            raise self._fault(f"is not a {self.kind} of qiaotu", f"不是侨图的 {self.kind} 文件")
        if line.get("format") != FORMAT:
            raise self._fault(
                f"has format {line.get('format')!r}; this version reads format {FORMAT}",
                f"的格式为 {line.get('format')!r},本版本只能读取格式 {FORMAT}",
            )
        self.header = line

    def _check_end(self, trailer: object, lines: int, digest: str) -> None:
        if (
            not isinstance(trailer, dict)
            or trailer.get("sha256") != digest
            or trailer.get("lines") != lines
        ):
            raise self._fault("was changed since it was written", "写成之后被改动过")
        self.trailer = trailer

    def _fault(self, en: str, zh: str, line: int | None = None) -> DataFault:
        place_en = f" line {line}" if line else ""
        place_zh = f"第 {line} 行" if line else ""
        return DataFault(f"{self.path.name}{place_en}: {en}.", f"{self.path.name}{place_zh}:{zh}。")


def read_header(path: Path) -> dict[str, Any]:
    """The first line of a file, whatever its kind; empty when it is no file of ours."""
    try:
        with _open_for_reading(path) as stream:
            line = json.loads(stream.readline(LINE_LIMIT))
    except (OSError, EOFError, zlib.error, ValueError, RecursionError):
        return {}
    return line if isinstance(line, dict) and "qiaotu" in line else {}


def _open_for_writing(path: Path) -> IO[bytes]:
    if path.suffix != ".gz":
        return path.open("wb")
    packed = gzip.GzipFile(path, "wb", compresslevel=_COMPRESSION)
    return io.BufferedWriter(packed, _BUFFER)


def _open_for_reading(path: Path) -> IO[bytes]:
    with path.open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    return gzip.open(path) if packed else path.open("rb")  # type: ignore[return-value]


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


Report = Callable[[int], None]
