"""What an import has to say about a file, a sheet, a row or a cell, in words an office can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["refused", "cell", "decide", "note"]
# What a row or record says that tells it from others of its name: pairs of a kind and a value.
Said = tuple[tuple[str, str], ...]
VALUE_LIMIT = 200  # characters of a cell that a report repeats: enough to find it by eye


class Card(NamedTuple):
    """A record that a question is about: what it is called, and what tells it apart."""

    id: str
    name: str
    said: Said = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that was refused, left out, asked or recognised, and what to do about it.

    `severity`: `refused` (the row, sheet or file was not taken), `cell` (the row was taken, this
    cell's text went to `extra`), `decide` (a person must choose; `candidates` are the ids to
    choose from, `cards` show them beside what the row has `said`), `note` (recognised for what it
    is: a title line, a total, a namesake). `row` counts from 1 as Excel shows it; `column` is the
    header's text, else the letter.
    `code` is a stable snake_case word. A file inside an archive is named `archive.zip/inner.csv`.
    """

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    code: str
    severity: Severity
    en: str
    zh: str
    remedy_en: str = ""
    remedy_zh: str = ""
    candidates: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    said: Said = ()


def shortened(value: object) -> str:
    """The text of a cell for a report, cut to what a reader needs to find it."""
    text = str(value)
    return text if len(text) <= VALUE_LIMIT else text[: VALUE_LIMIT - 1] + "…"
