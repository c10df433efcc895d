"""What can be wrong with a cell, in both languages, with its remedy. Every code is stable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from seed.problems.places import Where
from seed.problems.problem import Problem, Severity, shortened


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell, a row or a header is not taken as it stands.

    `note`: it is taken, with a word about what was done to it.
    """

    code: str
    severity: Severity
    en: str
    zh: str
    remedy_en: str = ""
    remedy_zh: str = ""
    candidates: tuple[str, ...] = ()

    def at(self, where: Where, column: str | None, value: object) -> Problem:
        """The problem that this is, in this cell of this row."""
        return Problem(
            file=where.file,
            sheet=where.sheet,
            row=where.row or None,
            column=column,
            value=None if value is None else shortened(value),
            code=self.code,
            severity=self.severity,
            en=self.en,
            zh=self.zh,
            remedy_en=self.remedy_en,
            remedy_zh=self.remedy_zh,
            candidates=self.candidates,
        )


class Read(NamedTuple):
    """What a cell was read as. With neither value nor fault it says nothing (至今 has no date)."""

    value: Any
    fault: Fault | None = None


def cell_fault(code: str, en: str, zh: str, remedy_en: str, remedy_zh: str) -> Fault:
    """A fault that leaves its cell's field empty."""
    return Fault(code, "cell", en, zh, remedy_en, remedy_zh)


def refusal(code: str, en: str, zh: str, remedy_en: str, remedy_zh: str) -> Fault:
    """A fault that refuses its row."""
    return Fault(code, "refused", en, zh, remedy_en, remedy_zh)


def note(code: str, en: str, zh: str, remedy_en: str = "", remedy_zh: str = "") -> Fault:
    """A word about a cell or row that was taken, or passed over for what it is."""
    return Fault(code, "note", en, zh, remedy_en, remedy_zh)
