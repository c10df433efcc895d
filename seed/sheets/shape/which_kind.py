"""Which kind of record a sheet holds: by what the caller, the sheet or the file says, never a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import yaml

from graph.errors import InvalidInput
from graph.schema import Schema
from seed.sheets.tables import RELATIONSHIPS, Cell

KINDS_FILE = Path(__file__).with_name("kinds.yaml")
# Headers of the column that tells each row's kind.
KIND_HEADERS = frozenset(
    {"类别", "人员类别", "机构类别", "对象类别", "资源类别", "实体类别", "标签"}
)
KIND_HEADERS_ENGLISH = frozenset({"kind", "label", "category"})

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[\s_\-—·./()\[\]【】《》“”\"':,;、。|&+]+")
_BRACKETS = re.compile(r"[(\[【《][^)\]】》]*[)\]】》]")
_JOINING = re.compile(r"\s*(?:以及|和|与|及|、|/|,|;|&|\+|and)\s*")
_YEAR_OR_NUMBER = re.compile(r"sheet\d*|工作表\d*|\bv?\d+|[\d年月日第号]+")
_ITEMS = re.compile(r"[、,;/|\n]+")


class Found(NamedTuple):
    """A kind's word in a text: `kind` is None for a word that means none."""

    start: int
    end: int
    word: str
    kind: str | None


class Told(NamedTuple):
    """A kind, and what told it."""

    kind: str
    by_en: str
    by_zh: str


class KindNames:
    """The names of all kinds, Chinese and English, made from the schema and from kinds.yaml."""

    def __init__(self, schema: Schema, path: Path = KINDS_FILE) -> None:
        raw: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.schema = schema
        self._alone = {_folded(word) for word in raw["only_alone"]}
        self._frills = sorted(raw["frills"], key=len, reverse=True)
        self._frills_english = re.compile(rf"\b(?:{'|'.join(raw['frills_english'])})\b")
        self._words: dict[str, str | None] = {_folded(word): None for word in raw["masked"]}
        masked = set(self._words)
        self._exact: dict[str, str] = {}
        for kind, words in _named(schema, raw["words"]):
            for word in set(map(_folded, words)) - masked:
                self._exact.setdefault(_plain(word), kind)
                self._words.setdefault(word, kind)
        for kind, words in _named_in_english(schema, raw["english"]):
            for word in words:
                self._exact.setdefault(_plain(word), kind)
                self._exact.setdefault(_plain(word) + "s", kind)
        self._pattern = re.compile("|".join(sorted(map(re.escape, self._words), key=_longest)))
        self.in_text = lru_cache(maxsize=4096)(self._in_text)

    def named(self, text: str) -> str | None:
        """The kind that the whole of the text names: a label, its Chinese name, a known variant."""
        return self._exact.get(_plain(text))

    def given(self, label: str) -> str:
        """The kind that a caller named. Raises InvalidInput."""
        kind = self.named(label)
        if kind is None:
            raise InvalidInput(
                f"label: {label[:80]!r} is no kind of record. GET /api/schema lists the labels.",
                f"label:没有名为 {label[:80]!r} 的类别,可用 GET /api/schema 查看。",
                field="label",
            )
        return kind

    def listed(self, cell: str) -> tuple[str, ...] | None:
        """The kinds that a 类别 cell names, of one base; None when a part of it names none."""
        whole = self.named(cell)
        kinds = [whole] if whole else [self.named(item) for item in _items(cell)]
        found = tuple(dict.fromkeys(kind for kind in kinds if kind))
        if not found or None in kinds or len({self.base(kind) for kind in found}) != 1:
            return None
        return found

    def shown(self, kind: str) -> tuple[str, str]:
        """The kind's English and Chinese name."""
        if kind == RELATIONSHIPS:
            return "relationships", "关系"
        return self.schema.labels[kind].en, self.schema.labels[kind].zh

    def base(self, kind: str) -> str:
        """The base label of a kind; relationships are their own."""
        return kind if kind == RELATIONSHIPS else self.schema.base_of(kind)

    def _in_text(self, text: str) -> str | None:
        """The kind that a name or title tells, if it tells one and only one."""
        core = self._core(text)
        whole = self.named(text) or self.named(core)
        if whole:
            return whole
        found = list(self._found(_folded(text)))
        telling = [each for each in found if each.word not in self._alone]
        if not telling or telling[-1].kind is None or _joined(_folded(text), telling):
            return None
        return telling[-1].kind

    def _core(self, text: str) -> str:
        """The text without years, numbers, brackets and words such as 名单 or 统计表."""
        core = _YEAR_OR_NUMBER.sub("", _BRACKETS.sub("", _folded(text)))
        core = _BETWEEN.sub("", self._frills_english.sub("", _BETWEEN.sub(" ", core)))
        for frill in self._frills:
            core = core.replace(frill, "")
        return core

    def _found(self, text: str) -> Iterator[Found]:
        for match in self._pattern.finditer(text):
            yield Found(match.start(), match.end(), match.group(), self._words[match.group()])


