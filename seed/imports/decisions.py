"""What a person decided of an import's questions, given with the files: one by one, or many alike."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from graph.errors import InvalidInput
from graph.values import check_id
from seed.problems.problem import Problem

# The one asked about, one of its own, or nothing of it now.
Answer = Literal["same", "another", "leave"]
ANSWERS: tuple[str, ...] = get_args(Answer)
LIMIT = 10_000  # decisions with one import: more than a person makes


@dataclass(frozen=True, slots=True)
class Decision:
    """An answer to every question that is as described; what is not said may be anything.

    `same`: it is the record `id`; without an id, the only candidate. `another`: a record of its
    own. `leave`: nothing is taken now. `value`: what the question repeats, a name or a cell's text.
    """

    answer: Answer
    id: str | None = None
    code: str | None = None
    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def fits(self, asked: Problem) -> bool:
        """Whether it answers a question."""
        return all(
            wanted is None or wanted == getattr(asked, name)
            for name in ("code", "file", "sheet", "row", "column", "value")
            if (wanted := getattr(self, name)) is not None
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """An answer to one question, its id settled."""

    answer: Answer
    id: str | None = None


class Decisions:
    """The decisions of an import; the first that fits counts."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._all = tuple(decisions)

    def __bool__(self) -> bool:
        return bool(self._all)

    def of(self, asked: Problem) -> Decided | None:
        """What was decided of a question; None when it is still to be asked."""
        for decision in self._all:
            if decision.fits(asked):
                id_ = decision.id
                if decision.answer == "same" and id_ is None:
                    id_ = asked.candidates[0] if len(asked.candidates) == 1 else None
                    if id_ is None:
                        continue
                return Decided(decision.answer, id_)
        return None

    def ids(self) -> Iterator[str]:
        """The ids that they name."""
        return (one.id for one in self._all if one.id is not None)

    def as_lists(self) -> list[dict[str, Any]]:
        """As JSON has them."""
        return [{k: v for k, v in asdict(one).items() if v is not None} for one in self._all]


def decisions_of(raw: object) -> Decisions:
    """The decisions that a list of JSON objects gives. Raises InvalidInput."""
    if not isinstance(raw, list) or len(raw) > LIMIT:
        raise _bad(f"is not a list of at most {LIMIT} objects", f"不是至多 {LIMIT} 个对象的列表")
    return Decisions(_decision(number, one) for number, one in enumerate(raw, 1))


def read_decisions(path: Path) -> Decisions:
    """The decisions in a file of JSON. Raises InvalidInput."""
    try:
        return decisions_of(json.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or "not JSON"
        raise _bad(
            f"{path.name} cannot be read ({reason})", f"无法读取 {path.name}({reason})"
        ) from None


def _decision(number: int, raw: object) -> Decision:
    known = {field.name for field in fields(Decision)}
    if not isinstance(raw, Mapping) or not raw.keys() <= known:
        raise _bad(f"{number}: takes {', '.join(sorted(known))}", f"第 {number} 条含未知的项")
    if raw.get("answer") not in ANSWERS:
        raise _bad(
            f"{number}: answer is one of {', '.join(ANSWERS)}",
            f"第 {number} 条的 answer 应为 {'、'.join(ANSWERS)} 之一",
        )
    for key, value in raw.items():
        good = isinstance(value, int) and not isinstance(value, bool) if key == "row" else True
        good = good and (key == "row" or value is None or isinstance(value, str))
        if not good or (key == "id" and value is not None and not _is_id(value)):
            raise _bad(f"{number}: {key} is not understood", f"第 {number} 条的 {key} 无法识别")
    return Decision(**raw)


def _is_id(value: str) -> bool:
    try:
        check_id(value)
    except ValueError:
        return False
    return True


def _bad(en: str, zh: str) -> InvalidInput:
    return InvalidInput(f"decisions: {en}.", f"decisions:{zh}。", field="decisions")
