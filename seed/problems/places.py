"""Where in the files given something stands."""

from __future__ import annotations

from typing import NamedTuple

from seed.problems.problem import Problem, Severity, shortened


class Place(NamedTuple):
    """Where a problem is met."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def problem(
        self,
        code: str,
        en: str,
        zh: str,
        remedy: tuple[str, str] = ("", ""),
        *,
        severity: Severity = "refused",
        value: object = None,
    ) -> Problem:
        """A Problem at this place; `remedy` in English and Chinese."""
        shown = None if value is None else shortened(value)
        return Problem(
            file=self.file,
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            value=shown,
            code=code,
            severity=severity,
            en=en,
            zh=zh,
            remedy_en=remedy[0],
            remedy_zh=remedy[1],
        )

    def note(self, code: str, en: str, zh: str, *, value: object = None) -> Problem:
        """Something recognised that needs no remedy."""
        return self.problem(code, en, zh, severity="note", value=value)


class Where(NamedTuple):
    """The row that something came from, as Excel counts it (from 1)."""

    file: str
    sheet: str | None  # a CSV has no sheets
    row: int
