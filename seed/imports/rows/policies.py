"""How the cells of a row go together with what is known of the same record already.

Of a row that gives an id, or whose record a person named, a cell that is not empty replaces what is
stored, an empty one leaves it. A row that was found to be about a record only adds: where it says
otherwise, nothing of it is written, and a person is asked. A telephone number that differs is kept
beside the one that is there. What no column holds (`extra`) is joined by header. Where a row stood
(its own source) is added when the row had something to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from graph.batches.models import Remark
from graph.schema import Schema
from graph.store.encoding import decode, encode
from graph.store.protocol import Row
from seed.imports.rows.joining import BESIDE, EMAIL, PHONE, same_number, with_more
from seed.problems.places import Where

_ROOMY = frozenset({PHONE, EMAIL})
_SOURCE_WORDS = 200  # as graph.values.Source


class SheetPolicy:
    """For rows of spreadsheets. `office` owns new records that name no owner.

    `own_words`: the words of the sources that the importer gives to rows without any. `careful`:
    the ids of records that their rows only add to.
    """

    def __init__(
        self,
        schema: Schema,
        office: str | None,
        own_words: set[str],
        careful: frozenset[str] = frozenset(),
    ) -> None:
        self._rules = schema.properties_of(schema.labels)
        self._office = office
        self._own_words = own_words
        self._careful = careful

    def fresh(self, given: Row, *, relationship: bool) -> Row:
        """As given, with its owner."""
        if relationship or self._office is None or "office" in given:
            return given
        return {**given, "office": self._office}

    def joined(
        self,
        stored: Row,
        given: Row,
        *,
        relationship: bool,
    ) -> tuple[Row, list[Remark]]:
        """The cells over what is stored, or beside it."""
        own, told = self._parted(given)
        if not relationship and stored["id"] in self._careful:
            joined, remarks = self._added(stored, told)
        else:
            joined, remarks = overlaid(stored, told, _joined_texts)
        if joined != stored and own:
            joined["sources"] = self._with_own(stored.get("sources") or [], own)
        return joined, remarks

    def _added(self, stored: Row, told: Row) -> tuple[Row, list[Remark]]:
        """The cells beside what is stored; the stored alone, and questions, where they differ."""
        known, given = (decode(row, self._rules) for row in (stored, told))
        joined, beside = with_more(known, given, self._rules, _ROOMY)
        id_ = stored["id"]
        if beside:
            return stored, [Remark(id_, one.key, one.given, one.kept, True) for one in beside]
        row = {**stored, **encode(joined, self._rules), "name": stored["name"]}
        if PHONE in stored and row[PHONE] != stored[PHONE]:
            return row, [Remark(id_, PHONE, told[PHONE], row[PHONE])]
        return row, []

    def _parted(self, given: Row) -> tuple[list[str], Row]:
        """The source of our own making, and all that the row itself says."""
        sources = given.get("sources")
        if sources and all(_words(source) in self._own_words for source in sources):
            return sources, {name: value for name, value in given.items() if name != "sources"}
        return [], given

    def _with_own(self, stored: list[str], own: list[str]) -> list[str]:
        # The same sheet again, its rows perhaps moved: one mention is enough.
        known = {_words(source) for source in stored}
        return stored + [source for source in own if _words(source) not in known]


class RoundPolicy:
    """Another policy within a survey round: each record that a row saw was verified in it."""

    def __init__(self, within: Any, survey_round: str, began: str, verified_at: str) -> None:
        """`began`: the round's first day; `verified_at`: the day that counts as verified."""
        self._within = within
        self._round = survey_round
        self._began = began
        self._verified_at = verified_at

    def fresh(self, given: Row, *, relationship: bool) -> Row:
        """As the other has it, verified."""
        row: Row = self._within.fresh(given, relationship=relationship)
        seen = {} if relationship else {"survey_round": self._round}
        return {"verified_at": self._verified_at, **row, **seen}

    def joined(self, stored: Row, given: Row, *, relationship: bool) -> tuple[Row, list[Remark]]:
        """As the other has it, verified once per round."""
        row, remarks = self._within.joined(stored, given, relationship=relationship)
        row = dict(row)
        seen = not relationship and stored.get("survey_round") == self._round
        if not seen and (not relationship or row.get("verified_at", "") < self._began):
            row["verified_at"] = given.get("verified_at", self._verified_at)
        if not relationship:
            row["survey_round"] = self._round
        return row, remarks


def overlaid(
    known: dict[str, Any], given: dict[str, Any], joined_extra: Callable[[Any, Any], Any]
) -> tuple[dict[str, Any], list[Remark]]:
    """What is given over what is known, telephone numbers and `extra` joined."""
    joined = known | given
    remarks: list[Remark] = []
    if PHONE in known and PHONE in given:
        joined[PHONE] = _phones(known[PHONE], given[PHONE])
        if joined[PHONE] != known[PHONE]:
            remarks.append(Remark(known.get("id", ""), PHONE, given[PHONE], joined[PHONE]))
    if "extra" in known and "extra" in given:
        joined["extra"] = joined_extra(known["extra"], given["extra"])
    return joined, remarks


def joined_extra(known: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """What no column holds, by header; what is given goes over what is known."""
    return {**known, **given}


def own_words(where: Where) -> str:
    """The words of the source of a row that names none: its file and sheet."""
    return f"{where.file} {where.sheet or ''}".strip()[:_SOURCE_WORDS]


def with_source(properties: dict[str, Any], where: Where) -> dict[str, Any]:
    """The properties, with the row as their source unless they name one."""
    if properties.get("sources"):
        return properties
    return {**properties, "sources": [{"line": where.row, "words": own_words(where)}]}


def _phones(known: str, given: str) -> str:
    there = known.split(BESIDE)
    new = [n for n in given.split(BESIDE) if not any(same_number(n, one) for one in there)]
    return BESIDE.join([*there, *new])


def _joined_texts(known: str, given: str) -> str:
    joined = {**json.loads(known), **json.loads(given)}
    return json.dumps(joined, ensure_ascii=False, sort_keys=True)


def _words(source: str) -> str | None:
    """The words of a stored source without a document."""
    document, _, words = source.split(":", 2)
    return words if not document else None
