"""Which column is what: headers by the schema's names, by known synonyms, by an office's mapping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import InvalidInput
from graph.schema import Schema, load_schema
from graph.search.spelling.text import fold
from seed.sheets.headers.targets import EXTRA, IGNORED, Detail, Field, Link, Target, parse_target
from seed.sheets.tables import RELATIONSHIPS
from seed.sheets.texts import SEEN, recalling

HEADERS_FILE = Path(__file__).with_name("headers.yaml")
EVERY = "Entity"  # the section for every kind of entity

# In brackets these tell which form of a name is meant: 单位(全称).
_NAMES = (Field("name"), Field("aliases"))
_BRACKETS = re.compile(r"[(\[【〔<《][^()\[\]【】〔〕<>《》]*[)\]】〕>》]")
_NOISE = re.compile(r"[\s*※★☆●•:;。,、_\u200b-\u200f\ufeff-]+")
_PARTS = re.compile(r"[/|\\·\n]|或|及")
_REQUIRED = ("必填", "选填", "可选")


@dataclass(frozen=True, slots=True)
class Word:
    """A relationship type that a cell names, and the role that its word tells with it."""

    type: str
    role: str | None = None


class Headers:
    """Every header that is known, by kind of table."""

    def __init__(self, schema: Schema, path: Path = HEADERS_FILE) -> None:
        self.schema = schema
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._ignored = {folded(name) for name in raw["ignored"]}
        sections = {EVERY, RELATIONSHIPS, *schema.labels}
        self._sections = {name: _section(raw.get(name, {})) for name in sections}
        self._kinds = {kind: self._known(kind) for kind in (RELATIONSHIPS, *schema.labels)}
        self._types = dict(_type_names(schema, raw))
        self.type = lru_cache(maxsize=SEEN)(self._type)
        self._statuses = dict(_status_names(schema, raw["statuses"]))

    def target(self, header: str, kind: str) -> Target | str | None:
        """What a header means in a table of this kind: a target, `ignored`, `extra` or None.

        None: it is not known. `kind` is a label or `relationships`.
        """
        known = self._kinds[kind]
        name = folded(header)
        if name in known:
            return known[name]
        if name in self._ignored:
            return IGNORED
        return self._unbracketed(header, known) or _agreed(header, known)

    def mapped(self, meaning: str, kind: str) -> Target | str | None:
        """What an office's own word for a header means: a known header, or targets.py's notation.

        None: it means nothing in a table of this kind. Raises InvalidInput for a word that means
        nothing anywhere.
        """
        if meaning in (IGNORED, EXTRA):
            return meaning
        found = self.target(meaning, kind)
        if found is None and not self.is_known(meaning):
            found = self._checked(parse_target(meaning), meaning)
        return found

    def is_known(self, header: str) -> bool:
        """Whether a header means something in any kind of table."""
        return any(self.target(header, kind) is not None for kind in self._kinds)

    def _type(self, text: str) -> Word | None:
        """The relationship type that a cell names."""
        return self._types.get(folded(text))

    def status(self, text: str) -> str | None:
        """The state of an affair that a cell names."""
        return self._statuses.get(folded(text))

    def _known(self, kind: str) -> dict[str, Target | str]:
        """Headers of a kind of table: the schema's names first, then from special to general."""
        if kind == RELATIONSHIPS:
            own = _schema_names(self.schema.relationship_properties)
            return self._sections[RELATIONSHIPS] | own
        base = self.schema.base_of(kind)
        general = self._sections[EVERY] | self._sections[base] | self._sections[kind]
        return general | _schema_names(self.schema.properties_of([kind]))

    def _unbracketed(self, header: str, known: Mapping[str, Target | str]) -> Target | str | None:
        """What is meant but for the brackets; nothing where these name another thing: 单位(电话)."""
        name = folded(_BRACKETS.sub("", unicodedata.normalize("NFKC", header)))
        if name in self._ignored:
            return IGNORED
        found, other = known.get(name), known.get(folded(hint(header) or ""))
        mild = other in (None, found, *_NAMES) or _same_type(found, other)
        return found if mild else None

    def _checked(self, target: Target, meaning: str) -> Target:
        labels = target.labels if isinstance(target, Link) else ()
        for label in labels:
            self.schema.check_label(label, field="mapping")
        if isinstance(target, Link | Detail):
            self.schema.check_type(target.type, field="mapping")
        elif isinstance(target, Field):
            shown = meaning[:80]
            raise InvalidInput(
                f"mapping: {shown!r} is neither a known header nor a property.",
                f"mapping:{shown!r} 既不是已知的表头,也不是属性。",
                field="mapping",
            )
        return target


@cache
def known_headers() -> Headers:
    """The headers of the schema that comes with the program."""
    return Headers(load_schema())


@recalling
def folded(header: str) -> str:
    """A header or word without case, width, spaces and marks, 電話 as 电话."""
    text = _NOISE.sub("", fold(header))
    for word in _REQUIRED:
        text = text.replace(f"({word})", "").replace(word, "")
    return text


def hint(header: str) -> str | None:
    """What stands in the first brackets of a header: 万元 in 投资额(万元)."""
    found = _BRACKETS.search(unicodedata.normalize("NFKC", header))
    return found.group()[1:-1].strip() or None if found else None


def _agreed(header: str, known: Mapping[str, Target | str]) -> Target | str | None:
    """What every part of 电话/手机 means, if they mean the same."""
    found = {known.get(folded(part)) for part in _PARTS.split(header) if folded(part)}
    return found.pop() if len(found) == 1 else None


def _same_type(one: Target | str | None, other: Target | str | None) -> bool:
    return isinstance(one, Link) and isinstance(other, Link) and one.type == other.type


def _section(raw: Mapping[str, list[str]]) -> dict[str, Target | str]:
    return {
        folded(str(name)): EXTRA if meaning == EXTRA else parse_target(meaning)
        for meaning, names in raw.items()
        for name in names
    }


def _schema_names(rules: Mapping[str, Any]) -> dict[str, Target | str]:
    return {
        folded(name): EXTRA if key == EXTRA else Field(key)
        for key, rule in rules.items()
        for name in (key, rule.en, rule.zh)
    }


def _type_names(schema: Schema, raw: Mapping[str, Any]) -> Iterator[tuple[str, Word]]:
    for type_, words in raw["types"].items():
        yield from ((folded(word), Word(type_)) for word in words)
    for type_, words in raw["roles"].items():
        yield from ((folded(word), Word(type_, word)) for word in words)
    for type_, rule in schema.relationships.items():
        names = [type_, rule.en, rule.zh, *rule.zh.split("/")]
        yield from ((folded(name), Word(type_)) for name in names)


def _status_names(schema: Schema, raw: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for status, words in raw.items():
        yield from ((folded(word), status) for word in words)
    for status, entry in schema.statuses.items():
        yield from ((folded(name), status) for name in (status, entry.en, entry.zh))
