"""What a row of a spreadsheet says, once parsed: an entity with references, or a relationship.

Nothing here has been looked up: ids, names and references are as the row gives them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from graph.records import EntityRecord
from seed.problems.places import Where


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell that names other entities: 单位=XX公司 is a WORKS_AT out to an Organisation.

    `whole` is tried as one target first, then each of `items` (one or more; the parts that 、;；
    and line ends make). `direction` is "out" when the row's entity is the relationship's start.
    A target has one of `target_labels`; the first is what `--create-missing` makes. `place` is the
    row's own place, which narrows. `target`, given for countries, is certain: nothing is searched,
    and where no record has its id it is created. `properties` are the relationship's (入会时间
    gives `since`).
    """

    column: str
    type: str
    direction: Literal["out", "in"]
    target_labels: tuple[str, ...]
    whole: str
    items: tuple[str, ...]
    place: str | None = None
    target: EntityRecord | None = None
    properties: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParsedEntity:
    """A row about an entity.

    `properties` are checked and in the callers' form; empty cells are absent. `distinguishing`
    holds the (key, value) pairs present among birth_date, unit, school, country, in that order.
    `cells` are the row's texts as given, by header, for the report. `verbatim`: the row is from an
    export of ours, so what it leaves empty is empty.
    """

    where: Where
    id: str | None
    name: str
    labels: tuple[str, ...]
    properties: dict[str, Any]
    references: tuple[Reference, ...] = ()
    distinguishing: tuple[tuple[str, str], ...] = ()
    cells: dict[str, str] = field(default_factory=dict)
    verbatim: bool = False

    @property
    def only_a_name(self) -> bool:
        """Whether the row says nothing but a name, which tells nobody apart."""
        return not (self.id or self.properties or self.references)


@dataclass(frozen=True, slots=True)
class End:
    """An end of a relationship: by id, by name, or by both. `labels` narrow a name; () is any."""

    id: str | None
    name: str | None
    column: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedTie:
    """A row of a 关系 sheet; `type` is a relationship type of the schema."""

    where: Where
    id: str | None
    start: End
    type: str
    end: End
    properties: dict[str, Any]
    cells: dict[str, str] = field(default_factory=dict)
    verbatim: bool = False


Parsed = ParsedEntity | ParsedTie
