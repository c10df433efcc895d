"""Whose role a relationship tells: `role` is its start's, `end_role` what the end is to the start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.kinship import Sex, group_of, inverse

ROLE, END_ROLE = "role", "end_role"


def role_of(properties: Mapping[str, Any], *, start: bool) -> str | None:
    """What the one end is to the other."""
    return properties.get(ROLE if start else END_ROLE)


def beside(properties: Mapping[str, Any], *, directed: bool, from_start: bool) -> tuple[str, bool]:
    """The role to show beside the other end, seen from one; whether it is that other's own.

    A directed relationship has one role, whoever looks. Of equals the other's is told; where only
    one's own is known, that. ("", …) where there is none.
    """
    if directed:
        return properties.get(ROLE) or "", True
    other = role_of(properties, start=not from_start)
    return (other, True) if other else (role_of(properties, start=from_start) or "", False)


def completed(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties of equals with the role that the other's tells."""
    role, end = properties.get(ROLE), properties.get(END_ROLE)
    if role and not end and (found := inverse(role)):
        return {**properties, END_ROLE: found}
    if end and not role and (found := inverse(end)):
        return {**properties, ROLE: found}
    return properties


def sharpened(properties: dict[str, Any], start: Sex | None, end: Sex | None) -> dict[str, Any]:
    """The properties with 父母 as 父亲 or 母亲, where the sex of that end is known.

    Only words that tell no sex are made exact: what somebody wrote stays.
    """
    role, back = properties.get(ROLE), properties.get(END_ROLE)
    if role and back and start and role == inverse(back):
        properties = {**properties, ROLE: inverse(back, start) or role}
    if role and back and end and back == inverse(role):
        properties = {**properties, END_ROLE: inverse(role, end) or back}
    return properties


def turned(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties of the same relationship from its end to its start."""
    roles = {ROLE: properties.get(END_ROLE), END_ROLE: properties.get(ROLE)}
    others = {key: value for key, value in properties.items() if key not in roles}
    return others | {key: value for key, value in roles.items() if value}


def kind_of_roles(properties: Mapping[str, Any]) -> tuple[str, str]:
    """Both roles as groups, so that 女儿 and 长女 between the same two are one relationship."""
    role, end = (str(properties.get(key) or "") for key in (ROLE, END_ROLE))
    return (group_of(role), group_of(end)) if end else (role, end)
