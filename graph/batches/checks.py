"""The checks of writing, for millions of rows: plain good values pass quickly, all else slowly.

A quick check never refuses: it either gives the stored form of a value that is good beyond doubt,
or `UNSURE`, and then the models of `graph/writing/checks.py` decide, and say what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from graph.errors import InvalidInput
from graph.records import EntityRecord, RelationshipRecord
from graph.schema import Property, Schema
from graph.store.encoding import Properties, decode, encode
from graph.store.protocol import Row
from graph.values import ENCODERS, ID_PATTERN, LIST_LIMIT, TEXT_LIMIT, TYPES, check_date, check_id
from graph.writing.checks import Checks, invalid
from graph.writing.drafts import EntityDraft, RelationshipDraft

UNSURE: Any = object()
_NAME_LIMIT = 500  # as graph.values.Name
_WORDS_LIMIT = 200  # as graph.values.Source
_LINE_LIMIT = 10_000_000
# Dates, ids of documents and the like come again and again; these many are remembered.
_REMEMBERED = 200_000
_SOURCES_REMEMBERED = 10_000

_is_id = re.compile(ID_PATTERN, re.ASCII).fullmatch
_MAP: TypeAdapter[dict[str, Any]] = TypeAdapter(TYPES["map"])
_MOMENT: TypeAdapter[str] = TypeAdapter(TYPES["moment"])
_SOURCE_PARTS = {"document", "line", "words"}

Quick = Callable[[Any], Any]
Draft = TypeVar("Draft", EntityDraft, RelationshipDraft)


class Kind:
    """What is checked of every record with the same labels or of the same type."""

    def __init__(self, rules: Mapping[str, Property], statuses: Mapping[str, object]) -> None:
        self.rules = rules
        self.required = frozenset(name for name, rule in rules.items() if rule.required)
        self._quick = {name: quick_check(rule, statuses) for name, rule in rules.items()}

    def quickly(self, properties: Properties) -> Row | None:
        """The stored form of properties that are good beyond doubt; None when it takes a look."""
        row = {}
        quick = self._quick
        for name, value in properties.items():
            if value is None:
                continue
            check = quick.get(name)
            stored = UNSURE if check is None else check(value)
            if stored is UNSURE:
                return None
            row[name] = stored
        return row


class BatchChecks:
    """Checked rows for records, in the form that engines hold. Not safe to share between threads."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._checks = Checks(schema)
        self._labels: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._kinds: dict[tuple[str, ...], Kind] = {}
        self._ends: dict[tuple[str, tuple[str, ...], tuple[str, ...]], InvalidInput | None] = {}
        self.tie = Kind(schema.relationship_properties, schema.statuses)

    def labels(self, given: tuple[str, ...]) -> tuple[str, ...]:
        """The labels with their base, in the schema's order. Raises InvalidInput."""
        found = self._labels.get(given)
        if found is None:
            found = self._labels[given] = tuple(self.schema.with_base(given))
        return found

    def kind(self, labels: tuple[str, ...]) -> Kind:
        """What is checked of entities with these labels, their base among them."""
        found = self._kinds.get(labels)
        if found is None:
            rules = self.schema.properties_of(labels)
            found = self._kinds[labels] = Kind(rules, self.schema.statuses)
        return found

    def entity(self, record: EntityRecord) -> tuple[tuple[str, ...], Row]:
        """Labels and stored properties, id and name among them; required ones may be missing.

        Raises InvalidInput.
        """
        labels = self.labels(record.labels)
        row = self.kind(labels).quickly(record.properties)
        if row is None or not _is_id(record.id) or not _good_name(record.name):
            row = self._entity_slowly(record, labels)
        row["id"], row["name"] = record.id, record.name
        return labels, row

    def whole(self, labels: tuple[str, ...], row: Row) -> None:
        """Raises InvalidInput when a stored row lacks what its labels require."""
        kind = self.kind(labels)
        if not kind.required <= row.keys():
            self._checks.entity(labels, decode(row, kind.rules))

    def relationship(self, record: RelationshipRecord) -> Row:
        """Stored properties, the id among them. Raises InvalidInput."""
        row = self.tie.quickly(record.properties)
        good = _is_id(record.id) and record.type in self.schema.relationships
        if row is None or not good:
            row = self._relationship_slowly(record)
        row["id"] = record.id
        return row

    def ends(self, type_: str, start: tuple[str, ...], end: tuple[str, ...]) -> InvalidInput | None:
        """What is wrong with a relationship of this type between such entities."""
        key = (type_, start, end)
        if key not in self._ends:
            self._ends[key] = self._refused_ends(*key)
        return self._ends[key]

    def _refused_ends(
        self, type_: str, start: tuple[str, ...], end: tuple[str, ...]
    ) -> InvalidInput | None:
        try:
            self._checks.ends(type_, start, end)
        except InvalidInput as refused:
            return refused
        return None

    def _entity_slowly(self, record: EntityRecord, labels: tuple[str, ...]) -> Row:
        _draft(EntityDraft, {**record._asdict(), "labels": list(record.labels)})
        kind = self.kind(labels)
        lacking = {name: self._stand_in(kind.rules[name]) for name in kind.required}
        given = {k: v for k, v in record.properties.items() if v is not None}
        checked = self._checks.entity(labels, lacking | given)
        return encode({k: v for k, v in checked.items() if k in given}, kind.rules)

    def _relationship_slowly(self, record: RelationshipRecord) -> Row:
        self.schema.check_type(record.type, field="type")
        _draft(RelationshipDraft, record._asdict())
        return encode(self._checks.relationship(record.properties), self.tie.rules)

    def _stand_in(self, rule: Property) -> object:
        """A good value for a required property that a row may leave to what is stored already."""
        some = {"enum": next(iter(self.schema.statuses)), "date": "2000", "number": 0}
        return some.get(rule.kind, "text")


