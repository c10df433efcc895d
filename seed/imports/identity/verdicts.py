"""Who every row is about, as it was found out once: kept with the import, so that one that goes on
after a kill comes to the same, whatever it has written meanwhile."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from graph.whole_files import keep_text
from seed.imports.report.problem_file import problem_of
from seed.problems.problem import Problem

KEPT = "identity.json"


@dataclass(slots=True)
class Verdicts:
    """By the number of the row; a row that is in none of these is a record of its own.

    `ids`: whose id is another than the row's own. `first`: rows that became one record with another
    row, and that row's number. `asked`: who is not taken until a person decides, with the question;
    `left`: who is left out, as decided. `decided`: whose values replace what is stored, as a person
    said. `namesakes`: others of the name. `dropped`: ids of rows that nothing has in the end.
    """

    ids: dict[int, str] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    asked: dict[int, Problem] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    decided: set[int] = field(default_factory=set)
    namesakes: dict[int, tuple[str, ...]] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)

    def takes(self, number: int) -> bool:
        """Whether the row is written, by itself or with another."""
        return number not in self.asked and number not in self.left

    def id_of(self, number: int, own: str) -> str:
        """The id of the record that the row is about."""
        return self.ids.get(number, own)

    def keep(self, folder: Path) -> None:
        """Writes them into the import's folder, whole or not at all."""
        raw = {name: sorted(getattr(self, name)) for name in _SETS}
        keep_text(folder / KEPT, json.dumps(asdict(self) | raw, ensure_ascii=False))


_SETS = ("left", "decided", "dropped")


def kept_verdicts(folder: Path) -> Verdicts | None:
    """The verdicts that an import's folder keeps, if any."""
    path = folder / KEPT
    if not path.is_file():
        return None
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Verdicts(
        ids={int(number): id_ for number, id_ in raw["ids"].items()},
        first={int(number): first for number, first in raw["first"].items()},
        asked={int(number): problem_of(each) for number, each in raw["asked"].items()},
        namesakes={int(number): tuple(ids) for number, ids in raw["namesakes"].items()},
        **{name: set(raw[name]) for name in _SETS},
    )
