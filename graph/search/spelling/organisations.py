"""Organisations under one form: short names, legal forms dropped, level words left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import yaml

from graph.search.spelling.text import HERE, compact, has_chinese, words

# What is left of a name must still be one.
SHORTEST = 2
_PUBLIC_LETTERS = re.compile("&|＆|\\+")


@dataclass(frozen=True)
class _Rules:
    short: re.Pattern[str]
    short_forms: dict[str, str]
    legal: re.Pattern[str]
    level: re.Pattern[str]
    legal_latin: frozenset[str]


@lru_cache(maxsize=16_384)
def canonical(name: str) -> str:
    """The one form of an organisation's name, for comparison only: 徐州市归国华侨联合会 is 徐州侨联.

    Chinese: short forms, without legal form and level words. Latin: words in order, `and` for &,
    without legal form.
    """
    return _chinese(compact(name)) if has_chinese(name) else "".join(latin_words(name))


def latin_words(name: str) -> list[str]:
    """The words of a Latin name without its legal form, `and` left out; all when nothing is left."""
    every = [w for w in words(_PUBLIC_LETTERS.sub(" and ", name)) if w != "and"]
    kept = list(every)
    while kept and kept[-1] in _rules().legal_latin:
        kept.pop()
    return kept or every


def _chinese(name: str) -> str:
    rules = _rules()
    text = rules.short.sub(lambda match: rules.short_forms[match.group()], name)
    stripped = rules.legal.sub("", text)
    text = stripped if len(stripped) >= SHORTEST else text
    levelled = rules.level.sub("", text)
    return levelled if len(levelled) >= SHORTEST else text


@cache
def _rules() -> _Rules:
    data: dict[str, Any] = yaml.safe_load((HERE / "organisations.yaml").read_text(encoding="utf-8"))
    short = {compact(full): compact(brief) for full, brief in data["short"].items()}
    guarded = "|".join(data["not_level"])
    levels = "|".join(data["level"])
    return _Rules(
        short=_any_of(short),
        short_forms=short,
        legal=re.compile(f"(?:{'|'.join(data['legal'])})$"),
        level=re.compile(
            f"(?<=[㐀-鿿]{{2}})(?!{guarded})(?<!城)(?<!上)(?<!超)(?<!股)(?<!都)(?:{levels})"
        ),
        legal_latin=frozenset(data["legal_latin"]),
    )


def _any_of(texts: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(texts, key=len, reverse=True)))