def kind_column(headers: Iterable[str]) -> int | None:
    """The column whose cells tell each row's kind, if there is one."""
    for index, header in enumerate(headers):
        plain = _plain(header)
        if plain in KIND_HEADERS or plain in KIND_HEADERS_ENGLISH:
            return index
    return None


def told_by(names: KindNames, sheet: str | None, file: str, titles: Iterable[str]) -> Told | None:
    """What the sheet's name tells, else the file's, else a title line."""
    sources = [
        (sheet or "", "the sheet's name", "工作表名"),
        (PurePosixPath(file).stem, "the file's name", "文件名"),
        *((title, "the title line", "标题行") for title in titles),
    ]
    for text, en, zh in sources:
        kind = names.in_text(text)
        if kind:
            return Told(kind, en, zh)
    return None


@dataclass(frozen=True, slots=True)
class RowKinds:
    """Which kind a row is: by its cell in `column`, else the sheet's `kind`.

    `certain`: the caller gave the kind; a cell can only make it narrower.
    """

    names: KindNames
    kind: str | None
    column: int | None
    certain: bool

    def of(self, cells: dict[int, Cell]) -> tuple[str, ...]:
        """The row's kinds, () when nothing tells. Takes a 类别 cell that was understood away."""
        listed = None
        if self.column is not None and self.column in cells:
            listed = self.names.listed(str(cells[self.column]))
        if self.kind and self.certain and listed:
            same_base = self.names.base(listed[0]) == self.names.base(self.kind)
            listed = tuple(dict.fromkeys((self.kind, *listed))) if same_base else None
        if listed and self.column is not None:
            del cells[self.column]
        return listed or ((self.kind,) if self.kind else ())


def contradicts(names: KindNames, kind: str, headers: Iterable[str]) -> bool:
    """Whether the headers speak of persons where the kind is none, or the other way round.

    A file called 人才引进项目 may well list persons; its 姓名 column gives it away.
    """
    plain = {_plain(header) for header in headers}
    person = bool(plain & {"姓名", "人员姓名", "中文姓名"})
    other = any(header.endswith("名称") for header in plain)
    base = names.base(kind)
    if base == "Person":
        return other and not person and not any("名" in h and "名称" not in h for h in plain)
    return base != RELATIONSHIPS and person and not other


def _joined(text: str, found: list[Found]) -> bool:
    """Whether the last two kinds stand side by side as equals: 人才和企业."""
    pairs = list(pairwise(found))[-1:]
    return any(
        a.kind != b.kind and _JOINING.fullmatch(text[a.end : b.start]) is not None for a, b in pairs
    )


def _named(schema: Schema, words: Mapping[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    for name, label in schema.labels.items():
        parts = label.zh.split("/")
        yield name, [label.zh, *(part for part in parts if len(parts) > 1), *words.get(name, [])]
    yield RELATIONSHIPS, words[RELATIONSHIPS]


def _named_in_english(
    schema: Schema, words: Mapping[str, list[str]]
) -> Iterator[tuple[str, list[str]]]:
    for name, label in schema.labels.items():
        yield name, [_CAMEL.sub(" ", name), label.en]
    yield RELATIONSHIPS, words[RELATIONSHIPS]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _plain(text: str) -> str:
    return _BETWEEN.sub("", _folded(text))


def _longest(word: str) -> int:
    return -len(word)


def _items(cell: str) -> list[str]:
    return [item for item in _ITEMS.split(_folded(cell)) if item.strip()]