def _draft(model: type[Draft], fields: dict[str, Any]) -> Draft:
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise invalid(error) from None


def _good_name(name: str) -> bool:
    return len(name) <= _NAME_LIMIT and name.isprintable() and not name.isspace() and name != ""


def _text(value: Any) -> Any:
    # Printable leaves out every control character and surrogate.
    return (
        value if type(value) is str and len(value) <= TEXT_LIMIT and value.isprintable() else UNSURE
    )


def _prose(value: Any) -> Any:
    if type(value) is not str or len(value) > TEXT_LIMIT:
        return UNSURE
    return value if value.replace("\n", "").isprintable() else UNSURE


def _texts(value: Any) -> Any:
    good = type(value) is list and len(value) <= LIST_LIMIT
    return value if good and all(_text(item) is item for item in value) else UNSURE


def _boolean(value: Any) -> Any:
    return value if type(value) is bool else UNSURE


def _share(value: Any) -> Any:
    if value == 1 and type(value) is not bool:
        return 1
    return value if type(value) is float and 0 < value < 1 else UNSURE


def _number(value: Any) -> Any:
    if type(value) is float and abs(value) <= 2**53:
        return int(value) if value.is_integer() else value
    return value if type(value) is int and abs(value) <= 2**53 else UNSURE


def _date(value: Any) -> Any:
    return value if type(value) is str and _is_date(value) else UNSURE


@lru_cache(maxsize=_REMEMBERED)
def _is_date(value: str) -> bool:
    return _holds(check_date, value)


def _moment(value: Any) -> Any:
    return value if type(value) is str and _is_moment(value) else UNSURE


@lru_cache(maxsize=_REMEMBERED)
def _is_moment(value: str) -> bool:
    return _holds(_MOMENT.validate_python, value)


@lru_cache(maxsize=_REMEMBERED)
def _is_document(value: str) -> bool:
    return _holds(check_id, value)


def _holds(check: Callable[[str], str], value: str) -> bool:
    try:
        check(value)
    except ValueError:
        return False
    return True


def _sources(value: Any) -> Any:
    if type(value) is not list or len(value) > LIST_LIMIT:
        return UNSURE
    stored = [_source(item) for item in value]
    return UNSURE if UNSURE in stored else stored


def _source(item: Any) -> Any:
    if type(item) is not dict or not item.keys() <= _SOURCE_PARTS:
        return UNSURE
    words = item.get("words")
    if words is not None and (type(words) is not str or len(words) > _WORDS_LIMIT):
        return UNSURE
    try:
        return _source_of(item.get("document"), item.get("line"), words)
    except TypeError:
        # A part that cannot be remembered is no good part.
        return UNSURE


# Typed, for True would else be remembered as 1.
@lru_cache(maxsize=_SOURCES_REMEMBERED, typed=True)
def _source_of(document: Any, line: Any, words: Any) -> Any:
    good = (
        (document is None or (type(document) is str and _is_document(document)))
        and (line is None or (type(line) is int and 1 <= line <= _LINE_LIMIT))
        and (words is None or _text(words) is words)
    )
    return f"{document or ''}:{line or ''}:{words or ''}" if good else UNSURE


def _map(value: Any) -> Any:
    try:
        return ENCODERS["map"](_MAP.validate_python(value))
    except (ValidationError, ValueError, TypeError):
        return UNSURE


def _enum(values: Mapping[str, object]) -> Quick:
    return lambda value: value if type(value) is str and value in values else UNSURE


def _level(value: Any) -> Any:
    return value if type(value) is int and 0 <= value <= 3 else UNSURE


def _never(_: Any) -> Any:
    return UNSURE


_QUICK: dict[str, Quick] = {
    "text": _text,
    "prose": _prose,
    "texts": _texts,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "moment": _moment,
    "share": _share,
    "level": _level,
    "map": _map,
    "sources": _sources,
}


def quick_check(rule: Property, statuses: Mapping[str, object]) -> Quick:
    """Gives the stored form of a value of the property that is good beyond doubt, else `UNSURE`."""
    return _enum(statuses) if rule.kind == "enum" else _QUICK.get(rule.kind, _never)
