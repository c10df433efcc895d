"""The header of a CSV file in the form of neo4j-admin: what each column holds, checked.

`id:ID`, `:LABEL`, `:START_ID`, `:END_ID`, `:TYPE`, `name`, `strength:double`, `aliases:string[]`,
`:IGNORE`. A name or type that is none of those known is told with the one that was likely meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from graph.schema import Property, Schema

_COLUMN = re.compile(r"([^:]*)(?::([A-Za-z_]+(?:\[\])?)(?:\(.*\)|\{.*\})?)?")
_ROLES = ("ID", "LABEL", "START_ID", "END_ID", "TYPE", "IGNORE")
_WHOLE = ("int", "long", "short", "byte")
_FRACTIONS = ("float", "double")
_TEXTS = ("string", "char", "date", "datetime", "localdatetime", "time", "localtime", "duration")
_TYPES = (*_WHOLE, *_FRACTIONS, "boolean", *_TEXTS)


class HeaderFault(ValueError):
    """A column that cannot be; `column` as written, `meant` what it may have been."""

    def __init__(self, column: str, en: str, zh: str, meant: str | None = None) -> None:
        super().__init__(en)
        self.column = column
        self.en = en + (f" Did you mean {meant}?" if meant else "")
        self.zh = zh + (f"是否应为 {meant}?" if meant else "")


@dataclass
class Header:
    """What the columns of a file hold, by their places. `properties`: place, name and header."""

    kind: Literal["entities", "relationships"]
    roles: dict[str, int]
    width: int
    name: int | None = None
    id: int | None = None
    properties: list[tuple[int, str, str]] = field(default_factory=list)


def is_header(columns: list[str]) -> bool:
    """Whether a first row is one of neo4j-admin: any column has one of its roles."""
    roles = {match[2] for column in columns if (match := _COLUMN.fullmatch(column.strip()))}
    return bool(roles & {"ID", "START_ID", "END_ID", "LABEL", "TYPE"})


def read_header(columns: list[str], schema: Schema) -> Header:
    """The header of a file. Raises HeaderFault naming the first column that cannot be."""
    parted = [_parted(column.strip()) for column in columns]
    roles = {role: place for place, (_, role) in enumerate(parted) if role in _ROLES}
    kind: Literal["entities", "relationships"] = "entities" if "ID" in roles else "relationships"
    for role in ("ID",) if kind == "entities" else ("START_ID", "END_ID"):
        if role not in roles:
            raise HeaderFault(f":{role}", f"There is no :{role} column.", f"缺少 :{role} 列。")
    header = Header(kind, roles, width=len(columns))
    known = _known(schema, kind)
    for place, (name, type_) in enumerate(parted):
        if type_ in _ROLES:
            continue
        if name == "name" and kind == "entities":
            header.name = place
        elif name == "id":
            header.id = place
        else:
            _check_known(columns[place], name, known)
            header.properties.append((place, name, columns[place]))
    return header


def _parted(column: str) -> tuple[str, str]:
    match = _COLUMN.fullmatch(column)
    if match is None:
        raise HeaderFault(column, "This is not name:type.", "列头应为 名称:类型。")
    name, type_ = match[1], match[2] or "string"
    if type_ in _ROLES or type_.removesuffix("[]").lower() in _TYPES:
        return name, type_ if type_ in _ROLES else type_.lower()
    near = get_close_matches(type_, [*_ROLES, *_TYPES], n=1, cutoff=0.5)
    meant = f"{name}:{near[0]}" if near else None
    raise HeaderFault(column, f"{type_} is not a type of column.", f"没有列类型 {type_}。", meant)


def _known(schema: Schema, kind: str) -> Mapping[str, Property]:
    entities = schema.properties_of(schema.labels)
    return entities if kind == "entities" else schema.relationship_properties


def _check_known(column: str, name: str, known: Mapping[str, Property]) -> None:
    if name not in known:
        near = get_close_matches(name, [*known, "name", "id"], n=1, cutoff=0.5)
        meant = near[0] if near else None
        raise HeaderFault(column, f"{name!r} is not a property.", f"没有属性 {name!r}。", meant)
