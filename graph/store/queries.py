"""The query files: `cypher/*.cypher`, each with a header that states its contract.

A header is the comment at the file's top: what the query answers, then lines `params:`,
`returns:` and, for a query whose labels or type are filled in, `slots:`. A file in
`cypher/<engine>/` stands in for the portable one of the same name; one whose header says
`otherwise:`, only where the engine takes it, else the portable one is run.

A read of entities is asked by a viewer (docs/design.md#the-viewer): `/*seen n*/` stands for “the
viewer may see n”, and each entity that is bound needs one. A header that says `open:` with the
reason takes all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import ConfigurationError, QueryFault

CYPHER_FOLDER = Path(__file__).resolve().parents[2] / "cypher"
ENGINES = ("neo4j", "kglite")
# The slot that is filled with the properties that the parameter `rows` has, not by the caller.
PROPERTIES = "properties"
ROWS = "rows"

_PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
_SLOT = re.compile(r"/\*([a-z_]+)\*/")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z_]{0,39}", re.ASCII)
_SEEN = re.compile(r"/\*seen ([a-z_]+)\*/")
# A pattern that binds a node, with or without a name: by a label that is none of the log's, or as an
# end of a relationship. A query that writes.
_BOUND = re.compile(
    r"\(\s*([a-z_]*)\s*:\s*(?!Change\b|Revision\b)[A-Z]"
    r"|\(\s*([a-z_]*)\s*\)(?=\s*<?-\[)|(?<=[\]]-)\(\s*([a-z_]*)\s*\)|(?<=->)\(\s*([a-z_]*)\s*\)"
)
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b")
_STRING_OR_COMMENT = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*")
# The text of a header line that goes on: "params: a, b" up to the next key or the header's end.
_HEADER_KEYS = ("params", "returns", "slots")
_OPEN, _OTHERWISE = "open", "otherwise"  # keys whose text is a reason


@dataclass(frozen=True)
class Query:
    """A query file: its text, and what its header declares. `open`: it is asked by no viewer.

    `otherwise`: what to run where the engine refuses this one.
    """

    name: str
    text: str
    summary: str
    params: frozenset[str]
    returns: tuple[str, ...]
    slots: frozenset[str] = field(default_factory=frozenset)
    open: bool = False
    otherwise: Query | None = None

    def filled(
        self,
        slots: Mapping[str, Iterable[str]],
        rows: Iterable[Mapping[str, object]] = (),
    ) -> str:
        """The text with each slot filled by `:A:B…`, or `a: row.a, b: row.b…` for properties.

        Names must come from the schema. `rows`: those whose properties the slot for them takes.

        Raises QueryFault when the slots given are not those declared, or a name is not a plain
        identifier.
        """
        to_give = self.slots - {PROPERTIES}
        if set(slots) != to_give:
            raise _fault(self.name, f"slots given {sorted(slots)}, declared {sorted(to_give)}")
        given = dict(slots)
        if PROPERTIES in self.slots:
            given[PROPERTIES] = sorted(set().union(*rows))
        text = self.text
        for slot, names in given.items():
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
        portable = {path.stem: _load(path) for path in sorted(folder.glob("*.cypher"))}
        own = {
            path.stem: _load(path, portable.get(path.stem))
            for path in sorted((folder / engine).glob("*.cypher"))
        }
        self._queries = portable | own
        if not self._queries:
            raise _broken(str(folder), "holds no query files; the installation is incomplete")

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


def _load(path: Path, portable: Query | None = None) -> Query:
    name = path.stem
    text = path.read_text(encoding="utf-8")
    summary, declared, reasons = _header(name, text)
    given = _STRING_OR_COMMENT.sub("", text)
    text = _SEEN.sub(lambda place: seen_condition(place[1]), text)
    bare = _STRING_OR_COMMENT.sub("", text)
    used = {"params": set(_PARAMETER.findall(bare)), "slots": set(_SLOT.findall(bare))}
    for key, names in used.items():
        if names != set(declared[key]):
            raise _broken(name, f"{key} declared {sorted(declared[key])}, used {sorted(names)}")
    if ";" in bare:
        raise _broken(name, "holds a semicolon; one query per file")
    if _OTHERWISE in reasons and portable is None:
        raise _broken(name, "says `otherwise:`, but stands in for no portable query")
    if _OPEN not in reasons:
        _check_seen(name, given)
    return Query(
        name=name,
        text=text,
        summary=summary,
        params=frozenset(declared["params"]),
        returns=tuple(declared["returns"]),
        slots=frozenset(declared["slots"]),
        open=_OPEN in reasons,
        otherwise=portable if _OTHERWISE in reasons else None,
    )


def seen_condition(name: str) -> str:
    """Cypher for whether a viewer may see the entity of this name; as `graph.viewer.Viewer.sees`.

    What was written before there were levels is at level 2, of no office.
    """
    return (
        f"($level >= 3 AND $offices IS NULL OR coalesce({name}.access_level, 2) <= $level AND ("
        f"coalesce({name}.access_level, 2) < 2 OR $offices IS NULL OR "
        f"any(office IN coalesce({name}.access_offices, []) WHERE office IN $offices)))"
    )


def _check_seen(name: str, bare: str) -> None:
    """Every entity that a read binds must be one that the viewer may see."""
    if _WRITES.search(bare):
        return
    unseen = {"".join(names) for names in _BOUND.findall(bare)} - set(_SEEN.findall(bare))
    if unseen:
        shown = ", ".join(each or "an unnamed one" for each in sorted(unseen))
        raise _broken(
            name,
            f"tells of entities without asking whether the viewer may see them: {shown}; "
            "write /*seen name*/, or say in the header `open:` with the reason",
        )


def _header(name: str, text: str) -> tuple[str, dict[str, list[str]], set[str]]:
    """What it answers, what it declares, and what it gives a reason for."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        lines.append(line.removeprefix("//").strip())
    declared: dict[str, list[str]] = {}
    summary, reasons = [], set()
    for line in lines:
        key, colon, rest = line.partition(":")
        if colon and key in (_OPEN, _OTHERWISE):
            reasons |= {key} if rest.strip() else set()
        elif colon and key in _HEADER_KEYS:
            declared[key] = [part.strip() for part in rest.split(",") if part.strip()]
        else:
            summary.append(line)
    if not summary or not summary[0] or {"params", "returns"} - set(declared):
        raise _broken(name, "needs a header: what it answers, `params:` and `returns:`")
    return " ".join(summary), {"slots": [], **declared}, reasons


def _broken(name: str, reason: str) -> ConfigurationError:
    return ConfigurationError(f"cypher/{name}: {reason}.", f"查询文件 {name} 有误:{reason}。")


def _fault(name: str, reason: str) -> QueryFault:
    return QueryFault(f"query {name}: {reason}.", f"查询 {name} 有误:{reason}。")
