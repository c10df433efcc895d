"""Properties as engines hold them, and as callers see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.schema import Property
from graph.values import DECODERS, ENCODERS

Properties = dict[str, Any]


def encode(properties: Mapping[str, Any], rules: Mapping[str, Property]) -> Properties:
    """Checked properties in the form that engines hold."""
    return {
        name: ENCODERS[rules[name].kind](value) if rules[name].kind in ENCODERS else value
        for name, value in properties.items()
    }


def decode(stored: Mapping[str, Any], rules: Mapping[str, Property]) -> Properties:
    """Stored properties as callers see them, in the schema's order; only what the schema knows."""
    found = {}
    for name, rule in rules.items():
        value = stored.get(name)
        if value is not None:
            found[name] = DECODERS[rule.kind](value) if rule.kind in DECODERS else value
    return found
