"""The query files: `cypher/*.cypher`, each with a header that states its contract.

A header is the comment at the file's top: what the query answers, then lines `params:`,
`returns:` and, for a query whose labels or type are filled in, `slots:`. A file in
`cypher/<engine>/` stands in for the portable one of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import ConfigurationError, QueryFault

CYPHER_FOLDER = Path(__file__).resolve().parents[2] / "cypher"
ENGINES = ("neo4j", "kglite")
PROPERTIES = "properties"

_PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
_SLOT = re.compile(r"/\*([a-z_]+)\*/")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z_]{0,39}", re.ASCII)
_STRING_OR_COMMENT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*")
# The text of a header line that goes on: "params: a, b" up to the next key or the header's end.
_HEADER_KEYS = ("params", "returns", "slots")


@dataclass(frozen=True)
class Query:
    """A query file: its text, and what its header declares."""

    name: str
    text: str
    summary: str
    params: frozenset[str]
    returns: tuple[str, ...]
    slots: frozenset[str] = field(default_factory=frozenset)

    def filled(self, slots: Mapping[str, Iterable[str]]) -> str:
        """The text with each slot filled by `:A:B…`, or `a: row.a, b: row.b…` for properties.

        Names must come from the schema.

        Raises QueryFault when the slots given are not those declared, or a name is not a plain
        identifier.
        """
        if set(slots) != self.slots:
            raise _fault(self.name, f"slots given {sorted(slots)}, declared {sorted(self.slots)}")
        text = self.text
        for slot, names in slots.items():
            listed = list(names)
            for name in listed:
                if not _IDENTIFIER.fullmatch(name):
                    raise _fault(self.name, f"{name!r} cannot fill slot {slot}")
            text = text.replace(f"/*{slot}*/", _filling(slot, listed))
        return text

    def check(self, parameters: Mapping[str, object]) -> None:
        """Raises QueryFault unless exactly the declared parameters are given."""
        if set(parameters) != self.params:
            raise _fault(
                self.name, f"parameters given {sorted(parameters)}, declared {sorted(self.params)}"
            )


class Queries:
    """Every query an engine may run, by name."""

    def __init__(self, engine: str, folder: Path = CYPHER_FOLDER) -> None:
        """Loads and checks the folder. Raises ConfigurationError naming the file and the rule."""
        paths = {path.stem: path for path in sorted(folder.glob("*.cypher"))}
        paths |= {path.stem: path for path in sorted((folder / engine).glob("*.cypher"))}
        if not paths:
            raise _broken(str(folder), "holds no query files; the installation is incomplete")
        self._queries = {name: _load(path) for name, path in paths.items()}

    def __getitem__(self, name: str) -> Query:
        try:
            return self._queries[name]
        except KeyError:
            raise _fault(name, "there is no such query file") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)


def _filling(slot: str, names: list[str]) -> str:
    if slot == PROPERTIES:
        return ", ".join(f"`{name}`: row.`{name}`" for name in names)
    return "".join(f":{name}" for name in names)


def _load(path: Path) -> Query:
    name = path.stem
    text = path.read_text(encoding="utf-8")
    summary, declared = _header(name, text)
    bare = _STRING_OR_COMMENT.sub("", text)
    used = {"params": set(_PARAMETER.findall(bare)), "slots": set(_SLOT.findall(bare))}
    for key, names in used.items():
        if names != set(declared[key]):
            raise _broken(name, f"{key} declared {sorted(declared[key])}, used {sorted(names)}")
    if ";" in bare:
        raise _broken(name, "holds a semicolon; one query per file")
    return Query(
        name=name,
        text=text,
        summary=summary,
        params=frozenset(declared["params"]),
        returns=tuple(declared["returns"]),
        slots=frozenset(declared["slots"]),
    )


def _header(name: str, text: str) -> tuple[str, dict[str, list[str]]]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line.removeprefix("//").strip())
    declared: dict[str, list[str]] = {}
    summary = []
    for line in lines:
        key, colon, rest = line.partition(":")
        if colon and key in _HEADER_KEYS:
            declared[key] = [part.strip() for part in rest.split(",") if part.strip()]
        else:
            summary.append(line)
    if not summary or not summary[0] or {"params", "returns"} - set(declared):
        raise _broken(name, "needs a header: what it answers, `params:` and `returns:`")
    return " ".join(summary), {"slots": [], **declared}


def _broken(name: str, reason: str) -> ConfigurationError:
    return ConfigurationError(f"cypher/{name}: {reason}.", f"查询文件 {name} 有误:{reason}。")


def _fault(name: str, reason: str) -> QueryFault:
    return QueryFault(f"query {name}: {reason}.", f"查询 {name} 有误:{reason}。")
